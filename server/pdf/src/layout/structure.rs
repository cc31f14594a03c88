//! The logical structure of a document, as screen readers follow it.

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
