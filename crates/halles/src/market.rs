//! `halles market`: opens marketplace sites and lists them.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::market::Market;
use domain::{MarketId, OperatorId};
use engine::Engine;
use engine::plain::told;
use money::Currency;
use sample::preset;

use crate::open::with_engine;
use crate::outside::Clock;
use crate::{Installation, List, operator, say};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists them
    List(Box<List>),
    /// Opens one under a host, with the policy of a preset
    Add(Box<Add>),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    /// Its short name in addresses and commands
    slug: String,
    /// Which rules it starts with: mall, makers, bazaar, retail, flagship
    #[arg(long)]
    preset: String,
    /// The host name that leads to it, such as mall.localhost
    #[arg(long)]
    host: String,
    /// As its pages show it [default: the slug]
    #[arg(long)]
    name: Option<String>,
    /// Who runs it [default: the only operator]
    #[arg(long, value_name = "ID")]
    operator: Option<OperatorId>,
    /// Where it sells first [default: the operator's country]
    #[arg(long)]
    country: Option<String>,
    #[arg(long, default_value = "EUR")]
    currency: Currency,
    /// en, fr or zh: what a visitor reads whose browser asks for none of these
    #[arg(long, default_value = "en")]
    language: String,
    /// A look of the stylesheet [default: the preset's]
    #[arg(long)]
    theme: Option<String>,
    /// Minutes east of UTC in which dates are shown
    #[arg(long, default_value_t = 0, allow_negative_numbers = true)]
    offset_minutes: i64,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(list) => {
            with_engine(&list.installation, &Clock::default(), async |engine| show(&engine, list.json))?;
        }
        Command::Add(add) => with_engine(&add.installation, &Clock::default(), async |engine| {
            let market = open(&engine, add).await?;
            if add.json {
                return say::json(&as_json(&engine, &market));
            }
            say::line(&format!("{} is open at {}", market.name, engine.url_of(market.id)));
            Ok(())
        })?,
    }
    Ok(ExitCode::SUCCESS)
}

fn show(engine: &Engine, json: bool) -> anyhow::Result<()> {
    let markets = engine.markets();
    if json {
        return say::json(&markets.iter().map(|market| as_json(engine, market)).collect::<Vec<_>>());
    }
    let row = |market: &Market| {
        vec![market.slug.clone(), market.name.clone(), market.currency.to_string(), engine.url_of(market.id)]
    };
    say::table(&["market", "name", "currency", "address"], &markets.iter().map(row).collect::<Vec<_>>());
    Ok(())
}

async fn open(engine: &Engine, add: &Add) -> anyhow::Result<Market> {
    let now = engine.now();
    let (policy, theme) = preset::policy(&add.preset)?;
    let owner = operator::chosen(engine, add.operator)?;
    let slug = domain::address::slug(&add.slug, "");
    anyhow::ensure!(slug == add.slug, "a slug is of small letters, digits and hyphens: `{}`", add.slug);
    anyhow::ensure!(engine.markets().iter().all(|known| known.slug != slug), "there is a market `{slug}`");
    let host = add.host.to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    anyhow::ensure!(!host.is_empty() && host.chars().all(plain), "`{host}` is no host name");
    anyhow::ensure!(engine.market_at(&host).is_none(), "the host {host} already leads to a market");
    anyhow::ensure!(engine.shop_at(&host).is_none(), "the host {host} already leads to a shop");
    let language = web::Lang::parse(&add.language).context("the language is one of en, fr, zh")?;
    let country = add.country.as_deref().unwrap_or(&owner.country);
    let country = domain::address::country(country).with_context(|| format!("no country: `{country}`"))?;
    let market = Market {
        id: MarketId::from_raw(0),
        operator: owner.id,
        slug,
        name: add.name.clone().unwrap_or_else(|| add.slug.clone()),
        country: country.to_owned(),
        currency: add.currency,
        language: language.html().to_owned(),
        theme: add.theme.clone().unwrap_or_else(|| theme.to_owned()),
        offset_minutes: add.offset_minutes,
        opened_at: now,
    };
    if engine.categories().is_empty() {
        told(engine::market::set_categories(engine, preset::categories()?, now).await, "adding categories")?;
    }
    told(engine::market::open_market(engine, market, &host, policy, now).await, "opening the market")
}

fn as_json(engine: &Engine, market: &Market) -> serde_json::Value {
    serde_json::json!({
        "market": market.id, "slug": market.slug, "name": market.name, "operator": market.operator,
        "country": market.country, "currency": market.currency.code(), "language": market.language,
        "address": engine.url_of(market.id),
    })
}
