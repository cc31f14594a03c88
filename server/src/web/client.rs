//! From where a request comes.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderMap,
};

use super::gatekeeper::Hosts;

/// The address of whoever asks; unknown where no connection tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client(pub Option<IpAddr>);

impl Client {
    /// The other end of the connection. `X-Forwarded-For` counts only behind a proxy, and there only its last entry, which
    /// that proxy wrote: whatever stands before was written by the client itself (checklist 10).
    pub fn of(request: &Request, hosts: Hosts) -> Self {
        let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Self(match hosts {
            Hosts::Proxied => forwarded(request.headers()),
            Hosts::Loopback | Hosts::Any => connected,
        })
    }

    /// Whether the request comes from this very machine.
    pub fn is_here(self) -> bool {
        self.0.is_some_and(|address| address.to_canonical().is_loopback())
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
