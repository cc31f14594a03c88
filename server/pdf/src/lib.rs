//! Typesets a [`Handout`] as PDF.
//!
//! Each arrow is one module, and everything left of `write` is independent of the file format:
//!
//! ```text
//! Handout --sheet--> Document --flow--> strips --pages--> sheets of paper --draw--> operations --write--> bytes
//! ```
//!
//! `flow` calls `paragraph` for its lines, which calls `shape` for glyphs, `breaks` for places where a line may end and
//! `fit` for the best choice among them; `bidi` says which way they run. Pages that are read from the right are laid out as
//! if from the left and then turned over by `mirror`. `look` says how large and how far apart everything is for one [`Print`];
//! `tags` and `bookmarks` add what a reader that speaks follows. Same input, same bytes: there is no clock and no chance
//! in here.
//!
//! A further kind of sheet is a function from its own data to a `document::Document`, beside `sheet`, and goes through
//! `typeset`. What comes out is read back by `verify` in tests.

mod bidi;
mod bookmarks;
mod breaks;
mod document;
mod draw;
mod error;
mod face;
mod fit;
mod flow;
mod labels;
mod look;
mod mirror;
mod pages;
mod paper;
mod paragraph;
mod print;
mod quotes;
mod reading;
mod shape;
mod sheet;
mod strip;
mod style;
mod subset;
mod tags;
mod write;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod verify;

use domain::handout::{Handout, SheetLine};

use crate::look::Look;
pub use crate::{
    error::PdfError,
    paper::Paper,
    print::{Print, Reading, Size},
};

/// The sheet as a PDF file.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] where the words hold a character that the typefaces cannot draw.
pub fn handout(handout: &Handout, print: Print) -> Result<Vec<u8>, PdfError> {
    typeset(&sheet::document(handout), print)
}

/// On how many pages the sheet would stand, without writing it. In a booklet, two or four of them share a sheet of paper.
///
/// # Errors
///
/// As for [`handout()`].
pub fn page_count(handout: &Handout, print: Print) -> Result<usize, PdfError> {
    let look = Look::new(print);
    let flow = lay_out(&sheet::document(handout), &look)?;
    Ok(pages::split(&flow.strips, look.text_height()).len())
}

/// Everything that stands on the sheet, in the order in which it is read; page numbers aside.
pub fn reading(handout: &Handout) -> Vec<SheetLine> {
    reading::lines(&sheet::document(handout))
}

/// Lays a document out and writes it.
fn typeset(document: &document::Document, print: Print) -> Result<Vec<u8>, PdfError> {
    let look = Look::new(print);
    let flow = lay_out(document, &look)?;
    let mut sheets = pages::compose(document, &flow, &look)?;
    let right_to_left = bidi::is_right_to_left(document.language);
    if right_to_left {
        mirror::mirror(&mut sheets, look.paper.width());
    }
    let fonts = subset::subset(&sheets)?;
    let pages = draw::draw(&sheets, &fonts, &flow.outline, print.paper, right_to_left);
    write::write(document, &flow, pages, fonts)
}

/// Everything that comes before the pages, as close together as this paper asks.
fn lay_out(document: &document::Document, look: &Look) -> Result<strip::Flow, PdfError> {
    let mut flow = flow::flow(document, look)?;
    pages::tighten(&mut flow.strips, look.text_height());
    Ok(flow)
}
