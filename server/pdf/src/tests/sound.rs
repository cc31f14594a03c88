//! Every way of printing gives a sound file.

use domain::words::Language;
use proptest::prelude::*;

use super::{handouts, sample, workbook};
use crate::{
    Print,
    document::{Block, Document, Level},
    reading, sheet, typeset, verify,
};

fn sound(document: &Document, print: Print) {
    let failures = verify::verify(&typeset(document, print).unwrap(), document);
    let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{print:?}:\n{}", failures.join("\n"));
}

#[test]
fn every_way_of_printing_is_sound() {
    for print in Print::all() {
        sound(&sample::handout(), print);
        sound(&workbook::workbook(), print);
    }
}

#[test]
fn long_documents_are_sound() {
    sound(&sample::long(), Print::default());
    sound(&sample::guide(), Print::default());
}

#[test]
fn what_a_screen_shows_beside_the_file_is_what_the_file_says() {
    for handout in [Language::English, Language::German, Language::Spanish].into_iter().flat_map(handouts::pairs) {
        let document = sheet::document(&handout);
        let bytes = typeset(&document, Print::default()).unwrap();
        let own = |(kind, words): verify::Leaf| (kind != "Form" && kind != "Lbl").then_some(words);
        let file: String = verify::leaves(&bytes).into_iter().filter_map(own).collect();
        let screen: String = reading(&handout, None).iter().map(|line| line.words().replace(" · ", "")).collect();
        let bare = |words: &str| words.replace([' ', '·', '\u{ad}', '\u{a0}'], "");
        assert_eq!(bare(&file), bare(&screen));
    }
}

/// Blocks of the samples in any order, below one title.
fn documents() -> impl Strategy<Value = Document> {
    let documents = [sample::guide(), sample::handout(), workbook::short_workbook()];
    let blocks: Vec<Block> = documents.into_iter().flat_map(|document| document.blocks).collect();
    let lower = |block: &Block| !matches!(block, Block::Heading(Level::Title | Level::Point, _));
    let blocks: Vec<Block> = blocks.into_iter().filter(lower).collect();
    prop::collection::vec(prop::sample::select(blocks), 0..25).prop_map(|blocks| {
        let title = Block::Heading(Level::Title, "Anything".into());
        Document { title: "Anything".into(), language: "en", blocks: [vec![title], blocks].concat() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn blocks_in_any_order_are_sound(document in documents(), print in prop::sample::select(Print::all().collect::<Vec<_>>())) {
        sound(&document, print);
    }
}
