//! Other locks on the same data key: a new password, a new recovery key.
//!
//! Each change is one transaction, and happens only while what it was allowed by is still kept: of two at once, one is too
//! late and changes nothing.

use domain::desk::Stamp;
use uuid::Uuid;

use crate::{
    Deed, Records, SessionToken, SignInError, Store, StoreError, Welcome,
    accounts::{Account, Opened},
    passwords::{Cost, Password, salt},
    pool::{Tx, on, within},
    recovery::RecoveryKey,
    seal::{Key, digest},
};

const SET_PASSWORD: &str = "UPDATE account SET kdf = $3, salt = $4, verifier = $5, wrapped = $6 \
                            WHERE id = $1 AND verifier = $2";
const SET_RECOVERY: &str = "UPDATE account SET recovery_verifier = $4, recovery_wrapped = $5 \
                            WHERE id = $1 AND verifier = $2 AND recovery_verifier = $3";
const SET_BOTH: &str = "UPDATE account SET kdf = $3, salt = $4, verifier = $5, wrapped = $6, recovery_verifier = $7, \
                        recovery_wrapped = $8 WHERE id = $1 AND recovery_verifier = $2";

/// The data key behind a password, as it goes into the account's row.
pub(crate) struct ByPassword {
    pub(crate) salt: [u8; 16],
    pub(crate) verifier: Vec<u8>,
    pub(crate) wrapped: Vec<u8>,
}

/// The data key behind a recovery key.
pub(crate) struct ByRecovery {
    pub(crate) verifier: Vec<u8>,
    pub(crate) wrapped: Vec<u8>,
}

/// Wraps a data key by a new recovery key.
pub(crate) fn lock_by_recovery(key: &Key, account: Uuid) -> Result<(RecoveryKey, ByRecovery), StoreError> {
    let recovery = RecoveryKey::random()?;
    let wrapped = Key::derived(recovery.secret(), "wrapping").wrap(key, account, "recovery")?;
    let kept = ByRecovery { verifier: recovery_verifier(&recovery), wrapped };
    Ok((recovery, kept))
}

fn recovery_verifier(recovery: &RecoveryKey) -> Vec<u8> {
    digest(Key::derived(recovery.secret(), "verifier").bytes()).to_vec()
}

impl Store {
    /// Sets a new password with the recovery key as it was typed, which is replaced. Every older session ends.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] for an unknown name and a wrong key alike, [`SignInError::Meanwhile`] when the key was used
    /// at the same moment, or when the password may not be chosen.
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
        if kept.recovery_verifier != recovery_verifier(&recovery) || kept.is_nobody() {
            self.write_audit(kept.id, Deed::SignInFailed, kept.id, now).await?;
            return Err(SignInError::Wrong);
        }
        let key = Key::derived(recovery.secret(), "wrapping").unwrap(&kept.recovery_wrapped, kept.id, "recovery")?;
        let by_password = self.lock_by_password(&key, kept.id, password).await?;
        let (recovery, by_recovery) = lock_by_recovery(&key, kept.id)?;
        let mut tx = self.pool().write().await?;
        let set = within!(&mut tx, t => sqlx::query(SET_BOTH)
            .bind(kept.id).bind(&kept.recovery_verifier).bind(Cost::NOW.written()).bind(&by_password.salt[..])
            .bind(&by_password.verifier).bind(by_password.wrapped).bind(&by_recovery.verifier).bind(by_recovery.wrapped)
            .execute(t).await?.rows_affected());
        let tx = only_if_set(tx, set).await?;
        let account = Account { id: kept.id, login: kept.login };
        let (verifier, recovery_verifier) = (by_password.verifier, by_recovery.verifier);
        let opened = Opened { account, key, verifier, recovery_verifier };
        let token = self.admit_alone(tx, &opened, Deed::Recovered, now).await?;
        Ok(Welcome { token, recovery })
    }

    /// Keeps a password anew at today's cost; gives what is kept of it now, or nothing when it has changed meanwhile.
    pub(crate) async fn renew(&self, opened: &Opened, password: Password) -> Result<Option<Vec<u8>>, StoreError> {
        let id = opened.account.id;
        let locked = self.lock_by_password(&opened.key, id, password).await?;
        let set = on!(self.pool(), p => sqlx::query(SET_PASSWORD)
            .bind(id).bind(&opened.verifier).bind(Cost::NOW.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped)
            .execute(p).await?.rows_affected());
        Ok((set == 1).then_some(locked.verifier))
    }

    /// Wraps a data key by a password, at today's cost.
    pub(crate) async fn lock_by_password(
        &self,
        key: &Key,
        account: Uuid,
        password: Password,
    ) -> Result<ByPassword, StoreError> {
        let salt = salt()?;
        let derived = self.work(password, salt.to_vec(), Cost::NOW).await?;
        let wrapped = derived.wrapping.wrap(key, account, "password")?;
        Ok(ByPassword { salt, verifier: derived.verifier.to_vec(), wrapped })
    }

    /// Ends a transaction with an audit line and a session that is the only one.
    async fn admit_alone(
        &self,
        mut tx: Tx,
        opened: &Opened,
        deed: Deed,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        tx.end_all(opened.account.id).await?;
        self.admit(tx, opened, deed, now).await
    }
}

