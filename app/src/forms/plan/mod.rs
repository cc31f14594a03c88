//! The form of the plan page, which the server reads whole and an island reads field by field.
//!
//! Fields: `seen`; `title`, `on`, `start`, `minutes`, `booked`, `role`, `why`, `stop_if`, `note`; for each block `b3` (it
//! was on the page), `b3-title`, `b3-minutes`, `b3-present`, `b3-note`, `b3-both`, `b3-a`, `b3-b`, `b3-outcome`; for each
//! homework `h-ITEM`; `own-title` and `own-minutes` of a new block; `homework-done`; and `do`, the button.

mod change;
#[cfg(feature = "ssr")]
mod whole;

pub use self::change::{Action, DETAILS, OF_BLOCK, action, change, session, who};
#[cfg(feature = "ssr")]
pub use self::whole::{Fields, knows_all, outcomes, pressed, seen, typed};
