//! A seeded market under trouble never says anything else than its model. `HALLES_SEED` and `HALLES_ACTS` choose the run.

use testkit::{Kind, simulator};

/// Bounded for every run of the suite; `cargo xtask simulate` plays as long as one likes.
const ACTS_ON_SQLITE: u64 = 2_000;
const ACTS_ON_POSTGRESQL: u64 = 800;
const SEED: u64 = 2;
/// From so many acts on, every kind of act must have been done: where one was not, so many more markets are played.
const ENOUGH: u64 = 2_000;
const MORE_MARKETS: u64 = 4;

fn plays(kind: Kind, acts: u64) {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse().expect("a number"));
    let (seed, acts) = (number("HALLES_SEED").unwrap_or(SEED), number("HALLES_ACTS").unwrap_or(acts));
    let Some(mut idle) = run(kind, seed, acts) else { return };
    for more in 1..=MORE_MARKETS {
        if acts < ENOUGH || idle.is_empty() {
            return;
        }
        let also = run(kind, seed + more, acts).expect("it was to be had before");
        idle.retain(|name| also.contains(name));
    }
    assert!(idle.is_empty(), "the simulation never does {idle:?}");
}

/// Kinds of acts that were never done; absent where the database is not to be had.
fn run(kind: Kind, seed: u64, acts: u64) -> Option<Vec<&'static str>> {
    let report =
        simulator::run(kind, seed, acts, |_| {})?.unwrap_or_else(|difference| panic!("{difference}"));
    assert_eq!(report.acts, acts);
    eprintln!("{report}");
    Some(report.never_done().collect())
}

#[test]
fn market_and_model_never_part_in_the_simulator_on_sqlite() {
    plays(Kind::Sqlite, ACTS_ON_SQLITE);
}

#[test]
fn market_and_model_never_part_in_the_simulator_on_postgresql() {
    plays(Kind::Postgres, ACTS_ON_POSTGRESQL);
}

#[test]
fn the_same_seed_is_the_same_run() {
    let run = || simulator::run(Kind::Sqlite, 3, 150, |_| {}).expect("SQLite needs nothing");
    let (one, other) = (run().expect("they agree"), run().expect("they agree"));
    assert_eq!(one.to_string(), other.to_string());
}
