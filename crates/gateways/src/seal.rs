//! Seals files before they are kept: AES-256-GCM with a key of their own, which the installation's key wraps. Each seal is
//! bound to its name, so that no file can be put in another's place. Draws no randomness: keys and nonces come in.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

pub const KEY_BYTES: usize = 32;
pub const NONCE_BYTES: usize = NONCE_LEN;

/// What a seal needs of chance, drawn by the wiring.
#[derive(Clone)]
pub struct Draw {
    /// The file's own key: used for this one file only, so that its nonce may be zero.
    pub key: [u8; KEY_BYTES],
    /// For the wrapping by a key that is used often.
    pub nonce: [u8; NONCE_BYTES],
}

impl std::fmt::Debug for Draw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draw(…)")
    }
}

/// The installation's key.
#[derive(Clone)]
pub struct MasterKey([u8; KEY_BYTES]);

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

/// A file that only its key opens, and that key wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub bytes: Vec<u8>,
    pub wrapped_key: Vec<u8>,
}

/// The seal is broken: another file, another name, another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the seal of a file is broken")]
pub struct BrokenSeal;

impl MasterKey {
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    pub fn seal(&self, name: &str, content: &[u8], draw: &Draw) -> Sealed {
        let bytes = close(&draw.key, [0; NONCE_BYTES], name, content.to_vec());
        Sealed { bytes, wrapped_key: self.wrap(name, draw) }
    }

    pub fn open(&self, name: &str, sealed: &Sealed) -> Result<Vec<u8>, BrokenSeal> {
        let key = self.unwrap(name, &sealed.wrapped_key)?;
        open(&key, [0; NONCE_BYTES], name, sealed.bytes.clone())
    }

    /// A key for the pieces of one large file, and that key wrapped.
    pub fn file_key(&self, name: &str, draw: &Draw) -> (FileKey, Vec<u8>) {
        (FileKey(draw.key), self.wrap(name, draw))
    }

    /// The key of a large file, as it was wrapped.
    pub fn known_file_key(&self, name: &str, wrapped_key: &[u8]) -> Result<FileKey, BrokenSeal> {
        self.unwrap(name, wrapped_key).map(FileKey)
    }

    fn wrap(&self, name: &str, draw: &Draw) -> Vec<u8> {
        let mut wrapped_key = draw.nonce.to_vec();
        wrapped_key.extend(close(&self.0, draw.nonce, name, draw.key.to_vec()));
        wrapped_key
    }

    fn unwrap(&self, name: &str, wrapped_key: &[u8]) -> Result<[u8; KEY_BYTES], BrokenSeal> {
        let (nonce, wrapped) = wrapped_key.split_at_checked(NONCE_BYTES).ok_or(BrokenSeal)?;
        let nonce = nonce.try_into().map_err(|_| BrokenSeal)?;
        open(&self.0, nonce, name, wrapped.to_vec())?.try_into().map_err(|_| BrokenSeal)
    }
}

/// The key of one large file, whose pieces are sealed one by one.
#[derive(Clone)]
pub struct FileKey([u8; KEY_BYTES]);

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey(…)")
    }
}

impl FileKey {
    /// Seals a piece under its name. No number is used twice.
    pub fn close(&self, number: u32, name: &str, piece: Vec<u8>) -> Vec<u8> {
        close(&self.0, nonce_of(number), name, piece)
    }

    pub fn open(&self, number: u32, name: &str, sealed: Vec<u8>) -> Result<Vec<u8>, BrokenSeal> {
        open(&self.0, nonce_of(number), name, sealed)
    }
}

/// No two pieces of a file share one.
fn nonce_of(number: u32) -> [u8; NONCE_BYTES] {
    let mut nonce = [0; NONCE_BYTES];
    nonce[NONCE_BYTES - 4..].copy_from_slice(&number.to_be_bytes());
    nonce
}

fn aead(key: &[u8; KEY_BYTES]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("32 bytes are a key of AES-256"))
}

fn close(key: &[u8; KEY_BYTES], nonce: [u8; NONCE_BYTES], name: &str, mut bytes: Vec<u8>) -> Vec<u8> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    aead(key)
        .seal_in_place_append_tag(nonce, Aad::from(name.as_bytes()), &mut bytes)
        .expect("only sixty-four gigabytes would be too much");
    bytes
}

fn open(
    key: &[u8; KEY_BYTES],
    nonce: [u8; NONCE_BYTES],
    name: &str,
    mut bytes: Vec<u8>,
) -> Result<Vec<u8>, BrokenSeal> {
    let nonce = Nonce::assume_unique_for_key(nonce);
    let opened =
        aead(key).open_in_place(nonce, Aad::from(name.as_bytes()), &mut bytes).map_err(|_| BrokenSeal)?;
    let length = opened.len();
    bytes.truncate(length);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_and_name_open_a_seal_and_nothing_shows_through() {
        let key = MasterKey::new([7; KEY_BYTES]);
        let draw = Draw { key: [1; KEY_BYTES], nonce: [2; NONCE_BYTES] };
        let content = b"a licence number that nobody else shall read".to_vec();
        let sealed = key.seal("ppr_1", &content, &draw);
        assert_eq!(key.open("ppr_1", &sealed).unwrap(), content);
        let shows = |bytes: &[u8]| bytes.windows(7).any(|part| part == b"licence" || part == [1; 7]);
        assert!(!shows(&sealed.bytes) && !shows(&sealed.wrapped_key));
        let other = MasterKey::new([8; KEY_BYTES]);
        assert_eq!(other.open("ppr_1", &sealed), Err(BrokenSeal));
        assert_eq!(key.open("ppr_2", &sealed), Err(BrokenSeal));
        let second = key.seal("ppr_2", b"x", &Draw { key: [3; KEY_BYTES], nonce: [4; NONCE_BYTES] });
        let swapped = Sealed { bytes: second.bytes, ..sealed.clone() };
        assert_eq!(key.open("ppr_1", &swapped), Err(BrokenSeal));
        let mut touched = sealed.clone();
        touched.bytes[3] ^= 1;
        assert_eq!(key.open("ppr_1", &touched), Err(BrokenSeal));
        let short = Sealed { wrapped_key: vec![1, 2], ..sealed };
        assert_eq!(key.open("ppr_1", &short), Err(BrokenSeal));
    }
}
