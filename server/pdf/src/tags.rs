//! The tree that a reader that speaks follows, added to a finished file: PDF/UA-1 (ISO 14289-1), chapter 14.8 of PDF 1.7.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary, text_string};

use crate::{
    bidi,
    draw::{Area, Marked},
    labels::Labels,
    strip::{Node, Outline, Role, Scope},
};

/// The name of a part in the tree and in front of its marked stretches.
pub(crate) fn name(role: &Role) -> &'static str {
    match role {
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(_) => "H4",
        Role::Paragraph => "P",
        Role::List { .. } => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Group => "Div",
        Role::Tick | Role::Room(_) | Role::Choice(_) => "Form",
        Role::Words => "Span",
        Role::Link(_) => "Link",
        Role::Quote => "BlockQuote",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::Head(_) => "TH",
        Role::Cell => "TD",
        Role::Figure(_) => "Figure",
    }
}

/// What there is to say about a page, besides its operations.
pub(crate) struct Page {
    /// The page.
    pub id: ObjectId,
    /// Its marked stretches, by their number.
    pub marked: Vec<Marked>,
    /// Where its headings, links and drawings are.
    pub places: Vec<(Node, Area)>,
}

/// Adds the tree.
pub(crate) fn add(file: &mut Document, outline: &Outline, pages: &[Page], language: &str) {
    let labels = Labels::of(language);
    let root = file.new_object_id();
    let whole = file.new_object_id();
    let ids: Vec<ObjectId> = outline.entries().map(|_| file.new_object_id()).collect();
    let mut parents = parent_tree(file, outline, pages, &ids);
    let mut kids = kids(outline, &ids, stretches(pages));
    for (node, link) in links(file, outline, pages, &ids, &mut parents, labels) {
        kids.entry(Some(node)).or_default().push(link);
    }
    let homes = homes(outline, &kids);

    for (node, role, parent) in outline.entries().filter(|(_, role, _)| **role != Role::Words) {
        let kids = kids.remove(&Some(node)).unwrap_or_default();
        // What holds stretches says where they are once for all of them. A table holds none, and yet has a place.
        let at_home = *role == Role::Table || kids.iter().any(|kid| kid.page().is_some());
        let home = homes[node.index()].filter(|_| at_home);
        let mut element = dictionary! {
            "Type" => "StructElem",
            "S" => name(role),
            "P" => parent.map_or(whole, |parent| ids[parent.index()]),
            "K" => held(kids, home),
        };
        if let Some(page) = home {
            element.set("Pg", page);
        }
        if let Role::Figure(alt) = role {
            element.set("Alt", text_string(alt));
        }
        if let Some(attributes) = attributes(role, labels).or_else(|| bounds(node, role, pages)) {
            element.set("A", attributes);
        }
        file.set_object(ids[node.index()], element);
    }
    let kids = held(kids.remove(&None).unwrap_or_default(), None);
    let mut element = dictionary! {
        "Type" => "StructElem", "S" => "Document", "P" => root, "Lang" => text_string(language), "K" => kids,
    };
    if bidi::is_right_to_left(language) {
        element.set("A", dictionary! { "O" => "Layout", "WritingMode" => "RlTb" });
    }
    file.set_object(whole, element);
    close(file, root, whole, parents);
}

/// Ties the tree to the file.
fn close(file: &mut Document, root: ObjectId, whole: ObjectId, parents: Vec<Object>) {
    let next = number(parents.len() / 2);
    let parents = file.add_object(dictionary! { "Nums" => parents });
    file.set_object(
        root,
        dictionary! { "Type" => "StructTreeRoot", "K" => whole, "ParentTree" => parents, "ParentTreeNextKey" => next },
    );
    if let Ok(catalog) = file.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}

/// Something that a part holds.
enum Kid {
    /// Another part.
    Part(ObjectId),
    /// A marked stretch of a page, by its number.
    Stretch(ObjectId, usize),
    /// An annotation of a page.
    Annotation(ObjectId, ObjectId),
}

impl Kid {
    /// The page that it stands on; what a part holds is that part's own affair.
    fn page(&self) -> Option<ObjectId> {
        match self {
            Self::Part(_) => None,
            Self::Stretch(page, _) | Self::Annotation(page, _) => Some(*page),
        }
    }
}

/// The page on which each part begins, where it holds anything that is painted.
fn homes(outline: &Outline, kids: &BTreeMap<Option<Node>, Vec<Kid>>) -> Vec<Option<ObjectId>> {
    let entries: Vec<(Node, Option<Node>)> = outline.entries().map(|(node, _, parent)| (node, parent)).collect();
    let mut homes: Vec<Option<ObjectId>> = vec![None; entries.len()];
    // Parts stand behind those that hold them, so the last word about a part comes from the first that it holds.
    for (node, parent) in entries.into_iter().rev() {
        let own = kids.get(&Some(node)).and_then(|kids| kids.iter().find_map(Kid::page));
        homes[node.index()] = own.or(homes[node.index()]);
        if let (Some(parent), Some(home)) = (parent, homes[node.index()]) {
            homes[parent.index()] = Some(home);
        }
    }
    homes
}

