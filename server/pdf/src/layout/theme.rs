//! Page measures and text styles for a set of print options, in points.

use crate::{
    PaperSize, PdfError,
    layout::{
        elastic::{self, Elastic},
        face::Face,
        paragraph::{self, TextLine},
        set_lines::SetLines,
        style::{self, Colour, FAINT, GREEN, GREY, INK, TextStyle, heading, text},
    },
    print::{PrintOptions, ReadingMode, TextSize},
};

/// Maximum number of lines in the footer of a practice.
const FOOT_LINES: usize = 3;
const LARGE_FOOT_LINES: usize = 5;

/// Page measures and text styles for a set of print options.
#[derive(Clone, Debug)]
pub(crate) struct Theme {
    pub paper: PaperSize,
    pub print: PrintOptions,
    pub elastic: Elastic,
    /// Lines of the paragraphs that were set with this theme.
    pub set: SetLines,
    /// Width of the text.
    pub measure: f32,
    /// Top margin.
    pub top: f32,
    /// Bottom margin, page footer included.
    pub bottom: f32,
    /// Distance from the lower edge of the paper to the baseline of the page footer.
    pub foot_baseline: f32,
    /// Distance from the lower edge of the paper to the rule above the page footer.
    pub foot_rule: f32,
    /// Footer of a practice, one entry per line, below the page footer.
    pub foot_lines: Vec<TextLine>,
    pub writing: WritingLines,
    /// Number of directory entries side by side.
    pub columns: usize,
    /// Factor for distances that depend on the type size.
    pub scale: f32,
    pub title: TextStyle,
    /// Section heading.
    pub part: TextStyle,
    /// Subsection heading.
    pub point: TextStyle,
    /// Heading of a callout or card.
    pub callout_title: TextStyle,
    /// Introduction below the title.
    pub lead: TextStyle,
    /// Running text.
    pub body: TextStyle,
    /// Quotations.
    pub quote: TextStyle,
    /// Secondary text.
    pub small_print: TextStyle,
    /// Characters to copy by hand.
    pub key: TextStyle,
    /// Directory entries.
    pub entry: TextStyle,
    /// Details of directory entries.
    pub detail: TextStyle,
    /// Labels of fields to fill in.
    pub label: TextStyle,
    /// List numbers; share the baseline of the items.
    pub number: TextStyle,
    /// Bullets.
    pub bullet: TextStyle,
    /// Table cells.
    pub cell: TextStyle,
    /// Table headers.
    pub cell_head: TextStyle,
    /// Page footer.
    pub foot: TextStyle,
}

/// Measures of ruled lines.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WritingLines {
    /// Distance between lines.
    pub pitch: f32,
    /// Distance from the label to the first line.
    pub first: f32,
    /// Line width.
    pub weight: f32,
    pub colour: Colour,
}

/// A line distance of 9.5 mm, for a pen.
const WRITING: WritingLines = WritingLines { pitch: 27.0, first: 22.0, weight: 0.6, colour: style::WRITING };
/// A line distance of 13 mm for large handwriting, with darker and thicker lines.
const LARGE_WRITING: WritingLines = WritingLines { pitch: 37.0, first: 30.0, weight: 1.2, colour: GREY };

/// Distance from the lower edge of the paper to the last line of a practice's footer: the limit of common printers.
const FOOT_LOWEST: f32 = 16.0;

/// Typefaces of a reading mode.
struct FaceSet {
    reading: [Face; 3],
    lead: [Face; 3],
    labels: [Face; 3],
    headings: [Face; 3],
}

const STANDARD: FaceSet = FaceSet {
    reading: [Face::Serif, Face::SerifItalic, Face::SerifSemibold],
    lead: [Face::SerifItalic, Face::Serif, Face::SerifSemibold],
    labels: [Face::Sans, Face::Sans, Face::SansSemibold],
    headings: [Face::SansSemibold; 3],
};

/// One typeface throughout, and no italic paragraphs: they are harder to read.
const EASY: FaceSet = FaceSet {
    reading: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    lead: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    labels: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    headings: [Face::EasySemibold; 3],
};

