//! The checks of an answer (Web Authentication, sections 7.1 and 7.2), without the challenge.

use crate::{
    account::passkeys::{
        answer::{NewPasskey, PasskeyAnswer},
        authenticator_data::{AttestedCredential, AuthenticatorData},
        client_data::{Ceremony, challenge_in},
        public_key::PublicKey,
        relying_party::RelyingParty,
    },
    seal::digest,
};

/// A passkey as far as an answer is compared with it.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) key: &'a PublicKey,
    pub(crate) counter: u32,
    pub(crate) may_be_copied: bool,
}

/// The reason why an answer is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAccepted {
    /// It is not of this passkey, or not for this server, or nobody was recognised.
    Wrong,
    /// The counter has not gone on: there is a copy of the authenticator.
    Copied,
}

/// Verifies what an authenticator has signed; returns its counter.
pub(crate) fn verify_answer(
    answer: &PasskeyAnswer,
    known: Known<'_>,
    party: &RelyingParty,
) -> Result<u32, NotAccepted> {
    let data = AuthenticatorData::read(&answer.authenticator_data, party).ok_or(NotAccepted::Wrong)?;
    let signed = [&answer.authenticator_data[..], &digest(&answer.client_data)].concat();
    let is_right = data.credential.is_none()
        && data.may_be_copied() == known.may_be_copied
        && known.key.has_signed(&signed, &answer.signature);
    if !is_right {
        return Err(NotAccepted::Wrong);
    }
    // Authenticators that do not count always say 0.
    let counts = data.counter != 0 || known.counter != 0;
    if counts && data.counter <= known.counter {
        return Err(NotAccepted::Copied);
    }
    Ok(data.counter)
}

/// Reads a new passkey; returns it with its data.
pub(crate) fn read_new(new: &NewPasskey, party: &RelyingParty) -> Option<(AttestedCredential, AuthenticatorData)> {
    let data = AuthenticatorData::read(&new.authenticator_data, party)?;
    Some((data.credential.clone()?, data))
}

