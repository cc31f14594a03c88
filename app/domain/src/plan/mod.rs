//! The session plan as stored: the record, the operations of its editor, and templates made from it.

pub mod editor;
mod proposal;
mod session_plan;
mod session_record;
mod sheet_contents;
mod slot;
mod stored_only;
pub mod templates;

pub use proposal::Proposal;
pub use session_plan::{BlockId, KeptItem, Outcome, PlanBlock, SessionPlan, Status};
pub use session_record::{
    AgreedHomework, Attendance, HomeworkResult, MOST_HOMEWORK, NextAppointment, SafetyToday, SessionEvent,
    SessionRecord,
};
pub use sheet_contents::{SheetContent, SheetContents, TypedWords};
pub use slot::{Slot, is_over};
