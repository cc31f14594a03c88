//! Makes the plan of one session and lays its blocks out one after the other.

use serde::Serialize;

use super::{
    Block, HomeworkTask, Passed, Present, Sheet, Warning,
    cannot_wait::least_main_work,
    paper,
    search::{self, Chosen, MainWork},
    shares::Parts,
    time_alone::time_alone,
    words,
};
use crate::{
    assess::{PhaseChoice, Session},
    library::model::{Item, LONGEST, SHORTEST},
    planning::{
        Fit, PlanningContext, Suggestion, fits,
        opening::{ground_rules, nothing_to_review},
        suggest,
    },
    safety::confirm,
    vocabulary::{GateId, Minutes, Partner},
};

/// Minutes without an exercise from which the way to care is a block of its own. An expert default.
const WAY_TO_CARE: Minutes = Minutes(10);

/// A timed plan of one session. The minutes of its blocks sum to its length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The whole session.
    pub minutes: Minutes,
    /// The participants: one partner alone if a gate demands it, whatever was booked.
    #[serde(serialize_with = "crate::planning::planner::as_text")]
    pub session: Session,
    /// The phase, with the reason.
    pub phase: PhaseChoice,
    /// Parts and exercises in order.
    pub blocks: Vec<Block>,
    /// Homework, one dose.
    pub homework: Vec<HomeworkTask>,
    /// The sheets and their exercises.
    pub sheets: Vec<Sheet>,
    /// The aim of the session, in one sentence.
    pub why: String,
    /// Reasons for the counsellor to stop.
    pub stop_if: String,
    /// Rules to keep in mind, with their ids.
    pub warnings: Vec<Warning>,
    /// Suggestions ranked above the first main exercise, each with the rule that excluded it.
    pub passed: Vec<Passed>,
}

/// Returns the best plan of `minutes` (30 to 120) for this moment.
///
/// Main work begins with the first suggestion that fits (see `search`). Debrief and close are protected: nothing is
/// taken from them, and a high-intensity exercise raises debrief to at least 12 percent of the session (R39). The first
/// session agrees on the ground rules and has no homework review. A talk with each partner alone that is waited for comes
/// before the main work (R55). In a short session under the control hold the arrival
/// gives way to the safety plan, as far as it can (R78).
pub fn plan(moment: &PlanningContext<'_>, minutes: Minutes) -> Plan {
    plan_from(moment, minutes, &suggest(moment))
}

/// As [`plan`], with these suggestions only, made for this moment and sorted best first.
pub(crate) fn plan_from(moment: &PlanningContext<'_>, minutes: Minutes, suggestions: &[Suggestion<'_>]) -> Plan {
    let minutes = minutes.clamp(SHORTEST, LONGEST);
    let parts = Parts::of(moment.library.shares(), minutes, moment.phase.id, moment.session);
    let parts = if nothing_to_review(moment.library, moment.course) { parts.without_review() } else { parts };
    let (opening, parts) = match ground_rules(moment).map(|item| (item, parts.clone().with_opening(item.minutes))) {
        Some((item, Some((given, parts)))) => (Some(Chosen { item, minutes: given }), parts),
        _ => (None, parts),
    };
    let parts = parts.with_main_of_at_least(least_main_work(moment, suggestions));
    let (talk, parts) = match time_alone(moment, suggestions, &parts) {
        Some((talk, parts)) => (Some(talk), parts),
        None => (None, parts),
    };
    let mut main = search::best(moment, suggestions, &parts, opening.map(|chosen| chosen.item));
    main.passed.retain(|passed| talk.is_none_or(|talk| talk.item.id != passed.item));
    let parts = if main.high_intensity() { parts.with_debrief_for_high_intensity() } else { parts };
    // Whoever needs care today is brought there; nothing else is made longer.
    let to_care = moment.course.gates.is_open(GateId::Acute) && main.leftover >= WAY_TO_CARE;
    let parts = if to_care { parts } else { parts.with_leftover_in_debrief(main.leftover) };
    let blocks = Layout { moment, main: &main, opening, talk, laid: Vec::new() }.lay(&parts);
    let homework = paper::homework(moment, &main, &blocks);
    Plan {
        minutes,
        session: moment.session,
        phase: moment.phase.clone(),
        sheets: paper::sheets(moment, &blocks),
        why: words::why(moment, &main, suggestions),
        stop_if: words::stop_if(moment, main.chosen.first().map(|chosen| chosen.item)),
        warnings: words::warnings(moment, &main, &homework),
        homework,
        blocks,
        passed: main.passed,
    }
}

