//! Signing in. What is wrong is said without telling which half was wrong.

pub mod handlers;
pub mod passing;

use askama::Template;
use web::{Form, Frame, Link, Words};

#[derive(Debug, Template)]
#[template(path = "sign_in/show.html")]
pub struct SignIn {
    pub frame: Frame,
    pub form: Form,
    /// Where it leads afterwards: a path of this site.
    pub next: String,
    /// Other markets of the same operator, where one may be signed in already.
    pub elsewhere: Vec<Link>,
}

pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    vec![("email", w.say("sign-in-email").into_owned()), ("password", w.say("sign-in-password").into_owned())]
}

#[cfg(test)]
impl web::Page for SignIn {
    fn samples(words: Words) -> Vec<Self> {
        let mut wrong = Form::filled([("email", "marta@example.org".to_owned())]).labelled(labels(words));
        wrong.errors.refuse("password", "sign_in.wrong", Vec::new());
        let elsewhere = vec![Link::new("Makers", "/sign-in/from/makers")];
        let page = |form| Self {
            frame: Frame::sample_stranger(words),
            form,
            next: "/checkout".to_owned(),
            elsewhere: elsewhere.clone(),
        };
        vec![page(Form::default()), page(wrong)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::SignIn>();
    }
}
