//! What lies between blocks and pages: strips across the text, each of which stays whole, and what they mean.

use std::rc::Rc;

use crate::{Logo, paragraph::Line, style::Colour};

/// Blocks laid out, before anybody knows on which page they stand.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// From top to bottom.
    pub strips: Vec<Strip>,
    /// What the strips mean.
    pub outline: Outline,
    /// Its headings, in order.
    pub headings: Vec<Heading>,
}

/// A heading, for a list of them.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// The part that it is.
    pub node: Node,
    /// How high it stands; 1 is the highest.
    pub rank: u8,
    /// Its words.
    pub words: String,
}

/// A piece of the text that no page break goes through. Lengths are in points.
#[derive(Debug, Default)]
pub(crate) struct Strip {
    /// Distance from the strip above it; nothing at the top of a page.
    pub gap: f32,
    /// Its own height.
    pub height: f32,
    /// What stands on it.
    pub pieces: Vec<Piece>,
    /// The callout, card or quotation it belongs to.
    pub frame: Option<Frame>,
    /// What stands above it where it begins a page: the heads of its table.
    pub repeat: Option<Rc<Repeat>>,
    /// Whether a page may end after it.
    pub after: Keep,
    /// The row of a table that it is a part of, where that is cut between its lines.
    pub cut_row: Option<Node>,
}

/// Something that strips stand in, which may continue on the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Which one, so that two in a row are told apart.
    pub number: usize,
    /// What it looks like.
    pub kind: FrameKind,
}

/// What a frame looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// A tinted ground with a bar at its edge.
    Ground,
    /// A dashed line to cut along.
    Cut,
    /// A thin bar at its edge.
    Bar,
}

/// What is repeated at the top of a page, without being read again.
#[derive(Debug, Default)]
pub(crate) struct Repeat {
    /// Its height in points.
    pub height: f32,
    /// What stands on it.
    pub pieces: Vec<Piece>,
}

/// Whether a page may end somewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Keep {
    /// Gladly.
    #[default]
    Free,
    /// At this cost. A page that is a tenth empty costs 1.
    Cost(f32),
    /// Only where no other page would hold it.
    Together,
}

/// Something with a place: from the left edge of the text and down from the top of its strip.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    /// What it means.
    pub mark: Mark,
    /// To the right.
    pub x: f32,
    /// Downwards: to the baseline of words, to the top of anything else.
    pub y: f32,
    /// What it looks like.
    pub ink: Ink,
}

/// What a piece looks like.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ink {
    /// Words.
    Words(Line),
    /// A rectangle, filled: also every rule.
    Fill {
        /// To the right.
        width: f32,
        /// Downwards.
        height: f32,
        /// Its colour.
        colour: Colour,
    },
    /// The edge of a rectangle, with its thickness inside.
    Edge {
        /// To the right, from outer edge to outer edge.
        width: f32,
        /// Downwards, likewise.
        height: f32,
        /// Thickness.
        weight: f32,
        /// Its colour.
        colour: Colour,
        /// Whether it is dashed.
        dashed: bool,
    },
    /// A picture.
    Picture {
        /// To the right.
        width: f32,
        /// Downwards.
        height: f32,
        /// What it shows.
        logo: Logo,
    },
    /// A disc, filled.
    Disc {
        /// From edge to edge.
        diameter: f32,
        /// Its colour.
        colour: Colour,
    },
}

/// What a piece means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Part of the content.
    Node(Node),
    /// Decoration.
    Artifact,
    /// The heads of a table, again.
    Head,
    /// The foot of a page.
    Foot,
}

/// An entry of an [`Outline`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node(usize);

impl Node {
    /// Its place in the outline.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// What the parts of the document are, and in which they lie: the tree that a reader that speaks follows.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    entries: Vec<(Role, Option<Node>)>,
}

/// What a part of the document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading; 1 is the title.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list, numbered or not.
    List {
        /// Whether its items are numbered.
        numbered: bool,
    },
    /// An item of a list.
    Item,
    /// The number or dot of an item.
    Label,
    /// The words of an item.
    Body,
    /// A group of blocks: a callout.
    Group,
    /// A box to tick.
    Tick,
    /// Room to write, with what it is for.
    Room(String),
    /// A number to circle, with its name.
    Choice(String),
    /// Some of the words of the part that it lies in: what stands before, between and after links.
    Words,
    /// A link, with its address.
    Link(String),
    /// Somebody's own words.
    Quote,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The head of a column or a row.
    Head(Scope),
    /// A cell of a table.
    Cell,
    /// A drawing, with what it shows.
    Figure(String),
}

/// What a head is the head of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// What stands below it.
    Column,
    /// What stands beside it.
    Row,
}

impl Outline {
    /// Adds a part at the end of `parent`.
    pub(crate) fn add(&mut self, role: Role, parent: Option<Node>) -> Node {
        self.entries.push((role, parent));
        Node(self.entries.len() - 1)
    }

    /// Every part with what it lies in, parents first, in reading order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (Node, &Role, Option<Node>)> {
        self.entries.iter().enumerate().map(|(n, (role, parent))| (Node(n), role, *parent))
    }

    /// The part that what is marked with `node` belongs to in the tree.
    pub(crate) fn owner(&self, node: Node) -> Node {
        match &self.entries[node.0] {
            (Role::Words, Some(parent)) => *parent,
            _ => node,
        }
    }

    /// What a part is.
    pub(crate) fn role(&self, node: Node) -> &Role {
        &self.entries[node.0].0
    }
}
