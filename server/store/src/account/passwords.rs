//! Passwords: acceptance rules and key derivation.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    StoreError,
    account::{guessable::is_guessable, login_name::normalise_login},
    key_file::ServerKey,
    seal::{Key, digest, random},
};

/// Minimum length of a password, in characters.
pub const SHORTEST_PASSWORD: usize = 15;

/// Maximum length of a password, in characters.
pub const LONGEST_PASSWORD: usize = 256;

/// Allocations of this many bytes are returned to the system when freed.
const MMAP_THRESHOLD: usize = 33 * 1024 * 1024;

/// A password as typed. Systems encode the same letter differently (é as one code point or as two), so it is hashed in
/// normal form C and verified in every form that an earlier version may have used. Its memory is wiped on drop, and
/// `Debug` does not print it.
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

/// Moves the text of a form field without copying it.
impl<'de> serde::Deserialize<'de> for Password {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl From<&str> for Password {
    fn from(typed: &str) -> Self {
        Self(typed.to_owned())
    }
}

impl Password {
    /// Returns a random password of 256 bits, in hexadecimal.
    ///
    /// # Errors
    ///
    /// Fails if the system provides no random bytes.
    pub fn random() -> Result<Self, crate::StoreError> {
        Ok(Self(crate::seal::hex(&crate::seal::random::<32>()?)))
    }

    /// Returns the password in normal form C.
    pub(crate) fn normal(&self) -> Self {
        Self(self.0.nfc().collect())
    }

    /// Returns the distinct forms that may have been stored: normal form C, then as typed, then form D.
    pub(crate) fn forms(&self) -> Vec<Self> {
        let mut forms = vec![self.normal()];
        for other in [self.clone(), Self(self.0.nfd().collect())] {
            if forms.iter().all(|form| form.0 != other.0) {
                forms.push(other);
            }
        }
        forms
    }

    /// Checks a new password for the account `login`: long enough, not common, and not made of the login name, of the
    /// name of the program or of these other names, such as that of the practice. There are no rules about kinds of
    /// characters.
    ///
    /// # Errors
    ///
    /// Advice to show, as a sentence.
    pub fn may_be_chosen(&self, login: &str, names: &[&str]) -> Result<(), String> {
        let normal = self.normal();
        let length = normal.0.chars().count();
        if length < SHORTEST_PASSWORD {
            return Err(format!(
                "Use {SHORTEST_PASSWORD} characters or more; four or five words in a row are easy to remember."
            ));
        }
        if length > LONGEST_PASSWORD {
            return Err(format!("Use {LONGEST_PASSWORD} characters or fewer."));
        }
        let small = Zeroizing::new(normal.0.to_lowercase());
        let name = normalise_login(login);
        let mut letters: Vec<char> = small.chars().collect();
        letters.sort_unstable();
        letters.dedup();
        let names: Vec<&str> = [&[login, "reweave"][..], names].concat();
        if is_guessable(&small, &names)
            || letters.len() < 5
            || is_sequence(&small)
            || small.replace(&name, "").trim().len() < 4
        {
            return Err(
                "Many people use this password, or it is easy to guess. Choose words that only you would put together."
                    .into(),
            );
        }
        Ok(())
    }
}

/// Tells if each character follows its predecessor, as in `abcdef…` or `98765…`.
fn is_sequence(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    [1, -1].iter().any(|step| codes.windows(2).all(|pair| pair[1] - pair[0] == *step))
}

/// Cost of hashing new passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum PasswordCost {
    /// 64 MiB and 3 passes, or more on a machine that does that in less than a quarter of a second.
    #[default]
    Measured,
    /// A low cost, for temporary databases and for tests. It does not protect a password that people choose.
    Fast,
}

impl PasswordCost {
    /// Returns the parameters of new hashes. Measuring takes as long as one hash, so call it on a blocking thread.
    pub(crate) fn parameters(self) -> Result<KdfCost, StoreError> {
        match self {
            Self::Measured => KdfCost::measured(),
            Self::Fast => Ok(KdfCost::FAST),
        }
    }
}

