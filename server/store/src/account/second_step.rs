//! What proves the second factor, and a password together with it.

use zeroize::Zeroizing;

use crate::account::{
    passkeys::{answer::PasskeyAnswer, relying_party::RelyingParty},
    passwords::Password,
};

/// The second factor as sent: a code, or the answer of a passkey.
#[derive(Clone, Debug)]
pub enum SecondStep {
    /// A code of the authenticator app, or a recovery code, as typed.
    Code(Zeroizing<String>),
    /// The answer of a passkey, given on a page of this server.
    Passkey(PasskeyAnswer, RelyingParty),
}

impl From<&str> for SecondStep {
    fn from(typed: &str) -> Self {
        Self::Code(Zeroizing::new(typed.to_owned()))
    }
}

impl From<&String> for SecondStep {
    fn from(typed: &String) -> Self {
        Self::from(typed.as_str())
    }
}

/// What a change asks for again: the password, and the second factor where that is on.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The password.
    pub password: Password,
    /// The second factor; not looked at where it is off.
    pub step: Option<SecondStep>,
}

impl From<Password> for Confirmation {
    fn from(password: Password) -> Self {
        Self { password, step: None }
    }
}

impl From<&str> for Confirmation {
    fn from(password: &str) -> Self {
        Password::from(password).into()
    }
}
