//! `GET /dev/mail`, `GET /dev/mail/{id}`: absent wherever letters are really sent.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use engine::mail;
use web::actor::Visitor;
use web::{Failure, Site};

use super::{Head, MailBox, ShowLetter, pieces};
use crate::visit::{Answer, reader};

/// Letters in the list.
const LETTERS_MAX: usize = 200;

pub fn routes() -> Router<Site> {
    Router::new().route("/dev/mail", get(list)).route("/dev/mail/{id}", get(show))
}

async fn list(visitor: Visitor) -> Answer {
    if !visitor.site.shows_letters {
        return Err(Failure::NotFound);
    }
    let (letters, reader) = (mail::letters(&visitor.site.engine).await?, reader(&visitor));
    let head = |one: &mail::LetterHead| Head {
        href: format!("/dev/mail/{}", one.id),
        to: one.to.clone(),
        subject: one.subject.clone(),
        at: reader.day_time(one.at),
    };
    let page = MailBox {
        frame: visitor.frame(visitor.words.say("mail-box-title")),
        letters: letters.iter().take(LETTERS_MAX).map(head).collect(),
    };
    Ok(web::page::html(&page))
}

async fn show(visitor: Visitor, Path(letter): Path<String>) -> Answer {
    if !visitor.site.shows_letters {
        return Err(Failure::NotFound);
    }
    let (head, text) = mail::letter(&visitor.site.engine, letter).await?;
    let (reader, w) = (reader(&visitor), visitor.words);
    let page = ShowLetter {
        frame: visitor.frame(text.subject.as_str()),
        subject: text.subject,
        facts: vec![
            (w.say("mail-box-to").into_owned(), head.to),
            (w.say("mail-box-at").into_owned(), reader.date_time(head.at)),
        ],
        pieces: pieces(&text.text),
    };
    Ok(web::page::html(&page))
}
