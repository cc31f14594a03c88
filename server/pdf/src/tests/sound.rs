//! Every set of print options gives a sound file.

use domain::vocabulary::Language;
use proptest::prelude::*;

use super::{handouts, sample, workbook};
use crate::{
    PrintOptions,
    document::{ContentBlock, Document, HeadingLevel},
    reading,
    sheets::handout,
    typeset, verify,
};

fn sound(document: &Document, print: PrintOptions) {
    let failures = verify::verify(&typeset(document, print).unwrap(), document);
    let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{print:?}:\n{}", failures.join("\n"));
}

#[test]
fn every_set_of_print_options_gives_a_sound_file() {
    for print in PrintOptions::all() {
        sound(&sample::handout(), print);
        sound(&workbook::workbook(), print);
    }
}

#[test]
fn long_documents_are_sound() {
    sound(&sample::long(), PrintOptions::default());
    sound(&sample::guide(), PrintOptions::default());
}

#[test]
fn the_reading_order_on_screen_is_that_of_the_file() {
    for handout in [Language::English, Language::German, Language::Spanish].into_iter().flat_map(handouts::pairs) {
        let document = handout::document(&handout, crate::PrintOptions::default());
        let bytes = typeset(&document, PrintOptions::default()).unwrap();
        // Fields, numbers and pictures have names that are heard and not printed.
        let own = |(kind, words): verify::Leaf| (!["Form", "Lbl", "Figure"].contains(&&*kind)).then_some(words);
        let file: String = verify::leaves(&bytes).into_iter().filter_map(own).collect();
        let screen: String = reading(&handout, None).iter().map(|line| line.words().replace(" · ", "")).collect();
        let bare = |words: &str| words.replace([' ', '·', '\u{ad}', '\u{a0}'], "");
        assert_eq!(bare(&file), bare(&screen));
    }
}

/// Generates sample blocks in any order, below one title.
fn documents() -> impl Strategy<Value = Document> {
    let documents = [sample::guide(), sample::handout(), workbook::short_workbook()];
    let blocks: Vec<ContentBlock> = documents.into_iter().flat_map(|document| document.blocks).collect();
    let lower =
        |block: &ContentBlock| !matches!(block, ContentBlock::Heading(HeadingLevel::Title | HeadingLevel::Point, _));
    let blocks: Vec<ContentBlock> = blocks.into_iter().filter(lower).collect();
    prop::collection::vec(prop::sample::select(blocks), 0..25).prop_map(|blocks| {
        let title = ContentBlock::Heading(HeadingLevel::Title, "Anything".into());
        Document { title: "Anything".into(), language: "en", blocks: [vec![title], blocks].concat() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn blocks_in_any_order_are_sound(document in documents(), print in prop::sample::select(PrintOptions::all().collect::<Vec<_>>())) {
        sound(&document, print);
    }
}
