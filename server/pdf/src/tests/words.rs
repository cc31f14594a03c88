//! What stands in the document is what is read from the file, all of it and in order.

use super::{reader, sample};
use crate::{
    Paper, PdfError, Print,
    document::{Block, Document, Level, Marker, Prose, Text},
    typeset,
};

/// What a reader that speaks should find.
pub(super) fn expected(blocks: &[Block]) -> Vec<reader::Leaf> {
    let leaf = |kind: &str, text: &Text| (kind.to_owned(), plain(text));
    let field = || ("Form".to_owned(), String::new());
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(Level::Title, text) => vec![leaf("H1", text)],
            Block::Heading(Level::Part, text) => vec![leaf("H2", text)],
            Block::Paragraph(_, text) => vec![leaf("P", text)],
            Block::List(marker, items) => items
                .iter()
                .enumerate()
                .flat_map(|(n, item)| {
                    let label = if *marker == Marker::Number { format!("{}.", n + 1) } else { "•".to_owned() };
                    [("Lbl".to_owned(), label), leaf("LBody", item)]
                })
                .collect(),
            Block::Checkbox(text) => vec![field(), leaf("P", text)],
            Block::FillIn(text, _) => vec![leaf("P", text), field()],
            Block::Callout { title, blocks } => [vec![leaf("H3", title)], expected(blocks)].concat(),
            Block::Entries(entries) => entries
                .iter()
                .flat_map(|entry| [&entry.name, &entry.text, &entry.detail].map(|text| leaf("P", text)))
                .collect(),
            Block::Divider => Vec::new(),
        })
        .collect()
}

fn plain(text: &Text) -> String {
    let joined: String = text.0.iter().map(|span| span.words.as_str()).collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(words: &str) -> Document {
    Document { title: "Letters".into(), language: "en", blocks: vec![Block::Paragraph(Prose::Body, words.into())] }
}

#[test]
fn the_tree_holds_the_words_in_order() {
    for document in [sample::guide(), sample::handout()] {
        for print in Print::all() {
            let file = reader::open(&typeset(&document, &print).unwrap());
            assert_eq!(reader::tree(&file), expected(&document.blocks));
        }
    }
}

#[test]
fn letters_beyond_english_come_back_as_they_were() {
    let words = "Łódź, Zażółć gęślą jaźń, caf\u{e9}, Straße, naïve, Ŵ ŵ, ½ – “office” … fjord ffi ff fl";
    let file = reader::open(&typeset(&paragraph(words), &Paper::A4.into()).unwrap());
    assert_eq!(reader::tree(&file), [("P".to_owned(), words.to_owned())]);
}

#[test]
fn marks_that_are_typed_apart_come_back_apart() {
    // A letter with a mark of its own: some fold into one shape, some do not.
    let words = "cafe\u{301} and m\u{301} and x\u{302}";
    let file = reader::open(&typeset(&paragraph(words), &Paper::A4.into()).unwrap());
    assert_eq!(reader::tree(&file)[0].1, words);
}

#[test]
fn the_two_hyphens_and_the_two_spaces_are_told_apart_or_alike_on_purpose() {
    let words = format!("well-known {}", "in\u{ad}com\u{ad}pre\u{ad}hen\u{ad}si\u{ad}bly ".repeat(14));
    let file = reader::open(&typeset(&paragraph(&words), &Paper::A4.into()).unwrap());
    let read = &reader::tree(&file)[0].1;
    assert!(read.contains('\u{ad}'), "no line ended in a divided word");
    assert_eq!(read.replace('\u{ad}', ""), words.replace('\u{ad}', "").trim_end());

    let file = reader::open(&typeset(&paragraph("20\u{a0}minutes"), &Paper::A4.into()).unwrap());
    assert_eq!(reader::tree(&file)[0].1, "20 minutes");
}

#[test]
fn a_missing_shape_stops_the_file_and_is_named() {
    let error = typeset(&paragraph("a cup of 茶"), &Paper::A4.into()).unwrap_err();
    assert!(matches!(error, PdfError::MissingGlyph { character: '茶', .. }), "{error}");
}

#[test]
fn every_page_says_which_it_is() {
    let document = sample::long();
    let file = reader::open(&typeset(&document, &Paper::A4.into()).unwrap());
    let pages = reader::pages(&file);
    for (n, page) in pages.iter().enumerate() {
        let foot = page.artifacts.concat();
        let (title, number) = foot.split_once("Page").unwrap();
        assert_eq!(number, format!(" {} of {}", n + 1, pages.len()));
        assert!(title.len() < document.title.len() && document.title.starts_with(title.trim_end_matches(" …")));
        assert!(!page.stray);
    }
}
