//! Session plans.

use domain::{
    case_file::Clock,
    plan::{PlanBlock, SessionPlan, Status},
    records::{Revision, Stamp},
    vocabulary::{Day, ItemId, Minutes, Phase},
};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use std::collections::{HashMap, hash_map::Entry};
use uuid::Uuid;

use crate::{
    CoupleId, CreatedRecord, PlanId, Records, StoreError, Stored,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_seal::{CoupleSeal, CoupleSeals, Part},
        revisions::{revision_from_db, revision_to_db, stale},
    },
    sql,
};

/// The list entry of a plan, sealed separately so that lists load fast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanHead {
    /// Couple of the plan.
    pub couple: CoupleId,
    /// Session number, from 1.
    pub number: u16,
    /// Title.
    pub title: String,
    /// Day of the session, if set.
    pub on: Option<Day>,
    /// Start time, if set.
    pub start: Option<Clock>,
    /// Planned length.
    pub minutes: Minutes,
    /// Status.
    pub status: Status,
    /// Homework given, as text.
    pub homework: Vec<String>,
    /// The plan is archived.
    #[serde(default)]
    pub archived: bool,
    /// Search data; none in entries written by an earlier version.
    #[serde(default)]
    pub about: Option<PlanSearchData>,
}

/// Search data of a plan beyond its list entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSearchData {
    /// Phase that the plan was made for.
    pub phase: Phase,
    /// Exercises in order.
    pub exercises: Vec<ItemId>,
    /// Session note, and the homework as it was agreed.
    #[serde(default)]
    pub note: String,
}

impl PlanSearchData {
    /// Extracts the search data of a plan.
    pub(crate) fn of(plan: &SessionPlan) -> Self {
        let exercises = plan.blocks.iter().filter_map(PlanBlock::exercise).cloned().collect();
        let record = plan.record.as_deref();
        let homework = record.into_iter().flat_map(|record| &record.homework).map(|agreed| agreed.words.on_paper());
        let note = record.map(|record| record.note.trim().to_owned()).filter(|note| !note.is_empty());
        let note = note.into_iter().chain(homework).collect::<Vec<_>>().join(" ");
        Self { phase: plan.phase, exercises, note }
    }
}

/// A plan with its couple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// Couple of the plan.
    pub couple: CoupleId,
    /// The plan is archived.
    pub archived: bool,
    /// The plan.
    pub plan: Stored<PlanId, SessionPlan>,
}

/// A plan as columns of its row.
pub(crate) struct SealedPlan {
    pub(crate) couple: CoupleId,
    pub(crate) day_token: Option<Vec<u8>>,
    pub(crate) head: Vec<u8>,
    pub(crate) body: Vec<u8>,
}

