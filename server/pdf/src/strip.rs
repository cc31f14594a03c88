//! What lies between blocks and pages: strips across the text, each of which stays whole, and what they mean.

use crate::{paragraph::Line, style::Colour};

/// Blocks laid out, before anybody knows on which page they stand.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    /// From top to bottom.
    pub strips: Vec<Strip>,
    /// What the strips mean.
    pub outline: Outline,
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
    /// The callout it belongs to.
    pub frame: Option<usize>,
    /// Whether a page may end after it.
    pub after: Keep,
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
    /// The edge of a square, with its thickness inside.
    Square {
        /// From outer edge to outer edge.
        side: f32,
        /// Thickness.
        weight: f32,
        /// Its colour.
        colour: Colour,
    },
}

/// What a piece means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Part of the content.
    Node(Node),
    /// Decoration, or repeated on each page.
    Artifact,
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

    /// What a part is.
    pub(crate) fn role(&self, node: Node) -> &Role {
        &self.entries[node.0].0
    }
}
