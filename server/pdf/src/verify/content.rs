//! Page content: marked sequences, text and painted areas.

use std::collections::BTreeMap;

use lopdf::{
    Dictionary, Document as File, Object, ObjectId,
    content::{Content, Operation},
    decode_text_string,
};

use super::{Findings, Rule, font::Font};
use crate::labels::SheetLabels;

/// Marked content and text of a page.
#[derive(Default)]
pub(super) struct PageContent {
    pub id: ObjectId,
    /// Page number, counted from 1.
    pub number: usize,
    /// Marked-content sequences by number.
    pub sequences: BTreeMap<i64, MarkedSequence>,
    /// Text of each artifact, and a flag for running heads and feet.
    pub artifacts: Vec<(String, bool)>,
    /// Character codes used, by font resource name.
    pub codes: BTreeMap<Vec<u8>, Vec<u16>>,
    /// Fonts by resource name.
    pub fonts: BTreeMap<Vec<u8>, Font>,
}

/// A marked-content sequence.
#[derive(Default)]
pub(super) struct MarkedSequence {
    /// Structure type in the mark.
    pub kind: String,
    pub words: String,
    /// Left, lower, right and upper edge of the painted area; text counts with its starting point.
    pub area: Option<[f32; 4]>,
}

/// Marked content that is still open.
struct OpenSequence {
    /// Number of the sequence; none for artifacts and nested spans.
    sequence: Option<i64>,
    artifact: bool,
    /// Has `ActualText` in place of its glyphs.
    replaced: bool,
}

type Colour = [f32; 3];

struct ContentReader<'a> {
    page: PageContent,
    findings: &'a mut Findings,
    open: Vec<OpenSequence>,
    font: Vec<u8>,
    colour: Colour,
    at: [f32; 2],
    path: Option<[f32; 4]>,
    /// Areas filled so far, bottom first.
    grounds: Vec<([f32; 4], Colour)>,
    /// The current transformation matrix, after those saved by each open `q`.
    placed: Vec<Matrix>,
}

