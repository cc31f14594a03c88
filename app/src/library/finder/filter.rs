//! Matches exercises against a query.

use domain::vocabulary::fold::push_plain;

use crate::library::finder::{Card, Query, synonyms::synonyms};

/// The location of the words that were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// On the card.
    OnCard,
    /// At least one only in the full text; the card should say so.
    Within,
}

/// Returns the location of the words if the exercise matches the query; `None` if it does not.
///
/// A word matches the start of a longer one (“apolog” finds “apology”) and, from five letters on, an ending is ignored
/// (“touching” finds “touch”). So are case and accents.
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
        let mut meant = vec![wanted.as_str()];
        for word in synonyms(&wanted) {
            meant.push(word);
        }
        let matches_any = |word: &str| meant.iter().any(|wanted| matches(word, wanted));
        if face.iter().any(|word| matches_any(word)) {
            continue;
        }
        if !card.within.split(' ').any(matches_any) {
            return None;
        }
        found = Found::Within;
    }
    Some(found)
}

fn matches(word: &str, wanted: &str) -> bool {
    word.starts_with(wanted) || (word.chars().count() >= 5 && wanted.starts_with(word))
}

/// Splits a text into words in lower case and without accents.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !in_word(letter)).filter(|word| !word.is_empty()).map(|word| {
        let letters = word.chars().filter(|letter| !matches!(letter, '\u{300}'..='\u{36f}'));
        letters.fold(String::new(), |mut plain, letter| {
            push_plain(&mut plain, unaccented(letter));
            plain
        })
    })
}

/// True for characters of words: letters and digits, and anything beyond western European characters except
/// punctuation. The library is in English, and tables of all scripts would exceed the rest of the search code.
fn in_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || (letter >= 'À' && !matches!(letter, '×' | '÷' | '\u{2000}'..='\u{206f}'))
}

/// Returns the lower-case letter without its accent, for western European names.
fn unaccented(letter: char) -> char {
    match letter {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' => 'o',
        'Æ' => 'æ',
        'Œ' => 'œ',
        'Ł' => 'ł',
        'Ś' | 'ś' => 's',
        'Ź' | 'ź' | 'Ż' | 'ż' => 'z',
        'ẞ' => 'ß',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::{Challenge, Phase};

    use super::*;
    use crate::library::finder::Attendance;

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
    fn letters_are_found_as_they_are_typed_without_their_accents() {
        for (typed, title) in [
            ("fussmassage", "Fußmassage"),
            ("coeur", "Cœur"),
            ("lodz", "Łódź"),
            ("cafe", "cafe\u{301}"),
            ("zoe", "Zoë"),
        ] {
            let card = Card { title: title.into(), ..card() };
            assert_eq!(find(&card, &Query { text: typed.into(), ..Query::default() }), Some(Found::OnCard), "{typed}");
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
