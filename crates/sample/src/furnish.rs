//! Puts up the demo's markets: operators, markets, categories, sellers, shops with their goods, buyers. All accounts have
//! the same password, told at the end.

use anyhow::Context;
use domain::market::Market;
use domain::policy::Operator;
use domain::seller::Seller;
use domain::shop::{Shop, ShopState};
use domain::{DAY, MarketId, Micros, OperatorId, ProductId, SellerId, ShopId, UserId};
use engine::by_hand::{NewAccount, add_account, password_hash};
use engine::fee::Way;
use engine::plain::{settle, told};
use engine::sandbox::CardEntry;
use engine::{Engine, OperatorMember, SellerMember};
use money::Currency;

use super::Put;
use super::catalogue::{self, Person, ShopFile};
use super::decor;
use super::door;
use super::lot::Lot;
use super::own;
use super::past::beginning;
use super::preset;

/// Shops of the mall that have lodged a deposit and paid their year.
const PAYING_SHOPS: usize = 4;
/// Of every account in the demo.
pub const PASSWORD: &str = "halles-demo";
pub const OPERATOR_EMAIL: &str = "console@halles.example";
const OPERATOR_PERSON: &str = "Inès Kerbrat";
/// Changes of sellers' money need two people.
pub const SECOND_EMAIL: &str = "second@halles.example";
const SECOND_PERSON: &str = "Théo Lacombe";
/// Days that the demo's shops need to hand a parcel over.
const HANDLING_DAYS: i64 = 2;
/// Products appear over so many days.
const APPEARING_DAYS: i64 = 34;
/// This shop has not named its bank yet, so that the seller centre can say what is missing.
const WITHOUT_BANK: &str = "cold-frame-farm";

/// A shop with who acts for it.
#[derive(Debug)]
pub struct Stall {
    pub shop: ShopId,
    pub market: MarketId,
    pub member: SellerMember,
    /// Countries that it delivers to.
    pub reaches: Vec<String>,
    /// With the day each appeared.
    pub products: Vec<(ProductId, Micros)>,
}

/// A buyer and where they live.
#[derive(Debug)]
pub struct Buyer {
    pub user: UserId,
    pub person: Person,
}

/// What stands when the past begins.
#[derive(Debug)]
pub struct Markets {
    pub markets: Vec<Market>,
    /// Who acts for the operator of each market, in the same order.
    pub consoles: Vec<OperatorMember>,
    pub stalls: Vec<Stall>,
    pub buyers: Vec<Buyer>,
    /// Who applies for a shop.
    pub queue: door::Queue,
}

/// Makes all of it. `put` puts the engine's clock.
pub async fn furnish(engine: &Engine, put: Put<'_>, now: Micros) -> anyhow::Result<Markets> {
    let start = beginning(now);
    let hash = told(password_hash(engine, PASSWORD.to_owned()).await, "the demo's password")?;
    told(engine::market::set_categories(engine, preset::categories()?, start).await, "adding categories")?;
    let markets = markets(engine, start).await?;
    let consoles = consoles(engine, &markets, &hash, start).await?;
    let mut stalls = Vec::new();
    let files = catalogue::shops()?;
    for (at, file) in files.iter().enumerate() {
        put(start + at as i64 * DAY / 24);
        let market = markets.iter().find(|market| market.slug == file.shop.market);
        let market = market.with_context(|| format!("no market {}", file.shop.market))?;
        let about = format!("the shop {}", file.shop.slug);
        stalls.push(stall(engine, market, file, (at, &hash)).await.context(about)?);
    }
    let (file, seller) = own::of(&files, &stalls)?;
    own::furnish(engine, file, seller, start).await.context("the seller's own market")?;
    decor::dress(engine, &files, &stalls).await?;
    for stall in stalls.iter().filter(|stall| stall.market == markets[0].id).take(PAYING_SHOPS) {
        pay_fees(engine, &consoles[0], stall).await.context("deposit and fees")?;
    }
    tracing::info!("the shops are open");
    let mut buyers = Vec::new();
    for person in catalogue::people()? {
        let account = account(&person.name, &person.email, &person.language, &hash);
        let user = told(add_account(engine, account, engine.now()).await, &person.email)?;
        buyers.push(Buyer { user, person });
    }
    let queue = door::gather(engine, markets[0].id, &hash).await?;
    settle(engine, engine.now()).await?;
    tracing::info!("the goods are listed");
    Ok(Markets { markets, consoles, stalls, buyers, queue })
}

