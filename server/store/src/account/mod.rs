//! Accounts and their keys.
//!
//! Each account has a random data key. It is stored twice: wrapped by a key derived from the password, and by one
//! derived from the recovery key. Neither the password nor these keys are stored. The key of the password also depends on
//! the key file, which is outside the database; the recovery key opens without it.

pub(crate) mod create;
pub(crate) mod credentials;
pub(crate) mod devices;
pub(crate) mod finish_sign_in;
pub(crate) mod guessable;
pub(crate) mod invitations;
pub(crate) mod key_change;
pub(crate) mod key_rotation;
pub(crate) mod login_name;
pub(crate) mod passwords;
pub(crate) mod pending_sign_ins;
pub(crate) mod recovery;
pub(crate) mod recovery_codes;
pub(crate) mod register;
pub(crate) mod second_factor;
pub(crate) mod session_limits;
pub(crate) mod sessions;
pub(crate) mod sign_in;
pub(crate) mod sign_in_error;
pub(crate) mod signed_in;
pub(crate) mod tokens;
pub(crate) mod totp;
