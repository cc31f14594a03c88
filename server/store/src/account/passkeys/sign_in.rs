//! Opening an account with a passkey alone: its secret unwraps the data key, and then its signature is verified.

use domain::records::Stamp;
use uuid::Uuid;

use crate::{
    Account, AuditEvent, SessionToken, SignInError, Store, StoreError,
    account::{
        credentials::UnlockedAccount,
        passkeys::{
            accept::{Opened, Refused},
            answer::PasskeyAnswer,
            challenge::ChallengeFor,
            relying_party::RelyingParty,
            stored::{row_id, unwrap},
        },
    },
    audit::log::AuditAuthor,
    database::pool::with_pool,
    seal::Key,
};

/// An account that is not disabled, and the data key that this passkey wraps, if the account has it.
const BY_PASSKEY: &str = "SELECT a.login, a.verifier, a.recovery_verifier, p.wrapped FROM account a \
                          LEFT JOIN passkey p ON p.account_id = a.id AND p.id = $2 \
                          WHERE a.id = $1 AND a.disabled = 0 AND a.login <> ''";

/// Login, verifiers of password and recovery key, wrapped data key.
type FoundRow = (String, Vec<u8>, Vec<u8>, Option<Vec<u8>>);

impl Store {
    /// Returns the login name of the account that an answer names; none if there is none. Nothing was verified.
    ///
    /// # Errors
    ///
    /// [`StoreError::Database`] if the database does not respond.
    pub async fn passkey_login(&self, answer: &PasskeyAnswer) -> Result<Option<String>, StoreError> {
        Ok(self.found_by_passkey(answer).await?.map(|(_, (login, ..))| login))
    }

    async fn found_by_passkey(&self, answer: &PasskeyAnswer) -> Result<Option<(Uuid, FoundRow)>, StoreError> {
        let Ok(id) = Uuid::from_slice(&answer.user) else { return Ok(None) };
        let found: Option<FoundRow> = with_pool!(self.pool(), p => sqlx::query_as(BY_PASSKEY)
            .bind(id).bind(row_id(&answer.credential)).fetch_optional(p).await?);
        Ok(found.map(|found| (id, found)))
    }

    /// Signs in with a passkey alone, and begins a session.
    ///
    /// # Errors
    ///
    /// [`SignInError::WrongPasskey`] if it is unknown, was removed or does not fit, [`SignInError::PasskeyNeedsPassword`] if its
    /// authenticator has given no secret for the present keys, [`SignInError::CopiedPasskey`] if its counter went back,
    /// [`SignInError::Expired`] if the challenge is too old.
    pub async fn sign_in_with_passkey(
        &self,
        answer: &PasskeyAnswer,
        party: &RelyingParty,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let Some((id, (login, verifier, recovery_verifier, wrapped))) = self.found_by_passkey(answer).await? else {
            return Err(SignInError::WrongPasskey);
        };
        let key = match self.key_of(id, answer, wrapped.as_deref()) {
            Ok(key) => key,
            Err(refused) => {
                self.write_audit(AuditAuthor::closed(id), AuditEvent::PasskeyRefused, id, now).await?;
                return Err(refused);
            }
        };
        let account = Account { id, login };
        let unlocked = UnlockedAccount { account, key, verifier, recovery_verifier, has_second_factor: true };
        let session = self.enter_with_passkey(&unlocked, answer, party, now).await?;
        self.reseal_in_background(id, &session, now);
        Ok(session)
    }

    /// Unwraps the data key of an account with the secret of a passkey.
    fn key_of(&self, account: Uuid, answer: &PasskeyAnswer, wrapped: Option<&[u8]>) -> Result<Key, SignInError> {
        match (wrapped, &answer.secret) {
            (None, _) => Err(SignInError::WrongPasskey),
            (Some([]), _) | (_, None) => Err(SignInError::PasskeyNeedsPassword),
            (Some(wrapped), Some(secret)) => {
                let opened = unwrap(wrapped, account, &row_id(&answer.credential), (secret, self.server_key()));
                opened.map_err(|_| SignInError::WrongPasskey)
            }
        }
    }

    async fn enter_with_passkey(
        &self,
        unlocked: &UnlockedAccount,
        answer: &PasskeyAnswer,
        party: &RelyingParty,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let (id, key) = (unlocked.account.id, &unlocked.key);
        let mut tx = self.pool().write().await?;
        match tx.require_data_key(id, key).await {
            // The keys were changed in between.
            Err(StoreError::SignedOut) => return Err(SignInError::PasskeyNeedsPassword),
            locked => locked?,
        }
        let opened = Opened { account: id, key, server_key: self.server_key() };
        match tx.accept_passkey(opened, (answer, party), ChallengeFor::SignIn, now).await? {
            Ok(()) => self.begin_session(tx, unlocked, AuditEvent::PasskeyUsed, now).await,
            Err(Refused::Late) => {
                tx.rollback().await?;
                Err(SignInError::Expired)
            }
            Err(refused) => {
                tx.audit(AuditAuthor::open(id, key), AuditEvent::PasskeyRefused, id, now).await?;
                tx.commit().await?;
                Err(refused.into())
            }
        }
    }
}

impl From<Refused> for SignInError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Late => Self::Expired,
            Refused::Wrong => Self::WrongPasskey,
            Refused::Copied => Self::CopiedPasskey,
        }
    }
}
