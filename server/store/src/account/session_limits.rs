//! How long sessions last.

use std::time::Duration;

/// Lifetime of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Time without a request after which the session locks; the password unlocks it.
    pub idle: Duration,
    /// Time after which the session ends, however active.
    pub absolute: Duration,
}

/// Time without a request after which a session locks, in seconds: 15 minutes.
pub const IDLE_SECONDS: u32 = 15 * 60;

impl Default for SessionLimits {
    /// Locks after 15 minutes and ends after 12 hours.
    fn default() -> Self {
        Self { idle: Duration::from_secs(IDLE_SECONDS.into()), absolute: Duration::from_hours(12) }
    }
}
