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
//! A further kind of sheet is a function from its own data to a `document::Document`, in `sheets`, and goes through
//! `typeset_within`, with what `margins` repeats on every page. What comes out is read back by `verify` in tests.

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
mod labels_sheets;
mod letterhead;
mod logo;
mod look;
mod margins;
mod mirror;
mod pages;
mod paper;
mod paragraph;
mod print;
mod quotes;
mod reading;
mod shape;
mod sheet;
mod sheets;
mod strip;
mod style;
mod subset;
mod tags;
mod write;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod verify;

use domain::{
    course::Partner,
    handout::{Handout, Leaflet, ReferralSheet, SheetKind, SheetLine, carries_letterhead},
    library::Library,
    run_sheet::RunSheet,
    words::Language,
};

pub use crate::{
    error::PdfError,
    letterhead::Letterhead,
    logo::Logo,
    paper::Paper,
    print::{Print, Reading, Size},
};
use crate::{look::Look, margins::Margins};

/// The sheet as a PDF file.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] where the words hold a character that the typefaces cannot draw.
pub fn handout(handout: &Handout, print: Print) -> Result<Vec<u8>, PdfError> {
    client_sheet(handout, None, print)
}

/// A sheet for clients, as screens show it before it is printed.
#[derive(Clone, Copy, Debug)]
pub enum ClientSheet<'a> {
    /// From a plan.
    Handout(&'a Handout),
    /// One exercise.
    Leaflet(&'a Leaflet),
}

impl<'a> From<&'a Handout> for ClientSheet<'a> {
    fn from(handout: &'a Handout) -> Self {
        Self::Handout(handout)
    }
}

impl<'a> From<&'a Leaflet> for ClientSheet<'a> {
    fn from(leaflet: &'a Leaflet) -> Self {
        Self::Leaflet(leaflet)
    }
}

impl ClientSheet<'_> {
    fn kind(self) -> SheetKind {
        match self {
            Self::Handout(handout) => SheetKind::Handout(handout.discretion()),
            Self::Leaflet(_) => SheetKind::Leaflet,
        }
    }

    fn document(self) -> document::Document {
        match self {
            Self::Handout(handout) => sheet::document(handout),
            Self::Leaflet(leaflet) => sheets::leaflet::document(leaflet),
        }
    }
}

/// The sheet as a PDF file: under this letterhead where there is one and a sheet of this kind may carry it.
///
/// # Errors
///
/// As for [`handout()`].
pub fn client_sheet<'a>(
    sheet: impl Into<ClientSheet<'a>>,
    letterhead: Option<&Letterhead>,
    print: Print,
) -> Result<Vec<u8>, PdfError> {
    let (document, margins) = under(sheet.into(), letterhead);
    typeset_within(&document, &margins, print)
}

/// On how many pages the same sheet would stand, without writing it. In a booklet, two or four of them share a sheet of
/// paper.
///
/// # Errors
///
/// As for [`handout()`].
pub fn page_count<'a>(
    sheet: impl Into<ClientSheet<'a>>,
    letterhead: Option<&Letterhead>,
    print: Print,
) -> Result<usize, PdfError> {
    let look = Look::new(print);
    let flow = lay_out(&under(sheet.into(), letterhead).0, &look)?;
    Ok(pages::split(&flow.strips, look.text_height()).len())
}

/// Everything that stands on the same sheet, in the order in which it is read, and last what stands at the foot of every
/// page; page numbers aside.
pub fn reading<'a>(sheet: impl Into<ClientSheet<'a>>, letterhead: Option<&Letterhead>) -> Vec<SheetLine> {
    let (document, margins) = under(sheet.into(), letterhead);
    reading::lines(&document).into_iter().chain(margins.foot.map(SheetLine::Text)).collect()
}

/// The counsellor's run sheet, in English like the steps and gates that it prints. Every page says that it is for the counsellor only.
///
/// # Errors
///
/// As for [`handout()`].
pub fn run_sheet(sheet: &RunSheet, print: Print) -> Result<Vec<u8>, PdfError> {
    typeset_within(&sheets::run_sheet::document(sheet), &Margins::headed(labels_sheets::PRIVATE), print)
}

/// One exercise for the shelf.
///
/// # Errors
///
/// As for [`handout()`].
pub fn leaflet(leaflet: &Leaflet, print: Print) -> Result<Vec<u8>, PdfError> {
    client_sheet(leaflet, None, print)
}

/// The blank form for what may be asked with both in the room, in English like its questions. What is asked alone is not on
/// it.
///
/// # Errors
///
/// As for [`handout()`].
pub fn form(library: &Library, print: Print) -> Result<Vec<u8>, PdfError> {
    typeset_within(&sheets::form::situation(library), &Margins::headed(labels_sheets::PRIVATE), print)
}

/// The blank form for what one partner is asked alone, in English like its questions.
///
/// # Errors
///
/// As for [`handout()`].
pub fn interview_form(library: &Library, partner: Partner, print: Print) -> Result<Vec<u8>, PdfError> {
    let margins = Margins::headed(&sheets::form::interview_head(partner));
    typeset_within(&sheets::form::interview(library, partner), &margins, print)
}

/// Where to go and by when, for one person's hand.
///
/// # Errors
///
/// As for [`handout()`].
pub fn referrals(sheet: &ReferralSheet, print: Print) -> Result<Vec<u8>, PdfError> {
    typeset(&sheets::referral::document(sheet), print)
}

/// The recovery key of an account, in English: `key` as it is written, in groups with spaces between them.
///
/// # Errors
///
/// As for [`handout()`].
pub fn recovery_key(login: &str, key: &str, print: Print) -> Result<Vec<u8>, PdfError> {
    recovery_key_in(Language::English, login, key, print)
}

/// The same in this language.
///
/// # Errors
///
/// As for [`handout()`].
pub fn recovery_key_in(language: Language, login: &str, key: &str, print: Print) -> Result<Vec<u8>, PdfError> {
    let private = &labels::Labels::of(language.as_str()).words.recovery.private;
    typeset_within(&sheets::recovery::document(language, login, key), &Margins::headed(private), print)
}

/// Lays a document out and writes it.
fn typeset(document: &document::Document, print: Print) -> Result<Vec<u8>, PdfError> {
    typeset_within(document, &Margins::default(), print)
}

/// A sheet for clients under a letterhead, where there is one and this kind of sheet may carry it.
fn under(sheet: ClientSheet<'_>, letterhead: Option<&Letterhead>) -> (document::Document, Margins) {
    let mut document = sheet.document();
    let Some(letterhead) = letterhead.filter(|_| carries_letterhead(sheet.kind())) else {
        return (document, Margins::default());
    };
    document.blocks.insert(0, document::Block::Letterhead(letterhead.clone()));
    (document, Margins::of(letterhead))
}

/// The same with something in the margins of every page.
fn typeset_within(document: &document::Document, margins: &Margins, print: Print) -> Result<Vec<u8>, PdfError> {
    let look = Look::new(print);
    let flow = lay_out(document, &look)?;
    let mut sheets = pages::compose(document, margins, &flow, &look)?;
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
