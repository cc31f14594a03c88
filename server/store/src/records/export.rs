//! Export of an account as one value.
//!
//! Values are exported as the JSON text that was sealed, so that they return byte for byte. Sessions, keys and audit
//! lines belong to an installation and are not exported.

use std::collections::BTreeMap;

use domain::{
    plan::SessionPlan,
    records::{Couple, Interview, Revision, Situation, Stamp},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{
    AuditEvent, CoupleId, PlanId, Records, StoreError,
    database::pool::with_pool,
    records::{
        couple_rows::AllCouplesRow,
        couple_seal::{CoupleSeals, Part},
        documents,
        revisions::revision_from_db,
    },
    seal::{DigestWriter, SealContext, hex},
    sql,
};

/// Archive format written and read by this version.
pub const ARCHIVE_VERSION: u32 = 1;

/// All records of an account. `V` is the text of a value: owned, or borrowed from the file, so that a large archive is
/// in memory once.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive<V = Box<RawValue>> {
    pub(crate) version: u32,
    pub(crate) couples: Vec<ArchivedCouple<V>>,
    pub(crate) things: Vec<ArchivedDocument<V>>,
}

/// A couple with all its records.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchivedCouple<V = Box<RawValue>> {
    pub(crate) id: Uuid,
    pub(crate) couple: ArchivedValue<V>,
    pub(crate) pages: BTreeMap<String, ArchivedValue<V>>,
    pub(crate) plans: Vec<ArchivedPlan<V>>,
    pub(crate) versions: Vec<ArchivedVersion<V>>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchivedPlan<V = Box<RawValue>> {
    pub(crate) id: Uuid,
    pub(crate) archived: bool,
    pub(crate) plan: ArchivedValue<V>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchivedVersion<V = Box<RawValue>> {
    pub(crate) record: Uuid,
    pub(crate) kind: String,
    pub(crate) replaced: i64,
    pub(crate) state: ArchivedValue<V>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchivedDocument<V = Box<RawValue>> {
    pub(crate) kind: String,
    pub(crate) id: Uuid,
    pub(crate) thing: ArchivedValue<V>,
}

/// A value with its revision, time of saving in microseconds, and JSON text.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArchivedValue<V = Box<RawValue>> {
    pub(crate) revision: Revision,
    pub(crate) changed: i64,
    pub(crate) value: V,
}

/// A couple with typed records, for export to readable formats.
#[derive(Debug)]
pub struct ExportedCouple {
    /// The couple.
    pub couple: Couple,
    /// The situation.
    pub situation: Situation,
    /// The interviews of partners A and B.
    pub interviews: [Interview; 2],
    /// The private notes.
    pub notes: String,
    /// Plans by session number.
    pub plans: Vec<SessionPlan>,
}

impl<V: Serialize> Archive<V> {
    /// Returns the SHA-256 of the content in hexadecimal.
    ///
    /// # Errors
    ///
    /// Never fails for archives made by this program.
    pub fn content_hash(&self) -> Result<String, StoreError> {
        let mut digest = DigestWriter::default();
        serde_json::to_writer(&mut digest, self).map_err(|error| StoreError::invalid_json(&error))?;
        Ok(hex(&digest.finish()))
    }

    /// Returns the numbers of couples and plans.
    pub fn counts(&self) -> (usize, usize) {
        (self.couples.len(), self.couples.iter().map(|couple| couple.plans.len()).sum())
    }
}

impl Archive {
    /// Returns the couples with typed records.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] if a value cannot be parsed.
    pub fn couples(&self) -> impl Iterator<Item = Result<ExportedCouple, StoreError>> {
        self.couples.iter().map(ArchivedCouple::read)
    }
}

impl ArchivedCouple {
    fn read(&self) -> Result<ExportedCouple, StoreError> {
        let mut plans: Vec<SessionPlan> =
            self.plans.iter().map(|plan| typed(&plan.plan.value)).collect::<Result<_, _>>()?;
        plans.sort_by_key(|plan| plan.number);
        Ok(ExportedCouple {
            couple: typed(&self.couple.value)?,
            situation: self.couple_record("situation")?,
            interviews: [self.couple_record("interview-a")?, self.couple_record("interview-b")?],
            notes: self.couple_record("notes")?,
            plans,
        })
    }

    fn couple_record<T: DeserializeOwned>(&self, kind: &str) -> Result<T, StoreError> {
        self.pages
            .get(kind)
            .ok_or_else(|| StoreError::damaged(format!("the couple has no {kind}")))
            .and_then(|page| typed(&page.value))
    }
}

/// Parses a value; [`StoreError::Damaged`] if it is not of this type.
pub(crate) fn typed<T: DeserializeOwned>(value: &RawValue) -> Result<T, StoreError> {
    serde_json::from_str(value.get()).map_err(|error| StoreError::invalid_json(&error))
}

/// The error for a record without its couple.
fn orphan() -> StoreError {
    StoreError::damaged("a record belongs to no couple")
}

/// Returns the table and column that a value of this kind is bound to.
pub(crate) fn sealed_columns(kind: &str) -> (&'static str, &str) {
    match kind {
        "plan" => ("plan", "sealed"),
        "couple" => ("couple", "sealed"),
        page => ("page", page),
    }
}

type ExportedRecordRow = (Uuid, String, i64, i64, Vec<u8>);
type ExportedPlanRow = (Uuid, Uuid, i64, i64, Vec<u8>, Vec<u8>);
type ExportedVersionRow = (Uuid, Uuid, String, i64, i64, i64, Vec<u8>);
type ExportedDocumentRow = (String, Uuid, i64, i64, Vec<u8>);

impl Records {
    /// Exports the account, with an audit line: the copy is outside the control of the store.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn export(&self, now: Stamp) -> Result<Archive, StoreError> {
        let archive = self.read_apart_from_resealing(|| self.read_all()).await?;
        self.record_audit(AuditEvent::Exported, self.owner(), now).await?;
        Ok(archive)
    }

    async fn read_all(&self) -> Result<Archive, StoreError> {
        let (mut couples, mut seals) = (BTreeMap::new(), CoupleSeals::new());
        let rows: Vec<AllCouplesRow> =
            with_pool!(self.store().pool(), p => sqlx::query_as(sql::COUPLES).bind(self.owner()).fetch_all(p).await?);
        for (id, revision, changed, sealed, wrapped, freshness) in rows {
            let seal = self.couple_seal_of(id, &wrapped, &freshness)?;
            seal.require(Part::Couple, revision_from_db(revision)?)?;
            let context = self.seal_context("couple", "sealed", id, revision_from_db(revision)?);
            let couple = archived_value(seal.open(context, &sealed)?, context, changed);
            seals.insert(id, seal);
            let empty = (BTreeMap::new(), Vec::new(), Vec::new());
            let (pages, plans, versions) = empty;
            couples.insert(id, ArchivedCouple { id, couple, pages, plans, versions });
        }
        self.export_couple_records(&seals, &mut couples).await?;
        self.export_plans(&seals, &mut couples).await?;
        self.export_versions(&seals, &mut couples).await?;
        let things = self.export_documents().await?;
        Ok(Archive { version: ARCHIVE_VERSION, couples: couples.into_values().collect(), things })
    }

    async fn export_couple_records(
        &self,
        seals: &CoupleSeals,
        couples: &mut BTreeMap<Uuid, ArchivedCouple>,
    ) -> Result<(), StoreError> {
        let rows: Vec<ExportedRecordRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::ALL_COUPLE_RECORDS).bind(self.owner()).fetch_all(p).await?);
        for (couple, kind, revision, changed, sealed) in rows {
            let seal = seals.get(&couple).ok_or_else(orphan)?;
            let context = self.seal_context("page", &kind, couple, revision_from_db(revision)?);
            seal.require_if_listed(Part::Record(&kind), context.revision)?;
            let page = archived_value(seal.open(context, &sealed)?, context, changed);
            couples.get_mut(&couple).ok_or_else(orphan)?.pages.insert(kind, page);
        }
        Ok(())
    }

    async fn export_plans(
        &self,
        seals: &CoupleSeals,
        couples: &mut BTreeMap<Uuid, ArchivedCouple>,
    ) -> Result<(), StoreError> {
        let rows: Vec<ExportedPlanRow> =
            with_pool!(self.store().pool(), p => sqlx::query_as(sql::ALL_PLANS).bind(self.owner()).fetch_all(p).await?);
        for (id, couple, revision, changed, head, sealed) in rows {
            let seal = seals.get(&couple).ok_or_else(orphan)?;
            let context = self.seal_context("plan", "sealed", id, revision_from_db(revision)?);
            seal.require_if_listed(Part::Plan(PlanId(id)), context.revision)?;
            let head = self.open_head(seal, id, context.revision, &head, Some(CoupleId(couple)))?;
            let plan = archived_value(seal.open(context, &sealed)?, context, changed);
            couples.get_mut(&couple).ok_or_else(orphan)?.plans.push(ArchivedPlan { id, archived: head.archived, plan });
        }
        Ok(())
    }

    async fn export_versions(
        &self,
        seals: &CoupleSeals,
        couples: &mut BTreeMap<Uuid, ArchivedCouple>,
    ) -> Result<(), StoreError> {
        let rows: Vec<ExportedVersionRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::ALL_VERSIONS).bind(self.owner()).fetch_all(p).await?);
        for (record, couple, kind, revision, replaced, saved, sealed) in rows {
            let seal = seals.get(&couple).ok_or_else(orphan)?;
            let (table, column) = sealed_columns(&kind);
            let context = self.seal_context(table, column, record, revision_from_db(revision)?);
            let state = archived_value(seal.open(context, &sealed)?, context, saved);
            let version = ArchivedVersion { record, kind, replaced, state };
            couples.get_mut(&couple).ok_or_else(orphan)?.versions.push(version);
        }
        Ok(())
    }

    async fn export_documents(&self) -> Result<Vec<ArchivedDocument>, StoreError> {
        let rows: Vec<ExportedDocumentRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::ALL_DOCUMENTS).bind(self.owner()).fetch_all(p).await?);
        let mut all = Vec::new();
        for (kind, id, revision, changed, sealed) in rows {
            // Derived documents are rebuilt.
            if !documents::DERIVED.contains(&kind.as_str()) {
                let context = self.seal_context("thing", &kind, id, revision_from_db(revision)?);
                let thing = archived_value(self.keys().of(&sealed).open(context, &sealed)?, context, changed);
                all.push(ArchivedDocument { kind, id, thing });
            }
        }
        Ok(all)
    }
}

fn archived_value(value: Box<RawValue>, context: SealContext<'_>, changed: i64) -> ArchivedValue {
    ArchivedValue { revision: context.revision, changed, value }
}
