//! Changing all keys of an account, for when somebody may have a copy of them.
//!
//! It begins with one transaction: a new data key replaces the old one in the account row, which keeps the old one, wrapped
//! by the new one. All sessions but one end, and no session that knows only the old key can write any more. Then every
//! couple gets a new key and is sealed again, in a transaction of its own, and every document of the account. While that
//! goes on, each value names the key that it is sealed by, and both keys are at hand. When nothing is left that the old key
//! opens, the account row forgets it. Wherever this is interrupted, everything stays readable, and the next sign-in goes on.

use std::sync::PoisonError;

use domain::records::{Revision, Stamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    AuditEvent, Confirmation, Password, Records, SessionToken, SignInError, Store, StoreError,
    account::{
        credentials::UnlockedAccount,
        key_rotation::{require_updated, wrap_by_recovery},
        passkeys::challenge::ChallengeFor,
        recovery::RecoveryKey,
        sessions::SessionAccess,
    },
    audit::log::AuditAuthor,
    database::pool::{Tx, with_pool, with_tx},
    seal::{Key, SealContext},
    sql,
};

const SET_KEYS: &str = "UPDATE account SET kdf = $4, salt = $5, verifier = $6, wrapped = $7, key_id = $8, \
                        recovery_verifier = $9, recovery_wrapped = $10, previous = $11, key_mark = $12 \
                        WHERE id = $1 AND verifier = $2 AND recovery_verifier = $3 AND length(previous) = 0";

/// The state of a change of all keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyChange {
    /// Some records are still sealed by the old keys.
    pub is_unfinished: bool,
    /// This process is sealing records again.
    pub is_working: bool,
    /// Number of couples that are sealed by the new keys.
    pub sealed: usize,
    /// Number of couples.
    pub couples: usize,
    /// The new recovery key, if it has not been shown.
    pub sheet: Option<NewSheet>,
}

/// A recovery key that has not been shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewSheet {
    /// Made from this session: it can be shown without the password.
    FromHere,
    /// Made from another session: it is shown with the password.
    FromElsewhere,
}

/// A recovery key until it is shown, sealed by the data key.
#[derive(Serialize, Deserialize)]
struct KeptSheet {
    secret: Vec<u8>,
    /// Id of the session that made it.
    session: Vec<u8>,
}

impl Records {
    /// Begins a change of all keys: data key, recovery key, and with them the key of drafts. Ends all sessions and returns a
    /// new one. [`Store::reseal_in_background`] seals the records again.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the password or the second factor is wrong (checklist 16),
    /// [`SignInError::Meanwhile`] if the keys or the password are being changed elsewhere.
    pub async fn change_keys(&self, confirmation: Confirmation, now: Stamp) -> Result<SessionToken, SignInError> {
        let (store, Confirmation { password, step }) = (self.store(), confirmation);
        let earlier = store.unlock_with_password(&self.account().login, password.clone(), now).await?;
        let (id, key) = (earlier.account.id, Key::random()?);
        let by_password = store.wrap_by_password(&key, id, password).await?;
        let (recovery, by_recovery) = wrap_by_recovery(&key, id)?;
        let previous = key.wrap(&earlier.key, id, "previous")?;
        let mut tx = store.confirm(&earlier, step.as_ref(), ChallengeFor::Session(self.session()), now).await?;
        let set = with_tx!(&mut tx, t => sqlx::query(SET_KEYS)
            .bind(id).bind(&earlier.verifier).bind(&earlier.recovery_verifier)
            .bind(by_password.cost.written()).bind(&by_password.salt[..]).bind(&by_password.verifier)
            .bind(by_password.wrapped).bind(store.server_key().id())
            .bind(&by_recovery.verifier).bind(by_recovery.wrapped).bind(previous).bind(key.mark())
            .execute(t).await?.rows_affected());
        let mut tx = require_updated(tx, set).await?;
        tx.begin_audit_anew(id, &earlier.key, &key).await?;
        tx.reseal_second_factor(id, &earlier.key, &key).await?;
        tx.reseal_passkeys(id, &earlier.key, &key).await?;
        tx.end_all(id).await?;
        tx.forget_devices(id).await?;
        self.delete_catalogue(&mut tx).await?;
        tx.audit(AuditAuthor::open(id, &key), AuditEvent::KeysChanged, id, now).await?;
        let unlocked = UnlockedAccount {
            account: earlier.account,
            key,
            verifier: by_password.verifier,
            recovery_verifier: by_recovery.verifier,
            has_second_factor: earlier.has_second_factor,
        };
        let begun = store.insert_session(&mut tx, &unlocked, (now, now)).await?;
        if let Some(token) = &begun {
            keep_sheet(&mut tx, &unlocked, &recovery, token).await?;
        }
        tx.finish(begun).await?.ok_or(SignInError::Meanwhile)
    }

