//! A person who signs in, or a guest; where they are signed in; secrets sent by mail.

use crate::{Micros, SessionId, UserId};

pub const PASSWORD_LETTERS_MIN: usize = 10;
pub const PASSWORD_LETTERS_MAX: usize = 200;
pub const NAME_LETTERS_MAX: usize = 80;

/// A guest is a user without a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub id: UserId,
    pub email: Option<String>,
    pub name: String,
    pub password_hash: Option<String>,
    pub language: String,
    /// When the address was proved by mail.
    pub verified_at: Option<Micros>,
    /// Since when signing in asks for a code as well.
    pub second_step_at: Option<Micros>,
    pub created_at: Micros,
    pub version: i64,
}

impl User {
    pub fn is_guest(&self) -> bool {
        self.password_hash.is_none()
    }
}

/// One browser on one host. The cookie carries the id and a secret; only the secret's hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub id: SessionId,
    pub user_id: UserId,
    pub secret_hash: Vec<u8>,
    pub host: String,
    pub agent: String,
    pub created_at: Micros,
    pub seen_at: Micros,
    pub expires_at: Micros,
    pub ended_at: Option<Micros>,
    /// When it was last proved who sits here, by password or by the second step.
    pub proved_at: Option<Micros>,
}

/// A proof of who sits at a browser holds so long.
pub const PROOF_HOLDS: Micros = 10 * crate::MINUTE;

impl Session {
    pub fn is_proved(&self, now: Micros) -> bool {
        self.proved_at.is_some_and(|at| now - at <= PROOF_HOLDS)
    }

    pub fn holds(&self, now: Micros) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

codes! {
    /// What a secret allows, once: one sent by mail, handed to another host, or kept between password and code.
    pub enum SecretKind { Verify = "verify", Reset = "reset", Claim = "claim", SignIn = "sign_in", SecondStep = "second_step" }
}

codes! {
    /// What somebody is told by letter about their own sign-in.
    pub enum SignInNews {
        PasswordSet = "password_set",
        StepSet = "step_set",
        StepRemoved = "step_removed",
        CodesRenewed = "codes_renewed",
        /// Recovery codes run out.
        CodesLow = "codes_low",
    }
}

/// A secret that was sent by mail or handed to another host; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    pub user_id: UserId,
    pub hash: Vec<u8>,
    pub kind: SecretKind,
    /// Raw id of what it is about; 0 for the user.
    pub subject: i64,
    pub expires_at: Micros,
    pub used_at: Option<Micros>,
}

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefusal {
    #[error("password.too_short")]
    TooShort,
    #[error("password.too_long")]
    TooLong,
    #[error("password.too_common")]
    TooCommon,
}

/// Length decides, and a short list of the worst (NIST SP 800-63B: no rules of composition).
pub fn check_password(password: &str, email: &str) -> Result<(), PasswordRefusal> {
    const WORST: &[&str] =
        &["1234567890", "0123456789", "password12", "password123", "motdepasse", "qwertyuiop", "azertyuiop"];
    let letters = password.chars().count();
    if letters < PASSWORD_LETTERS_MIN {
        return Err(PasswordRefusal::TooShort);
    }
    if letters > PASSWORD_LETTERS_MAX {
        return Err(PasswordRefusal::TooLong);
    }
    let lowered = password.to_lowercase();
    let first = lowered.chars().next().unwrap_or_default();
    if WORST.contains(&lowered.as_str()) || lowered == email || lowered.chars().all(|c| c == first) {
        return Err(PasswordRefusal::TooCommon);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_common_passwords_are_refused() {
        let table = [
            ("court", Err(PasswordRefusal::TooShort)),
            ("aaaaaaaaaaaa", Err(PasswordRefusal::TooCommon)),
            ("Qwertyuiop", Err(PasswordRefusal::TooCommon)),
            ("ana@example.com", Err(PasswordRefusal::TooCommon)),
            ("une phrase assez longue", Ok(())),
            ("十个汉字也可以当密码用", Ok(())),
        ];
        for (password, expected) in table {
            assert_eq!(check_password(password, "ana@example.com"), expected, "{password}");
        }
        assert_eq!(check_password(&"ab".repeat(101), ""), Err(PasswordRefusal::TooLong));
    }
}
