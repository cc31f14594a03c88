//! Blocks and participants of a run sheet in words.

use domain::{assess::Partner, paper::run_sheet::RunBlock, planning::planner::Present};

use crate::sheets::labels as say;

/// Returns the title of a block, marked if it is intense.
pub(super) fn named(block: &RunBlock) -> String {
    let intense = if block.high_intensity { format!(" ({})", say::INTENSE) } else { String::new() };
    format!("{}{intense}", block.title)
}

/// Returns who takes part.
pub(super) fn present(present: Present) -> String {
    match present {
        Present::Both => say::BOTH.into(),
        Present::Each => say::EACH.into(),
        Present::One(_, Some(Partner::A)) | Present::Turn(Partner::A) => say::alone("A"),
        Present::One(_, Some(Partner::B)) | Present::Turn(Partner::B) => say::alone("B"),
        Present::One(role, None) => say::alone(role.as_str()),
    }
}
