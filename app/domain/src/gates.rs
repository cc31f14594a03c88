//! Safety gates: what opens them, what closes them, and who may override them.
//!
//! Gates latch. Once opened, a gate stays open until a closing is recorded as its `closes_when` demands; unticking an
//! answer closes nothing. A [`GateLog`] is that memory.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    alone::Alone,
    answers::Answers,
    course::Facts,
    ids::{IndicatorId, ItemId, RuleId},
    library::{Library, model::OverridePolicy},
    order,
    words::GateId,
};

/// Gates that a rule opens even where no indicator does.
pub const OPENED_BY_RULE: [GateId; 3] = [GateId::Unscreened, GateId::Suicide, GateId::Control];

/// Two or more of these make a pattern that is treated as control until assessed (R51).
pub const CONTROL_PATTERN: [&str; 11] =
    ["ABU-08", "ABU-09", "ABU-10", "ABU-13", "BET-04", "INF-09", "POW-02", "POW-04", "POW-11", "ADD-13", "GEN-09"];

/// What opened a gate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opener {
    /// An indicator or flag that was seen or told.
    Indicator(IndicatorId),
    /// A rule: R1 (not asked yet), R8 (PHQ-9 item 9), R15 (control appeared later), R51 (a pattern).
    Rule(RuleId),
    /// Something told alone, of which this screen may say no more.
    Alone,
    /// The counsellor, by hand.
    Hand,
}

impl Opener {
    /// The id of the indicator or rule.
    pub fn id(&self) -> &str {
        match self {
            Self::Indicator(id) => id.as_str(),
            Self::Rule(id) => id.as_str(),
            Self::Alone => "told alone",
            Self::Hand => "opened by hand",
        }
    }
}

/// What speaks for opening gates at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raised(BTreeMap<GateId, BTreeSet<Opener>>);

impl Raised {
    /// Whether anything speaks for opening `gate`.
    pub fn holds(&self, gate: GateId) -> bool {
        self.0.contains_key(&gate)
    }

    /// Each gate with what speaks for opening it.
    pub fn iter(&self) -> impl Iterator<Item = (GateId, &BTreeSet<Opener>)> {
        self.0.iter().map(|(gate, openers)| (*gate, openers))
    }

    fn add(&mut self, gate: GateId, opener: Opener) {
        self.0.entry(gate).or_default().insert(opener);
    }
}

/// Whether both individual interviews are on record.
pub fn interviews_on_record(done: &BTreeSet<ItemId>) -> bool {
    done.iter().any(|item| *item == *"individual-safety-interview")
}

/// What speaks for opening gates: indicators, a pattern of them (R51), a scale answer (R8), and what was not asked (R1).
pub fn raised(library: &Library, answers: &Answers, done: &BTreeSet<ItemId>, facts: &Facts) -> Raised {
    raised_with(library, answers, &Alone::default(), done, facts)
}

/// The same, with what was told alone and is not shown.
pub fn raised_with(
    library: &Library,
    answers: &Answers,
    alone: &Alone,
    done: &BTreeSet<ItemId>,
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
    raised
}

/// A recorded closing: who closed the gate, when, and what was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// Who decided.
    pub by: String,
    /// The day, as year-month-day.
    pub on: String,
    /// What the decision rests on.
    pub ground: Ground,
}

/// What a closing rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// What `closes_when` demands was checked; in the counsellor's words.
    AsDemanded(String),
    /// Only a brief screen was negative. Never enough (R16).
    BriefScreen,
    /// Only time has passed. Never enough.
    TimePassed,
}

impl Ground {
    /// What it rests on, in words.
    pub fn in_words(&self) -> &str {
        match self {
            Self::AsDemanded(checked) => checked,
            Self::BriefScreen => "only a brief screen was negative",
            Self::TimePassed => "only time has passed",
        }
    }
}

/// A recorded override: the gate stays open, and its exercises are released.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overriding {
    /// Who decided.
    pub by: String,
    /// The day, as year-month-day.
    pub on: String,
    /// Why, in the counsellor's words.
    pub reason: String,
    /// Who confirmed it, where the gate asks for a second person.
    #[serde(default)]
    pub confirmed_by: Option<String>,
}

/// Why a gate was not closed or overridden.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GateRefusal {
    /// Something is not said.
    #[error("{gate} was not changed: say {missing}")]
    Missing {
        /// The gate.
        gate: GateId,
        /// What to say.
        missing: &'static str,
    },
    /// A ground that never closes a gate.
    #[error("{gate} stays open: {why}")]
    NotEnough {
        /// The gate.
        gate: GateId,
        /// Why.
        why: String,
    },
    /// The gate may not be overridden.
    #[error("{gate} may not be overridden: {why}")]
    Never {
        /// The gate.
        gate: GateId,
        /// Why, in the words of the library.
        why: String,
    },
}

