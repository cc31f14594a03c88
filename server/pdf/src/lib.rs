//! Typesets handouts and other sheets as PDF, and writes sheets for clients as web pages.
//!
//! Each arrow is one module; everything left of `write` is independent of the file format:
//!
//! ```text
//! Handout --sheet--> Document --flow--> strips --pages--> sheets of paper --draw--> operations --write--> bytes
//! ```
//!
//! `flow` calls `paragraph` for lines, which calls `shape` for glyphs, `breaks` for break opportunities and
//! `knuth_plass` to choose among them; `bidi` determines the direction of text. Right-to-left pages are laid out from
//! the left and then mirrored by `mirror`. `theme` holds the measures for one set of [`PrintOptions`]; `tags` and
//! `bookmarks` add what screen readers need. Same input, same bytes: this crate uses no clock and no randomness.
//!
//! `html` writes the same document for a screen, without layout.
//!
//! To add a kind of sheet, write a function from its data to a `document::Document` in `sheets` and pass the result to
//! `typeset_within`, with the text that `running_heads` repeats on every page. Tests read the files back with `verify`.

mod bundle;
mod document;
mod error;
mod labels;
mod layout;
mod letterhead;
mod logo;
mod output;
mod paper;
mod pictogram;
mod print;
mod quotes;
mod sheets;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod verify;

use domain::{
    assess::Partner,
    library::Library,
    paper::{
        handout::{Handout, Leaflet, ReferralSheet, SheetKind, SheetLine, carries_letterhead},
        letter::ReferralLetter,
        run_sheet::RunSheet,
    },
    vocabulary::Language,
};

pub use crate::{
    bundle::{BundleOptions, sheets_of_session},
    error::PdfError,
    letterhead::PrintedLetterhead,
    logo::Logo,
    paper::PaperSize,
    print::{PrintOptions, ReadingMode, TextSize},
};
use crate::{
    document::reading_order,
    layout::{
        bidi, elastic,
        face::Face,
        flow, mirror, pages,
        printable::{self, printable},
        running_heads::RunningHeads,
        slices,
        theme::Theme,
    },
    output::{draw, fonts, html, picture, write},
    sheets::{pictures::PanelSize, run_sheet::Arrangement},
};

/// Typesets a handout and returns the PDF file.
///
/// # Errors
///
/// [`PdfError::FooterTooLong`] if the footer of a letterhead does not fit. Unprintable characters are no error: they
/// are replaced by a stand-in and named below the last line.
pub fn handout(handout: &Handout, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    client_sheet(handout, None, print)
}

/// Returns the distinct characters of a text that no built-in typeface can draw. Sheets print a stand-in for them.
pub fn not_printable(text: &str) -> Vec<char> {
    printable::not_printable(text).into_iter().collect()
}

/// A sheet for clients.
#[derive(Clone, Copy, Debug)]
pub enum PrintableSheet<'a> {
    /// A handout from a plan.
    Handout(&'a Handout),
    /// A single exercise.
    Leaflet(&'a Leaflet),
    /// A single exercise in four pictures; of one without pictures only title and safety band are left.
    Pictures(&'a Leaflet),
}

impl<'a> From<&'a Handout> for PrintableSheet<'a> {
    fn from(handout: &'a Handout) -> Self {
        Self::Handout(handout)
    }
}

impl<'a> From<&'a Leaflet> for PrintableSheet<'a> {
    fn from(leaflet: &'a Leaflet) -> Self {
        Self::Leaflet(leaflet)
    }
}

impl PrintableSheet<'_> {
    fn kind(self) -> SheetKind {
        match self {
            Self::Handout(handout) => SheetKind::Handout(handout.discretion()),
            Self::Leaflet(_) | Self::Pictures(_) => SheetKind::Leaflet,
        }
    }

    fn document(self, print: PrintOptions) -> document::Document {
        match self {
            Self::Handout(handout) => sheets::handout::document(handout, print),
            Self::Leaflet(leaflet) => sheets::leaflet::document(leaflet, print),
            Self::Pictures(leaflet) => pictures_that_fit(leaflet, print),
        }
    }
}

