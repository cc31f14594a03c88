//! The cookies: for the session (checklist 17), for a sign-in whose code is missing, for the known browser, and for the view.
//!
//! Browsers separate cookies by host and not by port, so the names contain the port: two servers on one machine would
//! otherwise sign each other out. It is the port that the browser requests, which a tunnel may change.

use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, HOST},
};
use store::{CODE_SECONDS, DEVICE_SECONDS, DeviceToken, PendingToken, SessionToken};

use super::hosts::Hosts;

/// Attributes of all cookies: no access for scripts, none sent for other sites.
const ATTRIBUTES: &str = "; Path=/; HttpOnly; SameSite=Strict";

/// The default port, which the names omit.
const USUAL_PORT: &str = "3000";

/// Names and attributes of a server's cookies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cookies {
    /// Prefix of each name.
    prefix: &'static str,
    /// Suffix of each name.
    port: String,
    /// The `Secure` attribute, if TLS is used.
    secure: &'static str,
}

impl Cookies {
    /// Returns the cookies for a request with these headers. Browsers accept `__Host-` cookies only over TLS; a server
    /// for this machine alone has none, and needs none.
    pub fn of(headers: &HeaderMap, hosts: &Hosts) -> Self {
        let (prefix, secure) = match hosts {
            Hosts::Loopback => ("", ""),
            Hosts::Any | Hosts::Encrypted | Hosts::Proxied(_) => ("__Host-", "; Secure"),
        };
        let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let port = host.rsplit_once(':').map_or("", |(_, port)| port);
        let named = !port.is_empty() && port != USUAL_PORT && port.bytes().all(|byte| byte.is_ascii_digit());
        Self { prefix, port: if named { format!("-{port}") } else { String::new() }, secure }
    }

    fn session(&self) -> String {
        format!("{}reweave{}", self.prefix, self.port)
    }

    fn pending(&self) -> String {
        format!("{}reweave-code{}", self.prefix, self.port)
    }

    fn device(&self) -> String {
        format!("{}reweave-device{}", self.prefix, self.port)
    }

    /// Returns the name of the cookie with the browser's view.
    pub fn view(&self) -> String {
        format!("{}reweave-view{}", self.prefix, self.port)
    }

    /// Returns the session token of a request; `None` if there is none, or several.
    pub fn token(&self, headers: &HeaderMap) -> Option<SessionToken> {
        SessionToken::read(only(headers, &self.session())?)
    }

    /// Returns the token of a sign-in whose code is missing; `None` if there is none, or several.
    pub fn pending_token(&self, headers: &HeaderMap) -> Option<PendingToken> {
        PendingToken::read(only(headers, &self.pending())?)
    }

    /// Returns the token of a browser that has signed in before; `None` if there is none, or several.
    pub fn device_token(&self, headers: &HeaderMap) -> Option<DeviceToken> {
        DeviceToken::read(only(headers, &self.device())?)
    }

    /// Returns the header that sets this session token; `None` if it is not a valid header value. It has no expiry: the
    /// browser drops the cookie when it closes, and the server ends the session earlier.
    pub fn set(&self, token: &SessionToken) -> Option<HeaderValue> {
        self.header(&self.session(), token.as_str(), "")
    }

    /// Returns the header that sets the token of a known browser.
    pub fn set_device(&self, token: &DeviceToken) -> Option<HeaderValue> {
        self.header(&self.device(), token.as_str(), &format!("; Max-Age={DEVICE_SECONDS}"))
    }

    /// Returns the header that sets the token of a sign-in whose code is missing.
    pub fn set_pending(&self, token: &PendingToken) -> Option<HeaderValue> {
        self.header(&self.pending(), token.as_str(), &format!("; Max-Age={CODE_SECONDS}"))
    }

    /// Returns the header that removes that token.
    pub fn expire_pending(&self) -> Option<HeaderValue> {
        self.header(&self.pending(), "", "; Max-Age=0")
    }

    /// Returns the header that removes the session cookie, and keeps the token of the known browser.
    pub fn expire(&self) -> Option<HeaderValue> {
        self.header(&self.session(), "", "; Max-Age=0")
    }

    /// Returns the header that sets a cookie of this server.
    pub fn header(&self, name: &str, value: &str, kept: &str) -> Option<HeaderValue> {
        let mut header = HeaderValue::from_str(&format!("{name}={value}{ATTRIBUTES}{}{kept}", self.secure)).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

/// Returns the value of the cookie with this name; `None` if there is none, or several.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(cookies: &str) -> Option<String> {
        let value = HeaderValue::from_str(cookies).unwrap();
        let headers = HeaderMap::from_iter([(COOKIE, value)]);
        let token = Cookies::of(&headers, &Hosts::Loopback).token(&headers);
        token.map(|token| token.as_str().to_owned())
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

    #[test]
    fn sec_17_names_tell_ports_and_tls_apart() {
        let named = |host: &str, hosts: &Hosts| {
            let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_str(host).unwrap())]);
            Cookies::of(&headers, hosts).session()
        };
        let proxied = Hosts::behind(["127.0.0.1".parse().unwrap()]);
        for (host, hosts, name) in [
            ("localhost:3000", &Hosts::Loopback, "reweave"),
            ("127.0.0.1:4000", &Hosts::Loopback, "reweave-4000"),
            ("[::1]:4000", &Hosts::Loopback, "reweave-4000"),
            ("[::1]", &Hosts::Loopback, "reweave"),
            ("reweave.example", &proxied, "__Host-reweave"),
            ("reweave.example:8443", &proxied, "__Host-reweave-8443"),
        ] {
            assert_eq!(named(host, hosts), name, "{host}");
        }
        assert_ne!(named("localhost:4000", &Hosts::Loopback), named("localhost:5000", &Hosts::Loopback));
    }
}
