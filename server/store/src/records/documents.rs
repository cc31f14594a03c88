//! Encrypted account-level documents, stored by kind.

use domain::records::{Letterhead, Preferences, Revision, Stamp};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    CreatedRecord, DocumentId, Records, StoreError, Stored,
    database::pool::{with_pool, with_tx},
    records::revisions::{revision_from_db, revision_to_db, stale},
    sql,
};

/// A document of an account. Its content is sealed, and bound to its kind, id, owner and revision.
pub trait AccountDocument: Serialize + DeserializeOwned {
    /// Kind of the document, stored as it is.
    const KIND: &'static str;
}

impl AccountDocument for Letterhead {
    const KIND: &'static str = "letterhead";
}

impl AccountDocument for Preferences {
    const KIND: &'static str = "preferences";
}

/// Kinds derived from other records; left out of archives.
pub(crate) const DERIVED: [&str; 1] = ["catalogue"];

/// Id of documents that exist once per account.
const SINGLETON: DocumentId = DocumentId(Uuid::nil());

/// Id, revision, time of saving in microseconds, sealed value.
pub(crate) type DocumentRow = (Uuid, i64, i64, Vec<u8>);

impl Records {
    /// Returns all documents of a kind, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged.
    pub async fn documents<T: AccountDocument>(&self) -> Result<Vec<Stored<DocumentId, T>>, StoreError> {
        let rows: Vec<DocumentRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::DOCUMENTS)
            .bind(self.owner()).bind(T::KIND).fetch_all(p).await?);
        rows.into_iter().map(|row| self.open_document(row)).collect()
    }

    /// Returns a document.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn document<T: AccountDocument>(&self, id: DocumentId) -> Result<Stored<DocumentId, T>, StoreError> {
        let row: Option<DocumentRow> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::DOCUMENT)
            .bind(self.owner()).bind(T::KIND).bind(id.0).fetch_optional(p).await?);
        self.open_document(row.ok_or(StoreError::NotFound)?)
    }

    /// Stores a new document.
    ///
    /// # Errors
    ///
    /// [`StoreError::CreatedBefore`] if the same form has created it, [`StoreError::Database`] if the database does not
    /// respond, [`StoreError::Full`] if the disk is full.
    pub async fn create_document<T: AccountDocument>(
        &self,
        document: &T,
        now: Stamp,
    ) -> Result<DocumentId, StoreError> {
        let id = DocumentId(self.new_id()?);
        if self.insert_document(id, document, now).await? {
            return Ok(id);
        }
        let stored = serde_json::to_vec(&self.document::<T>(id).await?.value);
        let same = stored.ok() == serde_json::to_vec(document).ok();
        Err(StoreError::CreatedBefore { record: CreatedRecord::Document(T::KIND, id), same })
    }

    /// Saves a document last seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`; nothing is written.
    pub async fn save_document<T: AccountDocument>(
        &self,
        id: DocumentId,
        seen: Revision,
        document: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let next = self.next(seen);
        let sealed = self.seal_document(id, next, document)?;
        let mut tx = self.write_by_data_key().await?;
        let saved = with_tx!(&mut tx, t => sqlx::query(sql::UPDATE_DOCUMENT)
            .bind(self.owner()).bind(T::KIND).bind(id.0).bind(revision_to_db(seen)).bind(revision_to_db(next)).bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        tx.commit().await?;
        if saved == 1 { Ok(next) } else { Err(self.stale_document_error::<T>(id).await?) }
    }

    /// Deletes a document. Its audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_document<T: AccountDocument>(&self, id: DocumentId, now: Stamp) -> Result<(), StoreError> {
        let mut tx = self.write_by_data_key().await?;
        let gone = with_tx!(&mut tx, t => sqlx::query(sql::DELETE_DOCUMENT)
            .bind(self.owner()).bind(T::KIND).bind(id.0).execute(t).await?.rows_affected());
        let about = if id == SINGLETON { self.owner() } else { id.0 };
        self.finish_deletion(tx, gone, about, now).await
    }

    /// Returns the document of a kind that exists once per account; none if it was never saved.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if the record is damaged.
    pub async fn singleton<T: AccountDocument>(&self) -> Result<Option<Stored<DocumentId, T>>, StoreError> {
        match self.document(SINGLETON).await {
            Ok(document) => Ok(Some(document)),
            Err(StoreError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Saves the document of a kind that exists once per account, last seen at this revision, or a new one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] if it has changed since `seen`, or exists although `seen` is none; nothing is written.
    pub async fn save_singleton<T: AccountDocument>(
        &self,
        seen: Option<Revision>,
        document: &T,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        match seen {
            Some(seen) => self.save_document(SINGLETON, seen, document, now).await,
            None if self.insert_document(SINGLETON, document, now).await? => Ok(Revision(1)),
            None => Err(self.stale_document_error::<T>(SINGLETON).await?),
        }
    }

    /// Deletes the document of a kind that exists once per account. Its audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if there is none.
    pub async fn delete_singleton<T: AccountDocument>(&self, now: Stamp) -> Result<(), StoreError> {
        self.delete_document::<T>(SINGLETON, now).await
    }

    /// Inserts a document; returns false if the id exists.
    async fn insert_document<T: AccountDocument>(
        &self,
        id: DocumentId,
        document: &T,
        now: Stamp,
    ) -> Result<bool, StoreError> {
        let sealed = self.seal_document(id, Revision(1), document)?;
        let mut tx = self.write_by_data_key().await?;
        let made = with_tx!(&mut tx, t => sqlx::query(sql::INSERT_DOCUMENT)
            .bind(self.owner()).bind(T::KIND).bind(id.0).bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        tx.commit().await?;
        Ok(made == 1)
    }

    fn seal_document<T: AccountDocument>(
        &self,
        id: DocumentId,
        revision: Revision,
        document: &T,
    ) -> Result<Vec<u8>, StoreError> {
        self.key().seal(self.seal_context("thing", T::KIND, id.0, revision), document)
    }

    pub(crate) fn open_document<T: AccountDocument>(
        &self,
        (id, revision, changed, sealed): DocumentRow,
    ) -> Result<Stored<DocumentId, T>, StoreError> {
        let revision = revision_from_db(revision)?;
        let value = self.keys().of(&sealed).open(self.seal_context("thing", T::KIND, id, revision), &sealed)?;
        Ok(Stored { id: DocumentId(id), revision, changed: Stamp(changed), value })
    }

    async fn stale_document_error<T: AccountDocument>(&self, id: DocumentId) -> Result<StoreError, StoreError> {
        Ok(stale(with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::DOCUMENT_REVISION)
            .bind(self.owner()).bind(T::KIND).bind(id.0).fetch_optional(p).await?)))
    }
}
