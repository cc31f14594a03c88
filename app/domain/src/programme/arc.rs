//! The arc itself: session after session, each planned as if those before were held as drafted.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Aside, Condition, Ground, Planned, Purpose, Standing, Step, Waiting, Wish,
    choose::kept_for,
    ending::purposes,
    goals::{Way, shares, way},
    matter::{has_matter, is_told},
    words,
};
use crate::{
    course::{Course, Session},
    holds::{confirm, holds},
    ids::{IndicatorId, ItemId},
    library::{
        Library,
        model::{Item, Party},
    },
    map::Finding,
    phase::{By, PhaseChoice},
    picture::Picture,
    plan::{Plan, plan_from},
    session::{Fit, demanded, fits},
    suggest::{Moment, REVIEW_FROM, Suggestion, suggest, suggest_with},
    words::{GateId, Phase},
};

/// Sessions that are drafted while a gate pauses joint work. What comes after them depends on what they bring.
const WHILE_PAUSED: usize = 2;

/// From this score on an exercise is worth a session, in tenths of a point. An expert default.
const WORTH: i32 = 40;

/// What it adds that the very matter of an exercise was told, in tenths of a point. An expert default.
const ITS_MATTER: i32 = 40;

/// What being on the way into the next phase adds to an exercise, in tenths of a point: little while the phase has time,
/// more in its second half. Expert defaults.
const ON_THE_WAY: [i32; 2] = [30, 120];

/// Gates under which the time is today's alone: nothing is drafted beyond the next meeting.
const TODAY_ONLY: [GateId; 3] = [GateId::Acute, GateId::Intox, GateId::Psych];

/// What a look back or a plan for setbacks weighs in the session that is kept for it.
const KEPT_FOR: i32 = 2000;

/// What a session is built around weighs this much more.
const AROUND: i32 = 1000;

/// What support of one's own weighs more while trauma symptoms are not stable (R29), in tenths of a point.
const FOR_SUPPORT: i32 = 70;

/// Sessions with both between two with one partner, unless the way into the next phase asks for one sooner.
pub(super) const BETWEEN_ALONE: usize = 2;

/// The couple as it would stand if every step so far was held.
pub(super) struct Arc<'a> {
    pub(super) library: &'a Library,
    unsaid: &'a BTreeSet<IndicatorId>,
    pub(super) course: Course,
    findings: Vec<Finding>,
    pub(super) phase: Phase,
    because: String,
    wish: Wish,
    /// Who is expected at the first session.
    pub(super) booked: Session,
    /// Steps so far in this phase.
    in_phase: u8,
    /// How many sessions each phase gets.
    shares: BTreeMap<Phase, u8>,
    /// What the steps hold, and in which session.
    planned: BTreeMap<ItemId, u16>,
    /// What was done before the programme.
    before: BTreeSet<ItemId>,
    pub(super) steps: Vec<Step>,
    pub(super) held: usize,
    conditional: bool,
    goes_on_when: Vec<Condition>,
}

