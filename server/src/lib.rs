//! What runs only on the server.

pub mod cli;
pub mod demo;
pub mod web;
