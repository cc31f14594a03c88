//! What time it is. Tests bring their own clock.

use std::{
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use app::visitor::Now;
use domain::{
    case::Clock as TimeOfDay,
    desk::{Day, Stamp},
};
use jiff::{Timestamp, tz::TimeZone};

/// Tells the time. Everything on the web edge that depends on it asks here, and nowhere else.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Stamp + Send + Sync>);

impl Clock {
    /// The clock of this machine.
    pub fn of_this_machine() -> Self {
        Self::from_fn(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Stamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
        })
    }

    /// A clock that says what `tell` gives.
    pub fn from_fn(tell: impl Fn() -> Stamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The moment, and the day and time that it is for whoever sits at this machine.
    ///
    /// A clock that is off by centuries has no day of ours; it then gives the first one there is.
    pub fn now(&self) -> Now {
        let stamp = (self.0)();
        let zoned = Timestamp::from_microsecond(stamp.0).unwrap_or_default().to_zoned(TimeZone::system());
        let part = |number: i8| u8::try_from(number).unwrap_or_default();
        let year = u16::try_from(zoned.year()).unwrap_or_default();
        let day = Day::new(year, part(zoned.month()), part(zoned.day())).unwrap_or(Day::FIRST);
        let minute = u16::from(part(zoned.hour())) * 60 + u16::from(part(zoned.minute()));
        let time = TimeOfDay::MIDNIGHT.later(minute);
        Now { stamp, day, time }
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