impl<'a> Arc<'a> {
    pub(super) fn new(ground: Ground<'a>, picture: Picture, wish: Wish, held: Vec<Step>) -> Self {
        let Ground { library, course, unsaid, .. } = ground;
        let mut planned = BTreeMap::new();
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
            shares: BTreeMap::new(),
            planned,
            held: held.len(),
            steps: held,
            conditional: false,
            goes_on_when: Vec::new(),
        }
    }

    /// The steps, why there are no more where there are fewer than wished, and the phase that the last one is in.
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
                let gates = way.as_ref().map_or_else(BTreeSet::new, |way| self.gates_of(way));
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

    /// Gates under which nothing is drafted but the next steps towards safety.
    fn stopped_by(&self) -> BTreeSet<GateId> {
        let stops = |gate: &GateId| {
            let of = self.library.gate(*gate);
            (of.hard || of.individual_only || *gate == GateId::Unscreened) && self.course.gates.holds(*gate)
        };
        crate::order::set(self.course.gates.open_gates().filter(stops))
    }

    /// Open gates that the way on waits for.
    fn gates_of(&self, way: &Way) -> BTreeSet<GateId> {
        let mut gates = way.barred_by.clone();
        for condition in way.threshold.conditions.iter().filter(|condition| !condition.met) {
            if let By::Gates(of) = condition.by {
                gates.extend(of.iter().copied().filter(|gate| self.course.gates.is_open(*gate)));
            }
        }
        gates
    }

    /// A session while a gate stops the arc; false when there is nothing new to draft.
    ///
    /// Where joint work is paused, the first meeting goes the way that the gate names, and one more follows up.
    fn pause(&mut self, number: u16, gates: &BTreeSet<GateId>) -> bool {
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

    /// Moves to the next phase where the exercises that stand for its threshold are done and this one has had its
    /// share, or has nothing more. What no exercise shows becomes a condition.
    fn go_on(&mut self, purpose: Purpose) {
        while let Some(way) = way(self.library, &self.course, &self.findings, self.phase) {
            let to = way.threshold.to;
            let deeds = |by| matches!(by, By::Exercise(_) | By::AnyOf(_));
            let done = way.threshold.conditions.iter().all(|condition| condition.met || !deeds(condition.by));
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

    /// Whether a session with both would have something new of this very phase to do.
    fn has_work(&self, phase: Phase) -> bool {
        let choice = PhaseChoice { id: phase, because: String::new() };
        let moment = self.moment(&choice, Session::Couple);
        suggest(&moment).iter().any(|s| s.item.phase == phase && s.score >= WORTH && self.is_new(&moment, s.item))
    }

    pub(super) fn moment<'m>(&'m self, phase: &'m PhaseChoice, session: Session) -> Moment<'m> {
        Moment { library: self.library, course: &self.course, findings: &self.findings, phase, session }
    }

    /// Whether the exercise was neither done before nor drafted in an earlier step. What an open gate asks for may be
    /// done again, once; a look back comes again and again.
    fn is_new(&self, moment: &Moment<'_>, item: &Item) -> bool {
        let asked =
            || moment.course.gates.open_gates().any(|gate| self.library.gate(gate).way_forward.contains(&item.id));
        item.id == *"progress-review"
            || (!self.planned.contains_key(&item.id) && (!self.before.contains(&item.id) || asked()))
    }

    /// A session of work; false when there is nothing new to do in it.
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

    /// What is done with each alone beside this session: the baseline that looks back need.
    fn asides(&mut self, number: u16) -> Vec<Aside> {
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

    /// Exercises on the way into the next phase.
    pub(super) fn way_items(&self) -> BTreeSet<ItemId> {
        way(self.library, &self.course, &self.findings, self.phase).map(|way| way.items).unwrap_or_default()
    }

    pub(super) fn choice(&self) -> PhaseChoice {
        PhaseChoice { id: self.phase, because: self.because.clone() }
    }

    /// What is new and worth a session, the best first, with what the way into the next phase adds.
    pub(super) fn fresh<'m>(&self, moment: &Moment<'m>, purpose: Purpose) -> Vec<Suggestion<'m>> {
        let way = way(self.library, &self.course, &self.findings, self.phase);
        let items = way.as_ref().map(|way| way.items.clone()).unwrap_or_default();
        let (late, begun) = (2 * (self.in_phase + 1) > self.share(), !self.steps.is_empty());
        let couple = moment.session == Session::Couple;
        let mut fresh = suggest_with(moment, &items);
        fresh.retain(|s| {
            let way = items.contains(&s.item.id);
            let matter = way || has_matter(self.library, &self.course, &self.findings, s.item);
            matter && self.is_new(moment, s.item) && self.suits(moment, purpose, s.item)
        });
        for s in &mut fresh {
            s.because.retain(|reason| !self.unsaid.iter().any(|id| reason.contains(&format!("({id})"))));
            if let Some(way) = way.as_ref().filter(|_| items.contains(&s.item.id)) {
                s.score += WORTH + if begun { ON_THE_WAY[usize::from(late)] } else { 0 };
                s.because.push(words::on_the_way(way.threshold.to));
            }
            if is_told(&self.course, s.item) && as_late(s.item.phase, self.phase) {
                s.score += ITS_MATTER;
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
        crate::order::sort(&mut fresh, |a, b| a.score > b.score);
        fresh
    }

    /// Builds the session around what serves best: else two small exercises would always outweigh one that is large.
    fn around_the_best(&self, moment: &Moment<'_>, fresh: &mut [Suggestion<'_>]) {
        let own = |item: &Item| !matches!(item.who.first, Party::EachAlone | Party::CoupleOrEachAlone);
        let alone = moment.session != Session::Couple;
        let best = fresh.iter_mut().find(|s| {
            let today = fits(self.library, &self.course, moment.session, s.item).is_today();
            today && s.after.is_empty() && (!alone || own(s.item))
        });
        if let Some(best) = best {
            best.score += AROUND;
        }
        crate::order::sort(fresh, |a, b| a.score > b.score);
    }

    /// What the planner finds for this session.
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

    /// The exercises of a plan; a grounding exercise at its end only where it is new.
    fn exercises(&self, plan: &Plan, because: &[(ItemId, Vec<String>)]) -> Vec<Planned> {
        let of_block = |block: &crate::plan::Block| {
            let item = self.library.item(block.item.as_ref()?)?;
            let reasons = because.iter().find(|(id, _)| *id == item.id).map(|(_, reasons)| reasons.clone());
            if reasons.is_none() && self.course.done.contains(&item.id) {
                return None;
            }
            Some(Planned {
                item: item.id.clone(),
                minutes: block.minutes,
                because: reasons.unwrap_or_else(|| vec![words::GROUNDING.into()]),
                after: Vec::new(),
                opens: Vec::new(),
                confirm: confirm(&self.course, item),
                done: None,
            })
        };
        plan.blocks.iter().filter_map(of_block).collect()
    }

    /// Takes a step in, and imagines it held.
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
            standing: if self.conditional { Standing::Provisional } else { Standing::Firm },
            exercises,
            alone,
            why,
            goes_on_when: std::mem::take(&mut self.goes_on_when),
        });
        self.in_phase = self.in_phase.saturating_add(1);
    }

    /// Times with each partner alone that an open gate asks for, once.
    fn times_alone(&mut self) -> Vec<Aside> {
        let choice = self.choice();
        let moment = self.moment(&choice, Session::Couple);
        let asked: Vec<&Item> = suggest(&moment)
            .into_iter()
            .map(|s| s.item)
            .filter(|item| fits(self.library, &self.course, Session::Couple, item) == Fit::OwnTime)
            .filter(|item| !self.planned.contains_key(&item.id))
            .collect();
        let asides: Vec<Aside> = asked.iter().map(|item| words::time_alone(item)).collect();
        let number = self.steps.last().map_or(self.wish.first, |step| step.number + 1);
        let ids: Vec<ItemId> = asked.iter().map(|item| item.id.clone()).collect();
        self.planned.extend(ids.into_iter().map(|id| (id, number)));
        asides
    }

    /// Says of each exercise what it came after and what it opens.
    fn connect(&mut self) {
        let needs = |id: &ItemId| self.library.item(id).map(|item| item.needs.items.clone()).unwrap_or_default();
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
                        *later >= number && *id != exercise.item && needs(id).contains(&exercise.item)
                    })
                    .cloned()
                    .collect();
            }
        }
    }
}

/// Whether an exercise of `of` is of this phase or the one before.
fn as_late(of: Phase, now: Phase) -> bool {
    of as usize + 1 >= now as usize
}
