//! The server-only part of Reweave: command line and web server.

pub mod cli;
pub mod edge;
