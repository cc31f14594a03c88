//! Tokens that only a browser has: 32 random bytes in a cookie. The server stores their hash, and what they wrap.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    StoreError,
    seal::{Key, digest, hex, random},
};

/// The session cookie: 32 random bytes as 64 hexadecimal digits. The database stores its hash, and the data key wrapped
/// by a key derived from the token.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SessionToken(String);

impl std::fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionToken")
    }
}

impl SessionToken {
    /// Parses the value of a cookie; none if it is malformed.
    pub fn read(cookie: &str) -> Option<Self> {
        let fits = cookie.len() == 64 && cookie.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(cookie.to_owned()))
    }

    /// Returns the value for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn random() -> Result<Self, StoreError> {
        Ok(Self(hex(&random::<32>()?)))
    }

    /// Returns the id of the session in the database.
    pub(crate) fn id(&self) -> Vec<u8> {
        digest(self.0.as_bytes()).to_vec()
    }

    pub(crate) fn wrapping(&self) -> Key {
        Key::derived(self.0.as_bytes(), "session")
    }
}

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

    pub(crate) fn random() -> Result<Self, StoreError> {
        Ok(Self(hex(&random::<32>()?)))
    }

    /// Returns the id of the pending sign-in.
    pub(crate) fn id(&self) -> [u8; 32] {
        digest(self.0.as_bytes())
    }
}
