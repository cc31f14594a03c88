//! Text direction and font fallback by script: UAX 9, the Unicode Bidirectional Algorithm.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use crate::layout::face::{Face, WritingSystem};

/// Tells if documents in this language, a BCP 47 tag, run from right to left.
pub(crate) fn is_right_to_left(language: &str) -> bool {
    matches!(language.split('-').next(), Some("he" | "ar" | "fa" | "ur" | "yi" | "ckb" | "ps"))
}

/// Text direction of each character of a paragraph.
pub(crate) struct Directions {
    base: Level,
    /// Embedding level of each byte; empty if all text runs from left to right.
    levels: Vec<Level>,
}

impl Directions {
    /// Resolves the directions of `text` in a document in `language`.
    ///
    /// A paragraph takes the direction of its document if it contains a letter of that direction, and the direction of
    /// its letters otherwise. Numbers always run from left to right; the dot of a list number is on the side of the
    /// text.
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

    /// Tells if all text runs from left to right.
    pub(crate) fn is_plain(&self) -> bool {
        self.levels.is_empty()
    }

    /// Returns the paragraph level.
    pub(crate) fn base(&self) -> Level {
        self.base
    }

    fn level(&self, at: usize) -> Level {
        self.levels.get(at).copied().unwrap_or(self.base)
    }
}

/// Returns the same text, byte for byte, with a comma in place of each space between two digits. UAX 9 would otherwise
/// reverse the groups of a telephone number; commas keep them in order.
fn with_whole_numbers(text: &str) -> String {
    let digit = |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let between = |at: usize| digit(at.checked_sub(1)) && digit(Some(at + 1));
    text.char_indices().map(|(at, c)| if c == ' ' && between(at) { ',' } else { c }).collect()
}

/// Returns the visual order, from left to right, of runs at these levels.
pub(crate) fn from_left_to_right(levels: &[Level]) -> Vec<usize> {
    BidiInfo::reorder_visual(levels)
}

/// Consecutive characters with one direction, typeface and script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScriptRun {
    /// Byte range within the paragraph.
    pub range: Range<usize>,
    pub face: Face,
    pub script: WritingSystem,
    /// Embedding level.
    pub level: Level,
}

/// Splits `text[range]` into runs. `face` is preferred; other faces draw the characters that it lacks.
pub(crate) fn script_runs(text: &str, range: Range<usize>, face: Face, ways: &Directions) -> Vec<ScriptRun> {
    let mut runs: Vec<ScriptRun> = Vec::new();
    let mut at = range.start;
    for letter in letters(&text[range]) {
        let level = ways.level(at);
        let before = runs.last().filter(|before| before.level == level);
        let drawn = drawn_in(letter, face, before.map(|before| before.face), level);
        let own = letter.chars().find_map(WritingSystem::of);
        let end = at + letter.len();
        match runs.last_mut() {
            Some(last) if last.face == drawn && last.level == level && own.is_none_or(|own| own == last.script) => {
                last.range.end = end;
            }
            _ => {
                let script = own.unwrap_or(WritingSystem::Latin);
                runs.push(ScriptRun { range: at..end, face: drawn, script, level });
            }
        }
        at = end;
    }
    runs
}

/// Splits a text into characters with their combining marks.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_mark = |c: char| !c.is_ascii() && bidi_class(c) == BidiClass::NSM;
        let end = rest.char_indices().skip(1).find(|(_, c)| !is_mark(*c)).map_or(rest.len(), |(at, _)| at);
        let (letter, after) = rest.split_at(end);
        rest = after;
        (!letter.is_empty()).then_some(letter)
    })
}

/// Selects the face for a letter. `before` is the face of the preceding letter in the same direction.
fn drawn_in(letter: &str, face: Face, before: Option<Face>, level: Level) -> Face {
    if letter.len() == 1 && level.is_ltr() {
        return face;
    }
    // Invisible characters take the face of their neighbour.
    if matches!(letter, "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{200e}" | "\u{200f}") {
        return before.unwrap_or(face);
    }
    // Neutral characters between right-to-left letters belong to the letter before them.
    let follows = level.is_rtl() && letter.chars().all(|c| WritingSystem::of(c).is_none());
    let neighbour = before.filter(|before| follows && before.covers_letter(letter));
    neighbour.or_else(|| face.for_letter(letter)).unwrap_or(face)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base_is_rtl(text: &str, language: &str) -> bool {
        Directions::of(text, language).base().is_rtl()
    }

    #[test]
    fn a_paragraph_takes_the_direction_of_its_document_if_any_letter_has_it() {
        assert!(base_is_rtl("Anna ודוד", "he") && !base_is_rtl("Anna ודוד", "en"));
        assert!(base_is_rtl("דוד", "en") && !base_is_rtl("Anna", "he"));
        assert!(!base_is_rtl("דוד asks first", "en"));
        assert!(!base_is_rtl("0800 000 000", "he") && base_is_rtl("1.", "he") && !base_is_rtl("1.", "en"));
    }

    #[test]
    fn latin_text_needs_no_reordering() {
        assert!(Directions::of("Łódź – “quoted” …", "en").is_plain() && Directions::of("off it", "de").is_plain());
        assert!(!Directions::of("דוד", "en").is_plain());
    }

    #[test]
    fn each_script_has_its_face() {
        let text = "Anna (דוד, 5) سارة";
        let ways = Directions::of(text, "en");
        let parts = script_runs(text, 0..text.len(), Face::SerifSemibold, &ways);
        let faces: Vec<(&str, Face)> = parts.iter().map(|part| (&text[part.range.clone()], part.face)).collect();
        assert_eq!(faces[0], ("Anna (", Face::SerifSemibold));
        assert!(faces.iter().any(|(words, face)| words.contains("דוד") && *face == Face::HebrewSemibold), "{faces:?}");
        assert!(faces.iter().any(|(words, face)| words.contains("سارة") && *face == Face::ArabicBold), "{faces:?}");
        assert_eq!(faces.iter().map(|(words, _)| *words).collect::<String>(), text);
    }

    #[test]
    fn each_script_is_shaped_by_its_own_rules() {
        let text = "Γιάννης, 5 – Анна and Lena";
        let ways = Directions::of(text, "en");
        let parts = script_runs(text, 0..text.len(), Face::Sans, &ways);
        let scripts: Vec<(&str, WritingSystem)> =
            parts.iter().map(|part| (&text[part.range.clone()], part.script)).collect();
        assert_eq!(
            scripts,
            [
                ("Γιάννης, 5 – ", WritingSystem::Greek),
                ("Анна ", WritingSystem::Cyrillic),
                ("and Lena", WritingSystem::Latin)
            ]
        );
    }
}