/// Time that hashing a password should take.
const WANTED: Duration = Duration::from_millis(250);

/// Maximum number of passes, however fast the machine appeared to be.
const MOST_PASSES: u32 = 12;

/// Cost parameters of the password hash, stored as `argon2id,m=65536,t=3,p=1`. Memory is in KiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KdfCost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl KdfCost {
    /// Least cost of new passwords (checklist 12).
    pub(crate) const LEAST: Self = Self { memory: 65536, passes: 3, lanes: 1 };

    /// Cost where no password needs protection.
    const FAST: Self = Self { memory: 19456, passes: 2, lanes: 1 };

    /// Measures this machine: as many passes as fit into [`WANTED`], and never fewer than [`KdfCost::LEAST`]. Takes as
    /// long as one hash.
    fn measured() -> Result<Self, StoreError> {
        let begun = Instant::now();
        derive(&Password::from("a measurement"), &[0; 16], Self::LEAST, None)?;
        Ok(Self::LEAST.towards(begun.elapsed()))
    }

    /// Returns the cost that takes about [`WANTED`] on a machine on which this one takes `took`.
    fn towards(self, took: Duration) -> Self {
        let fit = WANTED.as_micros() * u128::from(self.passes) / took.as_micros().max(1);
        let passes = u32::try_from(fit).unwrap_or(MOST_PASSES).clamp(self.passes, MOST_PASSES);
        Self { passes, ..self }
    }

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

    /// Tells if a password stored at this cost should be hashed again at the other one.
    pub(crate) fn is_weaker_than(self, other: Self) -> bool {
        self.memory < other.memory || self.passes < other.passes
    }
}

/// Keys derived from a password: a verifier, and a key that wraps the data key. Neither reveals the other.
pub(crate) struct DerivedKeys {
    pub(crate) verifier: [u8; 32],
    pub(crate) wrapping: Key,
}

impl DerivedKeys {
    /// Compares with a stored verifier in constant time.
    pub(crate) fn matches(&self, kept: &[u8]) -> bool {
        self.verifier.ct_eq(kept).into()
    }
}

/// Derives the keys of a password, mixed with the key file if there is one. Takes hundreds of milliseconds and `cost.memory`
/// KiB, so call it on a blocking thread.
pub(crate) fn derive(
    password: &Password,
    salt: &[u8],
    cost: KdfCost,
    server_key: Option<&ServerKey>,
) -> Result<DerivedKeys, StoreError> {
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(StoreError::damaged)?;
    let mut secret = Zeroizing::new([0; 32]);
    let mut memory = working_memory(&params);
    let hashed = Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into_with_memory(
        password.0.as_bytes(),
        salt,
        secret.as_mut(),
        &mut memory,
    );
    // Wipe the blocks only; the spare capacity was never used.
    memory.iter_mut().zeroize();
    hashed.map_err(StoreError::damaged)?;
    // Before anything is derived: the verifier alone must not tell a guess at the password from the password.
    if let Some(server_key) = server_key {
        secret = server_key.mix(secret.as_ref());
    }
    let verifier = digest(Key::derived(secret.as_ref(), "verifier").bytes());
    Ok(DerivedKeys { verifier, wrapping: Key::derived(secret.as_ref(), "wrapping") })
}

/// Allocates memory for argon2 that is returned to the system when freed.
///
/// Once glibc has seen a block below 32 MiB freed, it keeps such blocks for reuse, and the process stays that much
/// larger; larger blocks are always mapped and unmapped (`DEFAULT_MMAP_THRESHOLD_MAX`). The spare capacity is never
/// touched and takes no physical memory.
fn working_memory(params: &Params) -> Vec<Block> {
    let blocks = params.block_count();
    let mut memory = Vec::with_capacity(blocks.max(MMAP_THRESHOLD / Block::SIZE));
    memory.resize(blocks, Block::new());
    memory
}

