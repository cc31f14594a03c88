//! Session plans.

use domain::{
    case::Clock,
    desk::{Day, Revision, SessionPlan, Situation, Stamp, Status},
    minutes::Minutes,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    CoupleId, Deed, Records, StoreError, Stored,
    pages::{Page, update_page},
    pool::on,
    records::{VERSION_EVERY, next, number, read, stale},
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
}

/// A plan and the couple it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// The couple.
    pub couple: CoupleId,
    /// The plan.
    pub plan: Stored<PlanId, SessionPlan>,
}

/// A plan as it goes into its row.
struct Sealed {
    day_mark: Option<Vec<u8>>,
    head: Vec<u8>,
    body: Vec<u8>,
}

type HeadRow = (Uuid, i64, i64, Vec<u8>);

type PlanRow = (Uuid, i64, i64, Vec<u8>, Vec<u8>);

/// Updates a plan within a transaction; gives how many rows that were.
macro_rules! update_plan {
    ($tx:expr, $records:expr, $id:expr, $seen:expr, $sealed:expr, $now:expr) => {{
        let (owner, seen, sealed) = ($records.owner(), $seen, $sealed);
        sqlx::query(sql::KEEP_PLAN)
            .bind(owner)
            .bind($id)
            .bind(number(seen))
            .bind($now.0)
            .bind($now.0 - VERSION_EVERY)
            .execute(&mut *$tx)
            .await?;
        sqlx::query(sql::UPDATE_PLAN)
            .bind(owner)
            .bind($id)
            .bind(number(seen))
            .bind(number(next(seen)))
            .bind($now.0)
            .bind(sealed.day_mark)
            .bind(sealed.head)
            .bind(sealed.body)
            .execute(&mut *$tx)
            .await?
            .rows_affected()
    }};
}

impl Records {
    /// The plans of a couple, the newest session first.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the couple is unknown or foreign.
    pub async fn plans_of(&self, couple: CoupleId) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
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
        let (couple, revision, changed, head, sealed) = row.ok_or(StoreError::NotFound)?;
        let revision = read(revision)?;
        self.open_head(id.0, revision, &head, Some(CoupleId(couple)))?;
        let value = self.key().open(self.spot("plan", "sealed", id.0, revision), &sealed)?;
        Ok(SavedPlan { couple: CoupleId(couple), plan: Stored { id, revision, changed: Stamp(changed), value } })
    }

    /// Creates a plan for a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the couple is unknown or foreign; then nothing is written (checklist 5).
    pub async fn create_plan(&self, couple: CoupleId, plan: &SessionPlan, now: Stamp) -> Result<PlanId, StoreError> {
        self.couple(couple).await?;
        let id = Uuid::now_v7();
        let sealed = self.seal_plan(couple, id, Revision(1), plan)?;
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
        let couple = self.plan(id).await?.couple;
        let sealed = self.seal_plan(couple, id.0, next(seen), plan)?;
        let saved = on!(self.store().pool(), p => {
            let mut tx = p.begin().await?;
            let saved = update_plan!(tx, self, id.0, seen, sealed, now);
            tx.commit().await?;
            saved
        });
        if saved == 1 { Ok(next(seen)) } else { Err(self.why_plan_is_stale(id).await?) }
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
        let couple = self.plan(id).await?.couple;
        let sealed = self.seal_plan(couple, id.0, next(seen), plan)?;
        let told = self.seal_page(couple.0, Page::Situation, next(situation.0), situation.1)?;
        let (plans, situations) = on!(self.store().pool(), p => {
            let mut tx = p.begin().await?;
            let plans = update_plan!(tx, self, id.0, seen, sealed, now);
            let situations = update_page!(tx, self, couple.0, Page::Situation, situation.0, told, now);
            if (plans, situations) == (1, 1) { tx.commit().await?; } else { tx.rollback().await?; }
            (plans, situations)
        });
        match (plans, situations) {
            (1, 1) => Ok((next(seen), next(situation.0))),
            (0, _) => Err(self.why_plan_is_stale(id).await?),
            _ => Err(self.why_page_is_stale(couple, Page::Situation).await?),
        }
    }

    /// Deletes a plan and its versions. The audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_plan(&self, id: PlanId, now: Stamp) -> Result<(), StoreError> {
        let gone = on!(self.store().pool(), p => {
            let mut tx = p.begin().await?;
            sqlx::query(sql::DELETE_PLAN_VERSIONS).bind(self.owner()).bind(id.0).execute(&mut *tx).await?;
            let gone = sqlx::query(sql::DELETE_PLAN)
                .bind(self.owner()).bind(id.0).execute(&mut *tx).await?.rows_affected();
            tx.commit().await?;
            gone
        });
        if gone == 0 { Err(StoreError::NotFound) } else { self.note_deed(Deed::Deleted, id.0, now).await }
    }

    fn seal_plan(
        &self,
        couple: CoupleId,
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
        };
        Ok(Sealed {
            day_mark: plan.on.map(|day| self.key().day_mark(day)),
            head: self.key().seal(self.spot("plan", "head", id, revision), &head)?,
            body: self.key().seal(self.spot("plan", "sealed", id, revision), plan)?,
        })
    }

    fn open_heads(
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
        let revision: Option<i64> = on!(self.store().pool(), p => sqlx::query_scalar(sql::PLAN_REVISION)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        Ok(stale(revision))
    }
}
