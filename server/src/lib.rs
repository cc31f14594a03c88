//! What runs only on the server.

pub mod web;