impl Theme {
    /// Returns the theme for these print options.
    pub(crate) fn new(print: PrintOptions) -> Self {
        let faces = match print.reading {
            ReadingMode::Standard => &STANDARD,
            ReadingMode::Easy => &EASY,
        };
        // Type size and leading by print options: standard, easy reading, large print.
        let sized = |standard: (f32, f32), easy: (f32, f32), large: (f32, f32)| match (print.size, print.reading) {
            (TextSize::Large, _) => large,
            (TextSize::Standard, ReadingMode::Easy) => easy,
            (TextSize::Standard, ReadingMode::Standard) => standard,
        };
        let large = print.size == TextSize::Large;
        // Hyphenated words are harder to read.
        let divided = !large && print.reading == ReadingMode::Standard;
        let small = matches!(print.paper, PaperSize::A5 | PaperSize::Booklet);
        let body = sized((11.0, 16.0), (12.0, 18.0), (18.0, 27.0));
        let label = sized((10.0, 14.0), (11.0, 16.0), (18.0, 27.0));
        let foot = sized((8.5, 11.0), (9.5, 12.0), (18.0, 24.0));
        let measure = if small { 335.0 } else { 470.0 };
        let foot_baseline = if small { 27.0 } else { 33.0 };
        let foot_rule = foot_baseline + foot.0 + 4.5;
        // Grey is hard to read for people who need large print.
        let (small_print, faint) = if large { (INK, INK) } else { (GREY, FAINT) };
        let heading = |size| heading(size, faces.headings);
        Self {
            paper: print.paper,
            print,
            elastic: elastic::NATURAL,
            set: SetLines::default(),
            measure,
            top: if small { 44.0 } else { 57.0 },
            bottom: foot_rule + 22.0,
            foot_baseline,
            foot_rule,
            foot_lines: Vec::new(),
            writing: if large { LARGE_WRITING } else { WRITING },
            columns: if measure < 30.0 * body.0 { 1 } else { 2 },
            scale: if large { 1.4 } else { 1.0 },
            title: heading(sized((22.0, 28.0), (22.0, 29.0), (28.0, 36.0))),
            part: heading(sized((14.0, 18.0), (14.5, 20.0), (22.0, 29.0))),
            point: heading(sized((11.5, 15.0), (12.5, 17.0), (19.0, 27.0))),
            callout_title: heading(sized((11.5, 15.0), (12.5, 17.0), (19.0, 27.0))),
            lead: text(sized((12.5, 17.5), (12.5, 18.5), (18.0, 27.0)), small_print, faces.lead).balanced(),
            body: TextStyle { hyphenate: divided, ..text(body, INK, faces.reading) },
            quote: text(body, INK, faces.lead),
            small_print: text(sized((10.0, 14.5), (11.0, 16.5), (18.0, 27.0)), small_print, faces.labels),
            key: text(sized((15.0, 23.0), (15.0, 23.0), (20.0, 30.0)), INK, faces.headings),
            entry: text(sized((10.5, 14.5), (11.5, 16.5), (18.0, 27.0)), INK, faces.labels),
            detail: text(sized((9.5, 13.0), (10.5, 15.0), (18.0, 27.0)), small_print, faces.labels),
            label: text(label, INK, faces.labels),
            number: text((label.0, body.1), GREEN, faces.headings),
            bullet: text(body, GREEN, faces.reading),
            cell: text(label, INK, faces.labels),
            cell_head: text(label, INK, faces.headings),
            foot: text(foot, faint, faces.labels),
        }
    }

    /// Reserves space for the footer of a practice: the page footer moves up by one line per line of it.
    ///
    /// # Errors
    ///
    /// [`PdfError::FooterTooLong`] if it exceeds the lines available.
    pub(crate) fn with_foot(mut self, footer: Option<&str>) -> Result<Self, PdfError> {
        let Some(footer) = footer else { return Ok(self) };
        let lines = paragraph::lines(&footer.into(), &self.foot, self.measure, "")?;
        let most = if self.foot.size < 18.0 { FOOT_LINES } else { LARGE_FOOT_LINES };
        if lines.len() > most {
            let letters = |line: &TextLine| line.runs.iter().map(|run| run.text.chars().count()).sum::<usize>();
            let fits = lines.iter().take(most).map(letters).sum();
            return Err(PdfError::FooterTooLong { lines: most, fits });
        }
        let rise = (FOOT_LOWEST + self.foot.leading * count(lines.len()) - self.foot_baseline).max(0.0);
        self.foot_baseline += rise;
        self.foot_rule += rise;
        self.bottom += rise;
        self.foot_lines = lines;
        Ok(self)
    }

    /// Returns the left margin. The measure is the same on A4 and Letter, so that lines break alike.
    pub(crate) fn side(&self) -> f32 {
        (self.paper.width() - self.measure) / 2.0
    }

    /// Returns the height of the text area of a page.
    pub(crate) fn text_height(&self) -> f32 {
        self.paper.height() - self.top - self.bottom
    }

    /// Scales a distance with the type size.
    pub(crate) fn scaled(&self, distance: f32) -> f32 {
        distance * self.scale
    }
}

#[expect(clippy::cast_precision_loss, reason = "a footer has five lines at most")]
fn count(lines: usize) -> f32 {
    lines as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_print_is_at_least_18_points_and_half_as_much_again_from_line_to_line() {
        for print in PrintOptions::all().filter(|print| print.size == TextSize::Large) {
            let theme = Theme::new(print);
            assert!((theme.body.size - 18.0).abs() < f32::EPSILON && theme.body.leading >= 1.5 * theme.body.size);
            assert!(theme.foot.size >= 18.0 && theme.writing.pitch >= 1.3 * 27.0 && theme.writing.weight > 1.0);
            for style in
                [theme.lead, theme.quote, theme.small_print, theme.entry, theme.detail, theme.label, theme.cell]
            {
                assert!(style.size >= 18.0 && style.leading >= 1.5 * style.size && !style.hyphenate);
            }
        }
    }

    #[test]
    fn easy_reading_uses_no_other_typeface() {
        for print in PrintOptions::all().filter(|print| print.reading == ReadingMode::Easy) {
            let theme = Theme::new(print);
            for style in [theme.title, theme.lead, theme.body, theme.small_print, theme.cell, theme.foot, theme.number]
            {
                assert!(style.faces.iter().all(|face| face.name().starts_with("Atkinson")));
            }
        }
    }
}
