//! Participants of a session in a programme, and the exercises that suit it.

use super::{Purpose, ending::kept_for, programme_draft::ProgrammeDraft};
use crate::{
    assess::Session,
    library::model::{Item, Party},
    planning::{PlanningContext, fits},
    vocabulary::{GateId, Kind, Phase, Role, Tag},
};

/// Number of couple sessions between two individual ones, unless the path into the next phase needs one sooner.
const BETWEEN_ALONE: usize = 2;

impl ProgrammeDraft<'_> {
    /// Returns both partners, unless the work needs one alone: to prepare for the next phase, or because the best
    /// exercise is for one.
    pub(super) fn who_comes(&self, purpose: Purpose) -> Session {
        let first = self.steps.len() == self.held;
        if purpose != Purpose::Work {
            return Session::Couple;
        }
        if first && self.booked != Session::Couple {
            return self.booked;
        }
        let choice = self.choice();
        let moment = self.moment(&choice, Session::Couple);
        let way = self.way_items();
        let mut together = self.fresh(&moment, purpose);
        together.retain(|s| fits(self.library, &self.course, Session::Couple, s.item).is_today());
        let alone = Role::ALL
            .iter()
            .filter(|role| !matches!(role, Role::AtRisk | Role::Harmed | Role::UsingControl))
            .filter_map(|role| {
                let session = Session::Individual(*role, None);
                let mut fresh = self.fresh(&self.moment(&choice, session), purpose);
                fresh.retain(|s| s.item.who.first == Party::One(*role) && s.item.who.then.is_none());
                fresh.first().map(|s| (s.score, session, way.contains(&s.item.id)))
            });
        let Some((score, session, prepares)) = alone.reduce(|a, b| if b.0 > a.0 { b } else { a }) else {
            return Session::Couple;
        };
        let since = self.steps.iter().rev().take_while(|step| step.session == Session::Couple).count();
        let rested = since >= BETWEEN_ALONE || since == self.steps.len();
        let better = together.first().is_none_or(|best| score > best.score);
        // One partner prepares once what both do on the way is done; then it waits no longer.
        let ready = prepares && since > 0 && !together.iter().any(|s| way.contains(&s.item.id));
        if ready || (!prepares && better && rested) { session } else { Session::Couple }
    }

    /// True if an exercise suits this session of the programme.
    pub(super) fn suits(&self, moment: &PlanningContext<'_>, purpose: Purpose, item: &Item) -> bool {
        let closing = matches!(purpose, Purpose::LookBack | Purpose::Ending);
        // What rules keep for certain sessions is done there.
        let kept = |id: &str, here: bool| item.id != *id || here;
        let in_its_place = kept("progress-review", matches!(purpose, Purpose::Review | Purpose::LookBack))
            && kept("setback-plan", purpose == Purpose::Ending);
        let Session::Individual(role, _) = moment.session else {
            return in_its_place && (!closing || closes(purpose, item));
        };
        if purpose == Purpose::Pause {
            let asked = |gate: GateId| self.library.gate(gate).way_forward.contains(&item.id);
            return self.course.gates.open_gates().any(asked);
        }
        // Half an exercise for both is no work for one; and whoever was hurt is not asked for their own part beside it.
        let hurt = matches!(role, Role::Injured | Role::Harmed | Role::Supporter);
        let own_part = item.who.first == Party::EachAlone && item.tags.contains(&Tag::Blame);
        let better_together = item.who.first == Party::EachAlone && item.who.together_unless.is_some();
        // Alone at any time (R17), but nothing is stirred up before safety stands.
        let stirs = item.tags.contains(&Tag::TraumaDetail) || item.tags.contains(&Tag::Atonement);
        let too_soon = self.phase == Phase::Safety && item.phase > Phase::Safety && stirs;
        in_its_place && item.who.then.is_none() && !(hurt && own_part) && !better_together && !too_soon
    }
}

/// True if an exercise may be in one of the last two sessions, which begin nothing new except to maintain gains.
fn closes(purpose: Purpose, item: &Item) -> bool {
    let keeps = item.kind == Kind::Ritual || item.tags.contains(&Tag::Strength) || item.phase == Phase::Maintenance;
    let sexual = item.tags.contains(&Tag::Sexual);
    kept_for(purpose, item).is_some()
        || (!item.high_intensity && !sexual && (keeps || item.id == *"support-and-therapy-plan"))
}
