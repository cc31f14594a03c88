//! Colours and distances shared by all print options, in points (1/72 inch) unless stated otherwise.

use crate::{
    document::Emphasis,
    layout::{face::Face, knuth_plass::BreakStyle},
};

/// Minimum distance between title and page number in the footer.
pub(crate) const FOOT_GAP: f32 = 24.0;

/// Indent of the text of list items.
pub(crate) const LIST_INDENT: f32 = 18.0;
/// Indent of list numbers as wide as “9.”.
pub(crate) const NUMBER_INDENT: f32 = 4.0;
/// Distance from the numbers of a list of ten items or more to the text.
pub(crate) const NUMBER_GAP: f32 = 5.0;
/// Indent of bullets.
pub(crate) const BULLET_INDENT: f32 = 5.0;
/// Distance between two columns.
pub(crate) const COLUMN_GAP: f32 = 26.0;
/// Side of a tick box, borders included.
pub(crate) const BOX_SIDE: f32 = 10.0;
/// Indent of the label of a tick box.
pub(crate) const BOX_INDENT: f32 = 21.0;
/// Border width of a tick box.
pub(crate) const BOX_WEIGHT: f32 = 0.9;

/// Maximum number of ruled lines that are kept together.
pub(crate) const WRITING_FEW: u8 = 3;
/// Minimum length of a line beside its label.
pub(crate) const WRITING_BESIDE: f32 = 110.0;
/// Maximum length of a line beside its label: enough for a date.
pub(crate) const WRITING_DATE: f32 = 150.0;

/// Width of the bar of a callout.
pub(crate) const BAR: f32 = 3.0;
/// Width of the bar of a quotation.
pub(crate) const QUOTE_BAR: f32 = 1.5;
/// Width of the line to cut along.
pub(crate) const CUT_WEIGHT: f32 = 0.8;
/// Lengths of its dashes and gaps.
pub(crate) const CUT_DASHES: [f32; 2] = [5.0, 4.0];
/// Horizontal padding of a frame.
pub(crate) const FRAME_SIDE: f32 = 15.0;

/// Horizontal padding of a cell.
pub(crate) const CELL_SIDE: f32 = 6.5;
/// Horizontal padding of a cell in a narrow column.
pub(crate) const CELL_LEAST_SIDE: f32 = 4.5;
/// Vertical padding of a cell.
pub(crate) const CELL_PAD: f32 = 5.5;
/// Maximum height of a row that is not split.
pub(crate) const ROW_WHOLE: f32 = 200.0;
/// Height below the baseline of a number to circle.
pub(crate) const CIRCLE_ROOM: f32 = 12.0;

pub(crate) const LOGO_HEIGHT: f32 = 30.0;
/// Maximum width of a logo.
pub(crate) const LOGO_WIDTH: f32 = 130.0;
/// Distance from a logo to the text beside it.
pub(crate) const LOGO_GAP: f32 = 11.0;
/// Width of the rule below a letterhead.
pub(crate) const LETTERHEAD_RULE: f32 = 0.9;

/// Width of a thin rule.
pub(crate) const HAIRLINE: f32 = 0.6;
/// Width of the short rule above the title.
pub(crate) const ACCENT_WEIGHT: f32 = 2.4;
pub(crate) const ACCENT_LENGTH: f32 = 34.0;

/// Size of what is typed into form fields, in points, where a field states none.
pub(crate) const TYPED: f32 = 11.0;

/// An RGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

/// Headings, bars, tick boxes.
pub(crate) const GREEN: Colour = Colour(0x29, 0x5c, 0x4a);
/// Text.
pub(crate) const INK: Colour = Colour(0x21, 0x24, 0x29);
/// Secondary text. Both greys have a contrast above 4.5 : 1 on white and cream.
pub(crate) const GREY: Colour = Colour(0x5c, 0x61, 0x66);
/// Page footer.
pub(crate) const FAINT: Colour = Colour(0x66, 0x6b, 0x70);
/// Thin rules.
pub(crate) const RULE: Colour = Colour(0xcc, 0xcc, 0xc9);
/// Ruled lines.
pub(crate) const WRITING: Colour = Colour(0x8c, 0x8f, 0x8f);
/// Paper.
pub(crate) const WHITE: Colour = Colour(0xff, 0xff, 0xff);
/// Hints on a sheet for clients; 7 : 1 on white and on every tint.
pub(crate) const QUIET: Colour = Colour(0x4a, 0x4f, 0x54);
/// Edges of fields.
pub(crate) const EDGE: Colour = Colour(0x7b, 0x80, 0x81);
/// Guides between lines of handwriting.
pub(crate) const GUIDE: Colour = Colour(0xc9, 0xcc, 0xcc);
/// Width of the bar beside a note.
pub(crate) const NOTE_BAR: f32 = 2.4;
/// Background of a callout.
pub(crate) const CREAM: Colour = Colour(0xf6, 0xf1, 0xe8);

/// Typographic style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TextStyle {
    /// Type size.
    pub size: f32,
    /// Distance between baselines.
    pub leading: f32,
    pub colour: Colour,
    /// Regular, italic and bold typefaces.
    pub faces: [Face; 3],
    pub break_style: BreakStyle,
    /// Allows hyphenation.
    pub hyphenate: bool,
}

impl TextStyle {
    /// Returns the typeface for an emphasis.
    pub(crate) fn face(&self, emphasis: Emphasis) -> Face {
        self.faces[emphasis as usize]
    }

    /// Returns the style with lines of about equal length.
    pub(crate) fn balanced(self) -> Self {
        Self { break_style: BreakStyle::Balanced, ..self }
    }

    /// Returns the distance from the top of a line to its baseline.
    pub(crate) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.faces[0].baseline_offset() * self.size
    }
}

/// Returns a text style for a size and leading.
pub(crate) fn text((size, leading): (f32, f32), colour: Colour, faces: [Face; 3]) -> TextStyle {
    TextStyle { size, leading, colour, faces, break_style: BreakStyle::Ragged, hyphenate: false }
}

/// Returns a heading style.
pub(crate) fn heading(size: (f32, f32), faces: [Face; 3]) -> TextStyle {
    text(size, GREEN, faces).balanced()
}
