//! Safety gates.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Discretion, GateId, ItemId};

/// A safety gate (reference 3.2, as revised).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its id.
    pub id: GateId,
    /// Its name in plain words.
    pub name: String,
    /// The opening condition.
    pub opens_when: String,
    /// The effect on a plan.
    pub effect_on_plan: String,
    /// The effect on printed sheets.
    pub effect_on_handouts: String,
    /// The closing condition.
    pub closes_when: String,
    /// Sources, with reference keys in square brackets.
    pub basis: String,
    /// The override policy, with its reason.
    pub r#override: Override,
    /// True for every gate: once opened, it stays open until a closing is recorded.
    pub latches: bool,
    /// True if the work cannot move on from safety to meaning while it is open (reference 5.2).
    pub hard: bool,
    /// True if there is no conjoint session while it is open; the individual template is used.
    pub individual_only: bool,
    /// The limits on printing while it is open.
    pub paper: GatePaper,
    /// Exercises that its effect on the plan names as the way forward, in order.
    #[serde(default)]
    pub way_forward: Vec<ItemId>,
}

impl Gate {
    /// Makes a gate from the words that a plan page shows; its effects are known to the server alone. It holds as
    /// strictly as any gate.
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
    /// Makes a gate that this library lacks because another account added it. It holds as strictly as any gate.
    pub(crate) fn unknown(id: GateId) -> Self {
        let closes_when =
            "The person who added it defines what lifts it; here it can only be lifted with your own reasons.";
        Self::in_words(id, "A hold that your library does not have".into(), closes_when.into())
    }
}

/// The override policy of a gate, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The policy.
    pub policy: OverridePolicy,
    /// The reason for it.
    pub why: String,
}

/// The conditions under which a gate may be overridden.
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

/// The limits on printing while a gate is open (R45, reference 3.2 and 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatePaper {
    /// Limit on the sheet for both.
    pub couple: CouplePaper,
    /// Limit on one person's own sheet.
    pub own: OwnPaper,
    /// The minimum discretion of every sheet, so that a sheet that is found does not reveal the topic.
    pub discretion: Discretion,
}

/// The permitted content of the sheet for both.
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

/// The permitted content of one person's own sheet.
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

/// Gates that a rule opens even where no indicator does.
pub const OPENED_BY_RULE: [GateId; 3] = [GateId::Unscreened, GateId::Suicide, GateId::Control];