impl PasskeyAnswer {
    /// Tells if this is an answer of a passkey just made, for this server, by a signature alone: no challenge is compared.
    pub fn is_signed_by(&self, made: &NewPasskey, party: &RelyingParty) -> bool {
        let is_for_us = |client_data: &[u8], ceremony| challenge_in(client_data, ceremony, party).is_some();
        read_new(made, party).is_some_and(|(credential, data)| {
            let known = Known { key: &credential.key, counter: 0, may_be_copied: data.may_be_copied() };
            is_for_us(&made.client_data, Ceremony::Create)
                && is_for_us(&self.client_data, Ceremony::Get)
                && verify_answer(self, known, party).is_ok()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::unhex;

    /// Examples of the standard for an authenticator that recognises nobody (section 16.2), and for one that signs its own key and
    /// has recognised somebody (section 16.3).
    const NONE_NEW: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9ab1db374750b2367ff6f3a1f\
        0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb6\
        4098d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220";
    const NONE_DATA: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000";
    const NONE_CLIENT: &str = "7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a\
        5558543049393770767a7a59425039745a63685879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f\
        7267222c2263726f73734f726967696e223a66616c73657d";
    const NONE_SIGNATURE: &str = "3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf\
        11a1dd5d78c6e486013f937295ea13653e331e87";
    const SELF_NEW: &str = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b55d00000000df850e09db6afbdfab51697791506cfc\
        0020455ef34e2043a87db3d4afeb39bbcb6cc32df9347c789a865ecdca129cbef58ca5010203262001215820eb151c8176b225cc651559fec\
        f07af450fd85802046656b34c18f6cf193843c5225820927b8aa427a2be1b8834d233a2d34f61f13bfd44119c325d5896e183fee484f2";
    const SELF_CLIENT: &str = "7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a2265476e4374334c55745936366b33\
        6a506a796e6962506b31716e666644616966715a774c33417032392d55222c226f726967696e223a2268747470733a2f2f6578616d706c65\
        2e6f7267222c2263726f73734f726967696e223a66616c73652c22657874726144617461223a22636c69656e74446174614a534f4e206d61\
        7920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e20746865206675747572652c2073756368\
        20617320746869733a205539685458764b453255526b4d6e625f3078594856673d3d227d";
    const SELF_SIGNATURE: &str = "3046022100ae045923ded832b844cae4d5fc864277c0dc114ad713e271af0f0d371bd3ac540221009077a088ed51a673951ad3ba\
        2673d5029bab65b64f4ea67b234321f86fcfac5d";

    fn party() -> RelyingParty {
        RelyingParty { id: "example.org".into(), origin: "https://example.org".into() }
    }

    fn bytes(hex: &str) -> Vec<u8> {
        unhex(hex).unwrap()
    }

    fn new(authenticator_data: Vec<u8>) -> NewPasskey {
        NewPasskey { client_data: Vec::new(), authenticator_data, transports: Vec::new(), secret: None }
    }

    fn answer(client: &str, data: &[u8], signature: &str) -> PasskeyAnswer {
        PasskeyAnswer {
            credential: vec![1],
            client_data: bytes(client),
            authenticator_data: data.to_vec(),
            signature: bytes(signature),
            user: Vec::new(),
            secret: None,
        }
    }

    #[test]
    fn the_example_of_the_standard_is_read_and_its_signature_holds() {
        let (made, data) = read_new(&new(bytes(SELF_NEW)), &party()).unwrap();
        assert_eq!((made.id.len(), data.counter, data.may_be_copied()), (32, 0, true));
        assert!(challenge_in(&bytes(SELF_CLIENT), Ceremony::Create, &party()).is_some_and(|found| found.len() == 32));
        let signed = [bytes(SELF_NEW), digest(&bytes(SELF_CLIENT)).to_vec()].concat();
        assert!(made.key.has_signed(&signed, &bytes(SELF_SIGNATURE)));
        // The other example, whose person was not recognised: the signature holds, and it is not accepted.
        let (_, rest) = PublicKey::read(&bytes(NONE_NEW)[87..]).map(|(key, rest)| (key, rest.len())).unwrap();
        assert_eq!(rest, 0);
        let (key, _) = PublicKey::read(&bytes(NONE_NEW)[87..]).map(|(key, rest)| (key, rest.len())).unwrap();
        let signed = [bytes(NONE_DATA), digest(&bytes(NONE_CLIENT)).to_vec()].concat();
        assert!(key.has_signed(&signed, &bytes(NONE_SIGNATURE)));
        let known = Known { key: &key, counter: 0, may_be_copied: true };
        let answer = answer(NONE_CLIENT, &bytes(NONE_DATA), NONE_SIGNATURE);
        assert_eq!(verify_answer(&answer, known, &party()), Err(NotAccepted::Wrong));
        assert!(read_new(&new(bytes(NONE_NEW)), &party()).is_none());
    }

    #[test]
    fn sec_16_a_signature_holds_for_every_byte_that_was_signed() {
        let (made, _) = read_new(&new(bytes(SELF_NEW)), &party()).unwrap();
        let signed = [bytes(SELF_NEW), digest(&bytes(SELF_CLIENT)).to_vec()].concat();
        for place in (0..signed.len()).step_by(7) {
            let mut changed = signed.clone();
            changed[place] ^= 1;
            assert!(!made.key.has_signed(&changed, &bytes(SELF_SIGNATURE)), "byte {place}");
        }
        for place in [0, 4, 20, 60] {
            let mut changed = bytes(SELF_SIGNATURE);
            changed[place] ^= 1;
            assert!(!made.key.has_signed(&signed, &changed), "byte {place} of the signature");
        }
        assert!(!made.key.has_signed(&signed, &[]));
    }

    #[test]
    fn sec_16_data_for_another_server_or_of_a_stranger_are_not_accepted() {
        let right = bytes(SELF_NEW);
        assert!(read_new(&new(right.clone()), &party()).is_some());
        let elsewhere = RelyingParty { id: "example.com".into(), origin: "https://example.org".into() };
        assert!(read_new(&new(right.clone()), &elsewhere).is_none());
        // Flags at byte 32: nobody present, nobody recognised, a copy of what may not be copied, no passkey, extensions missing.
        for flags in [0x5c, 0x59, 0x55, 0x1d, 0xdd] {
            let mut changed = right.clone();
            changed[32] = flags;
            assert!(read_new(&new(changed), &party()).is_none(), "{flags:x}");
        }
        for length in 0..right.len() {
            assert!(read_new(&new(right[..length].to_vec()), &party()).is_none(), "{length} bytes");
        }
        assert!(read_new(&new([&right[..], &[0]].concat()), &party()).is_none(), "a byte too many");
        let mut longer = [&right[..], &[0xa0]].concat();
        longer[32] |= HAS_EXTENSIONS_FLAG;
        assert!(read_new(&new(longer), &party()).is_some(), "outputs of extensions may follow");
    }

    const HAS_EXTENSIONS_FLAG: u8 = 0x80;

    #[test]
    fn other_kinds_of_keys_are_read_in_their_canonical_form_alone() {
        let ed = [&bytes("a4010103272006215820")[..], &[7; 32]].concat();
        assert_eq!(PublicKey::read(&ed), Some((PublicKey::Ed25519(vec![7; 32]), &[][..])));
        let rsa = [&bytes("a401030339010020590100")[..], &[9; 256], &bytes("2143010001"), &[5]].concat();
        assert_eq!(PublicKey::read(&rsa), Some((PublicKey::Rsa(vec![9; 256]), &[5][..])));
        assert_eq!(PublicKey::read(&rsa[..rsa.len() - 2]), None, "an exponent that is cut off");
        for (place, byte) in [(0, 0xa5), (4, 0x26), (6, 0x07), (9, 0x21)] {
            let mut changed = ed.clone();
            changed[place] = byte;
            assert_eq!(PublicKey::read(&changed), None);
        }
        assert_eq!(PublicKey::read(&[]), None);
    }
}
