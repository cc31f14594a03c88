//! Damage to the structure tree and the parent tree.

use lopdf::{Object, dictionary, text_string};

use super::{Damage, File, empty, first_page, kids, link, of_catalog, parent_tree, part, parts};
use crate::verify::Rule;

pub(super) const DAMAGES: &[Damage] = &[
    ("no tree", Rule::Structure, |file| drop(file.catalog_mut().unwrap().remove(b"StructTreeRoot"))),
    ("an unknown kind", Rule::Structure, |file| part(file, "Div").set("S", "Sidebar")),
    ("a list item without a list", Rule::Structure, |file| part(file, "L").set("S", "Div")),
    ("a paragraph that is marked as a heading", Rule::Structure, |file| part(file, "P").set("S", "H2")),
    ("a heading level left out", Rule::Headings, |file| part(file, "H2").set("S", "H3")),
    ("a part that names another above it", Rule::ParentTree, |file| {
        let other = parts(file, "Table")[0];
        part(file, "P").set("P", other);
    }),
    ("no way back", Rule::ParentTree, |file| drop(of_catalog(file, "StructTreeRoot").remove(b"ParentTree"))),
    ("a way back with two entries swapped", Rule::ParentTree, |file| page_parents(file).swap(0, 2)),
    ("a way back with an entry lost", Rule::ParentTree, |file| drop(page_parents(file).pop())),
    ("no number of the page in the way back", Rule::ParentTree, |file| {
        let page = first_page(file);
        file.get_dictionary_mut(page).unwrap().remove(b"StructParents");
    }),
    ("a link that leads back to another part", Rule::ParentTree, |file| link(file).set("StructParent", 0)),
    ("parts in another order", Rule::Words, |file| kids(file, "Document").swap(2, 4)),
    ("words around a link in another order", Rule::Words, |file| {
        let with_link = file.get_dictionary(parts(file, "Link")[0]).unwrap().get(b"P").unwrap().as_reference().unwrap();
        file.get_dictionary_mut(with_link).unwrap().get_mut(b"K").unwrap().as_array_mut().unwrap().swap(0, 2);
    }),
    ("a part dropped", Rule::Words, |file| drop(kids(file, "Document").remove(3))),
    ("a part dropped, seen from its stretches", Rule::MarkedSequences, |file| drop(kids(file, "Document").remove(3))),
    ("a field dropped that has no words", Rule::Words, |file| {
        let form = Object::Reference(parts(file, "Form")[12]);
        let parent =
            file.get_dictionary(form.as_reference().unwrap()).unwrap().get(b"P").unwrap().as_reference().unwrap();
        file.get_dictionary_mut(parent)
            .unwrap()
            .get_mut(b"K")
            .unwrap()
            .as_array_mut()
            .unwrap()
            .retain(|kid| *kid != form);
    }),
    ("a stretch that is on no page", Rule::MarkedSequences, |file| {
        kids(file, "H1")[0] = 999.into();
    }),
    ("a part that says it is on another page", Rule::MarkedSequences, |file| {
        let page = file.page_iter().nth(1).unwrap();
        part(file, "H1").set("Pg", page);
    }),
    ("a stretch that two parts hold", Rule::MarkedSequences, |file| {
        let stretch = kids(file, "H1")[0].clone();
        kids(file, "P").push(stretch);
    }),
    ("a drawing without Alt", Rule::Named, |file| drop(part(file, "Figure").remove(b"Alt"))),
    ("a field without a name", Rule::Named, |file| drop(part(file, "Form").remove(b"A"))),
    ("a drawing that says it is elsewhere", Rule::Places, |file| {
        let place = vec![0.into(), 0.into(), 9.into(), 9.into()];
        part(file, "Figure").set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => place });
    }),
    ("a drawing that says nowhere where it is", Rule::Places, |file| part(file, "Figure").set("A", empty())),
    ("a head of a table without Scope", Rule::Tables, |file| drop(part(file, "TH").remove(b"A"))),
    ("a row that lacks a cell", Rule::Tables, |file| drop(kids(file, "TR").pop())),
    ("a heading missing in the list of headings", Rule::Bookmarks, |file| {
        let first = of_catalog(file, "Outlines").get(b"First").unwrap().as_reference().unwrap();
        file.get_dictionary_mut(first).unwrap().remove(b"First");
    }),
    ("no list of headings", Rule::Bookmarks, |file| drop(file.catalog_mut().unwrap().remove(b"Outlines"))),
    ("a link without Contents", Rule::Links, |file| drop(link(file).remove(b"Contents"))),
    ("a link with empty Contents", Rule::Links, |file| link(file).set("Contents", text_string(" "))),
    ("a link that leads elsewhere", Rule::Links, |file| {
        link(file).set("A", dictionary! { "S" => "URI", "URI" => Object::string_literal("https://elsewhere.example") });
    }),
    ("a link beside its words", Rule::Links, |file| {
        link(file).set("Rect", vec![0.into(), 0.into(), 9.into(), 9.into()]);
    }),
    ("a link outside of the structure tree", Rule::Links, |file| drop(kids(file, "Link").pop())),
];

/// Returns the parent tree entries of the first page.
fn page_parents(file: &mut File) -> &mut Vec<Object> {
    let id = parent_tree(file)[1].as_reference().unwrap();
    file.get_object_mut(id).unwrap().as_array_mut().unwrap()
}
