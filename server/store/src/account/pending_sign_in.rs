//! Sign-ins whose password was right and whose code is still missing.
//!
//! They are kept in memory, valid for five minutes, and never in the database. The data key is wrapped by a key derived from a random
//! token that only the browser has: neither the memory of the server between two requests nor the cookie opens anything by
//! itself, and the token is no session.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::records::Stamp;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    Account, AuditEvent, SessionToken, SignInError, Store, StoreError,
    account::{UnlockedAccount, second_factor::AcceptedCode},
    audit::AuditAuthor,
    seal::{Key, digest, hex, random},
};

/// Time for typing the code, in seconds: five minutes.
pub const CODE_SECONDS: u32 = 5 * 60;

/// Maximum number of pending sign-ins; the oldest is dropped for a further one. Each needs a right password.
const MOST: usize = 1_000;

/// The token of a pending sign-in: 32 random bytes as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct PendingToken(String);

impl std::fmt::Debug for PendingToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PendingToken")
    }
}

impl PendingToken {
    /// Parses the value of a cookie; none if it is malformed.
    pub fn read(cookie: &str) -> Option<Self> {
        SessionToken::read(cookie).map(|token| Self(token.as_str().to_owned()))
    }

    /// Returns the value for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn id(&self) -> [u8; 32] {
        digest(self.0.as_bytes())
    }

    fn wrapping(&self) -> Key {
        Key::derived(self.0.as_bytes(), "pending sign-in")
    }
}

/// An account whose password was right, with its data key wrapped by the token.
#[derive(Clone, Debug)]
struct PendingSignIn {
    account: Account,
    wrapped: Vec<u8>,
    verifier: Vec<u8>,
    recovery_verifier: Vec<u8>,
    begun: Stamp,
}

impl PendingSignIn {
    fn is_valid(&self, now: Stamp) -> bool {
        (0..i64::from(CODE_SECONDS) * 1_000_000).contains(&(now.0 - self.begun.0))
    }
}

/// The pending sign-ins of this process, by the hash of their tokens.
#[derive(Debug, Default)]
pub(crate) struct PendingSignIns(Mutex<HashMap<[u8; 32], PendingSignIn>>);

impl PendingSignIns {
    fn lock(&self) -> MutexGuard<'_, HashMap<[u8; 32], PendingSignIn>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, token: &PendingToken, pending: PendingSignIn) {
        let (now, mut all) = (pending.begun, self.lock());
        all.retain(|_, other| other.is_valid(now));
        if all.len() >= MOST
            && let Some(oldest) = all.iter().min_by_key(|(_, other)| other.begun.0).map(|(id, _)| *id)
        {
            all.remove(&oldest);
        }
        all.insert(token.id(), pending);
    }

    fn find(&self, token: &PendingToken, now: Stamp) -> Option<PendingSignIn> {
        self.lock().get(&token.id()).filter(|pending| pending.is_valid(now)).cloned()
    }
}

impl Store {
    /// Keeps an account until its code is typed, with an audit line: whoever stops here knows the password.
    pub(crate) async fn await_code(&self, unlocked: UnlockedAccount, now: Stamp) -> Result<PendingToken, SignInError> {
        let (id, token) = (unlocked.account.id, PendingToken(hex(&random::<32>()?)));
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
        self.pending().lock().remove(&token.id());
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
