//! The origin of a request.

use std::net::IpAddr;

use axum::{extract::Request, http::Version};

use super::{hosts::Hosts, peer::peer};

/// The origin of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address; none if the connection gives none.
    pub address: Option<IpAddr>,
    /// True if it comes from a browser on the host itself, through no proxy.
    pub here: bool,
}

impl Client {
    /// Returns the peer of the connection, or the client that a trusted proxy forwards (checklist 10).
    ///
    /// Browsers have spoken HTTP/1.1 for twenty years; a minimally configured proxy speaks 1.0.
    pub fn of(request: &Request, hosts: &Hosts) -> Self {
        let connected = peer(request);
        match hosts {
            Hosts::Proxied(proxies) => Self { address: proxies.client(request.headers()), here: false },
            Hosts::Any | Hosts::Encrypted => Self { address: connected, here: false },
            Hosts::Loopback => {
                let local = connected.is_some_and(|address| address.to_canonical().is_loopback());
                Self { address: connected, here: local && request.version() > Version::HTTP_10 }
            }
        }
    }
}
