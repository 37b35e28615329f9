//! What selling on this market costs, as its seller sees it: the commission, the deposit and what is left of it, what is to be
//! paid now, what was charged, and what comes next.

mod plan;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::Code;
use domain::fee::{Fee, FeeKind, FeeState};
use domain::permission::Permission;
use domain::policy::fees::Payer;
use engine::fee::{FeesView, Way};
use web::actor::{SellerDesk, code_of, refused_or};
use web::rules::Reading;
use web::{Desk, Failure, Form, FormData, Frame, Tone, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, back, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::{Mark, Moment};
#[cfg(test)]
use crate::sample;
use plan::PlanRow;

pub fn routes() -> Router<web::Site> {
    Router::new()
        .route("/seller/fees", get(index))
        .route("/seller/fees/payment", post(pay))
        .route("/seller/fees/return", get(returned))
        .route("/seller/fees/plan", post(plan::choose))
}

async fn index(desk: SellerDesk) -> Result<Response, Failure> {
    show_with(&desk, Form::default()).await
}

async fn show_with(desk: &SellerDesk, form: Form) -> Result<Response, Failure> {
    let moment = moment(desk);
    let view = engine::fee::of_member(&desk.site.engine, &desk.member, desk.shop.id, moment.now).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = ShowFees::new(around(desk, Room::Fees), moment, &view, form);
    page.may_pay = desk.member.can(Permission::FeesPay);
    Ok(page::html_with(status, &page))
}

async fn pay(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let (engine, now) = (&desk.site.engine, desk.now());
    let view = engine::fee::of_member(engine, &desk.member, desk.shop.id, now).await?;
    let way = if data.first("way") == "balance" { Way::Balance } else { Way::Provider };
    let address = format!("{}{}", engine.url_of(desk.market.id), scope(&desk).to("/seller/fees/return"));
    let paid = engine::fee::pay(engine, &desk.member, view.account, (way, address), now).await;
    let mut form = Form::default();
    match refused_or(paid)? {
        Ok(Some(url)) => return Ok(Redirect::to(&url).into_response()),
        Ok(None) if way == Way::Balance => {
            return Ok(back(&scope(&desk), "/seller/fees", "application-paid"));
        }
        Ok(None) => form.errors.add("", "fee-pay-silent"),
        Err(refusal) => form.errors.refuse("", code_of(&refusal), Vec::new()),
    }
    show_with(&desk, form).await
}

async fn returned(desk: SellerDesk) -> Result<Response, Failure> {
    let (engine, now) = (&desk.site.engine, desk.now());
    let view = engine::fee::of_member(engine, &desk.member, desk.shop.id, now).await?;
    engine::fee::returned(engine, &desk.member, view.account, now).await?;
    Ok(Redirect::to(&scope(&desk).to("/seller/fees")).into_response())
}

/// `/seller/fees`
#[derive(Debug, askama::Template)]
#[template(path = "fee/show.html")]
pub struct ShowFees {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub form: Form,
    pub due: Due,
    /// Whether this member's role pays.
    pub may_pay: bool,
    /// What must be done until when; empty where nothing must.
    pub warning: String,
    /// How the account stands.
    pub standing: Vec<(String, String)>,
    /// What the market charges this shop.
    pub prices: Vec<(String, String)>,
    /// How listed products are counted; empty where they cost nothing.
    pub listing_note: String,
    pub rows: Vec<FeeRow>,
    pub plans: Vec<PlanRow>,
}

/// What is to be paid now.
#[derive(Debug, Default)]
pub struct Due {
    pub lines: Vec<(String, String)>,
    pub total: (String, String),
    pub notes: Vec<String>,
    pub pay: String,
    pub balance: String,
}

/// One fee that was written down.
#[derive(Debug, Clone)]
pub struct FeeRow {
    pub when: String,
    pub name: String,
    pub covers: String,
    pub net: String,
    pub vat: String,
    pub state: Mark,
    pub note: String,
}

impl Due {
    /// Lines, total and notes of some fees; `available_minor` is what the balance could pay.
    pub fn of(moment: Moment, due: &[Fee], available_minor: i64, is_reverse_charge: bool) -> Self {
        let words = moment.words;
        let Some(currency) = due.first().map(|fee| fee.currency) else { return Self::default() };
        let money = |minor| moment.money(minor, currency);
        let total: i64 = due.iter().map(Fee::gross).sum();
        let mut lines: Vec<(String, String)> = Vec::new();
        for fee in due {
            lines.push((kind(moment, fee.kind), money(fee.net)));
            if fee.vat > 0 {
                lines.push((format!("{} {}", words.say("fee-vat"), words.rate(fee.vat_ppm)), money(fee.vat)));
            }
        }
        let has_deposit = due.iter().any(|fee| fee.kind == FeeKind::Deposit);
        let is_reversed = is_reverse_charge && due.iter().any(|fee| fee.kind != FeeKind::Deposit);
        let notes = [(has_deposit, "fee-deposit-note"), (is_reversed, "fee-reverse-charge")];
        let balance = words.with("fee-pay-balance-note", &[("amount", money(available_minor).into())]);
        Self {
            lines,
            total: (words.say("fee-total").into_owned(), money(total)),
            notes: notes
                .iter()
                .filter(|(holds, _)| *holds)
                .map(|(_, key)| words.say(key).into_owned())
                .collect(),
            pay: words.with("fee-pay-provider", &[("amount", money(total).into())]),
            balance: if available_minor >= total { balance } else { String::new() },
        }
    }
}

/// `Deposit`, `Yearly fee`.
pub fn kind(moment: Moment, kind: FeeKind) -> String {
    moment.words.say(&format!("fee-kind-{}", kind.code())).into_owned()
}

/// `Plan: plus`, `Listing fee: 12 products`.
fn named(moment: Moment, fee: &Fee) -> String {
    let words = moment.words;
    let name = kind(moment, fee.kind);
    match fee.kind {
        FeeKind::Plan => {
            words.with("fee-of-plan", &[("kind", name.into()), ("plan", fee.about.clone().into())])
        }
        FeeKind::Listing => {
            let count = fee.about.parse::<i64>().unwrap_or_default();
            words.with("fee-of-listings", &[("kind", name.into()), ("count", count.into())])
        }
        FeeKind::Deposit | FeeKind::Annual => name,
    }
}

fn tone(state: FeeState) -> Tone {
    match state {
        FeeState::Due => Tone::Warn,
        FeeState::Paid => Tone::Good,
        FeeState::Owed => Tone::Bad,
        FeeState::Dropped | FeeState::Returned => Tone::Info,
    }
}

impl FeeRow {
    pub fn new(moment: Moment, fee: &Fee) -> Self {
        let (words, offset) = (moment.words, moment.offset_minutes);
        // A plan and listed products are charged by months of UTC.
        let is_month = matches!(fee.kind, FeeKind::Plan | FeeKind::Listing);
        let date = |at| words.date(at, if is_month { 0 } else { offset });
        let covers = match (fee.covers_from, fee.covers_until) {
            (Some(from), Some(until)) => format!("{} – {}", date(from), date(until - domain::DAY / 2)),
            _ => String::new(),
        };
        let owed = words.with("fee-owed-still", &[("amount", moment.money(fee.owed, fee.currency).into())]);
        Self {
            when: words.date(fee.paid_at.unwrap_or(fee.due_at), offset),
            name: named(moment, fee),
            covers,
            net: moment.money(fee.net, fee.currency),
            vat: if fee.vat > 0 { moment.money(fee.vat, fee.currency) } else { String::new() },
            state: Mark::new(tone(fee.state), words.say(&format!("fee-state-{}", fee.state.code()))),
            note: if fee.owed > 0 { owed } else { String::new() },
        }
    }
}

/// How the account stands, in names and values.
pub fn standing(moment: Moment, view: &FeesView) -> Vec<(String, String)> {
    let words = moment.words;
    let money = |minor| moment.money(minor, view.currency);
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| facts.push((words.say(key).into_owned(), value));
    let lodged = view.terms.as_ref().map_or(0, |terms| terms.deposit);
    if lodged > 0 || view.deposit_minor > 0 {
        let args = [("left", money(view.deposit_minor).into()), ("lodged", money(lodged).into())];
        fact("fee-kind-deposit", words.with("fee-deposit-left", &args));
    }
    if let Some(back) = view.terms.as_ref().and_then(|terms| terms.back_at) {
        fact("fee-deposit-back", words.date(back, moment.offset_minutes));
    }
    let years = view.fees.iter().filter(|fee| fee.kind == FeeKind::Annual && fee.is_settled());
    if let Some(until) = years.filter_map(|fee| fee.covers_until).max() {
        fact("fee-next-year", words.date(until, moment.offset_minutes));
    }
    if view.owed_minor > 0 {
        fact("fee-owed", money(view.owed_minor));
    }
    facts
}

/// What the market charges this shop, in names and values.
pub fn prices(moment: Moment, view: &FeesView) -> Vec<(String, String)> {
    let words = moment.words;
    let reading = Reading { words, currency: view.currency };
    let (least, most) = view.commission.rates();
    let commission = if least == most {
        words.rate(least)
    } else {
        words.with("fee-from-to", &[("least", words.rate(least).into()), ("most", words.rate(most).into())])
    };
    let mut all = vec![(words.say("rule-commission").into_owned(), commission)];
    let payer = Payer { kind: view.kind, categories: &view.categories, currency: view.currency };
    if let Some(amount) = view.rules.deposit_of(payer) {
        all.push((kind(moment, FeeKind::Deposit), moment.money(amount, view.currency)));
    }
    if let Some(rule) = view.rules_now.listing_in(view.currency) {
        all.push((kind(moment, FeeKind::Listing), reading.listing(rule)));
    }
    // A year that follows another one is charged by the rules of its day.
    let is_paid = view.fees.iter().any(|fee| fee.kind == FeeKind::Annual && fee.is_settled());
    let yearly = if is_paid { &view.rules_now } else { &view.rules };
    if let Some(tariff) = yearly.annual_of(payer) {
        let bands = tariff.refunds.iter().map(|band| reading.band(band, view.currency));
        let parts: Vec<String> =
            [moment.money(tariff.amount_minor, view.currency)].into_iter().chain(bands).collect();
        all.push((kind(moment, FeeKind::Annual), parts.join("; ")));
    }
    all
}

/// How listed products are counted, and how many began in this month.
fn listing_note(moment: Moment, view: &FeesView) -> String {
    let words = moment.words;
    match view.rules_now.listing_in(view.currency) {
        Some(_) => words.with("fee-listing-rule", &[("count", view.listed.into())]),
        None => String::new(),
    }
}

impl ShowFees {
    fn new((frame, desk, scope): (Frame, Desk, Scope), moment: Moment, view: &FeesView, form: Form) -> Self {
        let words = moment.words;
        let due: Vec<Fee> = view.fees.iter().filter(|fee| fee.state == FeeState::Due).cloned().collect();
        let by = view.terms.as_ref().and_then(|terms| terms.top_up_by);
        let date = |by| words.date(by, moment.offset_minutes);
        let warning = by.map(|by| words.with("fee-top-up-by", &[("date", date(by).into())]));
        Self {
            frame: frame.titled(words.say("fee-title")),
            desk,
            scope,
            form,
            due: Due::of(moment, &due, view.available_minor, view.is_reverse_charge),
            may_pay: true,
            warning: warning.unwrap_or_default(),
            standing: standing(moment, view),
            prices: prices(moment, view),
            listing_note: listing_note(moment, view),
            rows: view.fees.iter().map(|fee| FeeRow::new(moment, fee)).collect(),
            plans: plan::rows(moment, view),
        }
    }
}

#[cfg(test)]
impl Page for ShowFees {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let page = |view: &FeesView, form: Form| {
            let around = (Frame::sample(words), sample::desk(words, Room::Fees), sample::scope());
            Self::new(around, moment, view, form)
        };
        let mut wrong = Form::default();
        wrong.errors.refuse("", "fee.balance_short", Vec::new());
        let full = sample::fees();
        let mut bare = full.clone();
        (bare.fees, bare.terms, bare.deposit_minor, bare.owed_minor) = (vec![], None, 0, 0);
        bare.rules = domain::policy::Fees::default();
        (bare.rules_now, bare.plan) = (domain::policy::Fees::default(), None);
        vec![page(&full, Form::default()), page(&full, wrong), page(&bare, Form::default())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ShowFees>();
    }
}
