//! Which way words run, and which face helps out with which script: UAX 9, the Unicode bidirectional algorithm.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::face::Face;

/// Whether documents in this language, as a BCP 47 tag, run from right to left.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    matches!(language.split('-').next(), Some("he" | "ar" | "fa" | "ur" | "yi" | "ckb" | "ps"))
}

/// Which way each character of a paragraph runs.
pub(crate) struct Directions {
    base: Level,
    /// For each byte; nothing where all of them run from left to right.
    levels: Vec<Level>,
}

impl Directions {
    /// Those of `text` in a document in `language`.
    ///
    /// A paragraph runs like its document if it holds a letter that does, and like its letters otherwise. A number, or
    /// several of them, is read from left to right everywhere; the number of an item has its dot towards the words.
    pub(crate) fn of(text: &str, language: &str) -> Self {
        let document = is_right_to_left(language);
        let is = |c: char, classes: &[BidiClass]| classes.contains(&bidi_class(c));
        let (rightwards, leftwards) = (&[BidiClass::L], &[BidiClass::R, BidiClass::AL]);
        let turns = &[BidiClass::AN, BidiClass::RLE, BidiClass::RLO, BidiClass::RLI, BidiClass::LRI, BidiClass::FSI];
        let has = |classes: &[BidiClass]| text.chars().any(|c| is(c, classes));
        let base = if language.is_empty() {
            text.chars().find(|c| is(*c, rightwards) || is(*c, leftwards)).is_some_and(|c| is(c, leftwards))
        } else if has(leftwards) {
            document || !has(rightwards)
        } else {
            document && !has(rightwards) && !text.contains(' ')
        };
        let plain = !base && !text.is_ascii() && !has(leftwards) && !has(turns) || !base && text.is_ascii();
        let base = if base { Level::rtl() } else { Level::ltr() };
        let levels = if plain { Vec::new() } else { BidiInfo::new(&with_whole_numbers(text), Some(base)).levels };
        Self { base, levels }
    }

    /// Whether everything runs from left to right.
    pub(crate) fn is_plain(&self) -> bool {
        self.levels.is_empty()
    }

    /// Which way the paragraph runs as a whole.
    pub(crate) fn base(&self) -> Level {
        self.base
    }

    fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(self.base)
    }
}

/// The same text, byte for byte, with a comma in place of each space between two digits. UAX 9 would turn the groups of a
/// number around, and nobody must dial those in the wrong order; commas keep them together.
fn with_whole_numbers(text: &str) -> String {
    let digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    text.char_indices().map(|(at, c)| if c == ' ' && between(at) { ',' } else { c }).collect()
}

/// The order in which pieces at these levels stand from left to right.
pub(crate) fn from_left_to_right(levels: &[Level]) -> Vec<usize> {
    BidiInfo::reorder_visual(levels)
}

/// The stretches of `text[range]` that run one way in one face. `face` is the one that is asked for; others help it out.
pub(crate) fn stretches(
    text: &str,
    range: Range<usize>,
    face: Face,
    ways: &Directions,
) -> Vec<(Range<usize>, Face, Level)> {
    let mut stretches: Vec<(Range<usize>, Face, Level)> = Vec::new();
    for (at, c) in text[range.clone()].char_indices() {
        let at = range.start + at;
        let level = ways.level(at);
        let before = stretches.last().filter(|(_, _, same)| *same == level).map(|(_, face, _)| *face);
        let drawn = drawn_in(c, face, before, level);
        match stretches.last_mut() {
            Some((range, same, way)) if *same == drawn && *way == level => range.end = at + c.len_utf8(),
            _ => stretches.push((at..at + c.len_utf8(), drawn, level)),
        }
    }
    stretches
}

/// The face for a character, after one in `before` that runs the same way.
fn drawn_in(c: char, face: Face, before: Option<Face>, level: Level) -> Face {
    let [hebrew, arabic] = face.helpers();
    if c.is_ascii() && level.is_ltr() {
        return face;
    }
    match c {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => return hebrew,
        '\u{600}'..='\u{6ff}'
        | '\u{750}'..='\u{77f}'
        | '\u{8a0}'..='\u{8ff}'
        | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}' => {
            return arabic;
        }
        // They leave no ink.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            return before.unwrap_or(face);
        }
        _ => {}
    }
    // A mark belongs to its letter, and what stands between letters that run to the left to the letter before it.
    let follows = level.is_rtl() || bidi_class(c) == BidiClass::NSM;
    let neighbour = before.filter(|before| follows && before.covers(c));
    neighbour.unwrap_or_else(|| [face, hebrew, arabic].into_iter().find(|face| face.covers(c)).unwrap_or(face))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base_is_rtl(text: &str, language: &str) -> bool {
        Directions::of(text, language).base().is_rtl()
    }

    #[test]
    fn a_paragraph_runs_like_its_document_if_any_of_it_does() {
        assert!(base_is_rtl("Anna ודוד", "he") && !base_is_rtl("Anna ודוד", "en"));
        assert!(base_is_rtl("דוד", "en") && !base_is_rtl("Anna", "he"));
        assert!(!base_is_rtl("דוד asks first", "en"));
        assert!(!base_is_rtl("0800 000 000", "he") && base_is_rtl("1.", "he") && !base_is_rtl("1.", "en"));
    }

    #[test]
    fn latin_words_are_left_alone() {
        assert!(Directions::of("Łódź – “quoted” …", "en").is_plain() && Directions::of("off it", "de").is_plain());
        assert!(!Directions::of("דוד", "en").is_plain());
    }

    #[test]
    fn each_script_has_its_face() {
        let text = "Anna (דוד, 5) سارة";
        let ways = Directions::of(text, "en");
        let parts = stretches(text, 0..text.len(), Face::SerifSemibold, &ways);
        let faces: Vec<(&str, Face)> = parts.iter().map(|(range, face, _)| (&text[range.clone()], *face)).collect();
        assert_eq!(faces[0], ("Anna (", Face::SerifSemibold));
        assert!(faces.iter().any(|(words, face)| words.contains("דוד") && *face == Face::HebrewSemibold), "{faces:?}");
        assert!(faces.iter().any(|(words, face)| words.contains("سارة") && *face == Face::ArabicBold), "{faces:?}");
        assert_eq!(faces.iter().map(|(words, _)| *words).collect::<String>(), text);
    }
}
