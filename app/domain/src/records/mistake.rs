//! Answers that were entered by mistake: no one gave them, the counsellor chose the wrong one.
//!
//! Holds latch: withdrawing an answer that was given lifts none. A slip differs: within a day, and before the next
//! session is recorded, it can be taken back with a reason, which lifts the holds that rest on it alone.

use super::{AnswerChange, Change, Interview, Situation, Stamp, course};
use crate::{
    assess::{Answer, Answers, CaseState, Partner, PrivateEvidence, Whom},
    library::Library,
    safety::{Closing, Ground, Opener, Raised, raised_with},
    vocabulary::{Day, GateId, IndicatorId, RuleId},
};

/// The period in which an answer can be taken back as a mistake: 24 hours, in microseconds.
const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// The setting in which an answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// With both partners, or observed.
    Together,
    /// By this partner, alone.
    Alone(Partner),
}

/// An answer that may be a slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The setting in which it was given.
    pub source: Source,
    /// The question.
    pub indicator: IndicatorId,
    /// The person it is about.
    pub whom: Whom,
}

/// A yes that a hold rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The answer.
    pub slip: Slip,
    /// The time at which it was entered, where known.
    pub entered: Option<Stamp>,
    /// The reason why it cannot be taken back as a mistake; none if it can.
    pub too_late: Option<NotTakenBack>,
}

/// The reason why an answer was not taken back, worded for the counsellor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTakenBack {
    /// It is not a yes.
    #[error("This answer is no longer yes, so there is nothing to undo.")]
    NotYes,
    /// It was entered before answer times were stored.
    #[error(
        "It is not known when this answer was entered, so it cannot be undone as a mistake. Lift the hold instead."
    )]
    TimeUnknown,
    /// More than 24 hours have passed.
    #[error("Not possible any more: the answer was entered more than 24 hours ago. Lift the hold instead.")]
    DayPassed,
    /// A session was recorded since; its number.
    #[error("Not possible any more: session {0} has been recorded since. Lift the hold instead.")]
    SessionSince(u16),
    /// No hold rests on it alone.
    #[error("Something else put this hold on as well, so it stays active. Lift the hold instead.")]
    NotAlone,
    /// The counsellor did not confirm that no one said it.
    #[error("Only an answer that no one said can be undone. If it was said and later taken back, the hold stays.")]
    Said,
    /// No reason is given.
    #[error("Describe what happened. It stays in the history of the hold.")]
    NoReason,
}

/// The decision to take an answer back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The person who decided.
    pub by: String,
    /// The day.
    pub on: Day,
    /// The time in UTC.
    pub at: Stamp,
    /// “Nobody said this. I chose the wrong answer.”
    pub nobody_said_it: bool,
    /// The counsellor's account of it.
    pub reason: String,
}

/// Returns the answers that opened `gate` and are still yes, each with the obstacle to taking it back.
pub fn candidates(
    library: &Library,
    situation: &Situation,
    interviews: [&Interview; 2],
    gate: GateId,
    now: Stamp,
) -> Vec<Candidate> {
    let state = situation.gates.state(gate);
    let grounds = state.grounds();
    let told = Told { situation, interviews };
    let whole = course(situation, interviews);
    let all = whole.raised(library);
    let mut found = Vec::new();
    for slip in told.yes() {
        let without = raised_by(library, &whole, &told.ever_without(&slip));
        let speaks = |opener: &&&Opener| all.speaks(gate, opener) && !without.speaks(gate, opener);
        let own = grounds.contains_key(&Opener::Indicator(slip.indicator.clone()));
        if !state.open || !(own || grounds.keys().any(|opener| speaks(&opener))) {
            continue;
        }
        let entered = told.entered(&slip);
        let too_late = told.too_late(entered, now).or_else(|| {
            let alone = grounds.iter().any(|(opener, times)| *times == 1 && speaks(&opener));
            (!alone).then_some(NotTakenBack::NotAlone)
        });
        found.push(Candidate { slip, entered, too_late });
    }
    found
}

