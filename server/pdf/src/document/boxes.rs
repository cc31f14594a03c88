//! Boxes: the parts of a block that stand beside, below or inside of each other.
//!
//! A block of a sheet for clients is composed of boxes. Layout, reading order and structure follow from them, so a new kind
//! of block is one function that composes boxes.

use super::{Edge, PanelLook, Text};
use crate::layout::{path::Path, structure::Role, style::Colour};

/// A part of a block, with its structure type if it has one of its own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaperBox {
    pub role: Option<Role>,
    pub content: BoxContent,
}

/// Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BoxContent {
    /// Boxes below each other.
    Column { gap: f32, children: Vec<PaperBox> },
    /// Boxes beside each other.
    Row { gap: f32, align: RowAlign, children: Vec<(Track, PaperBox)> },
    /// A box with a ground or an edge. In a row it grows to the height of the highest.
    Panel { look: PanelLook, pad: [f32; 4], field: Option<String>, child: Box<PaperBox> },
    /// Words.
    Words { text: Text, kind: TextKind, colour: Colour, align: Align },
    /// Two boxes beside each other where both fit, or else below each other.
    Beside { gap: f32, children: [Box<PaperBox>; 2] },
    /// Two boxes below each other. In a row, the lower ones of all boxes begin at the same height.
    Levelled([Box<PaperBox>; 2]),
    /// Words, and ruled lines below them: as many, up to three, as this height holds, with the accessible name of the field.
    Within { height: f32, head: Box<PaperBox>, name: String },
    /// Room of one line in a table, with its accessible name; the rule of its row is its edge.
    Blank(String),
    /// Empty space.
    Gap(f32),
    /// Elastic room to write inside of a cell, as many lines; with guides where there are several.
    Room(u8),
    /// Ruled lines to write on, with the accessible name of the field.
    Rules { lines: u8, name: String },
    /// A line to write on within a line of words, as high as given, with the accessible name of the field; perhaps with
    /// a weight and colour of its own.
    Line { height: f32, name: String, rule: Option<(f32, Colour)> },
    /// As many rings below each other, as one field.
    Rings { count: u8, size: f32, pitch: f32, name: String, colour: Colour },
    /// A pictogram in its colour, on this ground.
    Icon { name: &'static str, size: f32, colour: Colour, ground: Colour },
    /// A ring or square to mark, with its accessible name, perhaps with a number or word inside.
    Mark { size: f32, square: bool, name: String, inside: Option<(String, Colour)>, colour: Colour },
    /// Drawn shapes of this width and height. Upright ones look the same where reading begins at the right: signs and clocks.
    Drawing { upright: bool, width: f32, height: f32, shapes: Vec<DrawnShape> },
    /// Boxes at fixed places: left, top, width.
    Overlay { height: f32, children: Vec<([f32; 3], PaperBox)> },
    /// A scale as one field: its name, and numbers to ring.
    Scale { name: String, numbers: Vec<String>, size: f32, colour: Colour },
}

/// A drawn shape and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DrawnShape {
    pub x: f32,
    pub y: f32,
    pub path: Path,
    pub fill: Option<Colour>,
    pub stroke: Option<Edge>,
}

/// Width of a box in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Track {
    Points(f32),
    /// Parts of the rest.
    Share(f32),
    /// As wide as its words.
    Fit,
}

/// Position of boxes across a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowAlign {
    Top,
    Middle,
    Bottom,
}

/// Position of words in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Start,
    Centre,
    End,
}

/// Typographic role of words on a sheet for clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    Kicker,
    Title,
    Lead,
    Section,
    StepHead,
    StepText,
    Body,
    /// A sentence to say, in italics where the reading mode has them.
    Said,
    /// The label of a field.
    Label,
    /// At home, tables, the safety line.
    Home,
    /// The same, semibold.
    HomeHead,
    Hint,
    /// A number of a step or tile.
    Number,
    /// A telephone number.
    Telephone,
    /// A time of day, to be read from a chair.
    Clock,
    /// A step in one line.
    Cue,
    /// A sentence with gaps, or a word to ring.
    Large,
    /// The title of a picture sheet.
    PictureTitle,
    /// The number of a panel of a picture sheet.
    PictureNumber,
    /// The words of a panel of a picture sheet.
    PictureWords,
    /// The question and the safety band of a picture sheet.
    PictureBand,
}

impl TextKind {
    /// True if it is large already, because it stands on a picture sheet.
    pub(crate) fn is_of_pictures(self) -> bool {
        matches!(self, Self::PictureTitle | Self::PictureNumber | Self::PictureWords | Self::PictureBand)
    }
}

impl PaperBox {
    pub(crate) fn new(content: BoxContent) -> Self {
        Self { role: None, content }
    }

