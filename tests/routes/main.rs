//! What the server answers, route by route, without a network.

mod account;
mod calls;
mod couples;
mod coverage;
mod demo;
mod desk;
mod edge;
mod find;
mod headers;
mod library;
mod plain;
mod plans;
mod situation;
mod support;
mod trouble;
mod versions;
