//! Public keys of passkeys, and their signatures.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::{Deserialize, Serialize};

/// The kinds of keys that are asked for, the preferred one first, by their COSE numbers: ECDSA on P-256, Ed25519, and RSA,
/// which older chips of Windows computers need.
pub(crate) const KINDS: [i32; 3] = [-7, -8, -257];

/// The public key of a passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PublicKey {
    /// A point of P-256: both coordinates.
    P256(Vec<u8>),
    /// A key of Ed25519.
    Ed25519(Vec<u8>),
    /// The modulus of an RSA key of 2,048 bits with the exponent 65537.
    Rsa(Vec<u8>),
}

// Authenticators write keys in the one canonical form of CTAP2 (Web Authentication, section 6.5.1.1): for each kind the same
// bytes around the parts that differ. So they are compared, and nothing has to interpret CBOR that comes from outside.

/// {1: 2, 3: -7, -1: 1, -2: x, -3: y}, as far as x.
const P256_X: &[u8] = &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
/// Between x and y.
const P256_Y: &[u8] = &[0x22, 0x58, 0x20];
/// {1: 1, 3: -8, -1: 6, -2: x}, as far as x.
const ED25519_X: &[u8] = &[0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
/// {1: 3, 3: -257, -1: n, -2: e}, as far as n.
const RSA_N: &[u8] = &[0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
/// After n: e.
const RSA_E: &[u8] = &[0x21, 0x43, 0x01, 0x00, 0x01];

impl PublicKey {
    /// Reads a key at the beginning of `data`; returns it with what follows. None if it is of another kind.
    pub(crate) fn read(data: &[u8]) -> Option<(Self, &[u8])> {
        if let Some(rest) = data.strip_prefix(P256_X) {
            let (x, rest) = rest.split_at_checked(32)?;
            let (y, rest) = rest.strip_prefix(P256_Y)?.split_at_checked(32)?;
            return Some((Self::P256([x, y].concat()), rest));
        }
        if let Some(rest) = data.strip_prefix(ED25519_X) {
            let (x, rest) = rest.split_at_checked(32)?;
            return Some((Self::Ed25519(x.to_vec()), rest));
        }
        let (n, rest) = data.strip_prefix(RSA_N)?.split_at_checked(256)?;
        Some((Self::Rsa(n.to_vec()), rest.strip_prefix(RSA_E)?))
    }

    /// Tells if this is a signature of the message by the key.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = match self {
            Self::P256(point) => {
                let point = [&[4][..], point].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
            }
            Self::Ed25519(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
            Self::Rsa(n) => RsaPublicKeyComponents { n: n.as_slice(), e: &[1, 0, 1][..] }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
        };
        verified.is_ok()
    }
}
