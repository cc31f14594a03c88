//! An authenticator app, as far as tests need one. It shares no code with the program.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// Returns the six digits for a secret in base 32, in whatever groups it is written, at a time in seconds since 1970.
///
/// # Panics
/// If the secret is not base 32.
pub fn code_at(secret: &str, seconds: u64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(&bytes(secret)).expect("HMAC takes any key");
    mac.update(&(seconds / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let start = usize::from(hash[19] & 15);
    let number = hash[start..start + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    format!("{:06}", (number & 0x7fff_ffff) % 1_000_000)
}

/// Returns the six digits of now.
///
/// # Panics
/// If the secret is not base 32.
pub fn code_now(secret: &str) -> String {
    code_at(secret, seconds_now())
}

/// Returns the six digits of the next step, which are accepted already.
///
/// # Panics
/// If the secret is not base 32.
pub fn next_code(secret: &str) -> String {
    code_at(secret, seconds_now() + 30)
}

fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs()
}

fn bytes(secret: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for symbol in secret.chars().filter(|c| !c.is_whitespace()) {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(symbol).expect("base 32");
        bits = bits << 5 | u32::try_from(value).unwrap_or_default();
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).unwrap_or_default());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::code_at;

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        let secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(code_at(secret, seconds), code);
        }
    }
}