/// A shop of the mall pays what its rules ask for, as those do that come by an application.
async fn pay_fees(engine: &Engine, console: &OperatorMember, stall: &Stall) -> anyhow::Result<()> {
    let (now, account) = (engine.now(), stall.shop.get());
    told(engine::fee::ask_by_rules(engine, console, stall.shop, now).await, "asking for fees")?;
    pay_by_card(engine, (&stall.member, stall.market, account)).await
}

/// Pays what is due on an account of fees.
pub async fn pay_by_card(
    engine: &Engine,
    (member, market, account): (&SellerMember, MarketId, i64),
) -> anyhow::Result<()> {
    let now = engine.now();
    let back = format!("{}/seller/fees/return", engine.url_of(market));
    let page = engine::fee::pay(engine, member, account, (Way::Provider, back), now).await;
    let page = told(page, "opening a payment")?.context("the sandbox is there")?;
    let reference = page.rsplit('/').next().unwrap_or_default();
    let (number, expiry, cvc) = ("4242424242424242".to_owned(), "12/39".to_owned(), "123".to_owned());
    let card = CardEntry { number, expiry, cvc, second_step: None };
    told(engine::sandbox::pay(engine, reference, card, now).await, "paying")?;
    told(engine::fee::returned(engine, member, account, now).await, "coming back")
}

pub fn account(name: &str, email: &str, language: &str, hash: &str) -> NewAccount {
    NewAccount {
        name: name.to_owned(),
        email: email.to_owned(),
        language: language.to_owned(),
        password_hash: hash.to_owned(),
    }
}

async fn markets(engine: &Engine, start: Micros) -> anyhow::Result<Vec<Market>> {
    let french = operator("Halles Demo SAS", "FR", ("9 quai des Brumes", "69000", "Lyon"));
    let american = operator("Halles Demo Inc", "US", ("400 Meridian Street", "97209", "Portland"));
    let mut opened = Vec::new();
    for (company, slug, name, offset_minutes) in
        [(french, "mall", "Grand Rue", 60), (american, "makers", "Makers", -480)]
    {
        let country = company.country.clone();
        let company =
            told(engine::market::found_operator(engine, company, start).await, "founding an operator")?;
        let (policy, theme) = preset::policy(slug)?;
        let market = Market {
            id: MarketId::from_raw(0),
            operator: company.id,
            slug: slug.to_owned(),
            name: name.to_owned(),
            currency: if country == "US" { Currency::USD } else { Currency::EUR },
            language: if country == "FR" { "fr" } else { "en" }.to_owned(),
            country,
            theme: theme.to_owned(),
            offset_minutes,
            opened_at: start,
        };
        let host = format!("{slug}.localhost");
        let market = engine::market::open_market(engine, market, &host, policy, start).await;
        opened.push(told(market, "opening a market")?);
    }
    Ok(opened)
}

pub fn operator(name: &str, country: &str, (street, postcode, city): (&str, &str, &str)) -> Operator {
    Operator {
        id: OperatorId::from_raw(0),
        name: "Halles Demo".to_owned(),
        legal_name: name.to_owned(),
        street: street.to_owned(),
        postcode: postcode.to_owned(),
        city: city.to_owned(),
        country: country.to_owned(),
        vat_number: None,
        email: "hello@halles.example".to_owned(),
    }
}

