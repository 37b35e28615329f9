//! `halles bench reads`: pages that everybody sees, asked for without a session over kept connections, beside a bare
//! handler that serves the same bytes. Each page is asked for once before, which is a figure of its own: what follows is
//! what visitors get of pages that others have seen.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;
use sample::lot::Lot;
use serde_json::{Value, json};

use tokio::task::JoinSet;

use super::drawing::{bars, number, percent, time};
use super::house::{House, Server};
use super::line::Line;
use super::load::{self, Spent, Stage, Watched};
use super::market::{self, Goods, HOST, Plan};
use super::tally::{Sorted, Tally, ms, rate, share, thousandth};
use super::{Finding, Options};
use crate::open;
use crate::outside::stopwatch;

const PLAN: Plan = Plan { shops: 200, shops_a_seller: 1, products_a_shop: 25, pieces: 1_000, seed: 0 };

/// One kind of page as one kind of browser asks for it.
struct Kind {
    name: &'static str,
    accepts: &'static str,
    paths: Vec<String>,
}

/// What came of asking for it.
struct Asked {
    /// Pages a second while each was asked for once, in turn: what making them costs.
    first: u64,
    times: Sorted,
    spent: Spent,
    /// Of one answer.
    bytes: usize,
}

impl Asked {
    fn a_second(&self) -> u64 {
        rate(self.times.count(), self.spent.micros)
    }

    fn cpu(&self) -> u64 {
        self.spent.server_cpu.checked_div(self.times.count()).unwrap_or(0)
    }
}

pub fn run(options: &Options) -> anyhow::Result<Finding> {
    let house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..PLAN };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let (server, kinds) = (house.serves()?, kinds(&goods));
    let files = kinds.iter().enumerate().map(|(at, kind)| keep_one(&house, &server, (at, kind)));
    let files: Vec<PathBuf> = files.collect::<anyhow::Result<_>>()?;
    let bare = house.serves_bytes(&files)?;
    let mut found = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        let first = first_views(options, &server, kind)?;
        let ours = ask(options, &server, (kind.accepts, &kind.paths))?;
        let raw = ask(options, &bare, (kind.accepts, &[format!("/{at}")]))?;
        found.push((kind, Asked { first, ..ours }, raw));
    }
    let memory_mb = server.process().memory_most_mb();
    server.end()?;
    Ok(finding(options, &house, &found, memory_mb))
}

fn kinds(goods: &Goods) -> Vec<Kind> {
    let kind = |name, accepts, paths: &[String]| Kind { name, accepts, paths: paths.to_vec() };
    vec![
        kind("product", "identity", &goods.products),
        kind("category", "identity", &goods.categories),
        kind("home", "identity", &["/".to_owned()]),
        kind("product gzip", "gzip", &goods.products),
        kind("product br", "br", &goods.products),
        kind("category br", "br", &goods.categories),
    ]
}

