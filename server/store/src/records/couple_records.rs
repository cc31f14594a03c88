//! Records that a couple has once: the situation, the interviews, the private notes and the programme.

use domain::{
    assess::Partner,
    records::{Interview, Revision, Situation, Stamp},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    AuditEvent, CoupleId, Records, StoreError, Stored,
    database::pool::{Tx, with_pool, with_tx},
    records::{
        couple_rows::CoupleRow,
        couple_seal::{CoupleSeal, Part, gate_events},
        revisions::{revision_to_db, stale},
    },
    sql,
};

/// Kind of a record that a couple has once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CoupleRecord {
    Situation,
    Interview(Partner),
    Notes,
    /// Exists once a programme was drafted.
    Programme,
}

impl CoupleRecord {
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Interview(Partner::A) => "interview-a",
            Self::Interview(Partner::B) => "interview-b",
            Self::Notes => "notes",
            Self::Programme => "programme",
        }
    }
}

/// A record, sealed for its row.
pub(crate) struct SealedRecord {
    sealed: Vec<u8>,
    /// Length of the gate log, if the record is a situation.
    gate_events: Option<usize>,
}

impl Records {
    /// Updates a record of a locked couple in a transaction, and keeps a version if due. Returns false if it was not at
    /// `seen`.
    pub(crate) async fn update_couple_record(
        &self,
        tx: &mut Tx,
        (couple, record): (Uuid, CoupleRecord),
        seen: Revision,
        sealed: SealedRecord,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        let SealedRecord { sealed, gate_events } = sealed;
        let next = self.next(seen);
        with_tx!(&mut *tx, t => sqlx::query(sql::INSERT_COUPLE_RECORD_VERSION)
            .bind(self.owner()).bind(couple).bind(record.kind()).bind(revision_to_db(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut *tx, couple, record.kind(), now).await?;
        let updated = with_tx!(&mut *tx, t => sqlx::query(sql::UPDATE_COUPLE_RECORD)
            .bind(self.owner()).bind(couple).bind(record.kind()).bind(revision_to_db(seen)).bind(revision_to_db(next))
            .bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        if updated == 1 {
            let noted = self.note_change(tx, couple, |newest| {
                newest.set(Part::Record(record.kind()), next);
                if let Some(events) = gate_events {
                    newest.set_gate_events(events);
                }
            });
            noted.await?;
        }
        Ok(updated == 1)
    }

    /// Returns the situation of a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn situation(&self, couple: CoupleId) -> Result<Stored<CoupleId, Situation>, StoreError> {
        let (seal, stored) = self.couple_record_with_seal(couple, CoupleRecord::Situation).await?;
        seal.require_gate_events(&stored.value)?;
        Ok(stored)
    }

    /// Saves a situation last seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`; nothing is written.
    pub async fn save_situation(
        &self,
        couple: CoupleId,
        seen: Revision,
        situation: &Situation,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        self.save_situation_with_audit(couple, (seen, situation), None, now).await
    }

    /// Saves a situation with a gate decision and its audit line, both or neither.
    ///
    /// # Errors
    ///
    /// As for [`Records::save_situation`].
    pub async fn save_decision(
        &self,
        couple: CoupleId,
        seen: Revision,
        situation: &Situation,
        event: AuditEvent,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        self.save_situation_with_audit(couple, (seen, situation), Some(event), now).await
    }

    /// Returns the interview of one partner.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn interview(
        &self,
        couple: CoupleId,
        partner: Partner,
    ) -> Result<Stored<CoupleId, Interview>, StoreError> {
        self.couple_record(couple, CoupleRecord::Interview(partner)).await
    }

    /// Saves an interview and the situation whose gates it opened, both or neither; returns both new revisions.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if either has changed since; nothing is written.
    pub async fn save_interview(
        &self,
        couple: CoupleId,
        partner: Partner,
        seen: Revision,
        interview: &Interview,
        situation: (Revision, &Situation),
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        self.save_interview_with_audit(couple, partner, (seen, interview), situation, None, now).await
    }

    /// Saves an interview, the situation with a gate decision, and the audit line of the decision, all or nothing; returns
    /// both new revisions.
    ///
    /// # Errors
    ///
    /// As for [`Records::save_interview`].
    pub async fn save_interview_decision(
        &self,
        couple: CoupleId,
        partner: Partner,
        interview: (Revision, &Interview),
        situation: (Revision, &Situation),
        event: AuditEvent,
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        self.save_interview_with_audit(couple, partner, interview, situation, Some(event), now).await
    }

    async fn save_interview_with_audit(
        &self,
        couple: CoupleId,
        partner: Partner,
        (seen, interview): (Revision, &Interview),
        situation: (Revision, &Situation),
        event: Option<AuditEvent>,
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        let (id, record) = (couple.0, CoupleRecord::Interview(partner));
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, id).await?;
        let sealed = self.seal_couple_record(&seal, id, record, self.next(seen), interview)?;
        let sealed_situation = self.seal_situation(&seal, id, self.next(situation.0), situation.1)?;
        let unsaved = if !self.update_couple_record(&mut tx, (id, record), seen, sealed, now).await? {
            record
        } else if !self
            .update_couple_record(&mut tx, (id, CoupleRecord::Situation), situation.0, sealed_situation, now)
            .await?
        {
            CoupleRecord::Situation
        } else {
            if let Some(event) = event {
                tx.audit(self.author(), event, id, now).await?;
            }
            tx.commit().await?;
            return Ok((self.next(seen), self.next(situation.0)));
        };
        tx.rollback().await?;
        Err(self.stale_couple_record_error(couple, unsaved).await?)
    }

