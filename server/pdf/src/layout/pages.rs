//! Page breaking: chosen for the whole document at once, as lines are for a paragraph.

use std::ops::Range;

use crate::{
    PaperSize, PdfError,
    document::Document,
    labels::SheetLabels,
    layout::{
        panel,
        paragraph::{self, TextLine},
        running_heads::RunningHeads,
        slices::{ContentTag, FieldKind, Flow, Fragment, Frame, FrameKind, PageBreak, Paint, Slice, frame_pad},
        style,
        theme::Theme,
    },
};

/// A page. Positions are in points from its upper left corner.
#[derive(Debug, Default)]
pub(crate) struct ComposedPage {
    /// Fragments in painting order: backgrounds first, then in reading order.
    pub fragments: Vec<Fragment>,
}

/// Tells if there is a form field on these pages to type in.
pub(crate) fn take_words(pages: &[ComposedPage]) -> bool {
    pages.iter().flat_map(|page| &page.fragments).any(|fragment| match &fragment.paint {
        Paint::Field { field, .. } => matches!(field.kind, FieldKind::Words(_)),
        _ => false,
    })
}

/// Factors for the gaps between blocks, in order of preference.
const TIGHTER: [f32; 5] = [1.0, 0.93, 0.86, 0.79, 0.72];

/// Cost of a page; more than any page break can save.
const PAGE: f32 = 1e4;
/// Cost of a forbidden break.
const FORBIDDEN: f32 = 1e7;
const OVERFULL: f32 = 1e9;
/// Minimum fill of the last page, as a part of its height.
const SHORT_LAST: f32 = 0.14;
const SHORT_LAST_COST: f32 = 10.0;
/// The part of a page that only a group of boxes too large to be held together leaves empty, and what that costs more.
const MOSTLY_EMPTY: f32 = 0.5;
const MOSTLY_EMPTY_COST: f32 = 60.0;
/// Cost of a last page with nothing but what stands at its foot.
const ONLY_FOOT_COST: f32 = 120.0;
/// Cost of a first page with nothing but the head of the sheet.
const ONLY_HEAD_COST: f32 = 150.0;

/// Places every slice on its page, and adds headers and footers.
///
/// # Errors
///
/// [`PdfError::InvalidFont`] if a built-in face does not parse.
pub(crate) fn compose(
    document: &Document,
    running_heads: &RunningHeads,
    flow: &Flow,
    theme: &Theme,
) -> Result<Vec<ComposedPage>, PdfError> {
    let pages = split(&flow.slices, theme.text_height());
    let count = pages.len();
    let mut composed = Vec::with_capacity(count);
    for (n, range) in pages.into_iter().enumerate() {
        let mut page = place(&flow.slices, range, theme);
        let above = running_heads.head.as_ref().or(running_heads.later_head.as_ref().filter(|_| n > 0));
        head(&mut page, above, theme)?;
        // A single page has its title at its head already.
        let title = Some(document.title.as_str()).filter(|_| count > 1);
        foot(&mut page, title, &SheetLabels::of(document.language).page_of(n + 1, count), theme)?;
        practice(&mut page, theme);
        composed.push(page);
    }
    Ok(composed)
}

/// Reduces the gaps between blocks if that saves a page of this height in points. Takes the smallest reduction that
/// helps.
pub(crate) fn tighten(slices: &mut [Slice], height: f32) {
    let gaps: Vec<f32> = slices.iter().map(|slice| slice.gap).collect();
    let mut pages_at = |part: f32| {
        for (slice, gap) in slices.iter_mut().zip(&gaps) {
            slice.gap = gap * part;
        }
        split(slices, height).len()
    };
    let fewest = pages_at(TIGHTER[TIGHTER.len() - 1]);
    for part in TIGHTER {
        if pages_at(part) == fewest {
            break;
        }
    }
}

/// Returns the height of these slices on one page.
pub(crate) fn height(slices: &[Slice]) -> f32 {
    let mut filled = PageFill::default();
    (0..slices.len()).rev().fold(0.0, |_, start| filled.grow(slices, start, slices.len()))
}

