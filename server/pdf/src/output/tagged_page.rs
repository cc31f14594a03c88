//! What the structure tree and the form fields of a file share: pages, structure types and annotations.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};

use super::placement::{Area, MarkedSequence, PlacedField};
use crate::layout::structure::{NodeId, Role};

/// Returns the PDF structure type of a role.
pub(crate) fn name(role: &Role) -> &'static str {
    match role {
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::List { .. } | Role::PlainList => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Group => "Div",
        Role::Sheet(_) => "Sect",
        Role::Checkbox | Role::Tick(_) | Role::WritingSpace(_) | Role::Choice(_) => "Form",
        Role::TextSpan => "Span",
        Role::Link(_) => "Link",
        Role::Quote => "BlockQuote",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::Figure(_) => "Figure",
    }
}

/// Accessibility data of a page.
pub(crate) struct TaggedPage {
    pub id: ObjectId,
    /// Marked-content sequences by their number.
    pub marked: Vec<MarkedSequence>,
    /// Areas of headings, links and figures.
    pub areas: Vec<(NodeId, Area)>,
    /// Form fields in reading order.
    pub fields: Vec<PlacedField>,
}

/// The elements of the form fields of each node.
pub(super) type FieldElements = BTreeMap<NodeId, Vec<ObjectId>>;

/// Adds annotations to a page.
pub(super) fn annotate(file: &mut Document, page: ObjectId, annotations: Vec<Object>) {
    if annotations.is_empty() {
        return;
    }
    let Ok(page) = file.get_dictionary_mut(page) else { return };
    match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
        Ok(there) => there.extend(annotations),
        Err(_) => page.set("Annots", annotations),
    }
}

pub(super) fn number(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
