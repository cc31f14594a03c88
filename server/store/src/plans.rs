//! Session plans.

use domain::{
    case::Clock,
    desk::{Day, PlanBlock, Revision, SessionPlan, Situation, Stamp, Status},
    ids::ItemId,
    minutes::Minutes,
    words::Phase,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    CoupleId, Records, StoreError, Stored,
    pages::Page,
    pool::{Tx, on, within},
    records::{next, number, read, stale},
    sql,
};

/// Names a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlanId(pub Uuid);

/// What a list shows of a plan. It is sealed apart from the plan, so that lists are quick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHead {
    /// The couple it is for.
    pub couple: CoupleId,
    /// Which session it is.
    pub number: u16,
    /// What the counsellor calls it.
    pub title: String,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day, where one is set.
    pub start: Option<Clock>,
    /// How long, in minutes.
    pub minutes: Minutes,
    /// How far it is.
    pub status: Status,
    /// The homework that was given, in words.
    pub homework: Vec<String>,
    /// Put away, but kept.
    #[serde(default)]
    pub archived: bool,
    /// What lists look for; none in a head that an earlier version wrote.
    #[serde(default)]
    pub about: Option<PlanAbout>,
}

/// What lists of plans look for, beside what they show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAbout {
    /// The phase it was made for.
    pub phase: Phase,
    /// Its exercises, in their order.
    pub exercises: Vec<ItemId>,
}

impl PlanAbout {
    /// What lists look for in this plan.
    pub(crate) fn of(plan: &SessionPlan) -> Self {
        Self { phase: plan.phase, exercises: plan.blocks.iter().filter_map(PlanBlock::exercise).cloned().collect() }
    }
}

/// A plan and the couple it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// The couple.
    pub couple: CoupleId,
    /// Put away, but kept.
    pub archived: bool,
    /// The plan.
    pub plan: Stored<PlanId, SessionPlan>,
}

/// A plan as it goes into its row.
pub(crate) struct Sealed {
    pub(crate) day_mark: Option<Vec<u8>>,
    pub(crate) head: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

pub(crate) type HeadRow = (Uuid, i64, i64, Vec<u8>);

pub(crate) type PlanRow = (Uuid, i64, i64, Vec<u8>, Vec<u8>);

impl Records {
    /// The plans of a couple, the newest session first.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the couple is unknown or foreign.
    pub async fn plans_of(&self, couple: CoupleId) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        self.couple(couple).await?;
        let rows: Vec<HeadRow> = on!(self.store().pool(), p => sqlx::query_as(sql::PLANS_OF)
            .bind(self.owner()).bind(couple.0).fetch_all(p).await?);
        let mut plans = self.open_heads(rows, Some(couple))?;
        plans.sort_by_key(|plan| (std::cmp::Reverse(plan.value.number), plan.id));
        Ok(plans)
    }

