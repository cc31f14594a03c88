//! The second step of a sign-in: the password was right, and a code is missing.

use domain::records::Stamp;

use crate::{
    AuditEvent, PendingToken, SessionToken, SignInError, Store, StoreError,
    account::{credentials::UnlockedAccount, pending_sign_ins::PendingSignIn, second_factor::AcceptedCode},
    audit::log::AuditAuthor,
};

impl Store {
    /// Keeps an account until its code is typed, with an audit line: whoever stops here knows the password.
    pub(crate) async fn await_code(&self, unlocked: UnlockedAccount, now: Stamp) -> Result<PendingToken, SignInError> {
        let (id, token) = (unlocked.account.id, PendingToken::random()?);
        let wrapped = token.wrapping().wrap(&unlocked.key, id, "pending sign-in")?;
        self.write_audit(AuditAuthor::open(id, &unlocked.key), AuditEvent::PasswordAccepted, id, now).await?;
        let UnlockedAccount { account, verifier, recovery_verifier, .. } = unlocked;
        self.pending().keep(&token, PendingSignIn { account, wrapped, verifier, recovery_verifier, begun: now });
        Ok(token)
    }

    /// Returns the login name of a pending sign-in; none if it is finished, too old or unknown.
    pub fn pending_login(&self, token: &PendingToken, now: Stamp) -> Option<String> {
        self.pending().find(token, now).map(|pending| pending.account.login)
    }

    /// Drops a pending sign-in.
    pub fn drop_pending(&self, token: &PendingToken) {
        self.pending().remove(token);
    }

    /// Finishes a pending sign-in with a code of the authenticator or a recovery code, and begins a session. It stays pending
    /// after a wrong code.
    ///
    /// # Errors
    ///
    /// [`SignInError::WrongCode`] if the code is wrong or was used, [`SignInError::NoMoreCodes`] after too many wrong ones,
    /// [`SignInError::Expired`] if the sign-in is too old, or the account was changed since.
    pub async fn finish_sign_in(
        &self,
        token: &PendingToken,
        code: &str,
        now: Stamp,
    ) -> Result<SessionToken, SignInError> {
        let done = self.finish_pending(token, code, now).await;
        match done {
            // The password, the keys or the second factor were changed since.
            Err(SignInError::Wrong | SignInError::Meanwhile | SignInError::Store(StoreError::SignedOut)) => {
                self.drop_pending(token);
                Err(SignInError::Expired)
            }
            done => done,
        }
    }

    async fn finish_pending(&self, token: &PendingToken, code: &str, now: Stamp) -> Result<SessionToken, SignInError> {
        let pending = self.pending().find(token, now).ok_or(SignInError::Expired)?;
        let PendingSignIn { account, wrapped, verifier, recovery_verifier, .. } = pending;
        let key = token.wrapping().unwrap(&wrapped, account.id, "pending sign-in")?;
        let unlocked = UnlockedAccount { account, key, verifier, recovery_verifier, has_second_factor: true };
        let (tx, factor, accepted) = self.accept_code(&unlocked, code, now).await?;
        let tx = tx.set_second_factor(&unlocked, Some(&factor)).await?;
        let event = match accepted {
            AcceptedCode::Time => AuditEvent::SignedIn,
            AcceptedCode::Recovery => AuditEvent::RecoveryCodeUsed,
        };
        let session = self.begin_session(tx, &unlocked, event, now).await?;
        self.drop_pending(token);
        self.reseal_in_background(unlocked.account.id, &session, now);
        Ok(session)
    }
}
