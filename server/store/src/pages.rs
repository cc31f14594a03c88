//! What belongs to a couple once: the situation, each partner's interview, the private notes.

use domain::{
    course::Partner,
    desk::{Interview, Revision, Situation, Stamp},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    CoupleId, Records, StoreError, Stored,
    pool::{Tx, on, within},
    records::{next, number, read, stale},
    sql,
};

/// One of the pages of a couple.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Situation,
    Interview(Partner),
    Notes,
    /// A couple has it once a programme was drafted.
    Programme,
}

impl Page {
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

impl Records {
    /// Updates a page within a transaction, and keeps a version of it when that is due; whether it was at `seen`.
    pub(crate) async fn update_page(
        &self,
        tx: &mut Tx,
        (couple, page): (Uuid, Page),
        seen: Revision,
        sealed: Vec<u8>,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        within!(&mut *tx, t => sqlx::query(sql::KEEP_PAGE)
            .bind(self.owner()).bind(couple).bind(page.kind()).bind(number(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut *tx, couple, page.kind(), now).await?;
        let updated = within!(tx, t => sqlx::query(sql::UPDATE_PAGE)
            .bind(self.owner()).bind(couple).bind(page.kind()).bind(number(seen)).bind(number(next(seen)))
            .bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        Ok(updated == 1)
    }

    /// What a couple has told.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn situation(&self, couple: CoupleId) -> Result<Stored<CoupleId, Situation>, StoreError> {
        self.page(couple, Page::Situation).await
    }

    /// Saves a situation that was seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now; then nothing is written.
    pub async fn save_situation(
        &self,
        couple: CoupleId,
        seen: Revision,
        situation: &Situation,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        self.save_page(couple, Page::Situation, seen, situation, now).await
    }

    /// What one partner told alone.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn interview(
        &self,
        couple: CoupleId,
        partner: Partner,
    ) -> Result<Stored<CoupleId, Interview>, StoreError> {
        self.page(couple, Page::Interview(partner)).await
    }

    /// Saves an interview together with the situation whose gates it opened, both or neither; gives both new revisions.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when either is at another revision by now; then nothing is written.
    pub async fn save_interview(
        &self,
        couple: CoupleId,
        partner: Partner,
        seen: Revision,
        interview: &Interview,
        situation: (Revision, &Situation),
        now: Stamp,
    ) -> Result<(Revision, Revision), StoreError> {
        let (id, page) = (couple.0, Page::Interview(partner));
        let sealed = self.seal_page(id, page, next(seen), interview)?;
        let told = self.seal_page(id, Page::Situation, next(situation.0), situation.1)?;
        let mut tx = self.store().pool().write().await?;
        self.hold_couple(&mut tx, id).await?;
        let unsaved = if !self.update_page(&mut tx, (id, page), seen, sealed, now).await? {
            page
        } else if !self.update_page(&mut tx, (id, Page::Situation), situation.0, told, now).await? {
            Page::Situation
        } else {
            tx.commit().await?;
            return Ok((next(seen), next(situation.0)));
        };
        tx.rollback().await?;
        Err(self.why_page_is_stale(couple, unsaved).await?)
    }

    /// The counsellor's private notes about a couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn notes(&self, couple: CoupleId) -> Result<Stored<CoupleId, String>, StoreError> {
        self.page(couple, Page::Notes).await
    }

    /// Saves private notes that were seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when they are at another revision by now; then nothing is written.
    pub async fn save_notes(
        &self,
        couple: CoupleId,
        seen: Revision,
        notes: &str,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        self.save_page(couple, Page::Notes, seen, notes, now).await
    }

    /// The programme of a couple; nothing where none was drafted.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] when the couple is unknown or foreign.
    pub async fn programme<T: DeserializeOwned>(
        &self,
        couple: CoupleId,
    ) -> Result<Option<Stored<CoupleId, T>>, StoreError> {
        match self.page(couple, Page::Programme).await {
            Ok(programme) => Ok(Some(programme)),
            Err(StoreError::NotFound) => self.couple(couple).await.map(|_| None),
            Err(error) => Err(error),
        }
    }

    /// Saves a programme that was seen at this revision, or nowhere.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now, or there although it was seen nowhere; then nothing is
    /// written.
    pub async fn save_programme<T: Serialize>(
        &self,
        couple: CoupleId,
        seen: Option<Revision>,
        programme: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let Some(seen) = seen else {
            let sealed = self.seal_page(couple.0, Page::Programme, Revision(1), programme)?;
            let made = on!(self.store().pool(), p => sqlx::query(sql::BEGIN_PAGE)
                .bind(self.owner()).bind(couple.0).bind(Page::Programme.kind()).bind(now.0).bind(sealed)
                .execute(p).await?.rows_affected());
            return if made == 1 {
                Ok(Revision(1))
            } else {
                Err(self.why_page_is_stale(couple, Page::Programme).await?)
            };
        };
        self.save_page(couple, Page::Programme, seen, programme, now).await
    }

    pub(crate) fn seal_page<T: Serialize + ?Sized>(
        &self,
        couple: Uuid,
        page: Page,
        revision: Revision,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        self.key().seal(self.spot("page", page.kind(), couple, revision), value)
    }

    async fn page<T: DeserializeOwned>(&self, couple: CoupleId, page: Page) -> Result<Stored<CoupleId, T>, StoreError> {
        let row: Option<(i64, i64, Vec<u8>)> = on!(self.store().pool(), p => sqlx::query_as(sql::PAGE)
            .bind(self.owner()).bind(couple.0).bind(page.kind()).fetch_optional(p).await?);
        let (revision, changed, sealed) = row.ok_or(StoreError::NotFound)?;
        let revision = read(revision)?;
        let value = self.key().open(self.spot("page", page.kind(), couple.0, revision), &sealed)?;
        Ok(Stored { id: couple, revision, changed: Stamp(changed), value })
    }

    async fn save_page<T: Serialize + ?Sized>(
        &self,
        couple: CoupleId,
        page: Page,
        seen: Revision,
        value: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let sealed = self.seal_page(couple.0, page, next(seen), value)?;
        let mut tx = self.store().pool().write().await?;
        if self.update_page(&mut tx, (couple.0, page), seen, sealed, now).await? {
            tx.commit().await?;
            return Ok(next(seen));
        }
        tx.rollback().await?;
        Err(self.why_page_is_stale(couple, page).await?)
    }

    pub(crate) async fn why_page_is_stale(&self, couple: CoupleId, page: Page) -> Result<StoreError, StoreError> {
        Ok(stale(self.page_revision(couple, page).await?))
    }

    /// The revision that a page is at; none when there is no such couple here.
    pub(crate) async fn page_revision(&self, couple: CoupleId, page: Page) -> Result<Option<i64>, StoreError> {
        Ok(on!(self.store().pool(), p => sqlx::query_scalar(sql::PAGE_REVISION)
            .bind(self.owner()).bind(couple.0).bind(page.kind()).fetch_optional(p).await?))
    }
}
