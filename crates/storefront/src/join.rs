//! Where an invitation's letter leads: who asks, what one would be, and a button. Opening it changes nothing.

pub mod handlers;

use askama::Template;
use web::Frame;
#[cfg(test)]
use web::{Page, Words};

#[derive(Debug, Template)]
#[template(path = "join/show.html")]
pub struct ShowJoin {
    pub frame: Frame,
    /// Who asks: a seller or an operator.
    pub name: String,
    pub invited_by: String,
    pub role: String,
    pub about: String,
    /// To whom the letter went.
    pub email: String,
    pub token: String,
    /// Why it can't be now, in a sentence; empty where it can.
    pub refusal: String,
    /// Where signing in leads back here; empty for who is signed in.
    pub sign_in: String,
}

#[cfg(test)]
impl Page for ShowJoin {
    fn samples(words: Words) -> Vec<Self> {
        let page = |refusal: &str, sign_in: &str| Self {
            frame: Frame::sample(words),
            name: "Atelier Brume".to_owned(),
            invited_by: "Camille Roux".to_owned(),
            role: "Clerk".to_owned(),
            about: "Ships orders and counts stock. Sees no money.".to_owned(),
            email: "aurelie.fontaine-beauregard@example.org".to_owned(),
            token: "sel_1.secret".to_owned(),
            refusal: refusal.to_owned(),
            sign_in: sign_in.to_owned(),
        };
        vec![
            page("", ""),
            page("This invitation went to another address.", ""),
            page("", "/sign-in?next=%2Fjoin"),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowJoin>();
    }
}
