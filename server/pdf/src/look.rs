//! How one way of printing looks: the measures of its pages and the styles of its words, all in points.

use crate::{
    Paper,
    face::Face,
    print::{Print, Reading, Size},
    style::{FAINT, GREEN, GREY, INK, TextStyle, heading, text},
};

/// Measures and styles for one way of printing.
#[derive(Clone, Debug)]
pub(crate) struct Look {
    /// The paper.
    pub paper: Paper,
    /// Width of the text.
    pub measure: f32,
    /// Above the text.
    pub top: f32,
    /// Below the text, with the foot of the page in it.
    pub bottom: f32,
    /// From the lower edge of the paper to the baseline of the foot.
    pub foot_baseline: f32,
    /// From the lower edge of the paper to the rule above the foot.
    pub foot_rule: f32,
    /// How many entries stand beside each other.
    pub columns: usize,
    /// By how much distances that go with the type are wider than usual.
    pub scale: f32,
    /// The title.
    pub title: TextStyle,
    /// The heading of a part.
    pub part: TextStyle,
    /// A heading within a part.
    pub point: TextStyle,
    /// The heading of a callout or card.
    pub callout_title: TextStyle,
    /// Below the title.
    pub lead: TextStyle,
    /// Most words.
    pub body: TextStyle,
    /// Somebody's own words.
    pub quote: TextStyle,
    /// Quieter words.
    pub quiet: TextStyle,
    /// Characters to copy by hand.
    pub key: TextStyle,
    /// An entry: its name is bold.
    pub entry: TextStyle,
    /// What stands below it.
    pub detail: TextStyle,
    /// The label of a line to write on.
    pub label: TextStyle,
    /// The numbers of a list, on the baseline of its words.
    pub number: TextStyle,
    /// The dots of a list.
    pub bullet: TextStyle,
    /// The cells of a table.
    pub cell: TextStyle,
    /// The heads of its columns and rows.
    pub cell_head: TextStyle,
    /// The foot of the page.
    pub foot: TextStyle,
}

/// The faces of a way of reading.
struct Faces {
    reading: [Face; 3],
    lead: [Face; 3],
    labels: [Face; 3],
    headings: [Face; 3],
}

const STANDARD: Faces = Faces {
    reading: [Face::Serif, Face::SerifItalic, Face::SerifSemibold],
    lead: [Face::SerifItalic, Face::Serif, Face::SerifSemibold],
    labels: [Face::Sans, Face::Sans, Face::SansSemibold],
    headings: [Face::SansSemibold; 3],
};

/// One typeface for everything, and whole paragraphs stand upright: slanted words are harder to read.
const EASY: Faces = Faces {
    reading: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    lead: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    labels: [Face::Easy, Face::EasyItalic, Face::EasySemibold],
    headings: [Face::EasySemibold; 3],
};

impl Look {
    /// The look of this way of printing.
    pub(crate) fn new(print: Print) -> Self {
        let faces = match print.reading {
            Reading::Standard => &STANDARD,
            Reading::Easy => &EASY,
        };
        // Height and distance of lines: as usual, for easy reading, in large print.
        let sized = |standard: (f32, f32), easy: (f32, f32), large: (f32, f32)| match (print.size, print.reading) {
            (Size::Large, _) => large,
            (Size::Standard, Reading::Easy) => easy,
            (Size::Standard, Reading::Standard) => standard,
        };
        let large = print.size == Size::Large;
        // A divided word is harder to read.
        let divided = !large && print.reading == Reading::Standard;
        let small = matches!(print.paper, Paper::A5 | Paper::Booklet);
        let body = sized((11.0, 16.0), (12.0, 18.0), (18.0, 27.0));
        let label = sized((10.0, 14.0), (11.0, 16.0), (18.0, 27.0));
        let foot = sized((8.5, 11.0), (9.5, 12.0), (14.0, 18.0));
        let measure = if small { 335.0 } else { 470.0 };
        let foot_baseline = if small { 27.0 } else { 33.0 };
        let foot_rule = foot_baseline + foot.0 + 4.5;
        let heading = |size| heading(size, faces.headings);
        Self {
            paper: print.paper,
            measure,
            top: if small { 44.0 } else { 57.0 },
            bottom: foot_rule + 22.0,
            foot_baseline,
            foot_rule,
            columns: if measure < 30.0 * body.0 { 1 } else { 2 },
            scale: if large { 1.4 } else { 1.0 },
            title: heading(sized((22.0, 28.0), (22.0, 29.0), (28.0, 36.0))),
            part: heading(sized((14.0, 18.0), (14.5, 20.0), (22.0, 29.0))),
            point: heading(sized((11.5, 15.0), (12.5, 17.0), (19.0, 27.0))),
            callout_title: heading(sized((11.5, 15.0), (12.5, 17.0), (19.0, 27.0))),
            lead: text(sized((12.5, 17.5), (12.5, 18.5), (18.0, 27.0)), GREY, faces.lead).balanced(),
            body: TextStyle { hyphenate: divided, ..text(body, INK, faces.reading) },
            quote: text(body, INK, faces.lead),
            quiet: text(sized((10.0, 14.5), (11.0, 16.5), (18.0, 27.0)), GREY, faces.labels),
            key: text(sized((15.0, 23.0), (15.0, 23.0), (20.0, 30.0)), INK, faces.headings),
            entry: text(sized((10.5, 14.5), (11.5, 16.5), (18.0, 27.0)), INK, faces.labels),
            detail: text(sized((9.5, 13.0), (10.5, 15.0), (18.0, 27.0)), GREY, faces.labels),
            label: text(label, INK, faces.labels),
            number: text((label.0, body.1), GREEN, faces.headings),
            bullet: text(body, GREEN, faces.reading),
            cell: text(label, INK, faces.labels),
            cell_head: text(label, INK, faces.headings),
            foot: text(foot, FAINT, faces.labels),
        }
    }

    /// Distance of the text from the left edge. The measure is the same on A4 and Letter, so that lines break alike.
    pub(crate) fn side(&self) -> f32 {
        (self.paper.width() - self.measure) / 2.0
    }

    /// Height that text may fill on each page.
    pub(crate) fn text_height(&self) -> f32 {
        self.paper.height() - self.top - self.bottom
    }

    /// A distance that goes with the type.
    pub(crate) fn scaled(&self, distance: f32) -> f32 {
        distance * self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_print_is_at_least_18_points_and_half_as_much_again_from_line_to_line() {
        for print in Print::all().filter(|print| print.size == Size::Large) {
            let look = Look::new(print);
            assert!((look.body.size - 18.0).abs() < f32::EPSILON && look.body.leading >= 1.5 * look.body.size);
            for style in [look.lead, look.quote, look.quiet, look.entry, look.detail, look.label, look.cell] {
                assert!(style.size >= 18.0 && style.leading >= 1.5 * style.size && !style.hyphenate);
            }
        }
    }

    #[test]
    fn easy_reading_uses_no_other_typeface() {
        for print in Print::all().filter(|print| print.reading == Reading::Easy) {
            let look = Look::new(print);
            for style in [look.title, look.lead, look.body, look.quiet, look.cell, look.foot, look.number] {
                assert!(style.faces.iter().all(|face| face.name().starts_with("Atkinson")));
            }
        }
    }
}
