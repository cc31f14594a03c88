//! Fuzz targets: see README.md.

#[path = "../tests/fuzz/readers.rs"]
pub mod readers;
#[cfg(feature = "requests")]
#[path = "../tests/fuzz/requests.rs"]
pub mod requests;