/// Returns a new salt.
pub(crate) fn salt() -> Result<[u8; 16], StoreError> {
    random()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_tried_once_and_normal_form_c_first() {
        let forms =
            |typed: &str| Password::from(typed).forms().into_iter().map(|form| form.0.clone()).collect::<Vec<_>>();
        assert_eq!(forms("plain"), ["plain"]);
        assert_eq!(forms("\u{e9}"), ["\u{e9}", "e\u{301}"]);
        assert_eq!(forms("e\u{301}"), ["\u{e9}", "e\u{301}"]);
        assert_eq!(forms("e\u{301}\u{e9}"), ["\u{e9}\u{e9}", "e\u{301}\u{e9}", "e\u{301}e\u{301}"]);
    }

    fn refused(password: &str) -> bool {
        Password::from(password).may_be_chosen("heron@example.org", &[]).is_err()
    }

    #[test]
    fn sec_11_long_phrases_are_accepted_and_short_or_common_ones_are_not() {
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
    fn a_verifier_matches_as_a_whole() {
        let keys = DerivedKeys { verifier: [7; 32], wrapping: Key::from_bytes(&[0; 32]) };
        assert!(keys.matches(&[7; 32]));
        for place in 0..32 {
            let mut other = [7; 32];
            other[place] ^= 1;
            assert!(!keys.matches(&other), "byte {place}");
        }
        for length in [0, 1, 16, 31] {
            assert!(!keys.matches(&[7; 32][..length]), "{length} bytes");
        }
        assert!(!keys.matches(&[7; 33]));
    }

    /// An operator stops at the first difference, so its time tells how much of a guess was right.
    #[test]
    fn secrets_are_compared_in_constant_time() {
        for (file, text) in [
            ("credentials.rs", include_str!("credentials.rs")),
            ("sign_in.rs", include_str!("sign_in.rs")),
            ("key_rotation.rs", include_str!("key_rotation.rs")),
            ("passkeys/challenge.rs", include_str!("passkeys/challenge.rs")),
            ("passwords.rs", include_str!("passwords.rs")),
            ("second_factor.rs", include_str!("second_factor.rs")),
            ("totp.rs", include_str!("totp.rs")),
        ] {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, operator) in code.match_indices(" == ").chain(code.match_indices(" != ")) {
                let left = code[..at].rsplit([' ', '(']).next().unwrap_or_default();
                let right = code[at + operator.len()..].split([' ', ')', ';']).next().unwrap_or_default();
                for compared in [left, right] {
                    let is_secret =
                        ["verifier", "code_at(", "hash(", "mac("].iter().any(|secret| compared.contains(secret));
                    assert!(!is_secret, "{file} compares a secret with an operator: {left}{operator}{right}");
                }
            }
        }
    }

    #[test]
    fn sec_12_costs_are_parsed_and_weaker_ones_detected() {
        let least = KdfCost::LEAST;
        assert_eq!(KdfCost::read(&least.written()), Some(least));
        assert!(!least.is_weaker_than(least) && KdfCost::FAST.is_weaker_than(least));
        assert!(KdfCost::read("argon2id,m=65536,t=2,p=1").is_some_and(|cost| cost.is_weaker_than(least)));
        assert!(KdfCost::read("argon2id,m=8192,t=9,p=1").is_some_and(|cost| cost.is_weaker_than(least)));
        assert_eq!(KdfCost::read("argon2i,m=1,t=1,p=1"), None);
        const { assert!(KdfCost::LEAST.memory >= 64 * 1024 && KdfCost::LEAST.passes >= 3) };
    }

    #[test]
    fn sec_12_the_cost_follows_the_machine_and_is_never_below_the_least() {
        let towards = |millis| KdfCost::LEAST.towards(Duration::from_millis(millis));
        assert_eq!(towards(1_000), KdfCost::LEAST, "a slow machine");
        assert_eq!(towards(250), KdfCost::LEAST);
        assert_eq!(towards(100).passes, 7);
        assert_eq!(towards(0).passes, MOST_PASSES);
        let measured = PasswordCost::Measured.parameters().unwrap();
        assert!(!measured.is_weaker_than(KdfCost::LEAST), "{measured:?}");
    }
}
