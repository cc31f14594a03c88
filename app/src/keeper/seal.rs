//! Sealing drafts: XChaCha20-Poly1305, bound to the account and the record.

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};

use super::{Draft, DraftPlace};

/// Bytes of a nonce. Each draft gets a fresh random one; 24 bytes do not repeat.
pub(super) const NONCE: usize = 24;

/// The draft, sealed, in letters that any storage takes. `None` only if the cipher refuses.
pub(super) fn seal(place: &DraftPlace, nonce: [u8; NONCE], draft: &Draft) -> Option<String> {
    let plain = serde_json::to_vec(draft).ok()?;
    let sealed = cipher(place).encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &about(place) }).ok()?;
    Some(nonce.iter().chain(&sealed).flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect())
}

/// The draft in a sealed text; nothing when it is of another account or record, or damaged.
pub(super) fn open(place: &DraftPlace, text: &str) -> Option<Draft> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16)?.try_into().ok()).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let plain = cipher(place).decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &about(place) }).ok()?;
    serde_json::from_slice(&plain).ok()
}

fn cipher(place: &DraftPlace) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(place.key))
}

/// What is authenticated with a draft.
fn about(place: &DraftPlace) -> Vec<u8> {
    [place.account.as_bytes(), b"\0draft\0", place.record.as_bytes()].concat()
}

fn hex(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use domain::desk::Revision;

    use super::*;

    fn place() -> DraftPlace {
        DraftPlace { key: [7; 32], account: "ada".into(), record: "plan/1".into() }
    }

    fn draft() -> Draft {
        Draft { seen: Revision(3), sent: vec![4], text: "A cried at “the hotel”".into() }
    }

    #[test]
    fn sec_27_a_draft_is_unreadable_without_its_key() {
        let sealed = seal(&place(), [1; NONCE], &draft()).unwrap();
        assert!(sealed.bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert_eq!(open(&place(), &sealed), Some(draft()));
        for other in [
            DraftPlace { key: [8; 32], ..place() },
            DraftPlace { account: "eve".into(), ..place() },
            DraftPlace { record: "plan/2".into(), ..place() },
        ] {
            assert_eq!(open(&other, &sealed), None);
        }
    }

    #[test]
    fn a_damaged_draft_opens_as_nothing() {
        let sealed = seal(&place(), [1; NONCE], &draft()).unwrap();
        let flipped = sealed.replacen(|c: char| c != '0', "0", 1);
        for wrong in [&flipped, &sealed[2..], "", "zz", "é"] {
            assert_eq!(open(&place(), wrong), None);
        }
    }
}
