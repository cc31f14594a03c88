//! The recipient of a sheet, and its discretion.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Partner;

/// The recipient of a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Both; each keeps a copy.
    Both,
    /// Partner A's own sheet.
    A,
    /// Partner B's own sheet.
    B,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Both => "both",
            Self::A => "a",
            Self::B => "b",
        })
    }
}

/// The discretion of a sheet. Ordered: later values reveal less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discretion {
    /// Full titles.
    #[default]
    Standard,
    /// Neutral title and headings.
    Neutral,
    /// To be read in the room and left there.
    InRoom,
}

impl Audience {
    /// Returns its name at the beginning of a sentence.
    pub(crate) fn sheet(self) -> &'static str {
        match self {
            Self::Both => "The sheet for both",
            Self::A => "A’s own sheet",
            Self::B => "B’s own sheet",
        }
    }

    /// Returns the partner whose own sheet it is; none for the sheet for both.
    pub fn partner(self) -> Option<Partner> {
        match self {
            Self::Both => None,
            Self::A => Some(Partner::A),
            Self::B => Some(Partner::B),
        }
    }
}
