//! The interface between block layout and page breaking: slices of text.

use std::rc::Rc;

use crate::{
    Logo,
    document::{Edge, PanelLook},
    layout::{
        paragraph::TextLine,
        path::Path,
        structure::{NodeId, StructureTree},
        style::Colour,
    },
};

/// A document laid out without pages.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// Slices from top to bottom.
    pub slices: Vec<Slice>,
    pub structure: StructureTree,
    /// Lines of room that may grow.
    pub rooms: f32,
    /// Headings in document order.
    pub headings: Vec<Heading>,
}

/// A heading, for the bookmarks.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    pub node: NodeId,
    /// Heading level; 1 is the highest.
    pub rank: u8,
    pub words: String,
}

/// A horizontal slice of the text that page breaks do not split. Lengths are in points.
#[derive(Debug, Default)]
pub(crate) struct Slice {
    /// Space above it; ignored at the top of a page.
    pub gap: f32,
    pub height: f32,
    pub fragments: Vec<Fragment>,
    /// The callout, card or quotation around it.
    pub frame: Option<Frame>,
    /// Table header printed above it at the top of a page.
    pub repeat: Option<Rc<RepeatedHeader>>,
    /// Page break after it.
    pub after: PageBreak,
    /// The table row that it is a part of, if that row is split.
    pub cut_row: Option<NodeId>,
    /// Stands at the foot of the last page.
    pub at_foot: bool,
    /// Begins a page.
    pub begins_page: bool,
}

/// A frame around slices; may continue on the next page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// Distinguishes adjacent frames.
    pub number: usize,
    pub kind: FrameKind,
}

/// Appearance of a frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FrameKind {
    /// A tinted background with a bar on the left.
    Tinted,
    /// A dashed line to cut along.
    Dashed,
    /// A thin bar on the left.
    SideBar,
    /// A panel that is divided.
    Panel(PanelFrame),
}

/// Ground and edges of a divided panel, drawn on each of its pages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PanelFrame {
    pub look: PanelLook,
    /// Padding above and below, in points.
    pub pad: f32,
}

/// A table header repeated at the top of a page; not part of the reading order.
#[derive(Debug, Default)]
pub(crate) struct RepeatedHeader {
    /// Height in points.
    pub height: f32,
    pub fragments: Vec<Fragment>,
}

/// Cost of a page break.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum PageBreak {
    #[default]
    Allowed,
    /// Possible at this cost. A page that is one tenth empty costs 1.
    Discouraged(f32),
    /// Only if no page could hold the text otherwise.
    Forbidden,
}

/// A positioned item, relative to the left edge of the text and the top of its slice.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fragment {
    pub tag: ContentTag,
    /// Distance to the right, in points.
    pub x: f32,
    /// Distance downwards, in points: to the baseline of text, to the top of anything else.
    pub y: f32,
    pub paint: Paint,
}

/// Appearance of a fragment. Lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Paint {
    Words(TextLine),
    /// A filled rectangle, also used for rules.
    Fill {
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// The border of a rectangle, drawn inside its bounds.
    Border {
        /// Outer width.
        width: f32,
        /// Outer height.
        height: f32,
        weight: f32,
        colour: Colour,
        dashed: bool,
    },
    Picture {
        width: f32,
        height: f32,
        logo: Logo,
    },
    /// A rectangle with round corners, its edge drawn inside its bounds.
    Rounded {
        width: f32,
        height: f32,
        radius: f32,
        fill: Option<Colour>,
        stroke: Option<Edge>,
    },
    /// A path, and the width within which it is mirrored; an upright one keeps its shape.
    Path {
        path: Path,
        width: f32,
        upright: bool,
        fill: Option<Colour>,
        stroke: Option<Edge>,
    },
    /// A filled disc.
    Disc {
        diameter: f32,
        colour: Colour,
    },
    /// A place to write in or to mark, on a fillable sheet alone. It is not drawn: it becomes a form field.
    Field {
        width: f32,
        height: f32,
        field: Rc<Field>,
    },
}

/// A form field of a fillable sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// Accessible name.
    pub name: String,
    pub kind: FieldKind,
}

/// Kind of a form field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldKind {
    /// To write in, at this size in points.
    Words(f32),
    /// To tick by itself.
    Tick(MarkShape),
    /// One of several answers to the same question, which is given.
    Choice(String, MarkShape),
}

/// The drawn sign of a marked field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkShape {
    /// In a box.
    Cross,
    /// In an empty ring.
    Dot,
    /// Around what stands in the field.
    Ring,
}

/// Accessibility tag of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContentTag {
    /// Content.
    Structure(NodeId),
    /// Decoration.
    Artifact,
    /// A repeated page or table header.
    Header,
    /// A page footer.
    Footer,
}

/// Returns the vertical padding of a frame.
pub(crate) fn frame_pad(kind: FrameKind) -> f32 {
    match kind {
        FrameKind::Tinted => 11.0,
        FrameKind::Dashed => 13.0,
        FrameKind::SideBar => 2.0,
        FrameKind::Panel(panel) => panel.pad,
    }
}
