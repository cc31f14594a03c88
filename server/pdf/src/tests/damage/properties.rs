//! Damage to document properties.

use lopdf::{Object, Stream, text_string};

use super::{Damage, File, first_page, of_catalog};
use crate::verify::Rule;

pub(super) const DAMAGES: &[Damage] = &[
    ("no language", Rule::Language, |file| drop(file.catalog_mut().unwrap().remove(b"Lang"))),
    ("another language", Rule::Language, |file| file.catalog_mut().unwrap().set("Lang", text_string("de"))),
    ("no title", Rule::Title, |file| drop(information(file).remove(b"Title"))),
    ("another title", Rule::Title, |file| information(file).set("Title", text_string("Untitled"))),
    ("no title in the metadata", Rule::Title, |file| metadata(file, "dc:title", "dc:subject")),
    ("title not shown", Rule::Title, |file| of_catalog(file, "ViewerPreferences").set("DisplayDocTitle", false)),
    ("no MarkInfo", Rule::Marked, |file| drop(file.catalog_mut().unwrap().remove(b"MarkInfo"))),
    ("suspect", Rule::Marked, |file| of_catalog(file, "MarkInfo").set("Suspects", true)),
    ("no pdfuaid", Rule::Marked, |file| metadata(file, "pdfuaid:part", "pdfuaid:nothing")),
    ("no metadata", Rule::Marked, |file| drop(file.catalog_mut().unwrap().remove(b"Metadata"))),
    ("no order for the tab key", Rule::TabOrder, |file| {
        let page = first_page(file);
        file.get_dictionary_mut(page).unwrap().remove(b"Tabs");
    }),
];

fn information(file: &mut File) -> &mut lopdf::Dictionary {
    let id = file.trailer.get(b"Info").and_then(Object::as_reference).unwrap();
    file.get_dictionary_mut(id).unwrap()
}

/// Replaces text in the metadata.
fn metadata(file: &mut File, from: &str, to: &str) {
    let id = file.catalog().unwrap().get(b"Metadata").and_then(Object::as_reference).unwrap();
    let stream: &mut Stream = file.get_object_mut(id).and_then(Object::as_stream_mut).unwrap();
    let text = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    assert!(text.contains(from));
    stream.dict.remove(b"Filter");
    stream.set_plain_content(text.replace(from, to).into_bytes());
}
