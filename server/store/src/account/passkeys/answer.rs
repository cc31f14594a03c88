//! Answers of an authenticator, as the forms send them: parts in base64 for addresses, joined by dots.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Maximum length of a credential id in bytes (Web Authentication, section 4).
const LONGEST_CREDENTIAL: usize = 1_023;

/// Length of a secret of the PRF extension in bytes.
pub(crate) const SECRET: usize = 32;

/// The secret that an authenticator derives for this server, if it knows the PRF extension. Its memory is wiped on drop.
pub(crate) type PasskeySecret = Zeroizing<[u8; SECRET]>;

/// The answer of a passkey to a challenge.
#[derive(Clone)]
pub struct PasskeyAnswer {
    pub(crate) credential: Vec<u8>,
    pub(crate) client_data: Vec<u8>,
    pub(crate) authenticator_data: Vec<u8>,
    pub(crate) signature: Vec<u8>,
    /// Id of the account; empty where the server has named the passkey.
    pub(crate) user: Vec<u8>,
    pub(crate) secret: Option<PasskeySecret>,
}

/// The answer of an authenticator that has made a passkey.
#[derive(Clone)]
pub struct NewPasskey {
    pub(crate) client_data: Vec<u8>,
    pub(crate) authenticator_data: Vec<u8>,
    /// Ways to reach the authenticator, for the browser: `internal`, `usb` and others.
    pub(crate) transports: Vec<String>,
    pub(crate) secret: Option<PasskeySecret>,
}

impl std::fmt::Debug for PasskeyAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasskeyAnswer")
    }
}

impl std::fmt::Debug for NewPasskey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPasskey")
    }
}

impl PasskeyAnswer {
    /// Reads the field of a form; none if it is malformed.
    pub fn read(sent: &str) -> Option<Self> {
        let [credential, client_data, authenticator_data, signature, user, secret] = parts(sent)?;
        let credential = bytes(credential).filter(|id| (1..=LONGEST_CREDENTIAL).contains(&id.len()))?;
        Some(Self {
            credential,
            client_data: bytes(client_data)?,
            authenticator_data: bytes(authenticator_data)?,
            signature: bytes(signature)?,
            user: bytes(user)?,
            secret: if secret.is_empty() { None } else { Some(read_secret(secret)?) },
        })
    }
}

impl NewPasskey {
    /// Reads the field of a form; none if it is malformed.
    pub fn read(sent: &str) -> Option<Self> {
        let [client_data, authenticator_data, transports, secret] = parts(sent)?;
        let names = transports.split(',').filter(|name| !name.is_empty());
        // Browsers may name further ways later; each is given back to them as it was.
        let plain = |name: &str| name.len() <= 20 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        Some(Self {
            client_data: bytes(client_data)?,
            authenticator_data: bytes(authenticator_data)?,
            transports: names.filter(|name| plain(name)).take(6).map(str::to_owned).collect(),
            secret: if secret.is_empty() { None } else { Some(read_secret(secret)?) },
        })
    }
}

fn parts<const N: usize>(sent: &str) -> Option<[&str; N]> {
    sent.split('.').collect::<Vec<_>>().try_into().ok()
}

/// Reads base64 for addresses, without padding.
pub(crate) fn bytes(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// Writes base64 for addresses, without padding.
pub(crate) fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads a secret; none if it is malformed.
fn read_secret(text: &str) -> Option<PasskeySecret> {
    let bytes = Zeroizing::new(bytes(text)?);
    let mut secret = Zeroizing::new([0; SECRET]);
    (bytes.len() == SECRET).then(|| secret.copy_from_slice(&bytes))?;
    Some(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_are_sent() {
        let secret = text(&[7; SECRET]);
        let answer = PasskeyAnswer::read(&format!("AQ.e30.Ag.Aw.BA.{secret}")).unwrap();
        assert_eq!((answer.credential, answer.client_data, answer.user), (vec![1], b"{}".to_vec(), vec![4]));
        assert_eq!(answer.secret.unwrap()[..], [7; SECRET]);
        assert!(PasskeyAnswer::read("AQ.e30.Ag.Aw..").is_some_and(|answer| answer.secret.is_none()));
        let long = format!("{}.e30.Ag.Aw..", text(&[1; LONGEST_CREDENTIAL + 1]));
        for wrong in
            ["", ".e30.Ag.Aw..", "AQ.e30.Ag.Aw.", "AQ.e30.Ag.Aw...", "AQ.e30.Ag.Aw..AQ", "A=.e30.Ag.Aw..", &long]
        {
            assert!(PasskeyAnswer::read(wrong).is_none(), "{wrong}");
        }
        let new = NewPasskey::read(&format!("e30.Ag.internal,hybrid,<b>.{secret}")).unwrap();
        assert_eq!((new.transports, new.secret.is_some()), (vec!["internal".to_owned(), "hybrid".into()], true));
        assert!(NewPasskey::read("e30.Ag.").is_none() && NewPasskey::read("e30.Ag..").is_some());
    }
}
