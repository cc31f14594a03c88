//! An account, its stored credentials, and what they unlock.

use uuid::Uuid;

use crate::{RecoveryKey, SessionToken, StoreError, account::passwords::KdfCost, seal::Key};

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Id of the account.
    pub id: Uuid,
    /// Login name or e-mail address.
    pub login: String,
}

/// Credentials of a new or recovered account.
pub struct NewCredentials {
    /// Token of the open session.
    pub token: SessionToken,
    /// The recovery key, which is shown only once.
    pub recovery: RecoveryKey,
}

/// The columns of an account that are needed to unlock it.
#[derive(sqlx::FromRow)]
pub(crate) struct AccountRow {
    pub(crate) id: Uuid,
    pub(crate) login: String,
    pub(crate) kdf: String,
    pub(crate) salt: Vec<u8>,
    pub(crate) verifier: Vec<u8>,
    pub(crate) wrapped: Vec<u8>,
    pub(crate) recovery_verifier: Vec<u8>,
    pub(crate) recovery_wrapped: Vec<u8>,
    pub(crate) key_id: Vec<u8>,
    pub(crate) disabled: i64,
    pub(crate) second_factor: Vec<u8>,
}

impl AccountRow {
    /// Tells if this is the placeholder row for unknown names.
    pub(crate) fn is_placeholder(&self) -> bool {
        self.id.is_nil()
    }

    /// Tells if no secret opens the account: it is the placeholder, or it was disabled.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_placeholder() || self.disabled != 0
    }

    /// Tells if the password opens the account without the key file, as in earlier versions.
    pub(crate) fn is_without_key_file(&self) -> bool {
        self.key_id.is_empty() && !self.is_placeholder()
    }

    /// Returns the cost of the stored hash; for the placeholder, the cost of a new one.
    pub(crate) fn cost(&self, now: KdfCost) -> Result<KdfCost, StoreError> {
        if self.is_placeholder() {
            Ok(now)
        } else {
            KdfCost::read(&self.kdf).ok_or_else(|| StoreError::damaged("the cost of a password hash is malformed"))
        }
    }
}

/// An account unlocked by its password or recovery key.
pub(crate) struct UnlockedAccount {
    pub(crate) account: Account,
    pub(crate) key: Key,
    /// Stored password verifier at that time. If it has changed since, this value must not authorise anything.
    pub(crate) verifier: Vec<u8>,
    /// Stored recovery key verifier at that time.
    pub(crate) recovery_verifier: Vec<u8>,
    /// A session needs a code as well.
    pub(crate) has_second_factor: bool,
}
