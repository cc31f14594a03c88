//! What the library rests on.

use serde::{Deserialize, Serialize};

use crate::ids::{ClaimId, ItemId, ReferenceKey};

/// A claim of the source article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `A1` to `A83`.
    pub id: ClaimId,
    /// Where in the article it stands.
    pub section: String,
    /// Its words, at most fifteen.
    pub quote: String,
    /// The claim in our words.
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
    /// Whether title and authors were checked against a public record. False: cited from knowledge.
    pub checked: bool,
    /// The citation.
    pub citation: String,
}

/// A strategy or a response named by the source article, and the exercises that carry it (reference 1.6, 1.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// In the article's words.
    pub name: String,
    /// The claims behind it, where named.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// The exercises.
    pub items: Vec<ItemId>,
}

/// A page of prose for the counsellor, in Markdown: a file under `prose/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Name of its file, without `.md`.
    pub id: String,
    /// Its first heading.
    pub title: String,
    /// Everything below the first heading, as Markdown.
    pub body: String,
}
