//! `halles shop`: opens sellers' storefronts with their delivery zones, and lists them.

use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Subcommand};
use domain::market::Market;
use domain::shop::{Shop, ShopState, Zone};
use domain::wording::Wording;
use domain::{SellerId, ShopId};
use engine::plain::{settle, told};
use engine::shop::ShopRefusal;
use engine::{Engine, SellerMember, Stop};
use money::{Currency, Money};

use crate::open::{market, with_engine};
use crate::outside::Clock;
use crate::{Installation, say};

/// Days that a parcel takes where a zone does not say.
const DAYS: (i64, i64) = (2, 7);

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists the shops of a market
    List(Box<List>),
    /// Opens one
    Add(Box<Add>),
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    installation: Installation,
    #[arg(long, value_name = "SLUG")]
    market: String,
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    installation: Installation,
    /// Its short name in addresses
    slug: String,
    #[arg(long, value_name = "SLUG")]
    market: String,
    #[arg(long, value_name = "ID")]
    seller: SellerId,
    /// As buyers see it
    #[arg(long)]
    name: String,
    /// Where it delivers, as often as needed: `France=FR:4.90`, `Europe=DE,BE,IT:9.90`, `World=*:25`
    #[arg(long = "zone", value_name = "NAME=COUNTRIES:PRICE", required = true)]
    zones: Vec<String>,
    #[arg(long, default_value = "")]
    city: String,
    /// What it tells of itself
    #[arg(long, default_value = "")]
    story: String,
    /// Language of its texts
    #[arg(long, default_value = "en")]
    language: String,
    /// Opens it without an application where the market asks for one: the operator answers for the seller
    #[arg(long)]
    vouched: bool,
    /// Days until a parcel leaves
    #[arg(long, default_value_t = 2)]
    handling_days: i64,
    #[arg(long)]
    json: bool,
}

pub fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::List(list) => {
            with_engine(&list.installation, &Clock::default(), async |engine| show(&engine, list).await)?;
        }
        Command::Add(add) => with_engine(&add.installation, &Clock::default(), async |engine| {
            let shop = open(&engine, add).await?;
            let address = format!("{}/shop/{}", engine.url_of(shop.market), shop.slug);
            if add.json {
                return say::json(&serde_json::json!({
                    "shop": shop.id, "slug": shop.slug, "seller": shop.seller, "market": add.market,
                    "address": address,
                }));
            }
            say::line(&format!("{} is open at {address}", shop.name));
            Ok(())
        })?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn show(engine: &Engine, list: &List) -> anyhow::Result<()> {
    let market = market(engine, &list.market)?;
    let shops = told(engine::listing::shops(engine, market.id).await, "listing shops")?;
    if list.json {
        let rows = shops.iter().map(|shop| {
            serde_json::json!({
                "shop": shop.shop, "slug": shop.slug, "name": shop.name, "seller": shop.seller,
                "state": shop.state.to_string(), "products": shop.products,
            })
        });
        return say::json(&rows.collect::<Vec<_>>());
    }
    let rows = shops.iter().map(|shop| {
        vec![shop.slug.clone(), shop.name.clone(), shop.state.to_string(), shop.products.to_string()]
    });
    say::table(&["shop", "name", "state", "products"], &rows.collect::<Vec<_>>());
    Ok(())
}

async fn open(engine: &Engine, add: &Add) -> anyhow::Result<Shop> {
    let now = engine.now();
    let market = market(engine, &add.market)?;
    let slug = domain::address::slug(&add.slug, "");
    anyhow::ensure!(slug == add.slug, "a slug is of small letters, digits and hyphens: `{}`", add.slug);
    let member = told(SellerMember::owner_by_hand(engine, add.seller).await, "the seller")?;
    let seller = told(engine::shop::seller_of(engine, &member).await, "the seller")?;
    let shop = Shop {
        id: ShopId::from_raw(0),
        seller: add.seller,
        market: market.id,
        slug,
        name: add.name.trim().to_owned(),
        story: Wording::in_language(&add.language, add.story.trim()),
        drawing: "shop".to_owned(),
        hue: 200,
        city: add.city.trim().to_owned(),
        country: seller.country,
        state: ShopState::Open,
        handling_days: add.handling_days,
        opened_at: now,
        quiet: false,
        holiday: None,
        version: 0,
    };
    let zones = zones(&add.zones, &market, &add.language)?;
    let opened = if add.vouched {
        engine::by_hand::open_shop(engine, &member, shop, zones, now).await
    } else {
        engine::shop::open(engine, &member, shop, zones, now).await
    };
    let shop = match opened {
        Err(Stop::Refused(ShopRefusal::DoorClosed)) => anyhow::bail!(
            "opening the shop: on `{}` a shop comes by an application (shop.door_closed); with --vouched it opens without one, \
             and the operator answers for the seller",
            market.slug
        ),
        other => told(other, "opening the shop")?,
    };
    settle(engine, now).await?;
    Ok(shop)
}

fn zones(texts: &[String], market: &Market, language: &str) -> anyhow::Result<Vec<Zone>> {
    let zone = |(ordinal, text): (usize, &String)| {
        zone(text, ordinal as i64, market.currency, language).with_context(|| {
            format!("a zone is written NAME=COUNTRIES:PRICE, such as France=FR:4.90: `{text}`")
        })
    };
    texts.iter().enumerate().map(zone).collect()
}

fn zone(text: &str, ordinal: i64, currency: Currency, language: &str) -> Option<Zone> {
    let (name, rest) = text.split_once('=')?;
    let (countries, price) = rest.rsplit_once(':')?;
    let code = |text: &str| if text.trim() == "*" { Some("*") } else { domain::address::country(text) };
    let codes: Vec<&str> = countries.split(',').map(code).collect::<Option<_>>()?;
    let price = Money::parse(price, currency).ok().filter(|price| price.minor >= 0)?;
    (!name.trim().is_empty()).then(|| Zone {
        shop: ShopId::from_raw(0),
        ordinal,
        name: Wording::in_language(language, name.trim()),
        countries: codes.join(","),
        price: price.minor,
        per_kg: 0,
        free_above: None,
        days_min: DAYS.0,
        days_max: DAYS.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_written_in_one_word() {
        let read = |text| zone(text, 0, Currency::EUR, "en").map(|zone| (zone.countries, zone.price));
        assert_eq!(read("France=FR:4.90"), Some(("FR".into(), 490)));
        assert_eq!(read("Europe=de, BE:9"), Some(("DE,BE".into(), 900)));
        assert_eq!(read("World=*:25"), Some(("*".into(), 2_500)));
        for wrong in ["FR:4.90", "France=FR", "France=ZZ:1", "=FR:1", "France=FR:-1", "France=FR:4.999"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
