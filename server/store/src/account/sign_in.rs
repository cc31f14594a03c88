//! Signing in: from a name and a password to a session.

use domain::records::Stamp;

use crate::{
    Account, AuditEvent, Password, SessionToken, SignInError, Store, StoreError,
    account::{
        credentials::{AccountRow, UnlockedAccount},
        login_name::{decompose_login, normalise_login},
        passwords::{DerivedKeys, KdfCost, derive},
    },
    audit::log::AuditAuthor,
    database::pool::{Tx, with_pool},
    key_file::ServerKey,
};

// The name as typed comes first: an earlier version may have created two accounts whose names differ in normalisation
// only. The placeholder has the empty name and comes last.
const BY_LOGIN: &str = "SELECT id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, key_id, disabled, \
                        second_factor \
                        FROM account WHERE login IN ($1, $2, $3, '') \
                        ORDER BY CASE login WHEN $1 THEN 0 WHEN '' THEN 2 ELSE 1 END, login LIMIT 1";
impl Store {
    /// Signs in and begins a session. Unknown names and wrong passwords take the same path, so that neither the answer
    /// nor the time distinguishes them (checklist 9). A password hashed at a lower cost than today's, or without the key
    /// file, is hashed again (checklist 12).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the name is unknown or the password is wrong, [`SignInError::CodeNeeded`] if the account has
    /// a second factor: then there is no session before [`Store::finish_sign_in`].
    pub async fn sign_in(&self, login: &str, password: Password, now: Stamp) -> Result<SessionToken, SignInError> {
        let unlocked = self.unlock_with_password(login, password, now).await?;
        if unlocked.has_second_factor {
            return Err(SignInError::CodeNeeded(self.await_step(unlocked, now).await?));
        }
        let tx = self.pool().write().await?;
        let token = self.begin_session(tx, &unlocked, AuditEvent::SignedIn, now).await?;
        self.reseal_in_background(unlocked.account.id, &token, now);
        Ok(token)
    }

    /// Commits a transaction with an audit line and a new session.
    pub(crate) async fn begin_session(
        &self,
        mut tx: Tx,
        unlocked: &UnlockedAccount,
        event: AuditEvent,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        // Write the audit line first: it locks the account row, so that the password does not change before the session
        // exists.
        tx.audit(AuditAuthor::open(unlocked.account.id, &unlocked.key), event, unlocked.account.id, now).await?;
        let begun = self.insert_session(&mut tx, unlocked, (now, now)).await?;
        tx.finish(begun).await?.ok_or(SignInError::Wrong)
    }

