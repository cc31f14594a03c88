//! The content of the map.

use domain::{
    assess::PhaseChoice,
    records::{ChallengeMark, ChallengeStatus, SharedView, open_questions, standings},
    safety::Opener,
    vocabulary::{GateId, ItemId, SmallMap},
};

use crate::{browser::library_context, layout::wording};

/// The content of the map at one moment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ViewModel {
    /// All eight challenges, in their order.
    pub(crate) rows: Vec<ChallengeStatus>,
    /// The phase of the work.
    pub(crate) phase: PhaseChoice,
    /// Open gates, each with true if it is overridden, and its reasons.
    pub(crate) gates: Vec<(GateId, bool, Vec<Opener>)>,
    /// Number of shared questions not asked.
    pub(crate) not_asked: usize,
    /// Ids of the strengths seen.
    pub(crate) strengths: Vec<String>,
}

impl ViewModel {
    pub(crate) fn of(shared: &SharedView) -> Self {
        let library = library_context::library();
        let course = shared.course();
        let picture = shared.picture(&library);
        let open = course.gates.open_gates().map(|gate| {
            let state = course.gates.state(gate);
            (gate, state.overridden.is_some(), state.opened_by.into_iter().collect())
        });
        Self {
            rows: standings(&library, shared, &picture.findings),
            gates: open.collect(),
            not_asked: open_questions(&library, &shared.sheet),
            strengths: course.strengths.into_iter().collect(),
            phase: picture.phase,
        }
    }

    /// Returns a one-sentence summary, announced on changes and shown on small screens.
    pub(crate) fn in_short(&self) -> String {
        let first = self.rows.first().filter(|row| matches!(row.mark, ChallengeMark::Found(_)));
        let first = first.map_or("No signs so far".into(), |row| format!("1 {}", wording::challenge(row.challenge)));
        let gates = match self.gates.len() {
            0 => "no holds".into(),
            1 => "1 hold".into(),
            more => format!("{more} holds"),
        };
        format!("{first} · {gates} · {} not asked", self.not_asked)
    }
}

/// The constants of the page.
pub(crate) struct SituationContext {
    /// The couple.
    pub(crate) couple: String,
    /// The labels of A and B.
    pub(crate) labels: Vec<String>,
    /// Titles of the exercises that build on strengths.
    pub(crate) titles: SmallMap<ItemId, String>,
    /// The time since a breach came to light, where known.
    pub(crate) came_to_light: Option<String>,
}
