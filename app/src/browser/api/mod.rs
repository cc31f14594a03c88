//! API calls of islands.
//!
//! A call is a struct, sent as the postcard body of a `POST` to its address. The response, or a [`Problem`], has the
//! same format. It has no field names, so there are no unknown fields, and trailing bytes are rejected (checklist 6).
//! The structs of a resource are in its `api.rs`, with their handlers.

#[cfg(feature = "hydrate")]
mod client;
mod problem;

use serde::{Serialize, de::DeserializeOwned};

#[cfg(feature = "hydrate")]
pub use self::client::ask;
pub use self::problem::Problem;

/// An API call of an island.
pub trait Call: Serialize + DeserializeOwned + Send + 'static {
    /// The address; begins with `/api/`.
    const PATH: &'static str;
    /// The type of the response.
    type Answer: Serialize + DeserializeOwned + Send;
}

/// The media type of calls and responses. A page of another site cannot send it without a CORS preflight.
pub const MEDIA_TYPE: &str = "application/octet-stream";

/// Stub for builds that are neither browser nor server.
///
/// # Errors
/// Always [`Problem::Unreachable`].
#[cfg(not(feature = "hydrate"))]
pub async fn ask<C: Call>(_: &C) -> Result<C::Answer, Problem> {
    Err(Problem::Unreachable)
}

/// Parses the couple's id of a call; an invalid one is treated like an unknown one.
///
/// # Errors
/// [`Problem::NotFound`].
#[cfg(feature = "ssr")]
pub fn couple_id(id: &str) -> Result<store::CoupleId, Problem> {
    id.parse().map(store::CoupleId).map_err(|_| Problem::NotFound)
}
