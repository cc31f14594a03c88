//! Matches exercises against a query.

use crate::library::finder::{Card, Query, synonyms::synonyms, words::words};

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
    // In scripts that write no spaces, the word that is looked for stands anywhere in a longer one.
    let anywhere = !wanted.is_ascii() && word.contains(wanted);
    word.starts_with(wanted) || anywhere || (word.chars().count() >= 5 && wanted.starts_with(word))
}

#[cfg(test)]
mod tests {
    use domain::vocabulary::{Challenge, Phase, fold::SPELLINGS};

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
        for (typed, title) in SPELLINGS {
            let card = Card { title: (*title).into(), ..card() };
            let query = Query { text: (*typed).into(), ..Query::default() };
            assert_eq!(find(&card, &query), Some(Found::OnCard), "{typed} in {title}");
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
