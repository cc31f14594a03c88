//! The door to the records of one account.

use std::sync::Arc;

use domain::{
    library::Library,
    records::{Revision, Stamp},
};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, Store, StoreError,
    audit::log::AuditAuthor,
    database::pool::Tx,
    records::new_ids::NewIds,
    seal::{DataKeys, Key, SealContext},
};

/// Access to the records of one account.
#[derive(Clone, Debug)]
pub struct Records(Arc<Inner>, NewIds);

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
        Self(Arc::new(Inner { store, account, keys, session, line, library_cell: OnceCell::new() }), NewIds::Random)
    }

    /// Returns the same records for what one form creates. `form` is the id that its page was given: the form sent twice
    /// asks for the same ids, and creates what it creates once. Without one it creates nothing.
    #[must_use]
    pub fn of_form(&self, form: Option<Uuid>) -> Self {
        Self(Arc::clone(&self.0), NewIds::of_form(form))
    }

    /// Returns the id of a record to create.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoFormId`] in a form whose page has no id.
    pub(crate) fn new_id(&self) -> Result<Uuid, StoreError> {
        self.1.next()
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

    /// Returns the key for drafts of forms, which their scripts encrypt with another cipher.
    pub fn form_draft_key(&self) -> [u8; 32] {
        *self.key().derive("drafts of forms").bytes()
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

    /// Returns this account as author of audit lines.
    pub(crate) fn author(&self) -> AuditAuthor<'_> {
        AuditAuthor::open(self.owner(), self.key())
    }
}
