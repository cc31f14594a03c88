//! The state of the form: what is stored, and what was typed before it was refused.

use domain::{
    plan::{SessionPlan, SessionRecord},
    records::Couple,
    vocabulary::SmallMap,
};
use leptos::prelude::*;
use store::{CoupleId, PlanId};

use crate::{
    http::visitor::{FormState, Now},
    layout::{TextArea, field},
    plans::calendar::Calendar,
};

/// What the sections of the form show.
pub(super) struct Form {
    /// Which couple.
    pub couple_id: CoupleId,
    /// How its partners are called.
    pub couple: Couple,
    /// Which plan.
    pub id: PlanId,
    /// The plan as it is stored.
    pub plan: SessionPlan,
    /// The session before: its number, and what was written down after it.
    pub before: Option<(u16, SessionRecord)>,
    /// Homework of the session before, where it is not part of a record.
    pub given_before: bool,
    /// When sessions are booked.
    pub calendar: Calendar,
    /// The moment.
    pub now: Now,
    pub saved: SmallMap<String, String>,
    pub reply: FormState,
}

impl Form {
    /// What stands in a field: what was typed before it was refused, or else what is stored.
    pub fn value(&self, name: &str) -> String {
        self.reply.value(name, self.saved.get(name).map_or("", String::as_str))
    }

    /// True if a box is ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.reply.ticked(name, "yes", self.saved.contains_key(name))
    }

    /// Fields that were changed here and in another window, with the stored values.
    pub fn changed_in_both(&self) -> impl Iterator<Item = (String, String)> {
        let mut names: Vec<&String> = self.reply.typed.keys().filter(|name| *name != "seen" && *name != "do").collect();
        names.sort_unstable();
        names.into_iter().filter_map(|name| {
            let stored = self.saved.get(name).map_or("", String::as_str);
            Some((name.clone(), self.reply.meanwhile(name, stored)?))
        })
    }

    /// What is wrong with a field.
    pub fn fault(&self, name: &str) -> Option<String> {
        self.reply.fault(name)
    }
}

/// A field of several lines.
pub(super) fn area(form: &Form, name: &'static str, label: &str, rows: u8) -> AnyView {
    let text = form.value(name);
    field(name, label, "", form.fault(name), |told| {
        view! { <TextArea name=name rows=rows text=text described=told.described invalid=told.wrong /> }.into_any()
    })
}
