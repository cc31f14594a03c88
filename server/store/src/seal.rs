//! Sealing: data about people is encrypted before it reaches SQL, and bound to its row.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use domain::{records::Revision, vocabulary::Day};
use hkdf::Hkdf;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::StoreError;

/// Format byte in front of each sealed value, so that the format can change. 2 is XChaCha20-Poly1305: 8 bytes that name
/// the key, 24 bytes of nonce, then the ciphertext with its tag. Byte and name are authenticated together with the context.
const FORMAT: u8 = 2;

/// The format of earlier versions: the same without the name of the key.
const WITHOUT_KEY_ID: u8 = 1;

/// Length of the name of a key in bytes.
const KEY_ID: usize = 8;

/// Length of a nonce in bytes; each sealed value has its own.
const NONCE: usize = 24;

/// A key of 32 random or derived bytes. Its memory is wiped on drop, and `Debug` does not print it. The bytes are made on the
/// heap and stay there: a key on the stack would leave a copy wherever it is moved from.
#[derive(Clone)]
pub(crate) struct Key(Box<Zeroizing<[u8; 32]>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

/// The row and column that a sealed value is bound to. A value moved to another row, column, account or revision does
/// not open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SealContext<'a> {
    pub(crate) table: &'a str,
    pub(crate) column: &'a str,
    pub(crate) id: Uuid,
    pub(crate) owner: Uuid,
    pub(crate) revision: Revision,
}

impl SealContext<'_> {
    fn name(&self) -> String {
        let Self { table, column, id, owner, revision } = self;
        format!("reweave|{table}|{column}|{id}|{owner}|{}", revision.0)
    }
}

/// Returns random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    fill_random(&mut bytes)?;
    Ok(bytes)
}

fn fill_random(bytes: &mut [u8]) -> Result<(), StoreError> {
    getrandom::fill(bytes).map_err(|error| StoreError::Database(sqlx::Error::Io(std::io::Error::other(error))))
}

/// Returns bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads hexadecimal digits; none if there is anything else.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

/// Returns the SHA-256 of `bytes`.
pub(crate) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Computes the SHA-256 of all bytes written to it.
#[derive(Default)]
pub(crate) struct DigestWriter(Sha256);

