//! Authenticator data: what an authenticator says about itself and signs (Web Authentication, section 6.1).

use subtle::ConstantTimeEq as _;

use crate::{
    account::passkeys::{public_key::PublicKey, relying_party::RelyingParty},
    seal::digest,
};

/// A person was there.
const PRESENT: u8 = 0x01;
/// The authenticator has recognised that person, by fingerprint, face or code.
const VERIFIED: u8 = 0x04;
/// Copies may be made, as by a password manager.
const MAY_BE_COPIED: u8 = 0x08;
/// There is a copy.
const IS_COPIED: u8 = 0x10;
/// A new passkey follows.
const HAS_CREDENTIAL: u8 = 0x40;
/// Outputs of extensions follow.
const HAS_EXTENSIONS: u8 = 0x80;

/// Authenticator data for this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AuthenticatorData {
    flags: u8,
    /// Number of signatures so far; 0 if the authenticator does not count.
    pub(crate) counter: u32,
    /// The new passkey, if one was made.
    pub(crate) credential: Option<AttestedCredential>,
}

/// A new passkey: its id and its public key. The maker of the authenticator is not asked for, so nothing vouches for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AttestedCredential {
    pub(crate) id: Vec<u8>,
    pub(crate) key: PublicKey,
}

impl AuthenticatorData {
    /// Reads authenticator data; none if they are malformed, for another server, or of a person who was not recognised.
    pub(crate) fn read(data: &[u8], party: &RelyingParty) -> Option<Self> {
        let (party_hash, rest) = data.split_first_chunk::<32>()?;
        let ([flags], rest) = rest.split_first_chunk::<1>()?;
        let (counter, rest) = rest.split_first_chunk::<4>()?;
        let is_ours: bool = party_hash.ct_eq(&digest(party.id.as_bytes())).into();
        let has = |flag: u8| flags & flag != 0;
        let is_sound = is_ours && has(PRESENT) && has(VERIFIED) && (has(MAY_BE_COPIED) || !has(IS_COPIED));
        let (credential, rest) = if has(HAS_CREDENTIAL) {
            read_credential(rest).map(|(made, rest)| (Some(made), rest))?
        } else {
            (None, rest)
        };
        // No output of an extension is read: the secret of the PRF extension comes by way of the browser.
        let is_whole = rest.is_empty() != has(HAS_EXTENSIONS);
        (is_sound && is_whole).then(|| Self { flags: *flags, counter: u32::from_be_bytes(*counter), credential })
    }

    /// Tells if copies of the passkey may be made. This never changes.
    pub(crate) fn may_be_copied(&self) -> bool {
        self.flags & MAY_BE_COPIED != 0
    }
}

/// Reads the id and the public key after the model of the authenticator.
fn read_credential(data: &[u8]) -> Option<(AttestedCredential, &[u8])> {
    let (_model, rest) = data.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<2>()?;
    let length = usize::from(u16::from_be_bytes(*length));
    let (id, rest) = rest.split_at_checked(length)?;
    let (key, rest) = PublicKey::read(rest)?;
    (1..=1_023).contains(&length).then(|| (AttestedCredential { id: id.to_vec(), key }, rest))
}
