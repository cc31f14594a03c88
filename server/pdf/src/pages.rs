//! From strips to pages: where pages end is chosen for the whole document at once, as lines are for a paragraph.

use std::ops::Range;

use crate::{
    Paper, PdfError,
    document::Document,
    labels::Labels,
    look::Look,
    margins::Margins,
    paragraph::{self, Line},
    strip::{Flow, Frame, FrameKind, Ink, Keep, Mark, Piece, Strip},
    style,
};

/// One side of paper. Places count from its upper left corner, in points.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// What stands on it, the ground first, then in reading order.
    pub pieces: Vec<Piece>,
}

/// How much of the gaps between blocks may be left, the full gap first.
const TIGHTER: [f32; 5] = [1.0, 0.93, 0.86, 0.79, 0.72];

/// A page costs more than whatever it could save.
const PAGE: f32 = 1e4;
/// A break that should not be.
const TORN: f32 = 1e7;
const OVERFULL: f32 = 1e9;
/// A last page below this part of its height looks forgotten.
const FORGOTTEN: f32 = 0.14;
const FORGOTTEN_COST: f32 = 10.0;

/// Puts every strip in its place on its page, and what stands in the margins on each page once their number is known.
///
/// # Errors
///
/// [`PdfError::MissingGlyph`] for a character of the foot without a shape.
pub(crate) fn compose(
    document: &Document,
    margins: &Margins,
    flow: &Flow,
    look: &Look,
) -> Result<Vec<Sheet>, PdfError> {
    let pages = split(&flow.strips, look.text_height());
    let count = pages.len();
    let mut sheets = Vec::with_capacity(count);
    for (n, range) in pages.into_iter().enumerate() {
        let mut sheet = place(&flow.strips, range, look);
        let above = margins.head.as_ref().or(margins.later_head.as_ref().filter(|_| n > 0));
        head(&mut sheet, above, look)?;
        foot(&mut sheet, &document.title, &Labels::of(document.language).page_of(n + 1, count), look)?;
        practice(&mut sheet, margins, look)?;
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// Moves blocks a little closer together where that saves a page of this height in points: a sheet in one piece is worth
/// more than wide gaps. The least of these steps that helps is taken.
pub(crate) fn tighten(strips: &mut [Strip], height: f32) {
    let gaps: Vec<f32> = strips.iter().map(|strip| strip.gap).collect();
    let mut pages_at = |part: f32| {
        for (strip, gap) in strips.iter_mut().zip(&gaps) {
            strip.gap = gap * part;
        }
        split(strips, height).len()
    };
    let fewest = pages_at(TIGHTER[TIGHTER.len() - 1]);
    for part in TIGHTER {
        if pages_at(part) == fewest {
            break;
        }
    }
}

/// The strips of each page, for pages of this height in points. An empty document has one page.
pub(crate) fn split(strips: &[Strip], height: f32) -> Vec<Range<usize>> {
    let mut least: Vec<(f32, usize)> = vec![(0.0, 0)];
    for end in 1..=strips.len() {
        let mut best = (f32::INFINITY, end - 1);
        let mut filled = Filled::default();
        for start in (0..end).rev() {
            let used = filled.grow(strips, start, end);
            if used > height && start + 1 < end {
                break;
            }
            let cost = least[start].0 + page_cost(strips, end, used / height, start == 0);
            if cost < best.0 {
                best = (cost, start);
            }
        }
        least.push(best);
    }
    let mut ends = vec![strips.len()];
    while let Some(&end) = ends.last().filter(|&&end| end > 0) {
        ends.push(least[end].1);
    }
    ends.reverse();
    if strips.is_empty() {
        return vec![Range::default()];
    }
    ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// What a page costs that ends before strip `end` and is filled to this part.
fn page_cost(strips: &[Strip], end: usize, part: f32, first: bool) -> f32 {
    let overfull = if part > 1.0 { OVERFULL } else { 0.0 };
    if end == strips.len() {
        return PAGE + overfull + if part < FORGOTTEN && !first { FORGOTTEN_COST } else { 0.0 };
    }
    let empty = (1.0 - part).max(0.0);
    let torn = match strips[end - 1].after {
        Keep::Free => 0.0,
        Keep::Cost(cost) => cost,
        Keep::Together => TORN,
    };
    PAGE + overfull + torn + 100.0 * empty * empty
}

/// The height of a page that is filled from its end backwards.
#[derive(Default)]
struct Filled {
    /// Without the gap above the first strip and without the pads of a callout that began on an earlier page.
    height: f32,
}

impl Filled {
    /// Adds strip `start` above the others and returns the height of the page.
    fn grow(&mut self, strips: &[Strip], start: usize, end: usize) -> f32 {
        let strip = &strips[start];
        // The gap below the new strip is that of the next one; what stands at the top of a page has none.
        if let Some(next) = strips.get(start + 1).filter(|_| start + 1 < end) {
            self.height += next.gap + seam(strip.frame, next.frame);
        } else {
            self.height += pad(strip.frame);
        }
        self.height += strip.height;
        self.height + pad(strip.frame) + strip.repeat.as_ref().map_or(0.0, |repeat| repeat.height)
    }
}

/// Room for the edges of callouts between two strips on one page.
fn seam(above: Option<Frame>, below: Option<Frame>) -> f32 {
    if above == below { 0.0 } else { pad(above) + pad(below) }
}

fn pad(frame: Option<Frame>) -> f32 {
    frame.map_or(0.0, |frame| style::frame_pad(frame.kind))
}

/// Puts the strips of one page in place.
fn place(strips: &[Strip], range: Range<usize>, look: &Look) -> Sheet {
    let mut frames: Vec<(Frame, f32, f32)> = Vec::new();
    let mut pieces = Vec::new();
    let mut y = look.top;
    let mut above: Option<&Strip> = None;
    // Where the parts of a cut row begin among the pieces.
    let mut row = 0;
    for strip in &strips[range] {
        if above.is_none_or(|above| above.cut_row != strip.cut_row) {
            cell_by_cell(&mut pieces[row..], above);
            row = pieces.len();
        }
        y += above.map_or(pad(strip.frame), |above| strip.gap + seam(above.frame, strip.frame));
        let top = y;
        let mut put = |piece: &Piece, y: f32| {
            pieces.push(Piece { x: look.side() + piece.x, y: y + piece.y, ..piece.clone() });
        };
        if let Some(repeat) = strip.repeat.as_ref().filter(|_| above.is_none()) {
            repeat.pieces.iter().for_each(|piece| put(piece, y));
            y += repeat.height;
        }
        strip.pieces.iter().for_each(|piece| put(piece, y));
        y += strip.height;
        if let Some(frame) = strip.frame {
            let (top, bottom) = (top - pad(strip.frame), y + pad(strip.frame));
            match frames.last_mut() {
                Some(same) if same.0 == frame => same.2 = bottom,
                _ => frames.push((frame, top, bottom)),
            }
        }
        above = Some(strip);
    }
    cell_by_cell(&mut pieces[row..], above);
    let mut sheet = Sheet::default();
    for (frame, top, bottom) in frames {
        sheet.frame(frame.kind, top, bottom - top, look);
    }
    sheet.pieces.extend(pieces);
    sheet
}

/// Puts the pieces of a row that was cut between its lines in the order in which they are read: a cell after the other.
fn cell_by_cell(pieces: &mut [Piece], strip: Option<&Strip>) {
    if strip.is_some_and(|strip| strip.cut_row.is_some()) {
        pieces.sort_by_key(|piece| match piece.mark {
            Mark::Node(node) => node.index() + 1,
            Mark::Artifact | Mark::Head | Mark::Foot => 0,
        });
    }
}

/// Adds the words at the head of the page in its middle. They stand in the margin: the text does not move for them.
fn head(sheet: &mut Sheet, words: Option<&String>, look: &Look) -> Result<(), PdfError> {
    let Some(words) = words else { return Ok(()) };
    let line = shortened(words, look.measure, look)?;
    let x = look.side() + (look.measure - line.width) / 2.0;
    sheet.pieces.push(Piece { mark: Mark::Head, x, y: look.foot_baseline, ink: Ink::Words(line) });
    Ok(())
}

/// Adds the line of a practice below the number of the page.
fn practice(sheet: &mut Sheet, margins: &Margins, look: &Look) -> Result<(), PdfError> {
    let Some(words) = &margins.foot else { return Ok(()) };
    let line = shortened(words, look.measure, look)?;
    let y = look.paper.height() - look.foot_baseline + look.foot.leading;
    sheet.pieces.push(Piece { mark: Mark::Artifact, x: look.side(), y, ink: Ink::Words(line) });
    Ok(())
}

/// Adds the title at the left and the number of the page at the right, below a thin rule.
fn foot(sheet: &mut Sheet, title: &str, number: &str, look: &Look) -> Result<(), PdfError> {
    let number = paragraph::single(number, &look.foot)?;
    let title = shortened(title, look.measure - number.width - style::FOOT_GAP, look)?;
    let baseline = look.paper.height() - look.foot_baseline;
    let right = look.side() + look.measure - number.width;
    sheet.fill(look.side(), look.paper.height() - look.foot_rule, (look.measure, style::HAIRLINE), style::RULE);
    // A booklet is stapled and has its title in front; two of them on a side would be read as one line.
    let title = Some((look.side(), title)).filter(|_| look.paper != Paper::Booklet);
    for (x, line) in title.into_iter().chain([(right, number)]) {
        sheet.pieces.push(Piece { mark: Mark::Foot, x, y: baseline, ink: Ink::Words(line) });
    }
    Ok(())
}

/// The title in one line of the foot, without its last words where it is too long.
fn shortened(title: &str, width: f32, look: &Look) -> Result<Line, PdfError> {
    let mut line = paragraph::single(title, &look.foot)?;
    let mut rest = title;
    while line.width > width
        && let Some((fewer, _)) = rest.rsplit_once(char::is_whitespace)
    {
        rest = fewer.trim_end_matches([',', ';', ':']);
        line = paragraph::single(&format!("{rest} …"), &look.foot)?;
    }
    Ok(line)
}

impl Sheet {
    fn frame(&mut self, kind: FrameKind, top: f32, height: f32, look: &Look) {
        let left = look.side();
        match kind {
            FrameKind::Ground => {
                self.fill(left, top, (look.measure, height), style::CREAM);
                self.fill(left, top, (style::BAR, height), style::GREEN);
            }
            FrameKind::Bar => self.fill(left, top, (style::QUOTE_BAR, height), style::WRITING),
            FrameKind::Cut => {
                let (width, weight, colour) = (look.measure, style::CUT_WEIGHT, style::GREY);
                let ink = Ink::Edge { width, height, weight, colour, dashed: true };
                self.pieces.push(Piece { mark: Mark::Artifact, x: left, y: top, ink });
            }
        }
    }

    fn fill(&mut self, x: f32, y: f32, (width, height): (f32, f32), colour: style::Colour) {
        self.pieces.push(Piece { mark: Mark::Artifact, x, y, ink: Ink::Fill { width, height, colour } });
    }
}
