//! `halles import shop`: takes a whole boutique out of a folder or a ZIP, and writes what became of each thing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use domain::SellerId;
use domain::job::{LineOutcome, Told};
use domain::market::Market;
use domain::shop::Shop;
use engine::boutique::{Import, Into};
use engine::plain::{settle, told};
use engine::{Engine, SellerMember};
use gateways::boutique_file::Boutique;
use indicatif::{ProgressBar, ProgressStyle};

use super::SOME_REJECTED;
use crate::open::{market, with_engine};
use crate::outside::Clock;
use crate::{Installation, say};

/// Refused lines shown to people; all stand in the report.
const REFUSED_SHOWN: usize = 20;

#[derive(Debug, Args)]
pub struct ShopArgs {
    #[command(flatten)]
    installation: Installation,
    /// The folder, or the ZIP
    path: PathBuf,
    #[arg(long, value_name = "SLUG")]
    market: String,
    #[arg(long, value_name = "ID")]
    seller: SellerId,
    /// Which of the seller's shops there [default: the only one, or that of `shop.toml`]
    #[arg(long, value_name = "SLUG")]
    shop: Option<String>,
    /// Reads, judges and writes everything, then undoes it
    #[arg(long)]
    dry_run: bool,
    /// Where goods go whose own category is not found [default: the first of the tree]
    #[arg(long, value_name = "PATH")]
    category: Option<String>,
    /// Language of texts that say none [default: the market's]
    #[arg(long)]
    language: Option<String>,
    /// Where the report goes, CSV [default: beside the archive, `….report.csv`]
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Answers as one JSON object
    #[arg(long)]
    json: bool,
}

/// What an import came to.
#[derive(Debug, Default, serde::Serialize)]
struct Summary {
    shop: String,
    done: usize,
    unchanged: usize,
    refused: usize,
    dry_run: bool,
    report: PathBuf,
}

pub fn run(args: &ShopArgs) -> anyhow::Result<ExitCode> {
    let (summary, all) =
        with_engine(&args.installation, &Clock::default(), async |engine| take_in(engine, args).await)?;
    if args.json {
        say::json(&summary)?;
    } else {
        show(&summary, &all);
    }
    Ok(if summary.refused > 0 { ExitCode::from(SOME_REJECTED) } else { ExitCode::SUCCESS })
}

async fn take_in(engine: Engine, args: &ShopArgs) -> anyhow::Result<(Summary, Vec<Told>)> {
    let market = market(&engine, &args.market)?;
    let member = told(SellerMember::owner_by_hand(&engine, args.seller).await, "the seller")?;
    let shop = shop_of(&engine, args, &member, &market).await?;
    let first = engine.categories().first().map(|category| category.path.clone());
    let category = args.category.clone().or(first).context("there are no categories yet")?;
    let language = args.language.clone().unwrap_or_else(|| market.language.clone());
    let summary_of = shop.slug.clone();
    let into = Into { member, shop, currency: market.currency, language, category };
    let bar = bar(args.json);
    let (own, moving, path, dry_run) = (engine.clone(), bar.clone(), args.path.clone(), args.dry_run);
    let worked = tokio::task::spawn_blocking(move || {
        let boutique = Boutique::open(&path)?;
        let import = Import::open(boutique, into.currency);
        let mut import = import.map_err(|code| anyhow::anyhow!("refused ({code})"))?;
        moving.set_length(u64::try_from(import.total()).unwrap_or_default());
        let mut progress = |done: i64| moving.set_position(u64::try_from(done).unwrap_or_default());
        told(engine::boutique::run(&own, &into, &mut import, dry_run, &mut progress), "importing")
    });
    let all = worked.await?.with_context(|| format!("importing {}", args.path.display()))?;
    bar.set_message("listing what is new");
    settle(&engine, engine.now()).await?;
    bar.finish_and_clear();
    let report = args.report.clone().unwrap_or_else(|| report_beside(&args.path));
    std::fs::write(&report, engine::job::report_of(&all)?)
        .with_context(|| format!("writing {}", report.display()))?;
    let count = |outcome| all.iter().filter(|told| told.outcome == outcome).count();
    let summary = Summary {
        shop: summary_of,
        done: count(LineOutcome::Done),
        unchanged: count(LineOutcome::Unchanged),
        refused: count(LineOutcome::Refused),
        dry_run: args.dry_run,
        report,
    };
    Ok((summary, all))
}

fn report_beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{}.report.csv", name.trim_end_matches(".zip")))
}

/// The shop that is filled.
async fn shop_of(
    engine: &Engine,
    args: &ShopArgs,
    member: &SellerMember,
    market: &Market,
) -> anyhow::Result<Shop> {
    let all = told(engine::shop::of_member(engine, member).await, "the seller's shops")?;
    let here: Vec<Shop> = all.into_iter().filter(|shop| shop.market == market.id).collect();
    let wanted = args.shop.clone().or_else(|| slug_in(&args.path));
    let found = match &wanted {
        Some(slug) => here.iter().find(|shop| shop.slug == *slug).or_else(|| only(&here)),
        None => only(&here),
    };
    found.cloned().with_context(|| {
        let known: Vec<&str> = here.iter().map(|shop| shop.slug.as_str()).collect();
        let known = if known.is_empty() {
            "none: open one by `halles shop add`".to_owned()
        } else {
            known.join(", ")
        };
        format!("which shop of {} on `{}`? name it by --shop (there are: {known})", args.seller, market.slug)
    })
}

fn only(shops: &[Shop]) -> Option<&Shop> {
    if shops.len() == 1 { shops.first() } else { None }
}

fn slug_in(path: &Path) -> Option<String> {
    let bytes = Boutique::open(path).ok()?.text(gateways::boutique_file::SHOP).ok()??;
    let said = gateways::boutique_file::description::description(&bytes).ok()?;
    (!said.slug.is_empty()).then_some(said.slug)
}

/// A bar where somebody looks at it.
fn bar(json: bool) -> ProgressBar {
    use std::io::IsTerminal;
    if json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len}  {msg}");
    ProgressBar::new(0).with_style(style.expect("the template is written correctly"))
}

fn show(summary: &Summary, all: &[Told]) {
    let dry = if summary.dry_run { " (nothing was changed)" } else { "" };
    say::line(&format!(
        "{}: {} done, {} unchanged, {} refused{dry}",
        summary.shop, summary.done, summary.unchanged, summary.refused
    ));
    let refused: Vec<&Told> = all.iter().filter(|told| told.outcome == LineOutcome::Refused).collect();
    for told in refused.iter().take(REFUSED_SHOWN) {
        say::line(format!("  {}: {} {}", told.name, told.code, told.value).trim_end());
    }
    if refused.len() > REFUSED_SHOWN {
        say::line(&format!("  and {} more", refused.len() - REFUSED_SHOWN));
    }
    say::line(&format!("report: {}", summary.report.display()));
}
