//! What a couple told, saved one change after the other.

use domain::desk::{Edit, Revision, Sheet};

use super::Problem;
use crate::{keeper::Receipt, packed::Packed};

call! {
    "situation/save" =>
    /// Saves changes of a situation that was seen at this revision; all of them or none.
    ///
    /// # Errors
    ///
    /// `Stale` when it was saved elsewhere in between; `Refused` when a change names what nobody knows.
    pub async fn save_situation(couple: String, seen: Revision, edits: Vec<Edit>) -> Result<Packed<Receipt>, Problem> {
        let (records, now) = (crate::visitor::records()?, crate::visitor::now()?);
        let saved = on_the_server::save(&records, &couple, seen, &edits, now.stamp).await;
        let revision = saved.inspect_err(Problem::answer)?;
        Ok(Packed(Receipt { revision, at: now.time }))
    }
}

call! {
    "situation/look" =>
    /// What is stored now of the part that is filled in with both, and its revision.
    ///
    /// # Errors
    ///
    /// `NotFound` for an unknown couple.
    pub async fn stored_situation(couple: String) -> Result<Packed<(Revision, Sheet)>, Problem> {
        let records = crate::visitor::records()?;
        let looked = on_the_server::look(&records, &couple).await;
        looked.inspect_err(Problem::answer)
    }
}

#[cfg(feature = "ssr")]
mod on_the_server {
    use domain::{
        course::Partner,
        desk::{Edit, Revision, Sheet, Stamp},
    };
    use store::{CoupleId, Records};

    use crate::{calls::Problem, packed::Packed};

    pub async fn save(
        records: &Records,
        couple: &str,
        seen: Revision,
        edits: &[Edit],
        now: Stamp,
    ) -> Result<Revision, Problem> {
        let couple = CoupleId(couple.parse().map_err(|_| Problem::NotFound)?);
        let mut stored = records.situation(couple).await?;
        if stored.revision != seen {
            return Err(Problem::Stale { latest: stored.revision });
        }
        let library = records.library().await?;
        let a = records.interview(couple, Partner::A).await?;
        let b = records.interview(couple, Partner::B).await?;
        let edited = stored.value.edit(&library, [&a.value, &b.value], edits, now);
        edited.map_err(|bad| Problem::Refused(bad.to_string()))?;
        Ok(records.save_situation(couple, seen, &stored.value, now).await?)
    }

    pub async fn look(records: &Records, couple: &str) -> Result<Packed<(Revision, Sheet)>, Problem> {
        let couple = CoupleId(couple.parse().map_err(|_| Problem::NotFound)?);
        let stored = records.situation(couple).await?;
        Ok(Packed((stored.revision, Sheet::of(&stored.value))))
    }
}
