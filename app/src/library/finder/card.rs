//! The card of an exercise in the library.

use domain::{
    library::model::Item,
    paper::handout::ClientText,
    vocabulary::{Challenge, Phase},
};
use serde::{Deserialize, Serialize};

use crate::{
    layout::wording,
    library::finder::{attendance::Attendance, words::words},
};

/// The card of an exercise, with its search terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id, also the last part of its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its outcome, in one line.
    pub line: String,
    /// Its kind.
    pub kind: String,
    /// Its phase.
    pub phase: Phase,
    /// Its participants, in words.
    pub who: String,
    /// Its participants, for the filter.
    pub attendance: Vec<Attendance>,
    /// Its usual length in minutes.
    pub minutes: u8,
    /// The challenges it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// True if at most one such exercise fits in a session.
    pub high_intensity: bool,
    /// Words of its full text that are not on the card, separated by spaces.
    pub within: String,
}

impl Card {
    /// Makes the card of an exercise.
    pub fn of(item: &Item) -> Self {
        let mut card = Self {
            id: item.id.to_string(),
            title: item.title.to_string(),
            line: first_sentence(&item.outcome).to_owned(),
            kind: wording::kind(item.kind).to_owned(),
            phase: item.phase,
            who: wording::who(&item.who),
            attendance: Attendance::of(item),
            minutes: item.minutes.typical.0,
            serves: item.serves.clone(),
            high_intensity: item.high_intensity,
            within: String::new(),
        };
        let (face, text) = (card.face(), full_text(item));
        let shown: Vec<String> = words(&face).collect();
        let within: Vec<String> = words(&text).filter(|word| word.len() > 2 && !shown.contains(word)).collect();
        card.within = within.join(" ");
        card
    }

    /// Returns everything on the card, as one text.
    pub fn face(&self) -> String {
        let mut face = [&self.title, &self.line, &self.kind, &self.who].map(String::as_str).join(" ");
        face.push(' ');
        face.push_str(wording::phase(self.phase));
        for challenge in &self.serves {
            face.push(' ');
            face.push_str(wording::challenge(*challenge));
        }
        face
    }
}

fn full_text(item: &Item) -> String {
    let client = item.client_text.iter().chain(&item.homework).map(ClientText::as_str);
    let steps = item.steps.iter().map(String::as_str);
    let rest = [item.materials.as_str(), &item.outcome, &item.cautions];
    let tags = item.tags.iter().map(|tag| tag.as_str());
    steps.chain(client).chain(rest).chain(tags).collect::<Vec<_>>().join(" ")
}

/// Returns the text up to its first full stop, without it.
fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_sentence() {
        assert_eq!(first_sentence("Alarm drops. Notice: they breathe."), "Alarm drops");
        assert_eq!(first_sentence("Alarm drops."), "Alarm drops");
    }

    #[test]
    fn every_exercise_has_a_card_that_says_who_and_why() {
        for item in domain::library::english().items() {
            let card = Card::of(item);
            assert!(!card.line.is_empty() && !card.who.is_empty() && !card.attendance.is_empty(), "{}", card.id);
            assert!(card.line.chars().count() < 140, "{}: {}", card.id, card.line);
        }
    }
}