    pub(crate) fn column(gap: f32, children: Vec<Self>) -> Self {
        Self::new(BoxContent::Column { gap, children })
    }

    pub(crate) fn row(gap: f32, align: RowAlign, children: Vec<(Track, Self)>) -> Self {
        Self::new(BoxContent::Row { gap, align, children })
    }

    pub(crate) fn panel(look: PanelLook, pad: [f32; 4], child: Self) -> Self {
        Self::new(BoxContent::Panel { look, pad, field: None, child: Box::new(child) })
    }

    /// A paragraph.
    pub(crate) fn words(text: Text, kind: TextKind, colour: Colour) -> Self {
        Self::new(BoxContent::Words { text, kind, colour, align: Align::Start }).role(Role::Paragraph)
    }

    /// The same words at another place in their box.
    pub(crate) fn aligned(mut self, to: Align) -> Self {
        if let BoxContent::Words { align, .. } = &mut self.content {
            *align = to;
        }
        self
    }

    pub(crate) fn role(self, role: Role) -> Self {
        Self { role: Some(role), ..self }
    }

    /// The same without a structure type of its own: its words belong to the box around it.
    pub(crate) fn bare(self) -> Self {
        Self { role: None, ..self }
    }

    /// The boxes inside, in reading order.
    pub(crate) fn children(&self) -> Vec<&Self> {
        match &self.content {
            BoxContent::Column { children, .. } => children.iter().collect(),
            BoxContent::Row { children, .. } => children.iter().map(|(_, child)| child).collect(),
            BoxContent::Panel { child, .. } => vec![child],
            BoxContent::Beside { children, .. } | BoxContent::Levelled(children) => {
                children.iter().map(|child| &**child).collect()
            }
            BoxContent::Within { head, .. } => vec![head],
            BoxContent::Overlay { children, .. } => children.iter().map(|(_, child)| child).collect(),
            _ => Vec::new(),
        }
    }

    /// Calls `change` with every string, in reading order.
    pub(super) fn each_string(&mut self, change: &mut impl FnMut(&mut String)) {
        if let Some(Role::WritingSpace(name) | Role::Tick(name) | Role::Choice(name) | Role::Figure(name)) =
            &mut self.role
        {
            change(name);
        }
        match &mut self.content {
            BoxContent::Column { children, .. } => children.iter_mut().for_each(|child| child.each_string(change)),
            BoxContent::Row { children, .. } => children.iter_mut().for_each(|(_, child)| child.each_string(change)),
            BoxContent::Overlay { children, .. } => {
                for (_, child) in children {
                    child.each_string(change);
                }
            }
            BoxContent::Panel { child, field, .. } => {
                child.each_string(change);
                if let Some(name) = field {
                    change(name);
                }
            }
            BoxContent::Words { text, .. } => text.each_string(change),
            BoxContent::Beside { children, .. } | BoxContent::Levelled(children) => {
                for child in children {
                    child.each_string(change);
                }
            }
            BoxContent::Within { head, name, .. } => {
                head.each_string(change);
                change(name);
            }
            BoxContent::Rules { name, .. }
            | BoxContent::Scale { name, .. }
            | BoxContent::Blank(name)
            | BoxContent::Line { name, .. }
            | BoxContent::Rings { name, .. } => change(name),
            BoxContent::Mark { name, inside, .. } => {
                change(name);
                if let Some((words, _)) = inside {
                    change(words);
                }
            }
            BoxContent::Gap(_) | BoxContent::Room(_) | BoxContent::Icon { .. } | BoxContent::Drawing { .. } => {}
        }
    }
}

impl PaperBox {
    /// The same words in this language; in that of the document for none.
    pub(crate) fn in_language(mut self, language: Option<&'static str>) -> Self {
        if let BoxContent::Words { text, .. } = &mut self.content {
            *text = std::mem::take(text).in_language(language);
        }
        self
    }

    /// The same words in another colour.
    pub(crate) fn coloured(mut self, to: Colour) -> Self {
        if let BoxContent::Words { colour, .. } = &mut self.content {
            *colour = to;
        }
        self
    }
}

impl PaperBox {
    /// Two boxes below each other, the lower one level with those beside it.
    pub(crate) fn levelled(above: Self, below: Self) -> Self {
        Self::new(BoxContent::Levelled([above.into(), below.into()]))
    }

    /// Boxes at fixed places: left, top and width of each.
    pub(crate) fn overlaid(height: f32, children: Vec<([f32; 3], Self)>) -> Self {
        Self::new(BoxContent::Overlay { height, children })
    }

    /// The same with this structure type if it is words; around anything else a box has it.
    pub(crate) fn role_if_words(self, role: Role) -> Self {
        match self.content {
            BoxContent::Words { .. } => self.role(role),
            _ => Self::column(0.0, vec![self]).role(role),
        }
    }
}
