//! Sessions: what a cookie opens, for how long, and what is left of it when it is locked.

use std::time::Duration;

use domain::desk::Stamp;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Account, Deed, Password, Records, SignInError, Store, StoreError,
    accounts::Opened,
    pool::{Tx, on, within},
    seal::{Key, digest, random},
};

/// How long a session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without any request for this long it is locked: the password opens it again.
    pub idle: Duration,
    /// After this long it ends, however active it was.
    pub absolute: Duration,
}

/// Seconds without any request after which a session is locked: a quarter of an hour.
pub const IDLE_SECONDS: u32 = 15 * 60;

impl Default for Limits {
    /// A quarter of an hour, and a working day of twelve hours.
    fn default() -> Self {
        Self { idle: Duration::from_secs(IDLE_SECONDS.into()), absolute: Duration::from_hours(12) }
    }
}

/// How often it is written down that a session is in use.
const NOTED_EVERY: i64 = 60_000_000;

/// The value of the session cookie: 32 random bytes, written as 64 letters and digits. The database knows its hash only,
/// and keeps the data key wrapped by a key that only this value gives.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SessionToken(String);

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken")
    }
}

impl SessionToken {
    /// The token in a cookie; none where the value cannot be one.
    pub fn read(cookie: &str) -> Option<Self> {
        let fits = cookie.len() == 64 && cookie.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(cookie.to_owned()))
    }

    /// The value for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn random() -> Result<Self, StoreError> {
        use std::fmt::Write;
        let text = random::<32>()?.iter().fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self(text))
    }

    fn id(&self) -> Vec<u8> {
        digest(self.0.as_bytes()).to_vec()
    }

    fn wrapping(&self) -> Key {
        Key::derived(self.0.as_bytes(), "session")
    }
}

/// What a session token opens.
#[derive(Clone, Debug)]
pub enum Visit {
    /// Nothing: unknown, ended or too old.
    Nobody,
    /// A session that is locked until the password is typed again.
    Locked(Account),
    /// The records of an account.
    Open(Records),
}

#[derive(sqlx::FromRow)]
struct Row {
    account_id: Uuid,
    login: String,
    created: i64,
    seen: i64,
    wrapped: Option<Vec<u8>>,
}

const INSERT: &str = "INSERT INTO session (id, account_id, created, seen, wrapped) \
                      SELECT $1, id, $3, $3, $4 FROM account WHERE id = $2 AND verifier = $5";
const BY_ID: &str = "SELECT s.account_id, a.login, s.created, s.seen, s.wrapped FROM session s \
                     JOIN account a ON a.id = s.account_id WHERE s.id = $1";
const SEEN: &str = "UPDATE session SET seen = $2 WHERE id = $1";
const LOCK: &str = "UPDATE session SET wrapped = NULL WHERE id = $1";
const END: &str = "DELETE FROM session WHERE id = $1";
const END_OLD: &str = "DELETE FROM session WHERE account_id = $1 AND created < $2";
const END_ALL: &str = "DELETE FROM session WHERE account_id = $1";
const END_OTHERS: &str = "DELETE FROM session WHERE account_id = $1 AND id <> $2";