impl DigestWriter {
    /// Returns the digest.
    pub(crate) fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

impl std::io::Write for DigestWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Key {
    /// A key to be filled in place.
    fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; 32])))
    }

    /// Returns a new random key.
    pub(crate) fn random() -> Result<Self, StoreError> {
        let mut key = Self::blank();
        fill_random(key.0.as_mut_slice())?;
        Ok(key)
    }

    /// Derives a key for one purpose from a secret with at least 128 bits of randomness, or from the output of argon2.
    pub(crate) fn derived(secret: &[u8], purpose: &str) -> Self {
        let mut key = Self::blank();
        // HKDF yields up to 8,160 bytes, so 32 cannot fail.
        let _ = Hkdf::<Sha256>::new(None, secret).expand(purpose.as_bytes(), key.0.as_mut_slice());
        key
    }

    /// Derives a key for one purpose from this one.
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self::derived(self.bytes(), purpose)
    }

    /// Makes a key of these bytes.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut key = Self::blank();
        key.0.copy_from_slice(bytes);
        key
    }

    /// Returns the raw bytes.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Authenticates bytes with HMAC-SHA256, by way of HKDF-Extract.
    pub(crate) fn mac(&self, bytes: &[u8]) -> [u8; 32] {
        Hkdf::<Sha256>::extract(Some(self.bytes()), bytes).0.into()
    }

    /// Returns the name of the key in sealed values. It does not reveal the key.
    fn id(&self) -> [u8; KEY_ID] {
        let mut id = [0; KEY_ID];
        id.copy_from_slice(&self.derive("reweave|key id").bytes()[..KEY_ID]);
        id
    }

    /// Returns the first bytes of every value that this key seals.
    pub(crate) fn mark(&self) -> Vec<u8> {
        [&[FORMAT][..], &self.id()].concat()
    }

    /// Tells if a value says that it is sealed by this key.
    pub(crate) fn has_sealed(&self, sealed: &[u8]) -> bool {
        sealed.strip_prefix(&[FORMAT]).is_some_and(|rest| rest.starts_with(&self.id()))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.bytes().into())
    }

    /// Encrypts bytes for a context: the format, the name of the key, a nonce, then the ciphertext with its tag.
    fn encrypt(&self, context: &str, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (nonce, id) = (random::<NONCE>()?, self.id());
        let payload = Payload { msg: plain, aad: &bound(FORMAT, &id, context) };
        let ciphertext = self.cipher().encrypt(&XNonce::from(nonce), payload);
        let ciphertext = ciphertext.map_err(StoreError::damaged)?;
        let mut sealed = Vec::with_capacity(1 + KEY_ID + NONCE + ciphertext.len());
        sealed.push(FORMAT);
        sealed.extend(id);
        sealed.extend(nonce);
        sealed.extend(ciphertext);
        Ok(sealed)
    }

    fn decrypt(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let (format, rest) = sealed.split_first().ok_or_else(|| StoreError::damaged("the sealed value is empty"))?;
        let (id, rest): (&[u8], &[u8]) = match *format {
            WITHOUT_KEY_ID => (&[], rest),
            FORMAT if self.has_sealed(sealed) => rest.split_at(KEY_ID),
            FORMAT => return Err(StoreError::damaged("the value is sealed by another key")),
            _ => return Err(StoreError::damaged(format!("the sealed value has the unknown format {format}"))),
        };
        let (nonce, ciphertext) =
            rest.split_first_chunk::<NONCE>().ok_or_else(|| StoreError::damaged("the sealed value is too short"))?;
        let payload = Payload { msg: ciphertext, aad: &bound(*format, id, context) };
        let plain = self.cipher().decrypt(&XNonce::from(*nonce), payload);
        plain.map(Zeroizing::new).map_err(StoreError::damaged)
    }

    /// Seals a value for its context.
    pub(crate) fn seal<T: Serialize + ?Sized>(
        &self,
        context: SealContext<'_>,
        value: &T,
    ) -> Result<Vec<u8>, StoreError> {
        let plain = serde_json::to_vec(value).map(Zeroizing::new).map_err(|error| StoreError::invalid_json(&error))?;
        self.encrypt(&context.name(), &plain)
    }

    /// Opens a value sealed for this context.
    pub(crate) fn open<T: DeserializeOwned>(&self, context: SealContext<'_>, sealed: &[u8]) -> Result<T, StoreError> {
        let plain = self.decrypt(&context.name(), sealed)?;
        serde_json::from_slice(&plain).map_err(|error| StoreError::invalid_json(&error))
    }

    /// Seals bytes for their context.
    pub(crate) fn seal_bytes(&self, context: SealContext<'_>, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.encrypt(&context.name(), plain)
    }

    /// Opens bytes sealed for this context.
    pub(crate) fn open_bytes(&self, context: SealContext<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        self.decrypt(&context.name(), sealed)
    }

    /// Wraps another key, bound to an account and a purpose.
    pub(crate) fn wrap(&self, key: &Self, account: Uuid, purpose: &str) -> Result<Vec<u8>, StoreError> {
        self.encrypt(&format!("reweave|key|{purpose}|{account}"), key.bytes())
    }

    /// Unwraps a key wrapped with [`Key::wrap`].
    pub(crate) fn unwrap(&self, wrapped: &[u8], account: Uuid, purpose: &str) -> Result<Self, StoreError> {
        let plain = self.decrypt(&format!("reweave|key|{purpose}|{account}"), wrapped)?;
        <&[u8; 32]>::try_from(plain.as_slice()).map(Self::from_bytes).map_err(StoreError::damaged)
    }

    /// Adds the data key before this one, if there is one wrapped by it.
    pub(crate) fn with_previous(self, wrapped: &[u8], account: Uuid) -> Result<DataKeys, StoreError> {
        let previous = if wrapped.is_empty() { None } else { Some(self.unwrap(wrapped, account, "previous")?) };
        Ok(DataKeys { current: self, previous })
    }

    /// Returns the token by which SQL finds the plans of a day: equal for equal days of one account, and otherwise
    /// meaningless.
    pub(crate) fn day_token(&self, day: Day) -> Vec<u8> {
        self.derive(&format!("day {day}")).bytes()[..16].to_vec()
    }
}

/// The data key of an account, and the one before it while records may still be sealed by that.
#[derive(Clone, Debug)]
pub(crate) struct DataKeys {
    pub(crate) current: Key,
    pub(crate) previous: Option<Key>,
}

impl DataKeys {
    /// Returns the key that a value says it is sealed by. A value that names no key is older than the current one, if there
    /// is a previous one.
    pub(crate) fn of(&self, sealed: &[u8]) -> &Key {
        match &self.previous {
            Some(previous) if !self.current.has_sealed(sealed) => previous,
            _ => &self.current,
        }
    }
}

