//! The clinical library: exercises, challenges, rules and sources.

#[cfg(feature = "ssr")]
pub mod challenge;
#[cfg(feature = "ssr")]
pub mod challenges;
#[cfg(feature = "ssr")]
pub mod cited;
#[cfg(feature = "ssr")]
pub mod exercise;
pub mod finder;
#[cfg(feature = "ssr")]
pub mod leaflet;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod references;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod sources;
#[cfg(feature = "ssr")]
pub mod tabs;
