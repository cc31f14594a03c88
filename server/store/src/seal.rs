//! Sealing: what is kept about people is encrypted before it reaches SQL, and bound to the place where it stands.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use domain::desk::{Day, Revision};
use hkdf::Hkdf;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::StoreError;

/// How a value is sealed. It stands before each, so that the way of sealing can change and older values still open.
/// 1 is XChaCha20-Poly1305: 24 bytes of nonce, then the ciphertext with its tag. The byte is authenticated with the place.
const FORMAT: u8 = 1;

/// Bytes of a nonce; each sealed value has its own.
const NONCE: usize = 24;

/// A key of 32 random or derived bytes. It is wiped when it is dropped, and prints as nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// Where a sealed value stands. A value that is moved to another row, column, account or revision no longer opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) table: &'a str,
    pub(crate) column: &'a str,
    pub(crate) id: Uuid,
    pub(crate) owner: Uuid,
    pub(crate) revision: Revision,
}

impl Spot<'_> {
    fn name(&self) -> String {
        let Self { table, column, id, owner, revision } = self;
        format!("reweave|{table}|{column}|{id}|{owner}|{}", revision.0)
    }
}

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Database(sqlx::Error::Io(std::io::Error::other(error))))?;
    Ok(bytes)
}

/// The SHA-256 of some bytes.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Key {
    /// A new random key.
    pub(crate) fn random() -> Result<Self, StoreError> {
        random().map(Self)
    }

    /// A key for one purpose, from a secret that has at least 128 bits of randomness or comes out of argon2.
    pub(crate) fn derived(secret: &[u8], purpose: &str) -> Self {
        let mut key = [0; 32];
        // 32 bytes are far below what HKDF can give, so this cannot fail.
        let _ = Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), &mut key);
        Self(key)
    }

    /// A key for one purpose, from this one.
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self::derived(&self.0, purpose)
    }

    /// The bytes, for whoever has to hand them on.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Encrypts bytes for a place: the format, a nonce, then the ciphertext with its tag.
    fn close(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce = random::<NONCE>()?;
        let payload = Payload { msg: plain, aad: &bound(FORMAT, place) };
        let closed = XChaCha20Poly1305::new(&self.0.into()).encrypt(&XNonce::from(nonce), payload);
        let closed = closed.map_err(|_| StoreError::Damaged)?;
        let mut sealed = Vec::with_capacity(1 + NONCE + closed.len());
        sealed.push(FORMAT);
        sealed.extend(nonce);
        sealed.extend(closed);
        Ok(sealed)
    }

    fn unclose(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let (format, rest) = sealed.split_first().ok_or(StoreError::Damaged)?;
        if *format != FORMAT {
            return Err(StoreError::Damaged);
        }
        let (nonce, closed) = rest.split_first_chunk::<NONCE>().ok_or(StoreError::Damaged)?;
        let payload = Payload { msg: closed, aad: &bound(*format, place) };
        let plain = XChaCha20Poly1305::new(&self.0.into()).decrypt(&XNonce::from(*nonce), payload);
        plain.map(Zeroizing::new).map_err(|_| StoreError::Damaged)
    }

    /// Seals a value for its place.
    pub(crate) fn seal<T: Serialize + ?Sized>(&self, spot: Spot<'_>, value: &T) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(value).map(Zeroizing::new).map_err(|_| StoreError::Damaged)?;
        self.close(&spot.name(), &plain)
    }

    /// Opens what was sealed for this place.
    pub(crate) fn open<T: DeserializeOwned>(&self, spot: Spot<'_>, sealed: &[u8]) -> Result<T, StoreError> {
        let plain = self.unclose(&spot.name(), sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Damaged)
    }

    /// Seals bytes for their place.
    pub(crate) fn seal_bytes(&self, spot: Spot<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.close(&spot.name(), plain)
    }

    /// Opens bytes that were sealed for this place.
    pub(crate) fn open_bytes(&self, spot: Spot<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        self.unclose(&spot.name(), sealed)
    }

    /// Wraps another key, bound to an account and a purpose.
    pub(crate) fn wrap(&self, key: &Self, account: Uuid, purpose: &str) -> Result<Vec<u8>, StoreError> {
        self.close(&format!("reweave|key|{purpose}|{account}"), &key.0)
    }

    /// Unwraps what [`Key::wrap`] wrapped.
    pub(crate) fn unwrap(&self, wrapped: &[u8], account: Uuid, purpose: &str) -> Result<Self, StoreError> {
        let plain = self.unclose(&format!("reweave|key|{purpose}|{account}"), wrapped)?;
        plain.as_slice().try_into().map(Self).map_err(|_| StoreError::Damaged)
    }

    /// What finds the plans of a day without telling which day: equal for equal days of one account, and for nobody else.
    pub(crate) fn day_mark(&self, day: Day) -> Vec<u8> {
        self.derive(&format!("day {day}")).0[..16].to_vec()
    }
}