    /// The plans for a day, by time; those without a time last.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn plans_on(&self, day: Day) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        let rows: Vec<HeadRow> = on!(self.store().pool(), p => sqlx::query_as(sql::PLANS_ON)
            .bind(self.owner()).bind(self.key().day_mark(day)).fetch_all(p).await?);
        let mut plans = self.open_heads(rows, None)?;
        plans.sort_by_key(|plan| (plan.value.start.is_none(), plan.value.start, plan.id));
        Ok(plans)
    }

    /// The plans that were saved last, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn recent_plans(&self, limit: u32) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        let rows: Vec<HeadRow> = on!(self.store().pool(), p => sqlx::query_as(sql::RECENT_PLANS)
            .bind(self.owner()).bind(i64::from(limit)).fetch_all(p).await?);
        self.open_heads(rows, None)
    }

    /// A plan.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn plan(&self, id: PlanId) -> Result<SavedPlan, StoreError> {
        let row: Option<PlanRow> = on!(self.store().pool(), p => sqlx::query_as(sql::PLAN)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        self.open_plan(id, row.ok_or(StoreError::NotFound)?)
    }

    pub(crate) fn open_plan(&self, id: PlanId, row: PlanRow) -> Result<SavedPlan, StoreError> {
        let (couple, revision, changed, head, sealed) = row;
        let (couple, revision) = (CoupleId(couple), read(revision)?);
        let archived = self.open_head(id.0, revision, &head, Some(couple))?.archived;
        let value = self.key().open(self.spot("plan", "sealed", id.0, revision), &sealed)?;
        Ok(SavedPlan { couple, archived, plan: Stored { id, revision, changed: Stamp(changed), value } })
    }

    /// Creates a plan for a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the couple is unknown or foreign; then nothing is written (checklist 5).
    pub async fn create_plan(&self, couple: CoupleId, plan: &SessionPlan, now: Stamp) -> Result<PlanId, StoreError> {
        let id = Uuid::now_v7();
        let sealed = self.seal_plan((couple, false), id, Revision(1), plan)?;
        let made = on!(self.store().pool(), p => sqlx::query(sql::INSERT_PLAN)
            .bind(self.owner()).bind(id).bind(couple.0).bind(now.0)
            .bind(sealed.day_mark).bind(sealed.head).bind(sealed.body)
            .execute(p).await?.rows_affected());
        if made == 1 { Ok(PlanId(id)) } else { Err(StoreError::NotFound) }
    }

    /// Saves a plan that was seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now; then nothing is written.
    pub async fn save_plan(
        &self,
        id: PlanId,
        seen: Revision,
        plan: &SessionPlan,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let stored = self.plan(id).await?;
        let sealed = self.seal_plan((stored.couple, stored.archived), id.0, next(seen), plan)?;
        let mut tx = self.store().pool().write().await?;
        if self.update_plan(&mut tx, id, seen, sealed, now).await? {
            tx.commit().await?;
            return Ok(next(seen));
        }
        tx.rollback().await?;
        Err(self.why_plan_is_stale(id).await?)
    }

    /// Saves a plan that was held together with the situation that its outcome changed, both or neither; gives both new
    /// revisions.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when either is at another revision by now; then nothing is written.
    pub async fn save_held_plan(
        &self,
        id: PlanId,
        seen: Revision,
        plan: &SessionPlan,
        situation: (Revision, &Situation),
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        let stored = self.plan(id).await?;
        let sealed = self.seal_plan((stored.couple, stored.archived), id.0, next(seen), plan)?;
        let couple = stored.couple;
        let told = self.seal_page(couple.0, Page::Situation, next(situation.0), situation.1)?;
        let page = (couple.0, Page::Situation);
        let mut tx = self.store().pool().write().await?;
        self.hold_couple(&mut tx, couple.0).await?;
        if !self.update_plan(&mut tx, id, seen, sealed, now).await? {
            tx.rollback().await?;
            return Err(self.why_plan_is_stale(id).await?);
        }
        if !self.update_page(&mut tx, page, situation.0, told, now).await? {
            tx.rollback().await?;
            return Err(self.why_page_is_stale(couple, Page::Situation).await?);
        }
        tx.commit().await?;
        Ok((next(seen), next(situation.0)))
    }

    /// Deletes a plan and its versions. The audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_plan(&self, id: PlanId, now: Stamp) -> Result<(), StoreError> {
        let mut tx = self.store().pool().write().await?;
        within!(&mut tx, t => sqlx::query(sql::DELETE_PLAN_VERSIONS)
            .bind(self.owner()).bind(id.0).execute(t).await.map(|_| ())?);
        let gone = within!(&mut tx, t => sqlx::query(sql::DELETE_PLAN)
            .bind(self.owner()).bind(id.0).execute(t).await?.rows_affected());
        self.forget_catalogue(&mut tx).await?;
        self.finish_deletion(tx, gone, id.0, now).await
    }

    /// Updates a plan within a transaction, and keeps a version of it when that is due; whether it was at `seen`.
    async fn update_plan(
        &self,
        tx: &mut Tx,
        id: PlanId,
        seen: Revision,
        sealed: Sealed,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        within!(&mut *tx, t => sqlx::query(sql::KEEP_PLAN)
            .bind(self.owner()).bind(id.0).bind(number(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut *tx, id.0, "plan", now).await?;
        let updated = within!(tx, t => sqlx::query(sql::UPDATE_PLAN)
            .bind(self.owner()).bind(id.0).bind(number(seen)).bind(number(next(seen))).bind(now.0)
            .bind(sealed.day_mark).bind(sealed.head).bind(sealed.body)
            .execute(t).await?.rows_affected());
        Ok(updated == 1)
    }

    pub(crate) fn seal_plan(
        &self,
        (couple, archived): (CoupleId, bool),
        id: Uuid,
        revision: Revision,
        plan: &SessionPlan,
    ) -> Result<Sealed, StoreError> {
        let head = PlanHead {
            couple,
            number: plan.number,
            title: plan.title.clone(),
            on: plan.on,
            start: plan.start,
            minutes: plan.minutes,
            status: plan.status,
            homework: plan.homework.iter().map(|(_, dose)| dose.clone()).collect(),
            archived,
            about: Some(PlanAbout::of(plan)),
        };
        Ok(Sealed {
            day_mark: plan.on.map(|day| self.key().day_mark(day)),
            head: self.key().seal(self.spot("plan", "head", id, revision), &head)?,
            body: self.key().seal(self.spot("plan", "sealed", id, revision), plan)?,
        })
    }

    pub(crate) fn open_heads(
        &self,
        rows: Vec<HeadRow>,
        couple: Option<CoupleId>,
    ) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        let open = |(id, revision, changed, head): HeadRow| {
            let revision = read(revision)?;
            let value = self.open_head(id, revision, &head, couple)?;
            Ok(Stored { id: PlanId(id), revision, changed: Stamp(changed), value })
        };
        rows.into_iter().map(open).collect()
    }

    /// The sealed head says whose plan it is: a row that was moved to another couple is damaged, so that no sheet goes to
    /// the wrong people.
    fn open_head(
        &self,
        id: Uuid,
        revision: Revision,
        head: &[u8],
        couple: Option<CoupleId>,
    ) -> Result<PlanHead, StoreError> {
        let value: PlanHead = self.key().open(self.spot("plan", "head", id, revision), head)?;
        if couple.is_none_or(|couple| couple == value.couple) { Ok(value) } else { Err(StoreError::Damaged) }
    }

    async fn why_plan_is_stale(&self, id: PlanId) -> Result<StoreError, StoreError> {
        Ok(stale(self.plan_revision(id).await?))
    }

    /// The revision that a plan is at; none when there is no such plan here.
    pub(crate) async fn plan_revision(&self, id: PlanId) -> Result<Option<i64>, StoreError> {
        Ok(on!(self.store().pool(), p => sqlx::query_scalar(sql::PLAN_REVISION)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?))
    }
}
