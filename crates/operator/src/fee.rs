//! A shop's deposit and fees as the operator sees them, and what it does with them: asks for a deposit, or makes a buyer whole
//! out of it.

#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::fee::{Fee, REASON_LETTERS_MAX};
use domain::permission::Permission;
use domain::{Code, OrderId, ShopId};
use engine::fee::{FeesView, UseDeposit};
use money::Money;
use web::actor::{OperatorDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, page};

use crate::place::{Place, Section};

/// Letters of an order's id and of a form's own.
const ID_LETTERS_MAX: usize = 60;

pub(crate) async fn show(desk: OperatorDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    page_with(&desk, &id, Form::default()).await
}

async fn page_with(desk: &OperatorDesk, id: &str, form: Form) -> Result<Response, Failure> {
    let (frame, place) = Place::at(desk, Section::Shops);
    let id: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let view = engine::fee::for_operator(&desk.site.engine, &desk.member, id, desk.now()).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let key = engine::random_key(&desk.site.engine);
    let mut page = ShowShopFees::new(frame, &place, &view, (form, key));
    let may = desk.member.can(Permission::DepositsUse);
    (page.has_deposit, page.may_ask) = (page.has_deposit && may, page.may_ask && may);
    Ok(page::html_with(status, &page))
}

/// `POST …/deposit`: asks for one.
pub(crate) async fn ask(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Shops);
    let shop: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut form = Form::new(data).labelled([("ask", place.words.say("fee-ask-amount"))]);
    let Some(amount) = form.amount("ask", desk.market.currency) else {
        return page_with(&desk, &id, form).await;
    };
    let asked = (shop, amount.minor);
    let asked = engine::fee::ask_for_deposit(&desk.site.engine, &desk.member, asked, desk.now()).await;
    match refused_or(asked)? {
        Ok(()) => Ok(place.done(&format!("/operator/shops/{shop}/fees"), "deposit-asked")),
        Err(refusal) => {
            form.errors.refuse("ask", code_of(&refusal), Vec::new());
            page_with(&desk, &id, form).await
        }
    }
}

/// `POST …/compensation`: takes from the deposit for a buyer.
pub(crate) async fn compensate(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let (_, place) = Place::at(&desk, Section::Shops);
    let shop: ShopId = id.parse().map_err(|_| Failure::NotFound)?;
    let words = place.words;
    let labels = [("order", "operator-order"), ("amount", "operator-amount"), ("reason", "fee-reason")];
    let mut form = Form::new(data).labelled(labels.map(|(field, key)| (field, words.say(key))));
    let order: Option<OrderId> =
        form.required("order", ID_LETTERS_MAX).and_then(|text| text.trim().parse().ok());
    if order.is_none() {
        form.errors.add("order", "web-error-not-a-choice");
    }
    let amount = form.amount("amount", desk.market.currency);
    let reason = form.required("reason", REASON_LETTERS_MAX);
    let key = form.value("key").to_owned();
    let (Some(order), Some(amount), Some(reason)) = (order, amount, reason) else {
        return page_with(&desk, &id, form).await;
    };
    let wish = UseDeposit { shop, order, amount_minor: amount.minor, reason, key };
    match refused_or(engine::fee::use_for_buyer(&desk.site.engine, &desk.member, wish, desk.now()).await)? {
        Ok(()) => Ok(place.done(&format!("/operator/shops/{shop}/fees"), "deposit-used")),
        Err(refusal) => {
            form.errors.refuse("", code_of(&refusal), Vec::new());
            page_with(&desk, &id, form).await
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "fee/show.html")]
pub(crate) struct ShowShopFees {
    frame: Frame,
    desk: Desk,
    name: String,
    base: String,
    back: String,
    facts: Vec<(String, String)>,
    rows: Vec<Row>,
    /// Whether there is a deposit to take from, and whether one may be asked for.
    has_deposit: bool,
    may_ask: bool,
    form: Form,
    key: String,
}

#[derive(Debug)]
struct Row {
    when: String,
    name: String,
    net: String,
    vat: String,
    state: String,
    earned: String,
}

impl ShowShopFees {
    fn new(frame: Frame, place: &Place, view: &FeesView, (form, key): (Form, String)) -> Self {
        let words = place.words;
        let money = |minor| words.money(Money::new(minor, view.currency));
        let lodged = view.terms.as_ref().map_or(0, |terms| terms.deposit);
        let args = [("left", money(view.deposit_minor).into()), ("lodged", money(lodged).into())];
        let mut facts = vec![
            (words.say("fee-kind-deposit").into_owned(), words.with("fee-deposit-left", &args)),
            (words.say("fee-available").into_owned(), money(view.available_minor)),
            (words.say("fee-owed").into_owned(), money(view.owed_minor)),
        ];
        if let Some(by) = view.terms.as_ref().and_then(|terms| terms.top_up_by) {
            facts.push((words.say("fee-top-up").into_owned(), words.date(by, place.offset_minutes)));
        }
        let is_deposit = |fee: &&Fee| fee.kind == domain::fee::FeeKind::Deposit;
        let is_open = |fee: &Fee| fee.is_settled() || fee.state == domain::fee::FeeState::Due;
        Self {
            desk: place.desk(),
            name: view.shop.name.clone(),
            base: place.to(&format!("/operator/shops/{}", view.shop.id)),
            back: place.to(&format!("/operator/shops/{}", view.shop.id)),
            facts,
            rows: view.fees.iter().map(|fee| row(place, fee)).collect(),
            has_deposit: view.deposit_minor > 0,
            may_ask: !view.fees.iter().filter(is_deposit).any(is_open),
            form,
            key,
            frame: frame.titled(view.shop.name.clone()),
        }
    }

    /// The address of an act.
    fn act(&self, path: &str) -> String {
        match self.base.split_once('?') {
            Some((base, query)) => format!("{base}/{path}?{query}"),
            None => format!("{}/{path}", self.base),
        }
    }
}

fn row(place: &Place, fee: &Fee) -> Row {
    let words = place.words;
    let money = |minor| words.money(Money::new(minor, fee.currency));
    Row {
        when: words.date(fee.paid_at.unwrap_or(fee.due_at), place.offset_minutes),
        name: words.say(&format!("fee-kind-{}", fee.kind.code())).into_owned(),
        net: money(fee.net),
        vat: if fee.vat > 0 { money(fee.vat) } else { String::new() },
        state: words.say(&format!("fee-state-{}", fee.state.code())).into_owned(),
        earned: if fee.earned > 0 { money(fee.earned) } else { String::new() },
    }
}