impl Store {
    /// What this token opens now. Remembers that the session is in use, and locks it when it was not for too long. On a full
    /// disk neither is written down, and the answer is the same: what was typed can still be shown, and copied elsewhere.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn visit(&self, token: &SessionToken, now: Stamp) -> Result<Visit, StoreError> {
        let id = token.id();
        let row: Option<Row> = on!(self.pool(), p => sqlx::query_as(BY_ID).bind(&id).fetch_optional(p).await?);
        let Some(row) = row else { return Ok(Visit::Nobody) };
        let account = Account { id: row.account_id, login: row.login };
        if now.0 - row.created > micros(self.limits().absolute) {
            unless_full(self.sign_out(token).await)?;
            return Ok(Visit::Nobody);
        }
        let Some(wrapped) = row.wrapped else { return Ok(Visit::Locked(account)) };
        if now.0 - row.seen > micros(self.limits().idle) {
            unless_full(self.lock(&id).await)?;
            return Ok(Visit::Locked(account));
        }
        let key = token.wrapping().unwrap(&wrapped, account.id, "session")?;
        if now.0 - row.seen > NOTED_EVERY.min(micros(self.limits().idle) / 4) {
            let noted = on!(self.pool(), p => sqlx::query(SEEN).bind(&id).bind(now.0).execute(p).await.map(|_| ()));
            unless_full(noted.map_err(StoreError::from))?;
        }
        Ok(Visit::Open(Records::new(self.clone(), account, key, id)))
    }

    /// Opens a locked session again, under a new token; the old one opens nothing any more.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when the password is not right or the session has ended.
    pub async fn unlock(
        &self,
        token: &SessionToken,
        password: Password,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let login = match self.visit(token, now).await? {
            Visit::Nobody => return Err(SignInError::Wrong),
            Visit::Locked(account) => account.login,
            Visit::Open(records) => records.account().login.clone(),
        };
        let opened = self.open_with_password(&login, password, now).await?;
        let (id, mut tx) = (opened.account.id, self.pool().write().await?);
        tx.audit(id, Deed::SignedIn, id, now).await?;
        let ended = within!(&mut tx, t => sqlx::query(END).bind(token.id()).execute(t).await?.rows_affected());
        let begun = self.begin(&mut tx, &opened, now).await?;
        // None when it was signed out, or the password was changed, while this one was worked.
        tx.finish(begun.filter(|_| ended == 1)).await?.ok_or(SignInError::Wrong)
    }

    /// Ends a session, open or locked.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn sign_out(&self, token: &SessionToken) -> Result<(), StoreError> {
        on!(self.pool(), p => sqlx::query(END).bind(token.id()).execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Begins a session, and clears away those of this account that are too old to open. None when the password is not the
    /// one any more that was right; the transaction has to hold the account's row, so that it stays so.
    pub(crate) async fn begin(
        &self,
        tx: &mut Tx,
        opened: &Opened,
        now: Stamp,
    ) -> Result<Option<SessionToken>, StoreError> {
        let (account, token) = (opened.account.id, SessionToken::random()?);
        let wrapped = token.wrapping().wrap(&opened.key, account, "session")?;
        let too_old = now.0 - micros(self.limits().absolute);
        within!(&mut *tx, t => sqlx::query(END_OLD).bind(account).bind(too_old).execute(t).await.map(|_| ())?);
        let begun = within!(tx, t => sqlx::query(INSERT)
            .bind(token.id()).bind(account).bind(now.0).bind(wrapped).bind(&opened.verifier)
            .execute(t).await?.rows_affected());
        Ok((begun == 1).then_some(token))
    }

    async fn lock(&self, id: &[u8]) -> Result<(), StoreError> {
        on!(self.pool(), p => sqlx::query(LOCK).bind(id).execute(p).await.map(|_| ())?);
        Ok(())
    }
}

impl Tx {
    /// Ends every session of an account.
    pub(crate) async fn end_all(&mut self, account: Uuid) -> Result<(), StoreError> {
        within!(self, t => sqlx::query(END_ALL).bind(account).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

impl Records {
    /// Locks this session: from now on its token opens nothing until the password is typed again.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn lock(&self) -> Result<(), StoreError> {
        self.store().lock(self.session()).await
    }

    /// Ends every other session of this account.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn end_other_sessions(&self) -> Result<(), StoreError> {
        let (account, session) = (self.account().id, self.session());
        on!(self.store().pool(), p => sqlx::query(END_OTHERS).bind(account).bind(session).execute(p).await.map(|_| ())?);
        Ok(())
    }
}

/// Goes on where a full disk is all that is wrong.
fn unless_full(written: Result<(), StoreError>) -> Result<(), StoreError> {
    match written {
        Err(StoreError::Full) => Ok(()),
        other => other,
    }
}

fn micros(length: Duration) -> i64 {
    i64::try_from(length.as_micros()).unwrap_or(i64::MAX)
}
