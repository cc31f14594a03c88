//! The sheets of one session as one file: a cover slip for the counsellor, then each sheet from a fresh page.
//!
//! Every sheet is laid out by itself, with its own language, page numbers and imposition, and is the same as if it were
//! printed alone; only the pages and the structure are joined.

use domain::paper::handout::Handout;
use printpdf::{PdfPage, Pt};

use crate::{
    Composed, PdfError, PrintOptions, PrintedLetterhead,
    document::{ContentBlock, Document, Emphasis, HeadingLevel, ParagraphKind, Table, TableColumn, Text},
    labels,
    layout::{
        pages::ComposedPage,
        running_heads::RunningHeads,
        slices::{ContentTag, Heading},
        structure::{Role, StructureTree},
    },
    output::{
        draw::{self, DrawnPage},
        fonts,
        write::{self, FileDescription},
    },
    sheets::labels as say,
    with_letterhead,
};

/// Print options of the sheets of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BundleOptions {
    /// The paper and the letters of the sheets.
    pub print: PrintOptions,
    /// Printed on both sides of the paper: every sheet begins on the front of one.
    pub both_sides: bool,
}

/// Typesets these sheets as one file, in this order, after a cover slip that says whose is which. The slip is in English,
/// for the counsellor; it names no one and holds nothing that the sheets do not.
///
/// # Errors
///
/// As for [`handout()`](crate::handout()).
pub fn sheets_of_session(
    sheets: &[&Handout],
    letterhead: Option<&PrintedLetterhead>,
    options: BundleOptions,
) -> Result<Vec<u8>, PdfError> {
    write_all(parts_of_session(sheets, letterhead, options)?, options)
}

