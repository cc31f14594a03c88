//! The list of headings that a reader shows beside the pages, to jump to one of them.

use lopdf::{Document, Object, ObjectId, dictionary, text_string};

use crate::{
    draw::Area,
    strip::{Heading, Node},
    tags::Page,
};

/// A heading with everything below it.
struct Entry<'a> {
    heading: &'a Heading,
    below: Vec<Entry<'a>>,
}

/// Adds the list; a single page needs none.
pub(crate) fn add(file: &mut Document, headings: &[Heading], pages: &[Page]) {
    if pages.len() < 2 || headings.is_empty() {
        return;
    }
    let root = file.new_object_id();
    let entries = nested(headings);
    let ends = write(file, &entries, root, pages);
    let count = number(entries.len());
    file.set_object(root, dictionary! { "Type" => "Outlines", "First" => ends.0, "Last" => ends.1, "Count" => count });
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Outlines", root);
    }
}

/// Each heading below the last one that stands higher.
fn nested(mut headings: &[Heading]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    while let Some((heading, rest)) = headings.split_first() {
        let below = rest.iter().take_while(|next| next.rank > heading.rank).count();
        entries.push(Entry { heading, below: nested(&rest[..below]) });
        headings = &rest[below..];
    }
    entries
}

/// Adds entries beside each other, and returns the first and the last one. What lies below them is folded away.
fn write(file: &mut Document, entries: &[Entry<'_>], parent: ObjectId, pages: &[Page]) -> (ObjectId, ObjectId) {
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    for (n, entry) in entries.iter().enumerate() {
        let mut item = dictionary! { "Title" => text_string(&entry.heading.words), "Parent" => parent };
        if let Some((page, [left, _, _, top])) = place(entry.heading.node, pages) {
            item.set("Dest", vec![page.into(), "XYZ".into(), left.into(), top.into(), Object::Null]);
        }
        if let Some(before) = n.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(&after) = ids.get(n + 1) {
            item.set("Next", after);
        }
        if !entry.below.is_empty() {
            let (first, last) = write(file, &entry.below, ids[n], pages);
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", -number(entry.below.len()));
        }
        file.set_object(ids[n], item);
    }
    (ids[0], ids[ids.len() - 1])
}

fn place(node: Node, pages: &[Page]) -> Option<(ObjectId, Area)> {
    let on = |page: &Page| page.places.iter().find(|(place, _)| *place == node).map(|(_, area)| (page.id, *area));
    pages.iter().find_map(on)
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
