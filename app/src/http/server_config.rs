//! The configuration of a server.

use store::Store;

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
}
