//! What the server answers, route by route, without a network.

mod account;
mod archive;
mod calls;
mod couples;
mod coverage;
mod demo;
mod desk;
mod edge;
mod find;
mod headers;
mod library;
mod mine;
mod plain;
mod plans;
mod programmes;
mod situation;
mod support;
mod templates;
mod trouble;
mod versions;
