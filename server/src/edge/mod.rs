//! The web server: router, headers, static files, and the loop that serves them.

mod access;
mod assets;
mod entry;
mod headers;
mod limits;
mod log;
mod markers;
mod memory;
mod origin_check;
mod request_log;
mod router;
mod serve;
mod session;
mod site;
mod tls;

pub use crate::edge::router::{Server, guarded, router, router_without_key, routes};
pub use crate::edge::serve::{Ends, Patience, ServeOptions, serve, serve_on};
pub use crate::edge::site::{NoSite, Site};
pub use crate::edge::tls::{Port, Tls, TlsFiles};
pub use app::routes::calls;
