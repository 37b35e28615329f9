//! Invitations: codes that let applicants in. A new one is shown on the page that answers its form, and nowhere else.

use askama::Template;
use axum::response::Response;
use engine::application::{
    INVITATION_DAYS_MAX, INVITATION_NOTE_LETTERS_MAX, INVITATION_USES_MAX, Invitation, NewInvitation,
};
use web::actor::OperatorDesk;
use web::{Desk, Failure, Form, FormData, Frame, Words, page};

use crate::place::{Place, Section};

#[derive(Debug, Template)]
#[template(path = "application/invite.html")]
pub(super) struct Invitations {
    frame: Frame,
    desk: Desk,
    action: String,
    back: String,
    /// Shown once.
    code: String,
    rows: Vec<Row>,
    form: Form,
}

#[derive(Debug)]
struct Row {
    note: String,
    made: String,
    until: String,
    left: i64,
}

impl Invitations {
    pub(super) fn new(
        frame: Frame,
        place: &Place,
        found: &[Invitation],
        (code, form): (String, Form),
    ) -> Self {
        let words = place.words;
        let row = |one: &Invitation| Row {
            note: one.note.clone(),
            made: format!("{} · {}", words.date(one.made_at, place.offset_minutes), one.made_by),
            until: words.date(one.expires_at, place.offset_minutes),
            left: one.uses_left,
        };
        Self {
            desk: place.desk(),
            action: place.to("/operator/invitations"),
            back: place.to("/operator/applications"),
            rows: found.iter().map(row).collect(),
            form: form.labelled(labels(words)),
            frame: frame.titled(words.say("admission-invite")),
            code,
        }
    }
}

fn labels(words: Words) -> [(&'static str, String); 3] {
    [("note", "admission-invite-note"), ("uses", "admission-invite-uses"), ("days", "admission-invite-days")]
        .map(|(field, key)| (field, words.say(key).into_owned()))
}

async fn shown(desk: &OperatorDesk, code: String, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, Section::Applications);
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::application::invitations(engine, &desk.member, market, desk.now()).await?;
    let status = if form.is_fine() {
        axum::http::StatusCode::OK
    } else {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(page::html_with(status, &Invitations::new(frame, &place, &found, (code, form))))
}

pub(super) async fn list(desk: OperatorDesk) -> Result<Response, Failure> {
    shown(&desk, String::new(), fresh()).await
}

fn fresh() -> Form {
    Form::filled([("uses", "1".to_owned()), ("days", "30".to_owned())])
}

pub(super) async fn create(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let note = form.required("note", INVITATION_NOTE_LETTERS_MAX);
    let (uses, days) =
        (form.number("uses", 1..=INVITATION_USES_MAX), form.number("days", 1..=INVITATION_DAYS_MAX));
    let (Some(note), Some(uses), Some(days)) = (note, uses, days) else {
        return shown(&desk, String::new(), form).await;
    };
    let (engine, market, new) = (&desk.site.engine, desk.market.id, NewInvitation { note, uses, days });
    let code = engine::application::invite(engine, &desk.member, market, new, desk.now()).await?;
    shown(&desk, code, fresh()).await
}
