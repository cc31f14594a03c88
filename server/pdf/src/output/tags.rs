//! The structure tree of the file, for screen readers: PDF/UA-1 (ISO 14289-1), section 14.8 of PDF 1.7.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::{
    labels::SheetLabels,
    layout::{
        bidi,
        structure::{NodeId, Role, Scope, StructureTree},
    },
    output::{
        form_fields::{self, Elements, TypedFont},
        placement::Area,
        tagged_page::{FieldElements, TaggedPage, annotate, name, number},
    },
};

/// Adds the structure tree to the file.
pub(crate) fn add(
    file: &mut Document,
    structure: &StructureTree,
    pages: &[TaggedPage],
    language: &str,
    typed: Option<&TypedFont>,
) {
    let languages = languages(structure, language);
    let labels_of = |node: NodeId| SheetLabels::of(languages[node.index()]);
    let root = file.new_object_id();
    let document_element = file.new_object_id();
    let ids: Vec<ObjectId> = structure.entries().map(|_| file.new_object_id()).collect();
    let mut parents = parent_tree(file, structure, pages, &ids);
    let elements = Elements { structure, ids: &ids, document: document_element };
    let fields = form_fields::add(file, &elements, pages, &mut parents, typed, language);
    let mut kids = kids(structure, &ids, &fields, marked_content(pages));
    for (node, link) in links(file, structure, pages, &ids, &mut parents, &labels_of) {
        kids.entry(Some(node)).or_default().push(link);
    }
    let first_pages = first_pages(structure, &kids);

    for (node, role, parent) in structure.entries().filter(|(_, role, _)| **role != Role::TextSpan) {
        // Form fields have elements already.
        if fields.contains_key(&node) {
            continue;
        }
        let kids = kids.remove(&Some(node)).unwrap_or_default();
        // Elements with content state their page once. A table has no content of its own and needs a page for its
        // bounds.
        let has_page = *role == Role::Table || kids.iter().any(|kid| kid.page().is_some());
        let first_page = first_pages[node.index()].filter(|_| has_page);
        // A dictionary in the tree is an element unless it says otherwise.
        let mut element = dictionary! {
            "S" => name(role),
            "P" => parent.map_or(document_element, |parent| ids[parent.index()]),
            "K" => kid_objects(kids, first_page),
        };
        if let Some(page) = first_page {
            element.set("Pg", page);
        }
        if let Role::Sheet(own) = role {
            element.set("Lang", text_string(own));
        }
        if let Role::Figure(alt) = role {
            element.set("Alt", text_string(alt));
        }
        if let Some(attributes) = attributes(role, labels_of(node)).or_else(|| bounds(node, role, pages)) {
            element.set("A", attributes);
        }
        file.set_object(ids[node.index()], element);
    }
    let kids = kid_objects(kids.remove(&None).unwrap_or_default(), None);
    let mut element = dictionary! {
        "S" => "Document", "P" => root, "Lang" => text_string(language), "K" => kids,
    };
    if bidi::is_right_to_left(language) {
        element.set("A", dictionary! { "O" => "Layout", "WritingMode" => "RlTb" });
    }
    file.set_object(document_element, element);
    attach(file, root, document_element, parents);
}

/// Returns the language of each element: that of the sheet that it belongs to, or else of the file.
fn languages<'a>(structure: &'a StructureTree, language: &'a str) -> Vec<&'a str> {
    let mut languages: Vec<&str> = Vec::new();
    for (_, role, parent) in structure.entries() {
        languages.push(match (role, parent) {
            (Role::Sheet(own), _) => own,
            (_, Some(parent)) => languages[parent.index()],
            (_, None) => language,
        });
    }
    languages
}

/// Connects the tree with the document catalog.
fn attach(file: &mut Document, root: ObjectId, document_element: ObjectId, parents: Vec<Object>) {
    let next = number(parents.len() / 2);
    let parents = file.add_object(dictionary! { "Nums" => parents });
    file.set_object(
        root,
        dictionary! { "Type" => "StructTreeRoot", "K" => document_element, "ParentTree" => parents, "ParentTreeNextKey" => next },
    );
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}

/// A child of a structure element.
enum Kid {
    /// A structure element.
    Part(ObjectId),
    /// A marked-content sequence, by page and number.
    MarkedContent(ObjectId, usize),
    /// An annotation, by page and object.
    Annotation(ObjectId, ObjectId),
}

impl Kid {
    /// Returns its own page; structure elements have none.
    fn page(&self) -> Option<ObjectId> {
        match self {
            Self::Part(_) => None,
            Self::MarkedContent(page, _) | Self::Annotation(page, _) => Some(*page),
        }
    }
}

/// Returns the page on which each element begins.
fn first_pages(structure: &StructureTree, kids: &BTreeMap<Option<NodeId>, Vec<Kid>>) -> Vec<Option<ObjectId>> {
    let entries: Vec<(NodeId, Option<NodeId>)> = structure.entries().map(|(node, _, parent)| (node, parent)).collect();
    let mut first_pages: Vec<Option<ObjectId>> = vec![None; entries.len()];
    // Children come after their parents, so in reverse order the first child is the last one visited.
    for (node, parent) in entries.into_iter().rev() {
        let own = kids.get(&Some(node)).and_then(|kids| kids.iter().find_map(Kid::page));
        first_pages[node.index()] = own.or(first_pages[node.index()]);
        if let (Some(parent), Some(first_page)) = (parent, first_pages[node.index()]) {
            first_pages[parent.index()] = Some(first_page);
        }
    }
    first_pages
}

