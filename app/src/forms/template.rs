//! The form that makes a plan of a template.
//!
//! Fields: `couple`, `minutes`, `who`, `role` (they stand in the address of the page too); `on`, `start`; `first`, the partner
//! who is seen alone first; for each block of the template `b3-do` and `b3-minutes`.

use std::collections::HashMap;

use domain::{
    case::Clock,
    course::{Partner, Session},
    desk::{Day, Fault, agenda::Booking},
    ids::ItemId,
    minutes::Minutes,
    plan::{LONGEST, SHORTEST},
    template::{Booked, Choice, Take, Template},
    words::Role,
};
use store::CoupleId;

use super::plan::{session, who};

/// What was typed, by the name of its field.
pub type Fields = HashMap<String, String>;

/// Fields beside those of blocks.
const SINGLE: [&str; 7] = ["couple", "minutes", "who", "role", "on", "start", "first"];

/// For whom and how long, as an address says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The couple; none where the address names none.
    pub couple: Option<CoupleId>,
    /// How long, 30 to 120 minutes.
    pub minutes: Minutes,
    /// Who is expected.
    pub booked: Session,
}

impl Occasion {
    /// Reads an address or a form. What is missing or means nothing is as in the template.
    pub fn read(template: &Template, get: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| get(name).unwrap_or_default();
        let minutes = value("minutes").trim().parse().ok().map(Minutes).filter(|n| (SHORTEST..=LONGEST).contains(n));
        let usual = match template.booked {
            Booked::Couple => Session::Couple,
            Booked::Individual(role) => Session::Individual(role, Some(Partner::A)),
        };
        let role = value("role").parse::<Role>().unwrap_or(who(usual).1);
        Self {
            couple: value("couple").parse().ok().map(CoupleId),
            minutes: minutes.unwrap_or(template.minutes),
            booked: if value("who").is_empty() { usual } else { session(&value("who"), role.as_str()) },
        }
    }

    /// The part of an address behind the question mark. It holds nothing that was typed.
    pub fn query(&self) -> String {
        let couple = self.couple.map(|couple| format!("couple={}&", couple.0)).unwrap_or_default();
        let (who, role) = who(self.booked);
        format!("{couple}minutes={}&who={who}&role={}", self.minutes, role.as_str().replace(' ', "%20"))
    }
}

/// Everything that the form says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// When, how long and who is expected.
    pub booking: Booking,
    /// Who is seen alone first.
    pub first: Partner,
    /// What was chosen for each block.
    pub choices: Vec<Choice>,
}

/// Whether every field is one of this form, for a template of so many blocks (checklist 6).
pub fn knows_all(fields: &Fields, blocks: usize) -> bool {
    let of_block = |name: &str| {
        let (number, ending) = name.strip_prefix('b')?.split_once('-')?;
        let known = number.parse::<usize>().is_ok_and(|n| n < blocks && n.to_string() == number);
        (known && ["do", "minutes"].contains(&ending)).then_some(())
    };
    fields.keys().all(|name| SINGLE.contains(&name.as_str()) || of_block(name).is_some())
}

/// What the form says, for the session with this number.
///
/// # Errors
///
/// Every field that cannot be read, and what to do.
pub fn wanted(template: &Template, number: u16, fields: &Fields) -> Result<Wanted, Vec<Fault>> {
    let value = |name: &str| fields.get(name).map(|value| value.trim()).unwrap_or_default();
    let occasion = Occasion::read(template, |name| fields.get(name).cloned());
    let (when, mut faults) = match when(fields) {
        Ok(when) => (when, Vec::new()),
        Err(faults) => ((None, None), faults),
    };
    let mut choices = Vec::new();
    for (at, block) in template.blocks.iter().enumerate() {
        let name = minutes_field(at);
        let minutes = match value(&name) {
            "" => Some(block.minutes),
            typed => typed.parse().ok().map(Minutes).filter(|minutes| (1..=180).contains(&minutes.0)),
        };
        if minutes.is_none() {
            faults.push(Fault::new(&name, "Write the minutes as a number from 1 to 180."));
        }
        choices.push(Choice { take: take(value(&take_field(at))), minutes: minutes.unwrap_or(block.minutes) });
    }
    let first = if value("first") == "b" { Partner::B } else { Partner::A };
    if !faults.is_empty() {
        return Err(faults);
    }
    let (on, start) = when;
    let booking = Booking { number, on, start, minutes: occasion.minutes, booked: occasion.booked };
    Ok(Wanted { booking, first, choices })
}

/// The day and the time of day in the fields `on` and `start`; either may be empty.
///
/// # Errors
///
/// What cannot be read, and how to write it.
pub fn when(fields: &Fields) -> Result<(Option<Day>, Option<Clock>), Vec<Fault>> {
    let value = |name: &str| fields.get(name).map(|value| value.trim()).unwrap_or_default();
    let mut faults = Vec::new();
    let mut when = (None, None);
    match value("on") {
        "" => {}
        day => match day.parse() {
            Ok(day) => when.0 = Some(day),
            Err(error) => faults.push(Fault::new("on", format!("Please {error}."))),
        },
    }
    match value("start") {
        "" => {}
        time => match time.parse() {
            Ok(time) => when.1 = Some(time),
            Err(_) => faults.push(Fault::new("start", "Write the time as hours and minutes, for example 09:30.")),
        },
    }
    if faults.is_empty() { Ok(when) } else { Err(faults) }
}

/// The field that says what becomes of the block at this place.
pub fn take_field(at: usize) -> String {
    format!("b{at}-do")
}

/// The field with the minutes of the block at this place.
pub fn minutes_field(at: usize) -> String {
    format!("b{at}-minutes")
}

/// The word of a choice. What is no exercise id counts as none, so that the time stays open.
fn take(word: &str) -> Take {
    match word {
        "keep" => Take::Keep,
        "newer" => Take::Newer,
        "out" => Take::Out,
        id => id.strip_prefix("item:").and_then(|id| id.parse::<ItemId>().ok()).map_or(Take::Open, Take::Item),
    }
}

/// The word that [`wanted`] reads as this.
pub fn word(take: &Take) -> String {
    match take {
        Take::Keep => "keep".into(),
        Take::Newer => "newer".into(),
        Take::Item(id) => format!("item:{id}"),
        Take::Open => "open".into(),
        Take::Out => "out".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_read_as_it_is_written_and_an_odd_one_leaves_the_time_open() {
        for chosen in [Take::Keep, Take::Newer, Take::Open, Take::Out] {
            assert_eq!(take(&word(&chosen)), chosen);
        }
        let item = Take::Item("impact-letter".parse().unwrap());
        assert_eq!(take(&word(&item)), item);
        for odd in ["", "item:", "item:../x", "KEEP"] {
            assert_eq!(take(odd), Take::Open, "{odd}");
        }
    }

    #[test]
    fn only_fields_of_this_form_are_known() {
        let fields = |name: &str| Fields::from([(name.to_owned(), String::new())]);
        for name in ["couple", "b0-do", "b1-minutes"] {
            assert!(knows_all(&fields(name), 2), "{name}");
        }
        for name in ["b2-do", "b-do", "b+1-do", "b01-do", "b0-note", "note", "seen"] {
            assert!(!knows_all(&fields(name), 2), "{name}");
        }
    }
}
