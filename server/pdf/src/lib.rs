//! Typesets a [`Handout`] as PDF.
//!
//! Each arrow is one module, and everything left of `write` is independent of the file format:
//!
//! ```text
//! Handout --sheet--> Document --flow--> strips --pages--> sheets of paper --draw--> operations --write--> bytes
//! ```
//!
//! `flow` calls `paragraph` for its lines, which calls `shape` for glyphs, `breaks` for places where a line may end and
//! `fit` for the best choice among them. Same input, same bytes: there is no clock and no chance in here.

mod breaks;
mod document;
mod draw;
mod error;
mod face;
mod fit;
mod flow;
mod labels;
mod pages;
mod paper;
mod paragraph;
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

use domain::handout::{Handout, SheetLine};

pub use crate::{error::PdfError, paper::Paper};

/// The sheet as a PDF file.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] where the words hold a character that the typefaces cannot draw.
pub fn handout(handout: &Handout, paper: Paper) -> Result<Vec<u8>, PdfError> {
    typeset(&sheet::document(handout), paper)
}

/// On how many pages the sheet would stand, without writing it.
///
/// # Errors
///
/// As for [`handout()`].
pub fn page_count(handout: &Handout, paper: Paper) -> Result<usize, PdfError> {
    let flow = lay_out(&sheet::document(handout), paper)?;
    Ok(pages::split(&flow.strips, paper.text_height()).len())
}

/// Everything that stands on the sheet, in the order in which it is read; page numbers aside.
pub fn reading(handout: &Handout) -> Vec<SheetLine> {
    reading::lines(&sheet::document(handout))
}

/// Lays a document out and writes it.
fn typeset(document: &document::Document, paper: Paper) -> Result<Vec<u8>, PdfError> {
    let flow = lay_out(document, paper)?;
    let sheets = pages::compose(document, &flow, paper)?;
    let fonts = subset::subset(&sheets)?;
    let pages = draw::draw(&sheets, &fonts, &flow.outline, paper);
    write::write(document, &flow.outline, pages, fonts)
}

/// Everything that comes before the pages, as close together as this paper asks.
fn lay_out(document: &document::Document, paper: Paper) -> Result<strip::Flow, PdfError> {
    let mut flow = flow::flow(document)?;
    pages::tighten(&mut flow.strips, paper.text_height());
    Ok(flow)
}
