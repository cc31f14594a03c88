//! Client data: what the browser says about a ceremony, and the authenticator signs (Web Authentication, section 5.8.1).

use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use crate::account::passkeys::{answer::bytes, relying_party::RelyingParty};

/// A ceremony of an authenticator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ceremony {
    /// Making a passkey.
    Create,
    /// Using a passkey.
    Get,
}

/// Further fields are to be ignored: browsers may add any.
#[derive(Deserialize)]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
    #[serde(rename = "topOrigin")]
    top_origin: Option<String>,
}

/// Returns the challenge of client data for this ceremony on a page of this server; none if they are for anything else.
pub(crate) fn challenge_in(client_data: &[u8], ceremony: Ceremony, party: &RelyingParty) -> Option<Vec<u8>> {
    let read: ClientData = serde_json::from_slice(client_data).ok()?;
    let kind = match ceremony {
        Ceremony::Create => "webauthn.create",
        Ceremony::Get => "webauthn.get",
    };
    let is_framed = read.cross_origin || read.top_origin.is_some();
    (read.r#type == kind && read.origin == party.origin && !is_framed).then(|| bytes(&read.challenge))?
}

/// Tells if client data for this ceremony have exactly this challenge.
pub(crate) fn answers(client_data: &[u8], ceremony: Ceremony, party: &RelyingParty, challenge: &[u8]) -> bool {
    challenge_in(client_data, ceremony, party).is_some_and(|found| found.ct_eq(challenge).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_16_client_data_are_for_one_ceremony_on_one_origin() {
        let party = RelyingParty { id: "localhost".into(), origin: "http://localhost:3000".into() };
        let read = |text: &str| challenge_in(text.as_bytes(), Ceremony::Get, &party);
        let right =
            r#"{"type":"webauthn.get","challenge":"AQID","origin":"http://localhost:3000","crossOrigin":false}"#;
        assert_eq!(read(right), Some(vec![1, 2, 3]));
        assert!(answers(right.as_bytes(), Ceremony::Get, &party, &[1, 2, 3]));
        assert!(!answers(right.as_bytes(), Ceremony::Get, &party, &[1, 2, 4]));
        assert!(challenge_in(right.as_bytes(), Ceremony::Create, &party).is_none());
        for (from, to) in [
            ("webauthn.get", "webauthn.create"),
            ("webauthn.get", "payment.get"),
            ("http:", "https:"),
            ("localhost:3000", "localhost:3001"),
            ("localhost:3000", "localhost"),
            ("localhost:3000", "evil.localhost:3000"),
            ("localhost:3000", "localhost:3000/"),
            ("AQID", "AQI="),
            (":false", ":true"),
            ("\"crossOrigin\":false", "\"topOrigin\":\"http://localhost:3000\""),
            ("}", ""),
        ] {
            let wrong = right.replacen(from, to, 1);
            assert_ne!(wrong, right);
            assert_eq!(read(&wrong), None, "{wrong}");
        }
    }
}
