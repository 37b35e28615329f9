//! An operator finds shops by the words of their names, whether many shops have the word or few; and lists are counted.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::shop::{ShopStanding, ShopState};
use domain::{MarketId, SellerId, ShopId};
use engine::console::ShopsWanted;
use store::listing::{ListedShop, SEARCHED_MAX};
use testkit::{Kind, World, both};

/// More than are looked up by one word.
const MANY: i64 = SEARCHED_MAX + 100;

fn listed(market: MarketId, number: i64) -> ListedShop {
    let is_rare = number % 250 == 0;
    let name = if is_rare { format!("Lantern maker {number}") } else { format!("Kiln maker {number}") };
    ListedShop {
        market,
        shop: ShopId::from_raw((number + 1) << 22),
        seller: SellerId::from_raw(3 << 22),
        slug: format!("maker-{number}"),
        search: name.to_lowercase().split(' ').map(|word| format!(" {word}")).collect(),
        name,
        legal_name: String::new(),
        story: domain::wording::Wording::default(),
        drawing: "jug".to_owned(),
        hue: 200,
        city: String::new(),
        country: "FR".to_owned(),
        state: if number % 2 == 0 { ShopState::Open } else { ShopState::Closed },
        products: number,
        opened_at: number,
        standing: if number % 2 == 0 { ShopStanding::Open } else { ShopStanding::Suspended },
        quiet: number % 4 == 0,
    }
}

async fn fill(world: &World) {
    let market = world.cast.mall.id;
    let fill = move |tx: &mut store::Tx<'_>| {
        (0..MANY).try_for_each(|n| store::listing::put_shop(tx, listed(market, n)))
    };
    world.engine.db().act(fill).await.unwrap();
}

/// Numbers of the shops that are found, page by page.
async fn found(world: &World, standing: Option<ShopStanding>, search: &str) -> Vec<i64> {
    let (mut numbers, mut before) = (Vec::new(), None);
    loop {
        let wanted = ShopsWanted { standing, search: search.to_owned() };
        let (engine, cast) = (&world.engine, &world.cast);
        let (page, _) =
            engine::console::shops(engine, &cast.olga, cast.mall.id, wanted, before).await.unwrap();
        let Some(last) = page.last() else { return numbers };
        before = Some(last.shop);
        numbers.extend(page.iter().filter(|shop| shop.slug.starts_with("maker-")).map(|shop| shop.opened_at));
    }
}

fn those(keep: impl Fn(i64) -> bool) -> Vec<i64> {
    (0..MANY).rev().filter(|number| keep(*number)).collect()
}

both!(shops_are_found_by_each_word_of_a_search_whether_few_or_many_have_it, |world| {
    fill(world).await;
    let open = Some(ShopStanding::Open);
    assert_eq!(found(world, None, "make").await, those(|_| true), "all of them begin with it");
    assert_eq!(found(world, open, "MAKER").await, those(|n| n % 2 == 0));
    assert_eq!(found(world, None, "lant maker").await, those(|n| n % 250 == 0), "a rare word and one of all");
    assert_eq!(found(world, open, "kiln 500").await, Vec::<i64>::new(), "both words, not one of them");
    assert_eq!(found(world, open, "lantern 500").await, [500]);
    assert_eq!(found(world, None, "antern").await, Vec::<i64>::new(), "a word is known by how it begins");
    assert_eq!(found(world, None, "maker 1 kiln 11 zebra").await, Vec::<i64>::new());
});

both!(what_stands_how_is_counted_beside_the_list_whatever_becomes_of_its_rows, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let market = cast.mall.id;
    let counts = async || {
        let wanted = ShopsWanted::default();
        let (_, counts) = engine::console::shops(engine, &cast.olga, market, wanted, None).await.unwrap();
        let of = |standing| counts.iter().find(|(one, _)| *one == standing).map_or(0, |(_, count)| *count);
        let (listings, open) = engine.db().read(move |tx| store::listing::counts(tx, market)).await.unwrap();
        (of(ShopStanding::Open), of(ShopStanding::Suspended), listings, open)
    };
    let before = counts().await;
    fill(world).await;
    let after = counts().await;
    let half = MANY / 2;
    let seen = those(|n| n % 2 == 0 && n % 4 != 0);
    assert_eq!((after.0 - before.0, after.1 - before.1), (half, half));
    assert_eq!((after.2 - before.2, after.3 - before.3), (seen.iter().sum::<i64>(), seen.len() as i64));
    let again = move |tx: &mut store::Tx<'_>| {
        let shop = ListedShop { standing: ShopStanding::Suspended, products: 5, ..listed(market, 2) };
        store::listing::put_shop(tx, shop)
    };
    for _ in 0..2 {
        engine.db().act(again).await.unwrap();
        let now = counts().await;
        assert_eq!((now.0, now.1, now.2, now.3), (after.0 - 1, after.1 + 1, after.2 + 3, after.3));
    }
});

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_sees_a_row_that_was_not_counted() {
    let world = World::open(Kind::Sqlite).await.unwrap();
    let market = world.cast.mall.id;
    world.engine.db().act(move |tx| store::insert(tx, &[listed(market, 1)])).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<_> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(broken, ["list.counts_are_their_rows"]);
}
