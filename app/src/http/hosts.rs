//! The host names of the server, and how browsers reach it.

use std::net::SocketAddr;

use axum::extract::Request;
use store::RelyingParty;

use super::{
    host_name::HostName,
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

    /// Returns the server as authenticators know it, to a browser that asks for this host; none under any other name than the one
    /// that the server was given, and none without TLS except on this machine. Addresses of digits are no names, so passkeys
    /// work at `localhost` and not at `127.0.0.1`.
    pub fn relying_party(&self, host: &str, given: Option<&HostName>) -> Option<RelyingParty> {
        let host = host.to_ascii_lowercase();
        let (scheme, usual_port, name) = match self {
            Self::Loopback => ("http", ":80", "localhost"),
            Self::Encrypted | Self::Proxied(_) => ("https", ":443", given?.as_str()),
            Self::Any => return None,
        };
        let written = host.strip_suffix(usual_port).unwrap_or(&host);
        let is_ours = without_port(&host) == name;
        is_ours.then(|| RelyingParty { id: name.to_owned(), origin: format!("{scheme}://{written}") })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_16_passkeys_are_for_the_name_of_the_server_and_no_other() {
        let named: HostName = "reweave.example.org".parse().unwrap();
        let proxied = Hosts::behind(["127.0.0.1".parse().unwrap()]);
        let asked = |hosts: &Hosts, host: &str, given: Option<&HostName>| {
            hosts.relying_party(host, given).map(|party| format!("{} {}", party.id, party.origin))
        };
        let local = |host: &str| asked(&Hosts::Loopback, host, Some(&named));
        assert_eq!(local("localhost:3000").as_deref(), Some("localhost http://localhost:3000"));
        assert_eq!(local("localhost:80").as_deref(), Some("localhost http://localhost"));
        for other in
            ["127.0.0.1:3000", "[::1]:3000", "reweave.example.org", "evil.example", "localhost.evil.example", ""]
        {
            assert_eq!(local(other), None, "{other}");
        }
        for hosts in [&Hosts::Encrypted, &proxied] {
            let ours = asked(hosts, "Reweave.example.org:443", Some(&named));
            assert_eq!(ours.as_deref(), Some("reweave.example.org https://reweave.example.org"));
            let ours = asked(hosts, "reweave.example.org:8443", Some(&named));
            assert_eq!(ours.as_deref(), Some("reweave.example.org https://reweave.example.org:8443"));
            for other in
                ["evil.example", "reweave.example.org.evil.example", "example.org", "localhost:3000", "10.0.0.1"]
            {
                assert_eq!(asked(hosts, other, Some(&named)), None, "{other}");
            }
            assert_eq!(asked(hosts, "reweave.example.org", None), None, "the server has no name");
        }
        assert_eq!(asked(&Hosts::Any, "reweave.example.org", Some(&named)), None);
    }
}
