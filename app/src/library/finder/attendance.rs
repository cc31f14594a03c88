//! The participants of an exercise, as a filter.

use std::str::FromStr;

use domain::library::model::{Item, Party};
use serde::{Deserialize, Serialize};

/// The participants of an exercise, as a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attendance {
    /// Both together, for all or part of it.
    Couple,
    /// Each partner alone.
    EachAlone,
    /// One partner alone.
    One,
}

impl Attendance {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Couple, Self::EachAlone, Self::One];

    /// Returns the word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Couple => "couple",
            Self::EachAlone => "each-alone",
            Self::One => "one",
        }
    }

    /// Returns the label in the form.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Couple => "Both together",
            Self::EachAlone => "Each alone",
            Self::One => "One partner alone",
        }
    }

    pub(super) fn of(item: &Item) -> Vec<Self> {
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
