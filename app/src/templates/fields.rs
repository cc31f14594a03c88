//! The form that makes a plan from a template.
//!
//! Fields: `couple`, `minutes`, `who`, `role` (also in the address of the page); `on`, `start`; `first`, the partner
//! who is seen alone first; for each block of the template `b3-do` and `b3-minutes`.

use std::collections::HashMap;

use domain::{
    assess::{Partner, Session},
    case_file::Clock,
    plan::{
        editor::Booking,
        templates::{Booked, Choice, SlotChoice, Template},
    },
    planning::planner::{LONGEST, SHORTEST},
    records::Fault,
    vocabulary::{Day, ItemId, Minutes, Role},
};
use store::CoupleId;

use crate::plan_editor::fields::{day, session, start, who};

/// The typed values, by field name.
pub type Fields = HashMap<String, String>;

/// Fields other than those of blocks.
const SINGLE: [&str; 7] = ["couple", "minutes", "who", "role", "on", "start", "first"];

/// The couple, length and participants, as in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// The couple; none if the address has none.
    pub couple: Option<CoupleId>,
    /// The length, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The participants.
    pub booked: Session,
}

impl Occasion {
    /// Parses an address or a form. Missing or invalid values are those of the template.
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
            booked: if value("who").is_empty() { usual } else { session(&value("who"), role.as_str(), [role; 2]) },
        }
    }

    /// Returns the query of the address. It contains no typed text.
    pub fn query(&self) -> String {
        let couple = self.couple.map(|couple| format!("couple={}&", couple.0)).unwrap_or_default();
        let (who, role) = who(self.booked);
        format!("{couple}minutes={}&who={who}&role={}", self.minutes, role.as_str().replace(' ', "%20"))
    }
}

/// The content of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The date, length and participants.
    pub booking: Booking,
    /// The partner who is seen alone first.
    pub first: Partner,
    /// The choice for each block.
    pub choices: Vec<Choice>,
}

/// True if every field belongs to this form, for a template with this number of blocks (checklist 6).
pub fn knows_all(fields: &Fields, blocks: usize) -> bool {
    let of_block = |name: &str| {
        let (number, ending) = name.strip_prefix('b')?.split_once('-')?;
        let known = number.parse::<usize>().is_ok_and(|n| n < blocks && n.to_string() == number);
        (known && ["do", "minutes"].contains(&ending)).then_some(())
    };
    fields.keys().all(|name| SINGLE.contains(&name.as_str()) || of_block(name).is_some())
}

/// Parses the form, for the session with this number.
///
/// # Errors
/// A fault for each invalid field.
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
            faults.push(Fault::new(&name, "Enter the minutes as a number from 1 to 180."));
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

/// Parses the day and the time of day in the fields `on` and `start`; either may be empty.
///
/// # Errors
/// A fault for each invalid field, with the expected format.
pub fn when(fields: &Fields) -> Result<(Option<Day>, Option<Clock>), Vec<Fault>> {
    let value = |name: &str| fields.get(name).map(|value| value.trim()).unwrap_or_default();
    let mut faults = Vec::new();
    let on = day(value("on")).map_err(|fault| faults.push(fault));
    let start = start(value("start")).map_err(|fault| faults.push(fault));
    match (on, start) {
        (Ok(on), Ok(start)) => Ok((on, start)),
        _ => Err(faults),
    }
}

/// Returns the name of the field with the choice for this block.
pub fn take_field(at: usize) -> String {
    format!("b{at}-do")
}

/// Returns the name of the field with the minutes of this block.
pub fn minutes_field(at: usize) -> String {
    format!("b{at}-minutes")
}

/// Parses a choice. An invalid exercise id counts as none, so that the time stays open.
fn take(word: &str) -> SlotChoice {
    match word {
        "keep" => SlotChoice::Keep,
        "newer" => SlotChoice::Newer,
        "out" => SlotChoice::Out,
        id => {
            id.strip_prefix("item:").and_then(|id| id.parse::<ItemId>().ok()).map_or(SlotChoice::Open, SlotChoice::Item)
        }
    }
}

/// Returns the word that [`wanted`] parses as this choice.
pub fn word(take: &SlotChoice) -> String {
    match take {
        SlotChoice::Keep => "keep".into(),
        SlotChoice::Newer => "newer".into(),
        SlotChoice::Item(id) => format!("item:{id}"),
        SlotChoice::Open => "open".into(),
        SlotChoice::Out => "out".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_read_as_it_is_written_and_an_odd_one_leaves_the_time_open() {
        for chosen in [SlotChoice::Keep, SlotChoice::Newer, SlotChoice::Open, SlotChoice::Out] {
            assert_eq!(take(&word(&chosen)), chosen);
        }
        let item = SlotChoice::Item("impact-letter".parse().unwrap());
        assert_eq!(take(&word(&item)), item);
        for odd in ["", "item:", "item:../x", "KEEP"] {
            assert_eq!(take(odd), SlotChoice::Open, "{odd}");
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