    /// Seals again whatever an earlier version or an earlier data key has sealed, and forgets the earlier key when nothing
    /// is left.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if a record is damaged: it
    /// cannot be sealed again, and the earlier key stays as long as it is there.
    pub async fn reseal_all(&self) -> Result<(), StoreError> {
        let couples = self.reseal_couples().await.map(|_| ());
        if self.keys().previous.is_none() {
            return couples;
        }
        if !matches!(couples, Ok(()) | Err(StoreError::Damaged(_))) {
            return couples;
        }
        self.reseal_documents().await?;
        couples?;
        with_pool!(self.store().pool(), p => sqlx::query(sql::FINISH_KEY_CHANGE)
            .bind(self.owner()).bind(self.key().mark()).bind(Vec::<u8>::new()).execute(p).await.map(|_| ())?);
        // What the old key sealed is in the log of an embedded database until that is written back.
        self.store().checkpoint().await;
        Ok(())
    }

    /// Returns the state of a change of keys.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn key_change(&self) -> Result<KeyChange, StoreError> {
        // Before the row: asked after it, a change that ended in between would seem interrupted.
        let is_working = self.store().is_resealing(self.owner());
        let (previous, sheet) = self.key_change_row().await?;
        let waiting = self.couples_to_reseal().await?.len();
        let couples: i64 = with_pool!(self.store().pool(), p => sqlx::query_scalar(sql::COUNT_COUPLES)
            .bind(self.owner()).fetch_one(p).await?);
        let couples = usize::try_from(couples).unwrap_or_default();
        let sheet = self
            .open_sheet(&sheet)
            .map(|kept| if kept.session == self.session() { NewSheet::FromHere } else { NewSheet::FromElsewhere });
        Ok(KeyChange {
            is_unfinished: !previous.is_empty(),
            is_working,
            sealed: couples.saturating_sub(waiting),
            couples,
            sheet,
        })
    }

    /// Returns the new recovery key once, when all records are sealed again. From another session than the one that made it,
    /// the password is needed.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the password is wrong or missing, [`SignInError::Meanwhile`] if there is no key to show.
    pub async fn take_recovery_key(&self, password: Option<Password>, now: Stamp) -> Result<RecoveryKey, SignInError> {
        let (_, sealed) = self.key_change_row().await?;
        let kept = self.open_sheet(&sealed).ok_or(SignInError::Meanwhile)?;
        match password {
            Some(password) => self.check_password(password, now).await?,
            None if kept.session == self.session() => {}
            None => return Err(SignInError::Wrong),
        }
        let key = RecoveryKey::from_secret(&kept.secret).ok_or(SignInError::Meanwhile)?;
        let taken = with_pool!(self.store().pool(), p => sqlx::query(sql::TAKE_RECOVERY_SHEET)
            .bind(self.owner()).bind(sealed).bind(Vec::<u8>::new()).execute(p).await?.rows_affected());
        if taken == 1 { Ok(key) } else { Err(SignInError::Meanwhile) }
    }

    async fn key_change_row(&self) -> Result<(Vec<u8>, Vec<u8>), StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>)> = with_pool!(self.store().pool(), p => sqlx::query_as(sql::KEY_CHANGE)
            .bind(self.owner()).fetch_optional(p).await?);
        row.ok_or(StoreError::NotFound)
    }

    fn open_sheet(&self, sealed: &[u8]) -> Option<KeptSheet> {
        if sealed.is_empty() { None } else { self.key().open(sheet_context(self.owner()), sealed).ok() }
    }
}

impl Store {
    /// Starts sealing again what an earlier version or an earlier data key has sealed. It goes on after the response;
    /// everything stays readable meanwhile. Several at once do each couple once.
    pub fn reseal_in_background(&self, account: Uuid, token: &SessionToken, now: Stamp) {
        let (turn, token) = (Turn::begin(self, account), token.clone());
        tokio::spawn(async move {
            if let Ok(SessionAccess::Open(records)) = turn.store.open_session(&token, now).await {
                // What is left over is done at the next sign-in.
                let _ = records.reseal_all().await;
            }
            drop(turn);
        });
    }

    fn is_resealing(&self, account: Uuid) -> bool {
        self.resealing().lock().unwrap_or_else(PoisonError::into_inner).contains_key(&account)
    }
}

/// A task that seals the records of an account again.
struct Turn {
    store: Store,
    account: Uuid,
}

impl Turn {
    fn begin(store: &Store, account: Uuid) -> Self {
        *store.resealing().lock().unwrap_or_else(PoisonError::into_inner).entry(account).or_default() += 1;
        Self { store: store.clone(), account }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut all = self.store.resealing().lock().unwrap_or_else(PoisonError::into_inner);
        let left = all.remove(&self.account).unwrap_or_default().saturating_sub(1);
        if left > 0 {
            all.insert(self.account, left);
        }
    }
}

/// Keeps a recovery key until it is shown.
async fn keep_sheet(
    tx: &mut Tx,
    unlocked: &UnlockedAccount,
    recovery: &RecoveryKey,
    token: &SessionToken,
) -> Result<(), StoreError> {
    let id = unlocked.account.id;
    let kept = KeptSheet { secret: recovery.secret().to_vec(), session: token.id() };
    let sealed = unlocked.key.seal(sheet_context(id), &kept)?;
    with_tx!(tx, t => sqlx::query(sql::SET_RECOVERY_SHEET).bind(id).bind(sealed).execute(t).await.map(|_| ())?);
    Ok(())
}

const fn sheet_context(account: Uuid) -> SealContext<'static> {
    SealContext { table: "account", column: "recovery_sealed", id: account, owner: account, revision: Revision(0) }
}
