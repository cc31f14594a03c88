//! Safety gates that a counsellor added.

use serde::{Deserialize, Serialize};

use crate::{
    library::model::{CouplePaper, Gate, GatePaper, Item, Override, OverridePolicy, OwnPaper, is_couple_work},
    vocabulary::{Discretion, Fault, GateId, IndicatorId, ItemId, SmallSet, Tag},
};

/// The number of gates an account may add. An id is never reused for another gate, because a couple may have it open.
pub const LONGEST_OWN_GATES: usize = GateId::OWN.len();

/// A counsellor's gate. It follows the rules of every gate: it latches, and only a recorded closing or, where allowed,
/// an override releases its holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnGate {
    /// Its id, one of those reserved for added gates.
    pub id: GateId,
    /// Its name in plain words.
    pub name: String,
    /// The opening condition, in words.
    pub opens_when: String,
    /// The closing condition, in words.
    pub closes_when: String,
    /// Indicators that open it when answered yes. It can also be opened by hand.
    pub opened_by: SmallSet<IndicatorId>,
    /// Exercises that it holds.
    pub holds: SmallSet<ItemId>,
    /// It holds every exercise with one of these tags.
    pub holds_tags: SmallSet<Tag>,
    /// It holds all conjoint work.
    pub holds_couple_work: bool,
    /// No conjoint session while it is open.
    pub individual_only: bool,
    /// The override policy.
    pub may_be_overridden: OverridePolicy,
    /// The limit on the sheet for both while it is open.
    pub couple_paper: CouplePaper,
    /// The minimum discretion of every sheet while it is open.
    pub discretion: Discretion,
    /// True if it is retired: nothing opens it any more, and where it is open it holds until it is closed.
    pub retired: bool,
}

impl OwnGate {
    /// Makes an empty gate with this id.
    pub fn begin(id: GateId) -> Self {
        Self {
            id,
            name: String::new(),
            opens_when: String::new(),
            closes_when: String::new(),
            opened_by: SmallSet::new(),
            holds: SmallSet::new(),
            holds_tags: SmallSet::new(),
            holds_couple_work: false,
            individual_only: false,
            may_be_overridden: OverridePolicy::SecondConfirmation,
            couple_paper: CouplePaper::Allowed,
            discretion: Discretion::Neutral,
            retired: false,
        }
    }

    /// Returns its faults, by field; empty if it can be used.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(Fault::new("name", "Enter a name that says what the danger is."));
        }
        if self.opens_when.trim().is_empty() {
            faults.push(Fault::new(
                "opens-when",
                "Say what activates it, so that you use it the same way for every couple.",
            ));
        }
        if self.closes_when.trim().is_empty() {
            faults.push(Fault::new("closes-when", "Say what lifts it. A hold needs a way to be lifted."));
        }
        let holds_nothing = self.holds.is_empty() && self.holds_tags.is_empty() && !self.holds_couple_work;
        if holds_nothing && self.couple_paper == CouplePaper::Allowed && !self.individual_only {
            faults.push(Fault::new("holds", "Choose what it blocks: exercises, topics or handouts."));
        }
        if !GateId::OWN.contains(&self.id) {
            faults.push(Fault::new("name", "A built-in hold cannot be changed."));
        }
        faults
    }

    /// Converts it to a gate of the library.
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

    /// True if it holds this exercise.
    pub fn holds(&self, item: &Item) -> bool {
        let both = is_couple_work(item);
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
            effects.push("Everything that both do together is on hold.".into());
        }
        if !self.holds_tags.is_empty() {
            let tags: Vec<&str> = self.holds_tags.iter().map(|tag| tag.as_str()).collect();
            effects.push(format!("Exercises that touch on {} are on hold.", tags.join(", ")));
        }
        if !self.holds.is_empty() {
            effects.push("The exercises that you chose are on hold.".into());
        }
        effects.join(" ")
    }
}
