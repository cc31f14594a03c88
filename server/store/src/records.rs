//! The only door to what counsellors keep (invariant 2).
//!
//! A [`Records`] belongs to one account and comes only from a valid session. No function takes an id without it, and
//! an unknown id and a foreign one are the same [`StoreError::NotFound`].

use std::sync::Arc;

use domain::{
    course::Partner,
    desk::{Couple, Interview, Revision, Situation, Stamp},
    library::Library,
};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    Account, Deed, Store, StoreError,
    pages::Page,
    pool::{Tx, on, within},
    seal::{Key, Spot},
    sql,
};

/// Names a couple. It says nothing about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CoupleId(pub Uuid);

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored<Id, T> {
    /// Its id.
    pub id: Id,
    /// How often it was saved.
    pub revision: Revision,
    /// When it was saved last.
    pub changed: Stamp,
    /// What it holds.
    pub value: T,
}

/// The records of one account.
#[derive(Clone, Debug)]
pub struct Records(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    account: Account,
    key: Key,
    session: Vec<u8>,
    shelf: OnceCell<Arc<Library>>,
}

impl Records {
    pub(crate) fn new(store: Store, account: Account, key: Key, session: Vec<u8>) -> Self {
        Self(Arc::new(Inner { store, account, key, session, shelf: OnceCell::new() }))
    }

    /// Whose records they are.
    pub fn account(&self) -> &Account {
        &self.0.account
    }

    /// A key for drafts in the browser, the same in every session of this account.
    pub fn draft_key(&self) -> [u8; 32] {
        *self.0.key.derive("drafts").bytes()
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn shelf(&self) -> &OnceCell<Arc<Library>> {
        &self.0.shelf
    }

    pub(crate) fn session(&self) -> &[u8] {
        &self.0.session
    }

    pub(crate) fn key(&self) -> &Key {
        &self.0.key
    }

    pub(crate) fn owner(&self) -> Uuid {
        self.0.account.id
    }

    pub(crate) fn spot<'a>(&self, table: &'a str, column: &'a str, id: Uuid, revision: Revision) -> Spot<'a> {
        Spot { table, column, id, owner: self.owner(), revision }
    }

    /// Writes an audit line.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn note_deed(&self, deed: Deed, about: Uuid, now: Stamp) -> Result<(), StoreError> {
        self.store().write_audit(self.owner(), deed, about, now).await
    }

    /// All couples, archived ones too, by name.
    ///
    /// # Errors
    ///
    /// When the database does not answer or a record is damaged.
    pub async fn couples(&self) -> Result<Vec<Stored<CoupleId, Couple>>, StoreError> {
        let rows: Vec<(Uuid, i64, i64, Vec<u8>)> =
            on!(self.store().pool(), p => sqlx::query_as(sql::COUPLES).bind(self.owner()).fetch_all(p).await?);
        let opened =
            rows.into_iter().map(|(id, revision, changed, sealed)| self.open_couple(id, revision, changed, &sealed));
        let mut couples = opened.collect::<Result<Vec<_>, _>>()?;
        couples.sort_by_cached_key(|couple| (couple.value.name.to_lowercase(), couple.id));
        Ok(couples)
    }

    /// A couple.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn couple(&self, id: CoupleId) -> Result<Stored<CoupleId, Couple>, StoreError> {
        let row: Option<(i64, i64, Vec<u8>)> = on!(self.store().pool(), p =>
            sqlx::query_as(sql::COUPLE).bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        let (revision, changed, sealed) = row.ok_or(StoreError::NotFound)?;
        self.open_couple(id.0, revision, changed, &sealed)
    }

    /// Creates a couple about whom nothing is known yet: a situation whose gates say so, two empty interviews and empty
    /// notes, all of it or nothing.
    ///
    /// # Errors
    ///
    /// When the database does not answer or the disk is full.
    pub async fn create_couple(&self, couple: &Couple, now: Stamp) -> Result<CoupleId, StoreError> {
        let library = self.library().await?;
        let id = Uuid::now_v7();
        let first = Revision(1);
        let sealed = self.key().seal(self.spot("couple", "sealed", id, first), couple)?;
        let pages = [
            (Page::Situation, self.seal_page(id, Page::Situation, first, &Situation::begin(&library))?),
            (
                Page::Interview(Partner::A),
                self.seal_page(id, Page::Interview(Partner::A), first, &Interview::default())?,
            ),
            (
                Page::Interview(Partner::B),
                self.seal_page(id, Page::Interview(Partner::B), first, &Interview::default())?,
            ),
            (Page::Notes, self.seal_page(id, Page::Notes, first, "")?),
        ];
        let mut tx = self.store().pool().write().await?;
        within!(&mut tx, t => sqlx::query(sql::INSERT_COUPLE)
            .bind(self.owner()).bind(id).bind(now.0).bind(sealed).execute(t).await.map(|_| ())?);
        for (page, sealed) in pages {
            within!(&mut tx, t => sqlx::query(sql::INSERT_PAGE)
                .bind(self.owner()).bind(id).bind(page.kind()).bind(now.0).bind(sealed)
                .execute(t).await.map(|_| ())?);
        }
        tx.commit().await?;
        Ok(CoupleId(id))
    }

