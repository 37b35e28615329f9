//! Papers of shops in trade: those that end, have ended, are lacking or wait for a look; found by kind, country and name, to
//! be reminded of.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use domain::paper::{DAYS_AHEAD, PaperKind, PaperPart, PapersWanted};
use domain::{Code, Micros};
use engine::application::{ListedPaper, PAGE};
use web::actor::OperatorDesk;
use web::{Choice, Desk, Failure, Form, FormData, Frame, Link, Pager, Words, admission, page};

use crate::place::{Place, Section, cursor};

/// Longer names are not looked for.
const SEARCH_LETTERS_MAX: usize = 100;

#[derive(Debug, Template)]
#[template(path = "application/watched.html")]
pub(super) struct WatchedPapers {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    part: &'static str,
    what: String,
    /// What the date of a row is.
    at: String,
    has_days: bool,
    form: Form,
    days: Vec<Choice>,
    kinds: Vec<Choice>,
    countries: Vec<Choice>,
    market: String,
    /// The filter once more, for the form of an act.
    kept: Vec<(&'static str, String)>,
    rows: Vec<Row>,
    pager: Pager,
    may_remind: bool,
}

#[derive(Debug)]
struct Row {
    id: String,
    shop: String,
    href: String,
    country: String,
    paper: String,
    at: String,
    is_over: bool,
    reminded: String,
}

impl WatchedPapers {
    pub(super) fn new(
        frame: Frame,
        place: &Place,
        found: &[ListedPaper],
        (wanted, is_first): (&PapersWanted, bool),
    ) -> Self {
        let (words, part) = (place.words, wanted.part);
        let tab = |one: &PaperPart| {
            let other = PapersWanted { part: *one, ..wanted.clone() };
            let link = Link::new(said(words, "part", *one), address(place, &other, ""));
            if *one == part { link.here() } else { link }
        };
        let next = found.last().filter(|_| found.len() as i64 == PAGE);
        let next = next.map(|last| address(place, wanted, &format!("{}.{}", last.due_at, last.id)));
        let may_remind = place.may_remind && part != PaperPart::Waiting;
        Self {
            desk: place.desk(),
            tabs: PaperPart::ALL.iter().map(tab).collect(),
            part: part.code(),
            what: said(words, "what", part),
            at: said(words, "at", part),
            has_days: part == PaperPart::Ending,
            form: Form::filled(fields(wanted)),
            days: days(words),
            kinds: kinds(words),
            countries: countries(words),
            market: place.query().to_owned(),
            kept: fields(wanted),
            rows: found.iter().map(|paper| Row::new(place, paper, part)).collect(),
            pager: Pager::neighbours((!is_first).then(|| address(place, wanted, "")), next),
            may_remind,
            frame: frame.titled(place.title()),
        }
    }
}

impl Row {
    fn new(place: &Place, paper: &ListedPaper, part: PaperPart) -> Self {
        let (words, day) = (place.words, |at: Micros| place.words.date(at, place.offset_minutes));
        // The last day of a paper is the one before it no longer holds.
        let at = if paper.part == PaperPart::Ending { paper.due_at - 1 } else { paper.due_at };
        Self {
            id: paper.id.to_string(),
            shop: paper.shop_name.clone(),
            href: place.to(&format!("/operator/applications/{}", paper.application)),
            country: words.country(&paper.country).into_owned(),
            paper: admission::paper(words, paper.kind),
            at: if paper.due_at == 0 { String::new() } else { day(at) },
            is_over: part == PaperPart::Ended,
            reminded: paper.reminded_at.map(day).unwrap_or_default(),
        }
    }
}

fn said(words: Words, what: &str, part: PaperPart) -> String {
    words.say(&format!("queue-{what}-{}", part.code())).into_owned()
}

fn days(words: Words) -> Vec<Choice> {
    let within = |days: &i64| Choice::new(days.to_string(), within(words, *days));
    let any = Choice::new("", words.say("queue-days-any"));
    [any].into_iter().chain(DAYS_AHEAD.iter().map(within)).collect()
}

fn within(words: Words, days: i64) -> String {
    words.with("queue-days-within", &[("days", days.into())])
}

fn kinds(words: Words) -> Vec<Choice> {
    let any = Choice::new("", words.say("queue-kind-any"));
    let kinds = PaperKind::ALL.iter().map(|kind| Choice::new(kind.code(), admission::paper(words, *kind)));
    [any].into_iter().chain(kinds).collect()
}

fn countries(words: Words) -> Vec<Choice> {
    let any = Choice::new("", words.say("queue-country-any"));
    [any].into_iter().chain(Choice::countries(words)).collect()
}

/// What fields ask for. What no list offers is not asked for.
pub(crate) fn wanted(data: &FormData) -> PapersWanted {
    let part = data.first("part").parse().unwrap_or(PaperPart::Ending);
    let days = data.first("days").parse().ok().filter(|days| DAYS_AHEAD.contains(days));
    let search: String = data.first("q").trim().chars().take(SEARCH_LETTERS_MAX).collect();
    PapersWanted {
        part,
        days: days.filter(|_| part == PaperPart::Ending),
        kind: data.first("kind").parse().ok(),
        country: domain::address::country(data.first("country")).unwrap_or_default().to_owned(),
        search: search.to_lowercase(),
    }
}

/// The same as fields; what takes all is left out.
pub(crate) fn fields(wanted: &PapersWanted) -> Vec<(&'static str, String)> {
    let days = wanted.days.map(|days| days.to_string()).unwrap_or_default();
    let all = [
        ("part", wanted.part.code().to_owned()),
        ("days", days),
        ("kind", wanted.kind_code().to_owned()),
        ("country", wanted.country.clone()),
        ("q", wanted.search.clone()),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The list under a filter, after what the page before ended with.
pub(crate) fn address(place: &Place, wanted: &PapersWanted, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields(wanted));
    if !after.is_empty() {
        query.append_pair("after", after);
    }
    place.to(&format!("/operator/papers?{}", query.finish()))
}

/// The filter in words: `Ending, within 30 days, France`.
pub(crate) fn in_words(words: Words, wanted: &PapersWanted) -> String {
    let all = [
        Some(said(words, "part", wanted.part)),
        wanted.days.map(|days| within(words, days)),
        wanted.kind.map(|kind| admission::paper(words, kind)),
        Some(words.country(&wanted.country).into_owned()).filter(|_| !wanted.country.is_empty()),
        Some(wanted.search.clone()).filter(|_| !wanted.search.is_empty()),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// `1795370520000000.ppr_…`
pub(super) async fn list(desk: OperatorDesk, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Papers);
    let asked = FormData::parse(query.unwrap_or_default().as_bytes())?;
    let (wanted, after) = (wanted(&asked), cursor(asked.first("after")));
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let when = (wanted.clone(), desk.now());
    let found = engine::application::watched(engine, &desk.member, market, when, after).await?;
    Ok(page::html(&WatchedPapers::new(frame, &place, &found, (&wanted, after.is_none()))))
}
