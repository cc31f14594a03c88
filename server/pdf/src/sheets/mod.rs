//! Sheets beside handouts: each is a function from its own data to a document.

pub(crate) mod form;
pub(crate) mod leaflet;
pub(crate) mod recovery;
pub(crate) mod referral;
pub(crate) mod run_sheet;

use crate::document::{Block, Prose};
pub(crate) use crate::sheet::words;

/// A paragraph to read.
fn body(text: &str) -> Block {
    Block::Paragraph(Prose::Body, words(text))
}

/// A quieter paragraph.
fn quiet(text: &str) -> Block {
    Block::Paragraph(Prose::Quiet, words(text))
}
