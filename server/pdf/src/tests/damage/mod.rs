//! A checker is worth what it notices: each kind of damage to a sound file has to be found, and called by its name.

mod content;
mod properties;
mod tree;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document as File, Object, ObjectId, content::Content, dictionary};

use super::workbook::short_workbook;
use crate::{
    Print, typeset,
    verify::{Rule, verify},
};

/// One kind of damage, and the rule that it breaks.
type Damage = (&'static str, Rule, fn(&mut File));

#[test]
fn there_are_many_kinds_of_damage() {
    let names: BTreeSet<&str> =
        [properties::DAMAGES, tree::DAMAGES, content::DAMAGES].concat().into_iter().map(|(name, ..)| name).collect();
    assert!(names.len() >= 50, "{}", names.len());
}

#[test]
fn damage_to_properties_is_noticed() {
    notice(properties::DAMAGES);
}

#[test]
fn damage_to_the_tree_is_noticed() {
    notice(tree::DAMAGES);
}

#[test]
fn damage_to_what_is_drawn_is_noticed() {
    notice(content::DAMAGES);
}

fn notice(damages: &[Damage]) {
    let document = short_workbook();
    let sound = typeset(&document, Print::default()).unwrap();
    for (name, rule, damage) in damages {
        let mut file = File::load_mem(&sound).unwrap();
        damage(&mut file);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).unwrap();
        let failures = verify(&bytes, &document);
        let shown: Vec<String> = failures.iter().map(ToString::to_string).collect();
        println!("{name}: {}", shown.first().map_or("not noticed", String::as_str));
        assert!(failures.iter().any(|failure| failure.rule == *rule), "{name}: {shown:#?}");
    }
}

#[test]
fn a_file_that_is_only_read_and_written_again_stays_sound() {
    let document = short_workbook();
    let mut file = File::load_mem(&typeset(&document, Print::default()).unwrap()).unwrap();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    assert_eq!(verify(&bytes, &document), []);
}

#[test]
fn what_is_no_file_is_not_read() {
    assert_eq!(
        verify(b"%PDF-1.7 and nothing else", &short_workbook()).first().map(|failure| failure.rule),
        Some(Rule::Readable)
    );
}

/// The dictionary below a key of the catalog.
fn of_catalog<'a>(file: &'a mut File, key: &str) -> &'a mut Dictionary {
    let value = file.catalog().unwrap().get(key.as_bytes()).unwrap().clone();
    match value.as_reference() {
        Ok(id) => file.get_dictionary_mut(id).unwrap(),
        Err(_) => file.catalog_mut().unwrap().get_mut(key.as_bytes()).unwrap().as_dict_mut().unwrap(),
    }
}

/// Every part of the tree of this kind, in the order in which the tree was written.
fn parts(file: &File, kind: &str) -> Vec<ObjectId> {
    let is = |object: &Object| {
        let part = object.as_dict().ok();
        let name = |key: &[u8]| part.and_then(|part| part.get(key).ok()?.as_name().ok());
        name(b"Type") == Some(b"StructElem") && name(b"S") == Some(kind.as_bytes())
    };
    file.objects.iter().filter(|(_, object)| is(object)).map(|(id, _)| *id).collect()
}

/// The first part of this kind.
fn part<'a>(file: &'a mut File, kind: &str) -> &'a mut Dictionary {
    let id = parts(file, kind)[0];
    file.get_dictionary_mut(id).unwrap()
}

/// What a part holds.
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

/// The first font in the file.
fn font(file: &mut File) -> &mut Dictionary {
    let is = |object: &Object| {
        let kind = object.as_dict().ok().and_then(|font| font.get(b"Subtype").ok()?.as_name().ok());
        kind == Some(b"Type0")
    };
    let id = file.objects.iter().find(|(_, object)| is(object)).map(|(id, _)| *id).unwrap();
    file.get_dictionary_mut(id).unwrap()
}

/// The part of that font that knows its glyphs.
fn descendant(file: &mut File) -> &mut Dictionary {
    let fonts = font(file).get(b"DescendantFonts").unwrap().as_array().unwrap();
    if let Ok(id) = fonts[0].as_reference() {
        return file.get_dictionary_mut(id).unwrap();
    }
    let fonts = font(file).get_mut(b"DescendantFonts").unwrap().as_array_mut().unwrap();
    fonts[0].as_dict_mut().unwrap()
}

/// The first link of the first page.
fn link(file: &mut File) -> &mut Dictionary {
    let id = parts(file, "Link")[0];
    let kids = file.get_dictionary(id).unwrap().get(b"K").unwrap().as_array().unwrap();
    let object = kids.iter().find_map(|kid| kid.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok()).unwrap();
    file.get_dictionary_mut(object).unwrap()
}

/// The way back from pages to the tree.
fn parent_tree(file: &mut File) -> &mut Vec<Object> {
    let tree = of_catalog(file, "StructTreeRoot").get(b"ParentTree").unwrap().as_reference().unwrap();
    file.get_dictionary_mut(tree).unwrap().get_mut(b"Nums").unwrap().as_array_mut().unwrap()
}

fn empty() -> Dictionary {
    dictionary! {}
}
