//! Assessing a case: answers and scales, the map of challenges, the phase of the work, and the state that all planning
//! starts from.

mod answers;
mod assessment;
mod case_state;
mod map;
pub(crate) mod opening;
mod phase;
mod private_evidence;
mod scales;
mod theme_roles;

pub(crate) use self::map::{SETTLED_SOFTENS, is_unsettled, weight_for};
pub use self::{
    answers::{Answer, Answers, BadAnswer, Whom},
    assessment::Assessment,
    case_state::{CaseState, Dated, Facts, Partner, Session},
    map::{Band, Evidence, EvidenceKind, Finding, map, map_with, points_of},
    phase::{By, Condition, PhaseChoice, Threshold, only_everyday, phase, thresholds},
    private_evidence::{PrivateEvidence, PrivatePoints},
    scales::{BadScore, Filled, Score, phq9_item9_is_positive, score},
    theme_roles::{ABOUT_THE_DOER, ABOUT_THE_HURT, ThemeRoles},
};
