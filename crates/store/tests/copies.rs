//! What the doctor finds of jobs, offers and movements of stock: rows that break a rule are found by the check of that rule and by no other.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::job::{Job, JobKind, JobLine, JobState, LineOutcome};
use domain::product::{Condition, Offer, Product, ProductState, TaxClass, Wordings};
use domain::shop::{Shop, ShopState};
use domain::stock::{Cause, Movement, StockItem};
use domain::wording::Wording;
use domain::{
    JobId, MarketId, MovementId, OfferId, ProductId, SellerId, ShopId, StockItemId, UserId, VariantId,
};
use money::Currency;
use store::{Db, Location, Stored, Tx};

/// All rows lie in one bucket.
const fn id(number: i64) -> i64 {
    (number << 10) + 7
}

fn job() -> Job {
    Job {
        id: JobId::from_raw(id(1)),
        owner: id(2),
        kind: JobKind::Offer,
        shop: 0,
        asked: String::new(),
        state: JobState::Done,
        reason: String::new(),
        total: 1,
        done: 1,
        unchanged: 0,
        refused: 0,
        reached: 0,
        author: UserId::from_raw(id(3)),
        author_name: String::new(),
        begun_at: 0,
        ended_at: Some(1),
        version: 0,
    }
}

fn line() -> JobLine {
    JobLine {
        job: JobId::from_raw(id(1)),
        ordinal: 0,
        subject: 0,
        name: String::new(),
        outcome: LineOutcome::Done,
        code: String::new(),
        value: String::new(),
    }
}

fn offer(shown: bool, live: bool) -> Offer {
    Offer {
        id: OfferId::from_raw(id(4)),
        shop: ShopId::from_raw(id(5)),
        market: MarketId::from_raw(id(6)),
        product: ProductId::from_raw(id(7)),
        variant: VariantId::from_raw(id(8)),
        price: 100,
        was: None,
        currency: Currency::EUR,
        condition: Condition::New,
        shown,
        withheld: None,
        live,
        version: 0,
    }
}

fn product(state: ProductState) -> Product {
    Product {
        id: ProductId::from_raw(id(7)),
        seller: SellerId::from_raw(id(2)),
        key: "cup".into(),
        title: Wording::default(),
        text: Wording::default(),
        brand: String::new(),
        category: String::new(),
        tax_class: TaxClass::Standard,
        drawing: String::new(),
        hue: 0,
        options: Wordings::default(),
        state,
        source_hash: String::new(),
        created_at: 0,
        version: 0,
    }
}

