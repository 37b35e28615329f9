//! A forgotten password: ask for a letter, then choose a new one. Whether an address is known is never told.

pub mod handlers;

use askama::Template;
use web::{Form, Frame, Words};

#[derive(Debug, Template)]
#[template(path = "password/forgotten.html")]
pub struct Forgotten {
    pub frame: Frame,
    pub form: Form,
    /// The letter is under way, if the address is known.
    pub sent: bool,
}

#[derive(Debug, Template)]
#[template(path = "password/new.html")]
pub struct NewPassword {
    pub frame: Frame,
    pub form: Form,
    /// Put into a hidden field: the address that carried it is left at once.
    pub token: String,
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![
        ("email", w.say("sign-in-email").into_owned()),
        ("new_password", w.say("password-new").into_owned()),
        ("password", w.say("password-old").into_owned()),
    ]
}

#[cfg(test)]
impl web::Page for Forgotten {
    fn samples(words: Words) -> Vec<Self> {
        let page = |sent| Self { frame: Frame::sample_stranger(words), form: Form::default(), sent };
        let mut wrong = page(false);
        wrong.form.errors.refuse("email", "email.not_one", Vec::new());
        vec![page(false), page(true), wrong]
    }
}

#[cfg(test)]
impl web::Page for NewPassword {
    fn samples(words: Words) -> Vec<Self> {
        let page =
            || Self { frame: Frame::sample_stranger(words), form: Form::default(), token: "t".to_owned() };
        let mut wrong = page();
        wrong.form.errors.refuse("new_password", "password.too_common", Vec::new());
        let mut stale = page();
        stale.form.errors.refuse("", "reset.stale", Vec::new());
        vec![page(), wrong, stale]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Forgotten>();
        web::page::render_all::<super::NewPassword>();
    }
}