/// Returns the associated data: format, name of the key, and context.
fn bound(format: u8, id: &[u8], context: &str) -> Vec<u8> {
    let mut bound = vec![format];
    bound.extend_from_slice(id);
    bound.extend_from_slice(context.as_bytes());
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: SealContext<'_> = SealContext {
        table: "plan",
        column: "sealed",
        id: Uuid::from_u128(1),
        owner: Uuid::from_u128(2),
        revision: Revision(3),
    };

    #[test]
    fn a_key_that_is_moved_leaves_no_copy_behind() {
        let key = Key::random().unwrap();
        let at = key.bytes().as_ptr();
        let moved = [key];
        assert_eq!(moved[0].bytes().as_ptr(), at);
    }

    #[test]
    fn sec_29_a_moved_or_changed_value_does_not_open() {
        let key = Key::random().unwrap();
        let sealed = key.seal(CONTEXT, "what was said").unwrap();
        assert_eq!(key.open::<String>(CONTEXT, &sealed).unwrap(), "what was said");
        let elsewhere = [
            SealContext { table: "couple", ..CONTEXT },
            SealContext { column: "head", ..CONTEXT },
            SealContext { id: Uuid::from_u128(9), ..CONTEXT },
            SealContext { owner: Uuid::from_u128(9), ..CONTEXT },
            SealContext { revision: Revision(4), ..CONTEXT },
        ];
        for context in elsewhere {
            assert!(matches!(key.open::<String>(context, &sealed), Err(StoreError::Damaged(_))), "{context:?}");
        }
        for position in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[position] ^= 1;
            assert!(key.open::<String>(CONTEXT, &flipped).is_err(), "byte {position}");
        }
        assert!(Key::random().unwrap().open::<String>(CONTEXT, &sealed).is_err());
    }

    #[test]
    fn a_value_of_an_unknown_format_does_not_open_and_the_format_is_bound() {
        let key = Key::random().unwrap();
        let mut sealed = key.seal(CONTEXT, "what was said").unwrap();
        assert_eq!(sealed[0], FORMAT);
        for unknown in [0, 3, 255] {
            sealed[0] = unknown;
            assert!(matches!(key.open::<String>(CONTEXT, &sealed), Err(StoreError::Damaged(_))), "format {unknown}");
        }
        assert!(matches!(key.open::<String>(CONTEXT, &[]), Err(StoreError::Damaged(_))));
        // Ciphertext bound to the context alone, without the format byte.
        let nonce = [7; NONCE];
        let name = CONTEXT.name();
        let payload = Payload { msg: b"\"x\"".as_slice(), aad: name.as_bytes() };
        let unbound = key.cipher().encrypt(&XNonce::from(nonce), payload).unwrap();
        let forged = [&[FORMAT][..], &key.id(), &nonce, &unbound].concat();
        assert!(matches!(key.open::<String>(CONTEXT, &forged), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn a_value_of_an_earlier_version_opens_and_one_of_another_key_is_told_apart() {
        let key = Key::random().unwrap();
        let nonce = [7; NONCE];
        let payload = Payload { msg: b"\"x\"".as_slice(), aad: &bound(WITHOUT_KEY_ID, &[], &CONTEXT.name()) };
        let earlier = key.cipher().encrypt(&XNonce::from(nonce), payload).unwrap();
        let earlier = [&[WITHOUT_KEY_ID][..], &nonce, &earlier].concat();
        assert_eq!(key.open::<String>(CONTEXT, &earlier).unwrap(), "x");
        assert!(!key.has_sealed(&earlier));
        let sealed = key.seal(CONTEXT, "x").unwrap();
        let other = Key::random().unwrap();
        assert!(key.has_sealed(&sealed) && !other.has_sealed(&sealed));
        let renamed = [&[FORMAT][..], &other.id(), &sealed[1 + KEY_ID..]].concat();
        assert!(other.open::<String>(CONTEXT, &renamed).is_err() && key.open::<String>(CONTEXT, &renamed).is_err());
        // Ciphertext that is bound to the format and the context alone, without the name of the key.
        let payload = Payload { msg: b"\"x\"".as_slice(), aad: &[&[FORMAT][..], CONTEXT.name().as_bytes()].concat() };
        let nameless = key.cipher().encrypt(&XNonce::from(nonce), payload).unwrap();
        let nameless = [&[FORMAT][..], &key.id(), &nonce, &nameless].concat();
        assert!(matches!(key.open::<String>(CONTEXT, &nameless), Err(StoreError::Damaged(_))));
    }

    #[test]
    fn sealing_twice_gives_two_texts() {
        let key = Key::random().unwrap();
        assert_ne!(key.seal(CONTEXT, "same").unwrap(), key.seal(CONTEXT, "same").unwrap());
    }

    #[test]
    fn day_tokens_are_equal_for_equal_days_and_reveal_nothing() {
        let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
        let day = Day::new(2026, 11, 24).unwrap();
        assert_eq!(key.day_token(day), key.day_token(day));
        assert_ne!(key.day_token(day), other.day_token(day));
        assert_ne!(key.day_token(day), key.day_token(Day::new(2026, 11, 25).unwrap()));
    }
}
