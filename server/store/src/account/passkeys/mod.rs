//! Passkeys: a second factor, and with a secret of the authenticator (the PRF extension) a way to open an account alone.

pub(crate) mod accept;
pub(crate) mod answer;
pub(crate) mod authenticator_data;
pub(crate) mod challenge;
pub(crate) mod client_data;
pub(crate) mod public_key;
pub(crate) mod register;
pub(crate) mod relying_party;
pub(crate) mod remove;
pub(crate) mod request;
pub(crate) mod sign_in;
pub(crate) mod stored;
pub(crate) mod verify;
