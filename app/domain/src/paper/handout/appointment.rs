//! When the readers of a sheet come again.

use crate::vocabulary::{Clock, Day};

/// A day and a time to meet again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Appointment {
    /// The day.
    pub on: Day,
    /// The start time.
    pub at: Clock,
}
