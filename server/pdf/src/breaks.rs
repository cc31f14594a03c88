//! Where a line may end.

use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed, options::LineBreakOptions};

/// A place where a line may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opportunity {
    /// Byte at which the next line would begin.
    pub at: usize,
    /// What it takes to end a line here.
    pub kind: Kind,
}

/// What it takes to end a line somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing: after a space, after a dash, or at the end.
    Plain,
    /// A hyphen, at a soft hyphen in the text.
    Soft,
    /// A hyphen, at a syllable.
    Syllable,
    /// The middle of something that fits on no line.
    Forced,
}

/// Words shorter than this are never divided.
const SHORTEST_DIVIDED: usize = 7;

/// Every place where a line of `text` may end, in order; the last one is its end. Where `hyphenate` is a language that
/// has patterns here, syllables count too.
pub(crate) fn opportunities(text: &str, hyphenate: Option<&str>) -> Vec<Opportunity> {
    const SEGMENTER: LineSegmenterBorrowed<'static> =
        LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut places: Vec<Opportunity> = SEGMENTER
        .segment_str(text)
        .filter(|&at| at > 0)
        .map(|at| Opportunity { at, kind: if text[..at].ends_with('\u{ad}') { Kind::Soft } else { Kind::Plain } })
        .collect();
    if let Some(language) = hyphenate.and_then(patterns) {
        places.extend(syllables(text, language));
        places.sort_by_key(|place| place.at);
        places.dedup_by_key(|place| place.at);
    }
    places
}

/// Every place between two characters of `text[from..to]`, for a stretch that is wider than any line.
pub(crate) fn forced(text: &str, from: usize, to: usize) -> impl Iterator<Item = Opportunity> + '_ {
    text[from..to].char_indices().skip(1).map(move |(at, _)| Opportunity { at: from + at, kind: Kind::Forced })
}

/// The patterns for a language. More of them are one feature of `hypher` each.
fn patterns(language: &str) -> Option<hypher::Lang> {
    match language.split('-').next() {
        Some("en") => Some(hypher::Lang::English),
        Some("de") => Some(hypher::Lang::German),
        Some("es") => Some(hypher::Lang::Spanish),
        _ => None,
    }
}

fn syllables(text: &str, language: hypher::Lang) -> Vec<Opportunity> {
    let mut places = Vec::new();
    let mut rest = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let start = rest + text[rest..].find(word).unwrap_or(0);
        rest = start + word.len();
        // A name is left whole; in German, every noun looks like one, and the longest words are among them.
        let name = word.starts_with(char::is_uppercase) && language != hypher::Lang::German;
        if word.chars().count() < SHORTEST_DIVIDED || name {
            continue;
        }
        let mut at = start;
        for syllable in hypher::hyphenate(word, language) {
            at += syllable.len();
            if at < rest {
                places.push(Opportunity { at, kind: Kind::Syllable });
            }
        }
    }
    places
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
    fn syllables_count_only_where_asked() {
        assert_eq!(cut("a conversation", None), ["a ", "conversation"]);
        assert_eq!(cut("a conversation", Some("en-GB")), ["a ", "con", "ver", "sa", "tion"]);
        assert_eq!(cut("das Familiengespräch", Some("de")), ["das ", "Fa", "mi", "li", "en", "ge", "spräch"]);
        assert_eq!(cut("la conversación", Some("es")), ["la ", "con", "ver", "sa", "ción"]);
        assert_eq!(cut("Magdalena", Some("en")), ["Magdalena"]);
        assert_eq!(cut("a conversation", Some("xx")), ["a ", "conversation"]);
    }
}
