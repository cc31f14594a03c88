//! A safety gate that a counsellor added.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    desk::Fault,
    handout::Discretion,
    ids::{IndicatorId, ItemId},
    library::model::{CouplePaper, Gate, GatePaper, Item, Override, OverridePolicy, OwnPaper},
    words::{GateId, Tag},
};

/// How many gates an account may add. A place that was used once is never used for another gate: a couple may have it open.
pub const LONGEST_OWN_GATES: usize = GateId::OWN.len();

/// A gate of one's own. It is held to what every gate is held to: it latches, and only a recorded closing or, where that
/// is allowed, an override releases what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnGate {
    /// Its place among the gates of one's own.
    pub id: GateId,
    /// Its name in plain words.
    pub name: String,
    /// What opens it, in words.
    pub opens_when: String,
    /// What closes it, in words.
    pub closes_when: String,
    /// Answers of which a yes opens it. It can be opened by hand too.
    pub opened_by: BTreeSet<IndicatorId>,
    /// Exercises that it holds.
    pub holds: BTreeSet<ItemId>,
    /// It holds every exercise that touches on one of these.
    pub holds_tags: BTreeSet<Tag>,
    /// It holds everything that is done by both in one room.
    pub holds_couple_work: bool,
    /// No session with both while it is open.
    pub individual_only: bool,
    /// How it may be overridden.
    pub may_be_overridden: OverridePolicy,
    /// What the sheet for both may hold while it is open.
    pub couple_paper: CouplePaper,
    /// How discreet every sheet is at least while it is open.
    pub discretion: Discretion,
    /// Whether it was retired: nothing opens it any more, and where it is open it holds until it is closed.
    pub retired: bool,
}

impl OwnGate {
    /// A new one at this place, about which nothing is said yet.
    pub fn begin(id: GateId) -> Self {
        Self {
            id,
            name: String::new(),
            opens_when: String::new(),
            closes_when: String::new(),
            opened_by: BTreeSet::new(),
            holds: BTreeSet::new(),
            holds_tags: BTreeSet::new(),
            holds_couple_work: false,
            individual_only: false,
            may_be_overridden: OverridePolicy::SecondConfirmation,
            couple_paper: CouplePaper::Allowed,
            discretion: Discretion::Neutral,
            retired: false,
        }
    }

    /// What is wrong with it, by field; empty when it can be used.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(Fault::new("name", "Give it a name that says what the danger is."));
        }
        if self.opens_when.trim().is_empty() {
            faults.push(Fault::new("opens-when", "Say what opens it, so that you open it for every couple alike."));
        }
        if self.closes_when.trim().is_empty() {
            faults.push(Fault::new("closes-when", "Say what closes it: a gate that nothing closes helps nobody."));
        }
        let holds_nothing = self.holds.is_empty() && self.holds_tags.is_empty() && !self.holds_couple_work;
        if holds_nothing && self.couple_paper == CouplePaper::Allowed && !self.individual_only {
            faults.push(Fault::new("holds", "Choose what it holds: exercises, what they touch on, or paper."));
        }
        if !GateId::OWN.contains(&self.id) {
            faults.push(Fault::new("name", "A built-in gate cannot be changed."));
        }
        faults
    }

    /// The gate as the library has it.
    pub fn gate(&self) -> Gate {
        Gate {
            id: self.id,
            name: self.name.trim().into(),
            opens_when: self.opens_when.trim().into(),
            effect_on_plan: self.effect_on_plan(),
            effect_on_handouts: match self.couple_paper {
                CouplePaper::Allowed => "A sheet for both may be printed.",
                CouplePaper::InformationOnly => "General information only on the sheet for both.",
                CouplePaper::Nothing => "No sheet for both.",
            }
            .into(),
            closes_when: self.closes_when.trim().into(),
            basis: "Added by you; expert opinion".into(),
            r#override: Override { policy: self.may_be_overridden, why: "You decided so when you added it.".into() },
            latches: true,
            hard: self.individual_only,
            individual_only: self.individual_only,
            paper: GatePaper {
                couple: self.couple_paper,
                own: if self.couple_paper == CouplePaper::Allowed { OwnPaper::Allowed } else { OwnPaper::Harmless },
                discretion: self.discretion,
            },
            way_forward: Vec::new(),
        }
    }

    /// Whether it holds this exercise.
    pub fn holds(&self, item: &Item) -> bool {
        let both = crate::session::is_couple_work(item);
        // Individual interviews and safety planning stay open to every gate: whoever is in danger needs them.
        let way_out = ["individual-safety-interview", "individual-safety-planning"].iter().any(|id| item.is(id));
        !way_out
            && (item.is_among(&self.holds)
                || item.tags.iter().any(|tag| self.holds_tags.contains(tag))
                || (self.holds_couple_work && both))
    }

    fn effect_on_plan(&self) -> String {
        let mut effects = Vec::new();
        if self.individual_only {
            effects.push("No session with both.".to_owned());
        }
        if self.holds_couple_work {
            effects.push("Everything that is done by both in one room is held.".into());
        }
        if !self.holds_tags.is_empty() {
            let tags: Vec<&str> = self.holds_tags.iter().map(|tag| tag.as_str()).collect();
            effects.push(format!("Exercises that touch on {} are held.", tags.join(", ")));
        }
        if !self.holds.is_empty() {
            effects.push("The exercises that you chose are held.".into());
        }
        effects.join(" ")
    }
}
