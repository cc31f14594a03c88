//! An authenticator with a passkey, as far as tests need one. It shares no code with the program.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::{
    digest::{SHA256, digest},
    hmac,
    rand::{SecureRandom as _, SystemRandom},
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _},
};

/// A person was there, and was recognised.
pub const RECOGNISED: u8 = 0x05;

/// An authenticator with one passkey.
#[derive(Clone)]
pub struct Passkey {
    /// The name that it was made for.
    pub party: String,
    /// The origin of the page in the browser.
    pub origin: String,
    /// Id of the account, in base64; an authenticator that was named by the server leaves it out.
    pub user: String,
    /// Number of signatures so far; 0 if it does not count.
    pub counter: u32,
    /// Flags of its answers.
    pub flags: u8,
    /// The secret of the PRF extension, if it knows that.
    pub secret: Option<[u8; 32]>,
    /// Its id.
    pub id: Vec<u8>,
    /// Its private key.
    pub key: Vec<u8>,
}

impl Passkey {
    /// Makes an authenticator for a page of this origin, which counts its signatures and knows the PRF extension.
    ///
    /// # Panics
    /// If the system provides no random bytes.
    pub fn new(origin: &str) -> Self {
        let random = SystemRandom::new();
        let key = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let (mut id, mut secret) = (vec![0; 32], [0; 32]);
        random.fill(&mut id).expect("random bytes");
        random.fill(&mut secret).expect("random bytes");
        let host = origin.split("://").nth(1).unwrap_or_default();
        Self {
            party: host.split(':').next().unwrap_or_default().to_owned(),
            origin: origin.to_owned(),
            user: String::new(),
            counter: 1,
            flags: RECOGNISED,
            secret: Some(secret),
            id,
            key: key.as_ref().to_vec(),
        }
    }

    /// The same without the PRF extension.
    #[must_use]
    pub fn without_secret(self) -> Self {
        Self { secret: None, ..self }
    }

    /// Makes the passkey for this account; returns what the form sends. Both are in base64 for addresses, as is the challenge.
    ///
    /// # Panics
    /// If the key is malformed.
    pub fn make(&mut self, challenge: &str, user: &str) -> String {
        user.clone_into(&mut self.user);
        let mut data = self.data(0x40);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).expect("a short id").to_be_bytes());
        data.extend(&self.id);
        let pair = self.pair();
        let point = pair.public_key().as_ref();
        data.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..]);
        let client = self.client("webauthn.create", challenge);
        [BASE64.encode(client), BASE64.encode(data), "internal".to_owned(), self.evaluated()].join(".")
    }

    /// Signs a challenge; returns what the form sends.
    ///
    /// # Panics
    /// If the key is malformed.
    pub fn answer(&mut self, challenge: &str) -> String {
        if self.counter > 0 {
            self.counter += 1;
        }
        let (data, client) = (self.data(0), self.client("webauthn.get", challenge));
        let signed = [&data[..], digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = self.pair().sign(&SystemRandom::new(), &signed).expect("a signature");
        let parts = [&self.id[..], client.as_bytes(), &data, signature.as_ref()].map(|part| BASE64.encode(part));
        [parts.join("."), self.user.clone(), self.evaluated()].join(".")
    }

    fn pair(&self) -> EcdsaKeyPair {
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &self.key, &SystemRandom::new()).expect("a key")
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, self.party.as_bytes()).as_ref().to_vec();
        data.push(self.flags | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, challenge: &str) -> String {
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{}","crossOrigin":false}}"#, self.origin)
    }

    /// The output of the PRF extension for the one input of the program.
    fn evaluated(&self) -> String {
        let Some(secret) = &self.secret else { return String::new() };
        let salt = digest(&SHA256, b"WebAuthn PRF\0reweave data key");
        BASE64.encode(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), salt.as_ref()))
    }
}
