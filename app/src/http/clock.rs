//! The clock of the server; tests supply their own.

use std::{
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use crate::http::visitor::{Now, Zones};
use domain::{case_file::Clock as TimeOfDay, records::Stamp, vocabulary::Day};
use jiff::{Timestamp, tz::TimeZone};

/// A source of time. All code of the web server that depends on the time uses it.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Stamp + Send + Sync>);

impl Clock {
    /// Returns the system clock.
    pub fn of_this_machine() -> Self {
        Self::from_fn(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Stamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
        })
    }

    /// Makes a clock from a function.
    pub fn from_fn(tell: impl Fn() -> Stamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Returns the current time.
    pub fn stamp(&self) -> Stamp {
        (self.0)()
    }

    /// Returns the current time, with day and time of day in the system's time zone.
    pub fn now(&self) -> Now {
        self.now_in(&TimeZone::system())
    }

    /// Returns the current time, with day and time of day in this zone.
    ///
    /// If the clock is out of the supported range, the day is the earliest one.
    pub fn now_in(&self, zone: &TimeZone) -> Now {
        let stamp = self.stamp();
        let zoned = Timestamp::from_microsecond(stamp.0).unwrap_or_default().to_zoned(zone.clone());
        let part = |number: i8| u8::try_from(number).unwrap_or_default();
        let year = u16::try_from(zoned.year()).unwrap_or_default();
        let day = Day::new(year, part(zoned.month()), part(zoned.day())).unwrap_or(Day::FIRST);
        let minute = u16::from(part(zoned.hour())) * 60 + u16::from(part(zoned.minute()));
        let time = TimeOfDay::MIDNIGHT.later(minute);
        Now { stamp, day, time }
    }
}

/// The time zones that accounts may choose.
pub const ZONES: Zones = Zones { server: server_zone, all: all_zones };

/// Returns the time zone of this name, if the system has it.
pub fn zone(name: &str) -> Option<TimeZone> {
    // Names such as `Etc/Unknown` and paths are no zones that anybody lives in.
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_-+".contains(&byte));
    if plain && !name.is_empty() { TimeZone::get(name).ok() } else { None }
}

fn all_zones() -> Vec<String> {
    jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| name.contains('/') || name == "UTC")
        .collect()
}

/// Returns the name of the system's time zone, if known.
pub fn server_zone() -> String {
    TimeZone::system().iana_name().unwrap_or("this computer’s time zone").to_owned()
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}
