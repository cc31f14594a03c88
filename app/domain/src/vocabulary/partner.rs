//! The partners of a couple, and the persons whom an answer is about.

use serde::{Deserialize, Serialize};

/// One of the two partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Partner {
    /// Partner A.
    A,
    /// Partner B.
    B,
}

impl Partner {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// The person or persons whom an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// The couple as a whole.
    Couple,
    /// Partner A.
    A,
    /// Partner B.
    B,
    /// One of the partners, not recorded which.
    OneOfThem,
}
