//! Ids of records.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Id of a couple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CoupleId(pub Uuid);

/// Id of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub Uuid);

/// Id of a document within its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocumentId(pub Uuid);

/// A record that a form has created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CreatedRecord {
    /// A couple.
    Couple(CoupleId),
    /// A plan.
    Plan(PlanId),
    /// A document of this kind.
    Document(&'static str, DocumentId),
}
