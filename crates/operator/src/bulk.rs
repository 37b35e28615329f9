//! One act on many rows of a list: what is ticked, or all that the filter finds, is shown first with how many it is and some
//! names; only the page after that begins it.

mod handlers;
#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::Router;
use axum::routing::get;
use domain::Code;
use domain::bulk::Rows;
use domain::job::{BulkList, JobKind};
use domain::suspension::SuspensionCause;
use domain::{ApplicationId, PaperId, ShopId};
use engine::bulk::{Named, Preview, ROWS_MAX};
use web::{Choice, Desk, Form, FormData, Frame, admission};

use crate::application::{list, papers};
use crate::mark::Mark;
use crate::place::{Place, Section};

/// Longer names are not looked for: as on the list.
const SEARCH_LETTERS_MAX: usize = 100;

pub(crate) fn routes() -> Router<web::Site> {
    Router::new().route("/operator/bulk", get(handlers::ask).post(handlers::begin))
}

/// What a list asked for.
#[derive(Debug, Clone)]
struct Asked {
    kind: JobKind,
    rows: Rows,
}

impl Asked {
    /// Out of the fields of the list, or of the page in between, which carries them on. Absent where it is nothing that a
    /// list offers.
    fn read(data: &FormData) -> Option<Self> {
        let kind: JobKind = data.first("what").parse().ok()?;
        let rows = match (kind.list()?, data.contains("all")) {
            (BulkList::Papers, true) => Rows::Papers(papers::wanted(data)),
            (BulkList::Papers, false) => Rows::these(ticked(data, PaperId::get)),
            (BulkList::Applications, true) => {
                let (queue, kind) = list::wanted(data);
                Rows::Applications { queue, kind }
            }
            (BulkList::Applications, false) => Rows::these(ticked(data, ApplicationId::get)),
            (BulkList::Shops, true) => {
                let search: String = data.first("q").trim().chars().take(SEARCH_LETTERS_MAX).collect();
                Rows::Shops { standing: data.first("state").parse().ok(), search: search.to_lowercase() }
            }
            (BulkList::Shops, false) => Rows::these(ticked(data, ShopId::get)),
        };
        Some(Self { kind, rows })
    }

    /// The same as fields.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("what", self.kind.code().to_owned())];
        if !matches!(self.rows, Rows::These(_)) {
            fields.push(("all", "1".to_owned()));
        }
        match &self.rows {
            Rows::These(ids) => fields.extend(ids.iter().map(|id| ("row", self.named(*id)))),
            Rows::Shops { standing, search } => {
                fields.extend(standing.map(|standing| ("state", standing.code().to_owned())));
                fields.push(("q", search.clone()));
            }
            Rows::Papers(wanted) => fields.extend(papers::fields(wanted)),
            Rows::Applications { queue, kind } => fields.extend(list::fields((*queue, *kind))),
        }
        fields
    }

    /// The id of a row as its list writes it.
    fn named(&self, id: i64) -> String {
        match self.section() {
            Section::Papers => PaperId::from_raw(id).to_string(),
            Section::Applications => ApplicationId::from_raw(id).to_string(),
            _ => ShopId::from_raw(id).to_string(),
        }
    }

    /// The list that it came from.
    fn section(&self) -> Section {
        match self.kind.list() {
            Some(BulkList::Papers) => Section::Papers,
            Some(BulkList::Applications) => Section::Applications,
            Some(BulkList::Shops) | None => Section::Shops,
        }
    }

    /// Its address, with the filter.
    fn list(&self, place: &Place) -> String {
        match &self.rows {
            Rows::Shops { standing: Some(standing), .. } => {
                place.to(&format!("/operator/shops?state={}", standing.code()))
            }
            Rows::Papers(wanted) => papers::address(place, wanted, ""),
            Rows::Applications { queue, kind } => list::address(place, (*queue, *kind), ""),
            Rows::These(_) | Rows::Shops { standing: None, .. } => place.to(self.section().path()),
        }
    }
}

