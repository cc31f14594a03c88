//! The sessions of today, and open tasks.

mod cases;
pub mod page;
pub mod sessions;
pub mod sidebar;
pub mod unsaved;
pub mod week;
