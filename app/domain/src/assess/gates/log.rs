//! Safety gates: their state and their log.
//!
//! Gates latch. Once opened, a gate stays open until a closing is recorded as its `closes_when` demands; removing an
//! answer closes nothing. A [`GateLog`] records this.

use serde::{Deserialize, Serialize};

use super::{
    Closing, GateRefusal, Ground, Opener, Overriding, Raised,
    decisions::{not_enough, said},
    interviews_on_record,
};
use crate::{
    assess::{Answers, OVERHEARD},
    library::{Library, model::OverridePolicy},
    vocabulary::{GateId, IndicatorId, ItemId, RuleId, SmallMap, SmallSet},
};

/// The state of a gate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateState {
    /// True while it is open.
    pub open: bool,
    /// Everything that ever opened it.
    pub opened_by: SmallSet<Opener>,
    /// The last closing, if it is closed.
    pub closed: Option<Closing>,
    /// The override in force, if any.
    pub overridden: Option<Overriding>,
    /// Its events, oldest first.
    #[serde(default)]
    pub history: Vec<GateEvent>,
}

impl GateState {
    /// Returns the reasons that keep it open: every opening since the last closing, with its count.
    pub fn grounds(&self) -> SmallMap<&Opener, usize> {
        let mut grounds = SmallMap::new();
        for event in &self.history {
            match event {
                GateEvent::Opened(opener) => *grounds.entry(opener).or_default() += 1,
                GateEvent::Closed(_) => grounds.clear(),
                GateEvent::Overridden(_) | GateEvent::TakenBack(_) => {}
            }
        }
        // A state that was kept without its history says only what opened it at some time.
        if grounds.is_empty() && self.open {
            grounds = self.opened_by.iter().map(|opener| (opener, usize::MAX)).collect();
        }
        grounds
    }
}

/// An event of a gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateEvent {
    /// It was opened, or opened again, for this reason.
    Opened(Opener),
    /// A closing was recorded.
    Closed(Closing),
    /// An override was recorded.
    Overridden(Overriding),
    /// An answer that had opened it was taken back as entered by mistake; other reasons keep it open.
    TakenBack(Closing),
}

/// The log of all gates of a couple.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateLog {
    states: SmallMap<GateId, GateState>,
    /// The reasons per gate at the last observation: a sign that persists does not reopen a closed gate, one that
    /// returns does.
    standing: SmallSet<(GateId, Opener)>,
    looked_before: bool,
}

