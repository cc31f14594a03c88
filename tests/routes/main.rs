//! What the server answers, route by route, without a network.

mod couples;
mod coverage;
mod edge;
mod headers;
mod library;
mod plain;
mod support;
