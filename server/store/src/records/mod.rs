//! Records: the only access to stored data (invariant 2).
//!
//! A [`Records`] belongs to one account and is obtained from a valid session only. Every function checks the owner, and
//! unknown and foreign ids give the same [`StoreError::NotFound`].

pub(crate) mod archive;
pub(crate) mod audit_list;
pub(crate) mod catalogue;
pub(crate) mod couple_file;
pub(crate) mod couple_records;
pub(crate) mod couple_seal;
pub(crate) mod custom_library;
pub(crate) mod documents;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod plans;
pub(crate) mod reseal;
pub(crate) mod sealed_query;
pub(crate) mod session_save;
pub(crate) mod stories;
pub(crate) mod templates;
pub(crate) mod versions;

use std::sync::Arc;

use domain::{
    assess::Partner,
    library::Library,
    records::{Couple, Interview, Revision, Situation, Stamp},
};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, Store, StoreError,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_records::CoupleRecord,
        couple_seal::{CoupleSeal, Part, SealColumns, gate_events},
    },
    seal::{DataKeys, Key, SealContext},
    sql,
};

/// Id of a couple.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CoupleId(pub Uuid);

/// A stored record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<Id, T> {
    /// Id of the record.
    pub id: Id,
    /// Current revision, to be passed to the next save.
    pub revision: Revision,
    /// Time of the last save.
    pub changed: Stamp,
    /// Content.
    pub value: T,
}

/// Access to the records of one account.
#[derive(Clone, Debug)]
pub struct Records(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    account: Account,
    keys: DataKeys,
    session: Vec<u8>,
    /// Line of revisions for new saves of this account.
    line: u32,
    library_cell: OnceCell<Arc<Library>>,
}

impl Records {
    pub(crate) fn new(store: Store, account: Account, keys: DataKeys, session: Vec<u8>, line: u32) -> Self {
        let line = store.line() ^ line;
        Self(Arc::new(Inner { store, account, keys, session, line, library_cell: OnceCell::new() }))
    }

    /// Returns the revision after this one.
    pub(crate) fn next(&self, seen: Revision) -> Revision {
        seen.next_in(self.0.line)
    }

    /// Returns the account.
    pub fn account(&self) -> &Account {
        &self.0.account
    }

