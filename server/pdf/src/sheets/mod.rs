//! Sheets: functions from the data of each kind of sheet to a document.

pub(crate) mod form;
pub(crate) mod handout;
pub(crate) mod help_line;
pub(crate) mod labels;
pub(crate) mod leaflet;
pub(crate) mod letter;
pub(crate) mod paper;
pub(crate) mod pictures;
pub(crate) mod recovery;
pub(crate) mod referral;
pub(crate) mod run_sheet;

use crate::document::{ContentBlock, ParagraphKind};
pub(crate) use crate::sheets::handout::words;

/// Returns a paragraph of secondary text.
fn small_print(text: &str) -> ContentBlock {
    ContentBlock::Paragraph(ParagraphKind::SmallPrint, words(text))
}