/// Takes back an answer that was entered by mistake, and lifts the holds that rest on it alone. The question regains
/// its earlier state, usually not asked. Returns the holds lifted; if CONTROL is among them, an individual check is
/// due, through UNSCREENED.
///
/// # Errors
/// The reason why it cannot be taken back; then nothing is changed.
pub fn take_back(
    library: &Library,
    situation: &mut Situation,
    interviews: &mut [Interview; 2],
    slip: &Slip,
    with: &TakenBack,
) -> Result<Vec<GateId>, NotTakenBack> {
    let told = Told { situation, interviews: interviews.each_ref() };
    if !told.yes().contains(slip) {
        return Err(NotTakenBack::NotYes);
    }
    if let Some(why) = told.too_late(told.entered(slip), with.at) {
        return Err(why);
    }
    if !with.nobody_said_it {
        return Err(NotTakenBack::Said);
    }
    if with.reason.trim().is_empty() {
        return Err(NotTakenBack::NoReason);
    }
    let whole = course(situation, interviews.each_ref());
    let ever = told.ever_without(slip);
    let (without, all) = (raised_by(library, &whole, &ever), whole.raised(library));
    let before = told.before(slip);
    let caused = |gate: GateId, opener: &Opener| all.speaks(gate, opener) && !without.speaks(gate, opener);

    answer_again(library, situation, interviews, slip, before, with.at);
    let restarted = restarted(situation, &caused);
    if restarted {
        situation.round = situation.round.saturating_sub(1);
    }
    let now = course(situation, interviews.each_ref()).raised(library);
    let not_asked = Opener::Rule(RuleId::number(1));
    let goes_back = |gate: GateId, opener: &Opener| {
        let anew = restarted && gate == GateId::Unscreened && *opener == not_asked && !now.speaks(gate, opener);
        anew || caused(gate, opener)
    };
    let reason = with.reason.trim().to_owned();
    let closing = Closing { by: with.by.clone(), on: with.on.to_string(), ground: Ground::EnteredByMistake(reason) };
    let lifted = situation.gates.take_back(goes_back, &closing);
    situation.observe(library, interviews.each_ref());
    Ok(lifted)
}

/// True if the slip alone invalidated the interviews: it opened UNSCREENED, which had been closed, and no sign of
/// control is among the reasons that keep it open.
fn restarted(situation: &Situation, caused: &impl Fn(GateId, &Opener) -> bool) -> bool {
    let state = situation.gates.state(GateId::Unscreened);
    let was_closed = state.history.iter().any(|event| matches!(event, crate::safety::GateEvent::Closed(_)));
    let not_asked = Opener::Rule(RuleId::number(1));
    let grounds = state.grounds();
    let fits = |opener: &&Opener| **opener == not_asked || caused(GateId::Unscreened, opener);
    let control = Opener::Rule(RuleId::number(51));
    state.open
        && was_closed
        && !grounds.contains_key(&control)
        && grounds.keys().any(|opener| caused(GateId::Unscreened, opener))
        && grounds.keys().all(fits)
}

/// Restores the earlier answer to the question.
fn answer_again(
    library: &Library,
    situation: &mut Situation,
    interviews: &mut [Interview; 2],
    slip: &Slip,
    answer: Option<Answer>,
    at: Stamp,
) {
    let change = AnswerChange { indicator: slip.indicator.clone(), whom: slip.whom, answer };
    let (answers, changes) = match slip.source {
        Source::Together => (&mut situation.answers, &mut situation.changes),
        Source::Alone(partner) => {
            let interview = &mut interviews[partner as usize];
            (&mut interview.answers, &mut interview.changes)
        }
    };
    // The answer was there, so the library knows the question and the person.
    let _ = change.apply(library, answers);
    changes.push(Change { at, change });
    if let Source::Alone(partner) = slip.source {
        let interview = &mut interviews[partner as usize];
        interview.recorded &= interview.not_yet(library, partner).is_none();
    }
}

