//! The visitor of a page, and the current time. The server provides both in the context.

use domain::{
    case_file::Clock,
    records::{Fault, Stamp},
    vocabulary::Day,
};
use leptos::prelude::use_context;
use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher as _},
};
use store::{Account, CoupleId, PasskeyOffer, Records, SecondFactorOffer};

use crate::browser::{
    api::Problem,
    autosave::{FieldMerge, FormValues, join_one},
};

/// The visitor of a page.
#[derive(Clone)]
pub enum Visitor {
    /// Not signed in.
    Nobody,
    /// The session of this account is locked.
    Locked(Account),
    /// A counsellor, with the records of that account only.
    Counsellor(Records),
}

/// The time of a request, in the time zone of the account, or of the server if none is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The time in UTC, for records.
    pub stamp: Stamp,
    /// The day.
    pub day: Day,
    /// The time of day.
    pub time: Clock,
}

impl Now {
    /// Converts to the type that records of a session use.
    pub fn when(self) -> domain::records::When {
        domain::records::When { day: self.day, time: self.time, at: self.stamp }
    }

    /// Returns the day and the time of day of another time, in the same zone.
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

/// The time zones that an account may choose from.
#[derive(Clone, Copy, Debug)]
pub struct Zones {
    /// Returns the name of the server's own.
    pub server: fn() -> String,
    /// Returns all IANA names.
    pub all: fn() -> Vec<String>,
}

/// The location of the visitor's browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientLocation {
    /// True on the host itself.
    pub here: bool,
}

/// Marks a demo, in the context of every page: its couples are invented and nothing is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoMode;

/// The couple whose shared screen is on, in the context of every page: only its shared answers may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedScreen(pub CoupleId);

/// A recovery key, in the context of the one page that shows it.
#[derive(Clone)]
pub struct RecoverySheet {
    /// The login.
    pub login: String,
    /// The key.
    pub key: String,
    /// True after creating or recovering an account, which has no second factor then.
    pub is_first: bool,
}

/// The secret of a second factor that is being set up, in the context of the one page that shows it.
#[derive(Clone)]
pub struct OfferedSecret(pub SecondFactorOffer);

/// A passkey that is being added, in the context of the one page that asks for it.
#[derive(Clone)]
pub struct OfferedPasskey(pub PasskeyOffer);

/// New recovery codes, in the context of the one page that shows them.
#[derive(Clone)]
pub struct NewRecoveryCodes(pub Vec<String>);

/// The result of a refused form post: the page is shown again with the typed values.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    /// The typed values by field name; never a password. Repeated fields have one value a line.
    pub typed: HashMap<String, String>,
    /// Faults of fields.
    pub faults: Vec<Fault>,
    /// The problem of the whole form.
    pub problem: Option<String>,
    /// True if another window has saved the record since the form was opened.
    pub stale: bool,
    /// The values that the form started with, if it sent them.
    pub base: Option<FormValues>,
}

impl FormState {
    /// Returns the typed value of this field, or `saved` if the page is not a reply. If another window has saved
    /// meanwhile, an unchanged field shows its new value.
    pub fn value(&self, field: &str, saved: &str) -> String {
        match self.typed.get(field) {
            Some(_) if self.meets(field, saved) == Some(FieldMerge::Theirs) => saved.to_owned(),
            Some(typed) => typed.clone(),
            None => saved.to_owned(),
        }
    }

    /// Returns the value that another window has saved in a field also changed here, to show beside it.
    pub fn meanwhile(&self, field: &str, saved: &str) -> Option<String> {
        (self.meets(field, saved) == Some(FieldMerge::Clash)).then(|| saved.to_owned())
    }

    /// Returns the fields of a form with what another window has saved in the meantime, from their stored values; `None` if
    /// both have changed one of them, or if nobody knows what the form began with.
    pub fn joined<N: AsRef<str> + Eq + Hash>(
        &self,
        stored: impl IntoIterator<Item = (N, String)>,
    ) -> Option<HashMap<N, String>> {
        self.base.as_ref()?;
        let join = |(name, saved): (N, String)| {
            let clash = self.meanwhile(name.as_ref(), &saved).is_some();
            (!clash).then(|| {
                let value = self.value(name.as_ref(), &saved);
                (name, value)
            })
        };
        stored.into_iter().map(join).collect()
    }

    /// Decides which of the two values of a field stays; `None` if no other window has saved.
    fn meets(&self, field: &str, saved: &str) -> Option<FieldMerge> {
        let values = |text: &str| -> Vec<String> {
            let text = text.replace("\r\n", "\n");
            if text.is_empty() { Vec::new() } else { vec![text] }
        };
        let typed = self.typed.get(field).filter(|_| self.joins())?;
        let base = self.base.as_ref().map(|base| values(&base.value(field)));
        Some(join_one(base.as_deref(), &values(typed), &values(saved)))
    }

    /// Returns the values that a form in conflict with another window's save started with; `None` without a conflict.
    pub fn met(&self) -> Option<Option<FormValues>> {
        self.joins().then(|| self.base.clone())
    }

    /// True if another window may have saved since the form was opened. A form refused for another reason may be
    /// outdated as well; its start values tell.
    fn joins(&self) -> bool {
        self.stale || self.base.is_some()
    }

    /// True if a box with this name and value was ticked; `saved` if the page is not a reply.
    pub fn ticked(&self, field: &str, value: &str, saved: bool) -> bool {
        if self.typed.is_empty() {
            return saved;
        }
        let ticked = self.typed.get(field).is_some_and(|typed| typed.lines().any(|line| line == value));
        let was = self.base.as_ref().map(|base| base.values(field).iter().any(|one| one == value));
        // A box that was left as it was, or of which nobody knows what it was, takes nothing away.
        let unchanged = was.map_or(!ticked, |was| was == ticked);
        if self.joins() && unchanged { saved } else { ticked }
    }

    /// Returns the fault of this field.
    pub fn fault(&self, field: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone())
    }
}

/// Returns a mark that distinguishes accounts without the login, for pages that may show nothing: stable across
/// restarts, and not secret.
pub fn account_mark(login: &str) -> String {
    let mut hasher = DefaultHasher::new();
    login.trim().to_lowercase().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Returns the records of the account.
///
/// # Errors
/// `SignedOut` if no one is signed in; the answer then has status 401.
pub fn records() -> Result<Records, Problem> {
    if let Some(Visitor::Counsellor(records)) = use_context::<Visitor>() {
        return Ok(records);
    }
    Problem::SignedOut.answer();
    Err(Problem::SignedOut)
}

/// Returns the current time, from the context.
///
/// # Errors
/// `Broken` if the context has none.
pub fn now() -> Result<Now, Problem> {
    use_context::<Now>().ok_or(Problem::Broken)
}

/// Returns the result of a refused form post; empty for other pages.
pub fn reply() -> FormState {
    use_context::<FormState>().unwrap_or_default()
}

/// True if the page is shown in reply to a refused form post.
pub fn is_reply() -> bool {
    use_context::<FormState>().is_some()
}
