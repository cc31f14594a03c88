//! When and for whom a session is booked.

use crate::{
    assess::Session,
    vocabulary::{Clock, Day, Minutes},
};

/// The date, length and participants of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The number of the session with this couple, from 1.
    pub number: u16,
    /// The day, if set.
    pub on: Option<Day>,
    /// The start time, if set.
    pub start: Option<Clock>,
    /// The length, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The participants booked. If a gate demands it, the blocks are for one partner alone all the same.
    pub booked: Session,
}
