//! Sources of the library.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::vocabulary::{ClaimId, Day, ItemId, ReferenceKey};

/// A claim of the source article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `A1` to `A83`.
    pub id: ClaimId,
    /// The section of the article.
    pub section: String,
    /// Its words, at most fifteen.
    pub quote: String,
    /// The claim, paraphrased.
    pub claim: String,
    /// An editorial note.
    #[serde(default)]
    pub note: Option<String>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// For example `Gordon2004`.
    pub key: ReferenceKey,
    /// The day on which title and authors were last found in a public record; none if it is cited from memory.
    #[serde(deserialize_with = "day_or_false")]
    pub checked: Option<Day>,
    /// The public record, where it was noted.
    #[serde(default)]
    pub seen: Option<String>,
    /// The day on which retractions, expressions of concern and corrections were last looked for; none if never.
    #[serde(default)]
    pub notices_checked: Option<Day>,
    /// Where they were looked for; given exactly if the day is.
    #[serde(default)]
    pub notices_where: Option<String>,
    /// What was found.
    #[serde(default, rename = "notice")]
    pub notices: Vec<Notice>,
    /// The citation.
    pub citation: String,
}

impl Reference {
    /// True if it was withdrawn: nothing that holds anyone back may rest on it alone.
    pub fn is_retracted(&self) -> bool {
        self.notices.iter().any(|notice| notice.kind == NoticeKind::Retraction)
    }

    /// Says what was found, or that nothing was and where; empty if nobody looked.
    pub fn notices_in_words(&self) -> Vec<String> {
        if let (Some(day), Some(place), []) = (self.notices_checked, &self.notices_where, &self.notices[..]) {
            return vec![format!("No retraction found on {}: {place}", day.with_year())];
        }
        self.notices.iter().map(|notice| format!("{}, {}: {}", notice.kind, notice.day, notice.place)).collect()
    }
}

/// A notice about a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The weight of it.
    pub kind: NoticeKind,
    /// When it was published: a year, a month or a day, as exactly as is known.
    pub day: String,
    /// Where it can be read.
    #[serde(rename = "where")]
    pub place: String,
}

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// The publication was withdrawn.
    Retraction,
    /// Its editors doubt it.
    Concern,
    /// A part of it was put right.
    Correction,
}

impl fmt::Display for NoticeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Retraction => "Retracted",
            Self::Concern => "Expression of concern",
            Self::Correction => "Corrected",
        })
    }
}

/// A day in quotes, or `false`; `true` would say nothing about when.
fn day_or_false<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        No(bool),
        On(String),
    }
    match Written::deserialize(from)? {
        Written::No(false) => Ok(None),
        Written::No(true) => Err(D::Error::custom("write the day on which it was checked, or false")),
        Written::On(day) => day.parse().map(Some).map_err(D::Error::custom),
    }
}

/// A strategy or response named by the source article, with the exercises that carry it (reference 1.6, 1.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// Its name in the article.
    pub name: String,
    /// The claims behind it, where named.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// The exercises.
    pub items: Vec<ItemId>,
}

/// A page of prose for the counsellor: a Markdown file under `prose/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Its file name without `.md`.
    pub id: String,
    /// Its first heading.
    pub title: String,
    /// Everything below the first heading, as Markdown.
    pub body: String,
}
