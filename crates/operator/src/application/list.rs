//! The queue: whose turn it is, the most pressing first, by kind of shop.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::admission::ShopKind;
use domain::{Code, Micros};
use engine::application::{ListedApplication, PAGE, Queue};
use web::actor::OperatorDesk;
use web::{Choice, Desk, Failure, Frame, Link, Pager, admission, page};

use crate::mark::Mark;
use crate::place::{Place, Section, cursor};

/// What the address of the queue asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    queue: String,
    #[serde(default)]
    kind: String,
    /// When the last row of the page before was due, and its id: `1795370520000000.app_…`.
    #[serde(default)]
    after: String,
}

#[derive(Debug, Template)]
#[template(path = "application/list.html")]
pub(super) struct ListApplications {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    queue: &'static str,
    market: String,
    kinds: Vec<Choice>,
    kind: String,
    rows: Vec<Row>,
    pager: Pager,
    invitations: String,
}

#[derive(Debug)]
struct Row {
    name: String,
    href: String,
    applicant: String,
    kind: String,
    mark: Mark,
    with: String,
    due: String,
    is_late: bool,
}

/// What is shown of the queue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub queue: Queue,
    pub kind: Option<ShopKind>,
    pub is_first: bool,
    pub now: Micros,
}

impl ListApplications {
    pub(super) fn new(frame: Frame, place: &Place, found: &[ListedApplication], wanted: Wanted) -> Self {
        let words = place.words;
        let kind = wanted.kind.map(Code::code).unwrap_or_default();
        let address =
            |queue: Queue| place.to(&format!("/operator/applications?queue={}&kind={kind}", queue.code()));
        let tab = |queue: Queue| {
            let link = Link::new(words.say(&format!("admission-queue-{}", queue.code())), address(queue));
            if queue == wanted.queue { link.here() } else { link }
        };
        let next = found.last().filter(|_| found.len() as i64 == PAGE);
        let next =
            next.map(|last| format!("{}&after={}.{}", address(wanted.queue), last.due_at, last.application));
        let any = Choice::new("", words.say("admission-queue-all"));
        let kinds = ShopKind::ALL.iter().map(|one| Choice::new(one.code(), admission::kind(words, *one)));
        Self {
            desk: place.desk(),
            tabs: Queue::ALL.iter().copied().map(tab).collect(),
            queue: wanted.queue.code(),
            market: place.query().to_owned(),
            kinds: [any].into_iter().chain(kinds).collect(),
            kind: kind.to_owned(),
            rows: found.iter().map(|row| Row::new(place, row, wanted.now)).collect(),
            pager: Pager::neighbours((!wanted.is_first).then(|| address(wanted.queue)), next),
            invitations: place.to("/operator/invitations"),
            frame: frame.titled(place.title()),
        }
    }
}

impl Row {
    fn new(place: &Place, row: &ListedApplication, now: Micros) -> Self {
        let words = place.words;
        let due = (row.due_at < i64::MAX).then(|| words.date(row.due_at, place.offset_minutes));
        let country = words.country(&row.country);
        Self {
            name: row.shop_name.clone(),
            href: place.to(&format!("/operator/applications/{}", row.application)),
            applicant: [row.legal_name.as_str(), &country].join(", "),
            kind: admission::kind(words, row.kind),
            mark: Mark::stage(words, row.stage, row.turn),
            with: row.reviewer.clone(),
            due: due.unwrap_or_default(),
            is_late: row.due_at < now,
        }
    }
}

/// `1795370520000000.app_…`
pub(super) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Applications);
    let (queue, kind) = (asked.queue.parse().unwrap_or(Queue::Ours), asked.kind.parse().ok());
    let after = cursor(&asked.after);
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::application::queue(engine, &desk.member, market, (queue, kind), after).await?;
    let wanted = Wanted { queue, kind, is_first: after.is_none(), now: desk.now() };
    Ok(page::html(&ListApplications::new(frame, &place, &found, wanted)))
}
