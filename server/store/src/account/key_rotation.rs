//! A new password or a new recovery key for the same data key.
//!
//! Each change is one transaction and applies only if the verifier that authorised it is still stored. Of two
//! concurrent changes one fails and changes nothing.

use domain::records::{Letterhead, Stamp};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, Confirmation, NewCredentials, Records, SessionToken, SignInError, Store, StoreError,
    account::{
        credentials::UnlockedAccount,
        passkeys::challenge::ChallengeFor,
        passwords::{KdfCost, Password, salt},
        recovery::RecoveryKey,
    },
    audit::log::AuditAuthor,
    database::pool::{Tx, with_pool, with_tx},
    seal::{Key, digest},
};

const SET_PASSWORD: &str = "UPDATE account SET kdf = $3, salt = $4, verifier = $5, wrapped = $6, key_id = $7 \
                            WHERE id = $1 AND verifier = $2";
const SET_RECOVERY: &str = "UPDATE account SET recovery_verifier = $4, recovery_wrapped = $5, recovery_sealed = $6 \
                            WHERE id = $1 AND verifier = $2 AND recovery_verifier = $3";
const SET_BOTH: &str = "UPDATE account SET kdf = $3, salt = $4, verifier = $5, wrapped = $6, recovery_verifier = $7, \
                        recovery_wrapped = $8, key_id = $9, recovery_sealed = $10 WHERE id = $1 AND recovery_verifier = $2";

/// The data key wrapped by a password, as columns of the account row.
pub(crate) struct PasswordWrapping {
    pub(crate) cost: KdfCost,
    pub(crate) salt: [u8; 16],
    pub(crate) verifier: Vec<u8>,
    pub(crate) wrapped: Vec<u8>,
}

/// The data key wrapped by a recovery key, as columns of the account row.
pub(crate) struct RecoveryWrapping {
    pub(crate) verifier: Vec<u8>,
    pub(crate) wrapped: Vec<u8>,
}

/// Wraps a data key with a new recovery key.
pub(crate) fn wrap_by_recovery(key: &Key, account: Uuid) -> Result<(RecoveryKey, RecoveryWrapping), StoreError> {
    let recovery = RecoveryKey::random()?;
    let wrapped = Key::derived(recovery.secret(), "wrapping").wrap(key, account, "recovery")?;
    let wrapping = RecoveryWrapping { verifier: recovery_verifier(&recovery), wrapped };
    Ok((recovery, wrapping))
}

fn recovery_verifier(recovery: &RecoveryKey) -> Vec<u8> {
    digest(Key::derived(recovery.secret(), "verifier").bytes()).to_vec()
}

impl Store {
    /// Sets a new password with the recovery key as typed, replaces the recovery key, and turns the second factor off. All
    /// earlier sessions end.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] for an unknown name and a wrong key alike, [`SignInError::Meanwhile`] if the key was used
    /// concurrently, [`SignInError::Weak`] if the password is not acceptable.
    pub async fn recover(
        &self,
        login: &str,
        recovery: &str,
        password: Password,
        now: Stamp,
    ) -> Result<NewCredentials, SignInError> {
        let recovery = RecoveryKey::read(recovery)?;
        password.may_be_chosen(login, &[]).map_err(SignInError::Weak)?;
        let row = self.account_row(login).await?;
        let right: bool = row.recovery_verifier.ct_eq(&recovery_verifier(&recovery)).into();
        if !right || row.is_closed() {
            self.write_audit(AuditAuthor::closed(row.id), AuditEvent::SignInFailed, row.id, now).await?;
            return Err(SignInError::Wrong);
        }
        let key = Key::derived(recovery.secret(), "wrapping").unwrap(&row.recovery_wrapped, row.id, "recovery")?;
        let password_wrapping = self.wrap_by_password(&key, row.id, password).await?;
        let (recovery, recovery_wrapping) = wrap_by_recovery(&key, row.id)?;
        let mut tx = self.pool().write().await?;
        let set = with_tx!(&mut tx, t => sqlx::query(SET_BOTH)
            .bind(row.id).bind(&row.recovery_verifier).bind(password_wrapping.cost.written()).bind(&password_wrapping.salt[..])
            .bind(&password_wrapping.verifier).bind(password_wrapping.wrapped).bind(&recovery_wrapping.verifier).bind(recovery_wrapping.wrapped)
            .bind(self.server_key().id()).bind(Vec::<u8>::new())
            .execute(t).await?.rows_affected());
        let mut tx = require_updated(tx, set).await?;
        tx.clear_second_factor(row.id, &key, now).await?;
        let account = Account { id: row.id, login: row.login };
        let (verifier, recovery_verifier) = (password_wrapping.verifier, recovery_wrapping.verifier);
        let unlocked = UnlockedAccount { account, key, verifier, recovery_verifier, has_second_factor: false };
        let token = self.begin_only_session(tx, &unlocked, AuditEvent::Recovered, now).await?;
        Ok(NewCredentials { token, recovery })
    }

