//! The second factor: after the password, a sign-in needs a code of an authenticator app, a passkey, or a recovery code.
//!
//! App and recovery codes are one value in the account row, sealed by the data key: a copy of the database shows that it is on, and neither
//! its secret nor anything to compare a guess with. Whoever changes it holds the account row, so a code is accepted once.

use domain::records::{Revision, Stamp};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    AuditEvent, Confirmation, Password, Records, SecondStep, SignInError, Store, StoreError,
    account::{
        credentials::UnlockedAccount,
        key_rotation::require_updated,
        passkeys::{
            accept::{Opened, Refused},
            challenge::ChallengeFor,
        },
        recovery_codes::{RecoveryCode, TypedCode},
        totp::{SECRET, base32, step_of},
    },
    audit::log::AuditAuthor,
    database::pool::{Tx, with_pool, with_tx},
    seal::{Key, SealContext, hex, random, unhex},
};

/// Wrong codes in a row after which only a recovery code is accepted. Ten attempts within ten minutes are allowed to begin
/// with (checklist 10), and whoever knows the password could go on for months; this ends it (NIST SP 800-63B, 3.2.2).
const MOST_WRONG: u32 = 100;

/// Validity of a secret that is offered and not confirmed, in microseconds: 15 minutes.
const OFFER_VALID: i64 = 15 * 60 * 1_000_000;

const SEALED: &str = "SELECT second_factor FROM account WHERE id = $1 AND disabled = 0";
const SET: &str = "UPDATE account SET second_factor = $3 WHERE id = $1 AND verifier = $2";
/// Without effect if the session has ended.
const TURN_ON: &str = "UPDATE account SET second_factor = $3 WHERE id = $1 \
                       AND EXISTS (SELECT 1 FROM session WHERE account_id = $1 AND id = $2)";
const RESEAL: &str = "UPDATE account SET second_factor = $2 WHERE id = $1";
const CLEAR: &str = "UPDATE account SET second_factor = $2 WHERE id = $1 AND length(second_factor) > 0";
const END_OTHERS: &str = "DELETE FROM session WHERE account_id = $1 AND id <> $2";

/// A second factor that is on, as its owner sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondFactorState {
    /// Time of turning it on.
    pub since: Stamp,
    /// There is an authenticator app; if not, there are passkeys.
    pub has_app: bool,
    /// Recovery codes that were not used.
    pub codes_left: usize,
}

/// A secret that an authenticator app may be given; a code of it turns the second factor on.
#[derive(Clone)]
pub struct SecondFactorOffer {
    /// The secret, sealed for the session that asked, for the form with the first code.
    pub sealed: String,
    /// The secret in base 32: 32 letters and digits.
    pub secret: Zeroizing<String>,
}

#[derive(Serialize, Deserialize)]
struct OfferedSecret {
    secret: Zeroizing<[u8; SECRET]>,
    at: Stamp,
}

/// The second factor as stored.
#[derive(Serialize, Deserialize)]
pub(crate) struct SecondFactor {
    /// The secret of the app; none if there are passkeys alone.
    #[serde(default)]
    secret: Option<Zeroizing<[u8; SECRET]>>,
    /// Step of the last code that was accepted.
    used: u64,
    /// Hashes of the recovery codes that were not used.
    codes: Vec<[u8; 32]>,
    /// Wrong codes since the last right one.
    wrong: u32,
    since: Stamp,
}

/// What was accepted as the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AcceptedStep {
    Time,
    Recovery,
    Passkey,
}

impl SecondFactor {
    fn new(secret: Option<Zeroizing<[u8; SECRET]>>, since: Stamp) -> Self {
        Self { secret, used: 0, codes: Vec::new(), wrong: 0, since }
    }

    /// Tells if there is an authenticator app.
    pub(crate) fn has_app(&self) -> bool {
        self.secret.is_some()
    }

