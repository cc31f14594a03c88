//! Accounts and their keys.
//!
//! Each account has a random data key. It is stored twice: wrapped by a key derived from the password, and by one
//! derived from the recovery key. Neither the password nor these keys are stored. The key of the password also depends on
//! the key file, which is outside the database; the recovery key opens without it.

pub(crate) mod devices;
pub(crate) mod guessable;
pub(crate) mod invitations;
pub(crate) mod key_change;
pub(crate) mod key_rotation;
pub(crate) mod login_name;
pub(crate) mod passwords;
pub(crate) mod pending_sign_in;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod register;
pub(crate) mod second_factor;
pub(crate) mod sessions;
pub(crate) mod signed_in;
pub(crate) mod totp;

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    AuditEvent, Store, StoreError,
    account::{
        invitations::Invitation,
        key_rotation::wrap_by_recovery,
        login_name::{decompose_login, normalise_login},
        passwords::{DerivedKeys, KdfCost, Password, derive},
        pending_sign_in::PendingToken,
        recovery::{BadRecoveryKey, RecoveryKey},
        sessions::SessionToken,
    },
    audit::AuditAuthor,
    database::pool::{Tx, with_pool, with_tx},
    key_file::{self, ServerKey},
    seal::Key,
};

/// Maximum length of a login name, in characters.
const LONGEST_LOGIN: usize = 120;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Id of the account.
    pub id: Uuid,
    /// Login name or e-mail address.
    pub login: String,
}

/// Credentials of a new or recovered account.
pub struct NewCredentials {
    /// Token of the open session.
    pub token: SessionToken,
    /// The recovery key, which is shown only once.
    pub recovery: RecoveryKey,
}

/// An error while signing in, or while creating or changing an account.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown name, wrong password or wrong recovery key.
    #[error("Wrong name or password.")]
    Wrong,
    /// The password is right, and the account has a second factor: the sign-in goes on with a code and this token.
    #[error("A code of the second factor is needed.")]
    CodeNeeded(PendingToken),
    /// The code of the second factor is wrong, or was used before.
    #[error("Wrong code, or a code that was used already.")]
    WrongCode,
    /// Too many wrong codes in a row; only a recovery code is accepted.
    #[error("Too many wrong codes. Use a recovery code.")]
    NoMoreCodes,
    /// The sign-in, or the set-up of the second factor, took too long.
    #[error("This took too long. Begin again.")]
    Expired,
    /// The password is not acceptable; contains the advice to show.
    #[error("{0}")]
    Weak(String),
    /// The name is not acceptable; contains the advice to show.
    #[error("{0}")]
    Name(String),
    /// The text is not a recovery key.
    #[error(transparent)]
    Recovery(#[from] BadRecoveryKey),
    /// An account with this name exists.
    #[error("There is already an account; sign in instead.")]
    Taken,
    /// The account was changed concurrently; nothing was changed here.
    #[error("The account was changed elsewhere at the same time, so nothing was changed here. Try again.")]
    Meanwhile,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Authority for creating an account.
#[derive(Clone, Copy)]
pub(crate) enum CreatedBy<'a> {
    /// No account exists yet.
    First,
    /// The operator of the server.
    Operator,
    /// An invitation, which is used up.
    Invitation(&'a Invitation),
}

/// The columns of an account that are needed to unlock it.
#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    pub(crate) id: Uuid,
    pub(crate) login: String,
    kdf: String,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    wrapped: Vec<u8>,
    pub(crate) recovery_verifier: Vec<u8>,
    pub(crate) recovery_wrapped: Vec<u8>,
    key_id: Vec<u8>,
    disabled: i64,
    second_factor: Vec<u8>,
}

impl AccountRow {
    /// Tells if this is the placeholder row for unknown names.
    pub(crate) fn is_placeholder(&self) -> bool {
        self.id.is_nil()
    }

    /// Tells if no secret opens the account: it is the placeholder, or it was disabled.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_placeholder() || self.disabled != 0
    }

    /// Tells if the password opens the account without the key file, as in earlier versions.
    fn is_without_key_file(&self) -> bool {
        self.key_id.is_empty() && !self.is_placeholder()
    }

    /// Returns the cost of the stored hash; for the placeholder, the cost of a new one.
    fn cost(&self, now: KdfCost) -> Result<KdfCost, StoreError> {
        if self.is_placeholder() {
            Ok(now)
        } else {
            KdfCost::read(&self.kdf).ok_or_else(|| StoreError::damaged("the cost of a password hash is malformed"))
        }
    }
}

/// An account unlocked by its password or recovery key.
pub(crate) struct UnlockedAccount {
    pub(crate) account: Account,
    pub(crate) key: Key,
    /// Stored password verifier at that time. If it has changed since, this value must not authorise anything.
    pub(crate) verifier: Vec<u8>,
    /// Stored recovery key verifier at that time.
    pub(crate) recovery_verifier: Vec<u8>,
    /// A session needs a code as well.
    pub(crate) has_second_factor: bool,
}

