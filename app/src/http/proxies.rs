//! Trusted proxies, which report the client and its protocol.

use std::{fmt, net::IpAddr, str::FromStr, sync::Arc};

use axum::http::HeaderMap;

/// An address or range of addresses of a proxy: `127.0.0.1`, `172.18.0.0/16`, `::1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    bits: u8,
}

/// Error: neither an address nor a range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("name an address such as 127.0.0.1, or a range such as 172.18.0.0/16")]
pub struct NoNetwork;

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (base, bits) = text.split_once('/').map_or((text, None), |(base, bits)| (base, Some(bits)));
        let base: IpAddr = base.parse().map_err(|_| NoNetwork)?;
        let most = if base.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NoNetwork)?;
        if bits > most { Err(NoNetwork) } else { Ok(Self { base, bits }) }
    }
}

impl Network {
    fn holds(self, address: IpAddr) -> bool {
        match (self.base, address) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.bits)).unwrap_or(0);
                base.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.bits)).unwrap_or(0);
                base.to_bits() & mask == address.to_bits() & mask
            }
            _ => false,
        }
    }
}

/// The trusted proxies; only they may contact the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxies(Arc<[Network]>);

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Proxies").field(&self.0).finish()
    }
}

impl FromIterator<Network> for Proxies {
    fn from_iter<T: IntoIterator<Item = Network>>(networks: T) -> Self {
        Self(networks.into_iter().collect())
    }
}

impl Proxies {
    /// True if the peer of a connection is one of them.
    pub fn trust(&self, peer: Option<IpAddr>) -> bool {
        peer.is_some_and(|peer| self.0.iter().any(|network| network.holds(peer.to_canonical())))
    }

    /// Returns the client: the last entry of `X-Forwarded-For` that is not a trusted proxy. Entries to its left were
    /// written by the client itself (checklist 10).
    pub fn client(&self, headers: &HeaderMap) -> Option<IpAddr> {
        let values: Vec<&str> =
            headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or_default()).collect();
        for entry in values.iter().rev().flat_map(|value| value.rsplit(',')) {
            let address: IpAddr = entry.trim().parse().ok()?;
            if !self.trust(Some(address)) {
                return Some(address.to_canonical());
            }
        }
        None
    }
}

/// True if browsers speak TLS with the forwarding proxy.
pub fn over_tls(headers: &HeaderMap) -> bool {
    let last = headers.get_all("x-forwarded-proto").iter().next_back();
    last.and_then(|value| value.to_str().ok()?.rsplit(',').next()).is_some_and(|scheme| scheme.trim() == "https")
}

/// True if the headers show that a proxy forwarded this request.
pub fn passed_on(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| {
        let name = name.as_str();
        name.starts_with("x-forwarded-") || matches!(name, "forwarded" | "via" | "x-real-ip")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(networks: &[&str]) -> Proxies {
        networks.iter().map(|text| text.parse::<Network>().unwrap()).collect()
    }

    #[test]
    fn a_range_holds_its_addresses_and_no_others() {
        let proxies = proxies(&["172.18.0.0/16", "127.0.0.1", "fd00::/8"]);
        for inside in ["172.18.0.1", "172.18.255.255", "127.0.0.1", "fd12::1", "::ffff:172.18.3.4"] {
            assert!(proxies.trust(inside.parse().ok()), "{inside}");
        }
        for outside in ["172.19.0.1", "127.0.0.2", "fe80::1", "::1"] {
            assert!(!proxies.trust(outside.parse().ok()), "{outside}");
        }
        assert!(!proxies.trust(None));
        for wrong in ["", "localhost", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x"] {
            assert_eq!(wrong.parse::<Network>(), Err(NoNetwork), "{wrong}");
        }
        assert!("0.0.0.0/0".parse::<Network>().unwrap().holds("203.0.113.9".parse().unwrap()));
    }

    #[test]
    fn sec_10_what_a_client_writes_into_the_header_changes_nothing() {
        let client = |entries: &[&str]| {
            let mut headers = HeaderMap::new();
            for entry in entries {
                headers.append("x-forwarded-for", entry.parse().unwrap());
            }
            proxies(&["10.0.0.0/8"]).client(&headers).map(|address| address.to_string())
        };
        assert_eq!(client(&["127.0.0.1, 203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(client(&["127.0.0.1", "203.0.113.9, 10.1.2.3"]).as_deref(), Some("203.0.113.9"));
        for unknown in [&[][..], &["203.0.113.9, nonsense"], &["10.0.0.1"]] {
            assert_eq!(client(unknown), None, "{unknown:?}");
        }
    }
}
