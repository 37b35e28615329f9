//! The demo's seller with a market of its own: its goods stand on the mall and, in part, on the market that it runs itself,
//! at prices of their own and out of one stock. The rest waits to be offered there by who looks.

use anyhow::Context;
use domain::assortment::{Choice, PriceRule, Rounding};
use domain::market::Market;
use domain::policy::goods::Reserved;
use domain::shop::Shop;
use domain::{MarketId, Micros, ShopId};
use engine::Engine;
use engine::assortment::{What, Wish};
use engine::job::JobDesk;
use engine::plain::{settle, told};

use super::catalogue::ShopFile;
use super::furnish::{self, Stall};
use super::preset;

/// The shop on the mall whose seller has a market of its own.
pub const SHOP: &str = "mas-des-restanques";
/// The own market: its slug, and its name.
pub const MARKET: (&str, &str) = ("restanques", "Les Restanques");
/// What is offered there from the beginning.
const OFFERED: &str = "food/honey-jam";
/// Goods that need a licence which the own market does not have.
const RESTRICTED: &str = "food/wine";
/// Dearer than on the mall, where others are beside it.
const MARKUP_PPM: i64 = 40_000;

/// Opens the market, its only shop, and offers some of the goods.
pub async fn furnish(engine: &Engine, file: &ShopFile, stall: &Stall, start: Micros) -> anyhow::Result<()> {
    let market = market(engine, file, start).await?;
    let added = engine::market::add_member(engine, market.operator, stall.member.user, start).await;
    told(added, "the own market's member")?;
    let now = engine.now();
    let zones: Vec<_> =
        file.shop.zones.iter().enumerate().map(|(at, zone)| zone.zone(at, market.currency)).collect();
    let zones = zones.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let shop = Shop { id: ShopId::from_raw(0), ..furnish::shop(file, &market, now) };
    let shop = engine::by_hand::open_shop(engine, &stall.member, shop, zones, now).await;
    let shop = told(shop, "opening the shop on the own market")?;
    settle(engine, now).await?;
    offer(engine, stall, shop.id).await
}

async fn market(engine: &Engine, file: &ShopFile, start: Micros) -> anyhow::Result<Market> {
    let row = &file.shop;
    let place = (row.street.as_str(), row.postcode.as_str(), row.city.as_str());
    let company = furnish::operator(&row.legal_name, &row.country, place);
    let company =
        told(engine::market::found_operator(engine, company, start).await, "founding the own company")?;
    let (mut policy, theme) = preset::policy("retail")?;
    policy.goods.categories = vec!["food".to_owned()];
    policy.goods.reserved = vec![Reserved { path: RESTRICTED.to_owned(), kinds: Vec::new() }];
    let market = Market {
        id: MarketId::from_raw(0),
        operator: company.id,
        slug: MARKET.0.to_owned(),
        name: MARKET.1.to_owned(),
        country: row.country.clone(),
        currency: money::Currency::EUR,
        language: row.language.clone(),
        theme: theme.to_owned(),
        offset_minutes: 60,
        opened_at: start,
    };
    let host = format!("{}.localhost", MARKET.0);
    told(engine::market::open_market(engine, market, &host, policy, start).await, "opening the own market")
}

async fn offer(engine: &Engine, stall: &Stall, shop: ShopId) -> anyhow::Result<()> {
    let rule = PriceRule {
        exchange: None,
        markup: money::Markup::from_ppm(MARKUP_PPM)?,
        rounding: Rounding::Ninety,
    };
    let what = What::Offer { from: stall.shop, rule, reprices: false };
    let wish = Wish { shop, choice: Choice::Category(OFFERED.to_owned()), what };
    let now = engine.now();
    let begun = engine::assortment::begin(engine, &stall.member, wish, "demo".to_owned(), now).await;
    let id = told(begun, "offering goods on the own market")?;
    settle(engine, now).await?;
    let job = told(engine::job::get(engine, JobDesk::Seller(&stall.member), id).await, "the job")?.job;
    anyhow::ensure!(job.done > 0 && !job.is_open(), "nothing is offered on the own market");
    Ok(())
}

/// The file and the stall of the seller.
pub fn of<'s>(files: &'s [ShopFile], stalls: &'s [Stall]) -> anyhow::Result<(&'s ShopFile, &'s Stall)> {
    let both = files.iter().zip(stalls).find(|(file, _)| file.shop.slug == SHOP);
    both.with_context(|| format!("there is no shop {SHOP}"))
}
