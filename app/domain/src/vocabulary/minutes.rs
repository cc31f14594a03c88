//! Time in whole minutes, the precision of sessions and blocks.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Deserialize, Serialize};

/// A length in whole minutes, 0 to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u8);

impl Minutes {
    /// Subtracts `other`, stopping at zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Add for Minutes {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self(0), Add::add)
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Length of an exercise: `min <= typical <= max`, all in minutes. Expert defaults, adjustable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinuteRange {
    /// A shorter time does harm.
    pub min: Minutes,
    /// The usual length.
    pub typical: Minutes,
    /// A longer time no longer helps.
    pub max: Minutes,
}

impl MinuteRange {
    /// True if `length` lies within the range, both ends included.
    pub fn holds(self, length: Minutes) -> bool {
        self.min <= length && length <= self.max
    }
}
