//! What the server answers, route by route, without a network.

mod account;
mod calls;
mod couples;
mod coverage;
mod demo;
mod desk;
mod edge;
mod headers;
mod letterhead;
mod library;
mod mine;
mod plain;
mod plans;
mod sheets;
mod situation;
mod support;
mod trouble;
