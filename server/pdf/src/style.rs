//! How a sheet looks: sizes, colours and distances, all in points (1/72 inch) unless they say otherwise.

use crate::{document::Voice, face::Face, fit::Manner};

/// Width of the text on every paper.
pub(crate) const MEASURE: f32 = 470.0;
/// Above the text.
pub(crate) const TOP: f32 = 57.0;
/// Below the text, with the foot of the page in it.
pub(crate) const BOTTOM: f32 = 68.0;
/// From the lower edge of the paper to the baseline of the foot.
pub(crate) const FOOT_BASELINE: f32 = 33.0;
/// From the lower edge of the paper to the rule above the foot.
pub(crate) const FOOT_RULE: f32 = 46.0;
/// Least distance between the two halves of the foot.
pub(crate) const FOOT_GAP: f32 = 24.0;

/// From the edge of a list to the words of its items.
pub(crate) const LIST_INDENT: f32 = 18.0;
/// From the edge of a list to its numbers, which are as wide as “9.”.
pub(crate) const NUMBER_INDENT: f32 = 4.0;
/// From the edge of a list to its dots.
pub(crate) const BULLET_INDENT: f32 = 5.0;
/// Between two columns.
pub(crate) const COLUMN_GAP: f32 = 26.0;
/// A box to tick, from edge to edge of its ink.
pub(crate) const BOX_SIDE: f32 = 10.0;
/// From the edge of the text to the words beside a box.
pub(crate) const BOX_INDENT: f32 = 21.0;
/// Thickness of the edge of a box.
pub(crate) const BOX_WEIGHT: f32 = 0.9;

/// Distance of lines to write on: 9.5 mm, for a pen.
pub(crate) const WRITING_PITCH: f32 = 27.0;
/// Distance from the bottom of a label to the first line below it.
pub(crate) const WRITING_FIRST: f32 = 22.0;
/// Thickness of a line to write on.
pub(crate) const WRITING_WEIGHT: f32 = 0.6;
/// Least width of a line beside its label.
pub(crate) const WRITING_BESIDE: f32 = 110.0;
/// Greatest width of a line beside its label: room for a date.
pub(crate) const WRITING_DATE: f32 = 150.0;

/// Width of the bar at the edge of a callout.
pub(crate) const BAR: f32 = 3.0;
/// From the edge of a callout to its words.
pub(crate) const CALLOUT_SIDE: f32 = 15.0;
/// Above and below the words of a callout.
pub(crate) const CALLOUT_PAD: f32 = 11.0;

/// Thickness of a thin rule.
pub(crate) const HAIRLINE: f32 = 0.6;
/// Thickness of the short rule above the title.
pub(crate) const ACCENT_WEIGHT: f32 = 2.4;
/// Length of that rule.
pub(crate) const ACCENT_LENGTH: f32 = 34.0;

/// A colour on paper: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

/// Headings, bars, boxes.
pub(crate) const GREEN: Colour = Colour(0x29, 0x5c, 0x4a);
/// Words to read.
pub(crate) const INK: Colour = Colour(0x21, 0x24, 0x29);
/// Quieter words. Both greys keep more than 4.5 : 1 against white and cream.
pub(crate) const GREY: Colour = Colour(0x5c, 0x61, 0x66);
/// The foot of the page.
pub(crate) const FAINT: Colour = Colour(0x66, 0x6b, 0x70);
/// Thin rules.
pub(crate) const RULE: Colour = Colour(0xcc, 0xcc, 0xc9);
/// Lines to write on.
pub(crate) const WRITING: Colour = Colour(0x8c, 0x8f, 0x8f);
/// Ground of a callout.
pub(crate) const CREAM: Colour = Colour(0xf6, 0xf1, 0xe8);

/// How the words of a paragraph are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextStyle {
    /// Height of the type.
    pub size: f32,
    /// From one baseline to the next.
    pub leading: f32,
    /// Of the words.
    pub colour: Colour,
    /// Faces for plain, italic and bold words.
    pub faces: [Face; 3],
    /// How its lines are chosen.
    pub manner: Manner,
    /// Whether words may be divided.
    pub hyphenate: bool,
}

impl TextStyle {
    /// The face for words in this voice.
    pub(crate) fn face(&self, voice: Voice) -> Face {
        self.faces[voice as usize]
    }

    /// From the top of a line to its baseline.
    pub(crate) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.faces[0].drop() * self.size
    }
}

const SERIF: [Face; 3] = [Face::Serif, Face::SerifItalic, Face::SerifSemibold];
const SERIF_ITALIC: [Face; 3] = [Face::SerifItalic, Face::Serif, Face::SerifSemibold];
const SANS: [Face; 3] = [Face::Sans, Face::Sans, Face::SansSemibold];
const SANS_SEMIBOLD: [Face; 3] = [Face::SansSemibold; 3];

const fn text(size: f32, leading: f32, colour: Colour, faces: [Face; 3]) -> TextStyle {
    TextStyle { size, leading, colour, faces, manner: Manner::Ragged, hyphenate: false }
}

const fn heading(size: f32, leading: f32) -> TextStyle {
    TextStyle { manner: Manner::Balanced, ..text(size, leading, GREEN, SANS_SEMIBOLD) }
}

/// The title.
pub(crate) const TITLE: TextStyle = heading(22.0, 28.0);
/// A heading.
pub(crate) const PART: TextStyle = heading(14.0, 18.0);
/// The heading of a callout.
pub(crate) const CALLOUT_TITLE: TextStyle = heading(11.5, 15.0);
/// Below the title.
pub(crate) const LEAD: TextStyle = TextStyle { manner: Manner::Balanced, ..text(12.5, 17.5, GREY, SERIF_ITALIC) };
/// Most words.
pub(crate) const BODY: TextStyle = text(11.0, 16.0, INK, SERIF);
/// Quieter words.
pub(crate) const QUIET: TextStyle = text(10.0, 14.5, GREY, SANS);
/// An entry: its name is bold.
pub(crate) const ENTRY: TextStyle = text(10.5, 14.5, INK, SANS);
/// What stands below it.
pub(crate) const DETAIL: TextStyle = text(9.5, 13.0, GREY, SANS);
/// The label of a line to write on.
pub(crate) const LABEL: TextStyle = text(10.0, 14.0, INK, SANS);
/// The numbers of a list, on the baseline of its words.
pub(crate) const NUMBER: TextStyle = text(10.0, 16.0, GREEN, SANS_SEMIBOLD);
/// The dots of a list.
pub(crate) const BULLET: TextStyle = text(11.0, 16.0, GREEN, SERIF);
/// The foot of the page.
pub(crate) const FOOT: TextStyle = text(8.5, 11.0, FAINT, SANS);