// The name as typed comes first: an earlier version may have created two accounts whose names differ in normalisation
// only. The placeholder has the empty name and comes last.
const BY_LOGIN: &str = "SELECT id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, key_id, disabled, \
                        second_factor \
                        FROM account WHERE login IN ($1, $2, $3, '') \
                        ORDER BY CASE login WHEN $1 THEN 0 WHEN '' THEN 2 ELSE 1 END, login LIMIT 1";
const COUNT: &str = "SELECT count(*) FROM account WHERE login <> ''";
const INSERT: &str = "INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, \
                      created, audit_head, key_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
                      ON CONFLICT (login) DO NOTHING";

impl Store {
    /// Tells if there is no account yet.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn has_no_accounts(&self) -> Result<bool, StoreError> {
        let accounts: i64 = with_pool!(self.pool(), p => sqlx::query_scalar(COUNT).fetch_one(p).await?);
        Ok(accounts == 0)
    }

    /// Tells if there are accounts that a lost key file was for. Their passwords open nothing; their recovery keys do.
    ///
    /// # Errors
    ///
    /// Fails if the database does not respond.
    pub async fn needs_recovery_keys(&self) -> Result<bool, StoreError> {
        Ok(key_file::count_not_by(self.pool(), &self.server_key().id()).await? > 0)
    }

    /// Creates the first account and its data key.
    ///
    /// # Errors
    ///
    /// [`SignInError::Taken`] if there is an account already, [`SignInError::Name`] or [`SignInError::Weak`] if the
    /// name or password is not acceptable.
    pub async fn create_first_account(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        self.create(login, password, now, CreatedBy::First).await
    }

    /// Creates a further account, on behalf of the operator; no page calls this.
    ///
    /// # Errors
    ///
    /// [`SignInError::Taken`] if the name is in use, [`SignInError::Name`] or [`SignInError::Weak`] if the name or
    /// password is not acceptable.
    pub async fn create_account(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        self.create(login, password, now, CreatedBy::Operator).await
    }

    pub(crate) async fn create(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
        by: CreatedBy<'_>,
    ) -> Result<NewCredentials, SignInError> {
        let login = checked_login(login)?;
        password.may_be_chosen(&login, &[]).map_err(SignInError::Weak)?;
        if !self.account_row(&login).await?.is_placeholder() {
            return Err(SignInError::Taken);
        }
        let (id, key) = (Uuid::now_v7(), Key::random()?);
        let locked = self.wrap_by_password(&key, id, password).await?;
        let (recovery, wrapping) = wrap_by_recovery(&key, id)?;
        let mut tx = self.pool().write().await?;
        tx.require_key_file(self.server_key()).await?;
        let refused = match by {
            CreatedBy::First if !no_account_exists(&mut tx).await? => Some(SignInError::Taken),
            CreatedBy::Invitation(code) if !tx.redeem(code, now).await? => Some(SignInError::Wrong),
            _ => None,
        };
        if let Some(refused) = refused {
            tx.rollback().await?;
            return Err(refused);
        }
        let made = with_tx!(&mut tx, t => sqlx::query(INSERT)
            .bind(id).bind(&login).bind(locked.cost.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped).bind(&wrapping.verifier).bind(wrapping.wrapped).bind(now.0).bind(Vec::<u8>::new())
            .bind(self.server_key().id())
            .execute(t).await?.rows_affected());
        if made == 0 {
            tx.rollback().await?;
            return Err(SignInError::Taken);
        }
        let account = Account { id, login };
        let unlocked = UnlockedAccount {
            account,
            key,
            verifier: locked.verifier,
            recovery_verifier: wrapping.verifier,
            has_second_factor: false,
        };
        let token = self.begin_session(tx, &unlocked, AuditEvent::AccountCreated, now).await?;
        // From now on a copy of the database file cannot be mistaken for a new installation.
        self.checkpoint().await;
        Ok(NewCredentials { token, recovery })
    }

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
            return Err(SignInError::CodeNeeded(self.await_code(unlocked, now).await?));
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

/// Tells if there is no account. [`Tx::require_key_file`] has locked the installation: of two first accounts created at
/// once, one waits there for the other (checklist 19).
async fn no_account_exists(tx: &mut Tx) -> Result<bool, StoreError> {
    let accounts: i64 = with_tx!(tx, t => sqlx::query_scalar(COUNT).fetch_one(t).await?);
    Ok(accounts == 0)
}

fn checked_login(login: &str) -> Result<String, SignInError> {
    let login = normalise_login(login);
    if login.is_empty() {
        return Err(SignInError::Name("Choose a name or e-mail address to sign in with.".into()));
    }
    if login.chars().count() > LONGEST_LOGIN || login.chars().any(char::is_control) {
        return Err(SignInError::Name(format!("Use {LONGEST_LOGIN} characters or fewer, without line breaks.")));
    }
    Ok(login)
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