    /// Accepts a code once; a wrong one is counted.
    fn accept(&mut self, typed: &str, now: Stamp) -> Result<AcceptedStep, SignInError> {
        let accepted = match TypedCode::read(typed) {
            Some(TypedCode::Time(_)) if self.wrong >= MOST_WRONG => return Err(SignInError::NoMoreCodes),
            Some(TypedCode::Time(code)) => {
                let step = self.secret.as_ref().and_then(|secret| step_of(secret, code, now, self.used));
                step.map(|step| {
                    self.used = step;
                    AcceptedStep::Time
                })
            }
            Some(TypedCode::Recovery(code)) => {
                let hash = code.hash();
                let found = self.codes.iter().position(|left| bool::from(left.ct_eq(&hash)));
                found.map(|place| {
                    self.codes.remove(place);
                    AcceptedStep::Recovery
                })
            }
            None => None,
        };
        self.wrong = if accepted.is_some() { 0 } else { self.wrong.saturating_add(1) };
        accepted.ok_or(SignInError::WrongCode)
    }

    /// Replaces the recovery codes.
    fn renew_codes(&mut self) -> Result<Vec<RecoveryCode>, StoreError> {
        let codes = RecoveryCode::random_set()?;
        self.codes = codes.iter().map(RecoveryCode::hash).collect();
        Ok(codes)
    }
}

impl Store {
    /// Begins a transaction that holds the account row and in which this code or passkey was accepted; the caller stores what is
    /// left. One that was not accepted leaves an audit line, and a wrong code is counted.
    pub(crate) async fn accept_step(
        &self,
        unlocked: &UnlockedAccount,
        step: &SecondStep,
        purpose: ChallengeFor<'_>,
        now: Stamp,
    ) -> Result<(Tx, SecondFactor, AcceptedStep), SignInError> {
        let (id, key) = (unlocked.account.id, &unlocked.key);
        let mut tx = self.pool().write().await?;
        let Some(mut factor) = tx.second_factor(id, key).await? else {
            tx.rollback().await?;
            return Err(SignInError::Meanwhile);
        };
        let accepted = match step {
            SecondStep::Code(typed) => factor.accept(typed, now).map_err(|refused| (refused, AuditEvent::CodeFailed)),
            SecondStep::Passkey(answer, party) => {
                let opened = Opened { account: id, key, server_key: self.server_key() };
                let accepted = tx.accept_passkey(opened, (answer, party), purpose, now).await?;
                if accepted == Err(Refused::Late) {
                    tx.rollback().await?;
                    return Err(SignInError::Expired);
                }
                let accepted = accepted.map(|()| AcceptedStep::Passkey);
                accepted.map_err(|refused| (refused.into(), AuditEvent::PasskeyRefused))
            }
        };
        match accepted {
            Ok(accepted) => Ok((tx, factor, accepted)),
            Err((refused, event)) => {
                let mut tx = tx.set_second_factor(unlocked, Some(&factor)).await?;
                tx.audit(AuditAuthor::open(id, key), event, id, now).await?;
                tx.commit().await?;
                Err(refused)
            }
        }
    }

    /// Begins a transaction for a change whose password was right: with the second factor where that is on, else with the
    /// account row held, so that it stays off.
    pub(crate) async fn confirm(
        &self,
        unlocked: &UnlockedAccount,
        step: Option<&SecondStep>,
        purpose: ChallengeFor<'_>,
        now: Stamp,
    ) -> Result<Tx, SignInError> {
        if let (Some(step), true) = (step, unlocked.has_second_factor) {
            let (tx, factor, _) = self.accept_step(unlocked, step, purpose, now).await?;
            return tx.set_second_factor(unlocked, Some(&factor)).await;
        }
        let mut tx = self.pool().write().await?;
        let refused = match tx.second_factor(unlocked.account.id, &unlocked.key).await {
            Ok(None) => return Ok(tx),
            Ok(Some(_)) => SignInError::WrongCode,
            // The keys are being changed elsewhere.
            Err(StoreError::SignedOut) => SignInError::Meanwhile,
            Err(error) => error.into(),
        };
        tx.rollback().await?;
        Err(refused)
    }

