//! Signs what must be provable later to who does not trust the database: Ed25519, with a key of the installation. Draws no
//! randomness: the key comes in, and the signatures need none.

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};

pub const SEED_BYTES: usize = 32;

/// The installation's key.
pub struct SigningKey(Ed25519KeyPair);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

impl SigningKey {
    pub fn new(seed: &[u8; SEED_BYTES]) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(seed).expect("32 bytes are a seed of Ed25519"))
    }

    /// The half that everybody may know.
    pub fn public(&self) -> Vec<u8> {
        self.0.public_key().as_ref().to_vec()
    }

    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        self.0.sign(message).as_ref().to_vec()
    }
}

/// Whether the holder of the key signed this message.
pub fn fits(public: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(message, signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_fits_its_message_and_key_and_no_other() {
        let (key, other) = (SigningKey::new(&[7; SEED_BYTES]), SigningKey::new(&[8; SEED_BYTES]));
        let signature = key.sign(b"the end of a chain");
        assert!(fits(&key.public(), b"the end of a chain", &signature));
        assert!(!fits(&key.public(), b"the end of a chain.", &signature));
        assert!(!fits(&other.public(), b"the end of a chain", &signature));
        assert!(!fits(b"short", b"the end of a chain", &signature));
    }
}
