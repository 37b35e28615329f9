//! `halles bench console`: what ten thousand sellers change for the operator who works in the console. A hundred sellers
//! with their shops, goods, applications, papers, orders and payouts are made through the acts; each page of the console is
//! asked for many times; then the market is copied until it is as large as asked, and the same pages are asked for again.

mod door;

use clap::Args;
use domain::{OperatorId, UserId};
use engine::Engine;
use engine::by_hand::{self, NewAccount};
use engine::plain::{settle, told};
use serde_json::json;
use store::db::yardstick;

use super::books;
use super::doing::Doing;
use super::drawing::{number, time};
use super::house::{House, Server};
use super::line::Line;
use super::load;
use super::market::{self, Goods, HOST, Plan};
use super::scale::past;
use super::tally::{Sorted, Tally, ms, share, thousandth};
use super::{Finding, Options};
use crate::open;
use crate::outside::stopwatch;

const SELLERS_MADE: u64 = 100;
const SELLERS_MAX: u64 = 10_000;
const SHOPS_A_SELLER: usize = 5;
const ORDERS_MADE: u64 = 1_000;
const PIECES: i64 = 1_000_000;
const ADDRESS: &str = "olga@operator.example";
const PASSWORD: &str = "a lantern over the quiet harbour";
/// The same two, as a browser writes them.
const SIGN_IN: &str =
    "email=olga%40operator.example&password=a+lantern+over+the+quiet+harbour&next=%2Foperator";
/// Each page is asked for so often, after twice for nothing.
const TIMES: usize = 200;
const WARMING: usize = 2;

/// The pages; what stands behind a list's links is asked for too.
const PAGES: [&str; 29] = [
    "/operator",
    "/operator/shops",
    "/operator/shops?state=open&q=a",
    "/operator/bulk?what=suspend_shops&all=1&state=open",
    "/operator/bulk?what=lift_suspensions&all=1&q=a",
    "/operator/jobs",
    "/operator/invoices",
    "/operator/orders",
    "/operator/orders?state=preparing",
    "/operator/orders?state=completed",
    "/operator/requests",
    "/operator/payouts",
    "/operator/ledger",
    "/operator/reconciliation",
    "/operator/policy",
    "/operator/applications",
    "/operator/applications?queue=theirs",
    "/operator/applications?queue=preparing",
    "/operator/applications?queue=open",
    "/operator/applications?queue=supervised",
    "/operator/applications?queue=ended",
    "/operator/applications?queue=ours&kind=flagship",
    "/operator/papers",
    "/operator/shops?state=suspended&q=none",
    "/operator/audit",
    "/operator/reviews",
    "/operator/members",
    "/operator/invitations",
    "/operator/doctor",
];
/// Lists whose first entry and second page are asked for as well.
const LISTS: [&str; 3] = ["/operator/orders", "/operator/applications", "/operator/shops"];

#[derive(Debug, Clone, Args)]
pub struct Console {
    #[command(flatten)]
    pub options: Options,
    /// Sellers of the large market, by hundreds; each has five shops
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(SELLERS_MADE..=SELLERS_MAX))]
    sellers: u64,
    /// Offers of each shop
    #[arg(long, default_value_t = 40, value_parser = clap::value_parser!(u64).range(1..=400))]
    offers: u64,
}

/// A page and how long it took.
struct Timed {
    path: String,
    times: Sorted,
}

pub fn run(console: &Console) -> anyhow::Result<Finding> {
    let options = &console.options;
    let house = House::new(options.database.as_deref())?;
    let plan = Plan {
        shops: SELLERS_MADE as usize * SHOPS_A_SELLER,
        shops_a_seller: SHOPS_A_SELLER,
        products_a_shop: usize::try_from(console.offers)?,
        pieces: PIECES,
        seed: options.seed,
    };
    let doing = Doing::new(options);
    doing.say("filling: a hundred sellers");
    let (goods, made) = house.with_engine(async |engine| furnish(engine, plan).await)?;
    doing.say("asking for pages over a hundred sellers");
    let small = visit(&house)?;
    let parts = i64::try_from(console.sellers.div_ceil(SELLERS_MADE))?;
    let watch = stopwatch();
    yardstick::multiply(house.location(), parts - 1, &mut |step| doing.copy(step))?;
    doing.say("closing the books");
    house.with_engine(async |engine| settle(engine, engine.now()).await)?;
    house.with_engine(async |engine| close(engine).await)?;
    let filled = watch.elapsed().as_secs();
    doing.say("asking for pages over all sellers");
    let large = visit(&house)?;
    doing.say("checking the market");
    let stocked = PIECES * goods.offers.len() as i64 * parts;
    house.with_engine(async |engine| books::compare(engine, made.times(parts), stocked).await)?;
    doing.done();
    Ok(finding(console, house.database_name(), filled, (&small, &large)))
}

/// The market with everything that the console shows, and its operator's member.
async fn furnish(engine: &Engine, plan: Plan) -> anyhow::Result<(Goods, books::Told)> {
    let goods = market::furnish(engine, plan).await?;
    let told = past::play(engine, &goods, ORDERS_MADE, plan.seed).await?;
    let operator = engine.markets()[0].operator;
    let user = olga(engine, operator).await?;
    door::apply(engine, (operator, user), &goods.sellers).await?;
    settle(engine, engine.now()).await?;
    Ok((goods, told))
}

