//! Identifiers that the content library gives to its entries. The loader checks their format once; the rest of the code
//! relies on it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Error: the text is not an identifier of the kind asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is not {kind}; expected {expected}")]
pub struct BadId {
    text: String,
    kind: &'static str,
    expected: &'static str,
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $expected:literal, $fits:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Returns the identifier as it is written in the library.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let fits: fn(&str) -> bool = $fits;
                if fits(text) {
                    Ok(Self(text.into()))
                } else {
                    Err(BadId { text: text.into(), kind: $kind, expected: $expected })
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                *self.0 == *other
            }
        }
    };
}

text_id!(
    /// An exercise of the library, for example `negotiated-time-out`. Also its file name.
    ItemId,
    "an exercise id",
    "small letters, digits and hyphens, as in `negotiated-time-out`",
    |text| {
        !text.is_empty()
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }
);

text_id!(
    /// An indicator or a general flag, for example `INF-01` or `GEN-07`.
    IndicatorId,
    "an indicator id",
    "three capitals, a hyphen and two digits, as in `INF-01`",
    |text| {
        let bytes = text.as_bytes();
        bytes.len() == 6
            && bytes[..3].iter().all(u8::is_ascii_uppercase)
            && bytes[3] == b'-'
            && bytes[4..].iter().all(u8::is_ascii_digit)
    }
);

text_id!(
    /// A claim of the source article, `A1` to `A83`.
    ClaimId,
    "a claim id",
    "the letter A and a number, as in `A54`",
    |text| text.strip_prefix('A').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
);

text_id!(
    /// A publication in the reference list, for example `Gordon2004`.
    ReferenceKey,
    "a reference key",
    "letters and digits, as in `Gordon2004`",
    |text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
);

text_id!(
    /// A planning rule, `R1` to `R79`.
    RuleId,
    "a rule id",
    "the letter R and a number, as in `R25`",
    |text| text.strip_prefix('R').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
);

impl RuleId {
    /// Makes the id of the rule with this number; for the code of the rules, which knows its numbers.
    pub fn number(n: u8) -> Self {
        Self(format!("R{n}").into())
    }
}
