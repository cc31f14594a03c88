//! The web server: router, headers, static files, and the loop that serves them.

mod calm;
mod files;
mod gatekeeper;
mod headers;
mod router;
mod serve;
mod site;

pub use gatekeeper::Hosts;
pub use router::{BODY_LIMIT, Web, guarded, router, routes};
pub use serve::{ServeOptions, serve, serve_on};
pub use site::{NoSite, Site};