fn shop(seller: i64) -> Shop {
    Shop {
        id: ShopId::from_raw(id(5)),
        seller: SellerId::from_raw(seller),
        market: MarketId::from_raw(id(6)),
        slug: String::new(),
        name: String::new(),
        story: Wording::default(),
        drawing: String::new(),
        hue: 0,
        city: String::new(),
        country: String::new(),
        state: ShopState::Open,
        handling_days: 0,
        opened_at: 0,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

/// A market in euros.
fn market(tx: &mut Tx<'_>) -> Stored<()> {
    let operator = domain::policy::Operator {
        id: domain::OperatorId::from_raw(id(9)),
        name: String::new(),
        legal_name: String::new(),
        street: String::new(),
        postcode: String::new(),
        city: String::new(),
        country: String::new(),
        vat_number: None,
        email: String::new(),
    };
    store::market::add_operator(tx, &operator)?;
    let market = domain::market::Market {
        id: MarketId::from_raw(id(6)),
        operator: operator.id,
        slug: "m".into(),
        name: String::new(),
        country: String::new(),
        currency: Currency::EUR,
        language: String::new(),
        theme: String::new(),
        offset_minutes: 0,
        opened_at: 0,
    };
    store::market::add_market(tx, &market)
}

/// Which checks find something in a database with these rows.
fn found(name: &str, write: impl FnMut(&mut Tx<'_>) -> Stored<()> + Send + 'static) -> Vec<&'static str> {
    let folder = std::env::temp_dir().join(format!("halles-copies-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
    let mut write = write;
    db.act_blocking(move |tx| write(tx)).unwrap();
    let checks = db.act_blocking(store::check::run_all).unwrap();
    drop(db);
    let _ = std::fs::remove_dir_all(&folder);
    checks.into_iter().filter(|(_, found)| found.broken > 0).map(|(name, _)| name).collect()
}

#[test]
fn jobs_that_stand_still_or_do_not_add_up_are_found() {
    assert_eq!(
        found("sound", |tx| store::insert(tx, &[job()]).and_then(|()| store::insert(tx, &[line()]))),
        [""; 0]
    );
    let lost = |tx: &mut Tx<'_>| store::insert(tx, &[job()]);
    assert_eq!(found("lost", lost), ["job.counts_equal_its_lines"]);
    let silent = |tx: &mut Tx<'_>| {
        store::insert(tx, &[Job { state: JobState::Running, ended_at: None, ..job() }])?;
        store::insert(tx, &[line()])
    };
    assert_eq!(found("silent", silent), ["timer.every_job_goes_on"]);
}

#[test]
fn offers_that_are_not_as_their_product_or_shop_are_found() {
    use ProductState::{Draft, Published};
    const OFF: &[&str] = &["offer.is_its_sellers_and_as_its_product"];
    let table: [(bool, bool, ProductState, i64, &[&str]); 6] = [
        (true, true, Published, id(2), &[]),
        (false, false, Published, id(2), &[]),
        (true, false, Draft, id(2), &[]),
        (true, true, Draft, id(2), OFF),
        (true, false, Published, id(2), OFF),
        (true, true, Published, id(99), OFF),
    ];
    for (at, (shown, live, state, seller, expected)) in table.into_iter().enumerate() {
        let write = move |tx: &mut Tx<'_>| {
            market(tx)?;
            store::insert(tx, &[product(state)])?;
            store::insert(tx, &[shop(seller)])?;
            store::insert(tx, &[offer(shown, live)])
        };
        assert_eq!(found(&format!("offer-{at}"), write), expected, "{shown} {live} {state}");
    }
    for (shown, expected) in [(true, OFF), (false, &[])] {
        let write = move |tx: &mut Tx<'_>| {
            market(tx)?;
            store::insert(tx, &[product(Published)])?;
            store::insert(tx, &[shop(id(2))])?;
            let withheld = Some(domain::assortment::Objection::Restricted);
            store::insert(tx, &[Offer { withheld, ..offer(shown, shown) }])
        };
        assert_eq!(found(&format!("withheld-{shown}"), write), expected, "{shown}");
    }
}

/// What is found of one item with three movements, of which the item names one and each of them another, by number.
fn found_of_movements(name: &str, newest: Option<i64>, previous: [Option<i64>; 3]) -> Vec<&'static str> {
    let number = |number: i64| MovementId::from_raw(id(number));
    let item = StockItemId::from_raw(id(9));
    let movement = |(at, previous): (i64, Option<i64>)| Movement {
        id: number(at),
        item,
        cause: Cause::Received,
        on_hand: 1,
        held: 0,
        sold: 0,
        subject: 0,
        at,
        previous: previous.map(number),
    };
    let movements: Vec<Movement> = (11_i64..).zip(previous).map(movement).collect();
    let newest = newest.map(number);
    let item = StockItem { on_hand: 3, newest, ..StockItem::empty(item, SellerId::from_raw(id(2))) };
    found(name, move |tx| {
        store::insert(tx, std::slice::from_ref(&item))?;
        store::insert(tx, &movements)
    })
}

#[test]
fn movements_that_are_not_reached_from_their_item_are_found() {
    let linked = [None, Some(11), Some(12)];
    assert_eq!(found_of_movements("linked", Some(13), linked), [""; 0]);
    for (name, newest, previous) in [
        ("none-named", None, linked),
        ("older-named", Some(12), linked),
        ("unknown-named", Some(14), linked),
        ("one-left-out", Some(13), [None, Some(11), Some(11)]),
        ("two-pasts", Some(13), [None, None, Some(12)]),
        ("unknown-before", Some(13), [None, Some(10), Some(12)]),
    ] {
        assert_eq!(found_of_movements(name, newest, previous), ["stock.movements_are_linked"], "{name}");
    }
}
