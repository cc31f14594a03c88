//! Browser code shared by pages: rendering, autosave, API client.

pub mod api;
pub mod autosave;
pub mod fields;
#[cfg(feature = "ssr")]
pub mod form;
pub mod library_context;
pub mod prelude;
pub mod render;
pub mod wire;

/// A small allocator: an island allocates little, and every page with one waits for its code.
#[cfg(all(feature = "hydrate", target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
