//! Time, in whole minutes. A session and its blocks never need more precision than that.

use std::{fmt, iter::Sum, ops::Add};

use serde::{Deserialize, Serialize};

/// A length in whole minutes, 0 to 255.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u8);

impl Minutes {
    /// The difference, or zero where `other` is longer.
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

/// How long an exercise takes: `min <= typical <= max`, all in minutes. Expert defaults, adjustable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinuteRange {
    /// Below this it does harm to begin.
    pub min: Minutes,
    /// What it usually takes.
    pub typical: Minutes,
    /// Beyond this it stops helping.
    pub max: Minutes,
}

impl MinuteRange {
    /// Whether `length` lies within the range, both ends included.
    pub fn holds(self, length: Minutes) -> bool {
        self.min <= length && length <= self.max
    }
}