/// The ids of the rows that were ticked.
fn ticked<I: std::str::FromStr>(data: &FormData, raw: fn(I) -> i64) -> impl Iterator<Item = i64> {
    data.all("row").filter_map(|id| id.parse().ok()).map(raw)
}

/// `/operator/bulk`
#[derive(Debug, Template)]
#[template(path = "bulk/show.html")]
struct AskBulk {
    frame: Frame,
    desk: Desk,
    list: String,
    list_label: String,
    /// How many rows it is about.
    count: String,
    names: Vec<String>,
    /// More than those names.
    more: i64,
    /// What the filter was; empty where rows were ticked.
    filter: String,
    /// What will happen to each, and to whom it is told.
    text: String,
    action: String,
    kept: Vec<(&'static str, String)>,
    key: String,
    /// Reasons are asked for.
    asks_reasons: bool,
    is_possible: bool,
    causes: Vec<Choice>,
    form: Form,
}

impl AskBulk {
    fn new(frame: Frame, place: &Place, asked: &Asked, (seen, key): (&Preview, String), form: Form) -> Self {
        let words = place.words;
        let code = asked.kind.code();
        let title = web::job::title(words, asked.kind);
        let cause = |one: &SuspensionCause| {
            Choice::new(one.code(), words.say(&format!("suspension-cause-{}", one.code())))
        };
        Self {
            desk: place.desk(),
            list: asked.list(place),
            list_label: asked.section().label(words),
            count: count(place, asked, seen),
            names: seen.names.iter().map(|named| name(place, named)).collect(),
            more: if seen.is_more { 0 } else { (seen.total.min(ROWS_MAX) - seen.names.len() as i64).max(0) },
            filter: filter(place, &asked.rows),
            text: words.say(&format!("bulk-what-{code}")).into_owned(),
            action: place.to("/operator/bulk"),
            kept: asked.fields(),
            key,
            asks_reasons: asked.kind == JobKind::SuspendShops,
            is_possible: (1..=ROWS_MAX).contains(&seen.total),
            causes: SuspensionCause::ALL.iter().map(cause).collect(),
            form: form.labelled([("found", words.say("suspension-found"))]),
            frame: frame.titled(title),
        }
    }
}

/// How many rows of which list.
fn count(place: &Place, asked: &Asked, seen: &Preview) -> String {
    let (count, many, over) = match asked.section() {
        Section::Papers => ("bulk-count-papers", "bulk-many-papers", "bulk-over-papers"),
        Section::Applications => {
            ("bulk-count-applications", "bulk-many-applications", "bulk-over-applications")
        }
        _ => ("bulk-count", "bulk-many", "bulk-over"),
    };
    if seen.total > ROWS_MAX {
        return place.words.with(over, &[("max", ROWS_MAX.into())]);
    }
    let say = if seen.is_more { many } else { count };
    place.words.with(say, &[("count", seen.total.into())])
}

fn name(place: &Place, named: &Named) -> String {
    match named.paper {
        Some(kind) => format!("{} · {}", named.name, admission::paper(place.words, kind)),
        None => named.name.clone(),
    }
}

/// The filter in words.
fn filter(place: &Place, rows: &Rows) -> String {
    let words = place.words;
    let (standing, search) = match rows {
        Rows::These(_) => return String::new(),
        Rows::Papers(wanted) => {
            return words.with("bulk-filter-papers", &[("filter", papers::in_words(words, wanted).into())]);
        }
        Rows::Applications { queue, kind } => {
            let filter = list::in_words(words, (*queue, *kind));
            return words.with("bulk-filter-applications", &[("filter", filter.into())]);
        }
        Rows::Shops { standing, search } => (standing, search),
    };
    let standing = match standing {
        Some(standing) => Mark::standing(words, *standing).text,
        None => words.say("operator-all").into_owned(),
    };
    let key = if search.is_empty() { "bulk-filter" } else { "bulk-filter-named" };
    words.with(key, &[("state", standing.into()), ("search", search.clone().into())])
}
