//! Tests of the verifier: each kind of damage to a sound file is reported under its rule.

mod content;
mod fields;
mod properties;
mod tree;

use std::collections::BTreeSet;

use domain::vocabulary::Language;
use lopdf::{Dictionary, Document as File, Object, ObjectId, content::Content, dictionary};

use super::{leaflets::leaflets, workbook::short_workbook};
use crate::{
    PrintOptions, sheets, typeset,
    verify::{Failure, Rule, verify, verify_fillable},
};

/// A kind of damage and the rule that it breaks.
type Damage = (&'static str, Rule, fn(&mut File));

#[test]
fn there_are_many_kinds_of_damage() {
    let names: BTreeSet<&str> = [properties::DAMAGES, tree::DAMAGES, content::DAMAGES, fields::DAMAGES]
        .concat()
        .into_iter()
        .map(|(name, ..)| name)
        .collect();
    assert!(names.len() >= 50, "{}", names.len());
}

#[test]
fn damage_to_properties_is_reported() {
    notice(properties::DAMAGES);
}

#[test]
fn damage_to_the_structure_tree_is_reported() {
    notice(tree::DAMAGES);
}

#[test]
fn damage_to_page_content_is_reported() {
    notice(content::DAMAGES);
}

#[test]
fn damage_to_form_fields_is_reported() {
    let leaflets = leaflets(Language::English);
    let (_, leaflet) = leaflets.iter().find(|(id, _)| id == "grounding-toolkit").unwrap();
    let print = PrintOptions { fillable: true, ..PrintOptions::default() };
    let (document, sound) = (sheets::leaflet::document(leaflet, print), crate::leaflet(leaflet, print).unwrap());
    assert_eq!(verify_fillable(&sound, &document), []);
    notice_in(&sound, fields::DAMAGES, |bytes| verify_fillable(bytes, &document));
}

fn notice(damages: &[Damage]) {
    let document = short_workbook();
    let sound = typeset(&document, PrintOptions::default()).unwrap();
    notice_in(&sound, damages, |bytes| verify(bytes, &document));
}

fn notice_in(sound: &[u8], damages: &[Damage], verify: impl Fn(&[u8]) -> Vec<Failure>) {
    for (name, rule, damage) in damages {
        let mut file = File::load_mem(sound).unwrap();
        damage(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        let failures = verify(&bytes);
        let shown: Vec<String> = failures.iter().map(ToString::to_string).collect();
        println!("{name}: {}", shown.first().map_or("not noticed", String::as_str));
        assert!(failures.iter().any(|failure| failure.rule == *rule), "{name}: {shown:#?}");
    }
}

#[test]
fn a_file_that_is_only_read_and_written_again_stays_sound() {
    let document = short_workbook();
    let mut file = File::load_mem(&typeset(&document, PrintOptions::default()).unwrap()).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert_eq!(verify(&bytes, &document), []);
}

#[test]
fn other_files_are_reported_as_unreadable() {
    assert_eq!(
        verify(b"%PDF-1.7 and nothing else", &short_workbook()).first().map(|failure| failure.rule),
        Some(Rule::Readable)
    );
}

/// Returns the dictionary under a key of the catalog.
fn of_catalog<'a>(file: &'a mut File, key: &str) -> &'a mut Dictionary {
    let value = file.catalog().unwrap().get(key.as_bytes()).unwrap().clone();
    match value.as_reference() {
        Ok(id) => file.get_dictionary_mut(id).unwrap(),
        Err(_) => file.catalog_mut().unwrap().get_mut(key.as_bytes()).unwrap().as_dict_mut().unwrap(),
    }
}

/// Returns the structure elements of this type in file order.
fn parts(file: &File, kind: &str) -> Vec<ObjectId> {
    let is = |object: &Object| {
        let part = object.as_dict().ok();
        let name = |key: &[u8]| part.and_then(|part| part.get(key).ok()?.as_name().ok());
        object.as_dict().is_ok_and(|own| own.has(b"P")) && name(b"S") == Some(kind.as_bytes())
    };
    file.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
}

/// Returns the first structure element of this type.
fn part<'a>(file: &'a mut File, kind: &str) -> &'a mut Dictionary {
    let id = parts(file, kind)[0];
    file.get_dictionary_mut(id).unwrap()
}

/// Returns the children of the first structure element of this type.
fn kids<'a>(file: &'a mut File, kind: &str) -> &'a mut Vec<Object> {
    part(file, kind).get_mut(b"K").unwrap().as_array_mut().unwrap()
}

fn first_page(file: &File) -> ObjectId {
    file.page_iter().next().unwrap()
}

/// Changes the operations of the first page.
fn redraw(file: &mut File, change: impl FnOnce(&mut Content)) {
    let page = first_page(file);
    let mut content = Content::decode(&file.get_page_content(page)).unwrap();
    change(&mut content);
    file.change_page_content(page, content.encode().unwrap()).unwrap();
}

/// Returns the first font of the file.
fn font(file: &mut File) -> &mut Dictionary {
    let is = |object: &Object| {
        let kind = object.as_dict().ok().and_then(|font| font.get(b"Subtype").ok()?.as_name().ok());
        kind == Some(b"Type0")
    };
    let id = file.objects.iter().find(|(_, object)| is(object)).map(|(id, _)| *id).unwrap();
    file.get_dictionary_mut(id).unwrap()
}

/// Returns the descendant font.
fn descendant(file: &mut File) -> &mut Dictionary {
    let fonts = font(file).get(b"DescendantFonts").unwrap().as_array().unwrap();
    if let Ok(id) = fonts[0].as_reference() {
        return file.get_dictionary_mut(id).unwrap();
    }
    let fonts = font(file).get_mut(b"DescendantFonts").unwrap().as_array_mut().unwrap();
    fonts[0].as_dict_mut().unwrap()
}

/// Returns the first link of the first page.
fn link(file: &mut File) -> &mut Dictionary {
    let id = parts(file, "Link")[0];
    let kids = file.get_dictionary(id).unwrap().get(b"K").unwrap().as_array().unwrap();
    let object = kids.iter().find_map(|kid| kid.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok()).unwrap();
    file.get_dictionary_mut(object).unwrap()
}

/// Returns the parent tree.
fn parent_tree(file: &mut File) -> &mut Vec<Object> {
    let tree = of_catalog(file, "StructTreeRoot").get(b"ParentTree").unwrap().as_reference().unwrap();
    file.get_dictionary_mut(tree).unwrap().get_mut(b"Nums").unwrap().as_array_mut().unwrap()
}

fn empty() -> Dictionary {
    dictionary! {}
}
