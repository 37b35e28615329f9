//! `halles bench limits`: what strangers do to wear a server out. It must stay up, keep its memory, and go on serving
//! others: a visitor who asks for the home page all the time measures that.

mod attack;

use std::process::Command;
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};

use super::drawing::{bars, number, time};
use super::house::{House, Server};
use super::line::Line;
use super::load::{self, Stage};
use super::market::{self, HOST, Plan};
use super::tally::{Sorted, Tally, ms};
use super::{Finding, Options};
use crate::outside::stopwatch;
use crate::{door, open};
use attack::Attack;

const PLAN: Plan = Plan { shops: 20, shops_a_seller: 1, products_a_shop: 25, pieces: 1_000, seed: 0 };
/// Files and sockets that a process should be allowed to have open for this.
const OPEN_FILES: usize = 12_000;
/// Of them, not for connections.
const OTHER_FILES: usize = 500;
/// How often the visitor looks.
const LOOKS_EVERY: Duration = Duration::from_millis(10);
/// An answer that takes longer is none: the visitor has gone.
const PATIENCE: Duration = Duration::from_secs(5);
/// So much memory may an attack cost.
const MEMORY_MB_MAX: u64 = 200;

/// What an attack did.
struct Blow {
    name: &'static str,
    /// What the attacker was answered.
    answered: String,
    looks: Sorted,
    memory_mb: u64,
    grown_mb: u64,
}

pub fn run(options: &Options) -> anyhow::Result<Finding> {
    let house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..PLAN };
    let goods = house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let connections = connections_max();
    let mut server = house.serves()?;
    let mut blows = vec![strike(options, &server, Attack::None, connections)?];
    for attack in attack::all(&goods) {
        blows.push(strike(options, &server, attack, connections)?);
        anyhow::ensure!(server.is_up(), "the server fell");
    }
    server.end()?;
    Ok(finding(options, &house, &blows))
}

/// Asks the system to let this process, and the server that it starts, open many sockets. Answers how many connections
/// it may hold.
fn connections_max() -> usize {
    let most = || {
        let text = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
        door::files_max(&text).unwrap_or(0)
    };
    if most() < OPEN_FILES {
        let own = std::process::id().to_string();
        // Where it is refused, fewer connections are held, and the finding says so.
        let _ = Command::new("prlimit").args(["--pid", &own, &format!("--nofile={OPEN_FILES}")]).output();
    }
    most().saturating_sub(OTHER_FILES)
}

fn strike(options: &Options, server: &Server, attack: Attack, connections: usize) -> anyhow::Result<Blow> {
    let before = server.process().memory_mb();
    let (stage, door, name) = (Stage::default(), server.door, attack.name());
    let (answered, looks, memory_mb) = open::wait(&load::runtime()?, async {
        let visitor = tokio::spawn(look(stage.clone(), door));
        let answered = attack.run(door, options.seconds(), connections).await.context(name)?;
        let memory_mb = server.process().memory_mb();
        stage.end();
        anyhow::Ok((answered, visitor.await??, memory_mb))
    })?;
    let grown_mb = memory_mb.saturating_sub(before);
    anyhow::ensure!(grown_mb <= MEMORY_MB_MAX, "{name}: memory grew by {grown_mb} MiB");
    Ok(Blow { name, answered, looks: looks.sorted(), memory_mb, grown_mb })
}

/// A visitor who looks at the home page again and again, and must always be answered.
async fn look(stage: Stage, door: std::net::SocketAddr) -> anyhow::Result<Tally> {
    let mut tally = Tally::default();
    let mut line = Line::to(door, HOST).await?;
    while stage.goes_on() {
        let begun = stopwatch();
        let status =
            tokio::time::timeout(PATIENCE, line.get("/")).await.context("a visitor waited in vain")??;
        anyhow::ensure!(status == 200, "a visitor was answered {}", line.told());
        tally.note(begun.elapsed());
        tokio::time::sleep(LOOKS_EVERY).await;
    }
    Ok(tally)
}

fn finding(options: &Options, house: &House, blows: &[Blow]) -> Finding {
    let mut text = vec![
        format!(
            "limits on {}: {} s for each; a visitor looks meanwhile",
            house.database_name(),
            options.seconds()
        ),
        String::new(),
    ];
    let rows: Vec<_> = blows.iter().map(|blow| (blow.name.to_owned(), blow.looks.p99())).collect();
    text.extend(bars(&rows, "µs p99 of the visitor"));
    text.push(String::new());
    for blow in blows {
        text.push(format!(
            "  {}: {}; visitor p50 {}, at most {}; memory {} MiB (+{})",
            blow.name,
            blow.answered,
            time(blow.looks.p50()),
            time(blow.looks.within(1_000)),
            number(blow.memory_mb),
            blow.grown_mb
        ));
    }
    let row = |blow: &Blow| -> Value {
        json!({
            "attack": blow.name,
            "answered": blow.answered,
            "visitor_p50_ms": ms(blow.looks.p50()),
            "visitor_p99_ms": ms(blow.looks.p99()),
            "visitor_max_ms": ms(blow.looks.within(1_000)),
            "looks": blow.looks.count(),
            "memory_mb": blow.memory_mb,
            "grown_mb": blow.grown_mb,
        })
    };
    let json = json!({
        "bench": "limits",
        "database": house.database_name(),
        "seconds": options.seconds(),
        "is_up": true,
        "attacks": blows.iter().map(row).collect::<Vec<_>>(),
    });
    Finding { text, json }
}
