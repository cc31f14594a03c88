//! The text read from the file is the text of the document, letter by letter.

use super::sample;
use crate::{
    PaperSize, PrintOptions,
    document::{ContentBlock, Document, ParagraphKind},
    typeset, verify,
};

fn paragraph(words: &str) -> Document {
    Document {
        title: "Letters".into(),
        language: "en",
        blocks: vec![ContentBlock::Paragraph(ParagraphKind::Body, words.into())],
    }
}

/// Returns the text read from a file with one paragraph.
fn read(words: &str) -> String {
    let mut leaves = verify::leaves(&typeset(&paragraph(words), PrintOptions::default()).unwrap());
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
    // Letters with combining marks: some fold into one glyph, some do not.
    let words = "cafe\u{301} and m\u{301} and x\u{302}";
    assert_eq!(read(words), words);
}

#[test]
fn hyphens_are_distinguished_and_spaces_are_not() {
    let word = "in\u{ad}com\u{ad}pre\u{ad}hen\u{ad}si\u{ad}bly";
    let words = format!("well-known {}", format!("{} ", [word; 3].join("\u{ad}")).repeat(5));
    let divided = read(&words);
    assert!(divided.contains('\u{ad}'), "no line ended in a divided word");
    assert_eq!(divided.replace('\u{ad}', ""), words.replace('\u{ad}', "").trim_end());
    assert_eq!(read("20\u{a0}minutes"), "20 minutes");
}

#[test]
fn an_unprintable_character_is_replaced_and_named() {
    let file = typeset(&paragraph("a cup of 茶 and \u{1f642}"), PrintOptions::default()).unwrap();
    let words: Vec<String> = verify::leaves(&file).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words, ["a cup of □ and □", "Characters that could not be printed are shown as □: U+8336, U+1F642."]);
}

#[test]
fn every_page_has_its_number() {
    let document = sample::long();
    let pages = verify::artifacts(&typeset(&document, PaperSize::A4.into()).unwrap());
    for (n, foot) in pages.iter().enumerate() {
        let (title, number) = foot.split_once("Page").unwrap();
        assert_eq!(number, format!(" {} of {}", n + 1, pages.len()));
        assert!(title.len() < document.title.len() && document.title.starts_with(title.trim_end_matches(" …")));
    }
}