    /// Unlocks an account by name and password.
    pub(crate) async fn unlock_with_password(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<UnlockedAccount, SignInError> {
        let (mut unlocked, outdated) = self.unlock_stored(login, &password, now).await?;
        if !outdated {
            return Ok(unlocked);
        }
        if let Some(verifier) = self.rewrap_password(&unlocked, password.clone()).await? {
            unlocked.verifier = verifier;
            return Ok(unlocked);
        }
        // A concurrent sign-in has hashed it again, or the password was changed.
        Ok(self.unlock_stored(login, &password, now).await?.0)
    }

    /// Unlocks an account, and tells if its password should be hashed again.
    async fn unlock_stored(
        &self,
        login: &str,
        password: &Password,
        now: Stamp,
    ) -> Result<(UnlockedAccount, bool), SignInError> {
        let row = self.account_row(login).await?;
        let now_cost = self.cost().await?;
        let (cost, old) = (row.cost(now_cost)?, row.is_without_key_file());
        let server_key = (!old).then(|| self.server_key().clone());
        // The number of forms depends on the typed text only, for known and unknown names alike (checklist 9).
        for (index, form) in password.forms().into_iter().enumerate() {
            let derived = self.derive_keys(form, row.salt.clone(), cost, server_key.clone()).await?;
            if derived.matches(&row.verifier) && !row.is_closed() {
                let key = derived.wrapping.unwrap(&row.wrapped, row.id, "password")?;
                let account = Account { id: row.id, login: row.login };
                let (verifier, recovery_verifier) = (row.verifier, row.recovery_verifier);
                let has_second_factor = !row.second_factor.is_empty();
                let unlocked = UnlockedAccount { account, key, verifier, recovery_verifier, has_second_factor };
                return Ok((unlocked, index > 0 || old || cost.is_weaker_than(now_cost)));
            }
        }
        self.write_audit(AuditAuthor::closed(row.id), AuditEvent::SignInFailed, row.id, now).await?;
        Err(SignInError::Wrong)
    }

    /// Returns the row for a login name, or the placeholder.
    pub(crate) async fn account_row(&self, login: &str) -> Result<AccountRow, StoreError> {
        // No name contains control characters, and PostgreSQL rejects NUL; use the placeholder without asking the
        // database.
        let login = if login.chars().any(char::is_control) { "" } else { login };
        let (typed, normal, split) = (login.trim().to_lowercase(), normalise_login(login), decompose_login(login));
        let row: Option<AccountRow> = with_pool!(self.pool(), p => sqlx::query_as(BY_LOGIN)
            .bind(typed).bind(normal).bind(split).fetch_optional(p).await?);
        row.ok_or_else(|| StoreError::damaged("the placeholder account is missing"))
    }

    /// Derives keys on a blocking thread when it is its turn; [`StoreError::Busy`] if too many wait.
    pub(crate) async fn derive_keys(
        &self,
        password: Password,
        salt: Vec<u8>,
        cost: KdfCost,
        server_key: Option<ServerKey>,
    ) -> Result<DerivedKeys, StoreError> {
        let place = self.hashing_queue().try_acquire_owned().map_err(|_| StoreError::Busy)?;
        // The semaphore is never closed. The permits move into the task, so that a cancelled request does not free them
        // early.
        let turn = self.hashing().acquire_owned().await;
        let worked = tokio::task::spawn_blocking(move || {
            let (_place, _turn) = (place, turn);
            derive(&password, &salt, cost, server_key.as_ref())
        })
        .await;
        worked.map_err(StoreError::damaged)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::pool::Pool;

    const NOW: Stamp = Stamp(1_800_000_000_000_000);
    const PASSWORD: &str = "seven quiet herons by the weir";

    /// Returns the stored KDF parameters.
    async fn kdf(pool: &sqlx::SqlitePool) -> String {
        sqlx::query_scalar("SELECT kdf FROM account WHERE login = 'counsellor'").fetch_one(pool).await.unwrap()
    }

    /// Stores the password as an older version would.
    async fn weaken(store: &Store, pool: &sqlx::SqlitePool) -> String {
        let unlocked = store.unlock_with_password("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let weak = "argon2id,m=8192,t=2,p=1";
        let derived =
            derive(&PASSWORD.into(), &[3; 16], KdfCost::read(weak).unwrap(), Some(store.server_key())).unwrap();
        let wrapped = derived.wrapping.wrap(&unlocked.key, unlocked.account.id, "password").unwrap();
        sqlx::query("UPDATE account SET kdf = $2, salt = $3, verifier = $4, wrapped = $5 WHERE id = $1")
            .bind(unlocked.account.id)
            .bind(weak)
            .bind(&[3_u8; 16][..])
            .bind(&derived.verifier[..])
            .bind(wrapped)
            .execute(pool)
            .await
            .unwrap();
        weak.to_owned()
    }

    #[tokio::test]
    async fn sec_12_a_weaker_hash_is_renewed_at_the_next_good_sign_in() {
        let store = Store::open_temporary().await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        store.create_first_account("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let weak = weaken(&store, pool).await;
        let wrong = store.sign_in("counsellor", "seven quiet herons by the weie".into(), NOW).await;
        assert!(matches!(wrong, Err(SignInError::Wrong)));
        assert_eq!(kdf(pool).await, weak, "only who knows the password can renew it");
        // Both of two concurrent sign-ins succeed, whichever hashes the password again.
        let sign_in = || store.sign_in("counsellor", PASSWORD.into(), NOW);
        let (one, two) = tokio::join!(sign_in(), sign_in());
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        assert_eq!(kdf(pool).await, store.cost().await.unwrap().written());
        assert!(sign_in().await.is_ok());
    }

    #[tokio::test]
    async fn sec_28_what_the_database_holds_does_not_tell_a_right_guess_from_a_wrong_one() {
        let store = Store::open_temporary().await.unwrap();
        store.create_first_account("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let row = store.account_row("counsellor").await.unwrap();
        let cost = row.cost(KdfCost::LEAST).unwrap();
        let guessed = derive(&PASSWORD.into(), &row.salt, cost, None).unwrap();
        assert!(!guessed.matches(&row.verifier), "the right password is recognised without the key file");
        assert!(guessed.wrapping.unwrap(&row.wrapped, row.id, "password").is_err());
        let known = derive(&PASSWORD.into(), &row.salt, cost, Some(store.server_key())).unwrap();
        assert!(known.matches(&row.verifier) && known.wrapping.unwrap(&row.wrapped, row.id, "password").is_ok());
    }
}