/// As the last night would have.
async fn close(engine: &Engine) -> anyhow::Result<()> {
    let operator = engine.markets()[0].operator;
    told(engine::closing::close(engine, operator, engine.now()).await, "the closed books")
}

async fn olga(engine: &Engine, operator: OperatorId) -> anyhow::Result<UserId> {
    let hash = by_hand::password_hash(engine, PASSWORD.to_owned()).await;
    let account = NewAccount {
        name: "Olga Renaud".to_owned(),
        email: ADDRESS.to_owned(),
        language: "en".to_owned(),
        password_hash: told(hash, "a password")?,
    };
    let user = told(by_hand::add_account(engine, account, engine.now()).await, "an account")?;
    told(engine::market::add_member(engine, operator, user, engine.now()).await, "a member")?;
    Ok(user)
}

fn visit(house: &House) -> anyhow::Result<Vec<Timed>> {
    let server = house.serves()?;
    let found = open::wait(&load::runtime()?, ask_all(&server));
    server.end()?;
    found
}

async fn ask_all(server: &Server) -> anyhow::Result<Vec<Timed>> {
    let mut line = Line::to(server.door, HOST).await?;
    let status = line.post("/sign-in", SIGN_IN).await?;
    anyhow::ensure!(status == 303, "signing in: {}", line.told());
    let mut paths: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    for list in LISTS {
        read(&mut line, list).await?;
        paths.extend(behind(line.page(), list));
    }
    let mut found = Vec::new();
    for path in paths {
        found.push(ask(&mut line, path).await?);
    }
    Ok(found)
}

async fn read(line: &mut Line, path: &str) -> anyhow::Result<()> {
    let status = line.get(path).await?;
    anyhow::ensure!(status == 200 && !line.page().is_empty(), "{path}: {}", line.told());
    Ok(())
}

async fn ask(line: &mut Line, path: String) -> anyhow::Result<Timed> {
    let mut tally = Tally::default();
    for number in 0..WARMING + TIMES {
        let begun = stopwatch();
        read(line, &path).await?;
        if number >= WARMING {
            tally.note(begun.elapsed());
        }
    }
    Ok(Timed { path, times: tally.sorted() })
}

/// The first entry of a list and its second page, as the links on it lead there.
fn behind(page: &str, list: &str) -> Vec<String> {
    let links = || page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let entry = links().find(|link| link.strip_prefix(list).is_some_and(|rest| rest.starts_with('/')));
    let next = page.split("<a ").find(|tag| tag.contains("rel=\"next\""));
    let next = next.and_then(|tag| tag.split("href=\"").nth(1)?.split('"').next());
    [entry, next].into_iter().flatten().map(|link| link.replace("&amp;", "&").replace("&#38;", "&")).collect()
}

fn finding(console: &Console, database: &str, filled: u64, (small, large): (&[Timed], &[Timed])) -> Finding {
    let sellers = console.sellers;
    let shops = sellers * SHOPS_A_SELLER as u64;
    let mut text = vec![
        format!(
            "console on {database}: {} sellers, {} shops, {} offers (copied in {filled} s), beside {SELLERS_MADE} sellers",
            number(sellers),
            number(shops),
            number(shops * console.offers)
        ),
        String::new(),
        format!("  {:44} {:>10} {:>10} {:>10} {:>7}", "page", "small p99", "p50", "p99", "times"),
    ];
    let mut pages = Vec::new();
    // What stands behind links has other ids in each market: pages are told by their place.
    for (few, many) in small.iter().zip(large) {
        let ratio = share(many.times.p50(), few.times.p50());
        text.push(format!(
            "  {:44} {:>10} {:>10} {:>10} {:>4}.{:02}",
            many.path.chars().take(44).collect::<String>(),
            time(few.times.p99()),
            time(many.times.p50()),
            time(many.times.p99()),
            ratio / 1_000,
            ratio % 1_000 / 10
        ));
        pages.push(json!({
            "page": many.path, "small_p50_ms": ms(few.times.p50()), "small_p99_ms": ms(few.times.p99()),
            "p50_ms": ms(many.times.p50()), "p99_ms": ms(many.times.p99()), "to_small": thousandth(ratio),
        }));
    }
    let slowest = large.iter().map(|page| page.times.p99()).max().unwrap_or(0);
    text.push(format!("  the slowest page: p99 {}", time(slowest)));
    let json = json!({
        "bench": "console", "database": database, "sellers": sellers, "shops": shops,
        "offers": shops * console.offers, "filled_s": filled, "slowest_p99_ms": ms(slowest), "pages": pages,
    });
    Finding { text, json }
}

#[cfg(test)]
mod tests {
    use super::behind;

    #[test]
    fn the_first_entry_and_the_second_page_are_found() {
        let page = "<a href=\"/operator/orders\">all</a><a href=\"/operator/orders/ord_1\">1</a>\
            <a href=\"/operator/orders?before=7&amp;state=paid\" rel=\"next\">next</a>";
        assert_eq!(
            behind(page, "/operator/orders"),
            ["/operator/orders/ord_1", "/operator/orders?before=7&state=paid"]
        );
        assert!(behind("<p>nothing yet</p>", "/operator/orders").is_empty());
    }
}
