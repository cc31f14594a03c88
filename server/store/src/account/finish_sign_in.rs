//! The second step of a sign-in: the password was right, and the second factor is missing.

use domain::records::Stamp;

use crate::{
    AuditEvent, PasskeyRequest, PendingToken, SecondStep, SessionToken, SignInError, Store, StoreError,
    account::{
        credentials::UnlockedAccount,
        passkeys::{challenge::ChallengeFor, request::handles, stored::StoredPasskey},
        second_factor::AcceptedStep,
    },
    audit::log::AuditAuthor,
};

/// The second factor that a pending sign-in waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingStep {
    /// The account has an authenticator app.
    pub has_app: bool,
    /// A request for one of its passkeys; none if it has none that may answer.
    pub passkey: Option<PasskeyRequest>,
}

impl Store {
    /// Keeps an account until its second factor is proved, with an audit line: whoever stops here knows the password.
    pub(crate) async fn await_step(&self, unlocked: UnlockedAccount, now: Stamp) -> Result<PendingToken, SignInError> {
        let (id, token) = (unlocked.account.id, PendingToken::random()?);
        self.forget_old_pending(now).await?;
        let mut tx = self.pool().write().await?;
        tx.audit(AuditAuthor::open(id, &unlocked.key), AuditEvent::PasswordAccepted, id, now).await?;
        tx.keep_pending(&token, (&unlocked, self.server_key()), now).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Returns the second factor that a pending sign-in waits for, with a challenge for it; none if it is finished, too old or
    /// unknown.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond, [`StoreError::Damaged`] if the second factor was tampered
    /// with.
    pub async fn pending_step(&self, token: &PendingToken, now: Stamp) -> Result<Option<PendingStep>, StoreError> {
        let Some(unlocked) = self.open_pending(token, now).await? else { return Ok(None) };
        let (id, key) = (unlocked.account.id, &unlocked.key);
        let mut tx = self.pool().write().await?;
        let factor = tx.second_factor(id, key).await?;
        let rows = tx.passkey_rows(id).await?;
        tx.rollback().await?;
        let opened = rows.iter().filter_map(|(row, sealed, _)| StoredPasskey::open(id, key, row, sealed).ok());
        let passkey = self.request_one_of(handles(opened), ChallengeFor::Pending(&token.id()), now)?;
        Ok(factor.map(|factor| PendingStep { has_app: factor.has_app(), passkey }))
    }

    /// Finishes a pending sign-in with a code of the authenticator, a recovery code or a passkey, and begins a session. It stays
    /// pending after a wrong one.
    ///
    /// # Errors
    ///
    /// [`SignInError::WrongCode`] if the code is wrong or was used, [`SignInError::NoMoreCodes`] after too many wrong ones,
    /// [`SignInError::WrongPasskey`] or [`SignInError::CopiedPasskey`] if the passkey is not accepted,
    /// [`SignInError::Expired`] if the sign-in is too old, or the account was changed since.
    pub async fn finish_sign_in(
        &self,
        token: &PendingToken,
        step: impl Into<SecondStep>,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let done = self.finish_with(token, &step.into(), now).await;
        match done {
            // The password, the keys or the second factor were changed since.
            Err(SignInError::Wrong | SignInError::Meanwhile | SignInError::Store(StoreError::SignedOut)) => {
                self.drop_pending(token).await?;
                Err(SignInError::Expired)
            }
            done => done,
        }
    }

    async fn finish_with(
        &self,
        token: &PendingToken,
        step: &SecondStep,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let unlocked = self.open_pending(token, now).await?.ok_or(SignInError::Expired)?;
        let id = unlocked.account.id;
        let (tx, factor, accepted) = self.accept_step(&unlocked, step, ChallengeFor::Pending(&token.id()), now).await?;
        let mut tx = tx.set_second_factor(&unlocked, Some(&factor)).await?;
        if !tx.finish_pending(id, token).await? {
            tx.rollback().await?;
            return Err(SignInError::Expired);
        }
        let event = match accepted {
            AcceptedStep::Time => AuditEvent::SignedIn,
            AcceptedStep::Recovery => AuditEvent::RecoveryCodeUsed,
            AcceptedStep::Passkey => AuditEvent::PasskeyUsed,
        };
        let session = self.begin_session(tx, &unlocked, event, now).await?;
        self.reseal_in_background(id, &session, now);
        Ok(session)
    }
}
