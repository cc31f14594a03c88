//! What the server answers, route by route, without a network.

mod coverage;
mod edge;
mod headers;
mod library;
mod plain;
mod support;
