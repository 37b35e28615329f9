//! The queue: whose turn it is, the most pressing first, by kind of shop; many are taken, or their applicants reminded.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use domain::admission::ShopKind;
use domain::job::JobKind;
use domain::{Code, Micros};
use engine::application::{ListedApplication, PAGE, Queue};
use web::actor::OperatorDesk;
use web::{Choice, Desk, Failure, FormData, Frame, Link, Pager, Words, admission, page};

use crate::mark::Mark;
use crate::place::{Place, Section, cursor};

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
    /// The filter once more, for the form of an act.
    kept: Vec<(&'static str, String)>,
    /// What can be done to many: the code, and what its button says. Empty where nothing can.
    act: Option<(&'static str, String)>,
    /// Rows tell when their applicant was reminded.
    tells_reminders: bool,
    rows: Vec<Row>,
    pager: Pager,
    invitations: String,
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    href: String,
    applicant: String,
    kind: String,
    mark: Mark,
    with: String,
    due: String,
    is_late: bool,
    reminded: String,
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
        let address = |queue: Queue| address(place, (queue, wanted.kind), "");
        let tab = |queue: Queue| {
            let link = Link::new(part(words, queue), address(queue));
            if queue == wanted.queue { link.here() } else { link }
        };
        let next = found.last().filter(|_| found.len() as i64 == PAGE);
        let next = next.map(|last| {
            let after = format!("{}.{}", last.due_at, last.application);
            self::address(place, (wanted.queue, wanted.kind), &after)
        });
        let act = act(wanted.queue).filter(|_| place.may_rule);
        let any = Choice::new("", words.say("admission-queue-all"));
        let kinds = ShopKind::ALL.iter().map(|one| Choice::new(one.code(), admission::kind(words, *one)));
        Self {
            desk: place.desk(),
            tabs: Queue::ALL.iter().copied().map(tab).collect(),
            queue: wanted.queue.code(),
            market: place.query().to_owned(),
            kinds: [any].into_iter().chain(kinds).collect(),
            kind: wanted.kind.map(Code::code).unwrap_or_default().to_owned(),
            kept: fields((wanted.queue, wanted.kind)),
            act: act.map(|(kind, key)| (kind.code(), words.say(key).into_owned())),
            tells_reminders: act.is_some_and(|(kind, _)| kind == JobKind::RemindApplications),
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
        let day = |at: Micros| words.date(at, place.offset_minutes);
        let due = (row.due_at < i64::MAX).then(|| day(row.due_at));
        let country = words.country(&row.country);
        Self {
            id: row.application.to_string(),
            name: row.shop_name.clone(),
            href: place.to(&format!("/operator/applications/{}", row.application)),
            applicant: [row.legal_name.as_str(), &country].join(", "),
            kind: admission::kind(words, row.kind),
            mark: Mark::stage(words, row.stage, row.turn),
            with: row.reviewer.clone(),
            due: due.unwrap_or_default(),
            is_late: row.due_at < now,
            reminded: row.reminded_at.map(day).unwrap_or_default(),
        }
    }
}

/// What is done to many in a part of the queue, and the key of its button.
fn act(queue: Queue) -> Option<(JobKind, &'static str)> {
    match queue {
        Queue::Ours => Some((JobKind::TakeApplications, "bulk-take")),
        Queue::Theirs | Queue::Preparing | Queue::Supervised => {
            Some((JobKind::RemindApplications, "bulk-remind"))
        }
        Queue::Open | Queue::Ended => None,
    }
}

/// A part of the queue; no kind takes all.
pub(crate) type OfQueue = (Queue, Option<ShopKind>);

/// What fields ask for.
pub(crate) fn wanted(data: &FormData) -> OfQueue {
    (data.first("queue").parse().unwrap_or(Queue::Ours), data.first("kind").parse().ok())
}

/// The same as fields; what takes all is left out.
pub(crate) fn fields((queue, kind): OfQueue) -> Vec<(&'static str, String)> {
    let kind = kind.map(|kind| ("kind", kind.code().to_owned()));
    [("queue", queue.code().to_owned())].into_iter().chain(kind).collect()
}

/// The list under a filter, after what the page before ended with.
pub(crate) fn address(place: &Place, wanted: OfQueue, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields(wanted));
    if !after.is_empty() {
        query.append_pair("after", after);
    }
    place.to(&format!("/operator/applications?{}", query.finish()))
}

/// The filter in words: `Our turn · Maker`.
pub(crate) fn in_words(words: Words, (queue, kind): OfQueue) -> String {
    let kind = kind.map(|kind| admission::kind(words, kind));
    [part(words, queue)].into_iter().chain(kind).collect::<Vec<_>>().join(" · ")
}

fn part(words: Words, queue: Queue) -> String {
    words.say(&format!("admission-queue-{}", queue.code())).into_owned()
}

pub(super) async fn list(desk: OperatorDesk, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Applications);
    let asked = FormData::parse(query.unwrap_or_default().as_bytes())?;
    let ((queue, kind), after) = (wanted(&asked), cursor(asked.first("after")));
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::application::queue(engine, &desk.member, market, (queue, kind), after).await?;
    let wanted = Wanted { queue, kind, is_first: after.is_none(), now: desk.now() };
    Ok(page::html(&ListApplications::new(frame, &place, &found, wanted)))
}
