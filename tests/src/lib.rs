//! Shared support of tests. The tests are in the folders beside this one, one for each kind.

pub mod authenticator;
#[cfg(feature = "browser")]
pub mod house;
pub mod inside;
pub mod passkey;
#[cfg(feature = "browser")]
pub mod screens;
