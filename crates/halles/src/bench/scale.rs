//! `halles bench scale`: what the ten millionth offer and the millionth order change for a buyer. A part of the market is
//! filled through the acts themselves and copied until it is as large as asked; then buyers come at an even pace, whether
//! or not the ones before have left. The same pace is put on a market that is all but empty.

pub mod past;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use clap::Args;
use domain::OfferId;
use sample::lot::Lot;
use serde_json::json;
use store::db::yardstick::{self, Copies};
use tokio::task::JoinSet;

use super::books::{self, Told};
use super::buyer::Buyer;
use super::checkout;
use super::doing::Doing;
use super::drawing::{bars, number, time};
use super::house::{House, Server};
use super::line::Line;
use super::load;
use super::market::{self, HOST, Plan};
use super::tally::{Sorted, Tally, ms, share, thousandth};
use super::{Finding, Options};
use crate::open;
use crate::outside::stopwatch;

const EMPTY: Plan = Plan { shops: 200, shops_a_seller: 1, products_a_shop: 5, pieces: PIECES, seed: 0 };
const PIECES: i64 = 1_000_000;
const OFFERS_MAX: u64 = 10_000_000;
const ORDERS_MAX: u64 = 1_000_000;
const SHOPS_MAX: u64 = 50_000;
/// So many offers are made through acts; the others are copies of them.
const OFFERS_MADE_MAX: u64 = 20_000;
/// What a server needs to come to rest before its memory is read.
const REST: Duration = Duration::from_secs(3);
/// The time of warming up, as a part of the measured one.
const WARMING_PART: u64 = 2;
/// Other draws while warming up than those that are measured.
const WARMING_LOT: u64 = 1 << 40;
/// The pace, as a part of what the empty market can take.
const PACE_PART: u64 = 2;

#[derive(Debug, Clone, Args)]
pub struct Scale {
    #[command(flatten)]
    pub options: Options,
    /// Offers on the full market
    #[arg(long, default_value_t = 50_000, value_parser = clap::value_parser!(u64).range(1..=OFFERS_MAX))]
    offers: u64,
    /// Orders of the past
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(0..=ORDERS_MAX))]
    orders: u64,
    /// Shops on the full market
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u64).range(1..=SHOPS_MAX))]
    shops: u64,
}

/// What the full market is on disk, and what it took.
#[derive(Debug, Clone, Copy)]
struct Full {
    filled_s: u64,
    checked_s: u64,
    disk_mb: u64,
}

/// A market under an even pace.
struct Paced {
    whole: Sorted,
    /// A second, until the last one had left.
    served: u64,
    idle_mb: u64,
    most_mb: u64,
}

pub fn run(scale: &Scale) -> anyhow::Result<Finding> {
    let options = &scale.options;
    let doing = Doing::new(options);
    let (empty, pace) = empty(options, &doing)?;
    let watch = stopwatch();
    let house = House::new(options.database.as_deref())?;
    let parts = scale.offers.div_ceil(OFFERS_MADE_MAX);
    let plan = Plan {
        shops: usize::try_from(scale.shops.div_ceil(parts))?,
        shops_a_seller: 1,
        products_a_shop: usize::try_from(scale.offers.div_ceil(scale.shops))?,
        pieces: PIECES,
        seed: options.seed,
    };
    doing.say(format!(
        "filling: {} offers, {} orders",
        scale.offers.div_ceil(parts),
        scale.orders.div_ceil(parts)
    ));
    let (goods, past) = house.with_engine(async |engine| {
        let goods = market::furnish(engine, plan).await?;
        let past = past::play(engine, &goods, scale.orders.div_ceil(parts), options.seed).await?;
        Ok((goods, past))
    })?;
    let parts = i64::try_from(parts)?;
    let copies = yardstick::multiply(house.location(), parts - 1, &mut |step| doing.copy(step))?;
    let filled_s = watch.elapsed().as_secs();
    doing.say("loading the full market");
    let server = house.serves()?;
    let shelf = Shelf { offers: read_ids(&goods.offers)?, copies: Some((copies, parts)) };
    let (full, told) = at_pace(options, &server, shelf, pace)?;
    server.end()?;
    let mut all = past.times(parts);
    all.join(told);
    let stocked = PIECES * goods.offers.len() as i64 * parts;
    doing.say("checking the full market");
    let watch = stopwatch();
    house.with_engine(async |engine| books::compare(engine, all, stocked).await)?;
    let large = Full { filled_s, checked_s: watch.elapsed().as_secs(), disk_mb: house.disk_mb()? };
    doing.done();
    Ok(finding(scale, house.database_name(), (pace, large), (&empty, &full)))
}

