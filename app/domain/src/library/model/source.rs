//! Sources of the library.

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
    /// The citation.
    pub citation: String,
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
