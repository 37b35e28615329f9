//! `halles bench checkout`: the complete way of a guest through the forms, many at once, on goods drawn by lot over all
//! shops and buckets.

use std::time::Duration;

use clap::Args;
use sample::lot::Lot;
use serde_json::{Value, json};
use store::db::yardstick;

use super::books::{self, Told};
use super::buyer::{Buyer, STEPS, Times};
use super::drawing::{bars, number, percent, time};
use super::house::{House, Server};
use super::line::Line;
use super::load::{self, Spent, Stage, Watched};
use super::market::{self, HOST, Plan};
use super::process::Process;
use super::raw::{self, Limit, TOGETHER};
use super::tally::{ms, rate, share, thousandth};
use super::{Finding, Options};
use crate::open;

const SHOPS: usize = 200;
const PRODUCTS_A_SHOP: usize = 25;
/// More than any run sells.
const PIECES: i64 = 1_000_000;
/// A buyer takes up to so many pieces.
const PIECES_A_PURCHASE: i64 = 2;

/// What a load of buyers did.
#[derive(Debug)]
pub struct Bought {
    pub told: Told,
    pub times: Times,
    pub spent: Spent,
    pub memory_mb: u64,
}

#[derive(Debug, Clone, Args)]
pub struct Checkout {
    #[command(flatten)]
    pub options: Options,
    /// Each commit is archived meanwhile; what the archive gives back is held against the books as well (SQLite)
    #[arg(long, conflicts_with = "database")]
    archived: bool,
}

pub fn run(Checkout { options, archived }: &Checkout) -> anyhow::Result<Finding> {
    let mut house = House::new(options.database.as_deref())?;
    if *archived {
        house.archives();
    }
    let plan = Plan {
        shops: SHOPS,
        shops_a_seller: 1,
        products_a_shop: PRODUCTS_A_SHOP,
        pieces: PIECES,
        seed: options.seed,
    };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let before = yardstick::counts(house.location())?;
    let server = house.serves()?;
    let bought = load(options, &house, &server, &goods.offers)?;
    server.end()?;
    let stocked = PIECES * (SHOPS * PRODUCTS_A_SHOP) as i64;
    let checks = house.with_engine(async |engine| books::compare(engine, bought.told, stocked).await)?;
    if *archived {
        let restored = house.restored()?;
        restored.with_engine(async |engine| books::compare(engine, bought.told, stocked).await)?;
    }
    let limit = raw::measure(&mut house, &before, u64::try_from(bought.told.purchases)?)?;
    let mut found = finding(options, &house, &bought, (limit, checks));
    if *archived {
        found.text.push("  each commit was archived; what the archive gives back agrees as well".to_owned());
    }
    found.json["archived"] = json!(archived);
    Ok(found)
}

/// Lets guests buy for the time asked, each time one of `offers`.
pub fn load(options: &Options, house: &House, server: &Server, offers: &[String]) -> anyhow::Result<Bought> {
    let watched = Watched { server: Some(server.process()), database: house.database_processes()? };
    let (stage, door, follows) = (Stage::default(), server.door, options.follow);
    let clients = (0..options.clients()).map(|number| {
        let (stage, offers) = (stage.clone(), offers.to_vec());
        let mut lot = Lot::new(options.seed.wrapping_add(1 + number as u64));
        async move {
            let mut buyer = Buyer::new(Line::to(door, HOST).await?, follows);
            let mut told = Told::default();
            let mut counted = Times::default();
            while stage.goes_on() {
                let offer = usize::try_from(lot.between(0, offers.len() as i64 - 1))?;
                let pieces = lot.between(1, PIECES_A_PURCHASE);
                told.note(buyer.buy(&offers[offer], pieces).await?, pieces);
                let times = std::mem::take(&mut buyer.times);
                if stage.counts() {
                    counted.join(times);
                }
            }
            anyhow::Ok((told, counted))
        }
    });
    let time = Duration::from_secs(options.seconds());
    let (brought, spent) = open::wait(&load::runtime()?, load::run(&watched, time, clients, &stage))?;
    let (mut told, mut times) = (Told::default(), Times::default());
    for (client_told, client_times) in brought {
        told.join(client_told);
        times.join(client_times);
    }
    Ok(Bought { told, times, spent, memory_mb: server.process().memory_most_mb() })
}

