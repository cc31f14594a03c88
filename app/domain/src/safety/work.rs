//! The effect of the active safety holds on a couple's work now. Overview, Today, plan, handouts, programme and command
//! line all call [`WorkOnHold::of`], so that they never disagree.

use serde::{Deserialize, Serialize};

use super::{Fit, fits, holds};
use crate::{
    assess::{CaseState, Session, role_for, stopping},
    library::Library,
    vocabulary::{GateId, ItemId},
};

/// Joint work is on hold: these safety holds are active and not overridden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkOnHold {
    first: GateId,
    more: Vec<GateId>,
    possible: Vec<ItemId>,
}

impl WorkOnHold {
    /// The leading sentence on every page. It names no hold, so that both partners may see it.
    pub const HEADLINE: &str = "Joint work is on hold: see each partner alone";

    /// Returns the holds that stop joint work now; none if both partners may come.
    pub fn of(library: &Library, course: &CaseState) -> Option<Self> {
        let mut stopping = stopping(library, course);
        let first = stopping.next()?;
        let more: Vec<GateId> = stopping.collect();
        let possible = possible(library, course, first, &more);
        Some(Self { first, more, possible })
    }

    /// Returns the first of the holds, in the order of the reference; its page describes the way forward.
    pub fn first(&self) -> GateId {
        self.first
    }

    /// Returns all of the holds that stop joint work.
    pub fn gates(&self) -> impl Iterator<Item = GateId> {
        std::iter::once(self.first).chain(self.more.iter().copied())
    }

    /// Returns the exercises that these holds ask for and that can be used now with one partner alone.
    pub fn possible(&self) -> &[ItemId] {
        &self.possible
    }

    /// True if a session booked for these participants cannot take place as planned.
    pub fn stops(&self, booked: Session) -> bool {
        booked == Session::Couple
    }

    /// Returns “X” is active; for the counsellor alone, because the name of a hold reveals what was said.
    pub fn because(&self, library: &Library) -> String {
        let names: Vec<String> = self.gates().map(|gate| format!("“{}”", library.gate(gate).name)).collect();
        match names.split_last() {
            Some((last, [])) => format!("{last} is active."),
            Some((last, before)) => format!("{} and {last} are active.", before.join(", ")),
            None => String::new(),
        }
    }

    /// Returns the headline with its reason, for the command line and messages.
    pub fn in_words(&self, library: &Library) -> String {
        format!("{}. {}", Self::HEADLINE, self.because(library))
    }
}

/// Returns the ways forward of these holds that can be used now with one partner alone.
fn possible(library: &Library, course: &CaseState, first: GateId, more: &[GateId]) -> Vec<ItemId> {
    let session = Session::Individual(role_for(first), None);
    let mut found: Vec<ItemId> = Vec::new();
    for gate in std::iter::once(&first).chain(more) {
        for id in &library.gate(*gate).way_forward {
            let Some(item) = library.item(id) else { continue };
            let usable = fits(library, course, session, item) != Fit::No && holds(course, item).is_empty();
            if usable && !found.contains(id) {
                found.push(id.clone());
            }
        }
    }
    found
}