/// How a gate stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateState {
    /// Whether it is open.
    pub open: bool,
    /// Everything that ever opened it.
    pub opened_by: BTreeSet<Opener>,
    /// The last closing, if it is closed.
    pub closed: Option<Closing>,
    /// The override in force, if any.
    pub overridden: Option<Overriding>,
    /// Everything that happened to it, the oldest first.
    #[serde(default)]
    pub history: Vec<GateEvent>,
}

/// Something that happened to a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateEvent {
    /// It was opened, or opened once more, by this.
    Opened(Opener),
    /// A closing was recorded.
    Closed(Closing),
    /// An override was recorded.
    Overridden(Overriding),
}

/// The memory of all gates of a couple.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateLog {
    states: BTreeMap<GateId, GateState>,
    /// What spoke for each gate when it was last looked at, so that a sign which stays does not reopen a closed gate,
    /// and one that comes back does.
    standing: BTreeSet<(GateId, Opener)>,
    looked_before: bool,
}

impl GateLog {
    /// Opens what `raised` speaks for and was not standing before.
    ///
    /// A new sign of control that comes after the interviews reopens UNSCREENED: safety is asked again, not ticked
    /// once (R15).
    pub fn observe(&mut self, raised: &Raised) {
        let now = order::set(raised.iter().flat_map(|(gate, by)| by.iter().map(move |opener| (gate, opener.clone()))));
        let fresh: Vec<_> = now.difference(&self.standing).cloned().collect();
        let control_came_later = self.looked_before && fresh.iter().any(|(gate, _)| *gate == GateId::Control);
        for (gate, opener) in fresh {
            self.open(gate, opener);
        }
        if control_came_later {
            self.open(GateId::Unscreened, Opener::Rule(RuleId::number(15)));
        }
        self.standing = now;
        self.looked_before = true;
    }

    /// How `gate` stands.
    pub fn state(&self, gate: GateId) -> GateState {
        self.states.get(&gate).cloned().unwrap_or_default()
    }

    /// Whether `gate` is open, overridden or not.
    pub fn is_open(&self, gate: GateId) -> bool {
        self.states.get(&gate).is_some_and(|state| state.open)
    }

    /// Whether `gate` holds exercises back: it is open and not overridden.
    pub fn holds(&self, gate: GateId) -> bool {
        self.states.get(&gate).is_some_and(|state| state.open && state.overridden.is_none())
    }

    /// Whether `gate` was ever opened.
    pub fn was_opened(&self, gate: GateId) -> bool {
        self.states.contains_key(&gate)
    }

    /// Every gate that is open, in the order of the reference.
    pub fn open_gates(&self) -> impl Iterator<Item = GateId> {
        self.states.iter().filter(|(_, state)| state.open).map(|(gate, _)| *gate)
    }

    /// Every gate that was ever opened, with how it stands.
    pub fn iter(&self) -> impl Iterator<Item = (GateId, &GateState)> {
        self.states.iter().map(|(gate, state)| (*gate, state))
    }

    /// Everything that ever opened a gate.
    pub fn ever_raised(&self) -> Raised {
        Raised(order::map(self.states.iter().map(|(gate, state)| (*gate, state.opened_by.clone()))))
    }

    /// The same gates without words: what nobody but the counsellor may read becomes [`Opener::Alone`], and closings,
    /// overrides and the history say nothing. It goes on opening gates exactly as this one would.
    #[must_use]
    pub fn without_words(&self, shown: impl Fn(&IndicatorId) -> bool) -> Self {
        let hide = |opener: &Opener| match opener {
            Opener::Indicator(id) if !shown(id) => Opener::Alone,
            _ => opener.clone(),
        };
        let state = |state: &GateState| GateState {
            open: state.open,
            opened_by: order::set(state.opened_by.iter().map(hide)),
            overridden: state.overridden.as_ref().map(|_| Overriding::default()),
            ..GateState::default()
        };
        Self {
            states: order::map(self.states.iter().map(|(gate, of)| (*gate, state(of)))),
            standing: order::set(self.standing.iter().map(|(gate, opener)| (*gate, hide(opener)))),
            looked_before: self.looked_before,
        }
    }

