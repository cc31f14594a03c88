//! Three made-up couples, so that everything can be tried before anybody is written down.
//!
//! They come from the worked cases of the reference: an affair found out three weeks ago (CASE-01), hidden debt at its
//! very beginning (CASE-05), and a secret told alone (CASE-02). What is known of them is made by the same functions as
//! everywhere else, so a made-up couple cannot be in a state that a real one could not be in.

mod cases;

use app::visitor::Now;
use domain::{
    course::Partner,
    desk::{Couple, Day, Interview, SessionPlan, Situation, Stamp},
};
use store::{CoupleId, Records, StoreError};

/// Microseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// A made-up couple with everything that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeUp {
    /// The couple.
    pub couple: Couple,
    /// What it told.
    pub situation: Situation,
    /// What each partner told alone.
    pub interviews: [Interview; 2],
    /// The private notes.
    pub notes: String,
    /// Its session plans, the first session first.
    pub plans: Vec<SessionPlan>,
}

/// The made-up couples as they stand on `today`.
///
/// # Errors
///
/// When the library lacks something that they are made with; a test makes them from the library of this build.
pub fn made_up(today: Day, now: Stamp) -> anyhow::Result<Vec<MadeUp>> {
    cases::all(today, now)
}

/// Adds the made-up couples to an account.
///
/// # Errors
///
/// When they cannot be made or saved. What was saved by then stays.
pub async fn fill(records: &Records, now: Now) -> anyhow::Result<()> {
    for made_up in made_up(now.day, now.stamp)? {
        save(records, &made_up, now).await?;
    }
    Ok(())
}

async fn save(records: &Records, made_up: &MadeUp, now: Now) -> Result<CoupleId, StoreError> {
    let id = records.create_couple(&made_up.couple, now.stamp).await?;
    for (partner, interview) in [Partner::A, Partner::B].into_iter().zip(&made_up.interviews) {
        let seen = records.interview(id, partner).await?.revision;
        let situation = records.situation(id).await?.revision;
        records.save_interview(id, partner, seen, interview, (situation, &made_up.situation), now.stamp).await?;
    }
    let seen = records.notes(id).await?.revision;
    records.save_notes(id, seen, &made_up.notes, now.stamp).await?;
    for plan in &made_up.plans {
        let days = plan.on.map_or(0, |day| now.day.days_until(day).min(0));
        records.create_plan(id, plan, Stamp(now.stamp.0 + i64::from(days) * DAY)).await?;
    }
    Ok(id)
}
