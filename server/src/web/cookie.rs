//! The session cookie (checklist 17).

use axum::http::{HeaderMap, HeaderValue, header::COOKIE};
use store::SessionToken;

use super::gatekeeper::Hosts;

/// No end is set: the browser forgets the cookie when it closes, and the server ends the session by itself, sooner.
const ATTRIBUTES: &str = "; Path=/; HttpOnly; SameSite=Strict";

/// The name of the cookie, and whether it asks for TLS.
///
/// Browsers keep a `__Host-` cookie only when it came over TLS; a server for this machine alone has none, and needs none.
fn name(hosts: Hosts) -> (&'static str, &'static str) {
    match hosts {
        Hosts::Loopback => ("reweave", ""),
        Hosts::Any | Hosts::Proxied => ("__Host-reweave", "; Secure"),
    }
}

/// The token that a request brings; `None` where it brings none, or several.
pub fn token(headers: &HeaderMap, hosts: Hosts) -> Option<SessionToken> {
    let (name, _) = name(hosts);
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) => SessionToken::read(value),
        _ => None,
    }
}

/// The header that makes a browser bring this token from now on; `None` for a token that no header can carry.
pub fn set(token: &SessionToken, hosts: Hosts) -> Option<HeaderValue> {
    let (name, secure) = name(hosts);
    let mut value = HeaderValue::from_str(&format!("{name}={}{ATTRIBUTES}{secure}", token.as_str())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The header that makes a browser forget the token.
pub fn expire(hosts: Hosts) -> HeaderValue {
    HeaderValue::from_static(match hosts {
        Hosts::Loopback => "reweave=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
        Hosts::Any | Hosts::Proxied => "__Host-reweave=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(cookies: &str) -> Option<String> {
        let value = HeaderValue::from_str(cookies).unwrap();
        let headers = HeaderMap::from_iter([(COOKIE, value)]);
        token(&headers, Hosts::Loopback).map(|token| token.as_str().to_owned())
    }

    #[test]
    fn only_one_token_of_the_right_name_counts() {
        let (one, two) = ("a1".repeat(32), "b2".repeat(32));
        assert_eq!(brought(&format!("a=1; reweave={one}")), Some(one.clone()));
        let several = format!("reweave={one}; reweave={two}");
        let secure = format!("__Host-reweave={one}");
        let other = format!("xreweave={one}");
        for wrong in ["", "reweave=", "reweave=short", &several, &secure, &other] {
            assert_eq!(brought(wrong), None, "{wrong}");
        }
    }
}
