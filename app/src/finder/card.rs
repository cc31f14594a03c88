//! An exercise as a card of the library shows it.

use std::str::FromStr;

use domain::{
    handout::ClientText,
    library::model::{Item, Party},
    order,
    words::{Challenge, Phase},
};
use serde::{Deserialize, Serialize};

use super::filter::words;
use crate::wording;

/// An exercise on its card, and the words by which it is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id, also the end of its address.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What comes of it, in one line.
    pub line: String,
    /// What sort of thing it is.
    pub kind: String,
    /// Where it belongs.
    pub phase: Phase,
    /// Who is in the room, in words.
    pub who: String,
    /// The same, to filter by.
    pub attendance: Vec<Attendance>,
    /// How long it usually takes.
    pub minutes: u8,
    /// What it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// At most one such exercise a session.
    pub high_intensity: bool,
    /// Words of its full text that do not stand on the card, separated by blanks.
    pub within: String,
}

/// Who can be in the room for an exercise, as far as one can filter by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attendance {
    /// Both together, for all of it or a part.
    Couple,
    /// Each partner alone.
    EachAlone,
    /// One partner alone.
    One,
}

impl Attendance {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Couple, Self::EachAlone, Self::One];

    /// The word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Couple => "couple",
            Self::EachAlone => "each-alone",
            Self::One => "one",
        }
    }

    /// The words in the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Couple => "Both together",
            Self::EachAlone => "Each alone",
            Self::One => "One partner alone",
        }
    }

    fn of(item: &Item) -> Vec<Self> {
        let first = match item.who.first {
            Party::Couple => vec![Self::Couple],
            Party::CoupleOrEachAlone => vec![Self::Couple, Self::EachAlone],
            Party::EachAlone => vec![Self::EachAlone],
            Party::One(_) => vec![Self::One],
        };
        let also_together =
            item.who.then.is_some() || item.who.together_unless.is_some() || item.who.together_only_for.is_some();
        let couple = (also_together && !first.contains(&Self::Couple)).then_some(Self::Couple);
        first.into_iter().chain(couple).collect()
    }
}

impl FromStr for Attendance {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|attendance| attendance.as_str() == text).ok_or(())
    }
}

impl Card {
    /// The card of an exercise.
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
        let shown = order::set(words(&card.face()));
        let within = order::set(words(&full_text(item)).filter(|word| word.len() > 2 && !shown.contains(word)));
        card.within = within.into_iter().collect::<Vec<_>>().join(" ");
        card
    }

    /// Everything that stands on the card, as one text.
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

/// The text up to its first full stop, without it.
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
