//! Replaces characters that no built-in typeface can draw, so that any text can be printed.

use std::collections::BTreeSet;

use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed};

use crate::{
    document::{ContentBlock, Document, ParagraphKind, Text},
    labels::SheetLabels,
    layout::{bidi::letters, face::Face, running_heads::RunningHeads},
};

/// Printed in place of an unprintable character.
const STAND_IN: char = '□';

/// Returns the document and its running heads without control characters, and with a stand-in for each unprintable
/// character. A last line names these characters by their code points.
pub(crate) fn printable(document: &Document, running_heads: &RunningHeads) -> (Document, RunningHeads) {
    let (mut document, mut running_heads) = (document.clone(), running_heads.clone());
    let mut missing = BTreeSet::new();
    document.each_string(&mut |text| make_printable(text, &mut missing));
    for text in [&mut running_heads.head, &mut running_heads.later_head, &mut running_heads.foot].into_iter().flatten()
    {
        make_printable(text, &mut missing);
    }
    if !missing.is_empty() {
        let points: Vec<String> = missing.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        let note = SheetLabels::of(document.language).not_printable(STAND_IN, &points.join(", "));
        document.blocks.push(ContentBlock::Paragraph(ParagraphKind::SmallPrint, Text::from(note.as_str())));
    }
    (document, running_heads)
}

/// Returns the characters that no built-in typeface can draw.
pub(crate) fn not_printable(text: &str) -> BTreeSet<char> {
    let mut missing = BTreeSet::new();
    make_printable(&mut text.to_owned(), &mut missing);
    missing
}

fn make_printable(text: &mut String, missing: &mut BTreeSet<char>) {
    const GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();
    if !text.chars().any(is_dropped) && undrawn(text).next().is_none() {
        return;
    }
    let kept: String = text.chars().filter(|c| !is_dropped(*c)).collect();
    let mut printable = String::with_capacity(kept.len());
    let mut start = 0;
    for end in GRAPHEMES.segment_str(&kept).skip(1) {
        let cluster = &kept[start..end];
        start = end;
        let mut undrawn = undrawn(cluster).flat_map(str::chars).peekable();
        if undrawn.peek().is_none() {
            printable.push_str(cluster);
        } else {
            missing.extend(undrawn.filter(|c| *c != STAND_IN));
            printable.push(STAND_IN);
        }
    }
    // A mark that followed what is replaced makes a letter with the stand-in, which has to be drawn too.
    if printable != kept {
        make_printable(&mut printable, missing);
    }
    *text = printable;
}

/// Returns the letters that no typeface can draw. White space, soft hyphens, joiners and direction marks need no glyph.
fn undrawn(text: &str) -> impl Iterator<Item = &str> {
    let inkless = |c: char| c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}');
    letters(text).filter(move |letter| {
        !letter.is_ascii() && !letter.chars().all(inkless) && Face::Serif.for_letter(letter).is_none()
    })
}

/// Tells if a character is removed: controls, invisible characters, and overrides that would show words out of order.
/// White space, soft hyphens, joiners and direction marks stay.
fn is_dropped(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        PrintOptions, ReadingMode,
        layout::{
            paragraph,
            style::{self, text},
            theme::Theme,
        },
    };

    fn made_printable(text: &str) -> (String, Vec<char>) {
        let (mut text, mut missing) = (text.to_owned(), BTreeSet::new());
        make_printable(&mut text, &mut missing);
        (text, missing.into_iter().collect())
    }

    #[test]
    fn printable_text_stays_as_typed() {
        for typed in ["Γιάννης → Łódź ✓ № 5", "שלום (5)", "سلام، ليلى", "Nguyễn Thị", "a conver\u{ad}sation"]
        {
            assert_eq!(made_printable(typed), (typed.to_owned(), vec![]));
        }
    }

    #[test]
    fn an_unprintable_character_becomes_one_stand_in() {
        assert_eq!(made_printable("ask 🙂 first"), ("ask □ first".into(), vec!['🙂']));
        assert_eq!(made_printable("👩\u{200d}👧 and 茶"), ("□ and □".into(), vec!['茶', '👧', '👩']));
        assert_eq!(made_printable("❤\u{fe0f}").0, "❤");
        assert_eq!(made_printable("\u{13430}\u{5c4}a"), ("□a".into(), vec!['\u{5c4}', '\u{13430}']), "a mark after it");
    }

    #[test]
    fn control_characters_and_overrides_are_removed() {
        assert_eq!(made_printable("Practice \u{202e}moc.live\u{2066} \u{200b}end\u{7}\0").0, "Practice moc.live end");
        assert_eq!(made_printable("one\ntwo").0, "one\ntwo");
    }

    #[test]
    fn all_reading_modes_print_the_same_characters() {
        let faces = [Face::Serif, Face::SerifItalic, Face::SerifSemibold, Face::Sans, Face::SansSemibold]
            .into_iter()
            .chain([Face::Easy, Face::EasyItalic, Face::EasySemibold, Face::Hebrew, Face::ArabicBold]);
        for face in faces {
            for c in (0x20..0x30000).filter_map(char::from_u32).filter(|c| !is_dropped(*c)) {
                let letter = c.to_string();
                let printed = undrawn(&letter).next().is_none();
                let inkless = c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}');
                assert!(inkless || printed == face.for_letter(&letter).is_some(), "U+{:04X} in {face:?}", u32::from(c));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_text_can_be_typeset(typed in "\\PC{0,40}|.{0,40}|[\\p{L}\\p{M}\\p{S}\\p{Cf}]{0,30}") {
            let (words, _) = made_printable(&typed);
            for reading in [ReadingMode::Standard, ReadingMode::Easy] {
                let theme = Theme::new(PrintOptions { reading, ..PrintOptions::default() });
                for faces in [theme.body.faces, theme.label.faces, theme.title.faces] {
                    let style = text((11.0, 16.0), style::INK, faces);
                    for language in ["en", "he", "ar"] {
                        let set = paragraph::lines(&words.as_str().into(), &style, 120.0, language);
                        prop_assert!(set.is_ok(), "{typed:?} -> {words:?}: {:?}", set.err());
                    }
                }
            }
        }
    }
}
