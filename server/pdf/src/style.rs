//! What all ways of printing share: colours and distances, all in points (1/72 inch) unless they say otherwise.

use crate::{document::Voice, face::Face, fit::Manner, strip::FrameKind};

/// Least distance between the two halves of the foot.
pub(crate) const FOOT_GAP: f32 = 24.0;

/// From the edge of a list to the words of its items.
pub(crate) const LIST_INDENT: f32 = 18.0;
/// From the edge of a list to its numbers, which are as wide as “9.”.
pub(crate) const NUMBER_INDENT: f32 = 4.0;
/// From the numbers of a list of ten items or more to the words.
pub(crate) const NUMBER_GAP: f32 = 5.0;
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
/// Up to this many lines to write on are best seen together.
pub(crate) const WRITING_FEW: u8 = 3;
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
/// Width of the bar at the edge of a quotation.
pub(crate) const QUOTE_BAR: f32 = 1.5;
/// Thickness of the line to cut along.
pub(crate) const CUT_WEIGHT: f32 = 0.8;
/// Length of its dashes and of the gaps between them.
pub(crate) const CUT_DASHES: [f32; 2] = [5.0, 4.0];
/// From the edge of a frame to its words.
pub(crate) const FRAME_SIDE: f32 = 15.0;

/// From the edge of a cell to its words, at the sides.
pub(crate) const CELL_SIDE: f32 = 6.5;
/// The same in a narrow column.
pub(crate) const CELL_LEAST_SIDE: f32 = 4.5;
/// The same, above and below.
pub(crate) const CELL_PAD: f32 = 5.5;
/// A row with at most this height stays whole.
pub(crate) const ROW_WHOLE: f32 = 200.0;
/// Room for a number to be circled, from its baseline downwards.
pub(crate) const CIRCLE_ROOM: f32 = 12.0;

/// Height of a logo.
pub(crate) const LOGO_HEIGHT: f32 = 30.0;
/// Greatest width of a logo.
pub(crate) const LOGO_WIDTH: f32 = 130.0;
/// From a logo to the words beside it.
pub(crate) const LOGO_GAP: f32 = 11.0;
/// Thickness of the rule below a letterhead.
pub(crate) const LETTERHEAD_RULE: f32 = 0.9;

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

/// Above and below the words in a frame.
pub(crate) fn frame_pad(kind: FrameKind) -> f32 {
    match kind {
        FrameKind::Ground => 11.0,
        FrameKind::Cut => 13.0,
        FrameKind::Bar => 2.0,
    }
}

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

    /// The same with lines about equally long.
    pub(crate) fn balanced(self) -> Self {
        Self { manner: Manner::Balanced, ..self }
    }

    /// From the top of a line to its baseline.
    pub(crate) fn baseline(&self) -> f32 {
        self.leading / 2.0 + self.faces[0].drop() * self.size
    }
}

/// Words in this size and with this distance from line to line.
pub(crate) fn text((size, leading): (f32, f32), colour: Colour, faces: [Face; 3]) -> TextStyle {
    TextStyle { size, leading, colour, faces, manner: Manner::Ragged, hyphenate: false }
}

/// A heading.
pub(crate) fn heading(size: (f32, f32), faces: [Face; 3]) -> TextStyle {
    text(size, GREEN, faces).balanced()
}
