//! Saving what was written down after a session: several records of one couple at once.

use domain::{
    plan::SessionPlan,
    records::{Revision, Situation, Stamp},
};

use crate::{AuditEvent, CoupleId, PlanId, Records, StoreError, records::couple_records::CoupleRecord};

/// The changes that belong together.
#[derive(Clone, Debug, Default)]
pub struct SessionSave<'a> {
    /// Plans of one couple with the revisions at which they were last seen: that of the session, and that of an earlier one
    /// whose homework came back.
    pub plans: Vec<(PlanId, Revision, &'a SessionPlan)>,
    /// The situation, if it changed.
    pub situation: Option<(Revision, &'a Situation)>,
    /// The audit line about the couple that belongs to the change, if any.
    pub event: Option<AuditEvent>,
}

impl Records {
    /// Saves all of it or nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if a plan is unknown or of another couple, [`StoreError::Stale`] if a record has changed
    /// since; nothing is written.
    pub async fn save_session(&self, couple: CoupleId, save: SessionSave<'_>, now: Stamp) -> Result<(), StoreError> {
        let mut archived = Vec::with_capacity(save.plans.len());
        for (id, ..) in &save.plans {
            let stored = self.plan(*id).await?;
            if stored.couple != couple {
                return Err(StoreError::NotFound);
            }
            archived.push(stored.archived);
        }
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, couple.0).await?;
        for ((id, seen, plan), archived) in save.plans.into_iter().zip(archived) {
            let plan = self.seal_plan(&seal, (couple, archived), id.0, self.next(seen), plan)?;
            if !self.update_plan(&mut tx, id, seen, plan, now).await? {
                tx.rollback().await?;
                return Err(self.stale_plan_error(id).await?);
            }
        }
        if let Some((seen, situation)) = save.situation {
            let sealed = self.seal_situation(&seal, couple.0, self.next(seen), situation)?;
            let record = (couple.0, CoupleRecord::Situation);
            if !self.update_couple_record(&mut tx, record, seen, sealed, now).await? {
                tx.rollback().await?;
                return Err(self.stale_couple_record_error(couple, CoupleRecord::Situation).await?);
            }
        }
        if let Some(event) = save.event {
            tx.audit(self.author(), event, couple.0, now).await?;
        }
        tx.commit().await
    }

    /// Saves a completed plan and the situation changed by its outcome, both or neither; returns both new revisions.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if either has changed since; nothing is written.
    pub async fn save_completed_plan(
        &self,
        id: PlanId,
        seen: Revision,
        plan: &SessionPlan,
        situation: (Revision, &Situation),
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        let couple = self.plan_couple(id).await?;
        let save = SessionSave { plans: vec![(id, seen, plan)], situation: Some(situation), event: None };
        self.save_session(couple, save, now).await?;
        Ok((self.next(seen), self.next(situation.0)))
    }
}
