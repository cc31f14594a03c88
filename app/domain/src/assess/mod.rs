//! Assessing a case: answers and scales, the map of challenges, the phase of the work, and the state that all planning
//! starts from.

mod answers;
mod ask_when;
mod assessment;
mod case_state;
mod evidence;
mod facts;
pub mod gates;
mod joint_work;
mod map;
mod phase;
mod private_evidence;
mod scales;
mod signs;
mod theme_roles;

pub use self::{
    answers::{Answer, Answers, BadAnswer},
    assessment::Assessment,
    case_state::{CaseState, Session},
    evidence::EvidenceKind,
    facts::{Dated, Facts},
    joint_work::{alone_because, demanded},
    map::{Band, Evidence, Finding, map, map_with, points_of},
    phase::{By, Condition, PhaseChoice, Threshold, only_everyday, phase, thresholds},
    private_evidence::{PrivateEvidence, PrivatePoints},
    scales::{BadScore, Filled, Score, phq9_item9_is_positive, score},
    signs::{CONTROL_PATTERN, OVERHEARD},
    theme_roles::{ABOUT_THE_DOER, ABOUT_THE_HURT, ThemeRoles},
};
pub(crate) use self::{
    evidence::weight_for,
    joint_work::{role_for, stopping},
    signs::{GOES_ALONG, goes_along_under_pressure},
};
pub use crate::vocabulary::{Partner, Whom};
