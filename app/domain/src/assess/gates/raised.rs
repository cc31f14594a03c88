//! The reasons to open gates.

use serde::{Deserialize, Serialize};

use crate::{
    assess::{Answers, CONTROL_PATTERN, Facts, GOES_ALONG, PrivateEvidence, goes_along_under_pressure},
    library::Library,
    vocabulary::{GateId, IndicatorId, ItemId, RuleId, SmallMap, SmallSet},
};

/// The reason that opened a gate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opener {
    /// An indicator or flag that was seen or told.
    Indicator(IndicatorId),
    /// A rule: R1 (not asked yet), R8 (PHQ-9 item 9), R15 (control appeared later), R51 (a pattern).
    Rule(RuleId),
    /// Private evidence, of which this screen may say no more.
    Alone,
    /// The counsellor, by hand.
    Hand,
    /// An answer that had opened CONTROL was entered by mistake: an individual check is due.
    Check,
    /// A concern about safety in a session, written down in its record.
    Concern,
}

impl Opener {
    /// Returns the id of the indicator or rule.
    pub fn id(&self) -> &str {
        match self {
            Self::Indicator(id) => id.as_str(),
            Self::Rule(id) => id.as_str(),
            Self::Alone => "told alone",
            Self::Hand => "activated by hand",
            Self::Check => "check due",
            Self::Concern => "concern in a session",
        }
    }
}

/// The reasons to open gates at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raised(pub(super) SmallMap<GateId, SmallSet<Opener>>);

impl Raised {
    /// True if there is any reason to open `gate`.
    pub fn holds(&self, gate: GateId) -> bool {
        self.0.contains_key(&gate)
    }

    /// True if `opener` is a reason to open `gate`.
    pub fn speaks(&self, gate: GateId, opener: &Opener) -> bool {
        self.0.get(&gate).is_some_and(|openers| openers.contains(opener))
    }

    /// Iterates over the gates with their reasons to open.
    pub fn iter(&self) -> impl Iterator<Item = (GateId, &SmallSet<Opener>)> {
        self.0.iter().map(|(gate, openers)| (*gate, openers))
    }

    fn add(&mut self, gate: GateId, opener: Opener) {
        self.0.entry(gate).or_default().insert(opener);
    }
}

/// True if both individual interviews are on record.
pub fn interviews_on_record(done: &SmallSet<ItemId>) -> bool {
    done.iter().any(|item| *item == *"individual-safety-interview")
}

/// Returns the reasons to open gates: indicators, a pattern of them (R51), a scale answer (R8), and missing interviews
/// (R1).
pub fn raised(library: &Library, answers: &Answers, done: &SmallSet<ItemId>, facts: &Facts) -> Raised {
    raised_with(library, answers, &PrivateEvidence::default(), done, facts)
}

/// As [`raised`], with private evidence that is not shown.
pub fn raised_with(
    library: &Library,
    answers: &Answers,
    alone: &PrivateEvidence,
    done: &SmallSet<ItemId>,
    facts: &Facts,
) -> Raised {
    let mut raised = Raised::default();
    for indicator in answers.all_yes().filter_map(|id| library.indicator(id)) {
        for gate in &indicator.opens {
            raised.add(*gate, Opener::Indicator(indicator.id.clone()));
        }
    }
    for gate in &alone.opens {
        raised.add(*gate, Opener::Alone);
    }
    if !interviews_on_record(done) {
        raised.add(GateId::Unscreened, Opener::Rule(RuleId::number(1)));
    }
    if facts.phq9_item9_positive {
        raised.add(GateId::Suicide, Opener::Rule(RuleId::number(8)));
    }
    if alone.pattern + CONTROL_PATTERN.iter().filter(|id| answers.is_ticked(id)).count() >= 2 {
        raised.add(GateId::Control, Opener::Rule(RuleId::number(51)));
        raised.add(GateId::Unscreened, Opener::Rule(RuleId::number(51)));
    }
    if goes_along_under_pressure(&[answers])
        && let Ok(id) = GOES_ALONG.parse()
    {
        raised.add(GateId::Consent, Opener::Indicator(id));
    }
    raised
}