/// Returns the children as PDF objects, relative to the first page of their parent.
fn kid_objects(kids: Vec<Kid>, first_page: Option<ObjectId>) -> Vec<Object> {
    let kid_objects = |kid: Kid| match kid {
        Kid::Part(id) => id.into(),
        Kid::MarkedContent(page, mcid) if first_page == Some(page) => number(mcid),
        Kid::MarkedContent(page, mcid) => dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number(mcid) }.into(),
        Kid::Annotation(page, id) => dictionary! { "Type" => "OBJR", "Obj" => id, "Pg" => page }.into(),
    };
    kids.into_iter().map(kid_objects).collect()
}

/// Returns the children of each element; those of the root have no parent.
fn kids(
    structure: &StructureTree,
    ids: &[ObjectId],
    fields: &FieldElements,
    mut marked_content: BTreeMap<NodeId, Vec<Kid>>,
) -> BTreeMap<Option<NodeId>, Vec<Kid>> {
    let mut kids: BTreeMap<Option<NodeId>, Vec<Kid>> = BTreeMap::new();
    for (node, role, parent) in structure.entries() {
        let kids = kids.entry(parent).or_default();
        if *role == Role::TextSpan {
            kids.extend(marked_content.remove(&node).unwrap_or_default());
        } else if let Some(elements) = fields.get(&node) {
            kids.extend(elements.iter().copied().map(Kid::Part));
        } else {
            kids.push(Kid::Part(ids[node.index()]));
        }
    }
    for (node, marked_content) in marked_content {
        kids.entry(Some(node)).or_default().extend(marked_content);
    }
    kids
}

/// Returns the marked-content sequences of each element in reading order.
fn marked_content(pages: &[TaggedPage]) -> BTreeMap<NodeId, Vec<Kid>> {
    let mut marked_content: BTreeMap<NodeId, Vec<(usize, Kid)>> = BTreeMap::new();
    for page in pages {
        for (mcid, sequence) in page.marked.iter().enumerate() {
            marked_content.entry(sequence.node).or_default().push((sequence.page, Kid::MarkedContent(page.id, mcid)));
        }
    }
    let in_order = |mut marked_content: Vec<(usize, Kid)>| {
        marked_content.sort_by_key(|(page, _)| *page);
        marked_content.into_iter().map(|(_, stretch)| stretch).collect()
    };
    marked_content.into_iter().map(|(node, marked_content)| (node, in_order(marked_content))).collect()
}

/// Builds the parent tree: from the marked content of each page to its elements.
fn parent_tree(file: &mut Document, structure: &StructureTree, pages: &[TaggedPage], ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let parts: Vec<Object> =
            page.marked.iter().map(|sequence| ids[structure.owner(sequence.node).index()].into()).collect();
        nums.extend([number(n), file.add_object(parts).into()]);
        if let Ok(page) = file.get_dictionary_mut(page.id) {
            page.set("StructParents", number(n));
            page.set("Tabs", "S");
        }
    }
    nums
}

/// Adds link annotations and their parent tree entries, and returns them as children of their elements.
fn links(
    file: &mut Document,
    structure: &StructureTree,
    pages: &[TaggedPage],
    ids: &[ObjectId],
    parents: &mut Vec<Object>,
    labels_of: &dyn Fn(NodeId) -> SheetLabels,
) -> Vec<(NodeId, Kid)> {
    let mut links = Vec::new();
    for page in pages {
        let mut annotations: Vec<Object> = Vec::new();
        for (node, area) in &page.areas {
            let Role::Link(address) = structure.role(*node) else { continue };
            let key = number(parents.len() / 2);
            let annotation =
                file.add_object(annotation(&labels_of(*node).link_to(address), address, area, key.clone()));
            parents.extend([key, ids[node.index()].into()]);
            annotations.push(annotation.into());
            links.push((*node, Kid::Annotation(page.id, annotation)));
        }
        annotate(file, page.id, annotations);
    }
    links
}

fn annotation(name: &str, address: &str, area: &Area, key: Object) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area.map(Object::Real).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // The flag “print”.
        "F" => 4,
        "Contents" => text_string(name),
        "StructParent" => key,
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(address) },
    }
}

/// Returns the layout attributes of a figure: its bounding box.
fn bounds(node: NodeId, role: &Role, pages: &[TaggedPage]) -> Option<Dictionary> {
    let Role::Figure(_) = role else { return None };
    let areas = pages.iter().flat_map(|page| &page.areas).filter(|(place, _)| *place == node).map(|(_, area)| *area);
    let [left, lower, right, upper] =
        areas.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    let bounds = [left, lower, right, upper].map(Object::Real).to_vec();
    Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds })
}

fn attributes(role: &Role, labels: SheetLabels) -> Option<Dictionary> {
    match role {
        Role::List { numbered } => {
            Some(dictionary! { "O" => "List", "ListNumbering" => if *numbered { "Decimal" } else { "Disc" } })
        }
        Role::Checkbox => Some(dictionary! {
            "O" => "PrintField", "Role" => "cb", "checked" => "off", "Desc" => text_string(&labels.words.box_to_tick),
        }),
        Role::PlainList => Some(dictionary! { "O" => "List", "ListNumbering" => "None" }),
        Role::Tick(name) => Some(dictionary! {
            "O" => "PrintField", "Role" => "cb", "checked" => "off", "Desc" => text_string(name),
        }),
        Role::WritingSpace(label) => Some(dictionary! {
            "O" => "PrintField", "Role" => "tv", "Desc" => text_string(&format!("{label}: {}", labels.words.room_to_write)),
        }),
        Role::Choice(name) => Some(dictionary! {
            "O" => "PrintField", "Role" => "rb", "checked" => "off", "Desc" => text_string(name),
        }),
        Role::HeaderCell(scope) => Some(dictionary! {
            "O" => "Table", "Scope" => if *scope == Scope::Column { "Column" } else { "Row" },
        }),
        _ => None,
    }
}
