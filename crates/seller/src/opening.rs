//! Whether the shop stands in lists, and its holidays. Days are those of the market's clock; the last day of a holiday is
//! part of it.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::opening::{HOLIDAY_DAYS_MAX, Holiday, NOTE_LETTERS_MAX, OpeningRefusal};
use domain::permission::Permission;
use domain::{DAY, MINUTE, Micros};
use engine::Never;
use engine::opening::HolidayForm;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, back, moment, scope};
use crate::desk::{Room, Scope};
#[cfg(test)]
use crate::sample;

const PATH: &str = "/seller/opening";
const DATE_CHARS_MAX: usize = 10;

pub fn routes() -> Router<web::Site> {
    Router::new().route(PATH, get(edit).post(update))
}

/// `/seller/opening`
#[derive(Debug, askama::Template)]
#[template(path = "opening/edit.html")]
pub struct EditOpening {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// The shop's own address, to be handed on while it is quiet.
    pub public: String,
    pub is_quiet: bool,
    /// How the holiday stands; empty without one.
    pub holiday: String,
    pub days_max: i64,
    pub form: Form,
}

async fn edit(desk: SellerDesk) -> Result<Response, Failure> {
    desk.member.may::<Never>(Permission::ShopEdit)?;
    let form = filled(&desk);
    Ok(show(&desk, form))
}

fn show(desk: &SellerDesk, form: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Shop);
    let words = desk.words;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = EditOpening {
        frame: frame.titled(words.say("opening-title")),
        desk: menu,
        scope,
        public: format!("{}/shop/{}", desk.site.engine.url_of(desk.market.id), desk.shop.slug),
        is_quiet: desk.shop.quiet,
        holiday: desk.shop.holiday.as_ref().map(|holiday| told(desk, holiday)).unwrap_or_default(),
        days_max: HOLIDAY_DAYS_MAX,
        form,
    };
    page::html_with(status, &shown)
}

fn told(desk: &SellerDesk, holiday: &Holiday) -> String {
    let (moment, now) = (moment(desk), desk.now());
    let day = |at: Micros| web::Arg::from(moment.day(at));
    let args = [("from", day(holiday.from)), ("until", day(holiday.until - 1))];
    let key = if holiday.is_on(now) { "opening-holiday-on" } else { "opening-holiday-ahead" };
    desk.words.with(key, &args)
}

/// The day of a moment as a field for dates holds it, on the market's clock.
fn date(desk: &SellerDesk, at: Micros) -> String {
    domain::tax::date_of(at + offset(desk))
}

fn offset(desk: &SellerDesk) -> Micros {
    i64::from(moment(desk).offset_minutes) * MINUTE
}

fn filled(desk: &SellerDesk) -> Form {
    let Some(holiday) = &desk.shop.holiday else { return Form::default() };
    Form::filled([
        ("from", date(desk, holiday.from)),
        ("until", date(desk, holiday.until - 1)),
        ("note", holiday.note.own(desk.words.lang.html()).to_owned()),
    ])
}

async fn update(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let (engine, member, shop, now) = (&desk.site.engine, &desk.member, desk.shop.id, desk.now());
    let done = match data.first("do") {
        "quiet" => {
            engine::opening::open_quietly(engine, member, shop, now).await?;
            "opening-quiet"
        }
        "announce" => {
            engine::opening::announce(engine, member, shop, now).await?;
            "opening-announced"
        }
        "back" => {
            engine::opening::come_back(engine, member, shop, now).await?;
            "opening-back"
        }
        _ => return take_holiday(desk, Form::new(data)).await,
    };
    Ok(back(&scope(&desk), PATH, done))
}

async fn take_holiday(desk: SellerDesk, form: Form) -> Result<Response, Failure> {
    let mut form = form.labelled(
        [("from", "opening-from"), ("until", "opening-until"), ("note", "opening-note")]
            .map(|(field, key)| (field, desk.words.say(key).into_owned())),
    );
    let (from, last) = (day(&desk, &mut form, "from"), day(&desk, &mut form, "until"));
    let note = form.optional("note", NOTE_LETTERS_MAX);
    let (Some(from), Some(last), Some(note)) = (from, last, note) else { return Ok(show(&desk, form)) };
    let language = desk.words.lang.html().to_owned();
    let typed = HolidayForm { from, until: last + DAY, language, note };
    let (engine, shop) = (&desk.site.engine, desk.shop.id);
    match refused_or(engine::opening::take_holiday(engine, &desk.member, shop, typed, desk.now()).await)? {
        Ok(()) => Ok(back(&scope(&desk), PATH, "opening-holiday")),
        Err(refusal) => {
            let field = match refusal {
                OpeningRefusal::TooFarAhead => "from",
                OpeningRefusal::NoteTooLong => "note",
                OpeningRefusal::EndsBeforeItBegins | OpeningRefusal::IsOver | OpeningRefusal::TooLong => {
                    "until"
                }
            };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            Ok(show(&desk, form))
        }
    }
}

/// The beginning of a day on the market's clock.
fn day(desk: &SellerDesk, form: &mut Form, field: &'static str) -> Option<Micros> {
    let text = form.required(field, DATE_CHARS_MAX)?;
    let found = domain::tax::day_of(&text).map(|day| day - offset(desk));
    if found.is_none() {
        form.errors.add(field, "opening-error-date");
    }
    found
}

#[cfg(test)]
impl Page for EditOpening {
    fn samples(words: Words) -> Vec<Self> {
        let page = |is_quiet: bool, holiday: &str, form: Form| Self {
            frame: Frame::sample(words).titled(words.say("opening-title")),
            desk: sample::desk(words, Room::Shop),
            scope: sample::scope(),
            public: "https://mall.example/shop/suesswarenmanufaktur-oberschwaben".to_owned(),
            is_quiet,
            holiday: holiday.to_owned(),
            days_max: HOLIDAY_DAYS_MAX,
            form,
        };
        let mut wrong = Form::filled([("from", "2026-08-10".to_owned()), ("until", "2026-08-01".to_owned())]);
        wrong.errors.refuse("until", "opening.ends_before_it_begins", Vec::new());
        let told =
            words.with("opening-holiday-on", &[("from", "10 August".into()), ("until", "24 August".into())]);
        vec![page(false, "", Form::default()), page(true, &told, wrong)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::EditOpening>();
    }
}
