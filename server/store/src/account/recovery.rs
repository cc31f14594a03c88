//! Recovery keys: they unlock an account after its password is lost.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    StoreError,
    seal::{digest, random},
};

/// Crockford's base 32, which avoids look-alikes.
pub(crate) const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Random bytes in a key: 168 bits.
const SECRET: usize = 21;

/// Symbols of a key: 168 random bits and a 12-bit checksum.
const LENGTH: usize = 36;

/// A recovery key, shown once for printing. Its memory is wiped on drop.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; SECRET]);

/// An error in a typed recovery key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRecoveryKey {
    /// Wrong number of symbols; contains their number.
    #[error("A recovery key has {LENGTH} letters and digits; this has {0}.")]
    Length(usize),
    /// A symbol is wrong or the checksum fails.
    #[error("This recovery key contains a typing error. Compare it with the sheet, group by group.")]
    Slip,
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey")
    }
}

impl RecoveryKey {
    pub(crate) fn random() -> Result<Self, StoreError> {
        random().map(Self)
    }

    pub(crate) fn secret(&self) -> &[u8] {
        &self.0
    }

    /// Makes a key of its secret; none if that has another length.
    pub(crate) fn from_secret(secret: &[u8]) -> Option<Self> {
        secret.try_into().ok().map(Self)
    }

    /// Returns the key in nine groups of four.
    pub fn written(&self) -> String {
        let mut bits: Vec<bool> = bits(&self.0).collect();
        bits.extend(check_bits(&self.0));
        let symbols: Vec<u8> = bits.chunks(5).map(|five| SYMBOLS[number(five)]).collect();
        let groups: Vec<String> =
            symbols.chunks(4).map(|group| group.iter().map(|symbol| char::from(*symbol)).collect()).collect();
        groups.join(" ")
    }

    /// Reads a typed key. Case, grouping and look-alikes (O for 0, I and L for 1) do not matter.
    ///
    /// # Errors
    ///
    /// [`BadRecoveryKey`] if the length or the checksum is wrong.
    pub fn read(typed: &str) -> Result<Self, BadRecoveryKey> {
        let symbols: Vec<char> = typed.chars().filter(|c| c.is_alphanumeric()).collect();
        if symbols.len() != LENGTH {
            return Err(BadRecoveryKey::Length(symbols.len()));
        }
        let mut all = Vec::with_capacity(LENGTH * 5);
        for symbol in symbols {
            let value = value(symbol).ok_or(BadRecoveryKey::Slip)?;
            all.extend((0..5).rev().map(|place| value >> place & 1 == 1));
        }
        let (secret, check) = all.split_at(SECRET * 8);
        let mut key = Self([0; SECRET]);
        for (byte, eight) in key.0.iter_mut().zip(secret.chunks(8)) {
            *byte = u8::try_from(number(eight)).unwrap_or_default();
        }
        if check_bits(&key.0).eq(check.iter().copied()) { Ok(key) } else { Err(BadRecoveryKey::Slip) }
    }
}

fn value(symbol: char) -> Option<usize> {
    let plain = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS.iter().position(|known| char::from(*known) == plain)
}

fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    bytes.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1 == 1))
}

fn check_bits(secret: &[u8]) -> impl Iterator<Item = bool> {
    let digest = digest(secret);
    bits(&digest[..2]).take(12).collect::<Vec<_>>().into_iter()
}

fn number(bits: &[bool]) -> usize {
    bits.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_in_any_spelling() {
        let key = RecoveryKey::random().unwrap();
        let written = key.written();
        assert_eq!(written.len(), 44, "{written}");
        for typed in [
            written.clone(),
            written.to_lowercase(),
            written.replace(' ', "-"),
            written.replace('0', "o").replace('1', "l"),
        ] {
            assert!(RecoveryKey::read(&typed) == Ok(key.clone()), "{typed}");
        }
    }

    #[test]
    fn a_typing_error_is_detected() {
        assert_eq!(RecoveryKey::read("ABCD"), Err(BadRecoveryKey::Length(4)));
        let key = RecoveryKey([7; SECRET]);
        let written = key.written();
        let found = (0..written.len()).filter(|place| {
            let mut typed = written.clone().into_bytes();
            if typed[*place] == b' ' {
                return true;
            }
            typed[*place] = if typed[*place] == b'Z' { b'Y' } else { b'Z' };
            RecoveryKey::read(&String::from_utf8_lossy(&typed)) == Err(BadRecoveryKey::Slip)
        });
        assert_eq!(found.count(), written.len(), "every single error in this key is detected");
    }
}
