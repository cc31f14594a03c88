//! Time-based one-time codes (RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds. Every authenticator app knows
//! this kind, and many know no other. HMAC needs no collision resistance, so SHA-1 is sound here.

use domain::records::Stamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};

/// Length of a secret in bytes: 160 bits, as RFC 4226 recommends.
pub(crate) const SECRET: usize = 20;

/// Digits of a code.
pub(crate) const DIGITS: usize = 6;

/// Length of a step in microseconds.
const STEP: i64 = 30_000_000;

/// Base 32 of RFC 4648, in which authenticator apps expect the secret.
const SYMBOLS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Returns the step of a time.
pub(crate) fn step_at(now: Stamp) -> u64 {
    u64::try_from(now.0.div_euclid(STEP)).unwrap_or_default()
}

/// Returns the code of a step (RFC 4226, section 5.3).
fn code_at(secret: &[u8; SECRET], step: u64) -> u32 {
    // HMAC takes keys of any length; no typed code would match this one.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return u32::MAX };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let start = usize::from(hash[19] & 0xf);
    let mut four = [0; 4];
    four.copy_from_slice(&hash[start..start + 4]);
    (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
}

/// Returns the step whose code was typed: the present one, or one before or after it, if it is later than the last one used.
/// All are compared, each in constant time.
pub(crate) fn step_of(secret: &[u8; SECRET], typed: u32, now: Stamp, used: u64) -> Option<u64> {
    let present = step_at(now);
    let mut found = 0_u64;
    for step in present.saturating_sub(1)..=present.saturating_add(1) {
        let fits = code_at(secret, step).ct_eq(&typed) & Choice::from(u8::from(step > used));
        found.conditional_assign(&step, fits);
    }
    (found > 0).then_some(found)
}

/// Returns a secret in base 32: 32 symbols.
pub(crate) fn base32(secret: &[u8; SECRET]) -> String {
    let bits: Vec<bool> =
        secret.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1 == 1)).collect();
    let number = |five: &[bool]| five.iter().fold(0, |sum, bit| sum << 1 | usize::from(*bit));
    bits.chunks(5).map(|five| char::from(SYMBOLS[number(five)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[u8; SECRET] = b"12345678901234567890";

    fn at(seconds: i64) -> Stamp {
        Stamp(seconds * 1_000_000)
    }

    /// RFC 6238, appendix B: the last six of the eight digits that stand there for SHA-1.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        for (seconds, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(code_at(KNOWN, step_at(at(seconds))), code, "{seconds}");
        }
    }

    /// RFC 4226, appendix D.
    #[test]
    fn the_codes_of_the_first_steps_are_those_of_the_standard() {
        let codes = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489];
        for (step, code) in (0..).zip(codes) {
            assert_eq!(code_at(KNOWN, step), code, "{step}");
        }
    }

    #[test]
    fn sec_16_a_code_is_good_one_step_early_or_late_and_never_again() {
        let now = at(1_800_000_000);
        let present = step_at(now);
        let typed = |step: u64| code_at(KNOWN, step);
        for step in present - 1..=present + 1 {
            assert_eq!(step_of(KNOWN, typed(step), now, 0), Some(step));
            assert_eq!(step_of(KNOWN, typed(step), now, step), None, "it was used");
            assert_eq!(step_of(KNOWN, typed(step), now, step + 1), None, "a later one was used");
        }
        for step in [present - 2, present + 2, present - 1_000] {
            assert_eq!(step_of(KNOWN, typed(step), now, 0), None);
        }
        assert_eq!(step_of(KNOWN, 1_000_000, now, 0), None);
    }

    /// RFC 4648, section 10, and the secret above as apps are given it.
    #[test]
    fn secrets_are_written_in_base_32() {
        assert_eq!(base32(KNOWN), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(base32(&[0xff; SECRET]), "7".repeat(32));
    }
}
