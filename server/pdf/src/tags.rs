//! The tree that a reader that speaks follows, added to a finished file: PDF/UA-1 (ISO 14289-1), chapter 14.8 of PDF 1.7.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::{
    draw::Marked,
    labels,
    strip::{Node, Outline, Role},
};

/// The name of a part in the tree and in front of its marked stretches.
pub(crate) fn name(role: &Role) -> &'static str {
    match role {
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Group => "Div",
        Role::Tick | Role::Room(_) => "Form",
    }
}

/// Adds the tree. `marked` has, for each page, what each of its marked stretches belongs to.
pub(crate) fn add(file: &mut Document, outline: &Outline, marked: &[(ObjectId, Vec<Marked>)], language: &str) {
    let root = file.new_object_id();
    let whole = file.new_object_id();
    let ids: Vec<ObjectId> = outline.entries().map(|_| file.new_object_id()).collect();
    let mut kids = children(outline, &ids);
    for (&node, stretches) in &stretches(marked) {
        kids.entry(Some(node)).or_default().extend(stretches.iter().map(|stretch| Object::Dictionary(stretch.clone())));
    }

    for (node, role, parent) in outline.entries() {
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => name(role),
            "P" => parent.map_or(whole, |parent| ids[parent.index()]),
            "K" => kids.remove(&Some(node)).unwrap_or_default(),
        };
        if let Some(attributes) = attributes(role) {
            element.set("A", attributes);
        }
        file.set_object(ids[node.index()], element);
    }
    file.set_object(
        whole,
        dictionary! {
            "Type" => "StructElem",
            "S" => "Document",
            "P" => root,
            "Lang" => text_string(language),
            "K" => kids.remove(&None).unwrap_or_default(),
        },
    );
    let nums = parent_tree(file, marked, &ids);
    let parents = file.add_object(dictionary! { "Nums" => nums });
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => whole,
            "ParentTree" => parents,
            "ParentTreeNextKey" => number(marked.len()),
        },
    );
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}

/// The parts within each part; within none, the top ones.
fn children(outline: &Outline, ids: &[ObjectId]) -> BTreeMap<Option<Node>, Vec<Object>> {
    let mut children: BTreeMap<Option<Node>, Vec<Object>> = BTreeMap::new();
    for (node, _, parent) in outline.entries() {
        children.entry(parent).or_default().push(ids[node.index()].into());
    }
    children
}

/// The marked stretches of each part, in the order in which they are read.
fn stretches(marked: &[(ObjectId, Vec<Marked>)]) -> BTreeMap<Node, Vec<Dictionary>> {
    let mut stretches: BTreeMap<Node, Vec<(usize, Dictionary)>> = BTreeMap::new();
    for (page, marks) in marked {
        for (mcid, mark) in marks.iter().enumerate() {
            let stretch = dictionary! { "Type" => "MCR", "Pg" => *page, "MCID" => number(mcid) };
            stretches.entry(mark.node).or_default().push((mark.page, stretch));
        }
    }
    let in_order = |mut stretches: Vec<(usize, Dictionary)>| {
        stretches.sort_by_key(|(page, _)| *page);
        stretches.into_iter().map(|(_, stretch)| stretch).collect()
    };
    stretches.into_iter().map(|(node, stretches)| (node, in_order(stretches))).collect()
}

/// The way back: from each page's marked stretches to their parts.
fn parent_tree(file: &mut Document, marked: &[(ObjectId, Vec<Marked>)], ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (n, (page, marks)) in marked.iter().enumerate() {
        let parts: Vec<Object> = marks.iter().map(|mark| ids[mark.node.index()].into()).collect();
        nums.extend([number(n), file.add_object(parts).into()]);
        if let Ok(page) = file.get_dictionary_mut(*page) {
            page.set("StructParents", number(n));
            page.set("Tabs", "S");
        }
    }
    nums
}

fn attributes(role: &Role) -> Option<Dictionary> {
    match role {
        Role::List { numbered } => {
            Some(dictionary! { "O" => "List", "ListNumbering" => if *numbered { "Decimal" } else { "Disc" } })
        }
        Role::Tick => Some(dictionary! {
            "O" => "PrintField", "Role" => "cb", "checked" => "off", "Desc" => text_string(labels::BOX_TO_TICK),
        }),
        Role::Room(label) => Some(dictionary! {
            "O" => "PrintField", "Role" => "tv", "Desc" => text_string(&format!("{label}: {}", labels::ROOM_TO_WRITE)),
        }),
        _ => None,
    }
}

fn number(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
