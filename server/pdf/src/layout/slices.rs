//! The interface between block layout and page breaking: slices of text and the logical structure.

use std::rc::Rc;

use crate::{
    Logo,
    document::Edge,
    layout::{paragraph::TextLine, path::Path, style::Colour},
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Distinguishes adjacent frames.
    pub number: usize,
    pub kind: FrameKind,
}

/// Appearance of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// A tinted background with a bar on the left.
    Tinted,
    /// A dashed line to cut along.
    Dashed,
    /// A thin bar on the left.
    SideBar,
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
    /// A path, and the width within which it is mirrored.
    Path {
        path: Path,
        width: f32,
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

/// Index of a node in a [`StructureTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

impl NodeId {
    /// Returns the position in the tree.
    pub(crate) fn index(self) -> usize {
        self.0
    }

    /// Returns the node in a tree that this one was appended to.
    pub(crate) fn moved(self, offset: usize) -> Self {
        Self(self.0 + offset)
    }
}

/// Logical structure of the document, as read by screen readers.
#[derive(Debug, Default)]
pub(crate) struct StructureTree {
    entries: Vec<(Role, Option<NodeId>)>,
}

/// Structure type of a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading by level; 1 is the title.
    Heading(u8),
    Paragraph,
    List {
        /// Items are numbered.
        numbered: bool,
    },
    /// A list of fields, whose items have no numbers or bullets.
    PlainList,
    /// A list item.
    Item,
    /// The number or bullet of an item.
    Label,
    /// The text of an item.
    Body,
    /// A group of blocks, such as a callout.
    Group,
    /// One sheet of several in one file, with its language.
    Sheet(&'static str),
    Checkbox,
    /// A ring or box to mark, with its name.
    Tick(String),
    /// Space for handwriting, with its label.
    WritingSpace(String),
    /// A number to circle or a box to tick, with its name.
    Choice(String),
    /// A part of the text of its parent, before, between or after links.
    TextSpan,
    /// A link, with its address.
    Link(String),
    /// A quotation.
    Quote,
    Table,
    /// A table row.
    Row,
    /// A header cell.
    HeaderCell(Scope),
    /// A table cell.
    Cell,
    /// A figure, with its alternative text.
    Figure(String),
}

/// Direction in which a header cell applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// To the cells below.
    Column,
    /// To the cells beside it.
    Row,
}

impl StructureTree {
    /// Appends a node to `parent`.
    pub(crate) fn add(&mut self, role: Role, parent: Option<NodeId>) -> NodeId {
        self.entries.push((role, parent));
        NodeId(self.entries.len() - 1)
    }

    /// Appends another tree below a node of its own, and returns by how much the numbers of its nodes grow.
    pub(crate) fn append(&mut self, role: Role, other: Self) -> usize {
        let sheet = self.add(role, None);
        let offset = self.entries.len();
        let moved = |node: NodeId| NodeId(node.0 + offset);
        self.entries.extend(
            other.entries.into_iter().map(|(role, parent)| (role, parent.map_or(Some(sheet), |own| Some(moved(own))))),
        );
        offset
    }

    /// Returns all nodes with their parents, in reading order, parents first.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (NodeId, &Role, Option<NodeId>)> {
        self.entries.iter().enumerate().map(|(n, (role, parent))| (NodeId(n), role, *parent))
    }

    /// Returns the node that appears in the file for `node`: text spans belong to their parents.
    pub(crate) fn owner(&self, node: NodeId) -> NodeId {
        match &self.entries[node.0] {
            (Role::TextSpan, Some(parent)) => *parent,
            _ => node,
        }
    }

    /// Tells if a node is a place to write in or to mark.
    pub(crate) fn is_field(&self, node: NodeId) -> bool {
        matches!(self.role(node), Role::Checkbox | Role::Tick(_) | Role::WritingSpace(_) | Role::Choice(_))
    }

    /// Returns the node around `node`.
    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.entries[node.0].1
    }

    /// Returns the structure type of a node.
    pub(crate) fn role(&self, node: NodeId) -> &Role {
        &self.entries[node.0].0
    }
}