/// Typesets a sheet for clients and returns the PDF file, under a letterhead if given and allowed for this kind of
/// sheet.
///
/// # Errors
///
/// As for [`handout()`].
pub fn client_sheet<'a>(
    sheet: impl Into<PrintableSheet<'a>>,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
) -> Result<Vec<u8>, PdfError> {
    let (document, running_heads) = with_letterhead(sheet.into(), letterhead, print);
    typeset_within(&document, &running_heads, print)
}

/// Returns the number of pages of the same sheet without writing it. In a booklet, two or four pages share a sheet of
/// paper.
///
/// # Errors
///
/// As for [`handout()`].
pub fn page_count<'a>(
    sheet: impl Into<PrintableSheet<'a>>,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
) -> Result<usize, PdfError> {
    let (document, running_heads) = with_letterhead(sheet.into(), letterhead, print);
    Ok(Composed::of(&document, &running_heads, print)?.pages.len())
}

/// Draws a page of the same sheet for the screen, as an SVG document of its size in points; none after the last page. Pages
/// count from 0, in reading order also for a booklet.
///
/// # Errors
///
/// As for [`handout()`].
pub fn picture<'a>(
    sheet: impl Into<PrintableSheet<'a>>,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
    page: usize,
) -> Result<Option<String>, PdfError> {
    let (document, running_heads) = with_letterhead(sheet.into(), letterhead, print);
    let composed = Composed::of(&document, &running_heads, print)?;
    composed.pages.get(page).map(|page| picture::svg(page, print.paper)).transpose()
}

/// Returns the text of the same sheet in reading order, without page numbers; the footer comes last.
pub fn reading<'a>(sheet: impl Into<PrintableSheet<'a>>, letterhead: Option<&PrintedLetterhead>) -> Vec<SheetLine> {
    let (document, running_heads) = with_letterhead(sheet.into(), letterhead, PrintOptions::default());
    let (document, running_heads) = printable(&document, &running_heads);
    reading_order::lines(&document).into_iter().chain(running_heads.foot.map(SheetLine::Text)).collect()
}

/// The bytes that every file of [`web_page()`] begins with.
pub const WEB_PAGE_BEGINS: &[u8] = html::BEGINS.as_bytes();

/// Writes the same sheet as one HTML file for the screen, with the words of the PDF and nothing to load. The paper does not
/// matter; text size and reading mode do.
pub fn web_page<'a>(
    sheet: impl Into<PrintableSheet<'a>>,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
) -> String {
    // A telephone is about as wide as a small page, so blocks are arranged as on one.
    let print = PrintOptions { paper: PaperSize::A5, ..print };
    let (document, running_heads) = with_letterhead(sheet.into(), letterhead, print);
    let (document, running_heads) = printable(&document, &running_heads);
    html::page(&document, running_heads.foot.as_deref(), print)
}

/// Typesets the run sheet, in English like the steps and gates on it. A session is on one page of A4 or Letter as a rule;
/// what was told alone, and the full text, begin on pages of their own. Every page is marked as for the counsellor only.
///
/// # Errors
///
/// As for [`handout()`].
pub fn run_sheet(sheet: &RunSheet, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    typeset_within(&run_sheet_that_fits(sheet, print)?, &sheets::run_sheet::running_heads(), print)
}

/// Returns the run sheet in the roomiest arrangement that keeps its first part on one page.
fn run_sheet_that_fits(sheet: &RunSheet, print: PrintOptions) -> Result<document::Document, PdfError> {
    for arrangement in Arrangement::ALL {
        let document = sheets::run_sheet::document(sheet, print, arrangement);
        if !print.may_be_tight() {
            return Ok(document);
        }
        match first_part_pages(&document, print)? {
            1 => return Ok(document),
            pages if pages > MOST_TO_TIGHTEN => break,
            _ => {}
        }
    }
    // It takes several pages in any case, so there is room.
    Ok(sheets::run_sheet::document(sheet, print, Arrangement::Roomy))
}

/// Returns the picture sheet with the largest panels that keep it on one page.
fn pictures_that_fit(leaflet: &Leaflet, print: PrintOptions) -> document::Document {
    let of = |size| sheets::pictures::document(leaflet, print, size);
    let fits = |document: &document::Document| matches!(first_part_pages(document, print), Ok(1));
    let [larger @ .., smallest] = PanelSize::ALL;
    larger.into_iter().map(of).find(fits).unwrap_or_else(|| of(smallest))
}