    /// Turns the second factor off, with an audit line, if neither an app nor a passkey is left.
    pub(crate) async fn end_empty_second_factor(
        &self,
        mut tx: Tx,
        unlocked: &UnlockedAccount,
        now: Stamp,
    ) -> Result<Tx, SignInError> {
        let (id, key) = (unlocked.account.id, &unlocked.key);
        let has_app = tx.second_factor(id, key).await?.is_none_or(|factor| factor.has_app());
        if has_app || !tx.passkey_rows(id).await?.is_empty() {
            return Ok(tx);
        }
        let mut tx = tx.set_second_factor(unlocked, None).await?;
        tx.audit(AuditAuthor::open(id, key), AuditEvent::SecondFactorOff, id, now).await?;
        Ok(tx)
    }
}

impl Records {
    /// Returns the second factor of the account; none if it is off.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if it was tampered with.
    pub async fn second_factor(&self) -> Result<Option<SecondFactorState>, StoreError> {
        let sealed = self.sealed_second_factor().await?;
        if sealed.is_empty() {
            return Ok(None);
        }
        let factor: SecondFactor = self.key().open(context(self.owner()), &sealed)?;
        Ok(Some(SecondFactorState { since: factor.since, has_app: factor.has_app(), codes_left: factor.codes.len() }))
    }