/// Lays out the cover slip and these sheets.
pub(crate) fn parts_of_session(
    sheets: &[&Handout],
    letterhead: Option<&PrintedLetterhead>,
    options: BundleOptions,
) -> Result<Vec<Part>, PdfError> {
    let parts = sheets
        .iter()
        .map(|sheet| {
            let (document, heads) = with_letterhead((*sheet).into(), letterhead, options.print);
            Part::of(whose(sheet), &document, &heads, options.print)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let cover = cover_before(sheets, &parts, options)?;
    Ok(std::iter::once(cover).chain(parts).collect())
}

/// One sheet, laid out.
pub(crate) struct Part {
    /// Before its title in the outline; empty for the cover slip.
    pub label: String,
    pub composed: Composed,
}

impl Part {
    fn of(label: String, document: &Document, heads: &RunningHeads, print: PrintOptions) -> Result<Self, PdfError> {
        Ok(Self { label, composed: Composed::of(document, heads, print)? })
    }

    /// Returns the number of its sides of paper in the file.
    pub(crate) fn sides(&self, options: BundleOptions) -> usize {
        let sides = options.print.paper.sides(self.composed.pages.len()).len();
        if options.both_sides { sides.next_multiple_of(2) } else { sides }
    }
}

/// Returns the sign of the readers of a sheet.
fn whose(sheet: &Handout) -> String {
    sheet.initial().unwrap_or_else(|| say::SHEET_FOR_BOTH.to_owned())
}

/// Lays out the cover slip, whose length decides on which pages the sheets are.
fn cover_before(sheets: &[&Handout], parts: &[Part], options: BundleOptions) -> Result<Part, PdfError> {
    let heads = RunningHeads::headed(say::PRIVATE);
    let mut before = if options.both_sides { 2 } else { 1 };
    loop {
        let document = cover(sheets, parts, before, options);
        let cover = Part::of(String::new(), &document, &heads, options.print)?;
        let sides = cover.sides(options);
        // A longer slip moves the sheets; it never gets shorter again by larger numbers.
        if sides <= before {
            return Ok(cover);
        }
        before = sides;
    }
}

/// The cover slip: a row for each sheet.
fn cover(sheets: &[&Handout], parts: &[Part], before: usize, options: BundleOptions) -> Document {
    let column = |head: &str, share| TableColumn { head: head.into(), share };
    let mut next = before + 1;
    let rows = sheets.iter().zip(parts).map(|(sheet, part)| {
        let (first, printed) = (next, options.print.paper.sides(part.composed.pages.len()).len());
        next += part.sides(options);
        let pages = if printed < 2 { first.to_string() } else { format!("{first}–{}", first + printed - 1) };
        [whose(sheet), pages, contents(sheet).join("; ")].map(|words| Text::from(words.as_str()).into()).to_vec()
    });
    let table = Table {
        columns: vec![column(say::WHOSE, 3), column(say::PAGES, 3), column(say::ON_IT, 12)],
        rows: rows.collect(),
        row_heads: true,
        lines: 0,
    };
    let title = say::cover(sheets.len());
    let blocks = vec![
        ContentBlock::Heading(HeadingLevel::Title, title.as_str().into()),
        ContentBlock::Paragraph(ParagraphKind::Lead, say::EACH_THEIR_OWN.into()),
        ContentBlock::Table(table),
        ContentBlock::Paragraph(ParagraphKind::SmallPrint, Text::default().then(say::KEEP_COVER, Emphasis::Regular)),
    ];
    Document { title, language: labels::LANGUAGE, blocks }
}

/// Returns what is on a sheet, in the words that it prints itself.
fn contents(sheet: &Handout) -> Vec<String> {
    let homework = !sheet.agreed().is_empty() || sheet.exercises().iter().any(|exercise| exercise.homework.is_some());
    let parts = [
        (homework, say::HOMEWORK),
        (sheet.theirs().is_some(), say::THEIR_WORDS),
        (sheet.yours().is_some(), say::YOUR_WORDS),
        (sheet.appointment().is_some(), say::NEXT_APPOINTMENT),
        (!sheet.help_lines().is_empty() || !sheet.crisis_lines().is_empty(), say::HELP_LINES),
    ];
    let headings = sheet.exercises().iter().map(|exercise| exercise.heading.to_string());
    headings.chain(parts.into_iter().filter(|(on, _)| *on).map(|(_, words)| words.to_owned())).collect()
}

/// Joins the parts and writes the file.
fn write_all(parts: Vec<Part>, options: BundleOptions) -> Result<Vec<u8>, PdfError> {
    let mut structure = StructureTree::default();
    let mut headings = Vec::new();
    let mut joined: Vec<(Vec<ComposedPage>, bool)> = Vec::new();
    let logo = parts.iter().find_map(|part| part.composed.document.logo().cloned());
    let title = parts.first().map(|part| part.composed.document.title.clone()).unwrap_or_default();
    for Part { label, composed } in parts {
        let Composed { document, flow, mut pages, right_to_left } = composed;
        let offset = structure.append(Role::Sheet(document.language), flow.structure);
        headings.extend(flow.headings.into_iter().map(|heading| outline(heading, offset, &label)));
        for fragment in pages.iter_mut().flat_map(|page| &mut page.fragments) {
            if let ContentTag::Structure(node) = &mut fragment.tag {
                *node = node.moved(offset);
            }
        }
        joined.push((pages, right_to_left));
    }
    let fonts = fonts::subset(joined.iter().flat_map(|(pages, _)| pages), None)?;
    let mut drawn: Vec<DrawnPage> = Vec::new();
    let mut before = 0;
    for (pages, right_to_left) in &joined {
        let mut own = draw::draw(pages, &fonts, &structure, options.print.paper, *right_to_left);
        own.iter_mut().flat_map(|page| &mut page.marked).for_each(|marked| marked.page += before);
        before += pages.len();
        let odd = own.len() % 2 == 1;
        drawn.extend(own);
        if options.both_sides && odd {
            drawn.push(blank(options.print));
        }
    }
    let about = FileDescription { title: &title, language: labels::LANGUAGE, logo: logo.as_ref(), typed: None };
    write::write(&about, &structure, &headings, drawn, fonts)
}

/// The entry of a heading in the outline; the title of a sheet says whose it is.
fn outline(heading: Heading, offset: usize, label: &str) -> Heading {
    let own_title = heading.rank == 1 && !label.is_empty();
    let words = if own_title { format!("{label}: {}", heading.words) } else { heading.words };
    Heading { node: heading.node.moved(offset), rank: heading.rank, words }
}

/// The empty back of a sheet of paper.
fn blank(print: PrintOptions) -> DrawnPage {
    let size = (Pt(print.paper.sheet_width()).into(), Pt(print.paper.height()).into());
    DrawnPage {
        page: PdfPage::new(size.0, size.1, Vec::new()),
        marked: Vec::new(),
        areas: Vec::new(),
        fields: Vec::new(),
    }
}
