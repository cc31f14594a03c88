//! Drafts a programme session by session, each as if the earlier ones had been completed as drafted.

use super::{
    Condition, DraftInput, Planned, ProgrammeSpec, Purpose, SideMeeting, Step, StepStatus, Waiting,
    ending::{kept_for, purposes},
    phase_path::{PhasePath, shares, towards, way},
    words,
};
use crate::{
    assess::{Assessment, By, CaseState, Finding, PhaseChoice, Session},
    library::{
        Library,
        model::{Item, Party},
    },
    planning::{
        Fit, PlanningContext, REVIEW_FROM, Suggestion, demanded, fits,
        planner::{Plan, plan_from},
        relevance::{has_matter, is_about_forgiving},
        suggest, suggest_with,
    },
    safety::{confirm, holds, is_time_alone},
    vocabulary::{GateId, IndicatorId, ItemId, Phase, SmallMap, SmallSet},
};

/// Number of sessions drafted while a gate pauses joint work. Later ones depend on their outcome.
const WHILE_PAUSED: usize = 2;

/// Minimum score of an exercise worth a session, in tenths of a point. An expert default.
const WORTH: i32 = 40;

/// Score of an exercise on the path into the next phase, in tenths of a point, in the first and second half of a phase.
/// Expert defaults.
const ON_THE_WAY: [i32; 2] = [30, 120];

/// Gates that limit planning to today: nothing beyond the next meeting is drafted.
const TODAY_ONLY: [GateId; 3] = [GateId::Acute, GateId::Intox, GateId::Psych];

/// Score of a progress review or relapse plan in the session reserved for it.
const KEPT_FOR: i32 = 2000;

/// Score added to the exercise that a session is built around.
const AROUND: i32 = 1000;

/// Score added to individual support while trauma symptoms are not stable (R29), in tenths of a point.
const FOR_SUPPORT: i32 = 70;

/// The state of the case as if every step so far had been completed.
pub(super) struct ProgrammeDraft<'a> {
    pub(super) library: &'a Library,
    unsaid: &'a SmallSet<IndicatorId>,
    pub(super) course: CaseState,
    findings: Vec<Finding>,
    pub(super) phase: Phase,
    because: String,
    wish: ProgrammeSpec,
    /// The participants booked for the first session.
    pub(super) booked: Session,
    /// Number of steps so far in this phase.
    in_phase: u8,
    /// Number of sessions for each phase.
    shares: SmallMap<Phase, u8>,
    /// Exercises in the steps, with their sessions.
    planned: SmallMap<ItemId, u16>,
    /// Exercises done before the programme.
    before: SmallSet<ItemId>,
    pub(super) steps: Vec<Step>,
    pub(super) held: usize,
    conditional: bool,
    goes_on_when: Vec<Condition>,
}

impl<'a> ProgrammeDraft<'a> {
    pub(super) fn new(ground: DraftInput<'a>, picture: Assessment, wish: ProgrammeSpec, held: Vec<Step>) -> Self {
        let DraftInput { library, course, unsaid, .. } = ground;
        let mut planned = SmallMap::new();
        for step in &held {
            for exercise in step.exercises.iter().filter(|exercise| exercise.done == Some(true)) {
                planned.insert(exercise.item.clone(), step.number);
            }
        }
        let phase = picture.phase.id;
        let in_phase = held.iter().rev().take_while(|step| step.phase == phase).count();
        Self {
            library,
            unsaid,
            before: course.done.iter().filter(|id| !planned.contains_key(*id)).cloned().collect(),
            course: course.clone(),
            findings: picture.findings,
            phase,
            because: picture.phase.because,
            wish,
            booked: picture.session,
            in_phase: u8::try_from(in_phase).unwrap_or(u8::MAX),
            shares: SmallMap::new(),
            planned,
            held: held.len(),
            steps: held,
            conditional: false,
            goes_on_when: Vec::new(),
        }
    }

    /// Returns the steps, the reason if there are fewer than requested, and the phase of the last one.
    pub(super) fn run(mut self) -> (Vec<Step>, Option<Waiting>, Phase) {
        let first = self.steps.last().map_or(self.wish.first, |step| step.number.saturating_add(1));
        let end = self.wish.first.saturating_add(u16::from(self.wish.sessions));
        let waits = self.draft_all(first, end);
        self.connect();
        (self.steps, waits, self.phase)
    }

