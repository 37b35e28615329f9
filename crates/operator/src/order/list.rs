//! Orders of a market by state, newest first, a cursor's page at a time.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Code;
use domain::OrderId;
use domain::order::OrderState;
use engine::Stop;
use money::Money;
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Link, Pager, Words, page};

use crate::mark::Mark;
use crate::place::{Asked, Place, Section};
use engine::console::ListedOrder;

/// As many rows as the engine gives at once: a full page has a next one.
pub(crate) const ROWS: usize = 50;

pub(crate) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Orders);
    let searched = asked.q.trim();
    if let Some(id) = known(&desk, searched).await? {
        return Ok(Redirect::to(&place.to(&format!("/operator/orders/{id}"))).into_response());
    }
    let state: Option<OrderState> = asked.state.parse().ok();
    let before: Option<OrderId> = asked.before.parse().ok();
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::console::orders(engine, &desk.member, market, state, before).await?;
    let list = ListOrders::new(frame, &place, &found, state, before.is_none());
    Ok(page::html(&list.not_found(searched)))
}

/// The order whose reference was searched for, if the operator has it.
async fn known(desk: &OperatorDesk, searched: &str) -> Result<Option<OrderId>, Failure> {
    let Ok(id) = searched.parse::<OrderId>() else { return Ok(None) };
    match engine::order::for_operator(&desk.site.engine, &desk.member, id).await {
        Ok(_) => Ok(Some(id)),
        Err(Stop::Absent) => Ok(None),
        Err(stop) => Err(stop.into()),
    }
}

#[derive(Debug, Template)]
#[template(path = "order/list.html")]
pub(crate) struct ListOrders {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    rows: Vec<Row>,
    pager: Pager,
    /// What was searched for and not found; empty without a search.
    not_found: String,
}

/// An order as lists show it.
#[derive(Debug)]
pub(crate) struct Row {
    pub id: String,
    pub href: String,
    pub shop: String,
    pub buyer: String,
    pub mark: Mark,
    /// Of its newest request.
    pub request: Option<Mark>,
    pub placed: String,
    pub total: String,
    /// Empty where nothing went back.
    pub refunded: String,
}

impl Row {
    pub(crate) fn new(place: &Place, order: &ListedOrder) -> Self {
        let words = place.words;
        let money = |minor: i64| words.money(Money::new(minor, order.currency));
        Self {
            id: order.order_id.to_string(),
            href: place.to(&format!("/operator/orders/{}", order.order_id)),
            shop: order.shop_name.clone(),
            buyer: order.buyer.clone(),
            mark: Mark::order(words, order.state),
            request: order.request_state.parse().ok().map(|state| Mark::request(words, state)),
            placed: words.date_time(order.placed_at, place.offset_minutes),
            total: money(order.total),
            refunded: if order.refunded > 0 { money(order.refunded) } else { String::new() },
        }
    }
}

impl ListOrders {
    /// `state` is the tab; `is_first` tells whether a cursor was given.
    pub(crate) fn new(
        frame: Frame,
        place: &Place,
        found: &[ListedOrder],
        state: Option<OrderState>,
        is_first: bool,
    ) -> Self {
        let address = |state: Option<OrderState>| match state {
            Some(state) => place.to(&format!("/operator/orders?state={}", state.code())),
            None => place.to("/operator/orders"),
        };
        let first = (!is_first).then(|| address(state));
        let next = found.last().filter(|_| found.len() == ROWS).map(|last| {
            let here = address(state);
            let mark = if here.contains('?') { '&' } else { '?' };
            format!("{here}{mark}before={}", last.order_id)
        });
        Self {
            desk: place.desk(),
            tabs: tabs(place.words, state, address),
            rows: found.iter().map(|order| Row::new(place, order)).collect(),
            pager: Pager::neighbours(first, next),
            not_found: String::new(),
            frame: frame.titled(place.title()),
        }
    }

    /// Says that no order has the reference which was searched for.
    pub(crate) fn not_found(self, searched: &str) -> Self {
        Self { not_found: searched.to_owned(), ..self }
    }
}

fn tabs(
    words: Words,
    chosen: Option<OrderState>,
    address: impl Fn(Option<OrderState>) -> String,
) -> Vec<Link> {
    let tab = |state: Option<OrderState>| {
        let label = state
            .map_or_else(|| words.say("operator-all").into_owned(), |state| Mark::order(words, state).text);
        let link = Link::new(label, address(state));
        if state == chosen { link.here() } else { link }
    };
    [None].into_iter().chain(OrderState::ALL.iter().copied().map(Some)).map(tab).collect()
}
