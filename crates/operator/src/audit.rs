//! The audit as an operator reads it: looked through by person, subject, deed and day, and taken out so that somebody else
//! can check it. Nothing here can be changed.

mod export;
#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::audit::{Deed, hex};
use domain::{Code, DAY, MINUTE, Micros, UserId};
use engine::audit::{Shown, Wanted};
use web::actor::OperatorDesk;
use web::audit::Entry;
use web::{Choice, Desk, Failure, Form, FormData, Frame, Pager, page};

use crate::place::{Place, Section};

pub(crate) use export::export;

/// `usr_` and thirteen letters.
const ID_CHARS_MAX: usize = 40;
/// As long as an address may be.
const PERSON_CHARS_MAX: usize = 254;
const DATE_CHARS_MAX: usize = 10;

/// What is looked for, as the address carries it.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    person: String,
    subject: String,
    deed: String,
    since: String,
    until: String,
    before: String,
}

pub(crate) async fn show(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Audit);
    let mut form = asked.form();
    let before = asked.before.parse().unwrap_or(0);
    let person = person(&desk, &mut form).await?;
    let wanted = Wanted { before, person, ..wanted(&mut form, place.offset_minutes) };
    let found = engine::audit::of_operator(&desk.site.engine, &desk.member, wanted).await?;
    let key = hex(&engine::audit::public_key(&desk.site.engine));
    Ok(page::html(&ShowAudit::new(frame, &place, form, &found, key)))
}

impl Asked {
    fn form(&self) -> Form {
        let fields = [
            ("person", &self.person),
            ("subject", &self.subject),
            ("deed", &self.deed),
            ("since", &self.since),
            ("until", &self.until),
            ("before", &self.before),
        ];
        Form::new(FormData::from_pairs(fields.map(|(name, value)| (name, value.clone()))))
    }
}

/// The raw id of a person named by id or by address; zero where nobody is, or the name is nobody's.
pub(super) async fn person(desk: &OperatorDesk, form: &mut Form) -> Result<i64, Failure> {
    let named = form.optional("person", PERSON_CHARS_MAX).unwrap_or_default();
    if named.is_empty() {
        return Ok(0);
    }
    let found = match named.parse::<UserId>() {
        Ok(id) => Some(id),
        Err(_) => engine::audit::person(&desk.site.engine, &desk.member, &named).await?,
    };
    if found.is_none() {
        form.errors.add("person", "audit-person-hint");
    }
    Ok(found.map_or(0, UserId::get))
}

/// Reads what is looked for but the person; what does not fit is said at its field and not looked for.
fn wanted(form: &mut Form, offset_minutes: i32) -> Wanted {
    let deed = form.data.first("deed").parse::<Deed>().map(|deed| deed.code().to_owned());
    let since = day(form, "since", offset_minutes);
    let until = day(form, "until", offset_minutes).map_or(0, |day| day + DAY);
    Wanted {
        person: 0,
        subject: form.optional("subject", ID_CHARS_MAX).unwrap_or_default(),
        deed: deed.unwrap_or_default(),
        since: since.unwrap_or_default(),
        until,
        before: 0,
    }
}

/// The beginning of a day on the market's clock.
fn day(form: &mut Form, field: &'static str, offset_minutes: i32) -> Option<Micros> {
    let text = form.optional(field, DATE_CHARS_MAX)?;
    if text.is_empty() {
        return None;
    }
    let found = domain::tax::day_of(&text).map(|day| day - i64::from(offset_minutes) * MINUTE);
    if found.is_none() {
        form.errors.add(field, "audit-error-date");
    }
    found
}

/// `/operator/audit`
#[derive(Debug, Template)]
#[template(path = "audit/show.html")]
pub(crate) struct ShowAudit {
    frame: Frame,
    desk: Desk,
    form: Form,
    deeds: Vec<Choice>,
    rows: Vec<Entry>,
    pager: Pager,
    key: String,
    is_searched: bool,
    /// Hidden field that keeps the market chosen; empty where there is one.
    market: String,
    action: String,
    export: String,
}

impl ShowAudit {
    pub(crate) fn new(frame: Frame, place: &Place, form: Form, found: &Shown, key: String) -> Self {
        let words = place.words;
        let any = Choice::new("", words.say("audit-any"));
        let deeds = Deed::ALL.iter().map(|deed| Choice::new(deed.code(), web::people::deed(words, *deed)));
        let fields = ["person", "subject", "deed", "since", "until"];
        let is_searched = fields.iter().any(|field| !form.value(field).is_empty());
        let mut query = form_urlencoded::Serializer::new(String::new());
        fields.iter().filter(|field| !form.value(field).is_empty()).for_each(|field| {
            query.append_pair(field, form.value(field));
        });
        let query = query.finish();
        let older =
            (found.next > 0).then(|| place.to(&format!("/operator/audit?{query}&before={}", found.next)));
        let newest =
            (!form.value("before").is_empty()).then(|| place.to(&format!("/operator/audit?{query}")));
        Self {
            desk: place.desk(),
            deeds: std::iter::once(any).chain(deeds).collect(),
            rows: found.entries.iter().map(|one| Entry::new(words, place.offset_minutes, one)).collect(),
            pager: Pager::neighbours(newest, older),
            key,
            is_searched,
            market: place.query().to_owned(),
            action: "/operator/audit".to_owned(),
            export: place.to("/operator/audit/export"),
            frame: frame.titled(place.title()),
            form,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_said_and_not_looked_for() {
        let read = |since: &str| {
            let mut form = Asked { since: since.to_owned(), ..Asked::default() }.form();
            (wanted(&mut form, 60).since, form.is_fine())
        };
        assert_eq!(read(""), (0, true));
        assert_eq!(read("2026-11-22"), (20_779 * DAY - 60 * MINUTE, true));
        assert_eq!(read("yesterday"), (0, false));
    }
}
