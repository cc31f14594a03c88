//! Who asks for a page, and what the server knows about the moment. The server puts both into the context.

use domain::{
    case::Clock,
    desk::{Day, Fault, Stamp},
};
use leptos::prelude::use_context;
use std::collections::HashMap;
use store::{Account, Records};

use crate::calls::Problem;

/// Who asks for a page.
#[derive(Clone)]
pub enum Visitor {
    /// Nobody is signed in.
    Nobody,
    /// The session of this account is locked.
    Locked(Account),
    /// A counsellor, with the records of that account and nobody else's.
    Counsellor(Records),
}

/// The moment at which a page is asked for, in the server's own time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For records.
    pub stamp: Stamp,
    /// The day.
    pub day: Day,
    /// The time of day.
    pub time: Clock,
}

impl Now {
    /// The day and the time of day of another moment, where the server stands.
    pub fn local(self, at: Stamp) -> (Day, Clock) {
        const MINUTE: i64 = 60_000_000;
        const DAY: i64 = 24 * 60;
        // The minute at which today began, in minutes since 1970.
        let today = self.stamp.0.div_euclid(MINUTE) - i64::from(self.time.minutes());
        let since = at.0.div_euclid(MINUTE) - today;
        let days = i32::try_from(since.div_euclid(DAY)).unwrap_or_default();
        let minutes = u16::try_from(since.rem_euclid(DAY)).unwrap_or_default();
        (self.day.later(days), Clock::MIDNIGHT.later(minutes))
    }
}

/// Where a visitor sits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// At the very machine that Reweave runs on.
    pub here: bool,
}

/// In the context of every page of a demo: its couples are made up, and nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MadeUp;

/// A recovery key, in the context of the one page that shows it.
#[derive(Clone)]
pub struct RecoverySheet {
    /// The name that signs in.
    pub login: String,
    /// The key.
    pub key: String,
}

/// What a form post left behind when it could not be done: the page is shown again with what was typed.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// What was typed, by the name of its field; never a password. A field that was sent several times has one value a line.
    pub typed: HashMap<String, String>,
    /// What is wrong with fields.
    pub faults: Vec<Fault>,
    /// What is wrong with the whole.
    pub problem: Option<String>,
}

impl Reply {
    /// What was typed into this field; `saved` where the page is simply asked for.
    pub fn value(&self, field: &str, saved: &str) -> String {
        self.typed.get(field).map_or(saved, String::as_str).to_owned()
    }

    /// Whether a box with this name and value was ticked; `saved` where the page is simply asked for.
    pub fn ticked(&self, field: &str, value: &str, saved: bool) -> bool {
        if self.typed.is_empty() {
            return saved;
        }
        self.typed.get(field).is_some_and(|typed| typed.lines().any(|line| line == value))
    }

    /// What is wrong with this field.
    pub fn fault(&self, field: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone())
    }
}

/// The records of whoever asks.
///
/// # Errors
///
/// `SignedOut` when nobody is signed in; the answer then has status 401.
pub fn records() -> Result<Records, Problem> {
    if let Some(Visitor::Counsellor(records)) = use_context::<Visitor>() {
        return Ok(records);
    }
    Problem::SignedOut.answer();
    Err(Problem::SignedOut)
}

/// The moment, from the context.
///
/// # Errors
///
/// `Broken` where the server has put none there.
pub fn now() -> Result<Now, Problem> {
    use_context::<Now>().ok_or(Problem::Broken)
}

/// What a form post left behind; empty for a page that is simply asked for.
pub fn reply() -> Reply {
    use_context::<Reply>().unwrap_or_default()
}

/// Whether the page answers a form post that could not be done.
pub fn is_reply() -> bool {
    use_context::<Reply>().is_some()
}
