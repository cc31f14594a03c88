//! Damage to the form of a file that is to be filled in.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary, text_string};

use super::{Damage, first_page, kids, of_catalog, parts};
use crate::verify::Rule;

pub(super) const DAMAGES: &[Damage] = &[
    ("no form", Rule::Fields, |file| drop(file.catalog_mut().unwrap().remove(b"AcroForm"))),
    ("looks left to the reader", Rule::Fields, |file| of_catalog(file, "AcroForm").set("NeedAppearances", true)),
    ("no font of what is typed", Rule::Fields, |file| drop(of_catalog(file, "AcroForm").remove(b"DR"))),
    ("a field that is not in the form", Rule::Fields, |file| {
        drop(of_catalog(file, "AcroForm").get_mut(b"Fields").unwrap().as_array_mut().unwrap().pop());
    }),
    ("a field without a name for readers", Rule::Fields, |file| drop(typed(file).remove(b"TU"))),
    ("a field whose name in the file says something", Rule::Fields, |file| typed(file).set("T", text_string("trust"))),
    ("two fields of one name", Rule::Fields, |file| {
        let names: Vec<ObjectId> = widgets(file).into_iter().filter(|id| has(file, *id, b"T")).take(2).collect();
        for id in names {
            file.get_dictionary_mut(id).unwrap().set("T", text_string("7000"));
        }
    }),
    ("a field without a look", Rule::Fields, |file| drop(typed(file).remove(b"AP"))),
    ("a field that acts", Rule::Fields, |file| typed(file).set("A", dictionary! { "S" => "ResetForm" })),
    ("a field that is not printed", Rule::Fields, |file| typed(file).set("F", 0)),
    ("a hidden field", Rule::Fields, |file| typed(file).set("F", 6)),
    ("a field beyond the edge", Rule::Fields, |file| {
        typed(file).set("Rect", [560.0, 400.0, 640.0, 420.0].map(Object::Real).to_vec());
    }),
    ("a field on another one", Rule::Fields, |file| {
        let [a, b] = [widgets(file)[0], widgets(file)[1]];
        let place = file.get_dictionary(b).unwrap().get(b"Rect").unwrap().clone();
        file.get_dictionary_mut(a).unwrap().set("Rect", place);
    }),
    ("a field that leads back to another part", Rule::ParentTree, |file| typed(file).set("StructParent", 0)),
    ("a field outside of the tree", Rule::Fields, |file| {
        let form = parts(file, "Form")[0];
        file.get_dictionary_mut(form).unwrap().set("K", Vec::<Object>::new());
    }),
    ("a part with a field and words", Rule::Fields, |file| {
        let word = kids(file, "P")[0].clone();
        kids(file, "Form").push(word);
    }),
];

fn widgets(file: &File) -> Vec<ObjectId> {
    let page = file.get_dictionary(first_page(file)).unwrap();
    page.get(b"Annots").unwrap().as_array().unwrap().iter().filter_map(|own| own.as_reference().ok()).collect()
}

fn has(file: &File, id: ObjectId, key: &[u8]) -> bool {
    file.get_dictionary(id).unwrap().has(key)
}

/// Returns the first field to type in.
fn typed(file: &mut File) -> &mut Dictionary {
    let id = widgets(file).into_iter().find(|id| has(file, *id, b"DA")).unwrap();
    file.get_dictionary_mut(id).unwrap()
}