/// Asks once, and keeps the answer as it came, for the bare handler.
fn keep_one(house: &House, server: &Server, (at, kind): (usize, &Kind)) -> anyhow::Result<PathBuf> {
    let path = house.folder().join(format!("answer-{at}"));
    let asked = &kind.paths[0];
    let door = server.door;
    let bytes = open::wait(&load::runtime()?, async {
        let mut line = Line::to(door, HOST).await?.accepting(kind.accepts);
        let status = line.get(asked).await?;
        anyhow::ensure!(status == 200, "{asked}: {}", line.told());
        anyhow::Ok(line.whole())
    })?;
    std::fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

/// Asks for each page once, in turn: afterwards all of them were made. Answers how many were made a second.
fn first_views(options: &Options, server: &Server, kind: &Kind) -> anyhow::Result<u64> {
    let (door, accepts, clients) = (server.door, kind.accepts, options.clients());
    let watch = stopwatch();
    open::wait(&load::runtime()?, async {
        let mut all: JoinSet<anyhow::Result<()>> = JoinSet::new();
        for number in 0..clients {
            let own: Vec<String> = kind.paths.iter().skip(number).step_by(clients).cloned().collect();
            all.spawn(async move {
                let mut line = Line::to(door, HOST).await?.accepting(accepts);
                for path in own {
                    let status = line.get(&path).await.with_context(|| path.clone())?;
                    anyhow::ensure!(status == 200, "{path}: {}", line.told());
                }
                Ok(())
            });
        }
        while let Some(done) = all.join_next().await {
            done??;
        }
        anyhow::Ok(())
    })?;
    Ok(rate(kind.paths.len() as u64, u64::try_from(watch.elapsed().as_micros())?))
}

fn ask(
    options: &Options,
    server: &Server,
    (accepts, paths): (&'static str, &[String]),
) -> anyhow::Result<Asked> {
    let watched = Watched { server: Some(server.process()), database: Vec::new() };
    let (stage, door) = (Stage::default(), server.door);
    let clients = (0..options.clients()).map(|number| {
        let (stage, paths) = (stage.clone(), paths.to_vec());
        let mut lot = Lot::new(options.seed.wrapping_add(number as u64));
        async move {
            let mut line = Line::to(door, HOST).await?.accepting(accepts);
            let (mut tally, mut bytes) = (Tally::default(), 0);
            while stage.goes_on() {
                let path = &paths[usize::try_from(lot.between(0, paths.len() as i64 - 1))?];
                let begun = stopwatch();
                let status = line.get(path).await.with_context(|| path.clone())?;
                anyhow::ensure!(status == 200 && !line.body().is_empty(), "{path}: {}", line.told());
                if stage.counts() {
                    tally.note(begun.elapsed());
                }
                bytes = line.body().len();
            }
            anyhow::Ok((tally, bytes))
        }
    });
    // Six kinds are asked for, each twice: half the time for each is enough.
    let time = Duration::from_secs(options.seconds().div_ceil(2));
    let (brought, spent) = open::wait(&load::runtime()?, load::run(&watched, time, clients, &stage))?;
    let (mut all, mut bytes) = (Tally::default(), 0);
    for (tally, of_one) in brought {
        all.join(tally);
        bytes = of_one;
    }
    Ok(Asked { first: 0, times: all.sorted(), spent, bytes })
}

fn finding(options: &Options, house: &House, found: &[(&Kind, Asked, Asked)], memory_mb: u64) -> Finding {
    let mut text = vec![
        format!(
            "reads on {}: {} products, {} connections, {} s each after warming up",
            house.database_name(),
            number((PLAN.shops * PLAN.products_a_shop) as u64),
            options.clients(),
            options.seconds().div_ceil(2)
        ),
        String::new(),
    ];
    let rows = found.iter().flat_map(|(kind, ours, raw)| {
        [
            (format!("{}, {} bytes", kind.name, number(ours.bytes as u64)), ours.a_second()),
            ("  bare handler".to_owned(), raw.a_second()),
        ]
    });
    text.extend(bars(&rows.collect::<Vec<_>>(), "/s"));
    text.push(String::new());
    let mut pages = serde_json::Map::new();
    for (kind, ours, raw) in found {
        let of_bare = share(ours.a_second(), raw.a_second());
        text.push(format!(
            "  {}: first views {} /s, then {} of bare, p50 {}, p99 {}, server {} µs (bare {} µs)",
            kind.name,
            number(ours.first),
            percent(of_bare),
            time(ours.times.p50()),
            time(ours.times.p99()),
            ours.cpu(),
            raw.cpu()
        ));
        pages.insert(kind.name.replace(' ', "_"), as_json(ours, raw));
    }
    text.push(format!("  memory of the server at most {memory_mb} MiB"));
    let json = json!({
        "bench": "reads",
        "database": house.database_name(),
        "clients": options.clients(),
        "seconds": options.seconds().div_ceil(2),
        "memory_mb": memory_mb,
        "pages": pages,
    });
    Finding { text, json }
}

fn as_json(ours: &Asked, raw: &Asked) -> Value {
    let client_cpu = ours.spent.client_cpu.checked_div(ours.times.count()).unwrap_or(0);
    json!({
        "first_views_per_second": ours.first,
        "per_second": ours.a_second(),
        "p50_ms": ms(ours.times.p50()),
        "p99_ms": ms(ours.times.p99()),
        "cpu_us_per_request": ours.cpu(),
        "client_cpu_us_per_request": client_cpu,
        "bytes": ours.bytes,
        "raw_per_second": raw.a_second(),
        "raw_cpu_us_per_request": raw.cpu(),
        "share_of_raw": thousandth(share(ours.a_second(), raw.a_second())),
    })
}
