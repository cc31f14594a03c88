//! Encryption of drafts: XChaCha20-Poly1305, bound to the account and the record.

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};

use crate::browser::autosave::{Draft, DraftPlace};

/// Bytes of a nonce. Each draft gets a fresh random one; 24 bytes do not repeat.
pub(crate) const NONCE: usize = 24;

/// The first byte of a draft in postcard. Earlier versions wrote JSON, which begins with a brace.
const WRITTEN: u8 = 1;

/// Encrypts the draft as text for any storage. `None` only if the cipher fails.
#[cfg(any(feature = "hydrate", test))]
pub(crate) fn seal(place: &DraftPlace, nonce: [u8; NONCE], draft: &Draft) -> Option<String> {
    let plain = postcard::to_allocvec(&(WRITTEN, draft)).ok()?;
    let sealed = cipher(place).encrypt(&XNonce::from(nonce), Payload { msg: &plain, aad: &about(place) }).ok()?;
    Some(nonce.iter().chain(&sealed).flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect())
}

/// Decrypts a draft; `None` if it belongs to another account or record, or is damaged.
pub fn open(place: &DraftPlace, text: &str) -> Option<Draft> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16)?.try_into().ok()).collect();
    let bytes: Vec<u8> = digits?.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let plain = cipher(place).decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &about(place) }).ok()?;
    match plain.split_first()? {
        (&WRITTEN, draft) => postcard::from_bytes(draft).ok(),
        _ => earlier(std::str::from_utf8(&plain).ok()?),
    }
}

/// Parses a draft of an earlier version, in JSON. It ignores requests in flight: if one arrived, both texts are shown.
#[cfg(feature = "hydrate")]
fn earlier(text: &str) -> Option<Draft> {
    use web_sys::js_sys::{JSON, Reflect};

    let draft = JSON::parse(text).ok()?;
    let field = |name: &str| Reflect::get(&draft, &name.into()).ok();
    let text = |name| field(name).and_then(|value| value.as_string());
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counted up from 0")]
    let seen = domain::records::Revision(field("seen")?.as_f64()? as u64);
    Some(Draft {
        seen,
        sent: Vec::new(),
        text: text("text")?,
        base: text("base"),
        held: text("held").unwrap_or_default(),
        about: text("about").unwrap_or_default(),
    })
}

#[cfg(not(feature = "hydrate"))]
fn earlier(text: &str) -> Option<Draft> {
    serde_json::from_str(text).ok()
}

fn cipher(place: &DraftPlace) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(place.key))
}

/// Returns the authenticated data of a draft.
fn about(place: &DraftPlace) -> Vec<u8> {
    [place.account.as_bytes(), b"\0draft\0", place.record.as_bytes()].concat()
}

#[cfg(any(feature = "hydrate", test))]
fn hex(half: u8) -> char {
    char::from_digit(u32::from(half), 16).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    use domain::records::Revision;

    use super::*;

    fn place() -> DraftPlace {
        DraftPlace { key: [7; 32], account: "ada".into(), record: "plan/1".into(), about: String::new() }
    }

    fn draft() -> Draft {
        Draft {
            seen: Revision(3),
            sent: vec![4],
            text: "A cried at “the hotel”".into(),
            base: Some("A cried".into()),
            held: String::new(),
            about: "Plan".into(),
        }
    }

    /// Drafts that a browser keeps from before an update stay readable.
    #[test]
    fn a_draft_of_an_earlier_version_is_read() {
        let plain = br#"{"seen":3,"sent":[4],"text":"typed"}"#;
        let nonce = [1; NONCE];
        let payload = Payload { msg: plain, aad: &about(&place()) };
        let sealed = cipher(&place()).encrypt(&XNonce::from(nonce), payload).unwrap();
        let bytes = nonce.iter().chain(&sealed);
        let text: String = bytes.flat_map(|byte| [hex(byte >> 4), hex(byte & 15)]).collect();
        let draft = open(&place(), &text).unwrap();
        assert_eq!((draft.seen, draft.text.as_str(), draft.base), (Revision(3), "typed", None));
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
