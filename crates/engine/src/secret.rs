//! Secrets: made from randomness, shown once, kept only as hashes; and passwords.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};
use argon2::{PasswordHasher, PasswordVerifier};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

use crate::{Engine, Seen, Stop};

/// A fresh secret of 160 bits, as letters for links and cookies.
pub fn random_secret(engine: &Engine) -> String {
    BASE64URL_NOPAD.encode(&engine.random::<20>())
}

/// A fresh id for a command, for the hidden field of a form.
pub fn random_key(engine: &Engine) -> String {
    BASE64URL_NOPAD.encode(&engine.random::<15>())
}

/// What is kept of a secret.
pub(crate) fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Compares without telling by time where the first difference is.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// OWASP's second choice for argon2id: 19 MiB, two passes, one lane.
fn argon() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("these parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Hashes a password on a thread of its own, a few at a time.
pub(crate) async fn hash_password(engine: &Engine, password: String) -> Seen<String> {
    let _turn = engine.inner.hashing.acquire().await.map_err(|_| Stop::fault("hashing has ended"))?;
    let salt = engine.random::<16>();
    let hashed = engine.blocking(move || {
        let hashed: Result<PasswordHash, _> = argon().hash_password_with_salt(password.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string())
    });
    hashed.await?.map_err(|error| Stop::fault(format!("hashing a password: {error}")))
}

/// Whether a password fits. Takes the same time when there is no hash to compare with.
pub(crate) async fn password_fits(engine: &Engine, password: String, hash: Option<String>) -> Seen<bool> {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE";
    let _turn = engine.inner.hashing.acquire().await.map_err(|_| Stop::fault("hashing has ended"))?;
    let known = hash.is_some();
    let fits = engine.blocking(move || {
        let hash = hash.as_deref().unwrap_or(NOBODY);
        PasswordHash::new(hash).is_ok_and(|hash| argon().verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(fits.await? && known)
}
