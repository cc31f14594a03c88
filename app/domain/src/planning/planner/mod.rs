//! The session plan: timed blocks with participants, homework, and reasons to stop.

mod block;
mod cannot_wait;
mod count;
mod paper;
mod search;
mod session;
mod shares;
mod time_alone;
mod too_short;
mod words;

pub(crate) use self::{
    block::as_text,
    cannot_wait::is_safety_hour,
    count::holds,
    paper::{EXERCISES_A_SHEET, couple_paper, dose_today, may_be_homework, may_be_put_on, on_sheet},
    search::{Chosen, Free, SMALL, TWO_FROM, TWO_SMALL_FROM, fill},
    session::plan_from,
    shares::{Parts, debrief_for_high_intensity},
    words::{
        brought_by_answers, combination, reminder, rules_of_answers, rules_of_today, stop_if, why_now, without_exercise,
    },
};
pub use self::{
    block::{Block, Present, Warning},
    paper::{HomeworkTask, Sheet},
    search::Passed,
    session::{Plan, plan},
    too_short::{TooShort, too_short},
    words::{block_reminders, reminders_of_answers},
};
pub use crate::library::model::{LONGEST, SHORTEST};
