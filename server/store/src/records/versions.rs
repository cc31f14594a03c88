//! Versions of plans and situations: every save of the last day, and earlier ones at intervals of ten minutes.

use domain::{
    plan::SessionPlan,
    records::{Revision, Situation, Stamp},
};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    CoupleId, PlanId, Records, StoreError, Stored,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_records::CoupleRecord,
        revisions::{revision_from_db, revision_to_db},
    },
    sql,
};

/// Time during which every version is kept, in microseconds.
const KEEP_ALL: i64 = 24 * 60 * 60 * 1_000_000;

/// An earlier version of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavedVersion {
    /// Revision of the version.
    pub revision: Revision,
    /// Time at which it was saved.
    pub saved: Stamp,
}

/// Couple, time of saving and content of a version; key and list of revisions of its couple.
type VersionRow = (Uuid, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// Kind of a record with versions, and the columns that they are bound to.
#[derive(Clone, Copy)]
struct VersionedRecord {
    name: &'static str,
    table: &'static str,
    column: &'static str,
}

const PLAN: VersionedRecord = VersionedRecord { name: "plan", table: "plan", column: "sealed" };
const SITUATION: VersionedRecord =
    VersionedRecord { name: CoupleRecord::Situation.kind(), table: "page", column: CoupleRecord::Situation.kind() };

impl Records {
    /// Returns the versions of a plan, newest first, without the current one.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn plan_versions(&self, id: PlanId) -> Result<Vec<SavedVersion>, StoreError> {
        self.plan_revision(id).await?.ok_or(StoreError::NotFound)?;
        self.versions(PLAN, id.0).await
    }

    /// Returns an earlier version of a plan.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if that revision was not kept, and for unknown and foreign ids alike.
    pub async fn plan_version(
        &self,
        id: PlanId,
        revision: Revision,
    ) -> Result<Stored<PlanId, SessionPlan>, StoreError> {
        let (changed, value) = self.version(PLAN, id.0, revision).await?;
        Ok(Stored { id, revision, changed, value })
    }

    /// Returns the versions of a situation, newest first, without the current one.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn situation_versions(&self, couple: CoupleId) -> Result<Vec<SavedVersion>, StoreError> {
        self.couple_record_revision(couple, CoupleRecord::Situation).await?.ok_or(StoreError::NotFound)?;
        self.versions(SITUATION, couple.0).await
    }

    /// Returns an earlier version of a situation.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if that revision was not kept, and for unknown and foreign ids alike.
    pub async fn situation_version(
        &self,
        couple: CoupleId,
        revision: Revision,
    ) -> Result<Stored<CoupleId, Situation>, StoreError> {
        let (changed, value) = self.version(SITUATION, couple.0, revision).await?;
        Ok(Stored { id: couple, revision, changed, value })
    }

    /// Thins out the versions of a record that are older than a day: keeps the last one of every ten minutes.
    pub(crate) async fn thin_versions(
        &self,
        tx: &mut Tx,
        record: Uuid,
        kind: &str,
        now: Stamp,
    ) -> Result<(), StoreError> {
        with_tx!(tx, t => sqlx::query(sql::THIN_VERSIONS)
            .bind(self.owner()).bind(record).bind(kind).bind(now.0 - KEEP_ALL)
            .execute(t).await.map(|_| ())?);
        Ok(())
    }

    async fn versions(&self, kind: VersionedRecord, record: Uuid) -> Result<Vec<SavedVersion>, StoreError> {
        let rows: Vec<(i64, i64)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::VERSIONS)
            .bind(self.owner()).bind(record).bind(kind.name).fetch_all(p).await?);
        let version =
            |(revision, saved)| Ok(SavedVersion { revision: revision_from_db(revision)?, saved: Stamp(saved) });
        rows.into_iter().map(version).collect()
    }

    async fn version<T: DeserializeOwned>(
        &self,
        kind: VersionedRecord,
        record: Uuid,
        revision: Revision,
    ) -> Result<(Stamp, T), StoreError> {
        let row: Option<VersionRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::VERSION)
            .bind(self.owner()).bind(record).bind(kind.name).bind(revision_to_db(revision)).fetch_optional(p).await?);
        let (couple, saved, sealed, wrapped, freshness) = row.ok_or(StoreError::NotFound)?;
        let seal = self.couple_seal_of(couple, &wrapped, &freshness)?;
        let value = seal.open(self.seal_context(kind.table, kind.column, record, revision), &sealed)?;
        Ok((Stamp(saved), value))
    }
}