/// Two people act for both companies; answers what the first one is to each.
async fn consoles(
    engine: &Engine,
    markets: &[Market],
    hash: &str,
    start: Micros,
) -> anyhow::Result<Vec<OperatorMember>> {
    let opened = |person, email| add_account(engine, account(person, email, "en", hash), start);
    let user = told(opened(OPERATOR_PERSON, OPERATOR_EMAIL).await, "the operator's account")?;
    let second = told(opened(SECOND_PERSON, SECOND_EMAIL).await, "the operator's second account")?;
    let mut consoles = Vec::new();
    for market in markets {
        for one in [user, second] {
            let added = engine::market::add_member(engine, market.operator, one, start).await;
            told(added, "the operator's member")?;
        }
        let member = OperatorMember::by_hand(engine, market.operator, user).await;
        consoles.push(told(member, "the operator's member")?);
    }
    Ok(consoles)
}

async fn stall(
    engine: &Engine,
    market: &Market,
    file: &ShopFile,
    (at, hash): (usize, &str),
) -> anyhow::Result<Stall> {
    let (now, row) = (engine.now(), &file.shop);
    let owner = account(&row.owner, &row.email, &row.language, hash);
    let owner = told(add_account(engine, owner, now).await, &row.email)?;
    let seller = seller(file, iban(&row.country, at));
    let member = told(engine::shop::register(engine, seller, owner, now).await, "registering")?;
    let zones: Vec<_> =
        row.zones.iter().enumerate().map(|(at, zone)| zone.zone(at, market.currency)).collect();
    let zones = zones.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let shop = told(
        engine::by_hand::open_shop(engine, &member, shop(file, market, now), zones, now).await,
        "opening",
    )?;
    // The outbox lists the empty shop now; later each of its products would be listed twice.
    settle(engine, now).await?;
    let mut lot = Lot::new(at as u64);
    let appeared: Vec<Micros> =
        file.products.iter().map(|_| now + lot.between(0, APPEARING_DAYS * 24) * DAY / 24).collect();
    let products = file.products.iter().zip(&appeared).map(|(row, day)| row.product(market.currency, *day));
    let products = products.collect::<anyhow::Result<Vec<_>>>()?;
    let ids = engine::import::add_products(engine, &member, shop.id, products, now).await;
    Ok(Stall {
        shop: shop.id,
        market: market.id,
        member,
        reaches: row.zones.iter().flat_map(|zone| zone.countries.clone()).collect(),
        products: told(ids, "adding products")?.into_iter().zip(appeared).collect(),
    })
}

fn seller(file: &ShopFile, iban: String) -> Seller {
    let row = &file.shop;
    let region = if row.region.is_empty() { String::new() } else { format!(", {}", row.region) };
    Seller {
        id: SellerId::from_raw(0),
        name: row.name.clone(),
        legal_name: row.legal_name.clone(),
        street: row.street.clone(),
        postcode: row.postcode.clone(),
        city: format!("{}{region}", row.city),
        country: row.country.clone(),
        vat_number: row.vat_number.clone(),
        email: row.email.clone(),
        language: row.language.clone(),
        iban: if row.slug == WITHOUT_BANK { String::new() } else { iban },
        created_at: 0,
        version: 0,
    }
}

pub fn shop(file: &ShopFile, market: &Market, now: Micros) -> Shop {
    let row = &file.shop;
    Shop {
        id: ShopId::from_raw(0),
        seller: SellerId::from_raw(0),
        market: market.id,
        slug: row.slug.clone(),
        name: row.name.clone(),
        story: row.story.clone(),
        drawing: row.drawing.clone(),
        hue: row.hue,
        city: row.city.clone(),
        country: row.country.clone(),
        state: ShopState::Open,
        handling_days: HANDLING_DAYS,
        opened_at: now,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

/// A made-up account: bank 000 does not exist, the check digits fit. Who has no IBAN at home has one in Belgium, as
/// sellers abroad do.
pub fn iban(country: &str, number: usize) -> String {
    let (country, digits) = match country {
        "FR" => ("FR", 23),
        "DE" => ("DE", 18),
        "PT" => ("PT", 21),
        _ => ("BE", 12),
    };
    let account = format!("{:0digits$}", 4_200 + number);
    let fits = |check: &i64| domain::payout::iban_fits(&format!("{country}{check:02}{account}"));
    let check = (2..=98).find(fits).expect("one of the 97 check digits fits any account");
    format!("{country}{check:02}{account}")
}
