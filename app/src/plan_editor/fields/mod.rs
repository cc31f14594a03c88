//! The form of the plan page, read as a whole by the server and field by field by the island.
//!
//! Fields: `seen`; `title`, `on`, `start`, `minutes`, `booked`, `role`, `why`, `stop_if`, `note`; for each block `b3`
//! (it was on the page), `b3-title`, `b3-minutes`, `b3-present`, `b3-note`, `b3-both`, `b3-a`, `b3-b`;
//! for each homework `h-ITEM`, `a-ITEM` (the words to be printed) and `q-ITEM` (they tell nothing); `own-title` and
//! `own-minutes` of a new block; `after`, the block that an exercise is added after; and `do`, the
//! button.

mod change;
#[cfg(feature = "ssr")]
mod whole;

pub use crate::plan_editor::fields::change::{
    AFTER, Action, DETAILS, OF_BLOCK, OF_HOMEWORK, action, change, day, length, remedy_button, session, start, who,
};
#[cfg(feature = "ssr")]
pub use crate::plan_editor::fields::whole::{Fields, knows_all, pressed, seen, typed};
