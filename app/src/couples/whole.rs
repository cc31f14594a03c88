//! A couple with its stored records, for pages that edit them.

use domain::{
    assess::Partner,
    records::{Couple, Interview, Situation},
};
use store::{CoupleId, Records, Stored};

use crate::browser::api::Problem;

/// A couple, its situation and both interviews, with the revisions that a save must name.
pub struct Whole {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// The shared answers.
    pub situation: Stored<CoupleId, Situation>,
    /// The private answers of A.
    pub a: Stored<CoupleId, Interview>,
    /// The private answers of B.
    pub b: Stored<CoupleId, Interview>,
}

impl Whole {
    /// Reads all of it from the database.
    ///
    /// # Errors
    /// `NotFound` for unknown and foreign ids alike, and database errors.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, Problem> {
        Ok(Self {
            couple: records.couple(id).await?,
            situation: records.situation(id).await?,
            a: records.interview(id, Partner::A).await?,
            b: records.interview(id, Partner::B).await?,
        })
    }

    /// Returns both interviews, A's first.
    pub fn interviews(&self) -> [&Interview; 2] {
        [&self.a.value, &self.b.value]
    }

    /// True if both interviews are complete, with nothing since then that requires new ones (R15).
    pub fn are_interviews_complete(&self) -> bool {
        self.interviews().iter().all(|interview| interview.counts(&self.situation.value))
    }

    /// Returns the partners' labels.
    pub fn labels(&self) -> [String; 2] {
        [Partner::A, Partner::B].map(|partner| self.couple.value.partner(partner).label.clone())
    }
}

/// Describes the partners in one line.
pub fn who(couple: &Couple) -> String {
    let person = |partner| {
        let person = couple.partner(partner);
        let pronouns = if person.pronouns.is_empty() { String::new() } else { format!(" ({})", person.pronouns) };
        format!("{}{pronouns}", person.label)
    };
    format!("{} and {}", person(Partner::A), person(Partner::B))
}