impl GateLog {
    /// Opens the gates with a reason in `raised` that was absent at the last observation.
    ///
    /// A new sign of control that comes after the interviews reopens UNSCREENED: safety is asked again, not ticked once
    /// (R15).
    pub fn observe(&mut self, raised: &Raised) {
        let now = raised
            .iter()
            .flat_map(|(gate, by)| by.iter().map(move |opener| (gate, opener.clone())))
            .collect::<SmallSet<_>>();
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

    /// Returns the state of `gate`.
    pub fn state(&self, gate: GateId) -> GateState {
        self.states.get(&gate).cloned().unwrap_or_default()
    }

    /// True if `gate` is open, overridden or not.
    pub fn is_open(&self, gate: GateId) -> bool {
        self.states.get(&gate).is_some_and(|state| state.open)
    }

    /// True if `gate` holds exercises: open and not overridden.
    pub fn holds(&self, gate: GateId) -> bool {
        self.states.get(&gate).is_some_and(|state| state.open && state.overridden.is_none())
    }

    /// True if `gate` was ever opened.
    pub fn was_opened(&self, gate: GateId) -> bool {
        self.states.contains_key(&gate)
    }

    /// Iterates over the open gates, in the order of the reference.
    pub fn open_gates(&self) -> impl Iterator<Item = GateId> {
        self.states.iter().filter(|(_, state)| state.open).map(|(gate, _)| *gate)
    }

    /// Iterates over the gates that were ever opened, with their states.
    pub fn iter(&self) -> impl Iterator<Item = (GateId, &GateState)> {
        self.states.iter().map(|(gate, state)| (*gate, state))
    }

    /// Returns every reason that ever opened a gate.
    pub fn ever_raised(&self) -> Raised {
        Raised(self.states.iter().map(|(gate, state)| (*gate, state.opened_by.clone())).collect())
    }

    /// Returns the same gates without text: reasons that only the counsellor may read become [`Opener::Alone`];
    /// closings, overrides and the history lose their words. It opens gates exactly as the original would.
    #[must_use]
    pub fn without_words(&self, shown: impl Fn(&IndicatorId) -> bool) -> Self {
        let hide = |opener: &Opener| match opener {
            Opener::Indicator(id) if !shown(id) => Opener::Alone,
            _ => opener.clone(),
        };
        let state = |state: &GateState| GateState {
            open: state.open,
            opened_by: state.opened_by.iter().map(hide).collect(),
            overridden: state.overridden.as_ref().map(|_| Overriding::default()),
            ..GateState::default()
        };
        Self {
            states: self.states.iter().map(|(gate, of)| (*gate, state(of))).collect(),
            standing: self.standing.iter().map(|(gate, opener)| (*gate, hide(opener))).collect(),
            looked_before: self.looked_before,
        }
    }

    /// Records a closing.
    ///
    /// # Errors
    ///
    /// When it does not say who, when and what; when it rests on a brief screen or on time alone (R16); and when what
    /// software can see contradicts `closes_when`: UNSCREENED needs both interviews, no ABU-08, no sign that someone
    /// listened (R67), and CONTROL and CONSENT closed; CONSENT needs CONTROL closed.
    pub fn close(
        &mut self,
        gate: GateId,
        closing: Closing,
        answers: &Answers,
        done: &SmallSet<ItemId>,
    ) -> Result<(), GateRefusal> {
        said(gate, &closing.by, "who decides")?;
        said(gate, &closing.on, "the day")?;
        match &closing.ground {
            Ground::AsDemanded(checked) => said(gate, checked, "what was checked")?,
            Ground::BriefScreen => return Err(not_enough(gate, "a negative screen does not lift a hold")),
            Ground::TimePassed => return Err(not_enough(gate, "time alone does not lift a hold")),
            Ground::EnteredByMistake(_) => {
                return Err(not_enough(gate, "only the answer that was entered by mistake can be taken back"));
            }
        }
        if let Some(why) = self.contradiction(gate, answers, done) {
            return Err(not_enough(gate, &why));
        }
        self.shut(gate, closing);
        Ok(())
    }

    /// Records a closing that was stated without the details that [`GateLog::close`] demands: a case file gives a
    /// reason only. R1 still applies: UNSCREENED stays open while an interview is missing.
    pub fn close_as_stated(&mut self, gate: GateId, reason: &str, done: &SmallSet<ItemId>) {
        if gate == GateId::Unscreened && !interviews_on_record(done) {
            return;
        }
        let ground = Ground::AsDemanded(reason.into());
        self.shut(gate, Closing { by: String::new(), on: String::new(), ground });
    }

    /// Records an override, as the library allows it.
    ///
    /// # Errors
    /// If the gate may never be overridden, the reason is missing, or a required second person has not confirmed (or is
    /// the same one).
    pub fn override_gate(&mut self, library: &Library, gate: GateId, with: Overriding) -> Result<(), GateRefusal> {
        let rule = &library.gate(gate).r#override;
        if rule.policy == OverridePolicy::Never {
            return Err(GateRefusal::Never { gate, why: rule.why.clone() });
        }
        said(gate, &with.by, "who decides")?;
        said(gate, &with.on, "the day")?;
        said(gate, &with.reason, "the reason")?;
        let second = with.confirmed_by.as_deref().map(str::trim).filter(|name| !name.is_empty());
        if rule.policy == OverridePolicy::SecondConfirmation && second.is_none_or(|name| name == with.by.trim()) {
            return Err(GateRefusal::Missing { gate, missing: "the second person who confirms it" });
        }
        if let Some(state) = self.states.get_mut(&gate) {
            state.history.push(GateEvent::Overridden(with.clone()));
            state.overridden = Some(with);
        }
        Ok(())
    }

    /// Undoes the openings caused by an answer entered by mistake. `caused` is true for the openings that go back to
    /// that answer alone.
    ///
    /// A gate closes only if nothing else opened it since its last closing; otherwise its history gets an entry. If
    /// this closes CONTROL, UNSCREENED stays open or opens: an individual check is due. Returns the gates that
    /// closed.
    pub fn take_back(&mut self, caused: impl Fn(GateId, &Opener) -> bool, with: &Closing) -> Vec<GateId> {
        let mut closed = Vec::new();
        for (gate, state) in self.states.iter_mut().filter(|(_, state)| state.open) {
            let grounds = state.grounds();
            let alone = |(opener, times): (&&Opener, &usize)| *times == 1 && caused(*gate, opener);
            if !grounds.iter().any(alone) {
                continue;
            }
            if grounds.iter().all(alone) {
                closed.push(*gate);
            } else {
                state.history.push(GateEvent::TakenBack(with.clone()));
            }
        }
        for gate in &closed {
            self.shut(*gate, with.clone());
        }
        if closed.contains(&GateId::Control) {
            closed.retain(|gate| *gate != GateId::Unscreened);
            self.open(GateId::Unscreened, Opener::Check);
        }
        closed
    }

    /// Opens a gate that a counsellor added; its reason may be one that no question asks.
    pub fn open_by_hand(&mut self, gate: GateId) {
        if GateId::OWN.contains(&gate) {
            self.open(gate, Opener::Hand);
        }
    }

    /// Opens `gate` for a concern about safety in a session. One about control that comes after the interviews has safety
    /// asked again, as a new sign of control does (R15); then this returns true.
    pub fn open_for_concern(&mut self, gate: GateId) -> bool {
        self.open(gate, Opener::Concern);
        let asks_again = gate == GateId::Control && self.looked_before;
        if asks_again {
            self.open(GateId::Unscreened, Opener::Rule(RuleId::number(15)));
        }
        asks_again
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

    /// Returns the contradiction between the recorded state and `closes_when`, if any.
    fn contradiction(&self, gate: GateId, answers: &Answers, done: &SmallSet<ItemId>) -> Option<String> {
        let still_open = |others: &[GateId]| {
            let open = others.iter().find(|other| self.is_open(**other))?;
            Some(format!("{open} is still active"))
        };
        match gate {
            GateId::Unscreened if !interviews_on_record(done) => {
                Some("both individual interviews must be complete".into())
            }
            GateId::Unscreened if answers.is_ticked("ABU-08") => {
                Some("one partner speaks for the other or will not allow an individual meeting".into())
            }
            GateId::Unscreened if OVERHEARD.iter().any(|id| answers.is_ticked(id)) => {
                Some("someone may have heard the talk alone, or no independent interpreter was there".into())
            }
            // The library lets each of UNSCREENED and CONSENT wait for the other. CONSENT goes first: whatever it holds
            // is held by UNSCREENED too, so nothing is released before both are closed.
            GateId::Unscreened => still_open(&[GateId::Control, GateId::Consent]),
            GateId::Consent => still_open(&[GateId::Control]),
            _ => None,
        }
    }
}
