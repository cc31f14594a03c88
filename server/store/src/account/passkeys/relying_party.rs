//! The server as authenticators know it.

/// The name that passkeys belong to, and the only origin whose pages may use them. Both come from the configuration of the
/// server: an authenticator signs for the page that the browser shows, so this is what keeps a false page out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// Host name without a port, such as `localhost` or `reweave.example.org`.
    pub id: String,
    /// Scheme, host name and port, as browsers write an origin.
    pub origin: String,
}
