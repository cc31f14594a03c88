//! Safety gates.

use serde::{Deserialize, Serialize};

use crate::{handout::Discretion, ids::ItemId, words::GateId};

/// A safety gate (reference 3.2, as revised).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Which one.
    pub id: GateId,
    /// Its name in plain words.
    pub name: String,
    /// What opens it.
    pub opens_when: String,
    /// What it does to a plan.
    pub effect_on_plan: String,
    /// What it does to paper.
    pub effect_on_handouts: String,
    /// What closes it.
    pub closes_when: String,
    /// Sources, with reference keys in square brackets.
    pub basis: String,
    /// Whether it may be overridden, and why (not).
    pub r#override: Override,
    /// Once opened it stays open until a closing is recorded. True for every gate.
    pub latches: bool,
    /// Keeps the work from moving on from safety to meaning (reference 5.2).
    pub hard: bool,
    /// No conjoint session while it is open: the individual template is used.
    pub individual_only: bool,
    /// What may be printed while it is open.
    pub paper: GatePaper,
    /// Exercises that its effect on the plan names as the way forward, the first one first.
    #[serde(default)]
    pub way_forward: Vec<ItemId>,
}

impl Gate {
    /// What a plan page says about a gate, and nothing of what it does: that is asked of the server alone. It holds as
    /// strictly as any gate does.
    pub(crate) fn in_words(id: GateId, name: String, closes_when: String) -> Self {
        Self {
            id,
            name,
            opens_when: String::new(),
            effect_on_plan: String::new(),
            effect_on_handouts: String::new(),
            closes_when,
            basis: String::new(),
            r#override: Override { policy: OverridePolicy::Never, why: String::new() },
            latches: true,
            hard: true,
            individual_only: true,
            paper: GatePaper { couple: CouplePaper::Nothing, own: OwnPaper::Nothing, discretion: Discretion::InRoom },
            way_forward: Vec::new(),
        }
    }
}

impl Gate {
    /// A gate that this library does not have: one that another account added. It holds as strictly as any.
    pub(crate) fn unknown(id: GateId) -> Self {
        let closes_when = "Whoever added it says what closes it; here it can only be closed with reasons of your own.";
        Self::in_words(id, "A gate that your library does not have".into(), closes_when.into())
    }
}

/// Whether a gate may be overridden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// How.
    pub policy: OverridePolicy,
    /// Why that is so.
    pub why: String,
}

/// How a gate may be overridden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverridePolicy {
    /// With one typed reason.
    Yes,
    /// With a typed reason and a second confirmation.
    SecondConfirmation,
    /// Never.
    Never,
}

/// What may be printed while a gate is open (R45, reference 3.2 and 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatePaper {
    /// The sheet for both.
    pub couple: CouplePaper,
    /// One person's own sheet.
    pub own: OwnPaper,
    /// How discreet every sheet is at least, so that paper that is found says nothing about what is being looked at.
    pub discretion: Discretion,
}

/// What the sheet for both may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CouplePaper {
    /// Whatever the gate does not block.
    Allowed,
    /// General information only, nothing that shows what one partner said.
    InformationOnly,
    /// No sheet for both.
    Nothing,
}

/// What one person's own sheet may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnPaper {
    /// Whatever the gate does not block.
    Allowed,
    /// Nothing about safety, sex, blame or health unless the person asked for it alone.
    Harmless,
    /// No sheet by default.
    Nothing,
}
