//! `halles bench import`: a product file of another shop, taken in by the command that sellers' files are taken in by,
//! listing included, beside the bare driver.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use sample::lot::Lot;
use serde_json::{Value, json};
use store::db::yardstick;

use super::books::{self, Told};
use super::drawing::{bars, number, percent, time};
use super::house::House;
use super::market::{self, Plan, SLUG};
use super::raw::{self, Limit, TOGETHER};
use super::tally::{ms, rate, share, thousandth};
use super::{Finding, Options};
use crate::outside::stopwatch;

const PLAN: Plan = Plan { shops: 1, shops_a_seller: 1, products_a_shop: 0, pieces: 0, seed: 0 };
const ROWS_MAX: u64 = 1_000_000;
/// Pieces of each product.
const PIECES: i64 = 40;
const HEAD: &str = "Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price,\
    Variant Inventory Qty,Variant Inventory Tracker,Tags\n";

#[derive(Debug, Clone, Args)]
pub struct Import {
    #[command(flatten)]
    pub options: Options,
    /// Products in the file
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=ROWS_MAX))]
    rows: u64,
}

pub fn run(import: &Import) -> anyhow::Result<Finding> {
    let (options, rows) = (&import.options, import.rows);
    let mut house = House::new(options.database.as_deref())?;
    let plan = Plan { seed: options.seed, ..PLAN };
    house.with_engine(async |engine| market::furnish(engine, plan).await)?;
    let file = write(&house, rows, options.seed)?;
    let before = yardstick::counts(house.location())?;
    let (report, micros) = take_in(&house, &file)?;
    anyhow::ensure!(report["created"] == rows && report["rejected"] == 0, "{rows} rows became {report}");
    let checks = house.with_engine(async |engine| {
        books::compare(engine, Told::default(), PIECES * i64::try_from(rows)?).await
    })?;
    let limit = raw::measure(&mut house, &before, rows)?;
    Ok(finding(import, house.database_name(), micros, (limit, checks)))
}

/// A file as Shopify writes it.
fn write(house: &House, rows: u64, seed: u64) -> anyhow::Result<PathBuf> {
    let mut lot = Lot::new(seed);
    let mut text = HEAD.to_owned();
    for at in 0..rows {
        let price = lot.between(500, 9_500);
        let _ = writeln!(
            text,
            "cup-{at},Stoneware cup number {at},\"<p>Thrown on the wheel, fired twice.</p><ul><li>Holds 280 ml</li></ul>\",\
             Atelier,Title,Default Title,CUP-{at},{}.{:02},{PIECES},shopify,\"cups, stoneware\"",
            price / 100,
            price % 100
        );
    }
    let path = house.folder().join("products.csv");
    std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

/// Runs the command to its end; answers its report and how long it took.
fn take_in(house: &House, file: &std::path::Path) -> anyhow::Result<(Value, u64)> {
    let mut command =
        house.command(&["import", "products", "--market", SLUG, "--shop", "atelier-0", "--json"])?;
    let watch = stopwatch();
    let done = command.arg(file).output().context("running the import")?;
    let micros = u64::try_from(watch.elapsed().as_micros())?;
    anyhow::ensure!(done.status.success(), "the import failed: {}", String::from_utf8_lossy(&done.stderr));
    Ok((serde_json::from_slice(&done.stdout).context("the import's report")?, micros))
}

fn finding(import: &Import, database: &str, micros: u64, (limit, checks): (Limit, usize)) -> Finding {
    let a_second = rate(import.rows, micros);
    let of_raw = share(a_second, limit.together);
    let mut text = vec![
        format!(
            "import on {database}: a Shopify file of {} products, read, written and listed",
            number(import.rows)
        ),
        String::new(),
    ];
    let rows = [
        ("halles import products".to_owned(), a_second),
        (format!("bare driver, {TOGETHER} a commit"), limit.together),
    ];
    text.extend(bars(&rows, "products/s"));
    text.push(format!(
        "  {} of the bare driver, which writes the same {}.{:02} rows a product and reads no file; {} in all; {checks} checks of the doctor hold",
        percent(of_raw),
        limit.rows_in_hundredths / 100,
        limit.rows_in_hundredths % 100,
        time(micros)
    ));
    let json = json!({
        "bench": "import",
        "database": database,
        "rows": import.rows,
        "products_per_second": a_second,
        "took_ms": ms(micros),
        "raw_per_second": limit.together,
        "share_of_raw": thousandth(of_raw),
        "rows_per_product": thousandth(limit.rows_in_hundredths * 10),
    });
    Finding { text, json }
}
