//! `halles bench contention`: what it costs when everybody wants the same thing, and whether a scarce thing is sold exactly
//! as often as there are pieces of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use tokio::task::JoinSet;

use super::books::{self, Told};
use super::buyer::{Buyer, Ended};
use super::checkout::{self, Bought};
use super::drawing::{bars, number, percent, time};
use super::house::{House, Server};
use super::line::Line;
use super::load;
use super::market::{self, HOST, Plan};
use super::tally::{ms, share, thousandth};
use super::{Finding, Options};
use crate::open;
use crate::outside::stopwatch;

/// Many variants: over as many shops as a purchase at the checkout bench.
const MANY: Plan = Plan { shops: 200, shops_a_seller: 1, products_a_shop: 5, pieces: 1_000_000, seed: 0 };
/// One thing that everybody wants.
const SCARCE: Plan = Plan { shops: 1, shops_a_seller: 1, products_a_shop: 1, pieces: 100, seed: 0 };
const BUYERS: u64 = 10_000;

/// The rush on a scarce thing.
struct Rush {
    told: Told,
    micros: u64,
}

pub fn run(options: &Options) -> anyhow::Result<Finding> {
    let (many, one) = same_or_many(options)?;
    let rush = rush(options)?;
    Ok(finding(options, &many, &one, &rush))
}

/// The same load on 1,000 variants, then on one of them.
fn same_or_many(options: &Options) -> anyhow::Result<(Bought, Bought)> {
    let house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..MANY };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let server = house.serves()?;
    let many = checkout::load(options, &house, &server, &goods.offers)?;
    let one = checkout::load(options, &house, &server, &goods.offers[..1])?;
    server.end()?;
    let mut told = many.told;
    told.join(one.told);
    let stocked = MANY.pieces * goods.offers.len() as i64;
    house.with_engine(async |engine| books::compare(engine, told, stocked).await)?;
    Ok((many, one))
}

/// Ten thousand want one of a hundred pieces.
fn rush(options: &Options) -> anyhow::Result<Rush> {
    let house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..SCARCE };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let server = house.serves()?;
    let rush = open::wait(&load::runtime()?, storm(options, &server, goods.offers[0].clone()))?;
    server.end()?;
    let told = rush.told;
    anyhow::ensure!(
        told.purchases == SCARCE.pieces,
        "{} of {} pieces were sold",
        told.purchases,
        SCARCE.pieces
    );
    house.with_engine(async |engine| books::compare(engine, told, SCARCE.pieces).await)?;
    Ok(rush)
}

async fn storm(options: &Options, server: &Server, offer: String) -> anyhow::Result<Rush> {
    let (begun, door, next) = (stopwatch(), server.door, Arc::new(AtomicU64::new(0)));
    let clients = (0..options.clients()).map(|_| {
        let (next, offer) = (Arc::clone(&next), offer.clone());
        async move {
            let mut buyer = Buyer::new(Line::to(door, HOST).await?, false);
            let mut told = Told::default();
            while next.fetch_add(1, Ordering::Relaxed) < BUYERS {
                let ended: Ended = buyer.buy(&offer, 1).await?;
                told.note(ended, 1);
            }
            anyhow::Ok(told)
        }
    });
    let mut all: JoinSet<_> = clients.collect();
    let mut told = Told::default();
    while let Some(done) = all.join_next().await {
        told.join(done??);
    }
    Ok(Rush { told, micros: u64::try_from(begun.elapsed().as_micros())? })
}

fn finding(options: &Options, many: &Bought, one: &Bought, rush: &Rush) -> Finding {
    let of_many = share(one.a_second(), many.a_second());
    let variants = (MANY.shops * MANY.products_a_shop) as u64;
    let name = if options.database.is_some() { "PostgreSQL" } else { "SQLite" };
    let (p99_many, p99_one) =
        (many.times.whole.clone().sorted().p99(), one.times.whole.clone().sorted().p99());
    let mut text = vec![
        format!(
            "contention on {name}: {} clients, {} s each after warming up",
            options.clients(),
            options.seconds()
        ),
        String::new(),
    ];
    let rows = [
        (format!("{} variants", number(variants)), many.a_second()),
        ("one variant".to_owned(), one.a_second()),
    ];
    text.extend(bars(&rows, "purchases/s"));
    text.push(format!(
        "  one is sold at {} of the rate of many; p99 {} instead of {}",
        percent(of_many),
        time(p99_one),
        time(p99_many)
    ));
    text.push(String::new());
    text.push(format!(
        "  {} buyers for {} pieces: {} sold, {} refused, no fault, in {}; books, stock and provider agree",
        number(BUYERS),
        SCARCE.pieces,
        rush.told.purchases,
        number(rush.told.refused.unsigned_abs()),
        time(rush.micros)
    ));
    let json = json!({
        "bench": "contention",
        "database": name,
        "clients": options.clients(),
        "seconds": options.seconds(),
        "variants": variants,
        "many_per_second": many.a_second(),
        "one_per_second": one.a_second(),
        "one_to_many": thousandth(of_many),
        "many_p99_ms": ms(p99_many),
        "one_p99_ms": ms(p99_one),
        "buyers": BUYERS,
        "pieces": SCARCE.pieces,
        "sold": rush.told.purchases,
        "refused": rush.told.refused,
        "rush_ms": ms(rush.micros),
    });
    Finding { text, json }
}