    /// Returns the counsellor's private notes about a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn notes(&self, couple: CoupleId) -> Result<Stored<CoupleId, String>, StoreError> {
        self.couple_record(couple, CoupleRecord::Notes).await
    }

    /// Saves private notes last seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if they have changed since `seen`; nothing is written.
    pub async fn save_notes(
        &self,
        couple: CoupleId,
        seen: Revision,
        notes: &str,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        self.save_couple_record(couple, CoupleRecord::Notes, seen, notes, now).await
    }

    /// Returns the programme of a couple; none if none was drafted.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if the couple is unknown or foreign.
    pub async fn programme<T: DeserializeOwned>(
        &self,
        couple: CoupleId,
    ) -> Result<Option<Stored<CoupleId, T>>, StoreError> {
        match self.couple_record(couple, CoupleRecord::Programme).await {
            Ok(programme) => Ok(Some(programme)),
            Err(StoreError::NotFound) => self.couple(couple).await.map(|_| None),
            Err(error) => Err(error),
        }
    }

    /// Saves a programme last seen at this revision, or a new one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`, or exists although `seen` is none; nothing is written.
    pub async fn save_programme<T: Serialize>(
        &self,
        couple: CoupleId,
        seen: Option<Revision>,
        programme: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let Some(seen) = seen else {
            return self.create_programme(couple, programme, now).await;
        };
        self.save_couple_record(couple, CoupleRecord::Programme, seen, programme, now).await
    }

    async fn create_programme<T: Serialize>(
        &self,
        couple: CoupleId,
        programme: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let (record, first) = (CoupleRecord::Programme, Revision(1));
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, couple.0).await?;
        let sealed = self.seal_couple_record(&seal, couple.0, record, first, programme)?.sealed;
        let made = with_tx!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE_RECORD_IF_ABSENT)
            .bind(self.owner()).bind(couple.0).bind(record.kind()).bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        if made == 1 {
            self.note_change(&mut tx, couple.0, |newest| newest.set(Part::Record(record.kind()), first)).await?;
            tx.commit().await?;
            return Ok(first);
        }
        tx.rollback().await?;
        Err(self.stale_couple_record_error(couple, record).await?)
    }

    pub(crate) fn seal_couple_record<T: Serialize + ?Sized>(
        &self,
        seal: &CoupleSeal,
        couple: Uuid,
        record: CoupleRecord,
        revision: Revision,
        value: &T,
    ) -> Result<SealedRecord, StoreError> {
        let sealed = seal.seal(self.seal_context("page", record.kind(), couple, revision), value)?;
        Ok(SealedRecord { sealed, gate_events: None })
    }

    pub(crate) fn seal_situation(
        &self,
        seal: &CoupleSeal,
        couple: Uuid,
        revision: Revision,
        situation: &Situation,
    ) -> Result<SealedRecord, StoreError> {
        let record = self.seal_couple_record(seal, couple, CoupleRecord::Situation, revision, situation)?;
        Ok(SealedRecord { gate_events: Some(gate_events(situation)), ..record })
    }

    async fn couple_record<T: DeserializeOwned>(
        &self,
        couple: CoupleId,
        record: CoupleRecord,
    ) -> Result<Stored<CoupleId, T>, StoreError> {
        self.couple_record_with_seal(couple, record).await.map(|(_, stored)| stored)
    }

    async fn couple_record_with_seal<T: DeserializeOwned>(
        &self,
        couple: CoupleId,
        record: CoupleRecord,
    ) -> Result<(CoupleSeal, Stored<CoupleId, T>), StoreError> {
        let row: Option<CoupleRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::COUPLE_RECORD)
            .bind(self.owner()).bind(couple.0).bind(record.kind()).fetch_optional(p).await?);
        let (revision, changed, sealed, wrapped, freshness) = row.ok_or(StoreError::NotFound)?;
        let seal = self.couple_seal_of(couple.0, &wrapped, &freshness)?;
        let stored = self.open_record(&seal, couple, record, (revision, changed, &sealed))?;
        Ok((seal, stored))
    }

    async fn save_couple_record<T: Serialize + ?Sized>(
        &self,
        couple: CoupleId,
        record: CoupleRecord,
        seen: Revision,
        value: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, couple.0).await?;
        let sealed = self.seal_couple_record(&seal, couple.0, record, self.next(seen), value)?;
        self.save_with_audit(tx, (couple, record), seen, sealed, None, now).await
    }

    async fn save_situation_with_audit(
        &self,
        couple: CoupleId,
        (seen, situation): (Revision, &Situation),
        event: Option<AuditEvent>,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let mut tx = self.store().pool().write().await?;
        let seal = self.lock_couple(&mut tx, couple.0).await?;
        let sealed = self.seal_situation(&seal, couple.0, self.next(seen), situation)?;
        self.save_with_audit(tx, (couple, CoupleRecord::Situation), seen, sealed, event, now).await
    }

    /// Saves a record of a locked couple, together with an audit line if there is an event.
    async fn save_with_audit(
        &self,
        mut tx: Tx,
        (couple, record): (CoupleId, CoupleRecord),
        seen: Revision,
        sealed: SealedRecord,
        event: Option<AuditEvent>,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let next = self.next(seen);
        if self.update_couple_record(&mut tx, (couple.0, record), seen, sealed, now).await? {
            if let Some(event) = event {
                tx.audit(self.author(), event, couple.0, now).await?;
            }
            tx.commit().await?;
            return Ok(next);
        }
        tx.rollback().await?;
        Err(self.stale_couple_record_error(couple, record).await?)
    }

    pub(crate) async fn stale_couple_record_error(
        &self,
        couple: CoupleId,
        record: CoupleRecord,
    ) -> Result<StoreError, StoreError> {
        Ok(stale(self.couple_record_revision(couple, record).await?))
    }

    /// Returns the current revision of a record; none if the couple is unknown or foreign.
    pub(crate) async fn couple_record_revision(
        &self,
        couple: CoupleId,
        record: CoupleRecord,
    ) -> Result<Option<i64>, StoreError> {
        Ok(with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::COUPLE_RECORD_REVISION)
            .bind(self.owner()).bind(couple.0).bind(record.kind()).fetch_optional(p).await?))
    }
}
