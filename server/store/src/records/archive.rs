//! Archiving plans in bulk.

use std::collections::BTreeSet;

use crate::{
    PlanId, Records, StoreError,
    database::pool::with_tx,
    records::{couple_seal::Part, plans::PlanRow, revisions::revision_to_db},
    sql,
};

impl Records {
    /// Archives or restores plans, all or none; returns the number of plans that changed. Their content and time of
    /// saving stay; their revision advances.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if an id is unknown or foreign, [`StoreError::Stale`] if a plan is saved concurrently;
    /// nothing is written.
    pub async fn archive_plans(&self, ids: &[PlanId], archived: bool) -> Result<usize, StoreError> {
        // In one order, so that two requests about the same couples do not wait for each other.
        let mut couples = BTreeSet::new();
        for id in ids {
            couples.insert(self.plan_couple(*id).await?.0);
        }
        let mut tx = self.store().pool().write().await?;
        for couple in couples {
            self.lock_couple(&mut tx, couple).await?;
        }
        let mut changed = 0;
        for id in ids {
            let row: Option<PlanRow> = with_tx!(&mut tx, t => sqlx::query_as(sql::PLAN)
                .bind(self.owner()).bind(id.0).fetch_optional(t).await?);
            let Some(row) = row else {
                tx.rollback().await?;
                return Err(StoreError::NotFound);
            };
            let seal = self.couple_seal_of(row.0, &row.5, &row.6)?;
            let saved = self.open_plan(*id, row)?;
            if saved.archived == archived {
                continue;
            }
            let (seen, revision) = (saved.plan.revision, self.next(saved.plan.revision));
            let sealed = self.seal_plan(&seal, (saved.couple, archived), id.0, revision, &saved.plan.value)?;
            let updated = with_tx!(&mut tx, t => sqlx::query(sql::UPDATE_PLAN)
                .bind(self.owner()).bind(id.0).bind(revision_to_db(seen)).bind(revision_to_db(revision)).bind(saved.plan.changed.0)
                .bind(sealed.day_token).bind(sealed.head).bind(sealed.body)
                .execute(t).await?.rows_affected());
            if updated == 0 {
                tx.rollback().await?;
                return Err(StoreError::Stale { latest: revision });
            }
            let noted = self.note_change(&mut tx, saved.couple.0, |newest| newest.set(Part::Plan(*id), revision));
            noted.await?;
            changed += 1;
        }
        tx.commit().await?;
        Ok(changed)
    }
}
