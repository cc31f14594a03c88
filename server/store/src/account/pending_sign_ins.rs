//! Sign-ins whose password was right and whose second factor is still missing.
//!
//! Each is a row, valid for five minutes, so that any server of the database can finish it. The data key in it is wrapped by a
//! key derived from a random token, which only the browser has, and from the key file: neither a copy of the database nor the
//! cookie opens anything by itself, and the token is no session.

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    Account, PendingToken, Store, StoreError,
    account::credentials::UnlockedAccount,
    database::pool::{Tx, with_pool, with_tx},
    key_file::ServerKey,
    seal::Key,
};

/// Time for the second factor, in seconds: five minutes.
pub const CODE_SECONDS: u32 = 5 * 60;

const VALID: i64 = CODE_SECONDS as i64 * 1_000_000;

/// Maximum number of pending sign-ins of an account; the oldest is dropped for a further one. Each needs a right password.
const MOST: i64 = 20;

/// Those of all accounts: what is too old opens nothing, and is not to be kept.
const FORGET_OLD: &str = "DELETE FROM pending_sign_in WHERE begun <= $1";
const FORGET_MANY: &str = "DELETE FROM pending_sign_in WHERE account_id = $1 AND id NOT IN \
                           (SELECT p.id FROM pending_sign_in p WHERE p.account_id = $1 ORDER BY p.begun DESC LIMIT $2)";
const FORGET_ALL: &str = "DELETE FROM pending_sign_in WHERE account_id = $1";
const INSERT: &str = "INSERT INTO pending_sign_in (account_id, id, begun, wrapped, verifier, recovery_verifier) \
                      VALUES ($1, $2, $3, $4, $5, $6)";
const BY_ID: &str = "SELECT p.account_id, a.login, p.wrapped, p.verifier, p.recovery_verifier FROM pending_sign_in p \
                     JOIN account a ON a.id = p.account_id \
                     WHERE p.id = $1 AND p.begun > $2 AND p.begun <= $3 AND a.disabled = 0";
const DROP: &str = "DELETE FROM pending_sign_in WHERE id = $1";
const FINISH: &str = "DELETE FROM pending_sign_in WHERE account_id = $1 AND id = $2";

/// Account, login, wrapped data key, verifiers of password and recovery key.
type PendingRow = (Uuid, String, Vec<u8>, Vec<u8>, Vec<u8>);

impl Tx {
    /// Keeps a sign-in until its second factor is proved.
    pub(crate) async fn keep_pending(
        &mut self,
        token: &PendingToken,
        (unlocked, server_key): (&UnlockedAccount, &ServerKey),
        now: Stamp,
    ) -> Result<(), StoreError> {
        let id = unlocked.account.id;
        let wrapped = wrapping(token, server_key).wrap(&unlocked.key, id, "pending sign-in")?;
        with_tx!(&mut *self, t => sqlx::query(INSERT)
            .bind(id).bind(&token.id()[..]).bind(now.0).bind(wrapped)
            .bind(&unlocked.verifier).bind(&unlocked.recovery_verifier)
            .execute(t).await.map(|_| ())?);
        with_tx!(self, t => sqlx::query(FORGET_MANY).bind(id).bind(MOST).execute(t).await.map(|_| ())?);
        Ok(())
    }

    /// Uses up a pending sign-in; false if another request has.
    pub(crate) async fn finish_pending(&mut self, account: Uuid, token: &PendingToken) -> Result<bool, StoreError> {
        let gone = with_tx!(self, t => sqlx::query(FINISH)
            .bind(account).bind(&token.id()[..]).execute(t).await?.rows_affected());
        Ok(gone == 1)
    }

    /// Drops all pending sign-ins of an account.
    pub(crate) async fn forget_pending(&mut self, account: Uuid) -> Result<(), StoreError> {
        with_tx!(self, t => sqlx::query(FORGET_ALL).bind(account).execute(t).await.map(|_| ())?);
        Ok(())
    }
}

impl Store {
    /// Drops the pending sign-ins of all accounts that are too old.
    pub(crate) async fn forget_old_pending(&self, now: Stamp) -> Result<(), StoreError> {
        with_pool!(self.pool(), p => sqlx::query(FORGET_OLD).bind(now.0 - VALID).execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Returns the login name of a pending sign-in; none if it is finished, too old or unknown.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn pending_login(&self, token: &PendingToken, now: Stamp) -> Result<Option<String>, StoreError> {
        Ok(self.pending_row(token, now).await?.map(|(_, login, ..)| login))
    }

    /// Drops a pending sign-in.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn drop_pending(&self, token: &PendingToken) -> Result<(), StoreError> {
        with_pool!(self.pool(), p => sqlx::query(DROP).bind(&token.id()[..]).execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Opens a pending sign-in; none if it is finished, too old or unknown.
    pub(crate) async fn open_pending(
        &self,
        token: &PendingToken,
        now: Stamp,
    ) -> Result<Option<UnlockedAccount>, StoreError> {
        let Some((id, login, wrapped, verifier, recovery_verifier)) = self.pending_row(token, now).await? else {
            return Ok(None);
        };
        let key = wrapping(token, self.server_key()).unwrap(&wrapped, id, "pending sign-in")?;
        let account = Account { id, login };
        Ok(Some(UnlockedAccount { account, key, verifier, recovery_verifier, has_second_factor: true }))
    }

    async fn pending_row(&self, token: &PendingToken, now: Stamp) -> Result<Option<PendingRow>, StoreError> {
        Ok(with_pool!(self.pool(), p => sqlx::query_as(BY_ID)
            .bind(&token.id()[..]).bind(now.0 - VALID).bind(now.0).fetch_optional(p).await?))
    }
}

fn wrapping(token: &PendingToken, server_key: &ServerKey) -> Key {
    Key::derived(server_key.mix(token.as_str().as_bytes()).as_ref(), "pending sign-in")
}
