//! `GET /purchases`, `GET /purchases/{id}?key=`, `GET /purchases/{id}/return`, `POST /purchases/{id}/payment`,
//! `POST /purchases/{id}/cancellation`

use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use axum::routing::{get, post};
use domain::address::Address;
use domain::purchase::{Purchase, PurchaseLine, PurchaseState};
use domain::{Micros, PurchaseId};
use engine::purchase::{self, PurchaseView};
use web::actor::{Visitor, refused_or};
use web::{Pager, Site};

use super::{ListPurchases, Row, ShowPurchase, Waiting, headline, told};
use crate::card::product_href;
use crate::cart::{Change, Item};
use crate::order::{handlers::card, state_tag};
use crate::reader::{Reader, Said, picture};
use crate::visit::{Answer, go, id, reader, to_sign_in, user, with_session};

/// Rows of a page; the engine answers with as many.
const ROWS: usize = 20;

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    /// The secret of a guest's link.
    #[serde(default)]
    key: String,
    /// Set when the provider has just sent the buyer back.
    #[serde(default)]
    back: String,
    #[serde(default)]
    before: String,
}

pub fn routes() -> Router<Site> {
    Router::new()
        .route("/purchases", get(list))
        .route("/purchases/{id}", get(show))
        .route("/purchases/{id}/return", get(returned))
        .route("/purchases/{id}/payment", post(pay))
        .route("/purchases/{id}/cancellation", post(cancel))
}

async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let Some(user) = visitor.user_id() else { return to_sign_in("/purchases") };
    let (engine, reader) = (&visitor.site.engine, reader(&visitor));
    let orders = purchase::mine(engine, user, asked.before.parse().ok()).await?;
    let open = if asked.before.is_empty() { purchase::waiting(engine, user).await? } else { Vec::new() };
    let next = orders.last().filter(|_| orders.len() >= ROWS);
    let first = (!asked.before.is_empty()).then(|| "/purchases".to_owned());
    let page = ListPurchases {
        frame: visitor.frame(visitor.words.say("purchase-mine")),
        waiting: open.iter().map(|one| waiting(&reader, one)).collect(),
        pager: Pager::neighbours(first, next.map(|one| format!("/purchases?before={}", one.order_id))),
        rows: orders.iter().map(|one| row(&reader, one)).collect(),
    };
    Ok(web::page::html(&page))
}

fn waiting(reader: &Reader, one: &Purchase) -> Waiting {
    Waiting {
        href: format!("/purchases/{}", one.id),
        total: reader.money(one.total, one.currency),
        until: reader.day_time(one.expires_at),
    }
}

fn row(reader: &Reader, one: &purchase::MyOrder) -> Row {
    Row {
        href: format!("/purchases/{}#{}", one.purchase, one.order_id),
        title: one.first_title.clone(),
        more: (one.pieces - 1).max(0),
        shop: one.shop_name.clone(),
        placed: reader.date(one.placed_at),
        total: reader.money(one.total, one.currency),
        tag: state_tag(reader, one.state),
        picture: picture(&one.picture, &one.drawing, one.hue, ""),
    }
}

async fn show(visitor: Visitor, Path(text): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let purchase = id::<PurchaseId>(&text)?;
    if !asked.key.is_empty() {
        return by_key(&visitor, purchase, asked.key).await;
    }
    let here = format!("/purchases/{purchase}");
    let Some(user) = visitor.user_id() else { return to_sign_in(&here) };
    let view = purchase::view(&visitor.site.engine, user, purchase).await?;
    Ok(web::page::html(&page(&visitor, &view, !asked.back.is_empty())))
}

/// The link in a guest's mail: it becomes a session, or joins the purchase to the account that is signed in.
async fn by_key(visitor: &Visitor, purchase: PurchaseId, key: String) -> Answer {
    let (engine, here) = (&visitor.site.engine, format!("/purchases/{purchase}"));
    if let Some(account) = visitor.account() {
        let own = purchase::view(engine, account.id, purchase).await.is_ok();
        if !own {
            engine::user::claim(engine, account.id, purchase, key, visitor.now).await?;
        }
        return go(&here);
    }
    let opened = engine::user::open_link(engine, purchase, key, visitor.origin.place(), visitor.now).await;
    match opened {
        Ok(guest) => Ok(with_session(visitor, &guest, go(&here)?)),
        Err(engine::Stop::Absent) => to_sign_in(&here),
        Err(stop) => Err(stop.into()),
    }
}

