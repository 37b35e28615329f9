//! Proving an address: the letter's link shows a page with one button. Programs that read mail follow links, and what they
//! open must not count as the owner's word; only the button does.

pub mod handlers;

use askama::Template;
use web::{Form, Frame};
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "verification/show.html")]
pub struct Verify {
    pub frame: Frame,
    pub token: String,
    /// Says why the link no longer works, if so.
    pub form: Form,
}

#[cfg(test)]
impl Page for Verify {
    fn samples(words: Words) -> Vec<Self> {
        let mut stale = Form::default();
        stale.errors.refuse("", "verify.stale", Vec::new());
        let page = |form| Self { frame: Frame::sample_stranger(words), token: "a1".to_owned(), form };
        vec![page(Form::default()), page(stale)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::Verify>();
    }
}
