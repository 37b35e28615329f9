//! `halles import products`: takes a product file of Shopify or WooCommerce into a shop, and tells what became of it.

mod boutique;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use engine::import::{ImportOptions, ImportReport, Problem, import_products};
use engine::plain::{settle, told};
use engine::{Engine, SellerMember};
use indicatif::{ProgressBar, ProgressStyle};

use crate::open::{market, with_engine};
use crate::outside::Clock;
use crate::{Installation, say};

/// Some rows were not taken; they stand in the file of rejects.
const SOME_REJECTED: u8 = 2;
/// Lines of each kind that are shown to people. All problems stand in the file of rejects, remarks in the JSON.
const LINES_SHOWN: usize = 20;
/// The bar moves after so many lines.
const LINES_A_STEP: u64 = 50;

#[derive(Debug, Subcommand)]
pub enum Import {
    /// Products, variants, prices and stock
    Products(Box<Products>),
    /// A whole boutique: description, products, stock and pictures, as a folder or a ZIP
    Shop(Box<boutique::ShopArgs>),
}

#[derive(Debug, Args)]
pub struct Products {
    #[command(flatten)]
    installation: Installation,
    /// The product file, CSV
    file: PathBuf,
    #[arg(long, value_name = "SLUG")]
    market: String,
    #[arg(long, value_name = "SLUG")]
    shop: String,
    /// Reads and checks everything, changes nothing
    #[arg(long)]
    dry_run: bool,
    /// Fetches the pictures that the file names
    #[arg(long)]
    pictures: bool,
    /// Where goods go whose own category is not found [default: the first of the tree]
    #[arg(long, value_name = "PATH")]
    category: Option<String>,
    /// Language of the file's texts [default: the market's]
    #[arg(long)]
    language: Option<String>,
    /// Where rejected rows go [default: beside the file, `….rejects.csv`]
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(import: &Import) -> anyhow::Result<ExitCode> {
    let products = match import {
        Import::Products(products) => products,
        Import::Shop(args) => return boutique::run(args),
    };
    let report = with_engine(&products.installation, &Clock::default(), async |engine| {
        take_in(engine, products).await
    })?;
    if products.json {
        say::json(&report)?;
    } else {
        summary(&report);
    }
    Ok(if report.rejected > 0 { ExitCode::from(SOME_REJECTED) } else { ExitCode::SUCCESS })
}

async fn take_in(engine: Engine, products: &Products) -> anyhow::Result<ImportReport> {
    let market = market(&engine, &products.market)?;
    let (member, shop) = told(
        SellerMember::by_hand(&engine, &market, &products.shop).await,
        &format!("the shop `{}` on `{}`", products.shop, market.slug),
    )?;
    let first = engine.categories().first().map(|category| category.path.clone());
    let category = products.category.clone().or(first).context("there are no categories yet")?;
    let known = engine.categories().iter().any(|known| known.path == category);
    anyhow::ensure!(known, "there is no category `{category}`");
    let rejects = products.rejects.clone();
    let options = ImportOptions {
        dry_run: products.dry_run,
        pictures: products.pictures,
        language: products.language.clone().unwrap_or_else(|| market.language.clone()),
        category,
        rejects: rejects.unwrap_or_else(|| products.file.with_extension("rejects.csv")),
    };
    let bar = bar(&products.file, products.json);
    let (own, path, moving) = (engine.clone(), products.file.clone(), bar.clone());
    let worked = tokio::task::spawn_blocking(move || {
        let mut told = 0;
        import_products(&own, &member, shop.id, &path, &options, &mut |line| {
            if line >= told + LINES_A_STEP {
                told = line;
                moving.set_position(line);
            }
        })
    });
    let report = worked.await?.with_context(|| format!("importing {}", products.file.display()))?;
    bar.set_message("listing what is new");
    settle(&engine, engine.now()).await?;
    bar.finish_and_clear();
    Ok(report)
}

/// A bar where somebody looks at it.
fn bar(file: &std::path::Path, json: bool) -> ProgressBar {
    if json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    // Lines of a cell's text count too, so the end is only near: better than none.
    let lines = std::fs::read(file).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count());
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} lines  {msg}");
    let bar = ProgressBar::new(lines as u64);
    bar.with_style(style.expect("the template is written correctly"))
}

fn summary(report: &ImportReport) {
    let dry = if report.dry_run { " (nothing was changed)" } else { "" };
    say::line(&format!(
        "{}: {} created, {} changed, {} unchanged, {} skipped, {} rejected{dry}",
        report.format, report.created, report.changed, report.unchanged, report.skipped, report.rejected
    ));
    say::line(&format!("{} variants, {} pictures named", report.variants, report.pictures));
    show(report.problems.iter().map(told_of));
    if !report.remarks.is_empty() {
        say::line("taken, but not quite as written:");
        show(report.remarks.iter().map(told_of));
    }
    if let Some(first) = report.elsewhere.first() {
        say::line(&format!(
            "no category is called so; put into `{}` (or name another by --category):",
            first.category
        ));
        show(report.elsewhere.iter().map(|one| {
            let said = if one.said.is_empty() { "(nothing said)" } else { &one.said };
            format!("  {said}: {} products", one.products)
        }));
    }
    if let Some(path) = &report.rejects_file {
        say::line(&format!("rejected rows: {}", path.display()));
    }
}

fn told_of(problem: &Problem) -> String {
    let about = [problem.column.as_str(), problem.value.as_str()].join(" ");
    format!("  line {}: {} {about}", problem.line, problem.code).trim_end().to_owned()
}

fn show(lines: impl ExactSizeIterator<Item = String>) {
    let more = lines.len().saturating_sub(LINES_SHOWN);
    lines.take(LINES_SHOWN).for_each(|line| say::line(&line));
    if more > 0 {
        say::line(&format!("  and {more} more"));
    }
}