    /// Saves a couple that was seen at this revision.
    ///
    /// # Errors
    ///
    /// [`StoreError::Stale`] when it is at another revision by now; then nothing is written.
    pub async fn save_couple(
        &self,
        id: CoupleId,
        seen: Revision,
        couple: &Couple,
        now: Stamp,
    ) -> Result<Revision, StoreError> {
        let next = next(seen);
        let sealed = self.key().seal(self.spot("couple", "sealed", id.0, next), couple)?;
        let mut tx = self.store().pool().write().await?;
        within!(&mut tx, t => sqlx::query(sql::KEEP_COUPLE)
            .bind(self.owner()).bind(id.0).bind(number(seen)).bind(now.0)
            .execute(t).await.map(|_| ())?);
        self.thin_versions(&mut tx, id.0, "couple", now).await?;
        let saved = within!(&mut tx, t => sqlx::query(sql::UPDATE_COUPLE)
            .bind(self.owner()).bind(id.0).bind(number(seen)).bind(number(next)).bind(now.0).bind(sealed)
            .execute(t).await?.rows_affected());
        if saved == 1 {
            tx.commit().await?;
            return Ok(next);
        }
        tx.rollback().await?;
        let revision: Option<i64> = on!(self.store().pool(), p =>
            sqlx::query_scalar(sql::COUPLE_REVISION).bind(self.owner()).bind(id.0).fetch_optional(p).await?);
        Err(stale(revision))
    }

    /// Deletes a couple for good, and everything that belongs to it: pages, plans, versions. The audit line stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for unknown and foreign ids alike.
    pub async fn delete_couple(&self, id: CoupleId, now: Stamp) -> Result<(), StoreError> {
        let mut tx = self.store().pool().write().await?;
        let gone = within!(&mut tx, t => sqlx::query(sql::DELETE_COUPLE)
            .bind(self.owner()).bind(id.0).execute(t).await?.rows_affected());
        self.forget_catalogue(&mut tx).await?;
        self.finish_deletion(tx, gone, id.0, now).await
    }

    /// Commits a deletion with its audit line, or neither when there was nothing to delete.
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
        tx.audit(self.owner(), Deed::Deleted, about, now).await?;
        tx.commit().await
    }

    /// Keeps a couple from being deleted before the transaction ends. Whoever saves two records of it does this first:
    /// holding one of them while a deletion holds the couple, each would wait for the other.
    pub(crate) async fn hold_couple(&self, tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
        within!(tx, t => sqlx::query(sql::HOLD_COUPLE)
            .bind(self.owner()).bind(id).execute(t).await.map(|_| ())?);
        Ok(())
    }

    fn open_couple(
        &self,
        id: Uuid,
        revision: i64,
        changed: i64,
        sealed: &[u8],
    ) -> Result<Stored<CoupleId, Couple>, StoreError> {
        let revision = read(revision)?;
        let value = self.key().open(self.spot("couple", "sealed", id, revision), sealed)?;
        Ok(Stored { id: CoupleId(id), revision, changed: Stamp(changed), value })
    }
}

/// The revision after this one.
pub(crate) fn next(seen: Revision) -> Revision {
    Revision(seen.0.saturating_add(1))
}

/// A revision as the database counts.
pub(crate) fn number(revision: Revision) -> i64 {
    i64::from(revision.0)
}

/// A revision as the database gave it.
pub(crate) fn read(revision: i64) -> Result<Revision, StoreError> {
    u32::try_from(revision).map(Revision).map_err(|_| StoreError::Damaged)
}

/// Why nothing was saved: the record is at another revision, or not there.
pub(crate) fn stale(revision: Option<i64>) -> StoreError {
    match revision.map(read) {
        None => StoreError::NotFound,
        Some(Ok(latest)) => StoreError::Stale { latest },
        Some(Err(damaged)) => damaged,
    }
}
