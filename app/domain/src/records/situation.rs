//! A couple's answers, gates and exercises done.

use serde::{Deserialize, Serialize};

use super::{Background, Change, Recorded, Strengths};
use crate::{
    assess::{Answer, Answers, Facts},
    safety::GateLog,
    vocabulary::{Day, ItemId, Phase, SmallMap, SmallSet},
};

/// The state of a couple's case. Private answers are not included but in each partner's [`Interview`](super::Interview).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Situation {
    /// Answers given with both present, or observed.
    pub answers: Answers,
    /// The state and history of the gates.
    pub gates: GateLog,
    /// Exercises done, in recorded sessions or before this program was used.
    pub done: SmallSet<ItemId>,
    /// The number of the session in which an exercise was last done, for those of `done` in recorded sessions.
    pub done_in: SmallMap<ItemId, u16>,
    /// Further facts that the rules ask about.
    pub facts: Facts,
    /// The phase, if the counsellor chose it.
    pub phase: Option<Phase>,
    /// Strengths: answers by the id of the question.
    pub strengths: Strengths,
    /// The background.
    pub background: Background,
    /// Answers to openings that were given on the shared screen. It shows these alone: those of the background may come
    /// from what one partner told alone.
    pub openings_together: SmallMap<String, Answer>,
    /// The day on which a breach came to light, as far as it can be told from what was typed.
    pub came_to_light: Option<Day>,
    /// Number of times that safety had to be asked anew (R15, R51): an interview is valid while it is of this round.
    pub round: u32,
    /// The log of the answers, oldest first.
    pub changes: Vec<Change>,
    /// Recorded sessions, oldest first, with their effects here.
    pub recorded: Vec<Recorded>,
}
