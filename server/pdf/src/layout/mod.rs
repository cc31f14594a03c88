//! Layout: from a document to pages of positioned fragments.

pub(crate) mod bidi;
pub(crate) mod breaks;
pub(crate) mod client;
pub(crate) mod elastic;
pub(crate) mod face;
pub(crate) mod flow;
pub(crate) mod knuth_plass;
pub(crate) mod mirror;
pub(crate) mod pages;
pub(crate) mod panel;
pub(crate) mod paragraph;
pub(crate) mod path;
pub(crate) mod printable;
pub(crate) mod running_heads;
pub(crate) mod set_lines;
pub(crate) mod shape;
pub(crate) mod slices;
pub(crate) mod structure;
pub(crate) mod style;
pub(crate) mod theme;