    /// Hashes a password again at today's cost, with the key file. Returns the new verifier, or none if the account was changed
    /// concurrently.
    pub(crate) async fn rewrap_password(
        &self,
        unlocked: &UnlockedAccount,
        password: Password,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let id = unlocked.account.id;
        let locked = self.wrap_by_password(&unlocked.key, id, password).await?;
        let set = with_pool!(self.pool(), p => sqlx::query(SET_PASSWORD)
            .bind(id).bind(&unlocked.verifier).bind(locked.cost.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped).bind(self.server_key().id())
            .execute(p).await?.rows_affected());
        Ok((set == 1).then_some(locked.verifier))
    }

    /// Wraps a data key with a password and the key file, at today's cost.
    pub(crate) async fn wrap_by_password(
        &self,
        key: &Key,
        account: Uuid,
        password: Password,
    ) -> Result<PasswordWrapping, StoreError> {
        let (cost, salt) = (self.cost().await?, salt()?);
        let server_key = Some(self.server_key().clone());
        let derived = self.derive_keys(password.normal(), salt.to_vec(), cost, server_key).await?;
        let wrapped = derived.wrapping.wrap(key, account, "password")?;
        Ok(PasswordWrapping { cost, salt, verifier: derived.verifier.to_vec(), wrapped })
    }

    /// Commits a transaction with an audit line and a session that replaces all others.
    async fn begin_only_session(
        &self,
        mut tx: Tx,
        unlocked: &UnlockedAccount,
        event: AuditEvent,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        tx.end_all(unlocked.account.id).await?;
        tx.forget_devices(unlocked.account.id).await?;
        self.begin_session(tx, unlocked, event, now).await
    }
}

impl Records {
    /// Changes the password. All other sessions end; this one continues under a new token (checklist 15).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the old password or the second factor is wrong,
    /// [`SignInError::Meanwhile`] if it was changed concurrently, [`SignInError::Weak`] if the new one is not acceptable.
    pub async fn change_password(
        &self,
        confirmation: Confirmation,
        new: Password,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let (store, login) = (self.store(), &self.account().login);
        let Confirmation { password, step } = confirmation;
        let practice = self.singleton::<Letterhead>().await?.map(|kept| kept.value.name).unwrap_or_default();
        new.may_be_chosen(login, &[&practice]).map_err(SignInError::Weak)?;
        let mut unlocked = store.unlock_with_password(login, password, now).await?;
        let id = unlocked.account.id;
        let locked = store.wrap_by_password(&unlocked.key, id, new).await?;
        let purpose = ChallengeFor::Session(self.session());
        let mut tx = store.confirm(&unlocked, step.as_ref(), purpose, now).await?;
        let set = with_tx!(&mut tx, t => sqlx::query(SET_PASSWORD)
            .bind(id).bind(&unlocked.verifier).bind(locked.cost.written()).bind(&locked.salt[..]).bind(&locked.verifier)
            .bind(locked.wrapped).bind(store.server_key().id())
            .execute(t).await?.rows_affected());
        let tx = require_updated(tx, set).await?;
        unlocked.verifier = locked.verifier;
        store.begin_only_session(tx, &unlocked, AuditEvent::PasswordChanged, now).await
    }

    /// Verifies the password before an irreversible action (checklist 16).
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the password is wrong.
    pub async fn check_password(&self, password: Password, now: Stamp) -> Result<(), SignInError> {
        self.store().unlock_with_password(&self.account().login, password, now).await.map(|_| ())
    }

    /// Replaces the recovery key and revokes the old one.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the password or the second factor is wrong (checklist 16),
    /// [`SignInError::Meanwhile`] if the key was replaced concurrently.
    pub async fn new_recovery_key(&self, confirmation: Confirmation, now: Stamp) -> Result<RecoveryKey, SignInError> {
        let Confirmation { password, step } = confirmation;
        let unlocked = self.store().unlock_with_password(&self.account().login, password, now).await?;
        let id = unlocked.account.id;
        let (recovery, wrapping) = wrap_by_recovery(&unlocked.key, id)?;
        let purpose = ChallengeFor::Session(self.session());
        let mut tx = self.store().confirm(&unlocked, step.as_ref(), purpose, now).await?;
        let set = with_tx!(&mut tx, t => sqlx::query(SET_RECOVERY)
            .bind(id).bind(&unlocked.verifier).bind(&unlocked.recovery_verifier).bind(wrapping.verifier).bind(wrapping.wrapped)
            .bind(Vec::<u8>::new())
            .execute(t).await?.rows_affected());
        let mut tx = require_updated(tx, set).await?;
        tx.audit(AuditAuthor::open(id, &unlocked.key), AuditEvent::RecoveryKeyReplaced, id, now).await?;
        tx.commit().await?;
        Ok(recovery)
    }
}

/// Fails with [`SignInError::Meanwhile`] if no row changed: a concurrent update won.
pub(crate) async fn require_updated(tx: Tx, set: u64) -> Result<Tx, SignInError> {
    if set == 1 {
        return Ok(tx);
    }
    tx.rollback().await?;
    Err(SignInError::Meanwhile)
}
