//! The configuration of a server.

use axum::http::{HeaderMap, header::HOST};
use store::{RelyingParty, Store};

use super::{clock::Clock, host_name::HostName, hosts::Hosts};
use crate::demo::Demo;

/// The configuration of a server.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// The version of script, module and style sheet.
    pub version: String,
    /// The host names of this server.
    pub hosts: Hosts,
    /// The one that passkeys belong to, where browsers come over TLS.
    pub host: Option<HostName>,
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Access to the demo account, if this server is a demo.
    pub demo: Option<Demo>,
    /// An account without a second factor opens nothing until it is set up.
    pub require_second_factor: bool,
}

impl ServerConfig {
    /// Makes a configuration with this database and the system clock. `version` is that of script, module and style
    /// sheet.
    pub fn new(version: &str, hosts: Hosts, store: Store) -> Self {
        let (version, clock) = (version.to_owned(), Clock::of_this_machine());
        Self { version, hosts, host: None, store, clock, demo: None, require_second_factor: false }
    }

    /// Returns the server as authenticators know it to a request with these headers; none if passkeys do not work at its address.
    pub fn relying_party(&self, headers: &HeaderMap) -> Option<RelyingParty> {
        let host = headers.get(HOST)?.to_str().ok()?;
        self.hosts.relying_party(host, self.host.as_ref())
    }
}
