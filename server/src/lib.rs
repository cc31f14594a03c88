//! What runs only on the server.

pub mod archive;
pub mod cli;
pub mod demo;
pub mod web;