/// Returns the number of pages up to the first new page.
fn first_part_pages(document: &document::Document, print: PrintOptions) -> Result<usize, PdfError> {
    let first = document.first_part().unwrap_or_else(|| document.clone());
    let (first, _) = printable(&first, &RunningHeads::default());
    let theme = theme_of(&first, print);
    Ok(pages::split(&lay_out(&first, &theme)?.slices, theme.text_height()).len())
}

/// Typesets a single exercise.
///
/// # Errors
///
/// As for [`handout()`].
pub fn leaflet(leaflet: &Leaflet, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    client_sheet(leaflet, None, print)
}

/// Typesets the blank situation form, in English like its questions. It leaves out the questions of the interviews.
///
/// # Errors
///
/// As for [`handout()`].
pub fn form(library: &Library, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    typeset_within(&sheets::form::situation(library), &RunningHeads::headed(sheets::labels::PRIVATE), print)
}

/// Typesets the blank interview form of one partner, in English like its questions.
///
/// # Errors
///
/// As for [`handout()`].
pub fn interview_form(library: &Library, partner: Partner, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    let running_heads = RunningHeads::headed(&sheets::form::interview_head(partner));
    typeset_within(&sheets::form::interview(library, partner), &running_heads, print)
}

/// Typesets a referral sheet for one person.
///
/// # Errors
///
/// As for [`handout()`].
pub fn referrals(sheet: &ReferralSheet, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    typeset(&sheets::referral::document(sheet), print)
}

/// Typesets a referral letter, under a letterhead if there is one.
///
/// # Errors
///
/// As for [`handout()`].
pub fn letter(
    letter: &ReferralLetter,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
) -> Result<Vec<u8>, PdfError> {
    let document = sheets::letter::document(letter, print);
    let (document, running_heads) = under(document, letterhead.filter(|_| carries_letterhead(SheetKind::Letter)));
    typeset_within(&document, &running_heads, print)
}

/// Typesets the recovery key of an account, in English. `key` is printed as given, in groups separated by spaces.
///
/// # Errors
///
/// As for [`handout()`].
pub fn recovery_key(login: &str, key: &str, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    recovery_key_in(Language::English, login, key, print)
}

/// Typesets the recovery key of an account in `language`.
///
/// # Errors
///
/// As for [`handout()`].
pub fn recovery_key_in(language: Language, login: &str, key: &str, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    let private = &labels::SheetLabels::of(language.as_str()).words.recovery.private;
    typeset_within(&sheets::recovery::document(language, login, key), &RunningHeads::headed(private), print)
}

fn typeset(document: &document::Document, print: PrintOptions) -> Result<Vec<u8>, PdfError> {
    typeset_within(document, &RunningHeads::default(), print)
}

/// Puts a sheet under a letterhead, if given and allowed for this kind of sheet.
fn with_letterhead(
    sheet: PrintableSheet<'_>,
    letterhead: Option<&PrintedLetterhead>,
    print: PrintOptions,
) -> (document::Document, RunningHeads) {
    // Panels take the whole page: a picture sheet has no room for a letterhead.
    let has_room = !matches!(sheet, PrintableSheet::Pictures(_));
    under(sheet.document(print), letterhead.filter(|_| has_room && carries_letterhead(sheet.kind())))
}

/// Puts a document under a letterhead, if there is one.
fn under(
    mut document: document::Document,
    letterhead: Option<&PrintedLetterhead>,
) -> (document::Document, RunningHeads) {
    let Some(letterhead) = letterhead else { return (document, RunningHeads::default()) };
    document.blocks.insert(0, document::ContentBlock::Letterhead(letterhead.clone()));
    (document, RunningHeads::of(letterhead))
}

/// The typeface of what is typed into form fields: its letters cannot be taken for each other.
const TYPED: Face = Face::Easy;

/// Lays a document out with running heads and writes the file.
fn typeset_within(
    document: &document::Document,
    running_heads: &RunningHeads,
    print: PrintOptions,
) -> Result<Vec<u8>, PdfError> {
    let composed = Composed::of(document, running_heads, print)?;
    let typed = pages::take_words(&composed.pages).then_some(TYPED);
    let fonts = fonts::subset(&composed.pages, typed)?;
    let structure = &composed.flow.structure;
    let pages = draw::draw(&composed.pages, &fonts, structure, print.paper, composed.right_to_left);
    let about = write::FileDescription { typed, ..(&composed.document).into() };
    write::write(&about, structure, &composed.flow.headings, pages, fonts)
}

