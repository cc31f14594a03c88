//! The rooms of one couple's work, one module each.

mod gate;
mod gates;
mod interview;
mod known;
mod next;
mod notes;
mod opened;
mod overview;
mod sessions;
mod situation;

pub use gate::GatePage;
pub use gates::GatesPage;
pub use interview::InterviewPage;
pub use known::{Known, viewed};
pub use notes::NotesPage;
pub use overview::OverviewPage;
pub use sessions::SessionsPage;
pub use situation::SituationPage;

use domain::{
    course::Partner,
    desk::{Couple, Interview, Situation},
};
use store::{CoupleId, Records, Stored};

use crate::calls::Problem;

/// A couple with everything it told: what the pages about its situation stand on.
struct Whole {
    couple: Stored<CoupleId, Couple>,
    situation: Stored<CoupleId, Situation>,
    a: Stored<CoupleId, Interview>,
    b: Stored<CoupleId, Interview>,
}

impl Whole {
    async fn of(records: &Records, id: CoupleId) -> Result<Self, Problem> {
        Ok(Self {
            couple: records.couple(id).await?,
            situation: records.situation(id).await?,
            a: records.interview(id, Partner::A).await?,
            b: records.interview(id, Partner::B).await?,
        })
    }

    fn interviews(&self) -> [&Interview; 2] {
        [&self.a.value, &self.b.value]
    }

    fn labels(&self) -> [String; 2] {
        [Partner::A, Partner::B].map(|partner| self.couple.value.partner(partner).label.clone())
    }
}

/// Who the two are, in one line.
fn who(couple: &Couple) -> String {
    let person = |partner| {
        let person = couple.partner(partner);
        let pronouns = if person.pronouns.is_empty() { String::new() } else { format!(" ({})", person.pronouns) };
        format!("{}{pronouns}", person.label)
    };
    format!("{} and {}", person(Partner::A), person(Partner::B))
}
