//! Requests and responses: the basis of all forms, documents and pages of the server.

pub mod api_request;
pub mod app_error;
pub mod attempts;
pub mod client;
pub mod clock;
pub mod cookie;
pub(crate) mod created;
pub mod document_request;
pub mod done;
pub mod error_page;
pub mod form_body;
pub mod form_request;
pub mod host_name;
pub mod hosts;
pub mod page_result;
pub mod pages;
pub mod peer;
pub mod proxies;
pub mod redirect;
pub mod routes;
pub mod saved;
pub mod sent;
pub mod server_config;
pub mod state;
pub mod upload;
pub mod visitor;

/// Maximum body in bytes; a larger one is answered 413.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Maximum body of an image upload, in bytes.
pub const UPLOAD_LIMIT: usize = 8 * 1024 * 1024;