    fn draft_all(&mut self, first: u16, end: u16) -> Option<Waiting> {
        let left = |number: u16| u8::try_from(end.saturating_sub(number)).unwrap_or(u8::MAX);
        let working = self.wish.sessions.saturating_sub(2);
        let from = self.steps.first().map_or(self.phase, |step| step.phase.min(self.phase));
        self.shares = shares(&self.findings, from, working);
        let since = self.course.facts.sessions_since_review;
        let mut purposes = purposes(since, left(first));
        let mut number = first;
        while number < end {
            let place = usize::from(number - first);
            let gates = self.stopped_by();
            if !gates.is_empty() {
                if !self.pause(number, &gates) {
                    return Some(words::stopped(self.library, &gates, number, end - 1));
                }
                number += 1;
                continue;
            }
            let Some(purpose) = purposes.get(place).copied() else { break };
            if purpose != Purpose::Review {
                self.go_on(purpose);
            }
            if self.work(number, purpose) {
                number += 1;
            } else if matches!(purpose, Purpose::Work | Purpose::Review) {
                let way = way(self.library, &self.course, &self.findings, self.phase);
                let gates = way.as_ref().map_or_else(SmallSet::new, |way| self.gates_of(way));
                if !gates.is_empty() {
                    return Some(words::waits(self.library, &gates, number, end - 1, self.phase));
                }
                // Nothing more to plan: the end comes sooner than wished.
                let looked_back = self.steps.last().is_some_and(|step| step.purpose == Purpose::Review);
                purposes.truncate(place);
                purposes.extend((!looked_back).then_some(Purpose::LookBack));
                purposes.push(Purpose::Ending);
            } else {
                self.keep(number, purpose, Session::Couple, Vec::new(), words::without(purpose));
                number += 1;
            }
        }
        (number < end).then(|| words::nothing_more(number, end - 1))
    }

    /// Returns the gates under which only the next steps towards safety are drafted.
    fn stopped_by(&self) -> SmallSet<GateId> {
        let stops = |gate: &GateId| {
            let of = self.library.gate(*gate);
            (of.hard || of.individual_only || *gate == GateId::Unscreened) && self.course.gates.holds(*gate)
        };
        self.course.gates.open_gates().filter(stops).collect()
    }

    /// Returns the open gates that the path waits for.
    fn gates_of(&self, way: &PhasePath) -> SmallSet<GateId> {
        let mut gates = way.barred_by.clone();
        for condition in way.threshold.conditions.iter().filter(|condition| !condition.met) {
            if let By::Gates(of) = condition.by {
                gates.extend(of.iter().copied().filter(|gate| self.course.gates.is_open(*gate)));
            }
        }
        gates
    }

    /// Drafts a session while a gate stops the programme; false if there is nothing new to draft.
    ///
    /// If joint work is paused, the first meeting follows the way forward of the gate, and one more follows up.
    fn pause(&mut self, number: u16, gates: &SmallSet<GateId>) -> bool {
        let drafted = self.steps.len() - self.held;
        let most = if gates.iter().any(|gate| TODAY_ONLY.contains(gate)) { 1 } else { WHILE_PAUSED };
        if drafted >= most {
            return false;
        }
        let asked = if drafted == 0 { self.booked } else { Session::Couple };
        let session = demanded(self.library, &self.course, asked);
        let alone = gates.iter().copied().find(|gate| self.library.gate(*gate).individual_only);
        let exercises =
            if alone.is_some() && drafted > 0 { Vec::new() } else { self.planned_for(session, Purpose::Pause) };
        let why = match alone.or(gates.first().copied()) {
            Some(gate) if alone.is_some() && !exercises.is_empty() => {
                let why = words::why(self.library, Purpose::Pause, &exercises);
                format!("{why} {}", words::talk(self.library, gate, false))
            }
            _ if !exercises.is_empty() => words::why(self.library, Purpose::Pause, &exercises),
            Some(gate) if alone.is_some() || drafted == 0 => words::talk(self.library, gate, drafted > 0),
            _ => return false,
        };
        self.keep(number, Purpose::Pause, session, exercises, why);
        true
    }

