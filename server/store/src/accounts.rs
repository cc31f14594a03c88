//! Accounts and the keys behind them.
//!
//! Each account has a random data key. It is kept twice: wrapped by a key from the password, and by a key from the
//! recovery key. Neither the password nor either key is stored.

use domain::desk::Stamp;
use uuid::Uuid;

use crate::{
    Deed, Records, Store, StoreError,
    passwords::{Cost, Derived, Password, derive, salt},
    pool::on,
    recovery::{BadRecoveryKey, RecoveryKey},
    seal::{Key, digest},
    sessions::SessionToken,
};

/// The longest name of an account, in characters.
const LONGEST_LOGIN: usize = 120;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Names the account.
    pub id: Uuid,
    /// The name or e-mail address that signs in.
    pub login: String,
}

/// A new account, or one that was recovered.
pub struct Welcome {
    /// The session that is open now.
    pub token: SessionToken,
    /// The recovery key, for the only time that anybody sees it.
    pub recovery: RecoveryKey,
}

/// Why somebody was not signed in, or an account not created or changed.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Unknown name and wrong password or recovery key alike.
    #[error("This name and password do not belong together.")]
    Wrong,
    /// The password may not be chosen, and what to do instead.
    #[error("{0}")]
    Weak(String),
    /// The name may not be chosen, and what to do instead.
    #[error("{0}")]
    Name(String),
    /// What was typed cannot be a recovery key, and what to look at.
    #[error(transparent)]
    Recovery(#[from] BadRecoveryKey),
    /// There is an account already.
    #[error("There is an account here already; sign in instead.")]
    Taken,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for SignInError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What is kept of an account to open it.
#[derive(sqlx::FromRow)]
struct Kept {
    id: Uuid,
    login: String,
    kdf: String,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    wrapped: Vec<u8>,
    recovery_verifier: Vec<u8>,
    recovery_wrapped: Vec<u8>,
}

/// An account whose password, or recovery key, was right.
pub(crate) struct Opened {
    pub(crate) account: Account,
    pub(crate) key: Key,
}

const BY_LOGIN: &str = "SELECT id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped \
                        FROM account WHERE login = $1";
const COUNT: &str = "SELECT count(*) FROM account";
const INSERT: &str = "INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, \
                      created, audit_head) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
                      ON CONFLICT (login) DO NOTHING";
// PostgreSQL reads what a parameter is from the cast; in SQLite an integer stays one, and text and bytes are not cast.
const INSERT_FIRST: &str = "INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, \
                            recovery_wrapped, created, audit_head) \
                            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE NOT EXISTS (SELECT 1 FROM account)";
const SET_PASSWORD: &str = "UPDATE account SET kdf = $2, salt = $3, verifier = $4, wrapped = $5 WHERE id = $1";
const SET_RECOVERY: &str = "UPDATE account SET recovery_verifier = $2, recovery_wrapped = $3 WHERE id = $1";

impl Store {
    /// Whether nobody has an account yet.
    ///
    /// # Errors
    ///
    /// When the database does not answer.
    pub async fn is_fresh(&self) -> Result<bool, StoreError> {
        let accounts: i64 = on!(self.pool(), p => sqlx::query_scalar(COUNT).fetch_one(p).await?);
        Ok(accounts == 0)
    }

    /// Creates the first account, and with it its data key.
    ///
    /// # Errors
    ///
    /// When there is an account already, or the name or the password may not be chosen.
    pub async fn create_first_account(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<Welcome, SignInError> {
        self.create(login, password, now, INSERT_FIRST).await
    }

    /// Creates an account beside others, for whoever runs the server; no page leads here.
    ///
    /// # Errors
    ///
    /// When there is an account of this name, or the name or the password may not be chosen.
    pub async fn create_account(&self, login: &str, password: Password, now: Stamp) -> Result<Welcome, SignInError> {
        self.create(login, password, now, INSERT).await
    }

    async fn create(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
        insert: &'static str,
    ) -> Result<Welcome, SignInError> {
        let login = checked_login(login)?;
        password.may_be_chosen(&login).map_err(SignInError::Weak)?;
        let (id, key, recovery, salt) = (Uuid::now_v7(), Key::random()?, RecoveryKey::random()?, salt()?);
        let derived = self.work(password, salt.to_vec(), Cost::NOW).await?;
        let wrapped = derived.wrapping.wrap(&key, id, "password")?;
        let (recovery_verifier, recovery_wrapped) = recovery_parts(&recovery, &key, id)?;
        let made = on!(self.pool(), p => sqlx::query(insert)
            .bind(id).bind(&login).bind(Cost::NOW.written()).bind(&salt[..]).bind(&derived.verifier[..]).bind(wrapped)
            .bind(recovery_verifier).bind(recovery_wrapped).bind(now.0).bind(Vec::<u8>::new())
            .execute(p).await?.rows_affected());
        if made == 0 {
            return Err(SignInError::Taken);
        }
        self.write_audit(id, Deed::AccountCreated, id, now).await?;
        let token = self.begin(&Opened { account: Account { id, login }, key }, now).await?;
        Ok(Welcome { token, recovery })
    }

    /// Signs in with a new session. Takes as long for an unknown name as for a wrong password (checklist 9); a password that
    /// was kept weaker than today is kept anew (checklist 12).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`], or what the database says.
    pub async fn sign_in(&self, login: &str, password: Password, now: Stamp) -> Result<SessionToken, SignInError> {
        let opened = self.open_with_password(login, password, now).await?;
        self.write_audit(opened.account.id, Deed::SignedIn, opened.account.id, now).await?;
        Ok(self.begin(&opened, now).await?)
    }

    /// Sets a new password with the recovery key as it was typed, which is replaced. Every older session ends.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] for an unknown name and a wrong key alike, or when the password may not be chosen.
    pub async fn recover(
        &self,
        login: &str,
        recovery: &str,
        password: Password,
        now: Stamp,
    ) -> Result<Welcome, SignInError> {
        let recovery = RecoveryKey::read(recovery)?;
        password.may_be_chosen(login).map_err(SignInError::Weak)?;
        let kept = self.kept(login).await?;
        let secret = Key::derived(recovery.secret(), "verifier");
        let Some(kept) = kept.filter(|kept| kept.recovery_verifier == digest(secret.bytes())) else {
            return Err(SignInError::Wrong);
        };
        let wrapping = Key::derived(recovery.secret(), "wrapping");
        let key = wrapping.unwrap(&kept.recovery_wrapped, kept.id, "recovery")?;
        let opened = Opened { account: Account { id: kept.id, login: kept.login }, key };
        self.set_password(&opened, password).await?;
        let recovery = self.set_recovery(&opened).await?;
        self.end_all(opened.account.id).await?;
        self.write_audit(opened.account.id, Deed::Recovered, opened.account.id, now).await?;
        let token = self.begin(&opened, now).await?;
        Ok(Welcome { token, recovery })
    }

    /// The account behind a name and a password.
    pub(crate) async fn open_with_password(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<Opened, SignInError> {
        let Some(kept) = self.kept(login).await? else {
            // The same work as for a wrong password, so that the time tells nothing.
            self.work(password, vec![0; 16], Cost::NOW).await?;
            return Err(SignInError::Wrong);
        };
        let cost = Cost::read(&kept.kdf).ok_or(StoreError::Damaged)?;
        let derived = self.work(password.clone(), kept.salt, cost).await?;
        if !derived.fits(&kept.verifier) {
            self.write_audit(kept.id, Deed::SignInFailed, kept.id, now).await?;
            return Err(SignInError::Wrong);
        }
        let key = derived.wrapping.unwrap(&kept.wrapped, kept.id, "password")?;
        let opened = Opened { account: Account { id: kept.id, login: kept.login }, key };
        if cost.is_weaker_than_now() {
            self.set_password(&opened, password).await?;
        }
        Ok(opened)
    }

    async fn kept(&self, login: &str) -> Result<Option<Kept>, StoreError> {
        let login = login.trim().to_lowercase();
        Ok(on!(self.pool(), p => sqlx::query_as(BY_LOGIN).bind(login).fetch_optional(p).await?))
    }

    /// Wraps the data key by a new password.
    pub(crate) async fn set_password(&self, opened: &Opened, password: Password) -> Result<(), StoreError> {
        let (id, salt) = (opened.account.id, salt()?);
        let derived = self.work(password, salt.to_vec(), Cost::NOW).await?;
        let wrapped = derived.wrapping.wrap(&opened.key, id, "password")?;
        on!(self.pool(), p => sqlx::query(SET_PASSWORD)
            .bind(id).bind(Cost::NOW.written()).bind(&salt[..]).bind(&derived.verifier[..]).bind(wrapped)
            .execute(p).await.map(|_| ())?);
        Ok(())
    }

    /// Makes a new recovery key; the old one opens nothing any more.
    pub(crate) async fn set_recovery(&self, opened: &Opened) -> Result<RecoveryKey, StoreError> {
        let recovery = RecoveryKey::random()?;
        let (verifier, wrapped) = recovery_parts(&recovery, &opened.key, opened.account.id)?;
        on!(self.pool(), p => sqlx::query(SET_RECOVERY)
            .bind(opened.account.id).bind(verifier).bind(wrapped).execute(p).await.map(|_| ())?);
        Ok(recovery)
    }

    /// Works a password on a thread that may block, when its turn comes.
    async fn work(&self, password: Password, salt: Vec<u8>, cost: Cost) -> Result<Derived, StoreError> {
        // The semaphore is never closed. The turn goes with the work: whoever hangs up does not free it for another.
        let turn = self.hashing().acquire_owned().await;
        let worked = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            derive(&password, &salt, cost)
        })
        .await;
        worked.map_err(|_| StoreError::Damaged)?
    }
}

impl Records {
    /// Changes the password. Every other session ends, and this one goes on under a new token (checklist 15).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when the old password is not right, or when the new one may not be chosen.
    pub async fn change_password(&self, old: Password, new: Password, now: Stamp) -> Result<SessionToken, SignInError> {
        let login = &self.account().login;
        new.may_be_chosen(login).map_err(SignInError::Weak)?;
        let opened = self.store().open_with_password(login, old, now).await?;
        self.store().set_password(&opened, new).await?;
        self.store().end_all(opened.account.id).await?;
        self.store().write_audit(opened.account.id, Deed::PasswordChanged, opened.account.id, now).await?;
        Ok(self.store().begin(&opened, now).await?)
    }

    /// Replaces the recovery key; the old one opens nothing any more.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when the password is not right (checklist 16).
    pub async fn new_recovery_key(&self, password: Password, now: Stamp) -> Result<RecoveryKey, SignInError> {
        let opened = self.store().open_with_password(&self.account().login, password, now).await?;
        let recovery = self.store().set_recovery(&opened).await?;
        self.store().write_audit(opened.account.id, Deed::RecoveryKeyReplaced, opened.account.id, now).await?;
        Ok(recovery)
    }
}

/// What is kept of a recovery key: something to compare, and the data key wrapped by it.
fn recovery_parts(recovery: &RecoveryKey, key: &Key, account: Uuid) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
    let verifier = digest(Key::derived(recovery.secret(), "verifier").bytes()).to_vec();
    let wrapped = Key::derived(recovery.secret(), "wrapping").wrap(key, account, "recovery")?;
    Ok((verifier, wrapped))
}

fn checked_login(login: &str) -> Result<String, SignInError> {
    let login = login.trim().to_lowercase();
    if login.is_empty() {
        return Err(SignInError::Name("Choose a name or e-mail address to sign in with.".into()));
    }
    if login.chars().count() > LONGEST_LOGIN || login.chars().any(char::is_control) {
        return Err(SignInError::Name(format!("Use {LONGEST_LOGIN} characters or fewer, without line breaks.")));
    }
    Ok(login)
}
