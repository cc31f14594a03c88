//! How an interview was held, and who interpreted.

use serde::{Deserialize, Serialize};

/// The way an interview took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Setting {
    /// In the same room.
    InPerson,
    /// By phone.
    Phone,
    /// By video.
    Video,
}

impl Setting {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Phone, Self::Video];

    /// Returns its name in records and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Phone => "phone",
            Self::Video => "video",
        }
    }
}

/// The person who interpreted, if one was needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Interpreter {
    /// None was needed.
    NotNeeded,
    /// One who is independent of both partners.
    Independent,
    /// The other partner, or a relative.
    Relative,
    /// No independent one, although one was needed.
    Missing,
}

impl Interpreter {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NotNeeded, Self::Independent, Self::Relative, Self::Missing];

    /// Returns its name in records and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotNeeded => "not-needed",
            Self::Independent => "independent",
            Self::Relative => "relative",
            Self::Missing => "missing",
        }
    }

    /// True if the answers may count: an answer that a relative carries is the relative's answer too.
    pub const fn is_valid(self) -> bool {
        matches!(self, Self::NotNeeded | Self::Independent)
    }
}
