//! A couple with everything it told as it is stored, for pages that change it.

use domain::{
    course::Partner,
    desk::{Couple, Interview, Situation},
};
use store::{CoupleId, Records, Stored};

use crate::calls::Problem;

/// A couple, its situation and both interviews, with the revisions that a save has to name.
pub struct Whole {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// What was told with both in the room.
    pub situation: Stored<CoupleId, Situation>,
    /// What A told alone.
    pub a: Stored<CoupleId, Interview>,
    /// What B told alone.
    pub b: Stored<CoupleId, Interview>,
}

impl Whole {
    /// Reads all of it.
    ///
    /// # Errors
    ///
    /// `NotFound` for unknown and foreign ids alike, and whatever the database says.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, Problem> {
        Ok(Self {
            couple: records.couple(id).await?,
            situation: records.situation(id).await?,
            a: records.interview(id, Partner::A).await?,
            b: records.interview(id, Partner::B).await?,
        })
    }

    /// Both interviews, A's first.
    pub fn interviews(&self) -> [&Interview; 2] {
        [&self.a.value, &self.b.value]
    }

    /// What the partners are called.
    pub fn labels(&self) -> [String; 2] {
        [Partner::A, Partner::B].map(|partner| self.couple.value.partner(partner).label.clone())
    }
}

/// Who the two are, in one line.
pub fn who(couple: &Couple) -> String {
    let person = |partner| {
        let person = couple.partner(partner);
        let pronouns = if person.pronouns.is_empty() { String::new() } else { format!(" ({})", person.pronouns) };
        format!("{}{pronouns}", person.label)
    };
    format!("{} and {}", person(Partner::A), person(Partner::B))
}
