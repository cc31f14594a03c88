//! Accounts and their keys.
//!
//! Each account has a random data key. It is stored wrapped by a key derived from the password, by one derived from the recovery
//! key, and by one for each passkey with a secret. None of these keys is stored. Those of the password and of passkeys also
//! depend on the key file, which is outside the database; the recovery key opens without it.

pub(crate) mod create;
pub(crate) mod credentials;
pub(crate) mod devices;
pub(crate) mod finish_sign_in;
pub(crate) mod guessable;
pub(crate) mod invitations;
pub(crate) mod key_change;
pub(crate) mod key_rotation;
pub(crate) mod login_name;
pub(crate) mod passkeys;
pub(crate) mod passwords;
pub(crate) mod pending_sign_ins;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod register;
pub(crate) mod second_factor;
pub(crate) mod second_step;
pub(crate) mod session_limits;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod sign_in_error;
pub(crate) mod signed_in;
pub(crate) mod tokens;
pub(crate) mod totp;
