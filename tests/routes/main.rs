//! What the server answers, route by route, without a network.

mod account;
mod calls;
mod couples;
mod coverage;
mod demo;
mod desk;
mod edge;
mod headers;
mod library;
mod paper;
mod plain;
mod plans;
mod situation;
mod support;
mod trouble;