    /// Tells if the second factor of the account is on.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn has_second_factor(&self) -> Result<bool, StoreError> {
        Ok(!self.sealed_second_factor().await?.is_empty())
    }

    async fn sealed_second_factor(&self) -> Result<Vec<u8>, StoreError> {
        let sealed: Option<Vec<u8>> = with_pool!(self.store().pool(), p => sqlx::query_scalar(SEALED)
            .bind(self.owner()).fetch_optional(p).await?);
        sealed.ok_or(StoreError::NotFound)
    }

    /// Makes a secret for an authenticator app. Nothing is stored until a code of it is typed.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] if the password is wrong (checklist 16), [`SignInError::WrongCode`] if the account has passkeys and
    /// the second factor is missing, [`SignInError::Meanwhile`] if it has an app.
    pub async fn offer_second_factor(
        &self,
        confirmation: Confirmation,
        now: Stamp,
    ) -> Result<SecondFactorOffer, SignInError> {
        let Confirmation { password, step } = confirmation;
        let unlocked = self.store().unlock_with_password(&self.account().login, password, now).await?;
        if self.second_factor().await?.is_some_and(|state| state.has_app) {
            return Err(SignInError::Meanwhile);
        }
        let purpose = ChallengeFor::Session(self.session());
        self.store().confirm(&unlocked, step.as_ref(), purpose, now).await?.commit().await?;
        let offered = OfferedSecret { secret: Zeroizing::new(random()?), at: now };
        let sealed = hex(&self.key().seal(self.offer_context(), &offered)?);
        Ok(SecondFactorOffer { sealed, secret: Zeroizing::new(base32(&offered.secret)) })
    }

    /// Returns the offer that a form sent back; none if it is too old, or was made for another session.
    pub fn read_second_factor_offer(&self, sealed: &str, now: Stamp) -> Option<SecondFactorOffer> {
        let offered = self.offered_secret(sealed, now)?;
        Some(SecondFactorOffer { sealed: sealed.to_owned(), secret: Zeroizing::new(base32(&offered.secret)) })
    }

    fn offered_secret(&self, sealed: &str, now: Stamp) -> Option<OfferedSecret> {
        let offered: OfferedSecret = self.key().open(self.offer_context(), &unhex(sealed)?).ok()?;
        (0..=OFFER_VALID).contains(&(now.0 - offered.at.0)).then_some(offered)
    }

    /// Adds an authenticator app with an offer and a code of it. That turns the second factor on, if it is off, and ends all
    /// other sessions: they began without one. Returns new recovery codes.
    ///
    /// # Errors
    ///
    /// [`SignInError::WrongCode`] if the code is wrong, [`SignInError::Expired`] if the offer is too old,
    /// [`SignInError::Meanwhile`] if there is an app.
    pub async fn turn_on_second_factor(
        &self,
        offer: &str,
        code: &str,
        now: Stamp,
    ) -> Result<Vec<RecoveryCode>, SignInError> {
        let offered = self.offered_secret(offer, now).ok_or(SignInError::Expired)?;
        let mut factor = SecondFactor::new(Some(offered.secret), now);
        factor.accept(code, now)?;
        let codes = factor.renew_codes()?;
        let mut tx = self.store().pool().write().await?;
        if let Some(earlier) = tx.second_factor(self.owner(), self.key()).await? {
            if earlier.has_app() {
                tx.rollback().await?;
                return Err(SignInError::Meanwhile);
            }
            factor.since = earlier.since;
        }
        self.turn_on(tx, &factor, now).await?.commit().await?;
        Ok(codes)
    }

    /// Turns the second factor on for a passkey that was added, if it is off; returns the recovery codes then.
    pub(crate) async fn require_second_factor(
        &self,
        mut tx: Tx,
        now: Stamp,
    ) -> Result<(Tx, Option<Vec<RecoveryCode>>), SignInError> {
        if let Some(factor) = tx.second_factor(self.owner(), self.key()).await? {
            return Ok((self.store_in_session(tx, &factor).await?, None));
        }
        let mut factor = SecondFactor::new(None, now);
        let codes = factor.renew_codes()?;
        Ok((self.turn_on(tx, &factor, now).await?, Some(codes)))
    }

    /// Stores the second factor with an audit line, and ends all other sessions.
    async fn turn_on(&self, mut tx: Tx, factor: &SecondFactor, now: Stamp) -> Result<Tx, SignInError> {
        tx.audit(self.author(), AuditEvent::SecondFactorOn, self.owner(), now).await?;
        let mut tx = self.store_in_session(tx, factor).await?;
        with_tx!(&mut tx, t => sqlx::query(END_OTHERS)
            .bind(self.owner()).bind(self.session()).execute(t).await.map(|_| ())?);
        Ok(tx)
    }

    /// Stores the second factor; fails if this session has ended. The account row must be locked.
    async fn store_in_session(&self, mut tx: Tx, factor: &SecondFactor) -> Result<Tx, SignInError> {
        let (id, sealed) = (self.owner(), self.key().seal(context(self.owner()), factor)?);
        let set = with_tx!(&mut tx, t => sqlx::query(TURN_ON)
            .bind(id).bind(self.session()).bind(sealed).execute(t).await?.rows_affected());
        require_updated(tx, set).await
    }

    /// Turns the second factor off: the app, the recovery codes and all passkeys with the data key that they wrap.
    ///
    /// # Errors
    ///
    /// [`SignInError::Wrong`] or [`SignInError::WrongCode`] if the password or the code is wrong (checklist 16),
    /// [`SignInError::Meanwhile`] if it is off.
    pub async fn turn_off_second_factor(
        &self,
        password: Password,
        step: impl Into<SecondStep>,
        now: Stamp,
    ) -> Result<(), SignInError> {
        let (unlocked, tx, _) = self.accept_for_change(password, &step.into(), now).await?;
        let mut tx = tx.set_second_factor(&unlocked, None).await?;
        let author = AuditAuthor::open(self.owner(), &unlocked.key);
        tx.audit(author, AuditEvent::SecondFactorOff, self.owner(), now).await?;
        tx.remove_passkeys(self.owner(), &unlocked.key, now).await?;
        Ok(tx.commit().await?)
    }

    /// Replaces the recovery codes; the earlier ones open nothing any more.
    ///
    /// # Errors
    ///
    /// As for [`Records::turn_off_second_factor`].
    pub async fn new_recovery_codes(
        &self,
        password: Password,
        step: impl Into<SecondStep>,
        now: Stamp,
    ) -> Result<Vec<RecoveryCode>, SignInError> {
        let (unlocked, tx, mut factor) = self.accept_for_change(password, &step.into(), now).await?;
        let codes = factor.renew_codes()?;
        let mut tx = tx.set_second_factor(&unlocked, Some(&factor)).await?;
        let author = AuditAuthor::open(self.owner(), &unlocked.key);
        tx.audit(author, AuditEvent::RecoveryCodesReplaced, self.owner(), now).await?;
        tx.commit().await?;
        Ok(codes)
    }

    async fn accept_for_change(
        &self,
        password: Password,
        step: &SecondStep,
        now: Stamp,
    ) -> Result<(UnlockedAccount, Tx, SecondFactor), SignInError> {
        let unlocked = self.store().unlock_with_password(&self.account().login, password, now).await?;
        let purpose = ChallengeFor::Session(self.session());
        let (tx, factor, _) = self.store().accept_step(&unlocked, step, purpose, now).await?;
        Ok((unlocked, tx, factor))
    }

    fn offer_context(&self) -> SealContext<'static> {
        // The first half of a hash is enough to tell sessions apart.
        let id = self.session().first_chunk().map_or(Uuid::nil(), |half| Uuid::from_bytes(*half));
        SealContext { table: "session", column: "second_factor", id, owner: self.owner(), revision: Revision(0) }
    }
}

