//! `halles seller host`: host names of shops' own. The name has to be pointed at this installation; certificates are the
//! proxy's.

use std::process::ExitCode;

use clap::{Args, Subcommand};
use engine::plain::told;
use engine::{Engine, SellerMember};

use crate::open::{market, with_engine};
use crate::outside::Clock;
use crate::{Installation, List, say};

#[derive(Debug, Subcommand)]
pub enum Host {
    /// Gives a shop a host name of its own
    Add(Add),
    /// All of them
    List(List),
    /// Takes one back
    Remove(Remove),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    /// Such as atelier-brume.example
    host: String,
    #[arg(long, value_name = "SLUG")]
    market: String,
    #[arg(long, value_name = "SLUG")]
    shop: String,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    installation: Installation,
    host: String,
}

pub fn run(command: &Host) -> anyhow::Result<ExitCode> {
    let clock = Clock::default();
    match command {
        Host::Add(args) => with_engine(&args.installation, &clock, async |engine| add(&engine, args).await)?,
        Host::List(args) => with_engine(&args.installation, &clock, async |engine| list(&engine, args.json))?,
        Host::Remove(args) => {
            with_engine(&args.installation, &clock, async |engine| remove(&engine, &args.host).await)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(engine: &Engine, args: &Add) -> anyhow::Result<()> {
    let market = market(engine, &args.market)?;
    let (_, shop) = told(
        SellerMember::by_hand(engine, &market, &args.shop).await,
        &format!("the shop `{}` on `{}`", args.shop, market.slug),
    )?;
    let added = engine::shop_host::add(engine, &shop, &args.host, engine.now()).await;
    let own = told(added, &format!("the host `{}`", args.host))?;
    say::line(&format!("{} leads to {}", own.host, shop.name));
    Ok(())
}

fn list(engine: &Engine, as_json: bool) -> anyhow::Result<()> {
    let market = |id| engine.market(id).map(|market| market.slug).unwrap_or_default();
    let hosts = engine.shop_hosts();
    if as_json {
        let row = |own: &domain::shop_host::ShopHost| serde_json::json!({ "host": own.host, "market": market(own.market), "shop": own.slug });
        return say::json(&hosts.iter().map(row).collect::<Vec<_>>());
    }
    for own in &hosts {
        say::line(&format!("{}  {}/{}", own.host, market(own.market), own.slug));
    }
    Ok(())
}

async fn remove(engine: &Engine, host: &str) -> anyhow::Result<()> {
    let was = told(engine::shop_host::remove(engine, host, engine.now()).await, "taking the host back")?;
    anyhow::ensure!(was, "`{host}` leads to no shop");
    say::line(&format!("{host} leads to no shop any more"));
    Ok(())
}