/// A matrix as operands of `cm`.
type Matrix = [f32; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

const WHITE: Colour = [1.0; 3];
/// WCAG 2.2, success criterion 1.4.3.
const LEAST_CONTRAST: f32 = 4.5;

pub(super) fn page(file: &File, id: ObjectId, number: usize, findings: &mut Findings) -> PageContent {
    let fonts = file.get_page_fonts(id).unwrap_or_default();
    let fonts = fonts.into_iter().map(|(name, font)| (name, Font::read(file, font))).collect();
    let page = PageContent { id, number, fonts, ..PageContent::default() };
    let Ok(content) = Content::decode(&file.get_page_content(id)) else {
        findings.add(Rule::Readable, format!("page {number}"), "its content cannot be read");
        return page;
    };
    let mut reader = ContentReader {
        page,
        findings,
        open: Vec::new(),
        font: Vec::new(),
        colour: [0.0; 3],
        at: [0.0; 2],
        path: None,
        grounds: Vec::new(),
        placed: vec![UNIT],
    };
    for operation in &content.operations {
        reader.operation(operation);
    }
    let balanced = reader.open.is_empty();
    reader.findings.unless(balanced, Rule::Tagged, format!("page {number}"), "marked content is left open");
    reader.page
}

/// Checks that the page numbers count all pages once; in a booklet two pages share a side.
pub(super) fn page_numbers(pages: &[PageContent], labels: SheetLabels, findings: &mut Findings) {
    let pattern = labels.words.page_of.replace("{pages}", "{page}");
    let (before, between) = pattern.split_once("{page}").unwrap_or_default();
    let between = between.trim_end_matches("{page}");
    let said = |(words, of_page): &(String, bool)| {
        if !of_page {
            return None;
        }
        let (page, pages) = words.rsplit_once(before)?.1.split_once(between)?;
        Some((page.parse::<usize>().ok()?, pages.trim().parse::<usize>().ok()?))
    };
    let mut all: Vec<(usize, usize)> = pages.iter().flat_map(|page| &page.artifacts).filter_map(said).collect();
    all.sort_unstable();
    let count = all.len();
    let fine = count >= pages.len() && all.iter().enumerate().all(|(n, said)| *said == (n + 1, count));
    findings.unless(fine, Rule::PageNumbers, "foot", format!("{all:?} on {} sides", pages.len()));
}

impl ContentReader<'_> {
    fn operation(&mut self, operation: &Operation) {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("BMC" | "BDC", _) => self.begin(&operation.operands),
            ("EMC", _) if self.open.pop().is_none() => self.stray("marked content is closed that was not open"),
            ("Tf", _) => self.font = operation.operands[0].as_name().unwrap_or_default().to_vec(),
            ("rg", &[r, g, b]) => self.colour = [r, g, b],
            ("BT", _) => self.at = [0.0; 2],
            ("Tm", &[.., x, y]) => self.at = [x, y],
            ("Td", &[x, y]) => self.at = [self.at[0] + x, self.at[1] + y],
            ("TJ", _) => self.show(operation.operands.first()),
            ("m" | "l", &[x, y]) => self.reach(x, y),
            ("c", points) => points.as_chunks::<2>().0.iter().for_each(|&[x, y]| self.reach(x, y)),
            ("re", &[x, y, width, height]) => {
                self.reach(x, y);
                self.reach(x + width, y + height);
            }
            ("q", _) => self.placed.push(self.placed.last().copied().unwrap_or(UNIT)),
            ("Q", _) => drop(self.placed.pop()),
            ("cm", numbers) => {
                if let (Some(placed), Ok(inner)) = (self.placed.last_mut(), Matrix::try_from(numbers)) {
                    *placed = within(*placed, inner);
                }
            }
            ("Do", _) => {
                let placed = self.placed.last().copied().unwrap_or(UNIT);
                let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]].map(|corner| put(placed, corner));
                let area = corners.into_iter().fold(None, |area, [x, y]| Some(around(area, [x, y, x, y])));
                self.touch(area.unwrap_or_default(), "a picture");
            }
            ("f" | "F" | "f*" | "S" | "s" | "B" | "b", _) => self.paint(operation.operator.starts_with(['f', 'F'])),
            _ => {}
        }
    }

    fn begin(&mut self, operands: &[Object]) {
        let kind = operands.first().and_then(|kind| kind.as_name().ok()).unwrap_or_default();
        let none = Dictionary::new();
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok()).unwrap_or(&none);
        let sequence = properties.get(b"MCID").and_then(Object::as_i64).ok();
        let replaced = properties.get(b"ActualText").ok().and_then(|words| decode_text_string(words).ok());
        let artifact = kind == b"Artifact";
        if artifact {
            let of_page = properties.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"Pagination");
            self.page.artifacts.push((String::new(), of_page));
        }
        if let Some(number) = sequence {
            let kind = String::from_utf8_lossy(kind).into_owned();
            let known = self.page.sequences.insert(number, MarkedSequence { kind, ..MarkedSequence::default() });
            let place = format!("page {}", self.page.number);
            self.findings.unless(
                known.is_none(),
                Rule::MarkedSequences,
                &place,
                format!("sequence {number} occurs twice"),
            );
            let nested = self.open.iter().any(|mark| mark.artifact || mark.sequence.is_some());
            self.findings.unless(
                !nested,
                Rule::Tagged,
                place,
                format!("sequence {number} is inside other marked content"),
            );
        }
        self.open.push(OpenSequence { sequence, artifact, replaced: replaced.is_some() });
        if let Some(words) = replaced {
            self.words(&words);
        }
    }

    fn show(&mut self, items: Option<&Object>) {
        let replaced = self.open.iter().any(|mark| mark.replaced);
        for item in items.and_then(|items| items.as_array().ok()).into_iter().flatten() {
            let Ok(bytes) = item.as_str() else { continue };
            for &[high, low] in bytes.as_chunks::<2>().0 {
                let code = u16::from_be_bytes([high, low]);
                self.page.codes.entry(self.font.clone()).or_default().push(code);
                let characters = self.page.fonts.get(&self.font).and_then(|font| font.characters.get(&code)).cloned();
                if !replaced {
                    self.words(&characters.unwrap_or_default());
                }
            }
        }
        let [x, y] = self.at;
        self.touch([x, y, x, y], "words");
        self.contrast();
    }

    fn words(&mut self, words: &str) {
        let sequence = self.open.iter().find_map(|mark| mark.sequence);
        if let Some(sequence) = sequence.and_then(|number| self.page.sequences.get_mut(&number)) {
            sequence.words += words;
        } else if self.open.iter().any(|mark| mark.artifact)
            && let Some(artifact) = self.page.artifacts.last_mut()
        {
            artifact.0 += words;
        }
    }

    fn reach(&mut self, x: f32, y: f32) {
        let [x, y] = put(self.placed.last().copied().unwrap_or(UNIT), [x, y]);
        self.path = Some(around(self.path, [x, y, x, y]));
    }

    fn paint(&mut self, fills: bool) {
        let Some(area) = self.path.take() else { return };
        self.touch(area, "ink");
        if fills {
            self.grounds.push((area, self.colour));
        }
    }

    /// Adds a painted area to the open marked content.
    fn touch(&mut self, area: [f32; 4], what: &str) {
        let sequence = self.open.iter().find_map(|mark| mark.sequence);
        if let Some(sequence) = sequence.and_then(|number| self.page.sequences.get_mut(&number)) {
            sequence.area = Some(around(sequence.area, area));
        } else if !self.open.iter().any(|mark| mark.artifact) {
            let [x, y, ..] = area;
            self.stray(&format!("{what} at {x:.0}, {y:.0} are neither content nor decoration"));
        }
    }

    fn contrast(&mut self) {
        let [x, y] = self.at;
        let here =
            |area: &[f32; 4]| area[0] <= x + 1.0 && x + 1.0 <= area[2] && area[1] <= y + 2.0 && y + 2.0 <= area[3];
        let ground = self.grounds.iter().rev().find(|(area, _)| here(area)).map_or(WHITE, |(_, colour)| *colour);
        let (a, b) = (luminance(self.colour), luminance(ground));
        let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
        let place = format!("page {}", self.page.number);
        let what = format!("text at {x:.0}, {y:.0} has a contrast of {contrast:.1} : 1 only");
        self.findings.unless(contrast >= LEAST_CONTRAST, Rule::Contrast, place, what);
    }

    fn stray(&mut self, what: &str) {
        self.findings.add(Rule::Tagged, format!("page {}", self.page.number), what);
    }
}

/// Transforms a point.
fn put(by: Matrix, [x, y]: [f32; 2]) -> [f32; 2] {
    [x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]]
}

/// Concatenates two matrices.
fn within(outer: Matrix, inner: Matrix) -> Matrix {
    let [x, y] = [outer[4], outer[5]];
    let turn = |n: usize| put(outer, [inner[n], inner[n + 1]]);
    let ([across, up], [over, down]) = (turn(0), turn(2));
    let [left, lower] = turn(4);
    [across - x, up - y, over - x, down - y, left, lower]
}

fn around(a: Option<[f32; 4]>, b: [f32; 4]) -> [f32; 4] {
    let a = a.unwrap_or(b);
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Returns the relative luminance as defined by WCAG 2.2.
fn luminance(colour: Colour) -> f32 {
    let linear = |part: f32| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    0.2126 * linear(colour[0]) + 0.7152 * linear(colour[1]) + 0.0722 * linear(colour[2])
}
