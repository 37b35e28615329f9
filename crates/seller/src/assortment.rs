//! What a shop offers of the seller's one catalogue: chosen, previewed against the rules of its market, then offered or
//! taken back as one job.

mod handlers;
#[cfg(test)]
mod samples;
mod typed;

use domain::Code;
use domain::assortment::Objection;
use domain::job::Job;
use engine::assortment::{Counts, Preview, PreviewRow, Verdict};
use money::Money;
use web::{Choice, Desk, Form, Frame, Link, Pager, Picture, Tone, Words};

use crate::desk::Scope;
use crate::job;
use crate::moment::{Mark, Moment};

pub use handlers::routes;

/// `/seller/assortment`
#[derive(Debug, askama::Template)]
#[template(path = "assortment/show.html")]
pub struct ShowAssortment {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// Name of the shop, and of its market.
    pub shop: String,
    pub market: String,
    /// By what an address names it, for the form that asks for the preview.
    pub key: String,
    pub form: Form,
    /// Shops whose prices can be taken; none where the seller has one shop only.
    pub from: Vec<Choice>,
    pub choices: Vec<Choice>,
    pub roundings: Vec<Choice>,
    /// The shop's currency; empty where no other shop has another.
    pub currency: String,
    pub preview: Option<Previewed>,
    pub jobs: Vec<web::job::Row>,
    pub empty: Picture,
}

/// What would become of what was chosen.
#[derive(Debug, Clone)]
pub struct Previewed {
    pub rows: Vec<Row>,
    pub counts: Counts,
    pub takes_back: bool,
    pub is_cut: bool,
    /// Why products are refused, and how many.
    pub reasons: Vec<(String, i64)>,
    pub tabs: Vec<Link>,
    pub pager: Pager,
    /// The caller's id of the command that begins it.
    pub key: String,
    /// The wish, for the form that begins it.
    pub hidden: Vec<(String, String)>,
}

/// One product.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub picture: Picture,
    pub from: String,
    pub to: String,
    pub mark: Mark,
    pub reasons: Vec<String>,
    pub can_be_chosen: bool,
}

/// What a market has against a product, as a sentence.
pub fn objection(words: Words, objection: Objection) -> String {
    words.refusal(objection.code(), &[])
}

impl Row {
    pub fn new(moment: Moment, row: &PreviewRow) -> Self {
        let words = moment.words;
        let span = |span: &Option<(Money, Money)>| match span {
            None => String::new(),
            Some((least, most)) if least == most => words.money(*least),
            Some((least, most)) => format!("{} – {}", words.money(*least), words.money(*most)),
        };
        let (mark, reasons) = match &row.verdict {
            Verdict::Offered => (Mark::new(Tone::Good, words.say("assortment-will-offer")), Vec::new()),
            Verdict::TakenBack => (Mark::new(Tone::Warn, words.say("assortment-will-take-back")), Vec::new()),
            Verdict::Unchanged => (Mark::plain(words.say("assortment-unchanged")), Vec::new()),
            Verdict::Refused(all) => (
                Mark::new(Tone::Bad, words.say("assortment-refused")),
                all.iter().map(|one| objection(words, *one)).collect(),
            ),
        };
        Self {
            id: row.product.id.to_string(),
            title: row.product.title.say(words.lang.html()).to_owned(),
            picture: crate::picture(&row.picture, &row.product.drawing, row.product.hue),
            from: span(&row.from),
            to: span(&row.to),
            can_be_chosen: matches!(row.verdict, Verdict::Offered | Verdict::TakenBack),
            mark,
            reasons,
        }
    }
}

impl Previewed {
    pub fn rows(moment: Moment, preview: &Preview) -> Vec<Row> {
        preview.rows.iter().map(|row| Row::new(moment, row)).collect()
    }

    pub fn reasons(words: Words, preview: &Preview) -> Vec<(String, i64)> {
        preview.reasons.iter().map(|(one, count)| (objection(words, *one), *count)).collect()
    }

    /// What the button that begins it says.
    pub fn begin(&self, words: impl web::Given<Words>) -> String {
        let key = if self.takes_back { "assortment-take-back-all" } else { "assortment-offer-all" };
        words.given().with(key, &[("count", self.counts.changed.into())])
    }
}

/// The latest jobs, as this page and others list them.
pub fn jobs(moment: Moment, scope: &Scope, jobs: &[Job]) -> Vec<web::job::Row> {
    jobs.iter().map(|one| job::row(moment, scope, one)).collect()
}