/// What buyers draw from.
#[derive(Debug, Clone)]
struct Shelf {
    offers: Arc<Vec<OfferId>>,
    /// How offers are called in each of so many parts of the market.
    copies: Option<(Copies, i64)>,
}

impl Shelf {
    fn draw(&self, lot: &mut Lot) -> String {
        let at = usize::try_from(lot.between(0, self.offers.len() as i64 - 1)).expect("a lot from 0 on");
        let offer = self.offers[at];
        let Some((copies, parts)) = &self.copies else { return offer.to_string() };
        OfferId::from_raw(copies.id(offer.get(), lot.between(0, parts - 1))).to_string()
    }
}

fn read_ids(offers: &[String]) -> anyhow::Result<Arc<Vec<OfferId>>> {
    Ok(Arc::new(offers.iter().map(|offer| offer.parse()).collect::<Result<_, _>>()?))
}

/// The empty market: what it can take, and how it is at the pace.
fn empty(options: &Options, doing: &Doing) -> anyhow::Result<(Paced, u64)> {
    doing.say("loading the empty market");
    let house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..EMPTY };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let server = house.serves()?;
    let most = checkout::load(options, &house, &server, &goods.offers)?;
    server.end()?;
    let pace = (most.a_second() / PACE_PART).max(1);
    let server = house.serves()?;
    let shelf = Shelf { offers: read_ids(&goods.offers)?, copies: None };
    let (paced, told) = at_pace(options, &server, shelf, pace)?;
    server.end()?;
    let mut all = most.told;
    all.join(told);
    let stocked = PIECES * goods.offers.len() as i64;
    house.with_engine(async |engine| books::compare(engine, all, stocked).await)?;
    Ok((paced, pace))
}

/// Buys without a break until the time is over: of a large file, a server that was just started has read nothing yet. Who
/// buys now counts for the books alone.
async fn warmed(options: &Options, door: SocketAddr, shelf: &Shelf) -> anyhow::Result<Told> {
    let begun = stopwatch();
    let warms = Duration::from_secs(options.seconds().div_ceil(WARMING_PART));
    let clients = (0..options.clients() as u64).map(|client| {
        let (shelf, mut lot) = (shelf.clone(), Lot::new(options.seed ^ WARMING_LOT ^ client));
        async move {
            let mut buyer = Buyer::new(Line::to(door, HOST).await?, false);
            let mut told = Told::default();
            while begun.elapsed() < warms {
                told.note(buyer.buy(&shelf.draw(&mut lot), 1).await?, 1);
            }
            anyhow::Ok(told)
        }
    });
    let mut all: JoinSet<_> = clients.collect();
    let mut told = Told::default();
    while let Some(done) = all.join_next().await {
        told.join(done??);
    }
    Ok(told)
}

