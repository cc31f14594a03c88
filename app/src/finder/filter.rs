//! What matches.

use super::{Card, Query};

/// Where the words that were looked for stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// On the card, where one sees them.
    OnCard,
    /// At least one only in the full text; the card should say so.
    Within,
}

/// Whether the exercise matches all that is asked for, and where its words stand; `None` when it does not match.
///
/// A word matches the start of a longer one (“apolog” finds “apology”) and, from five letters on, an ending is forgiven
/// (“touching” finds “touch”). Capital letters and accents do not matter.
pub fn find(card: &Card, query: &Query) -> Option<Found> {
    let fits = query.phase.is_none_or(|phase| phase == card.phase)
        && query.challenge.is_none_or(|challenge| card.serves.contains(&challenge))
        && query.who.is_none_or(|who| card.attendance.contains(&who))
        && query.minutes.is_none_or(|minutes| card.minutes <= minutes);
    if !fits {
        return None;
    }
    let face: Vec<String> = words(&card.face()).collect();
    let mut found = Found::OnCard;
    for wanted in words(&query.text) {
        if face.iter().any(|word| matches(word, &wanted)) {
            continue;
        }
        if !card.within.split(' ').any(|word| matches(word, &wanted)) {
            return None;
        }
        found = Found::Within;
    }
    Some(found)
}

/// Whether every word of `wanted` stands in `text`, as [`find`] looks for it.
pub fn words_match(text: &str, wanted: &str) -> bool {
    let face: Vec<String> = words(text).collect();
    words(wanted).all(|wanted| face.iter().any(|word| matches(word, &wanted)))
}

fn matches(word: &str, wanted: &str) -> bool {
    word.starts_with(wanted) || (word.chars().count() >= 5 && wanted.starts_with(word))
}

/// The words of a text, in small letters and without accents.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !in_word(letter))
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(plain).collect())
}

/// Whether it stands in words: letters and digits, and whatever is beyond western European signs but for punctuation. The
/// library is in English; the tables of all scripts are more than all the rest of the search.
fn in_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || (letter >= 'À' && !matches!(letter, '×' | '÷' | '\u{2000}'..='\u{206f}'))
}

/// The small letter without its accent, for the letters of western European names.
fn plain(letter: char) -> char {
    match letter {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use domain::words::{Challenge, Phase};

    use super::*;
    use crate::finder::Attendance;

    fn card() -> Card {
        Card {
            id: "sensate-focus-one".into(),
            title: "Touch lesson 1: noticing, no goal".into(),
            line: "Less pressure, more presence".into(),
            kind: "Homework".into(),
            phase: Phase::Intimacy,
            who: "Couple".into(),
            attendance: vec![Attendance::Couple],
            minutes: 20,
            serves: vec![Challenge::Expectations, Challenge::Trauma],
            high_intensity: false,
            within: "skin temperature timer".into(),
        }
    }

    fn ask(text: &str) -> Option<Found> {
        find(&card(), &Query { text: text.into(), ..Query::default() })
    }

    #[test]
    fn nothing_asked_finds_everything() {
        assert_eq!(ask(""), Some(Found::OnCard));
        assert_eq!(ask("  "), Some(Found::OnCard));
    }

    #[test]
    fn every_word_has_to_be_found() {
        assert_eq!(ask("touch trauma"), Some(Found::OnCard));
        assert_eq!(ask("touch kitchen"), None);
    }

    #[test]
    fn case_accents_beginnings_and_endings_do_not_matter() {
        for text in ["TOUCH", "Toúch", "tou", "touching", "lessons"] {
            assert_eq!(ask(text), Some(Found::OnCard), "{text}");
        }
    }

    #[test]
    fn a_word_of_the_full_text_is_found_and_said_so() {
        assert_eq!(ask("skin"), Some(Found::Within));
        assert_eq!(ask("touch skin"), Some(Found::Within));
    }

    #[test]
    fn filters_hold_together() {
        let asks = |query: Query| find(&card(), &query).is_some();
        assert!(asks(Query { minutes: Some(20), ..Query::default() }));
        assert!(!asks(Query { minutes: Some(15), ..Query::default() }));
        assert!(asks(Query { challenge: Some(Challenge::Trauma), ..Query::default() }));
        assert!(!asks(Query { challenge: Some(Challenge::Abuse), ..Query::default() }));
        assert!(!asks(Query { phase: Some(Phase::Safety), text: "touch".into(), ..Query::default() }));
        assert!(!asks(Query { who: Some(Attendance::One), ..Query::default() }));
    }
}
