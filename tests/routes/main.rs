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
mod letterhead;
mod library;
mod mine;
mod paper;
mod plain;
mod plans;
mod programmes;
mod sheets;
mod situation;
mod support;
mod templates;
mod trouble;
mod versions;
