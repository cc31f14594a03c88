//! What is typed is what is read from the file, letter by letter.

use super::sample;
use crate::{
    Paper, PdfError, Print,
    document::{Block, Document, Prose},
    typeset, verify,
};

fn paragraph(words: &str) -> Document {
    Document { title: "Letters".into(), language: "en", blocks: vec![Block::Paragraph(Prose::Body, words.into())] }
}

/// What is read from a file with one paragraph.
fn read(words: &str) -> String {
    let mut leaves = verify::leaves(&typeset(&paragraph(words), Print::default()).unwrap());
    assert_eq!(leaves.len(), 1);
    leaves.remove(0).1
}

#[test]
fn letters_beyond_english_come_back_as_they_were() {
    let words = "Łódź, Zażółć gęślą jaźń, caf\u{e9}, Straße, naïve, Ŵ ŵ, ½ – “office” … fjord ffi ff fl";
    assert_eq!(read(words), words);
}

#[test]
fn marks_that_are_typed_apart_come_back_apart() {
    // A letter with a mark of its own: some fold into one shape, some do not.
    let words = "cafe\u{301} and m\u{301} and x\u{302}";
    assert_eq!(read(words), words);
}

#[test]
fn the_two_hyphens_and_the_two_spaces_are_told_apart_or_alike_on_purpose() {
    let words = format!("well-known {}", "in\u{ad}com\u{ad}pre\u{ad}hen\u{ad}si\u{ad}bly ".repeat(14));
    let divided = read(&words);
    assert!(divided.contains('\u{ad}'), "no line ended in a divided word");
    assert_eq!(divided.replace('\u{ad}', ""), words.replace('\u{ad}', "").trim_end());
    assert_eq!(read("20\u{a0}minutes"), "20 minutes");
}

#[test]
fn a_missing_shape_stops_the_file_and_is_named() {
    let error = typeset(&paragraph("a cup of 茶"), Paper::A4.into()).unwrap_err();
    assert!(matches!(error, PdfError::MissingGlyph { character: '茶', .. }), "{error}");
}

#[test]
fn every_page_says_which_it_is() {
    let document = sample::long();
    let pages = verify::artifacts(&typeset(&document, Paper::A4.into()).unwrap());
    for (n, foot) in pages.iter().enumerate() {
        let (title, number) = foot.split_once("Page").unwrap();
        assert_eq!(number, format!(" {} of {}", n + 1, pages.len()));
        assert!(title.len() < document.title.len() && document.title.starts_with(title.trim_end_matches(" …")));
    }
}