/// The buyer comes back from the provider, which is asked before the buyer is told anything.
async fn returned(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let purchase = id::<PurchaseId>(&text)?;
    purchase::returned(&visitor.site.engine, purchase, visitor.now).await?;
    go(&format!("/purchases/{purchase}?back=1"))
}

async fn pay(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let (user, purchase) = (user(&visitor)?, id::<PurchaseId>(&text)?);
    let url = purchase::pay(&visitor.site.engine, user, purchase, visitor.host_url(), visitor.now).await;
    match refused_or(url)? {
        Ok(url) => Ok(Redirect::to(&url).into_response()),
        Err(purchase::PayRefusal::Paid) => go(&format!("/purchases/{purchase}")),
        Err(refusal) => Err(engine::Stop::Refused(refusal).into()),
    }
}

async fn cancel(visitor: Visitor, Path(text): Path<String>) -> Answer {
    let (user, purchase) = (user(&visitor)?, id::<PurchaseId>(&text)?);
    purchase::cancel(&visitor.site.engine, user, purchase, visitor.now).await?;
    go(&format!("/purchases/{purchase}"))
}

fn page(visitor: &Visitor, view: &PurchaseView, is_back: bool) -> ShowPurchase {
    let (reader, w, one) = (reader(visitor), visitor.words, &view.purchase);
    let rules = visitor.site.engine.policy(one.market, one.created_at);
    let policy = &rules.policy;
    let money = |minor: i64| reader.money(minor, one.currency);
    let address: Address = serde_json::from_str(&one.address).unwrap_or_default();
    let name = visitor.account().map_or(address.name.as_str(), |user| user.name.as_str());
    let id = one.id.to_string();
    let told = told::told(&reader, view, is_back);
    let is_within = one.total == one.goods + one.delivery;
    ShowPurchase {
        frame: visitor.frame(w.say("purchase-mine")),
        line: w
            .with("purchase-line", &[("id", (&id).into()), ("date", when(&reader, one.created_at).into())]),
        id,
        headline: headline(w, one.state, name, view.parts.len()),
        told,
        can_pay: one.state == PurchaseState::Waiting,
        pay_label: w.with("checkout-pay", &[("amount", money(one.total).into())]),
        items: if view.orders.is_empty() { items(&reader, &view.lines, one) } else { Vec::new() },
        sums: vec![
            (w.say("order-goods").into_owned(), money(one.goods)),
            (w.with("checkout-delivery-sum", &[("count", view.parts.len().into())]), money(one.delivery)),
            (w.say(if is_within { "order-tax-within" } else { "order-tax" }).into_owned(), money(one.tax)),
        ],
        total: (w.say("checkout-total").into_owned(), money(one.total)),
        orders: view.orders.iter().map(|order| card(&reader, order, policy)).collect(),
        address: lines_of(&reader, &address),
        is_guest: visitor.account().is_none(),
    }
}

fn when(reader: &Reader, at: Micros) -> String {
    reader.date_time(at)
}

fn items(reader: &Reader, lines: &[PurchaseLine], one: &Purchase) -> Vec<Item> {
    let item = |line: &PurchaseLine| Item {
        offer: line.offer.to_string(),
        href: product_href(line.product, &line.title),
        title: Said::plain(line.title.clone()),
        options: line.options.clone(),
        picture: picture(&line.picture, &line.drawing, line.hue, ""),
        quantity: line.quantity,
        most: line.quantity,
        unit: reader.money(line.unit, one.currency),
        amount: reader.money(line.amount, one.currency),
        change: Change::default(),
    };
    lines.iter().map(item).collect()
}

/// An address as it stands on an envelope.
pub fn lines_of(reader: &Reader, address: &Address) -> Vec<String> {
    let city = format!("{} {} {}", address.postcode, address.city, address.region);
    let country = if address.country.is_empty() {
        String::new()
    } else {
        reader.country(&address.country).into_owned()
    };
    let all = [
        address.name.clone(),
        address.street.clone(),
        address.extra.clone(),
        city.trim().to_owned(),
        country,
    ];
    all.into_iter().filter(|line| !line.is_empty()).collect()
}