    /// Returns the key for drafts in the browser, the same in every session of this account.
    pub fn draft_key(&self) -> [u8; 32] {
        *self.key().derive("drafts").bytes()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn library_cell(&self) -> &OnceCell<Arc<Library>> {
        &self.0.library_cell
    }

    pub(crate) fn session(&self) -> &[u8] {
        &self.0.session
    }

    /// Returns the data key, which seals whatever is written.
    pub(crate) fn key(&self) -> &Key {
        &self.0.keys.current
    }

    /// Returns the data keys, which open whatever is read.
    pub(crate) fn keys(&self) -> &DataKeys {
        &self.0.keys
    }

    /// Begins a transaction that writes what the data key seals. It locks the account row until its end.
    ///
    /// # Errors
    ///
    /// [`StoreError::SignedOut`] if the account has another data key since.
    pub(crate) async fn write_by_data_key(&self) -> Result<Tx, StoreError> {
        let mut tx = self.store().pool().write().await?;
        tx.require_data_key(self.owner(), self.key()).await?;
        Ok(tx)
    }

    pub(crate) fn owner(&self) -> Uuid {
        self.0.account.id
    }

    pub(crate) fn seal_context<'a>(
        &self,
        table: &'a str,
        column: &'a str,
        id: Uuid,
        revision: Revision,
    ) -> SealContext<'a> {
        SealContext { table, column, id, owner: self.owner(), revision }
    }

    /// Writes an audit line for an action that changed nothing, such as viewing or printing. Changes write their line
    /// in the same transaction.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn record_audit(&self, event: AuditEvent, about: Uuid, now: Stamp) -> Result<(), StoreError> {
        self.store().write_audit(self.author(), event, about, now).await
    }

    /// Returns all couples by name, including archived ones.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn couples(&self) -> Result<Vec<Stored<CoupleId, Couple>>, StoreError> {
        let rows: Vec<AllCouplesRow> =
            with_pool!(self.store().pool(), p => sqlx::query_as(sql::COUPLES).bind(self.owner()).fetch_all(p).await?);
        let opened = rows.into_iter().map(|(id, revision, changed, sealed, wrapped, freshness)| {
            self.open_couple(id, (revision, changed, sealed, wrapped, freshness))
        });
        let mut couples = opened.collect::<Result<Vec<_>, _>>()?;
        couples.sort_by_cached_key(|couple| (couple.value.name.to_lowercase(), couple.id));
        Ok(couples)
    }

    /// Returns a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn couple(&self, id: CoupleId) -> Result<Stored<CoupleId, Couple>, StoreError> {
        let row: Option<CoupleRow> = with_pool!(self.store().pool(), p =>
            sqlx::query_as(sql::COUPLE).bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        self.open_couple(id.0, row.ok_or(StoreError::NotFound)?)
    }

    /// Creates a couple with an empty situation, two empty interviews and empty notes, all of it or nothing. The gates
    /// of the situation are open until asked.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Full`] if the disk is full.
    pub async fn create_couple(&self, couple: &Couple, now: Stamp) -> Result<CoupleId, StoreError> {
        let library = self.library().await?;
        let id = Uuid::now_v7();
        let first = Revision(1);
        let mut seal = self.new_couple_seal(id)?;
        let sealed = seal.seal(self.seal_context("couple", "sealed", id, first), couple)?;
        let page = |record: CoupleRecord| self.seal_context("page", record.kind(), id, first);
        let (situation, interview) = (Situation::begin(&library), Interview::default());
        let [a, b] = [Partner::A, Partner::B].map(CoupleRecord::Interview);
        let records = [
            (CoupleRecord::Situation, seal.seal(page(CoupleRecord::Situation), &situation)?),
            (a, seal.seal(page(a), &interview)?),
            (b, seal.seal(page(b), &interview)?),
            (CoupleRecord::Notes, seal.seal(page(CoupleRecord::Notes), "")?),
        ];
        seal.change(|newest| {
            newest.set(Part::Couple, first);
            newest.set_gate_events(gate_events(&situation));
            for (record, _) in &records {
                newest.set(Part::Record(record.kind()), first);
            }
        });
        let SealColumns { wrapped, freshness } = seal.columns()?;
        let mut tx = self.write_by_data_key().await?;
        with_tx!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE)
            .bind(self.owner()).bind(id).bind(now.0).bind(sealed).bind(wrapped).bind(freshness)
            .execute(t).await.map(|_| ())?);
        for (record, sealed) in records {
            with_tx!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE_RECORD)
                .bind(self.owner()).bind(id).bind(record.kind()).bind(now.0).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        tx.commit().await?;
        Ok(CoupleId(id))
    }

    /// Saves a couple last seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`; nothing is written.
    pub async fn save_couple(
        &self,
        id: CoupleId,
        seen: Revision,
        couple: &Couple,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let next = self.next(seen);
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, id.0).await?;
        let sealed = seal.seal(self.seal_context("couple", "sealed", id.0, next), couple)?;
        with_tx!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE_VERSION)
            .bind(self.owner()).bind(id.0).bind(revision_to_db(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut tx, id.0, "couple", now).await?;
        let saved = with_tx!(&mut tx, t => sqlx::query(sql::UPDATE_COUPLE)
            .bind(self.owner()).bind(id.0).bind(revision_to_db(seen)).bind(revision_to_db(next)).bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        if saved == 1 {
            self.note_change(&mut tx, id.0, |newest| newest.set(Part::Couple, next)).await?;
            tx.commit().await?;
            return Ok(next);
        }
        tx.rollback().await?;
        let revision: Option<i64> = with_pool!(self.store().pool(), p =>
            sqlx::query_scalar(sql::COUPLE_REVISION).bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        Err(stale(revision))
    }

    /// Deletes a couple with its key and all its records, plans and versions. Its audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_couple(&self, id: CoupleId, now: Stamp) -> Result<(), StoreError> {
        let mut tx = self.store().pool().write().await?;
        let gone = with_tx!(&mut tx, t => sqlx::query(sql::DELETE_COUPLE)
            .bind(self.owner()).bind(id.0).execute(t).await?.rows_affected());
        // The account before its documents, as in all that saves documents.
        tx.require_data_key(self.owner(), self.key()).await?;
        self.delete_catalogue(&mut tx).await?;
        self.finish_deletion(tx, gone, id.0, now).await
    }

    /// Commits a deletion with its audit line, or rolls back if there was nothing to delete.
    pub(crate) async fn finish_deletion(
        &self,
        mut tx: Tx,
        gone: u64,
        about: Uuid,
        now: Stamp,
    ) -> Result<(), StoreError> {
        if gone == 0 {
            tx.rollback().await?;
            return Err(StoreError::NotFound);
        }
        tx.audit(self.author(), AuditEvent::Deleted, about, now).await?;
        tx.commit().await
    }

    /// Locks a couple until the end of the transaction, against deletion, against a concurrent change of its list of
    /// revisions and against a new key; returns the key that seals what this transaction writes, as none that was read
    /// before does. Call this before anything else about the couple is written, to avoid a deadlock.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub(crate) async fn lock_couple(&self, tx: &mut Tx, id: Uuid) -> Result<CoupleSeal, StoreError> {
        // A write transaction of SQLite is the only one.
        if matches!(tx, Tx::Postgres(_)) {
            with_tx!(&mut *tx, t => sqlx::query(sql::LOCK_COUPLE)
                .bind(self.owner()).bind(id).execute(t).await.map(|_| ())?);
        }
        self.couple_seal(tx, id).await
    }

    fn open_couple(
        &self,
        id: Uuid,
        (revision, changed, sealed, wrapped, freshness): CoupleRow,
    ) -> Result<Stored<CoupleId, Couple>, StoreError> {
        let revision = revision_from_db(revision)?;
        let seal = self.couple_seal_of(id, &wrapped, &freshness)?;
        let value = seal.open(self.seal_context("couple", "sealed", id, revision), &sealed)?;
        seal.require(Part::Couple, revision)?;
        Ok(Stored { id: CoupleId(id), revision, changed: Stamp(changed), value })
    }
}

/// Revision, time of saving, sealed value, wrapped key, sealed list of revisions.
pub(crate) type CoupleRow = (i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// The same after the id of the couple.
pub(crate) type AllCouplesRow = (Uuid, i64, i64, Vec<u8>, Vec<u8>, Vec<u8>);

/// Converts a revision for the database.
pub(crate) fn revision_to_db(revision: Revision) -> i64 {
    // Stored revisions never exceed it, so this matches none.
    i64::try_from(revision.0).unwrap_or(i64::MAX)
}

/// Converts a revision from the database.
pub(crate) fn revision_from_db(revision: i64) -> Result<Revision, StoreError> {
    u64::try_from(revision).map(Revision).map_err(StoreError::damaged)
}

/// Returns the error for a save without effect: the record is at another revision, or unknown.
pub(crate) fn stale(revision: Option<i64>) -> StoreError {
    match revision.map(revision_from_db) {
        None => StoreError::NotFound,
        Some(Ok(latest)) => StoreError::Stale { latest },
        Some(Err(damaged)) => damaged,
    }
}
