//! Shared vocabulary: ids, closed enums, minutes, the calendar, and helpers for sorting and text.

mod approximate_day;
mod calendar;
mod clock;
mod did_you_mean;
mod fault;
pub mod fold;
mod ids;
mod minutes;
mod partner;
mod sheet;
mod small_map;
mod small_set;
pub mod small_sort;
mod terms;
pub mod text_case;
pub(crate) mod unique_keys;

pub(crate) use self::terms::vocabulary;
pub use self::{
    approximate_day::{approximate_day, time_ago},
    calendar::{BadDay, Day},
    clock::Clock,
    did_you_mean::{did_you_mean, nearest},
    fault::Fault,
    ids::{BadId, ClaimId, IndicatorId, ItemId, ReferenceKey, RuleId},
    minutes::{MinuteRange, Minutes},
    partner::{Partner, Whom},
    sheet::{Audience, Discretion},
    small_map::{Entry, SmallMap},
    small_set::SmallSet,
    terms::{
        AppliesTo, Challenge, Concerns, EmergencyService, GateId, HelpHours, HelpKind, HelpWayKind, IndicatorKind,
        Kind, Language, PaperClass, Phase, Role, Tag, UnknownWord, Weekday, Weight,
    },
};