/// Id, couple, revision, time of saving and list entry of a plan; key and list of revisions of its couple.
pub(crate) type HeadRow = (Uuid, Uuid, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// Couple, revision, time of saving, list entry and content of a plan; key and list of revisions of its couple.
pub(crate) type PlanRow = (Uuid, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

/// The same after the id of the plan.
type PlanRowWithId = (Uuid, Uuid, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

impl Records {
    /// Returns the plans of a couple, latest session first.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if the couple is unknown or foreign.
    pub async fn plans_of(&self, couple: CoupleId) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        self.couple(couple).await?;
        let rows: Vec<HeadRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::PLANS_OF)
            .bind(self.owner()).bind(couple.0).fetch_all(p).await?);
        let mut plans = self.open_heads(rows, Some(couple))?;
        plans.sort_by_key(|plan| (std::cmp::Reverse(plan.value.number), plan.id));
        Ok(plans)
    }

    /// Returns the plans of each of these couples, in their order, latest session first; none for unknown and foreign ids.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn plans_of_each(&self, couples: &[CoupleId]) -> Result<Vec<Vec<Stored<PlanId, PlanHead>>>, StoreError> {
        let mut plans: HashMap<CoupleId, Vec<Stored<PlanId, PlanHead>>> = HashMap::new();
        for ids in couples.chunks(sql::AT_ONCE) {
            let text = AssertSqlSafe(sql::with_list(sql::PLANS_OF_COUPLES, ids.len()));
            let rows: Vec<HeadRow> = with_pool!(self.store().pool(), p => {
                let query = sqlx::query_as(text).persistent(false).bind(self.owner());
                ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(p).await?
            });
            for plan in self.open_heads(rows, None)? {
                plans.entry(plan.value.couple).or_default().push(plan);
            }
        }
        let mut of = |couple| {
            let mut plans = plans.remove(couple).unwrap_or_default();
            plans.sort_by_key(|plan| (std::cmp::Reverse(plan.value.number), plan.id));
            plans
        };
        Ok(couples.iter().map(&mut of).collect())
    }

    /// Returns the plans of a day by start time; plans without one come last.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn plans_on(&self, day: Day) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        let earlier = self.keys().previous.as_ref().map(|key| key.day_token(day));
        let rows: Vec<HeadRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::PLANS_ON)
            .bind(self.owner()).bind(self.key().day_token(day)).bind(earlier).fetch_all(p).await?);
        let mut plans = self.open_heads(rows, None)?;
        plans.sort_by_key(|plan| (plan.value.start.is_none(), plan.value.start, plan.id));
        Ok(plans)
    }

    /// Returns at most `limit` plans, last saved first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn recent_plans(&self, limit: u32) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        let rows: Vec<HeadRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::RECENT_PLANS)
            .bind(self.owner()).bind(i64::from(limit)).fetch_all(p).await?);
        self.open_heads(rows, None)
    }

    /// Returns a plan.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn plan(&self, id: PlanId) -> Result<SavedPlan, StoreError> {
        let row: Option<PlanRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::PLAN)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        self.open_plan(id, row.ok_or(StoreError::NotFound)?)
    }

    /// Returns several plans by their ids, by one statement for each hundred; unknown and foreign ones are left out.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn plans(&self, ids: &[PlanId]) -> Result<HashMap<PlanId, SavedPlan>, StoreError> {
        let mut plans = HashMap::with_capacity(ids.len());
        for ids in ids.chunks(sql::AT_ONCE) {
            let text = AssertSqlSafe(sql::with_list(sql::PLANS, ids.len()));
            let rows: Vec<PlanRowWithId> = with_pool!(self.store().pool(), p => {
                let query = sqlx::query_as(text).persistent(false).bind(self.owner());
                ids.iter().fold(query, |query, id| query.bind(id.0)).fetch_all(p).await?
            });
            for (id, couple, revision, changed, head, sealed, wrapped, freshness) in rows {
                let plan = self.open_plan(PlanId(id), (couple, revision, changed, head, sealed, wrapped, freshness))?;
                plans.insert(PlanId(id), plan);
            }
        }
        Ok(plans)
    }

    pub(crate) fn open_plan(&self, id: PlanId, row: PlanRow) -> Result<SavedPlan, StoreError> {
        let (couple, revision, changed, head, sealed, wrapped, freshness) = row;
        let seal = self.couple_seal_of(couple, &wrapped, &freshness)?;
        let (couple, revision) = (CoupleId(couple), revision_from_db(revision)?);
        let archived = self.open_head(&seal, id.0, revision, &head, Some(couple))?.archived;
        let value = seal.open(self.seal_context("plan", "sealed", id.0, revision), &sealed)?;
        seal.require(Part::Plan(id), revision)?;
        Ok(SavedPlan { couple, archived, plan: Stored { id, revision, changed: Stamp(changed), value } })
    }

    /// Creates a plan for a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if the couple is unknown or foreign, [`StoreError::CreatedBefore`] if the same form has
    /// created it; nothing is written (checklist 5).
    pub async fn create_plan(&self, couple: CoupleId, plan: &SessionPlan, now: Stamp) -> Result<PlanId, StoreError> {
        let (id, first) = (self.new_id()?, Revision(1));
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, couple.0).await?;
        let sealed = self.seal_plan(&seal, (couple, false), id, first, plan)?;
        let made = with_tx!(&mut tx, t => sqlx::query(sql::INSERT_PLAN)
            .bind(self.owner()).bind(id).bind(couple.0).bind(now.0)
            .bind(sealed.day_token).bind(sealed.head).bind(sealed.body)
            .execute(t).await?.rows_affected());
        if made != 1 {
            tx.rollback().await?;
            let id = PlanId(id);
            let same = self.plan(id).await?.plan.value == *plan;
            return Err(StoreError::CreatedBefore { record: CreatedRecord::Plan(id), same });
        }
        self.note_change(&mut tx, couple.0, |newest| newest.set(Part::Plan(PlanId(id)), first)).await?;
        tx.commit().await?;
        Ok(PlanId(id))
    }

    /// Saves a plan last seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`; nothing is written.
    pub async fn save_plan(
        &self,
        id: PlanId,
        seen: Revision,
        plan: &SessionPlan,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let stored = self.plan(id).await?;
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, stored.couple.0).await?;
        let sealed = self.seal_plan(&seal, (stored.couple, stored.archived), id.0, self.next(seen), plan)?;
        if self.update_plan(&mut tx, id, seen, sealed, now).await? {
            tx.commit().await?;
            return Ok(self.next(seen));
        }
        tx.rollback().await?;
        Err(self.stale_plan_error(id).await?)
    }

    /// Deletes a plan and its versions. Its audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_plan(&self, id: PlanId, now: Stamp) -> Result<(), StoreError> {
        let couple = self.plan_couple(id).await?;
        let mut tx = self.store().pool().write().await?;
        self.lock_couple(&mut tx, couple.0).await?;
        with_tx!(&mut tx, t => sqlx::query(sql::DELETE_PLAN_VERSIONS)
            .bind(self.owner()).bind(id.0).execute(t).await.map(|_| ())?);
        let gone = with_tx!(&mut tx, t => sqlx::query(sql::DELETE_PLAN)
            .bind(self.owner()).bind(id.0).execute(t).await?.rows_affected());
        if gone > 0 {
            self.note_change(&mut tx, couple.0, |newest| newest.remove_plan(id)).await?;
        }
        tx.require_data_key(self.owner(), self.key()).await?;
        self.delete_catalogue(&mut tx).await?;
        self.finish_deletion(tx, gone, id.0, now).await
    }

    /// Updates a plan of a locked couple in a transaction, and keeps a version if due. Returns false if it was not at `seen`.
    pub(crate) async fn update_plan(
        &self,
        tx: &mut Tx,
        id: PlanId,
        seen: Revision,
        sealed: SealedPlan,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        let (couple, next) = (sealed.couple, self.next(seen));
        with_tx!(&mut *tx, t => sqlx::query(sql::INSERT_PLAN_VERSION)
            .bind(self.owner()).bind(id.0).bind(revision_to_db(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut *tx, id.0, "plan", now).await?;
        let updated = with_tx!(&mut *tx, t => sqlx::query(sql::UPDATE_PLAN)
            .bind(self.owner()).bind(id.0).bind(revision_to_db(seen)).bind(revision_to_db(self.next(seen))).bind(now.0)
            .bind(sealed.day_token).bind(sealed.head).bind(sealed.body)
            .execute(t).await?.rows_affected());
        if updated == 1 {
            self.note_change(tx, couple.0, |newest| newest.set(Part::Plan(id), next)).await?;
        }
        Ok(updated == 1)
    }

    pub(crate) fn seal_plan(
        &self,
        seal: &CoupleSeal,
        (couple, archived): (CoupleId, bool),
        id: Uuid,
        revision: Revision,
        plan: &SessionPlan,
    ) -> Result<SealedPlan, StoreError> {
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
            about: Some(PlanSearchData::of(plan)),
        };
        Ok(SealedPlan {
            couple,
            day_token: plan.on.map(|day| self.key().day_token(day)),
            head: seal.seal(self.seal_context("plan", "head", id, revision), &head)?,
            body: seal.seal(self.seal_context("plan", "sealed", id, revision), plan)?,
        })
    }

    /// Opens the list entries that one statement has read: of several statements, a later one may have read another key.
    pub(crate) fn open_heads(
        &self,
        rows: Vec<HeadRow>,
        couple: Option<CoupleId>,
    ) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        // A seal is opened once for each couple.
        let mut seals = CoupleSeals::new();
        let open = |(id, of, revision, changed, head, wrapped, freshness): HeadRow| {
            let seal = match seals.entry(of) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => place.insert(self.couple_seal_of(of, &wrapped, &freshness)?),
            };
            let revision = revision_from_db(revision)?;
            let value = self.open_head(seal, id, revision, &head, couple.or(Some(CoupleId(of))))?;
            seal.require(Part::Plan(PlanId(id)), revision)?;
            Ok(Stored { id: PlanId(id), revision, changed: Stamp(changed), value })
        };
        rows.into_iter().map(open).collect()
    }

    /// Returns the list entry of a plan; none if it is unknown or foreign.
    pub(crate) async fn plan_head(&self, id: PlanId) -> Result<Option<Stored<PlanId, PlanHead>>, StoreError> {
        let row: Option<HeadRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::PLAN_HEAD)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        Ok(self.open_heads(row.into_iter().collect(), None)?.pop())
    }

    /// Returns the list entries of all plans.
    pub(crate) async fn all_heads(&self) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        self.read_apart_from_resealing(|| self.read_all_heads()).await
    }

    async fn read_all_heads(&self) -> Result<Vec<Stored<PlanId, PlanHead>>, StoreError> {
        // The seals first: a plan saved in between is newer than its entry, and not older.
        let seals = self.all_couple_seals().await?;
        let rows: Vec<(Uuid, Uuid, i64, i64, Vec<u8>)> = with_pool!(self.store().pool(), p =>
            sqlx::query_as(sql::PLAN_HEADS).bind(self.owner()).fetch_all(p).await?);
        let open = |(id, couple, revision, changed, head): (Uuid, Uuid, i64, i64, Vec<u8>)| {
            // The couple is new since.
            let seal = seals.get(&couple)?;
            let opened = revision_from_db(revision).and_then(|revision| {
                let value = self.open_head(seal, id, revision, &head, Some(CoupleId(couple)))?;
                seal.require_if_listed(Part::Plan(PlanId(id)), revision)?;
                Ok(Stored { id: PlanId(id), revision, changed: Stamp(changed), value })
            });
            Some(opened)
        };
        rows.into_iter().filter_map(open).collect()
    }

    /// Opens a list entry. It contains the couple: a row moved to another couple is damaged, so that no sheet is
    /// printed for the wrong people.
    pub(crate) fn open_head(
        &self,
        seal: &CoupleSeal,
        id: Uuid,
        revision: Revision,
        head: &[u8],
        couple: Option<CoupleId>,
    ) -> Result<PlanHead, StoreError> {
        let value: PlanHead = seal.open(self.seal_context("plan", "head", id, revision), head)?;
        if couple.is_none_or(|couple| couple == value.couple) {
            Ok(value)
        } else {
            Err(StoreError::damaged("the list entry belongs to another couple"))
        }
    }

    pub(crate) async fn stale_plan_error(&self, id: PlanId) -> Result<StoreError, StoreError> {
        Ok(stale(self.plan_revision(id).await?))
    }

    /// Returns the couple of a plan.
    pub(crate) async fn plan_couple(&self, id: PlanId) -> Result<CoupleId, StoreError> {
        let couple: Option<Uuid> = with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::PLAN_COUPLE)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        couple.map(CoupleId).ok_or(StoreError::NotFound)
    }

    /// Returns the current revision of a plan; none if it is unknown or foreign.
    pub(crate) async fn plan_revision(&self, id: PlanId) -> Result<Option<i64>, StoreError> {
        Ok(with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::PLAN_REVISION)
            .bind(self.owner()).bind(id.0).fetch_optional(p).await?))
    }
}
