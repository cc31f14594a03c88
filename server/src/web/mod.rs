//! The web server: router, headers, static files, and the loop that serves them.

mod attempts;
mod calls;
mod calm;
mod client;
mod clock;
mod cookie;
mod door;
mod files;
pub mod forms;
mod gatekeeper;
mod guard;
mod headers;
mod kind;
mod limit;
mod log;
mod look_around;
mod pages;
mod router;
mod serve;
mod site;
mod visit;

pub use calls::calls;
pub use clock::Clock;
pub use gatekeeper::Hosts;
pub use limit::BODY_LIMIT;
pub use router::{Web, guarded, router, routes};
pub use serve::{ServeOptions, serve, serve_on};
pub use site::{NoSite, Site};