impl Tx {
    /// Locks the account row and returns its second factor; none if it is off, or if the account was disabled.
    pub(crate) async fn second_factor(&mut self, account: Uuid, key: &Key) -> Result<Option<SecondFactor>, StoreError> {
        self.require_data_key(account, key).await?;
        let sealed: Option<Vec<u8>> =
            with_tx!(self, t => sqlx::query_scalar(SEALED).bind(account).fetch_optional(t).await?);
        match sealed {
            Some(sealed) if !sealed.is_empty() => key.open(context(account), &sealed).map(Some),
            _ => Ok(None),
        }
    }

    /// Stores the second factor, or turns it off; fails if the password was changed meanwhile.
    pub(crate) async fn set_second_factor(
        mut self,
        unlocked: &UnlockedAccount,
        factor: Option<&SecondFactor>,
    ) -> Result<Self, SignInError> {
        let id = unlocked.account.id;
        let sealed = factor.map_or(Ok(Vec::new()), |factor| unlocked.key.seal(context(id), factor))?;
        let set = with_tx!(&mut self, t => sqlx::query(SET)
            .bind(id).bind(&unlocked.verifier).bind(sealed).execute(t).await?.rows_affected());
        require_updated(self, set).await
    }

    /// Seals the second factor by the next data key. The account row must be locked.
    pub(crate) async fn reseal_second_factor(
        &mut self,
        account: Uuid,
        earlier: &Key,
        key: &Key,
    ) -> Result<(), StoreError> {
        let sealed: Option<Vec<u8>> =
            with_tx!(&mut *self, t => sqlx::query_scalar(SEALED).bind(account).fetch_optional(t).await?);
        let Some(sealed) = sealed.filter(|sealed| !sealed.is_empty()) else { return Ok(()) };
        let plain = earlier.open_bytes(context(account), &sealed)?;
        let again = key.seal_bytes(context(account), &plain)?;
        with_tx!(self, t => sqlx::query(RESEAL).bind(account).bind(again).execute(t).await.map(|_| ())?);
        Ok(())
    }

    /// Removes all passkeys of an account, each with an audit line.
    async fn remove_passkeys(&mut self, account: Uuid, key: &Key, now: Stamp) -> Result<(), StoreError> {
        for _ in 0..self.delete_passkeys(account).await? {
            self.audit(AuditAuthor::open(account, key), AuditEvent::PasskeyRemoved, account, now).await?;
        }
        Ok(())
    }

    /// Turns the second factor off after the recovery key was used, with an audit line if it was on, and removes all passkeys:
    /// whoever has lost the one may have lost the others.
    pub(crate) async fn clear_second_factor(&mut self, account: Uuid, key: &Key, now: Stamp) -> Result<(), StoreError> {
        let cleared = with_tx!(&mut *self, t => sqlx::query(CLEAR)
            .bind(account).bind(Vec::<u8>::new()).execute(t).await?.rows_affected());
        if cleared == 1 {
            self.audit(AuditAuthor::open(account, key), AuditEvent::SecondFactorOff, account, now).await?;
        }
        self.remove_passkeys(account, key, now).await
    }
}

const fn context(account: Uuid) -> SealContext<'static> {
    SealContext { table: "account", column: "second_factor", id: account, owner: account, revision: Revision(0) }
}