    /// Moves to the next phase once the exercises of its threshold are done and this phase has used its share or has
    /// nothing more. Requirements without an exercise become conditions.
    fn go_on(&mut self, purpose: Purpose) {
        while let Some(way) = way(self.library, &self.course, &self.findings, self.phase) {
            let to = way.threshold.to;
            let deeds = |by| matches!(by, By::Exercise(_) | By::AnyOf(_));
            // What an answer must show first is worked on before it is waited for.
            let worked_on =
                |by| !matches!(by, By::Answer(id) if !towards(self.library, &self.course, self.phase, id).is_empty());
            let done = way
                .threshold
                .conditions
                .iter()
                .all(|condition| condition.met || (!deeds(condition.by) && worked_on(condition.by)));
            let ending = matches!(purpose, Purpose::LookBack | Purpose::Ending);
            let enough = self.in_phase >= self.share() || !self.has_work(self.phase);
            if !done || !enough || !self.has_work(to) || (ending && to != Phase::Maintenance) {
                return;
            }
            self.goes_on_when = words::conditions(self.library, &self.course, &self.planned, &way.threshold);
            self.conditional = true;
            self.because = way.threshold.because.into();
            (self.phase, self.in_phase) = (to, 0);
        }
    }

    fn share(&self) -> u8 {
        self.shares.get(&self.phase).copied().unwrap_or(1)
    }

    /// True if a couple session would have new work of this phase.
    fn has_work(&self, phase: Phase) -> bool {
        let choice = PhaseChoice { id: phase, because: String::new() };
        let moment = self.moment(&choice, Session::Couple);
        suggest(&moment).iter().any(|s| s.item.phase == phase && s.score >= WORTH && self.is_new(&moment, s.item))
    }

    pub(super) fn moment<'m>(&'m self, phase: &'m PhaseChoice, session: Session) -> PlanningContext<'m> {
        PlanningContext { library: self.library, course: &self.course, findings: &self.findings, phase, session }
    }

    /// True if the exercise was neither done before nor drafted in an earlier step. One that an open gate asks for may
    /// be repeated once; a progress review any number of times.
    fn is_new(&self, moment: &PlanningContext<'_>, item: &Item) -> bool {
        let asked =
            || moment.course.gates.open_gates().any(|gate| self.library.gate(gate).way_forward.contains(&item.id));
        item.id == *"progress-review"
            || (!self.planned.contains_key(&item.id) && (!self.before.contains(&item.id) || asked()))
    }

    /// Drafts a working session; false if it has nothing new.
    fn work(&mut self, number: u16, purpose: Purpose) -> bool {
        if purpose != Purpose::Work {
            self.course.facts.ending |= matches!(purpose, Purpose::LookBack | Purpose::Ending);
        }
        let asides = self.asides(number);
        let session = self.who_comes(purpose);
        let exercises = self.planned_for(session, purpose);
        if exercises.is_empty() {
            for id in asides.iter().filter_map(|aside| aside.item.as_ref()) {
                self.course.done.remove(id);
                self.planned.remove(id);
            }
            return false;
        }
        let why = words::why(self.library, purpose, &exercises);
        self.keep(number, purpose, session, exercises, why);
        if let Some(step) = self.steps.last_mut() {
            step.alone = asides;
            if matches!(purpose, Purpose::Review | Purpose::LookBack) {
                step.alone.push(words::check_alone());
            }
        }
        true
    }

    /// Returns the individual meetings alongside this session: the baseline measure that reviews need.
    fn asides(&mut self, number: u16) -> Vec<SideMeeting> {
        let Some(item) = self.library.items().iter().find(|item| item.id == *"trust-and-sex-baseline") else {
            return Vec::new();
        };
        if self.course.done.contains(&item.id) || !holds(&self.course, item).is_empty() {
            return Vec::new();
        }
        self.course.done.insert(item.id.clone());
        self.planned.insert(item.id.clone(), number);
        vec![words::baseline(item)]
    }

    /// Returns the exercises on the path into the next phase.
    pub(super) fn way_items(&self) -> SmallSet<ItemId> {
        way(self.library, &self.course, &self.findings, self.phase).map(|way| way.items).unwrap_or_default()
    }