    /// Records a closing.
    ///
    /// # Errors
    ///
    /// When it does not say who, when and what; when it rests on a brief screen or on time alone (R16); and when what
    /// software can see contradicts `closes_when`: UNSCREENED needs both interviews, no ABU-08, and CONTROL and CONSENT
    /// closed; CONSENT needs CONTROL closed.
    pub fn close(
        &mut self,
        gate: GateId,
        closing: Closing,
        answers: &Answers,
        done: &BTreeSet<ItemId>,
    ) -> Result<(), GateRefusal> {
        said(gate, &closing.by, "who closes it")?;
        said(gate, &closing.on, "on which day")?;
        match &closing.ground {
            Ground::AsDemanded(checked) => said(gate, checked, "what was checked")?,
            Ground::BriefScreen => return Err(not_enough(gate, "a negative brief screen closes no gate (R16)")),
            Ground::TimePassed => return Err(not_enough(gate, "time alone closes no gate")),
        }
        if let Some(why) = self.contradiction(gate, answers, done) {
            return Err(not_enough(gate, &why));
        }
        self.shut(gate, closing);
        Ok(())
    }

    /// Records a closing that somebody stated without the details that [`GateLog::close`] asks for: a case file is one
    /// moment and gives a reason only. R1 holds all the same: UNSCREENED stays open while an interview is missing.
    pub fn close_as_stated(&mut self, gate: GateId, reason: &str, done: &BTreeSet<ItemId>) {
        if gate == GateId::Unscreened && !interviews_on_record(done) {
            return;
        }
        let ground = Ground::AsDemanded(reason.into());
        self.shut(gate, Closing { by: String::new(), on: String::new(), ground });
    }

    /// Records an override, as the library allows it.
    ///
    /// # Errors
    ///
    /// When the gate may never be overridden, when no reason is given, or when a second person must confirm and none
    /// (or the same one) does.
    pub fn override_gate(&mut self, library: &Library, gate: GateId, with: Overriding) -> Result<(), GateRefusal> {
        let rule = &library.gate(gate).r#override;
        if rule.policy == OverridePolicy::Never {
            return Err(GateRefusal::Never { gate, why: rule.why.clone() });
        }
        said(gate, &with.by, "who overrides it")?;
        said(gate, &with.on, "on which day")?;
        said(gate, &with.reason, "why")?;
        let second = with.confirmed_by.as_deref().map(str::trim).filter(|name| !name.is_empty());
        if rule.policy == OverridePolicy::SecondConfirmation && second.is_none_or(|name| name == with.by.trim()) {
            return Err(GateRefusal::Missing { gate, missing: "who else confirms it" });
        }
        if let Some(state) = self.states.get_mut(&gate) {
            state.history.push(GateEvent::Overridden(with.clone()));
            state.overridden = Some(with);
        }
        Ok(())
    }

    /// Opens a gate that a counsellor added; what opens it may be something that no question asks.
    pub fn open_by_hand(&mut self, gate: GateId) {
        if GateId::OWN.contains(&gate) {
            self.open(gate, Opener::Hand);
        }
    }

    fn open(&mut self, gate: GateId, opener: Opener) {
        let state = self.states.entry(gate).or_default();
        state.open = true;
        state.closed = None;
        // An override was given for what was known then.
        state.overridden = None;
        state.history.push(GateEvent::Opened(opener.clone()));
        state.opened_by.insert(opener);
    }

    fn shut(&mut self, gate: GateId, closing: Closing) {
        if let Some(state) = self.states.get_mut(&gate) {
            state.open = false;
            state.overridden = None;
            state.history.push(GateEvent::Closed(closing.clone()));
            state.closed = Some(closing);
        }
    }

    /// What software can see that contradicts `closes_when`.
    fn contradiction(&self, gate: GateId, answers: &Answers, done: &BTreeSet<ItemId>) -> Option<String> {
        let still_open = |others: &[GateId]| {
            let open = others.iter().find(|other| self.is_open(**other))?;
            Some(format!("{open} is still open"))
        };
        match gate {
            GateId::Unscreened if !interviews_on_record(done) => {
                Some("both individual interviews must be on record (R1)".into())
            }
            GateId::Unscreened if answers.is_ticked("ABU-08") => {
                Some("a partner answers for the other or allows no individual meeting (ABU-08)".into())
            }
            // The library lets each of UNSCREENED and CONSENT wait for the other. CONSENT goes first: whatever it holds
            // is held by UNSCREENED too, so nothing is released before both are closed.
            GateId::Unscreened => still_open(&[GateId::Control, GateId::Consent]),
            GateId::Consent => still_open(&[GateId::Control]),
            _ => None,
        }
    }
}

fn said(gate: GateId, text: &str, missing: &'static str) -> Result<(), GateRefusal> {
    if text.trim().is_empty() { Err(GateRefusal::Missing { gate, missing }) } else { Ok(()) }
}

fn not_enough(gate: GateId, why: &str) -> GateRefusal {
    GateRefusal::NotEnough { gate, why: why.into() }
}