/// Places the blocks of a plan one after the other.
struct Layout<'a, 'm> {
    moment: &'m PlanningContext<'a>,
    main: &'m MainWork<'a>,
    /// The ground rules of the first session, after the agenda.
    opening: Option<Chosen<'a>>,
    /// The talk with each partner alone, before the main work.
    talk: Option<Chosen<'a>>,
    laid: Vec<Block>,
}

impl Layout<'_, '_> {
    fn lay(mut self, parts: &Parts) -> Vec<Block> {
        let separate = self.moment.session == Session::Couple && self.moment.course.gates.holds(GateId::Situational);
        for (place, (name, minutes)) in parts.iter().enumerate() {
            if minutes == Minutes(0) {
                continue;
            }
            if let Some(chosen) = self.opening.filter(|_| place == parts.review()) {
                self.exercise(parts.name(place - 1), &chosen, self.present(chosen.item));
            } else if place == parts.main {
                self.main_work(name, minutes);
            } else if separate && (place == 0 || place == parts.debrief) {
                self.in_turn(name, minutes);
            } else if place == parts.debrief {
                self.debrief(name, minutes);
            } else {
                self.plain(name, minutes, name.to_owned(), self.everyone());
            }
        }
        words::remind(self.moment, &mut self.laid, parts.names.get(parts.review()).map(String::as_str));
        self.laid
    }

    fn everyone(&self) -> Present {
        match self.moment.session {
            Session::Couple => Present::Both,
            Session::Individual(role, partner) => Present::One(role, partner),
        }
    }

    fn plain(&mut self, part: &str, minutes: Minutes, title: String, audience: Present) {
        let start = self.laid.iter().map(|block| u16::from(block.minutes.0)).sum();
        self.laid.push(Block {
            part: part.into(),
            start,
            minutes,
            item: None,
            title,
            audience,
            high_intensity: false,
            confirm: Vec::new(),
            reminders: Vec::new(),
        });
    }

    /// With situational violence, splits arrival and debrief between the partners, each alone for half the minutes
    /// (reference 5.1, R5).
    fn in_turn(&mut self, part: &str, minutes: Minutes) {
        let second = Minutes(minutes.0 / 2);
        for (partner, letter, length) in [(Partner::A, 'A', minutes.less(second)), (Partner::B, 'B', second)] {
            self.plain(part, length, format!("{part}: {letter} alone"), Present::Turn(partner));
        }
    }

    fn main_work(&mut self, part: &str, minutes: Minutes) {
        if let Some(talk) = self.talk {
            // The same minutes for both, whoever it is about (R55).
            self.exercise(part, &talk, Present::Turn(Partner::A));
            self.exercise(part, &talk, Present::Turn(Partner::B));
        }
        if self.main.chosen.is_empty() {
            let title = words::without_exercise(self.moment);
            self.plain(part, minutes, title, self.everyone());
        }
        for chosen in &self.main.chosen {
            self.exercise(part, chosen, self.present(chosen.item));
        }
        let used = self.main.chosen.iter().map(|chosen| chosen.minutes).sum();
        if !self.main.chosen.is_empty() && minutes > used {
            let title = self.moment.library.gate(GateId::Acute).effect_on_plan.clone();
            self.plain(part, minutes.less(used), title, self.everyone());
        }
    }

    fn debrief(&mut self, part: &str, minutes: Minutes) {
        match search::grounding(self.moment, self.main, minutes) {
            Some(item) => self.exercise(part, &Chosen { item, minutes }, self.present(item)),
            None => self.plain(part, minutes, part.to_owned(), self.everyone()),
        }
    }

    fn exercise(&mut self, part: &str, chosen: &Chosen<'_>, audience: Present) {
        let item = chosen.item;
        self.plain(part, chosen.minutes, item.title.to_string(), audience);
        if let Some(block) = self.laid.last_mut() {
            block.item = Some(item.id.clone());
            block.high_intensity = item.high_intensity;
            block.confirm = confirm(self.moment.course, item);
        }
    }

    fn present(&self, item: &Item) -> Present {
        match fits(self.moment.library, self.moment.course, self.moment.session, item) {
            Fit::Alone if self.moment.session == Session::Couple => Present::Each,
            _ => self.everyone(),
        }
    }
}
