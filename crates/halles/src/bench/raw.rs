//! The raw limit of a run: the rows that it wrote, written again by the bare driver into an empty database with the same
//! tables and settings. Measured on the same machine, right after the run.

use anyhow::Context;
use store::db::yardstick::{self, Bare, Counts, Layer};

use super::house::House;
use super::tally::rate;
use crate::outside::stopwatch;

/// So many purchases' rows are written at most: enough for a steady figure, little enough for memory.
const THINGS_MAX: u64 = 10_000;
/// What the server's writer takes together at most.
pub const TOGETHER: u64 = 128;

/// How fast the bare driver was.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Things a second with `TOGETHER` of them in a transaction.
    pub together: u64,
    /// Things a second with a transaction each.
    pub alone: u64,
    /// Things a second through our own layer, with `TOGETHER` of them in an act.
    pub through_store: u64,
    /// Rows inserted for each thing, in hundredths.
    pub rows_in_hundredths: u64,
}

/// Measures for `things` (purchases, products) whose rows are what came into the tables since `before`.
pub fn measure(house: &mut House, before: &Counts, things: u64) -> anyhow::Result<Limit> {
    anyhow::ensure!(things > 0, "nothing was done that could be done again");
    let after = yardstick::counts(house.location())?;
    let taken = things.min(THINGS_MAX);
    let grown = |table: &String, rows: &u64| {
        rows.saturating_sub(before.get(table).copied().unwrap_or(0)) * taken / things
    };
    let wanted: Counts = after.iter().map(|(table, rows)| (table.clone(), grown(table, rows))).collect();
    let rows: u64 = wanted.values().sum();
    let sample = yardstick::sample(house.location(), &wanted).context("taking the rows of the run")?;
    let rate_of = |took: std::time::Duration| {
        anyhow::Ok(rate(taken, u64::try_from(took.as_micros()).unwrap_or(u64::MAX)))
    };
    let location = house.another_database("halles_layer")?;
    let layer = Layer::open(&location, &sample)?;
    let watch = stopwatch();
    layer.write(usize::try_from(taken.div_ceil(TOGETHER))?)?;
    let through_store = rate_of(watch.elapsed())?;
    let mut a_second = |transactions: u64| {
        let location = house.another_database("halles_raw")?;
        let mut bare = Bare::open(&location)?;
        let watch = stopwatch();
        bare.write(&sample, usize::try_from(transactions)?).context("writing with the bare driver")?;
        rate_of(watch.elapsed())
    };
    Ok(Limit {
        together: a_second(taken.div_ceil(TOGETHER))?,
        alone: a_second(taken)?,
        through_store,
        rows_in_hundredths: rows * 100 / taken,
    })
}
