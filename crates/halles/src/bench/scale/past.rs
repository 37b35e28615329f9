//! Orders of the past, made by the same acts as any order, many at once, without a server between: their books are whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::address::Address;
use domain::{MarketId, OfferId, ShopId};
use engine::Engine;
use engine::checkout::Place;
use engine::plain::{settle, told};
use engine::sandbox::CardEntry;
use sample::lot::Lot;
use tokio::task::JoinSet;

use crate::bench::books::Told;
use crate::bench::buyer::Ended;
use crate::bench::market::{Goods, HOST};

/// Buyers at once: as many as share a commit.
const AT_ONCE: usize = 128;

/// Lets so many purchases happen.
pub async fn play(engine: &Engine, goods: &Goods, orders: u64, seed: u64) -> anyhow::Result<Told> {
    let market = engine.markets()[0].id;
    let (next, offers) = (Arc::new(AtomicU64::new(0)), Arc::new(goods.offers.clone()));
    let mut all = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (engine, next, offers) = (engine.clone(), Arc::clone(&next), Arc::clone(&offers));
        all.spawn(async move {
            let mut told = Told::default();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= orders {
                    return anyhow::Ok(told);
                }
                let drawn = Lot::new(!seed ^ number).between(0, offers.len() as i64 - 1);
                let offer: OfferId = offers[usize::try_from(drawn)?].parse()?;
                told.note(buy(&engine, market, offer, number).await?, 1);
            }
        });
    }
    let mut told = Told::default();
    while let Some(done) = all.join_next().await {
        told.join(done??);
    }
    settle(engine, engine.now()).await?;
    Ok(told)
}

async fn buy(engine: &Engine, market: MarketId, offer: OfferId, number: u64) -> anyhow::Result<Ended> {
    let now = engine.now();
    let place = engine::user::Place { host: HOST.to_owned(), agent: String::new(), ..Default::default() };
    let user = told(engine::user::guest(engine, place, "en".to_owned(), now).await, "a guest")?.user;
    told(engine::cart::add(engine, user, market, offer, 1, now).await, "into the cart")?;
    let to = Address {
        name: "Ana Gast".to_owned(),
        street: "3 rue du Port".to_owned(),
        postcode: "69001".to_owned(),
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        ..Address::default()
    };
    let quote = told(engine::checkout::quote(engine, user, market, &to, &[], now).await, "a quote")?;
    let choices: Vec<(ShopId, i64)> =
        quote.parts.iter().filter_map(|part| Some((part.shop.id, part.chosen?))).collect();
    let form = Place {
        key: format!("past-{number}"),
        email: "guest@buyers.example".to_owned(),
        language: "en".to_owned(),
        address: to,
        choices,
        expected_total: quote.total,
        return_host: format!("http://{HOST}"),
    };
    let placed = told(engine::checkout::place(engine, user, market, form, now).await, "placing")?;
    let page = placed.pay_url.unwrap_or_default();
    let card = CardEntry {
        number: "4242424242424242".to_owned(),
        expiry: "12/39".to_owned(),
        cvc: "123".to_owned(),
        second_step: None,
    };
    let reference = page.rsplit('/').next().unwrap_or_default();
    told(engine::sandbox::pay(engine, reference, card, now).await, "paying")?;
    told(engine::purchase::returned(engine, placed.purchase, now).await, "coming back")?;
    Ok(Ended::Paid { minor: quote.total })
}
