//! The open sessions of an account, as its owner sees them, and ending them.

use domain::records::{Revision, Stamp};
use uuid::Uuid;

use crate::{
    AuditEvent, Records, StoreError,
    account::sessions::micros,
    database::pool::{with_pool, with_tx},
    seal::{SealContext, digest, hex},
};

/// Maximum length of the words for a browser, in characters.
const LONGEST: usize = 60;

/// A browser that is signed in to this account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedInDevice {
    /// Name of the session in forms. It opens nothing.
    pub name: String,
    /// Browser and system in words; empty if the session is of an earlier version.
    pub browser: String,
    /// Time of signing in. Unlocking does not change it.
    pub begun: Stamp,
    /// Time of the last request, to the minute.
    pub seen: Stamp,
    /// The session is locked, or would be at its next request.
    pub locked: bool,
    /// It is the session that asks.
    pub is_this: bool,
}

/// Id, time of signing in, last use, locked, sealed browser.
type DeviceRow = (Vec<u8>, i64, i64, bool, Vec<u8>);

const LIST: &str = "SELECT id, CASE WHEN begun = 0 THEN created ELSE begun END, seen, wrapped IS NULL, browser \
                    FROM session WHERE account_id = $1 AND created >= $2 ORDER BY seen DESC, id";
const SET_BROWSER: &str = "UPDATE session SET browser = $3 WHERE account_id = $1 AND id = $2";
const IDS: &str = "SELECT id FROM session WHERE account_id = $1";
const END: &str = "DELETE FROM session WHERE account_id = $1 AND id = $2";
const END_OTHERS: &str = "DELETE FROM session WHERE account_id = $1 AND id <> $2";

impl Records {
    /// Notes the browser of this session, in words such as “Firefox on Linux”.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Full`] if the disk is full.
    pub async fn note_browser(&self, browser: &str) -> Result<(), StoreError> {
        let browser: String = browser.chars().take(LONGEST).collect();
        let sealed = self.key().seal(self.browser_context(self.session()), &browser)?;
        with_pool!(self.store().pool(), p => sqlx::query(SET_BROWSER)
            .bind(self.owner()).bind(self.session()).bind(sealed).execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Returns the browsers that are signed in to this account, the last used one first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn signed_in_devices(&self, now: Stamp) -> Result<Vec<SignedInDevice>, StoreError> {
        let limits = self.store().limits();
        let rows: Vec<DeviceRow> = with_pool!(self.store().pool(), p => sqlx::query_as(LIST)
            .bind(self.owner()).bind(now.0 - micros(limits.absolute)).fetch_all(p).await?);
        let device = |(id, begun, seen, locked, browser): DeviceRow| SignedInDevice {
            name: name(&id),
            // Words that do not open were changed by someone, or sealed by an earlier key; the session is listed all the same.
            browser: self.key().open(self.browser_context(&id), &browser).unwrap_or_default(),
            begun: Stamp(begun),
            seen: Stamp(seen),
            locked: locked || now.0 - seen > micros(limits.idle),
            is_this: id == self.session(),
        };
        Ok(rows.into_iter().map(device).collect())
    }

    /// Ends another session of this account, with an audit line. It is signed out at its next request.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if it has ended, is this one, or belongs to another account.
    pub async fn end_session(&self, device: &str, now: Stamp) -> Result<(), StoreError> {
        let ids: Vec<Vec<u8>> = with_pool!(self.store().pool(), p => sqlx::query_scalar(IDS)
            .bind(self.owner()).fetch_all(p).await?);
        let other = ids.into_iter().find(|id| id != self.session() && name(id) == device);
        let other = other.ok_or(StoreError::NotFound)?;
        let mut tx = self.store().pool().write().await?;
        // The line first: it locks the account row, as all that ends sessions does.
        tx.audit(self.author(), AuditEvent::SessionEnded, self.owner(), now).await?;
        let ended = with_tx!(&mut tx, t => sqlx::query(END)
            .bind(self.owner()).bind(other).execute(t).await?.rows_affected());
        tx.finish((ended == 1).then_some(())).await?.ok_or(StoreError::NotFound)
    }

    /// Ends all other sessions of this account, with an audit line if there were any; returns their number.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn end_other_sessions(&self, now: Stamp) -> Result<u64, StoreError> {
        let mut tx = self.store().pool().write().await?;
        tx.audit(self.author(), AuditEvent::SessionEnded, self.owner(), now).await?;
        let ended = with_tx!(&mut tx, t => sqlx::query(END_OTHERS)
            .bind(self.owner()).bind(self.session()).execute(t).await?.rows_affected());
        Ok(tx.finish((ended > 0).then_some(ended)).await?.unwrap_or_default())
    }

    fn browser_context(&self, session: &[u8]) -> SealContext<'static> {
        // The first half of a hash is enough to tell sessions apart.
        let id = session.first_chunk().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
        SealContext { table: "session", column: "browser", id, owner: self.owner(), revision: Revision(0) }
    }
}

/// Returns the name of a session in forms: it neither opens the session nor finds its row without the others.
fn name(id: &[u8]) -> String {
    let hash = digest(&[b"reweave|device|", id].concat());
    hex(&hash[..8])
}
