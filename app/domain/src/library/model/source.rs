//! Sources of the library.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ClaimId, ItemId, ReferenceKey};

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
    /// True if title and authors were checked against a public record; false if cited from memory.
    pub checked: bool,
    /// The citation.
    pub citation: String,
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
