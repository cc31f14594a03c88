//! The session plan as stored: the record, the operations of its editor, and templates made from it.

mod block;
mod booking;
mod client_words;
pub mod editor;
mod proposal;
mod session_plan;
mod session_record;
mod sheet_contents;
mod slot;
mod stored_only;
pub mod templates;

pub use block::{BlockId, KeptItem, Outcome, PlanBlock};
pub use booking::Booking;
pub use client_words::{ClientWords, TooManyWords};
pub use proposal::Proposal;
pub use session_plan::{SessionPlan, Status};
pub use session_record::{
    AgreedHomework, Attendance, HomeworkResult, MOST_HOMEWORK, NextAppointment, SafetyToday, SessionEvent,
    SessionRecord,
};
pub use sheet_contents::{SheetContent, SheetContents, TypedWords};
pub use slot::{Slot, is_over};
