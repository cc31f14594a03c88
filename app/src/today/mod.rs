//! The sessions of today, and open tasks.

#[cfg(feature = "ssr")]
mod cases;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod sessions;
#[cfg(feature = "ssr")]
pub mod sidebar;
#[cfg(any(feature = "ssr", feature = "part-pages"))]
pub mod unsaved;
#[cfg(feature = "ssr")]
pub mod week;