impl Records {
    /// Changes the password. Every other session ends, and this one goes on under a new token (checklist 15).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when the old password is not right, [`SignInError::Meanwhile`] when it was changed at the
    /// same moment, or when the new one may not be chosen.
    pub async fn change_password(&self, old: Password, new: Password, now: Stamp) -> Result<SessionToken, SignInError> {
        let (store, login) = (self.store(), &self.account().login);
        new.may_be_chosen(login).map_err(SignInError::Weak)?;
        let mut opened = store.open_with_password(login, old, now).await?;
        let id = opened.account.id;
        let locked = store.lock_by_password(&opened.key, id, new).await?;
        let mut tx = store.pool().write().await?;
        let set = within!(&mut tx, t => sqlx::query(SET_PASSWORD)
            .bind(id).bind(&opened.verifier).bind(Cost::NOW.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped)
            .execute(t).await?.rows_affected());
        let tx = only_if_set(tx, set).await?;
        opened.verifier = locked.verifier;
        store.admit_alone(tx, &opened, Deed::PasswordChanged, now).await
    }

    /// Asks for the password once more, before something that cannot be taken back (checklist 16).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when it is not right.
    pub async fn check_password(&self, password: Password, now: Stamp) -> Result<(), SignInError> {
        self.store().open_with_password(&self.account().login, password, now).await.map(|_| ())
    }

    /// Replaces the recovery key; the old one opens nothing any more.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] when the password is not right (checklist 16), [`SignInError::Meanwhile`] when the key was
    /// replaced at the same moment.
    pub async fn new_recovery_key(&self, password: Password, now: Stamp) -> Result<RecoveryKey, SignInError> {
        let opened = self.store().open_with_password(&self.account().login, password, now).await?;
        let id = opened.account.id;
        let (recovery, kept) = lock_by_recovery(&opened.key, id)?;
        let mut tx = self.store().pool().write().await?;
        let set = within!(&mut tx, t => sqlx::query(SET_RECOVERY)
            .bind(id).bind(&opened.verifier).bind(&opened.recovery_verifier).bind(kept.verifier).bind(kept.wrapped)
            .execute(t).await?.rows_affected());
        let mut tx = only_if_set(tx, set).await?;
        tx.audit(id, Deed::RecoveryKeyReplaced, id, now).await?;
        tx.commit().await?;
        Ok(recovery)
    }
}

/// Goes on with a transaction that has changed the account; otherwise somebody was faster.
async fn only_if_set(tx: Tx, set: u64) -> Result<Tx, SignInError> {
    if set == 1 {
        return Ok(tx);
    }
    tx.rollback().await?;
    Err(SignInError::Meanwhile)
}
