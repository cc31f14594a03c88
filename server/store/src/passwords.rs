//! Passwords: which may be used, and what is kept of them.

use std::fmt::Write as _;

use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    StoreError,
    seal::{Key, digest, random},
};

/// The shortest password, in characters.
pub const SHORTEST_PASSWORD: usize = 15;

/// The longest password, in characters.
pub const LONGEST_PASSWORD: usize = 256;

/// A block of memory of this many bytes goes back to the system when it is freed.
const ALWAYS_RETURNED: usize = 33 * 1024 * 1024;

/// Long passwords that many people use. Shorter ones are refused for their length already.
const COMMON: &str = include_str!("common-passwords.txt");

/// A password as it was typed. It is wiped when it is dropped, and prints as nothing.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

impl From<String> for Password {
    fn from(typed: String) -> Self {
        Self(typed)
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl Password {
    /// One that nobody has typed and nobody can guess: 256 bits of chance, in hexadecimal.
    ///
    /// # Errors
    ///
    /// When the system gives no random bytes.
    pub fn random() -> Result<Self, crate::StoreError> {
        let bytes = crate::seal::random::<32>()?;
        Ok(Self(bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))))
    }

    /// Whether it may be chosen for the account `login`: long enough, not one that many people use, not the name itself.
    /// There are no rules about kinds of characters.
    ///
    /// # Errors
    ///
    /// What to do instead, in a sentence.
    pub fn may_be_chosen(&self, login: &str) -> Result<(), String> {
        let length = self.0.chars().count();
        if length < SHORTEST_PASSWORD {
            return Err(format!(
                "Use {SHORTEST_PASSWORD} characters or more; four or five words in a row are easy to remember."
            ));
        }
        if length > LONGEST_PASSWORD {
            return Err(format!("Use {LONGEST_PASSWORD} characters or fewer."));
        }
        let small = Zeroizing::new(self.0.to_lowercase());
        let name = login.trim().to_lowercase();
        let mut letters: Vec<char> = small.chars().collect();
        letters.sort_unstable();
        letters.dedup();
        let common = COMMON.lines().any(|line| line == small.as_str());
        if common || letters.len() < 5 || is_a_run(&small) || small.replace(&name, "").trim().len() < 4 {
            return Err(
                "Many people use this password, or it is easy to guess. Choose words that only you would put together."
                    .into(),
            );
        }
        Ok(())
    }
}

/// Whether every character follows the one before it, as in `abcdef…` or `98765…`.
fn is_a_run(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    [1, -1].iter().any(|step| codes.windows(2).all(|pair| pair[1] - pair[0] == *step))
}

/// How a password is made slow to guess. Written as `argon2id,m=19456,t=2,p=1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Cost {
    /// What new passwords get (checklist 12).
    pub(crate) const NOW: Self = Self { memory: 19456, passes: 2, lanes: 1 };

    pub(crate) fn written(self) -> String {
        let mut text = String::from("argon2id");
        // Writing to a string cannot fail.
        let _ = write!(text, ",m={},t={},p={}", self.memory, self.passes, self.lanes);
        text
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("argon2id,")?.split(',');
        let mut number = |name: &str| parts.next()?.strip_prefix(name)?.parse::<u32>().ok();
        Some(Self { memory: number("m=")?, passes: number("t=")?, lanes: number("p=")? })
    }

    /// Whether a password kept at this cost should be kept anew.
    pub(crate) fn is_weaker_than_now(self) -> bool {
        self.memory < Self::NOW.memory || self.passes < Self::NOW.passes
    }
}

/// What comes out of a password: something to compare, and a key that wraps the data key. Neither tells the other.
pub(crate) struct Derived {
    pub(crate) verifier: [u8; 32],
    pub(crate) wrapping: Key,
}

impl Derived {
    /// Whether this is the password behind a kept verifier.
    pub(crate) fn fits(&self, kept: &[u8]) -> bool {
        self.verifier.ct_eq(kept).into()
    }
}

/// Works a password. Takes tens of milliseconds and `cost.memory` KiB, so it runs on a thread that may block.
pub(crate) fn derive(password: &Password, salt: &[u8], cost: Cost) -> Result<Derived, StoreError> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| StoreError::Damaged)?;
    let mut secret = Zeroizing::new([0; 32]);
    let mut memory = working_memory(&params);
    let hashed = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        password.0.as_bytes(),
        salt,
        secret.as_mut(),
        &mut memory,
    );
    // The blocks alone: wiping the whole vector would also touch what was never used of it.
    memory.iter_mut().zeroize();
    hashed.map_err(|_| StoreError::Damaged)?;
    let verifier = digest(Key::derived(secret.as_ref(), "verifier").bytes());
    Ok(Derived { verifier, wrapping: Key::derived(secret.as_ref(), "wrapping") })
}

/// Room for argon2, which goes back to the system when it is dropped.
///
/// Smaller blocks than 32 MiB glibc would keep for the next time once it has seen one of them freed, and the server would
/// stay that much larger for good; those above are mapped and unmapped, always (`DEFAULT_MMAP_THRESHOLD_MAX`). What is
/// reserved beyond the blocks is never touched and takes no memory.
fn working_memory(params: &Params) -> Vec<Block> {
    let blocks = params.block_count();
    let mut memory = Vec::with_capacity(blocks.max(ALWAYS_RETURNED / Block::SIZE));
    memory.resize(blocks, Block::new());
    memory
}

/// A new salt.
pub(crate) fn salt() -> Result<[u8; 16], StoreError> {
    random()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> bool {
        Password::from(password).may_be_chosen("heron@example.org").is_err()
    }

    #[test]
    fn sec_11_long_phrases_are_fine_and_short_or_common_ones_are_not() {
        assert!(refused("fourteen chars"));
        assert!(!refused("fifteen chars!!"));
        assert!(!refused("a passphrase of sixty-four characters, with blanks in it, is fine"));
        assert!(!refused("gänseblümchen im märz"));
        for common in ["passwordpassword", "Correct Horse Battery Staple", "aaaaaaaaaaaaaaaa", "abababababababab"] {
            assert!(refused(common), "{common}");
        }
        for guessed in ["heron@example.org", "heron@example.org1", "bcdefghijklmnopqrs", "zyxwvutsrqponmlk"] {
            assert!(refused(guessed), "{guessed}");
        }
        assert!(refused(&"x1y2z3".repeat(50)), "257 characters or more");
    }

    #[test]
    fn sec_12_costs_are_read_back_and_weaker_ones_are_told() {
        assert_eq!(Cost::read(&Cost::NOW.written()), Some(Cost::NOW));
        assert!(!Cost::NOW.is_weaker_than_now());
        assert!(Cost::read("argon2id,m=8192,t=2,p=1").is_some_and(Cost::is_weaker_than_now));
        assert_eq!(Cost::read("argon2i,m=1,t=1,p=1"), None);
        const { assert!(Cost::NOW.memory >= 19456 && Cost::NOW.passes >= 2) };
    }
}
