//! Couples.

use domain::{
    assess::Partner,
    records::{Couple, Interview, Revision, Situation, Stamp},
};
use uuid::Uuid;

use crate::{
    CoupleId, CreatedRecord, Records, StoreError, Stored,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_records::CoupleRecord,
        couple_rows::{AllCouplesRow, CoupleRow},
        couple_seal::{CoupleSeal, Part, SealColumns, gate_events},
        revisions::{revision_from_db, revision_to_db, stale},
    },
    sql,
};

impl Records {
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
    /// [`StoreError::CreatedBefore`] if the same form has created it, [`StoreError::Database`] if the database does not
    /// respond, [`StoreError::Full`] if the disk is full.
    pub async fn create_couple(&self, couple: &Couple, now: Stamp) -> Result<CoupleId, StoreError> {
        let library = self.library().await?;
        let id = self.new_id()?;
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
        let made = with_tx!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE)
            .bind(self.owner()).bind(id).bind(now.0).bind(sealed).bind(wrapped).bind(freshness)
            .execute(t).await?.rows_affected());
        if made != 1 {
            tx.rollback().await?;
            let id = CoupleId(id);
            let same = self.couple(id).await?.value == *couple;
            return Err(StoreError::CreatedBefore { record: CreatedRecord::Couple(id), same });
        }
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

    pub(crate) fn open_couple(
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