/// Returns the slices of each page, for pages of this height in points. An empty document has one page.
pub(crate) fn split(slices: &[Slice], height: f32) -> Vec<Range<usize>> {
    let mut least: Vec<(f32, usize)> = vec![(0.0, 0)];
    for end in 1..=slices.len() {
        let mut best = (f32::INFINITY, end - 1);
        let mut filled = PageFill::default();
        for start in (0..end).rev() {
            let used = filled.grow(slices, start, end);
            if used > height && start + 1 < end {
                break;
            }
            let cost = least[start].0 + page_cost(slices, start..end, used / height);
            if cost < best.0 {
                best = (cost, start);
            }
            if slices[start].begins_page {
                break;
            }
        }
        least.push(best);
    }
    let mut ends = vec![slices.len()];
    while let Some(&end) = ends.last().filter(|&&end| end > 0) {
        ends.push(least[end].1);
    }
    ends.reverse();
    if slices.is_empty() {
        return vec![Range::default()];
    }
    ends.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Returns the cost of a page with these slices that is filled to `part`.
fn page_cost(slices: &[Slice], own: Range<usize>, part: f32) -> f32 {
    let overfull = if part > 1.0 { OVERFULL } else { 0.0 };
    if own.end == slices.len() {
        let short = match own.start {
            0 => 0.0,
            _ if slices[own.clone()].iter().all(|slice| slice.at_foot) => ONLY_FOOT_COST,
            _ if part < SHORT_LAST => SHORT_LAST_COST,
            _ => 0.0,
        };
        return PAGE + overfull + short;
    }
    let empty = (1.0 - part).max(0.0);
    let torn = match slices[own.end - 1].after {
        PageBreak::Allowed => 0.0,
        PageBreak::Discouraged(cost) => cost,
        PageBreak::Forbidden => FORBIDDEN,
    };
    let mostly = if empty > MOSTLY_EMPTY { MOSTLY_EMPTY_COST } else { 0.0 };
    let head = if own == (0..1) { ONLY_HEAD_COST } else { 0.0 };
    PAGE + overfull + torn + mostly + head + 100.0 * empty * empty
}

/// The height of a page that is filled from its end backwards.
#[derive(Default)]
struct PageFill {
    /// Excludes the gap above the first slice and the padding of a frame continued from an earlier page.
    height: f32,
}

impl PageFill {
    /// Adds slice `start` above the others and returns the height of the page.
    fn grow(&mut self, slices: &[Slice], start: usize, end: usize) -> f32 {
        let slice = &slices[start];
        // A slice brings its own gap above it, except at the top of a page.
        if let Some(next) = slices.get(start + 1).filter(|_| start + 1 < end) {
            self.height += next.gap + seam(slice.frame, next.frame);
        } else {
            self.height += pad(slice.frame);
        }
        self.height += slice.height;
        self.height + pad(slice.frame) + slice.repeat.as_ref().map_or(0.0, |repeat| repeat.height)
    }
}

/// Returns the padding of frames between two slices on one page.
fn seam(above: Option<Frame>, below: Option<Frame>) -> f32 {
    if above == below { 0.0 } else { pad(above) + pad(below) }
}

fn pad(frame: Option<Frame>) -> f32 {
    frame.map_or(0.0, |frame| frame_pad(frame.kind))
}

/// Places the slices of one page.
fn place(slices: &[Slice], range: Range<usize>, theme: &Theme) -> ComposedPage {
    let mut frames: Vec<(Frame, f32, f32)> = Vec::new();
    let mut fragments = Vec::new();
    let mut y = theme.top;
    let mut above: Option<&Slice> = None;
    // Index of the first fragment of a split row.
    let mut row = 0;
    let (foot_height, at_foot) = last_slices(&slices[range.clone()]);
    let first_at_foot = range.end - at_foot;
    for (n, slice) in range.clone().zip(&slices[range]) {
        if above.is_none_or(|above| above.cut_row != slice.cut_row) {
            cell_by_cell(&mut fragments[row..], above);
            row = fragments.len();
        }
        y += above.map_or(pad(slice.frame), |above| slice.gap + seam(above.frame, slice.frame));
        if slice.at_foot && n == first_at_foot {
            y = y.max(theme.paper.height() - theme.bottom - foot_height);
        }
        let top = y;
        let mut put = |fragment: &Fragment, y: f32| {
            fragments.push(Fragment { x: theme.side() + fragment.x, y: y + fragment.y, ..fragment.clone() });
        };
        if let Some(repeat) = slice.repeat.as_ref().filter(|_| above.is_none()) {
            repeat.fragments.iter().for_each(|fragment| put(fragment, y));
            y += repeat.height;
        }
        slice.fragments.iter().for_each(|fragment| put(fragment, y));
        y += slice.height;
        if let Some(frame) = slice.frame {
            let (top, bottom) = (top - pad(slice.frame), y + pad(slice.frame));
            match frames.last_mut() {
                Some(same) if same.0 == frame => same.2 = bottom,
                _ => frames.push((frame, top, bottom)),
            }
        }
        above = Some(slice);
    }
    cell_by_cell(&mut fragments[row..], above);
    let mut page = ComposedPage::default();
    for (frame, top, bottom) in frames {
        page.frame(frame.kind, top, bottom - top, theme);
    }
    page.fragments.extend(fragments);
    page
}

/// Returns the height and the number of the slices that stand at the foot of this page.
fn last_slices(slices: &[Slice]) -> (f32, usize) {
    let last = || slices.iter().rev().take_while(|slice| slice.at_foot);
    let gaps: f32 = last().skip(1).zip(last()).map(|(_, below)| below.gap).sum();
    (last().map(|slice| slice.height).sum::<f32>() + gaps, last().count())
}

/// Sorts the fragments of a split row into reading order: cell by cell.
fn cell_by_cell(fragments: &mut [Fragment], slice: Option<&Slice>) {
    if slice.is_some_and(|slice| slice.cut_row.is_some()) {
        fragments.sort_by_key(|fragment| match fragment.tag {
            ContentTag::Structure(node) => node.index() + 1,
            ContentTag::Artifact | ContentTag::Header | ContentTag::Footer => 0,
        });
    }
}

/// Adds the centred page header. It is printed in the margin, so the text does not move.
fn head(page: &mut ComposedPage, words: Option<&String>, theme: &Theme) -> Result<(), PdfError> {
    let Some(words) = words else { return Ok(()) };
    let line = shortened(words, theme.measure, theme)?;
    let x = theme.side() + (theme.measure - line.width) / 2.0;
    page.fragments.push(Fragment { tag: ContentTag::Header, x, y: theme.foot_baseline, paint: Paint::Words(line) });
    Ok(())
}

/// Adds the footer of a practice below the page number.
fn practice(page: &mut ComposedPage, theme: &Theme) {
    let mut y = theme.paper.height() - theme.foot_baseline;
    for line in &theme.foot_lines {
        y += theme.foot.leading;
        page.fragments.push(Fragment {
            tag: ContentTag::Artifact,
            x: theme.side(),
            y,
            paint: Paint::Words(line.clone()),
        });
    }
}

/// Adds the title on the left, if there is to be one, and the page number on the right, below a thin rule.
fn foot(page: &mut ComposedPage, title: Option<&str>, number: &str, theme: &Theme) -> Result<(), PdfError> {
    let number = paragraph::single(number, &theme.foot)?;
    // A booklet has its title on the front page; two titles side by side would read as one line.
    let title = title.filter(|_| theme.paper != PaperSize::Booklet);
    let title =
        title.map(|title| shortened(title, theme.measure - number.width - style::FOOT_GAP, theme)).transpose()?;
    let baseline = theme.paper.height() - theme.foot_baseline;
    let right = theme.side() + theme.measure - number.width;
    page.fill(theme.side(), theme.paper.height() - theme.foot_rule, (theme.measure, style::HAIRLINE), style::RULE);
    let title = title.map(|line| (theme.side(), line));
    for (x, line) in title.into_iter().chain([(right, number)]) {
        page.fragments.push(Fragment { tag: ContentTag::Footer, x, y: baseline, paint: Paint::Words(line) });
    }
    Ok(())
}

/// Returns the title as one line, without its last words if it is too long.
fn shortened(title: &str, width: f32, theme: &Theme) -> Result<TextLine, PdfError> {
    let mut line = paragraph::single(title, &theme.foot)?;
    let mut rest = title;
    while line.width > width
        && let Some((fewer, _)) = rest.rsplit_once(char::is_whitespace)
    {
        rest = fewer.trim_end_matches([',', ';', ':']);
        line = paragraph::single(&format!("{rest} …"), &theme.foot)?;
    }
    Ok(line)
}

impl ComposedPage {
    fn frame(&mut self, kind: FrameKind, top: f32, height: f32, theme: &Theme) {
        let left = theme.side();
        match kind {
            FrameKind::Tinted => {
                self.fill(left, top, (theme.measure, height), style::CREAM);
                self.fill(left, top, (style::BAR, height), style::GREEN);
            }
            FrameKind::SideBar => self.fill(left, top, (style::QUOTE_BAR, height), style::WRITING),
            FrameKind::Dashed => {
                let (width, weight, colour) = (theme.measure, style::CUT_WEIGHT, style::GREY);
                let paint = Paint::Border { width, height, weight, colour, dashed: true };
                self.fragments.push(Fragment { tag: ContentTag::Artifact, x: left, y: top, paint });
            }
            FrameKind::Panel(own) => {
                let parts = panel::frame(own.look, (theme.measure, height)).into_iter();
                self.fragments.extend(parts.map(|part| Fragment { x: part.x + left, y: part.y + top, ..part }));
            }
        }
    }

    fn fill(&mut self, x: f32, y: f32, (width, height): (f32, f32), colour: style::Colour) {
        self.fragments.push(Fragment { tag: ContentTag::Artifact, x, y, paint: Paint::Fill { width, height, colour } });
    }
}
