//! Earlier states of a plan and of a situation: every one of the last day, and of older ones one for ten minutes.

use domain::desk::{Revision, SessionPlan, Situation, Stamp};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    CoupleId, PlanId, Records, StoreError, Stored,
    pages::Page,
    pool::{Tx, on, within},
    records::{number, read},
    sql,
};

/// Microseconds for which every saved state is kept.
const KEEP_ALL: i64 = 24 * 60 * 60 * 1_000_000;

/// An earlier state that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The revision that it was.
    pub revision: Revision,
    /// When it was saved.
    pub saved: Stamp,
}

/// Where the versions of a record stand, and where they were sealed for.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    table: &'static str,
    column: &'static str,
}

const PLAN: Kind = Kind { name: "plan", table: "plan", column: "sealed" };
const SITUATION: Kind = Kind { name: Page::Situation.kind(), table: "page", column: Page::Situation.kind() };

impl Records {
    /// The earlier states of a plan, the newest first; how the plan is now is not among them.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn plan_versions(&self, id: PlanId) -> Result<Vec<Version>, StoreError> {
        self.plan_revision(id).await?.ok_or(StoreError::NotFound)?;
        self.versions(PLAN, id.0).await
    }

    /// An earlier state of a plan.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when that revision was not kept, and for unknown and foreign ids alike.
    pub async fn plan_version(
        &self,
        id: PlanId,
        revision: Revision,
    ) -> Result<Stored<PlanId, SessionPlan>, StoreError> {
        let (changed, value) = self.version(PLAN, id.0, revision).await?;
        Ok(Stored { id, revision, changed, value })
    }

    /// The earlier states of a situation, the newest first; how it is now is not among them.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn situation_versions(&self, couple: CoupleId) -> Result<Vec<Version>, StoreError> {
        self.page_revision(couple, Page::Situation).await?.ok_or(StoreError::NotFound)?;
        self.versions(SITUATION, couple.0).await
    }

    /// An earlier state of a situation.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when that revision was not kept, and for unknown and foreign ids alike.
    pub async fn situation_version(
        &self,
        couple: CoupleId,
        revision: Revision,
    ) -> Result<Stored<CoupleId, Situation>, StoreError> {
        let (changed, value) = self.version(SITUATION, couple.0, revision).await?;
        Ok(Stored { id: couple, revision, changed, value })
    }

    /// Of the states of a record that are older than a day, keeps one for each ten minutes: the last.
    pub(crate) async fn thin_versions(
        &self,
        tx: &mut Tx,
        record: Uuid,
        kind: &str,
        now: Stamp,
    ) -> Result<(), StoreError> {
        within!(tx, t => sqlx::query(sql::THIN_VERSIONS)
            .bind(self.owner()).bind(record).bind(kind).bind(now.0 - KEEP_ALL)
            .execute(t).await.map(|_| ())?);
        Ok(())
    }

    async fn versions(&self, kind: Kind, record: Uuid) -> Result<Vec<Version>, StoreError> {
        let rows: Vec<(i64, i64)> = on!(self.store().pool(), p => sqlx::query_as(sql::VERSIONS)
            .bind(self.owner()).bind(record).bind(kind.name).fetch_all(p).await?);
        let version = |(revision, saved)| Ok(Version { revision: read(revision)?, saved: Stamp(saved) });
        rows.into_iter().map(version).collect()
    }

    async fn version<T: DeserializeOwned>(
        &self,
        kind: Kind,
        record: Uuid,
        revision: Revision,
    ) -> Result<(Stamp, T), StoreError> {
        let row: Option<(i64, Vec<u8>)> = on!(self.store().pool(), p => sqlx::query_as(sql::VERSION)
            .bind(self.owner()).bind(record).bind(kind.name).bind(number(revision)).fetch_optional(p).await?);
        let (saved, sealed) = row.ok_or(StoreError::NotFound)?;
        let value = self.key().open(self.spot(kind.table, kind.column, record, revision), &sealed)?;
        Ok((Stamp(saved), value))
    }
}
