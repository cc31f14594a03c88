//! Sealing again what an earlier version, or an earlier data key, has sealed.

use uuid::Uuid;

use crate::{
    PlanHead, PlanId, Records, StoreError,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_records::CoupleRecord,
        couple_seal::{CoupleSeal, Part, SealColumns, gate_events},
        export::sealed_columns,
        revisions::revision_from_db,
    },
    sql,
};

impl Records {
    /// Gives a new key to each couple that has none, or one of a previous data key, and seals its records again, couple by
    /// couple; returns their number. Each couple is one transaction: wherever this is interrupted, everything stays
    /// readable, and the next call goes on. A couple with a damaged record is left as it is, and named by the error after
    /// all others are done.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn reseal_couples(&self) -> Result<usize, StoreError> {
        let (mut sealed, mut damaged) = (0, None);
        for couple in self.couples_to_reseal().await? {
            match self.reseal_couple(couple).await {
                Ok(done) => sealed += usize::from(done),
                Err(error @ StoreError::Damaged(_)) => damaged = Some(error),
                Err(error) => return Err(error),
            }
        }
        damaged.map_or(Ok(sealed), Err)
    }

    /// Seals the documents of the account by the current data key, one by one.
    pub(crate) async fn reseal_documents(&self) -> Result<(), StoreError> {
        let mut damaged = None;
        let rows: Vec<(String, Uuid, i64, Vec<u8>)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::DOCUMENTS_TO_RESEAL)
            .bind(self.owner()).bind(self.key().mark()).fetch_all(p).await?);
        for (kind, id, revision, sealed) in rows {
            let context = self.seal_context("thing", &kind, id, revision_from_db(revision)?);
            let again = self.keys().of(&sealed).open_bytes(context, &sealed);
            let again = match again.and_then(|plain| self.key().seal_bytes(context, &plain)) {
                Ok(again) => again,
                Err(error) => {
                    damaged = Some(error);
                    continue;
                }
            };
            // Without effect if it was saved or deleted since.
            with_pool!(self.store().pool(), p => sqlx::query(sql::RESEAL_DOCUMENT)
                .bind(self.owner()).bind(kind).bind(id).bind(again).bind(sealed).execute(p).await.map(|_| ())?);
        }
        damaged.map_or(Ok(()), Err)
    }

    /// Seals one couple again; false if it has a key of the current data key, or is gone.
    async fn reseal_couple(&self, couple: Uuid) -> Result<bool, StoreError> {
        let mut tx = self.store().pool().write().await?;
        let earlier = match self.lock_couple(&mut tx, couple).await {
            Ok(seal) if !seal.is_current => seal,
            Ok(_) | Err(StoreError::NotFound) => {
                tx.rollback().await?;
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        let (revision, sealed): (i64, Vec<u8>) = with_tx!(&mut tx, t => sqlx::query_as(sql::RESEAL_COUPLE_ROW)
            .bind(self.owner()).bind(couple).fetch_one(t).await?);
        let mut seal = self.new_couple_seal(couple)?;
        let revision = revision_from_db(revision)?;
        let sealed = seal.reseal(&earlier, self.seal_context("couple", "sealed", couple, revision), &sealed)?;
        match &earlier.own {
            // The list stays: what was put back before is still refused.
            Some((_, listed)) => seal.change(|newest| *newest = listed.clone()),
            None => seal.change(|newest| newest.set(Part::Couple, revision)),
        }
        self.reseal_records(&mut tx, &earlier, &mut seal).await?;
        self.reseal_plans(&mut tx, &earlier, &mut seal).await?;
        self.reseal_versions(&mut tx, &earlier, &seal).await?;
        let SealColumns { wrapped, freshness } = seal.columns()?;
        with_tx!(&mut tx, t => sqlx::query(sql::RESEAL_COUPLE)
            .bind(self.owner()).bind(couple).bind(sealed).bind(wrapped).bind(freshness)
            .execute(t).await.map(|_| ())?);
        tx.commit().await?;
        Ok(true)
    }

    async fn reseal_records(&self, tx: &mut Tx, earlier: &CoupleSeal, seal: &mut CoupleSeal) -> Result<(), StoreError> {
        let is_unlisted = earlier.own.is_none();
        let rows: Vec<(String, i64, Vec<u8>)> = with_tx!(&mut *tx, t => sqlx::query_as(sql::RESEAL_RECORD_ROWS)
            .bind(self.owner()).bind(seal.couple).fetch_all(t).await?);
        for (kind, revision, sealed) in rows {
            let revision = revision_from_db(revision)?;
            let context = self.seal_context("page", &kind, seal.couple, revision);
            if is_unlisted && kind == CoupleRecord::Situation.kind() {
                let events = gate_events(&earlier.open(context, &sealed)?);
                seal.change(|newest| newest.set_gate_events(events));
            }
            let sealed = seal.reseal(earlier, context, &sealed)?;
            if is_unlisted {
                seal.change(|newest| newest.set(Part::Record(&kind), revision));
            }
            with_tx!(&mut *tx, t => sqlx::query(sql::RESEAL_RECORD)
                .bind(self.owner()).bind(seal.couple).bind(kind).bind(sealed).execute(t).await.map(|_| ())?);
        }
        Ok(())
    }

    async fn reseal_plans(&self, tx: &mut Tx, earlier: &CoupleSeal, seal: &mut CoupleSeal) -> Result<(), StoreError> {
        let is_unlisted = earlier.own.is_none();
        let rows: Vec<(Uuid, i64, Vec<u8>, Vec<u8>)> = with_tx!(&mut *tx, t => sqlx::query_as(sql::RESEAL_PLAN_ROWS)
            .bind(self.owner()).bind(seal.couple).fetch_all(t).await?);
        for (id, revision, head, sealed) in rows {
            let revision = revision_from_db(revision)?;
            let context = self.seal_context("plan", "head", id, revision);
            let listed: PlanHead = earlier.open(context, &head)?;
            let day_token = listed.on.map(|day| self.key().day_token(day));
            let head = seal.reseal(earlier, context, &head)?;
            let sealed = seal.reseal(earlier, self.seal_context("plan", "sealed", id, revision), &sealed)?;
            if is_unlisted {
                seal.change(|newest| newest.set(Part::Plan(PlanId(id)), revision));
            }
            with_tx!(&mut *tx, t => sqlx::query(sql::RESEAL_PLAN)
                .bind(self.owner()).bind(id).bind(head).bind(sealed).bind(day_token).execute(t).await.map(|_| ())?);
        }
        Ok(())
    }

    async fn reseal_versions(&self, tx: &mut Tx, earlier: &CoupleSeal, seal: &CoupleSeal) -> Result<(), StoreError> {
        let rows: Vec<(Uuid, String, i64, Vec<u8>)> = with_tx!(&mut *tx, t => sqlx::query_as(sql::RESEAL_VERSION_ROWS)
            .bind(self.owner()).bind(seal.couple).fetch_all(t).await?);
        for (record, kind, revision, sealed) in rows {
            let (table, column) = sealed_columns(&kind);
            let context = self.seal_context(table, column, record, revision_from_db(revision)?);
            let sealed = seal.reseal(earlier, context, &sealed)?;
            with_tx!(&mut *tx, t => sqlx::query(sql::RESEAL_VERSION)
                .bind(self.owner()).bind(record).bind(kind).bind(revision).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        Ok(())
    }
}
