//! How some shops of the demo look: their own colours, words and blocks, published as a seller does it. One has a host name
//! of its own, one is on holiday, and people follow them.

use anyhow::Context;
use domain::decor::{Block, Decor};
use domain::shop::Shop;
use domain::{DAY, Micros};
use engine::Engine;
use engine::opening::HolidayForm;
use engine::plain::told;

use super::catalogue::ShopFile;
use super::furnish::{Buyer, Stall};

const DECORS: &str = include_str!("../data/decors.toml");

/// The shop with a host name of its own.
pub const HOST: (&str, &str) = ("atelier-brume", "atelier-brume.localhost");
/// The shop that is on holiday, for so many days more, and what it says.
const AWAY: (&str, i64, &str) = (
    "cold-frame-farm",
    12,
    "We are out in the fields until the frost is over. Seeds go out again after that.",
);
/// Every buyer follows so many shops.
const FOLLOWED: usize = 3;

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DecorsFile {
    decors: Vec<DecorRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct DecorRow {
    shop: String,
    /// Keys of products that its block of chosen goods shows.
    chosen: Vec<String>,
    decor: Decor,
}

/// Dresses the shops that have a look in the file.
pub async fn dress(engine: &Engine, files: &[ShopFile], stalls: &[Stall]) -> anyhow::Result<()> {
    for row in toml::from_str::<DecorsFile>(DECORS)?.decors {
        let mut both = files.iter().zip(stalls);
        let (file, stall) = both
            .find(|(file, _)| file.shop.slug == row.shop)
            .with_context(|| format!("no shop {}", row.shop))?;
        let now = engine.now();
        let decor = chosen(row, file, stall);
        let kept = engine::decor::save_draft(engine, &stall.member, stall.shop, (decor, None), now).await;
        told(kept, "drafting a shop's look")?;
        told(
            engine::decor::publish(engine, &stall.member, stall.shop, now).await,
            "publishing a shop's look",
        )?;
    }
    Ok(())
}

/// What stands when the past is over: a holiday, a host name, and who follows whom.
pub async fn open(engine: &Engine, stalls: &[Stall], buyers: &[Buyer], now: Micros) -> anyhow::Result<()> {
    let mut shops: Vec<(&Stall, Shop)> = Vec::new();
    for stall in stalls {
        let own = told(engine::shop::of_member(engine, &stall.member).await, "the shops of a seller")?;
        shops.extend(own.into_iter().find(|shop| shop.id == stall.shop).map(|shop| (stall, shop)));
    }
    for (stall, shop) in &shops {
        if shop.slug == AWAY.0 {
            let note = AWAY.2.to_owned();
            let form =
                HolidayForm { from: now - DAY, until: now + AWAY.1 * DAY, language: "en".to_owned(), note };
            let away = engine::opening::take_holiday(engine, &stall.member, shop.id, form, now).await;
            told(away, "a holiday")?;
        }
        if shop.slug == HOST.0 {
            told(engine::shop_host::add(engine, shop, HOST.1, now).await, "a shop's own host")?;
        }
    }
    for (at, buyer) in buyers.iter().enumerate() {
        // Of their own country, where there are any: those stand on the market that they buy on.
        let is_near = |(_, shop): &&(&Stall, Shop)| shop.country == buyer.person.country;
        let near: Vec<_> = shops.iter().filter(is_near).collect();
        let near = if near.is_empty() { shops.iter().collect() } else { near };
        for turn in 0..FOLLOWED {
            let (_, shop) = near[(at + turn) % near.len()];
            let of = (shop.market, shop.slug.clone());
            told(engine::follow::follow(engine, buyer.user, of, now).await, "following a shop")?;
        }
    }
    Ok(())
}

fn chosen(row: DecorRow, file: &ShopFile, stall: &Stall) -> Decor {
    let place = |key: &String| file.products.iter().position(|product| product.key == *key);
    let ids: Vec<_> = row.chosen.iter().filter_map(place).map(|at| stall.products[at].0).collect();
    let mut decor = row.decor;
    for block in &mut decor.blocks {
        if let Block::Chosen { products, .. } = block {
            products.clone_from(&ids);
        }
    }
    decor
}