    pub(super) fn choice(&self) -> PhaseChoice {
        PhaseChoice { id: self.phase, because: self.because.clone() }
    }

    /// Returns the new exercises worth a session, best first, with the score of the path into the next phase.
    pub(super) fn fresh<'m>(&self, moment: &PlanningContext<'m>, purpose: Purpose) -> Vec<Suggestion<'m>> {
        let way = way(self.library, &self.course, &self.findings, self.phase);
        let items = way.as_ref().map(|way| way.items.clone()).unwrap_or_default();
        let (late, begun) = (2 * (self.in_phase + 1) > self.share(), !self.steps.is_empty());
        let couple = moment.session == Session::Couple;
        let mut fresh = suggest_with(moment, &items);
        fresh.retain(|s| {
            let way = items.contains(&s.item.id);
            let matter = way || has_matter(self.library, &self.course, &self.findings, s.item);
            // Before the work of a couple, the talk with each alone is laid where the plan is made, by what was told until then.
            let talk = couple && is_time_alone(s.item);
            matter && !talk && self.is_new(moment, s.item) && self.suits(moment, purpose, s.item)
        });
        for s in &mut fresh {
            s.leave_unsaid(self.unsaid);
            if let Some(way) = way.as_ref().filter(|_| items.contains(&s.item.id)) {
                s.score += WORTH + if begun { ON_THE_WAY[usize::from(late)] } else { 0 };
                s.because.push(words::on_the_way(way.threshold.to));
            }
            if couple && self.course.gates.holds(GateId::Ptsd) && s.item.id == *"support-and-therapy-plan" {
                s.score += FOR_SUPPORT;
                s.because.insert(0, words::SUPPORT.into());
            }
            if let Some(reason) = kept_for(purpose, s.item) {
                s.score += KEPT_FOR;
                s.because.insert(0, reason.into());
            }
        }
        fresh.retain(|s| s.score >= WORTH);
        crate::vocabulary::small_sort::sort(&mut fresh, |a, b| a.score > b.score);
        fresh
    }

    /// Builds the session around the best exercise; otherwise two small ones would always outweigh a large one.
    fn around_the_best(&self, moment: &PlanningContext<'_>, fresh: &mut [Suggestion<'_>]) {
        let own = |item: &Item| !matches!(item.who.first, Party::EachAlone | Party::CoupleOrEachAlone);
        let alone = moment.session != Session::Couple;
        let best = fresh.iter_mut().find(|s| {
            let today = fits(self.library, &self.course, moment.session, s.item).is_today();
            today && s.after.is_empty() && (!alone || own(s.item))
        });
        if let Some(best) = best {
            best.score += AROUND;
        }
        crate::vocabulary::small_sort::sort(fresh, |a, b| a.score > b.score);
    }

    /// Returns the planner's exercises for this session.
    fn planned_for(&mut self, session: Session, purpose: Purpose) -> Vec<Planned> {
        if matches!(purpose, Purpose::Review | Purpose::LookBack) {
            let since = &mut self.course.facts.sessions_since_review;
            *since = (*since).max(REVIEW_FROM);
        }
        let choice = self.choice();
        let moment = self.moment(&choice, session);
        let mut fresh = self.fresh(&moment, purpose);
        if purpose == Purpose::Work {
            self.around_the_best(&moment, &mut fresh);
        }
        // What one does alone may come at any time (R17), so it is no reason to leave it out that its phase is later.
        let latest = fresh.iter().map(|s| s.item.phase).max().filter(|_| session != Session::Couple);
        let widest = PhaseChoice { id: latest.unwrap_or(self.phase).max(self.phase), ..choice.clone() };
        let plan = plan_from(&self.moment(&widest, session), self.wish.minutes, &fresh);
        let because: Vec<(ItemId, Vec<String>)> = fresh.into_iter().map(|s| (s.item.id.clone(), s.because)).collect();
        self.exercises(&plan, &because)
    }

    /// Returns the exercises of a plan; a grounding exercise at its end only if it is new.
    fn exercises(&self, plan: &Plan, because: &[(ItemId, Vec<String>)]) -> Vec<Planned> {
        let of_block = |block: &crate::planning::planner::Block| {
            let item = self.library.item(block.item.as_ref()?)?;
            let reasons = because.iter().find(|(id, _)| *id == item.id).map(|(_, reasons)| reasons.clone());
            let opens = block.part == self.library.shares().parts.get(1).map_or("", String::as_str);
            if reasons.is_none() && self.course.done.contains(&item.id) {
                return None;
            }
            Some(Planned {
                item: item.id.clone(),
                minutes: block.minutes,
                because: reasons.unwrap_or_else(|| vec![if opens { words::OPENING } else { words::GROUNDING }.into()]),
                after: Vec::new(),
                opens: Vec::new(),
                confirm: confirm(&self.course, item),
                done: None,
            })
        };
        plan.blocks.iter().filter_map(of_block).collect()
    }

    /// Adds a step, and treats it as completed.
    fn keep(&mut self, number: u16, purpose: Purpose, session: Session, exercises: Vec<Planned>, why: String) {
        for exercise in &exercises {
            let item = self.library.item(&exercise.item);
            // What each does alone counts for one of them only in a session with one; the interviews count on record.
            let for_each = item.is_some_and(|item| item.who.first == Party::EachAlone) && session != Session::Couple;
            if purpose == Purpose::Pause || !for_each {
                self.planned.insert(exercise.item.clone(), number);
            }
            if !for_each && exercise.item != *"individual-safety-interview" {
                self.course.done.insert(exercise.item.clone());
            }
        }
        let facts = &mut self.course.facts;
        let looked_back = matches!(purpose, Purpose::Review | Purpose::LookBack);
        facts.sessions_since_review = if looked_back { 0 } else { facts.sessions_since_review.saturating_add(1) };
        facts.homework_missed = false;
        let alone = if purpose == Purpose::Pause { self.times_alone() } else { Vec::new() };
        self.steps.push(Step {
            number,
            on: None,
            phase: self.phase,
            session,
            minutes: self.wish.minutes,
            purpose,
            standing: if self.conditional { StepStatus::Provisional } else { StepStatus::Firm },
            exercises,
            alone,
            why,
            goes_on_when: std::mem::take(&mut self.goes_on_when),
        });
        self.in_phase = self.in_phase.saturating_add(1);
    }

    /// Returns the individual meetings that an open gate asks for, once.
    fn times_alone(&mut self) -> Vec<SideMeeting> {
        let choice = self.choice();
        let moment = self.moment(&choice, Session::Couple);
        let asked: Vec<&Item> = suggest(&moment)
            .into_iter()
            .map(|s| s.item)
            .filter(|item| fits(self.library, &self.course, Session::Couple, item) == Fit::OwnTime)
            .filter(|item| !self.planned.contains_key(&item.id))
            .collect();
        let asides: Vec<SideMeeting> = asked.iter().map(|item| words::time_alone(item)).collect();
        let number = self.steps.last().map_or(self.wish.first, |step| step.number + 1);
        let ids: Vec<ItemId> = asked.iter().map(|item| item.id.clone()).collect();
        self.planned.extend(ids.into_iter().map(|id| (id, number)));
        asides
    }

    /// Links each exercise to its prerequisites and to those that it enables.
    fn connect(&mut self) {
        let needs = |id: &ItemId| self.library.item(id).map(|item| item.needs.items.clone()).unwrap_or_default();
        let forgives = |id: &ItemId| self.library.item(id).is_some_and(is_about_forgiving);
        let all: Vec<(ItemId, u16)> = self
            .steps
            .iter()
            .flat_map(|step| step.exercises.iter().map(|exercise| (exercise.item.clone(), step.number)))
            .collect();
        for (n, step) in self.steps.iter_mut().enumerate() {
            if n < self.held {
                continue;
            }
            for exercise in &mut step.exercises {
                let number = step.number;
                exercise.after =
                    needs(&exercise.item).into_iter().map(|id| (id.clone(), self.planned.get(&id).copied())).collect();
                exercise.opens = all
                    .iter()
                    .filter(|(id, later)| {
                        let prepared = *later >= number && *id != exercise.item && !forgives(id);
                        prepared && needs(id).contains(&exercise.item)
                    })
                    .cloned()
                    .collect();
            }
        }
    }
}
