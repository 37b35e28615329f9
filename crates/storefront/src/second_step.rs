//! The second step of signing in: its own page, setting it up, the codes that are shown once, and the page that asks for a
//! code after the password.

pub mod enter;
pub mod handlers;

use askama::Template;
use web::{Form, Frame, Square, Words};
#[cfg(test)]
use web::{Page, square};

/// How it stands, and what can be done about it.
#[derive(Debug, Template)]
#[template(path = "second_step/show.html")]
pub struct ShowSecondStep {
    pub frame: Frame,
    /// With the fields `password` and `code`.
    pub form: Form,
    /// Since when it is on; empty while it is off.
    pub since: String,
    pub codes_left: i64,
    /// The console does not open without it.
    pub is_needed: bool,
}

/// The secret for the app, and the field for its first code.
#[derive(Debug, Template)]
#[template(path = "second_step/setting.html")]
pub struct SettingUp {
    pub frame: Frame,
    pub form: Form,
    pub square: Square,
    pub secret: String,
}

/// Recovery codes, shown once.
#[derive(Debug, Template)]
#[template(path = "second_step/codes.html")]
pub struct RecoveryCodes {
    pub frame: Frame,
    pub codes: Vec<String>,
    /// It was turned on just now; otherwise the codes take the place of earlier ones.
    pub is_new: bool,
    /// Where one goes on.
    pub next: String,
}

/// Asks for a code after the password.
#[derive(Debug, Template)]
#[template(path = "second_step/enter.html")]
pub struct EnterCode {
    pub frame: Frame,
    pub form: Form,
    pub next: String,
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![("password", w.say("totp-password").into_owned()), ("code", w.say("totp-code").into_owned())]
}

#[cfg(test)]
fn wrong(words: Words) -> Form {
    let mut form = Form::default().labelled(labels(words));
    form.errors.refuse("code", "second_step.wrong", Vec::new());
    form
}

#[cfg(test)]
impl Page for ShowSecondStep {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form, since: &str, is_needed| Self {
            frame: Frame::sample(words).titled(words.say("totp-title")),
            form,
            since: since.to_owned(),
            codes_left: 9,
            is_needed,
        };
        vec![page(Form::default(), "", false), page(wrong(words), "22 November 2026", true)]
    }
}

#[cfg(test)]
impl Page for SettingUp {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form| Self {
            frame: Frame::sample(words).titled(words.say("totp-title")),
            form,
            square: square("otpauth://totp/Halles:marta%40example.org?secret=JBSWY3DPEHPK3PXP"),
            secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".to_owned(),
        };
        vec![page(Form::default()), page(wrong(words))]
    }
}

#[cfg(test)]
impl Page for RecoveryCodes {
    fn samples(words: Words) -> Vec<Self> {
        let page = |is_new, next: &str| Self {
            frame: Frame::sample(words).titled(words.say("totp-title")),
            codes: vec!["k3l9-x7qd-m2vb-h5fz".to_owned(); 10],
            is_new,
            next: next.to_owned(),
        };
        vec![page(true, "/operator"), page(false, "/account")]
    }
}

#[cfg(test)]
impl Page for EnterCode {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form| Self {
            frame: Frame::sample_stranger(words).titled(words.say("totp-enter-title")),
            form,
            next: "/checkout".to_owned(),
        };
        vec![page(Form::default()), page(wrong(words))]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowSecondStep>();
        web::page::render_all::<SettingUp>();
        web::page::render_all::<RecoveryCodes>();
        web::page::render_all::<EnterCode>();
    }
}
