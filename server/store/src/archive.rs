//! Putting plans away, and taking them out again, many at once.

use crate::{
    PlanId, Records, StoreError,
    plans::PlanRow,
    pool::within,
    records::{next, number},
    sql,
};

impl Records {
    /// Puts these plans away, or takes them out again, all or none; gives how many of them changed. What they say stays, and
    /// so does the time at which they were saved last. Each is at a new revision then.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when one of them is unknown or foreign, [`StoreError::Stale`] when one is saved at the same
    /// moment; then nothing is written.
    pub async fn archive_plans(&self, ids: &[PlanId], archived: bool) -> Result<usize, StoreError> {
        let mut tx = self.store().pool().write().await?;
        let mut changed = 0;
        for id in ids {
            let row: Option<PlanRow> = within!(&mut tx, t => sqlx::query_as(sql::PLAN)
                .bind(self.owner()).bind(id.0).fetch_optional(t).await?);
            let Some(row) = row else {
                tx.rollback().await?;
                return Err(StoreError::NotFound);
            };
            let saved = self.open_plan(*id, row)?;
            if saved.archived == archived {
                continue;
            }
            let (seen, revision) = (saved.plan.revision, next(saved.plan.revision));
            let sealed = self.seal_plan((saved.couple, archived), id.0, revision, &saved.plan.value)?;
            let updated = within!(&mut tx, t => sqlx::query(sql::UPDATE_PLAN)
                .bind(self.owner()).bind(id.0).bind(number(seen)).bind(number(revision)).bind(saved.plan.changed.0)
                .bind(sealed.day_mark).bind(sealed.head).bind(sealed.body)
                .execute(t).await?.rows_affected());
            if updated == 0 {
                tx.rollback().await?;
                return Err(StoreError::Stale { latest: revision });
            }
            changed += 1;
        }
        tx.commit().await?;
        Ok(changed)
    }
}