/// Buyers arrive evenly, `pace` a second; who finds all connections taken waits, and the waiting counts.
fn at_pace(options: &Options, server: &Server, shelf: Shelf, pace: u64) -> anyhow::Result<(Paced, Told)> {
    let (door, process) = (server.door, server.process());
    let arrivals = pace * options.seconds();
    open::wait(&load::runtime()?, async {
        tokio::time::sleep(REST).await;
        let idle_mb = process.memory_mb();
        let mut told = warmed(options, door, &shelf).await?;
        let (next, begun) = (Arc::new(AtomicU64::new(0)), stopwatch());
        let clients = (0..options.clients()).map(|_| {
            let (next, shelf, seed) = (Arc::clone(&next), shelf.clone(), options.seed);
            async move {
                let mut buyer = Buyer::new(Line::to(door, HOST).await?, false);
                let (mut told, mut whole) = (Told::default(), Tally::default());
                loop {
                    let arrival = next.fetch_add(1, Ordering::Relaxed);
                    if arrival >= arrivals {
                        return anyhow::Ok((told, whole));
                    }
                    let due = Duration::from_micros(arrival * 1_000_000 / pace);
                    tokio::time::sleep(due.saturating_sub(begun.elapsed())).await;
                    let offer = shelf.draw(&mut Lot::new(seed ^ arrival));
                    told.note(buyer.buy(&offer, 1).await?, 1);
                    whole.note(begun.elapsed().saturating_sub(due));
                }
            }
        });
        let mut all: JoinSet<_> = clients.collect();
        let mut whole = Tally::default();
        while let Some(done) = all.join_next().await {
            let (of_one, times) = done??;
            told.join(of_one);
            whole.join(times);
        }
        let served = u128::from(arrivals) * 1_000 / begun.elapsed().as_millis().max(1);
        let served = u64::try_from(served).unwrap_or(u64::MAX);
        Ok((Paced { whole: whole.sorted(), served, idle_mb, most_mb: process.memory_most_mb() }, told))
    })
}

fn finding(
    scale: &Scale,
    database: &str,
    (pace, large): (u64, Full),
    (empty, full): (&Paced, &Paced),
) -> Finding {
    let ratio = share(full.whole.p99(), empty.whole.p99());
    let mut text = vec![
        format!(
            "scale on {database}: {} shops, {} offers, {} orders of the past (filled in {} s, checked in {} s, {} MiB), \
             {} purchases a second",
            number(scale.shops),
            number(scale.offers),
            number(scale.orders),
            number(large.filled_s),
            number(large.checked_s),
            number(large.disk_mb),
            number(pace)
        ),
        String::new(),
    ];
    let rows = [
        ("empty, p50".to_owned(), empty.whole.p50()),
        ("full, p50".to_owned(), full.whole.p50()),
        ("empty, p99".to_owned(), empty.whole.p99()),
        ("full, p99".to_owned(), full.whole.p99()),
    ];
    text.extend(bars(&rows, "µs"));
    text.push(format!(
        "  p99 {} instead of {}: {}.{:02} times; memory at rest {} MiB (empty {}), at most {}",
        time(full.whole.p99()),
        time(empty.whole.p99()),
        ratio / 1_000,
        ratio % 1_000 / 10,
        full.idle_mb,
        empty.idle_mb,
        full.most_mb
    ));
    if full.served < pace * 19 / 20 {
        text.push(format!("  the pace was not held: {} a second were served", number(full.served)));
    }
    let json = json!({
        "bench": "scale",
        "database": database,
        "shops": scale.shops,
        "offers": scale.offers,
        "orders": scale.orders,
        "filled_s": large.filled_s,
        "checked_s": large.checked_s,
        "disk_mb": large.disk_mb,
        "pace_per_second": pace,
        "served_per_second": full.served,
        "empty_p50_ms": ms(empty.whole.p50()),
        "empty_p99_ms": ms(empty.whole.p99()),
        "p50_ms": ms(full.whole.p50()),
        "p99_ms": ms(full.whole.p99()),
        "p99_to_empty": thousandth(ratio),
        "idle_memory_mb": full.idle_mb,
        "empty_idle_memory_mb": empty.idle_mb,
        "memory_mb": full.most_mb,
    });
    Finding { text, json }
}