/// What a sealed value is bound to: how it is sealed, and where it stands.
fn bound(format: u8, place: &str) -> Vec<u8> {
    let mut bound = vec![format];
    bound.extend_from_slice(place.as_bytes());
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPOT: Spot<'_> = Spot {
        table: "plan",
        column: "sealed",
        id: Uuid::from_u128(1),
        owner: Uuid::from_u128(2),
        revision: Revision(3),
    };

    #[test]
    fn sec_29_a_moved_or_changed_value_does_not_open() {
        let key = Key::random().unwrap();
        let sealed = key.seal(SPOT, "what was said").unwrap();
        assert_eq!(key.open::<String>(SPOT, &sealed).unwrap(), "what was said");
        let elsewhere = [
            Spot { table: "couple", ..SPOT },
            Spot { column: "head", ..SPOT },
            Spot { id: Uuid::from_u128(9), ..SPOT },
            Spot { owner: Uuid::from_u128(9), ..SPOT },
            Spot { revision: Revision(4), ..SPOT },
        ];
        for spot in elsewhere {
            assert!(matches!(key.open::<String>(spot, &sealed), Err(StoreError::Damaged)), "{spot:?}");
        }
        for place in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[place] ^= 1;
            assert!(key.open::<String>(SPOT, &flipped).is_err(), "byte {place}");
        }
        assert!(Key::random().unwrap().open::<String>(SPOT, &sealed).is_err());
    }

    #[test]
    fn a_value_of_an_unknown_format_does_not_open_and_the_format_is_bound() {
        let key = Key::random().unwrap();
        let mut sealed = key.seal(SPOT, "what was said").unwrap();
        assert_eq!(sealed[0], FORMAT);
        for unknown in [0, 2, 255] {
            sealed[0] = unknown;
            assert!(matches!(key.open::<String>(SPOT, &sealed), Err(StoreError::Damaged)), "format {unknown}");
        }
        assert!(matches!(key.open::<String>(SPOT, &[]), Err(StoreError::Damaged)));
        // The same ciphertext under the place alone, as if the byte were not bound.
        let nonce = [7; NONCE];
        let name = SPOT.name();
        let payload = Payload { msg: b"\"x\"".as_slice(), aad: name.as_bytes() };
        let unbound = XChaCha20Poly1305::new(&key.0.into()).encrypt(&XNonce::from(nonce), payload).unwrap();
        let forged = [&[FORMAT][..], &nonce, &unbound].concat();
        assert!(matches!(key.open::<String>(SPOT, &forged), Err(StoreError::Damaged)));
    }

    #[test]
    fn sealing_twice_gives_two_texts() {
        let key = Key::random().unwrap();
        assert_ne!(key.seal(SPOT, "same").unwrap(), key.seal(SPOT, "same").unwrap());
    }

    #[test]
    fn days_are_found_again_and_tell_nothing() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let day = Day::new(2026, 11, 24).unwrap();
        assert_eq!(key.day_mark(day), key.day_mark(day));
        assert_ne!(key.day_mark(day), other.day_mark(day));
        assert_ne!(key.day_mark(day), key.day_mark(Day::new(2026, 11, 25).unwrap()));
    }
}
