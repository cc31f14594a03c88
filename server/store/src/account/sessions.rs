//! Sessions: cookie tokens, their lifetime, and locking.

use std::time::Duration;

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, Password, Records, SessionToken, SignInError, Store, StoreError,
    account::credentials::UnlockedAccount,
    audit::log::AuditAuthor,
    database::pool::{Tx, with_pool, with_tx},
};

/// Minimum interval between two updates of the last use, in microseconds.
const SEEN_INTERVAL: i64 = 60_000_000;

/// Access that a session token gives.
#[derive(Clone, Debug)]
pub enum SessionAccess {
    /// None: the token is unknown, ended or expired.
    Unknown,
    /// A locked session; the password unlocks it.
    Locked(Account),
    /// An open session with access to the records.
    Open(Records),
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    account_id: Uuid,
    login: String,
    created: i64,
    seen: i64,
    wrapped: Option<Vec<u8>>,
    line: i64,
    previous: Vec<u8>,
}

const INSERT: &str = "INSERT INTO session (id, account_id, created, seen, wrapped, begun) \
                      SELECT $1, id, $3, $3, $4, $6 FROM account WHERE id = $2 AND verifier = $5";
const BY_ID: &str = "SELECT s.account_id, a.login, s.created, s.seen, s.wrapped, a.line, a.previous FROM session s \
                     JOIN account a ON a.id = s.account_id WHERE s.id = $1 AND a.disabled = 0";
const SEEN: &str = "UPDATE session SET seen = $2 WHERE id = $1";
const LOCK: &str = "UPDATE session SET wrapped = NULL WHERE id = $1";
const END: &str = "DELETE FROM session WHERE id = $1";
const END_OLD: &str = "DELETE FROM session WHERE account_id = $1 AND created < $2";
const END_ALL: &str = "DELETE FROM session WHERE account_id = $1";
/// Ends a session, and returns when its browser signed in.
const REPLACE: &str = "DELETE FROM session WHERE id = $1 RETURNING CASE WHEN begun = 0 THEN created ELSE begun END";

impl Store {
    /// Opens the session of a token, records its use, and locks it if it was idle for too long. A full disk prevents
    /// the update but not the answer, so that unsaved text can still be shown and copied.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn open_session(&self, token: &SessionToken, now: Stamp) -> Result<SessionAccess, StoreError> {
        let id = token.id();
        let row: Option<SessionRow> =
            with_pool!(self.pool(), p => sqlx::query_as(BY_ID).bind(&id).fetch_optional(p).await?);
        let Some(row) = row else { return Ok(SessionAccess::Unknown) };
        let account = Account { id: row.account_id, login: row.login };
        if now.0 - row.created > micros(self.limits().absolute) {
            ignore_full_disk(self.sign_out(token).await)?;
            return Ok(SessionAccess::Unknown);
        }
        let Some(wrapped) = row.wrapped else { return Ok(SessionAccess::Locked(account)) };
        if now.0 - row.seen > micros(self.limits().idle) {
            ignore_full_disk(self.lock(&id).await)?;
            return Ok(SessionAccess::Locked(account));
        }
        let current = token.wrapping().unwrap(&wrapped, account.id, "session")?;
        let keys = current.with_previous(&row.previous, account.id)?;
        let line = u32::try_from(row.line).map_err(StoreError::damaged)?;
        if now.0 - row.seen > SEEN_INTERVAL.min(micros(self.limits().idle) / 4) {
            let noted =
                with_pool!(self.pool(), p => sqlx::query(SEEN).bind(&id).bind(now.0).execute(p).await.map(|_| ()));
            ignore_full_disk(noted.map_err(StoreError::from))?;
        }
        Ok(SessionAccess::Open(Records::new(self.clone(), account, keys, id, line)))
    }

    /// Unlocks a session under a new token and revokes the old one.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the password is wrong or the session has ended.
    pub async fn unlock(
        &self,
        token: &SessionToken,
        password: Password,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let login = match self.open_session(token, now).await? {
            SessionAccess::Unknown => return Err(SignInError::Wrong),
            SessionAccess::Locked(account) => account.login,
            SessionAccess::Open(records) => records.account().login.clone(),
        };
        let unlocked = self.unlock_with_password(&login, password, now).await?;
        let (id, mut tx) = (unlocked.account.id, self.pool().write().await?);
        tx.audit(AuditAuthor::open(id, &unlocked.key), AuditEvent::SignedIn, id, now).await?;
        let begun: Option<i64> =
            with_tx!(&mut tx, t => sqlx::query_scalar(REPLACE).bind(token.id()).fetch_optional(t).await?);
        let signed_in = begun.map_or(now, Stamp);
        let fresh = self.insert_session(&mut tx, &unlocked, (signed_in, now)).await?;
        // None if the session was ended or the password changed concurrently.
        let fresh = tx.finish(fresh.filter(|_| begun.is_some())).await?.ok_or(SignInError::Wrong)?;
        self.reseal_in_background(id, &fresh, now);
        Ok(fresh)
    }

    /// Ends a session, open or locked.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), StoreError> {
        with_pool!(self.pool(), p => sqlx::query(END).bind(token.id()).execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Inserts a session and deletes expired ones of the account. Returns none if the password has changed since; the
    /// transaction must hold the account row, so that it cannot change afterwards. `begun` is when the browser signed in.
    pub(crate) async fn insert_session(
        &self,
        tx: &mut Tx,
        unlocked: &UnlockedAccount,
        (begun, now): (Stamp, Stamp),
    ) -> Result<Option<SessionToken>, StoreError> {
        let (account, token) = (unlocked.account.id, SessionToken::random()?);
        let wrapped = token.wrapping().wrap(&unlocked.key, account, "session")?;
        let too_old = now.0 - micros(self.limits().absolute);
        with_tx!(&mut *tx, t => sqlx::query(END_OLD).bind(account).bind(too_old).execute(t).await.map(|_| ())?);
        let begun = with_tx!(tx, t => sqlx::query(INSERT)
            .bind(token.id()).bind(account).bind(now.0).bind(wrapped).bind(&unlocked.verifier).bind(begun.0)
            .execute(t).await?.rows_affected());
        Ok((begun == 1).then_some(token))
    }

    async fn lock(&self, id: &[u8]) -> Result<(), StoreError> {
        with_pool!(self.pool(), p => sqlx::query(LOCK).bind(id).execute(p).await.map(|_| ())?);
        Ok(())
    }
}

impl Tx {
    /// Ends all sessions of an account, and drops its pending sign-ins.
    pub(crate) async fn end_all(&mut self, account: Uuid) -> Result<(), StoreError> {
        self.forget_pending(account).await?;
        with_tx!(self, t => sqlx::query(END_ALL).bind(account).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

impl Records {
    /// Locks this session until the password is typed again.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn lock(&self) -> Result<(), StoreError> {
        self.store().lock(self.session()).await
    }
}

/// Ignores [`StoreError::Full`].
fn ignore_full_disk(written: Result<(), StoreError>) -> Result<(), StoreError> {
    match written {
        Err(StoreError::Full) => Ok(()),
        other => other,
    }
}

/// Returns a length in microseconds.
pub(crate) fn micros(length: Duration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}