/// Returns the reasons to open gates that these answers give, all else unchanged.
fn raised_by(library: &Library, course: &CaseState, answers: &Answers) -> Raised {
    raised_with(library, answers, &PrivateEvidence::default(), &course.done, &course.facts)
}

/// Every answer, given together or alone.
struct Told<'a> {
    situation: &'a Situation,
    interviews: [&'a Interview; 2],
}

impl<'a> Told<'a> {
    fn sources(&self) -> [(Source, &'a Answers, &'a [Change]); 3] {
        let [a, b] = self.interviews;
        [
            (Source::Together, &self.situation.answers, &self.situation.changes),
            (Source::Alone(Partner::A), &a.answers, &a.changes),
            (Source::Alone(Partner::B), &b.answers, &b.changes),
        ]
    }

    /// Returns every yes.
    fn yes(&self) -> Vec<Slip> {
        let of = |(source, answers, _): (Source, &'a Answers, _)| {
            let yes = answers.iter().filter(|(_, _, answer)| *answer == Answer::Yes);
            yes.map(move |(indicator, whom, _)| Slip { source, indicator: indicator.clone(), whom })
        };
        self.sources().into_iter().flat_map(of).collect()
    }

    /// Returns the changes of one answer, oldest first.
    fn changes(&self, slip: &Slip) -> Vec<&'a Change> {
        let of_source = self.sources().into_iter().filter(|(source, ..)| *source == slip.source);
        let all = of_source.flat_map(|(_, _, changes)| changes);
        all.filter(|of| of.change.indicator == slip.indicator && of.change.whom == slip.whom).collect()
    }

    /// Returns the start of the latest unbroken run of yes for this answer.
    fn run(&self, slip: &Slip) -> Option<(usize, Vec<&'a Change>)> {
        let changes = self.changes(slip);
        let no_yes = |of: &&Change| of.change.answer != Some(Answer::Yes);
        let begins = changes.iter().rposition(no_yes).map_or(0, |place| place + 1);
        (begins < changes.len()).then_some((begins, changes))
    }

    fn entered(&self, slip: &Slip) -> Option<Stamp> {
        self.run(slip).map(|(begins, changes)| changes[begins].at)
    }

    /// Returns the answer before it became yes.
    fn before(&self, slip: &Slip) -> Option<Answer> {
        let (begins, changes) = self.run(slip)?;
        changes.get(begins.checked_sub(1)?)?.change.answer
    }

    fn too_late(&self, entered: Option<Stamp>, now: Stamp) -> Option<NotTakenBack> {
        let Some(entered) = entered else { return Some(NotTakenBack::TimeUnknown) };
        if now.0.saturating_sub(entered.0) > A_DAY {
            return Some(NotTakenBack::DayPassed);
        }
        let since = self.situation.recorded.iter().find(|recorded| recorded.at > entered)?;
        Some(NotTakenBack::SessionSince(since.session))
    }

    /// Returns every yes ever given except this one: a hold with such a reason does not rest on the slip alone.
    fn ever_without(&self, slip: &Slip) -> Answers {
        let mut ever = Answers::default();
        for yes in self.yes().iter().filter(|yes| *yes != slip) {
            ever.insert_yes(&yes.indicator, yes.whom);
        }
        let (begins, own) = self.run(slip).unwrap_or_default();
        let own = &own[begins.min(own.len())..];
        for (_, _, changes) in self.sources() {
            let said = changes.iter().filter(|of| of.change.answer == Some(Answer::Yes));
            for of in said.filter(|of| !own.iter().any(|slip| std::ptr::eq(*slip, *of))) {
                ever.insert_yes(&of.change.indicator, of.change.whom);
            }
        }
        ever
    }
}