impl Bought {
    /// Purchases of the measured time.
    pub fn counted(&self) -> u64 {
        self.times.whole.count()
    }

    pub fn a_second(&self) -> u64 {
        rate(self.counted(), self.spent.micros)
    }
}

fn finding(options: &Options, house: &House, bought: &Bought, (limit, checks): (Limit, usize)) -> Finding {
    let (count, a_second) = (bought.counted(), bought.a_second());
    let whole = bought.times.whole.clone().sorted();
    let each = |micros: u64| micros.checked_div(count).unwrap_or(0);
    let spent = bought.spent;
    let of_raw = share(a_second, limit.together);
    let mut text = vec![
        format!(
            "checkout on {}: {} shops, {} offers, {} clients, {} s after warming up",
            house.database_name(),
            SHOPS,
            number((SHOPS * PRODUCTS_A_SHOP) as u64),
            options.clients(),
            options.seconds()
        ),
        String::new(),
    ];
    let rates = [
        ("purchases through the forms".to_owned(), a_second),
        ("bare driver, a commit each".to_owned(), limit.alone),
        (format!("the same rows through the store, {TOGETHER} an act"), limit.through_store),
        (format!("bare driver, {TOGETHER} a commit"), limit.together),
    ];
    text.extend(bars(&rates, "/s"));
    text.push(format!(
        "  {} of the bare driver with {TOGETHER} a commit; the store alone reaches {}",
        percent(of_raw),
        percent(share(limit.through_store, limit.together))
    ));
    text.push(String::new());
    text.push(format!("  a purchase   p50 {}   p99 {}", time(whole.p50()), time(whole.p99())));
    let mut steps = serde_json::Map::new();
    let mut rows = Vec::new();
    for (name, tally) in STEPS.iter().zip(&bought.times.steps) {
        let sorted = tally.clone().sorted();
        rows.push((format!("{name} (p99 {})", time(sorted.p99())), sorted.p50()));
        steps.insert((*name).to_owned(), json!({"p50_ms": ms(sorted.p50()), "p99_ms": ms(sorted.p99())}));
    }
    text.extend(bars(&rows, "µs at p50"));
    text.push(String::new());
    text.push(format!(
        "  processor for a purchase: server {} µs, database {} µs, client {} µs; memory of the server at most {} MiB",
        number(each(spent.server_cpu)),
        number(each(spent.database_cpu)),
        number(each(spent.client_cpu)),
        bought.memory_mb
    ));
    text.push(format!(
        "  {} purchases were told to clients, {} refused; books, stock and provider agree to the cent, {checks} checks of the doctor hold",
        number(bought.told.purchases.unsigned_abs()),
        bought.told.refused
    ));
    Finding { text, json: as_json(options, house, bought, (limit, Value::Object(steps))) }
}

fn as_json(options: &Options, house: &House, bought: &Bought, (limit, steps): (Limit, Value)) -> Value {
    let (count, whole, spent) = (bought.counted(), bought.times.whole.clone().sorted(), bought.spent);
    let each = |micros: u64| micros.checked_div(count).unwrap_or(0);
    json!({
        "bench": "checkout",
        "database": house.database_name(),
        "clients": options.clients(),
        "seconds": options.seconds(),
        "purchases_per_second": bought.a_second(),
        "p50_ms": ms(whole.p50()),
        "p99_ms": ms(whole.p99()),
        "cpu_us_per_purchase": each(spent.server_cpu),
        "database_cpu_us_per_purchase": each(spent.database_cpu),
        "client_cpu_us_per_purchase": each(spent.client_cpu),
        "memory_mb": bought.memory_mb,
        "client_memory_mb": Process::own().memory_most_mb(),
        "share_of_raw": thousandth(share(bought.a_second(), limit.together)),
        "raw_per_second": limit.together,
        "raw_alone_per_second": limit.alone,
        "store_per_second": limit.through_store,
        "store_share_of_raw": thousandth(share(limit.through_store, limit.together)),
        "rows_per_purchase": thousandth(limit.rows_in_hundredths * 10),
        "purchases": bought.told.purchases,
        "refused": bought.told.refused,
        "minor": bought.told.minor,
        "steps": steps,
    })
}
