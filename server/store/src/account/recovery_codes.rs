//! Recovery codes: each replaces the code of the authenticator once. They open nothing without the password.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    StoreError,
    account::totp::DIGITS,
    seal::{digest, random},
};

/// Number of codes of an account.
pub(crate) const CODES: usize = 10;

/// Digits of a code: 53 random bits.
const LENGTH: usize = 16;

/// A recovery code, shown once. Its memory is wiped on drop.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode(String);

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode")
    }
}

impl RecoveryCode {
    /// Returns new codes. Digits only: the keyboard of a phone that offers digits types them too.
    pub(crate) fn random_set() -> Result<Vec<Self>, StoreError> {
        (0..CODES)
            .map(|_| {
                // One part in 1,844 of the range of the number is not used evenly, which costs no bit.
                let number = u64::from_be_bytes(random()?) % 10_u64.pow(16);
                Ok(Self(format!("{number:0LENGTH$}")))
            })
            .collect()
    }

    /// Returns the code in four groups of four.
    pub fn written(&self) -> String {
        let digits: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }

    /// Returns the hash that is stored. It is stored sealed, so nobody can guess at it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        digest(self.0.as_bytes())
    }
}

/// A code as typed: that of the authenticator, or a recovery code.
pub(crate) enum TypedCode {
    Time(u32),
    Recovery(RecoveryCode),
}

impl TypedCode {
    /// Reads a typed code; spaces and dashes do not matter. None if it is neither.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let typed = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–'));
        let digits: Zeroizing<String> = Zeroizing::new(typed.take(LENGTH + 1).collect());
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match digits.len() {
            DIGITS => digits.parse().ok().map(Self::Time),
            LENGTH => Some(Self::Recovery(RecoveryCode(digits.to_string()))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_they_are_written_or_with_other_spaces() {
        let codes = RecoveryCode::random_set().unwrap();
        assert_eq!(codes.len(), CODES);
        for code in codes {
            let written = code.written();
            assert_eq!(written.len(), 19, "{written}");
            for typed in [written.clone(), written.replace(' ', ""), written.replace(' ', "-"), format!(" {written}\n")]
            {
                assert!(matches!(TypedCode::read(&typed), Some(TypedCode::Recovery(read)) if read == code), "{typed}");
            }
        }
        for typed in ["012345", "012 345", " 012345 "] {
            assert!(matches!(TypedCode::read(typed), Some(TypedCode::Time(12_345))), "{typed}");
        }
        let long = "1".repeat(17);
        for typed in ["", "12345", "1234567", "12345a", "+12345", "١٢٣٤٥٦", &long] {
            assert!(TypedCode::read(typed).is_none(), "{typed}");
        }
    }
}
