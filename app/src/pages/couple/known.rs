//! Everything that is known of a couple, for pages that show where the work stands.

use std::sync::Arc;

use domain::{
    course::{Course, Partner, Session},
    desk::{Couple, Interview, course},
    library::Library,
    picture::Picture,
    words::GateId,
};
use store::{CoupleId, Deed, Records, StoreError, Stored};

use crate::{
    calls::Problem,
    visitor::{is_reply, now},
};

/// A couple with all that mapping and planning look at, and what they say about it.
pub struct Known {
    /// The couple.
    pub couple: Stored<CoupleId, Couple>,
    /// What each partner told alone. A page shows of it whether it is on record, and nothing else.
    pub interviews: [Interview; 2],
    /// Whether the interview of each counts: on record, and nothing since then asks for a new one (R15).
    pub counts: [bool; 2],
    /// The library of whoever asks.
    pub library: Arc<Library>,
    /// All of it together.
    pub course: Course,
    /// What it points to, for a session with both.
    pub picture: Picture,
}

impl Known {
    /// Reads everything that is known of a couple.
    ///
    /// # Errors
    ///
    /// `NotFound` for unknown and foreign ids alike, and whatever the database says.
    pub async fn of(records: &Records, id: CoupleId) -> Result<Self, Problem> {
        Self::with(records, records.couple(id).await?).await
    }

    /// The same for a couple that was read before.
    ///
    /// # Errors
    ///
    /// Whatever the database says.
    pub async fn with(records: &Records, couple: Stored<CoupleId, Couple>) -> Result<Self, Problem> {
        let situation = records.situation(couple.id).await?.value;
        let a = records.interview(couple.id, Partner::A).await?.value;
        let b = records.interview(couple.id, Partner::B).await?.value;
        let course = course(&situation, [&a, &b]);
        let library = records.library().await?;
        let picture = Picture::of(&library, &course, situation.phase, Session::Couple);
        let counts = [&a, &b].map(|interview| interview.counts(&situation));
        Ok(Self { couple, interviews: [a, b], counts, library, course, picture })
    }

    /// The gates that are open, the ones that pause joint work first.
    pub fn open_gates(&self) -> Vec<GateId> {
        let mut open: Vec<GateId> = self.course.gates.open_gates().collect();
        open.sort_by_key(|gate| !self.library.gate(*gate).individual_only);
        open
    }

    /// Whether an open gate forbids that both come today.
    pub fn is_joint_work_paused(&self) -> bool {
        self.picture.session != Session::Couple
    }

    /// How many questions nobody has asked yet.
    pub fn not_asked(&self) -> usize {
        self.library.indicators().iter().filter(|indicator| self.course.answers.is_not_asked(indicator)).count()
    }

    /// Whether nothing was told so far.
    pub fn is_blank(&self) -> bool {
        self.course.answers.iter().next().is_none()
    }
}

/// Writes the audit line of a look at a couple (checklist 41).
///
/// A form that could not be saved because the disk is full comes back without a line of its own: opening the page has left
/// one, and what was typed must not be lost (checklist 35).
///
/// # Errors
///
/// Whatever the database says: a look that leaves no line does not happen.
pub async fn viewed(records: &Records, id: CoupleId) -> Result<(), Problem> {
    let comes_back = is_reply();
    match records.note_deed(Deed::Viewed, id.0, now()?.stamp).await {
        Err(StoreError::Full) if comes_back => Ok(()),
        noted => Ok(noted?),
    }
}
