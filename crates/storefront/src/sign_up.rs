//! Opening an account: a name, an address, a password. Nothing else is asked for.

pub mod handlers;

use askama::Template;
use web::{Form, Frame, Words};

#[derive(Debug, Template)]
#[template(path = "sign_in/sign_up.html")]
pub struct SignUp {
    pub frame: Frame,
    pub form: Form,
    pub next: String,
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![
        ("name", w.say("sign-up-name").into_owned()),
        ("email", w.say("sign-in-email").into_owned()),
        ("password", w.say("sign-in-password").into_owned()),
    ]
}

#[cfg(test)]
impl web::Page for SignUp {
    fn samples(words: Words) -> Vec<Self> {
        let mut wrong = Form::filled([("email", "marta@example".to_owned())]).labelled(labels(words));
        wrong.errors.refuse("name", "name.missing", Vec::new());
        wrong.errors.refuse("email", "email.taken", Vec::new());
        wrong.errors.refuse("password", "password.too_short", Vec::new());
        let page = |form| Self { frame: Frame::sample_stranger(words), form, next: String::new() };
        vec![page(Form::default()), page(wrong)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::SignUp>();
    }
}
