//! The host names of the server, and how browsers reach it.

use std::net::SocketAddr;

use axum::extract::Request;

use super::{
    peer::peer,
    proxies::{Network, Proxies, over_tls},
};

/// The host names of the server, and how browsers reach it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// Only local host names. Otherwise a remote page could point its own name at this machine and read the responses.
    Loopback,
    /// Any name: the operator of a server on a network knows its names.
    Any,
    /// Any name: this server speaks TLS with browsers, which check its name against the certificate.
    Encrypted,
    /// Any name that one of these proxies forwards; it speaks TLS with browsers, and no one else is answered.
    Proxied(Proxies),
}

impl Hosts {
    /// Returns the variant for this address: loopback addresses answer only to local names.
    pub fn for_address(address: SocketAddr) -> Self {
        if address.ip().is_loopback() { Self::Loopback } else { Self::Any }
    }

    /// Returns the variant behind the proxies at these addresses.
    pub fn behind(networks: impl IntoIterator<Item = Network>) -> Self {
        Self::Proxied(networks.into_iter().collect())
    }

    /// True if browsers speak TLS with the server, or with its proxy.
    pub fn over_tls(&self, request: &Request) -> bool {
        match self {
            Self::Encrypted => true,
            Self::Proxied(proxies) => proxies.trust(peer(request)) && over_tls(request.headers()),
            Self::Loopback | Self::Any => false,
        }
    }

    /// True if the request cannot be read on its way: it is local, or encrypted.
    pub fn is_private(&self, request: &Request) -> bool {
        *self == Self::Loopback || self.over_tls(request)
    }

    /// True if a request for this host name is meant for this server.
    pub fn admits(&self, host: &str) -> bool {
        match self {
            Self::Any | Self::Encrypted | Self::Proxied(_) => true,
            Self::Loopback => matches!(without_port(host), "localhost" | "127.0.0.1" | "[::1]"),
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}
