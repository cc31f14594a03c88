//! Bookmarks: the document outline in the sidebar of a viewer.

use lopdf::{Document, Object, ObjectId, dictionary, text_string};

use crate::{
    layout::slices::Heading,
    layout::structure::NodeId,
    output::{placement::Area, tagged_page::TaggedPage},
};

/// A heading with its subordinate headings.
struct Bookmark<'a> {
    heading: &'a Heading,
    below: Vec<Bookmark<'a>>,
}

/// Adds bookmarks to a file with more than one page.
pub(crate) fn add(file: &mut Document, headings: &[Heading], pages: &[TaggedPage]) {
    if pages.len() < 2 || headings.is_empty() {
        return;
    }
    let root = file.new_object_id();
    let bookmarks = nested(headings);
    let ends = write(file, &bookmarks, root, pages);
    let count = number(bookmarks.len());
    file.set_object(root, dictionary! { "Type" => "Outlines", "First" => ends.0, "Last" => ends.1, "Count" => count });
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("Outlines", root);
    }
}

/// Nests headings by rank.
fn nested(mut headings: &[Heading]) -> Vec<Bookmark<'_>> {
    let mut bookmarks = Vec::new();
    while let Some((heading, rest)) = headings.split_first() {
        let below = rest.iter().take_while(|next| next.rank > heading.rank).count();
        bookmarks.push(Bookmark { heading, below: nested(&rest[..below]) });
        headings = &rest[below..];
    }
    bookmarks
}

/// Adds bookmarks of one level and returns the first and the last one. Lower levels are collapsed.
fn write(
    file: &mut Document,
    bookmarks: &[Bookmark<'_>],
    parent: ObjectId,
    pages: &[TaggedPage],
) -> (ObjectId, ObjectId) {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| file.new_object_id()).collect();
    for (n, bookmark) in bookmarks.iter().enumerate() {
        let mut item = dictionary! { "Title" => text_string(&bookmark.heading.words), "Parent" => parent };
        if let Some((page, [left, _, _, top])) = place(bookmark.heading.node, pages) {
            let [left, top] = [left, top].map(|points| Object::Real(points.round()));
            item.set("Dest", vec![page.into(), "XYZ".into(), left, top, Object::Null]);
        }
        if let Some(before) = n.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(&after) = ids.get(n + 1) {
            item.set("Next", after);
        }
        if !bookmark.below.is_empty() {
            let (first, last) = write(file, &bookmark.below, ids[n], pages);
            item.set("First", first);
            item.set("Last", last);
            item.set("Count", -number(bookmark.below.len()));
        }
        file.set_object(ids[n], item);
    }
    (ids[0], ids[ids.len() - 1])
}

fn place(node: NodeId, pages: &[TaggedPage]) -> Option<(ObjectId, Area)> {
    let on = |page: &TaggedPage| page.areas.iter().find(|(place, _)| *place == node).map(|(_, area)| (page.id, *area));
    pages.iter().find_map(on)
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
