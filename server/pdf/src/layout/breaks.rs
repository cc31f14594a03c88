//! Line break opportunities: UAX 14 and hyphenation patterns.

use icu_segmenter::{
    GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed, LineSegmenter, LineSegmenterBorrowed,
    options::LineBreakOptions,
};

/// A position at which a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BreakOpportunity {
    /// Byte offset of the start of the next line.
    pub at: usize,
    pub kind: BreakKind,
}

/// Kind of line break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BreakKind {
    /// After a space or a dash, or at the end of the text.
    Plain,
    /// At a soft hyphen in the text; prints a hyphen.
    Soft,
    /// Between syllables; prints a hyphen.
    Syllable,
    /// Within a word that is wider than a line.
    Forced,
    /// The same, with one or two letters on a line of their own: where nothing else fits.
    ForcedAtEdge,
}

/// Minimum length of a hyphenated word, in characters.
const SHORTEST_DIVIDED: usize = 7;

/// Minimum number of letters before and after a division of a word. The patterns of all three languages allow one or two,
/// which are hard to read at either end of a line.
pub(crate) const FEWEST_LETTERS: usize = 3;

/// Returns all break opportunities of `text` in order, the last one at its end. Includes syllables if `hyphenate` is a
/// language with built-in patterns.
pub(crate) fn opportunities(text: &str, hyphenate: Option<&str>) -> Vec<BreakOpportunity> {
    const SEGMENTER: LineSegmenterBorrowed<'static> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut places: Vec<BreakOpportunity> = SEGMENTER
        .segment_str(text)
        .filter(|&at| at > 0)
        .map(|at| BreakOpportunity {
            at,
            kind: if text[..at].ends_with('\u{ad}') { BreakKind::Soft } else { BreakKind::Plain },
        })
        .collect();
    if let Some(language) = hyphenate.and_then(patterns) {
        places.extend(syllables(text, language));
        places.sort_by_key(|place| place.at);
        places.dedup_by_key(|place| place.at);
    }
    places
}

/// Returns a break between any two grapheme clusters of `text[from..to]`, for a word that is wider than a line.
pub(crate) fn forced(text: &str, from: usize, to: usize) -> impl Iterator<Item = BreakOpportunity> + '_ {
    const GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();
    let inner = GRAPHEMES.segment_str(&text[from..to]).filter(move |at| (1..to - from).contains(at));
    let last = from + text[from..to].trim_end().len();
    inner.map(move |at| {
        let enough = leaves_enough(text, from, from + at, last);
        let kind = if enough { BreakKind::Forced } else { BreakKind::ForcedAtEdge };
        BreakOpportunity { at: from + at, kind }
    })
}

/// True if neither part of `text[from..to]`, divided at `at`, is too short.
fn leaves_enough(text: &str, from: usize, at: usize, to: usize) -> bool {
    let letters = |from: usize, to: usize| text.get(from..to).map_or(0, |part| part.chars().count());
    letters(from, at) >= FEWEST_LETTERS && letters(at, to) >= FEWEST_LETTERS
}

/// Returns the hyphenation patterns for a language. Each further language is a feature of `hypher`.
fn patterns(language: &str) -> Option<hypher::Lang> {
    match language.split('-').next() {
        Some("en") => Some(hypher::Lang::English),
        Some("de") => Some(hypher::Lang::German),
        Some("es") => Some(hypher::Lang::Spanish),
        _ => None,
    }
}

fn syllables(text: &str, language: hypher::Lang) -> Vec<BreakOpportunity> {
    let mut places = Vec::new();
    let mut rest = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let start = rest + text[rest..].find(word).unwrap_or(0);
        rest = start + word.len();
        // Names are not hyphenated, except in German: all its nouns are capitalised, and the longest words are among
        // them.
        let name = word.starts_with(char::is_uppercase) && language != hypher::Lang::German;
        if word.chars().count() < SHORTEST_DIVIDED || name {
            continue;
        }
        let mut at = start;
        for syllable in hypher::hyphenate(word, language) {
            at += syllable.len();
            if leaves_enough(text, start, at, rest) {
                places.push(BreakOpportunity { at, kind: BreakKind::Syllable });
            }
        }
    }
    places
}

/// True if a number follows a word here: a title keeps “lesson 1” together.
pub(crate) fn is_before_number(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    after.starts_with(|letter: char| letter.is_ascii_digit())
        && before.ends_with(char::is_whitespace)
        && before.trim_end().ends_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, hyphenate: Option<&str>) -> Vec<String> {
        let mut from = 0;
        opportunities(text, hyphenate)
            .into_iter()
            .map(|place| text[std::mem::replace(&mut from, place.at)..place.at].to_owned())
            .collect()
    }

    #[test]
    fn lines_end_after_spaces_and_dashes_but_not_at_no_break_spaces() {
        assert_eq!(cut("side by side", None), ["side ", "by ", "side"]);
        assert_eq!(cut("face-to-face", None), ["face-", "to-", "face"]);
        assert_eq!(cut("20\u{a0}minutes", None), ["20\u{a0}minutes"]);
    }

    #[test]
    fn a_letter_keeps_its_marks_where_a_word_is_cut() {
        let text = "z\u{323}\u{301}שָׁa";
        let starts: Vec<&str> = forced(text, 0, text.len()).map(|place| &text[place.at..]).collect();
        assert_eq!(starts, ["שָׁa", "a"]);
    }

    #[test]
    fn one_or_two_letters_are_never_left_where_another_place_will_do() {
        let kinds = |word: &str| forced(word, 0, word.len()).map(|place| place.kind).collect::<Vec<_>>();
        assert!(kinds("Mañana").iter().enumerate().all(|(n, kind)| (n == 2) == (*kind == BreakKind::Forced)));
        for language in ["en", "de", "es"] {
            for word in ["ability", "educated", "Abendessen", "Oberarmbereich", "organización", "amistades", "really"]
            {
                let parts = cut(word, Some(language));
                let long = |part: &String| part.chars().count() >= FEWEST_LETTERS;
                assert!(
                    parts.len() == 1 || parts.first().is_some_and(long) && parts.last().is_some_and(long),
                    "{parts:?}"
                );
            }
        }
    }

    #[test]
    fn syllables_count_only_where_asked() {
        assert_eq!(cut("a conversation", None), ["a ", "conversation"]);
        assert_eq!(cut("a conversation", Some("en-GB")), ["a ", "con", "ver", "sa", "tion"]);
        assert_eq!(cut("das Familiengespräch", Some("de")), ["das ", "Fami", "li", "en", "ge", "spräch"]);
        assert_eq!(cut("la conversación", Some("es")), ["la ", "con", "ver", "sa", "ción"]);
        assert_eq!(cut("Magdalena", Some("en")), ["Magdalena"]);
        assert_eq!(cut("a conversation", Some("xx")), ["a ", "conversation"]);
    }
}
