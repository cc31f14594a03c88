//! Accounts and the keys behind them.
//!
//! Each account has a random data key. It is kept twice: wrapped by a key from the password, and by a key from the
//! recovery key. Neither the password nor either key is stored.

use domain::desk::Stamp;
use uuid::Uuid;

use crate::{
    Deed, Store, StoreError,
    passwords::{Cost, Derived, Password, derive},
    pool::{Tx, on, within},
    recovery::{BadRecoveryKey, RecoveryKey},
    rekey::lock_by_recovery,
    seal::Key,
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
    /// The account was changed elsewhere at the same moment; nothing was changed here.
    #[error("This account was changed elsewhere at the same moment. Nothing was changed from here; try again.")]
    Meanwhile,
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
pub(crate) struct Kept {
    pub(crate) id: Uuid,
    pub(crate) login: String,
    kdf: String,
    salt: Vec<u8>,
    verifier: Vec<u8>,
    wrapped: Vec<u8>,
    pub(crate) recovery_verifier: Vec<u8>,
    pub(crate) recovery_wrapped: Vec<u8>,
}

impl Kept {
    /// Whether this is the row that stands for every name without an account.
    pub(crate) fn is_nobody(&self) -> bool {
        self.id.is_nil()
    }

    /// How its password was worked; for nobody's as for a new one.
    fn cost(&self) -> Result<Cost, StoreError> {
        if self.is_nobody() { Ok(Cost::NOW) } else { Cost::read(&self.kdf).ok_or(StoreError::Damaged) }
    }
}

/// An account whose password, or recovery key, was right.
pub(crate) struct Opened {
    pub(crate) account: Account,
    pub(crate) key: Key,
    /// What was kept of the password at that moment. Where it has changed since, nothing may be done with this any more.
    pub(crate) verifier: Vec<u8>,
    /// The same of the recovery key.
    pub(crate) recovery_verifier: Vec<u8>,
}

// The row of nobody has the empty name, so it comes last.
const BY_LOGIN: &str = "SELECT id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped \
                        FROM account WHERE login IN ($1, '') ORDER BY login DESC LIMIT 1";
const COUNT: &str = "SELECT count(*) FROM account WHERE login <> ''";
// Changes nothing and locks the row: of two who want to be first, one waits here until the other's account is there.
const WAIT_FOR_OTHERS: &str = "UPDATE install SET id = id WHERE \"only\" = 1";
const INSERT: &str = "INSERT INTO account (id, login, kdf, salt, verifier, wrapped, recovery_verifier, recovery_wrapped, \
                      created, audit_head) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) \
                      ON CONFLICT (login) DO NOTHING";

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
        self.create(login, password, now, true).await
    }

    /// Creates an account beside others, for whoever runs the server; no page leads here.
    ///
    /// # Errors
    ///
    /// When there is an account of this name, or the name or the password may not be chosen.
    pub async fn create_account(&self, login: &str, password: Password, now: Stamp) -> Result<Welcome, SignInError> {
        self.create(login, password, now, false).await
    }

    async fn create(&self, login: &str, password: Password, now: Stamp, first: bool) -> Result<Welcome, SignInError> {
        let login = checked_login(login)?;
        password.may_be_chosen(&login).map_err(SignInError::Weak)?;
        let (id, key) = (Uuid::now_v7(), Key::random()?);
        let locked = self.lock_by_password(&key, id, password).await?;
        let (recovery, kept) = lock_by_recovery(&key, id)?;
        let mut tx = self.pool().write().await?;
        if first && !nobody_is_here(&mut tx).await? {
            tx.rollback().await?;
            return Err(SignInError::Taken);
        }
        let made = within!(&mut tx, t => sqlx::query(INSERT)
            .bind(id).bind(&login).bind(Cost::NOW.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped).bind(&kept.verifier).bind(kept.wrapped).bind(now.0).bind(Vec::<u8>::new())
            .execute(t).await?.rows_affected());
        if made == 0 {
            tx.rollback().await?;
            return Err(SignInError::Taken);
        }
        let account = Account { id, login };
        let opened = Opened { account, key, verifier: locked.verifier, recovery_verifier: kept.verifier };
        let token = self.admit(tx, &opened, Deed::AccountCreated, now).await?;
        Ok(Welcome { token, recovery })
    }

    /// Signs in with a new session. Does the same for an unknown name as for a wrong password, so that neither the answer
    /// nor the time tells them apart (checklist 9); a password that was kept weaker than today is kept anew (checklist 12).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`], or what the database says.
    pub async fn sign_in(&self, login: &str, password: Password, now: Stamp) -> Result<SessionToken, SignInError> {
        let opened = self.open_with_password(login, password, now).await?;
        self.admit(self.pool().write().await?, &opened, Deed::SignedIn, now).await
    }

    /// Ends a transaction with an audit line and a new session.
    pub(crate) async fn admit(
        &self,
        mut tx: Tx,
        opened: &Opened,
        deed: Deed,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        // The line comes first: it locks the account, so that its password does not change before the session is there.
        tx.audit(opened.account.id, deed, opened.account.id, now).await?;
        let begun = self.begin(&mut tx, opened, now).await?;
        tx.finish(begun).await?.ok_or(SignInError::Wrong)
    }

    /// The account behind a name and a password.
    pub(crate) async fn open_with_password(
        &self,
        login: &str,
        password: Password,
        now: Stamp,
    ) -> Result<Opened, SignInError> {
        let (mut opened, cost) = self.open_as_kept(login, password.clone(), now).await?;
        if !cost.is_weaker_than_now() {
            return Ok(opened);
        }
        if let Some(verifier) = self.renew(&opened, password.clone()).await? {
            opened.verifier = verifier;
            return Ok(opened);
        }
        // Somebody else has renewed or changed it at the same moment.
        Ok(self.open_as_kept(login, password, now).await?.0)
    }

    async fn open_as_kept(&self, login: &str, password: Password, now: Stamp) -> Result<(Opened, Cost), SignInError> {
        let kept = self.kept(login).await?;
        let cost = kept.cost()?;
        let derived = self.work(password, kept.salt.clone(), cost).await?;
        if !derived.fits(&kept.verifier) || kept.is_nobody() {
            self.write_audit(kept.id, Deed::SignInFailed, kept.id, now).await?;
            return Err(SignInError::Wrong);
        }
        let key = derived.wrapping.unwrap(&kept.wrapped, kept.id, "password")?;
        let account = Account { id: kept.id, login: kept.login };
        Ok((Opened { account, key, verifier: kept.verifier, recovery_verifier: kept.recovery_verifier }, cost))
    }

    /// What is kept of the account of this name, or of nobody.
    pub(crate) async fn kept(&self, login: &str) -> Result<Kept, StoreError> {
        let login = login.trim().to_lowercase();
        let kept: Option<Kept> = on!(self.pool(), p => sqlx::query_as(BY_LOGIN).bind(login).fetch_optional(p).await?);
        kept.ok_or(StoreError::Damaged)
    }

    /// Works a password on a thread that may block, when its turn comes.
    pub(crate) async fn work(&self, password: Password, salt: Vec<u8>, cost: Cost) -> Result<Derived, StoreError> {
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

/// Whether nobody has an account, from here to the end of the transaction (checklist 19).
async fn nobody_is_here(tx: &mut Tx) -> Result<bool, StoreError> {
    within!(&mut *tx, t => sqlx::query(WAIT_FOR_OTHERS).execute(t).await.map(|_| ())?);
    let accounts: i64 = within!(tx, t => sqlx::query_scalar(COUNT).fetch_one(t).await?);
    Ok(accounts == 0)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Place, pool::Pool};

    const NOW: Stamp = Stamp(1_800_000_000_000_000);
    const PASSWORD: &str = "seven quiet herons by the weir";

    /// What is written of how a password was worked.
    async fn kdf(pool: &sqlx::SqlitePool) -> String {
        sqlx::query_scalar("SELECT kdf FROM account WHERE login = 'counsellor'").fetch_one(pool).await.unwrap()
    }

    /// Keeps the password as an older version might have.
    async fn weaken(store: &Store, pool: &sqlx::SqlitePool) -> String {
        let opened = store.open_with_password("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let weak = "argon2id,m=8192,t=2,p=1";
        let derived = derive(&PASSWORD.into(), &[3; 16], Cost::read(weak).unwrap()).unwrap();
        let wrapped = derived.wrapping.wrap(&opened.key, opened.account.id, "password").unwrap();
        sqlx::query("UPDATE account SET kdf = $2, salt = $3, verifier = $4, wrapped = $5 WHERE id = $1")
            .bind(opened.account.id)
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
        let store = Store::open(&Place::Temporary).await.unwrap();
        let Pool::Sqlite(pool) = store.pool() else { panic!("embedded") };
        store.create_first_account("counsellor", PASSWORD.into(), NOW).await.unwrap();
        let weak = weaken(&store, pool).await;
        let wrong = store.sign_in("counsellor", "seven quiet herons by the weie".into(), NOW).await;
        assert!(matches!(wrong, Err(SignInError::Wrong)));
        assert_eq!(kdf(pool).await, weak, "only who knows the password can renew it");
        // Two at once are both let in, whichever of them renews it.
        let sign_in = || store.sign_in("counsellor", PASSWORD.into(), NOW);
        let (one, two) = tokio::join!(sign_in(), sign_in());
        assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
        assert_eq!(kdf(pool).await, Cost::NOW.written());
        assert!(sign_in().await.is_ok());
    }
}