/// A document laid out on pages.
struct Composed {
    document: document::Document,
    flow: slices::Flow,
    pages: Vec<pages::ComposedPage>,
    right_to_left: bool,
}

impl Composed {
    fn of(document: &document::Document, running_heads: &RunningHeads, print: PrintOptions) -> Result<Self, PdfError> {
        let (document, running_heads) = printable(document, running_heads);
        let theme = theme_of(&document, print).with_foot(running_heads.foot.as_deref())?;
        let flow = lay_out(&document, &theme)?;
        let mut pages = pages::compose(&document, &running_heads, &flow, &theme)?;
        let right_to_left = bidi::is_right_to_left(document.language);
        if right_to_left {
            mirror::mirror(&mut pages, theme.paper.width());
        }
        Ok(Self { document, flow, pages, right_to_left })
    }
}

/// Lays a document out as slices, with gaps reduced if that saves a page.
fn lay_out(document: &document::Document, theme: &Theme) -> Result<slices::Flow, PdfError> {
    if document.has_boxes() {
        return elastic(document, theme);
    }
    let mut flow = flow::flow(document, theme)?;
    pages::tighten(&mut flow.slices, theme.text_height());
    Ok(flow)
}

fn theme_of(document: &document::Document, print: PrintOptions) -> Theme {
    let theme = Theme::new(print);
    if document.has_boxes() { theme.for_clients() } else { theme }
}

/// A document of more pages is not tightened: it would hardly be shorter, and each attempt takes time.
const MOST_TO_TIGHTEN: usize = 12;

/// Lays out a document of boxes. Gaps, writing room and figures give way where that saves a page; what is left over of a
/// page goes to writing room. The part before a new page decides for all of it.
fn elastic(whole: &document::Document, theme: &Theme) -> Result<slices::Flow, PdfError> {
    let first = whole.first_part();
    let document = first.as_ref().unwrap_or(whole);
    let mut theme = theme.clone();
    let height = theme.text_height();
    let mut flow = flow::flow(document, &theme)?;
    let pages = |flow: &slices::Flow| pages::split(&flow.slices, height).len();
    let natural = pages(&flow);
    if (2..=MOST_TO_TIGHTEN).contains(&natural) && !theme.is_large() {
        for tighter in elastic::TIGHTER {
            theme.elastic = tighter;
            let tight = flow::flow(document, &theme)?;
            if pages(&tight) < natural {
                flow = tight;
                break;
            }
        }
        if pages(&flow) == natural {
            theme.elastic = elastic::NATURAL;
        }
    }
    let fits = pages(&flow) == 1;
    if fits {
        flow = fill_room(document, flow, &mut theme)?;
    }
    if first.is_some() {
        return flow::flow(whole, &theme);
    }
    if fits {
        fill_gaps(&mut flow, height);
    }
    Ok(flow)
}

/// Returns what is left over of a page of this height.
fn left_over(flow: &slices::Flow, height: f32) -> f32 {
    height - pages::height(&flow.slices) - 1.0
}

/// Gives what is left over of a single page to writing room.
fn fill_room(
    document: &document::Document,
    natural: slices::Flow,
    theme: &mut Theme,
) -> Result<slices::Flow, PdfError> {
    let left = left_over(&natural, theme.text_height());
    if natural.rooms <= 0.0 || left <= 0.0 {
        return Ok(natural);
    }
    let more = (left / natural.rooms / theme.room_scale()).min(elastic::HIGHEST_LINE - theme.elastic.line);
    theme.elastic.line += more;
    theme.elastic.first += more;
    flow::flow(document, theme)
}

/// Gives what is still left over to gaps.
fn fill_gaps(flow: &mut slices::Flow, height: f32) {
    let gaps: f32 = flow.slices.iter().skip(1).map(|slice| slice.gap).sum();
    let wider = (1.0 + left_over(flow, height).max(0.0) / gaps.max(1.0)).min(elastic::WIDEST_GAP);
    flow.slices.iter_mut().for_each(|slice| slice.gap *= wider);
}