/// What a part holds that begins on this page, as the file says it.
fn held(kids: Vec<Kid>, home: Option<ObjectId>) -> Vec<Object> {
    let held = |kid: Kid| match kid {
        Kid::Part(id) => id.into(),
        Kid::Stretch(page, mcid) if home == Some(page) => number(mcid),
        Kid::Stretch(page, mcid) => dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number(mcid) }.into(),
        Kid::Annotation(page, id) => dictionary! { "Type" => "OBJR", "Obj" => id, "Pg" => page }.into(),
    };
    kids.into_iter().map(held).collect()
}

/// What each part holds: parts, and stretches of pages. Within none: the top ones.
fn kids(
    outline: &Outline,
    ids: &[ObjectId],
    mut stretches: BTreeMap<Node, Vec<Kid>>,
) -> BTreeMap<Option<Node>, Vec<Kid>> {
    let mut kids: BTreeMap<Option<Node>, Vec<Kid>> = BTreeMap::new();
    for (node, role, parent) in outline.entries() {
        let kids = kids.entry(parent).or_default();
        if *role == Role::Words {
            kids.extend(stretches.remove(&node).unwrap_or_default());
        } else {
            kids.push(Kid::Part(ids[node.index()]));
        }
    }
    for (node, stretches) in stretches {
        kids.entry(Some(node)).or_default().extend(stretches);
    }
    kids
}

/// The marked stretches of each part, in the order in which they are read.
fn stretches(pages: &[Page]) -> BTreeMap<Node, Vec<Kid>> {
    let mut stretches: BTreeMap<Node, Vec<(usize, Kid)>> = BTreeMap::new();
    for page in pages {
        for (mcid, mark) in page.marked.iter().enumerate() {
            stretches.entry(mark.node).or_default().push((mark.page, Kid::Stretch(page.id, mcid)));
        }
    }
    let in_order = |mut stretches: Vec<(usize, Kid)>| {
        stretches.sort_by_key(|(page, _)| *page);
        stretches.into_iter().map(|(_, stretch)| stretch).collect()
    };
    stretches.into_iter().map(|(node, stretches)| (node, in_order(stretches))).collect()
}

/// The way back: from each page's marked stretches to their parts.
fn parent_tree(file: &mut Document, outline: &Outline, pages: &[Page], ids: &[ObjectId]) -> Vec<Object> {
    let mut nums = Vec::new();
    for (n, page) in pages.iter().enumerate() {
        let parts: Vec<Object> = page.marked.iter().map(|mark| ids[outline.owner(mark.node).index()].into()).collect();
        nums.extend([number(n), file.add_object(parts).into()]);
        if let Ok(page) = file.get_dictionary_mut(page.id) {
            page.set("StructParents", number(n));
            page.set("Tabs", "S");
        }
    }
    nums
}

/// Makes the links work, and returns what their parts hold for that. Each goes into the way back as well.
fn links(
    file: &mut Document,
    outline: &Outline,
    pages: &[Page],
    ids: &[ObjectId],
    parents: &mut Vec<Object>,
    labels: Labels,
) -> Vec<(Node, Kid)> {
    let mut links = Vec::new();
    for page in pages {
        let mut annotations: Vec<Object> = Vec::new();
        for (node, area) in &page.places {
            let Role::Link(address) = outline.role(*node) else { continue };
            let key = number(parents.len() / 2);
            let annotation = file.add_object(annotation(&labels.link_to(address), address, area, key.clone()));
            parents.extend([key, ids[node.index()].into()]);
            annotations.push(annotation.into());
            links.push((*node, Kid::Annotation(page.id, annotation)));
        }
        if !annotations.is_empty()
            && let Ok(page) = file.get_dictionary_mut(page.id)
        {
            page.set("Annots", annotations);
        }
    }
    links
}

fn annotation(name: &str, address: &str, area: &Area, key: Object) -> Dictionary {
    dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => area.map(Object::Real).to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // It is printed: that is, not hidden from paper.
        "F" => 4,
        "Contents" => text_string(name),
        "StructParent" => key,
        "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal(address) },
    }
}

/// Where a drawing stands on its page.
fn bounds(node: Node, role: &Role, pages: &[Page]) -> Option<Dictionary> {
    let Role::Figure(_) = role else { return None };
    let areas = pages.iter().flat_map(|page| &page.places).filter(|(place, _)| *place == node).map(|(_, area)| *area);
    let [left, lower, right, upper] =
        areas.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])?;
    let bounds = [left, lower, right, upper].map(Object::Real).to_vec();
    Some(dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds })
}

fn attributes(role: &Role, labels: Labels) -> Option<Dictionary> {
    match role {
        Role::List { numbered } => {
            Some(dictionary! { "O" => "List", "ListNumbering" => if *numbered { "Decimal" } else { "Disc" } })
        }
        Role::Tick => Some(dictionary! {
            "O" => "PrintField", "Role" => "cb", "checked" => "off", "Desc" => text_string(&labels.words.box_to_tick),
        }),
        Role::Room(label) => Some(dictionary! {
            "O" => "PrintField", "Role" => "tv", "Desc" => text_string(&format!("{label}: {}", labels.words.room_to_write)),
        }),
        Role::Choice(name) => Some(dictionary! {
            "O" => "PrintField", "Role" => "rb", "checked" => "off", "Desc" => text_string(name),
        }),
        Role::Head(scope) => Some(dictionary! {
            "O" => "Table", "Scope" => if *scope == Scope::Column { "Column" } else { "Row" },
        }),
        _ => None,
    }
}

fn number(n: usize) -> Object {
    Object::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}
