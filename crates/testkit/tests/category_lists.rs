//! A category's pages show what it has and what lies below it, a shop's what it has, each once, in the order that was asked
//! for.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::wording::Wording;
use domain::{MarketId, ProductId, ShopId};
use money::Currency;
use store::listing::{Listing, Slice, Sort};
use testkit::both;

const PLACES: [&str; 4] = ["zoo", "zoo/cats", "zoo/cats/toys", "zoology"];
const MANY: i64 = 120;

/// Prices and moments come again, some goods are sold out, some stand in no list.
fn listed(market: MarketId, number: i64) -> Listing {
    let place = PLACES[usize::try_from(number % 4).unwrap()];
    Listing {
        market,
        product: ProductId::from_raw((1_000 + number * 7 % MANY) << 22),
        shop: ShopId::from_raw((1 + number % 3) << 22),
        shop_slug: "zoo".to_owned(),
        shop_name: "Zoo".to_owned(),
        title: Wording::default(),
        category: place.to_owned(),
        category_top: place.split('/').next().unwrap().to_owned(),
        price: 100 + number * 31 % 17,
        price_most: 200,
        was: None,
        currency: Currency::EUR,
        drawing: "cat".to_owned(),
        hue: 20,
        picture: String::new(),
        available: number % 5 != 0,
        created_at: number * 13 % 23,
        rating_count: 0,
        rating_sum: 0,
        quiet: number % 11 == 0,
    }
}

fn expected(all: &[Listing], path: &str, sort: Sort) -> Vec<(ProductId, ShopId)> {
    let is_within = |one: &&Listing| one.category == path || one.category.starts_with(&format!("{path}/"));
    let mut rows: Vec<&Listing> = all.iter().filter(is_within).filter(|one| !one.quiet).collect();
    rows.sort_by_key(|one| {
        let (key, sign) = match sort {
            Sort::Newest => (one.created_at, -1),
            Sort::Price => (one.price, 1),
            Sort::PriceDown => (one.price, -1),
        };
        (!one.available, sign * key, sign * one.product.get(), sign * one.shop.get())
    });
    rows.iter().map(|one| (one.product, one.shop)).collect()
}

both!(a_category_s_pages_go_through_all_that_lies_in_it_in_order, |world| {
    let market = world.cast.mall.id;
    let all: Vec<Listing> = (0..MANY).map(|number| listed(market, number)).collect();
    let products: Vec<ProductId> = all.iter().map(|one| one.product).collect();
    let rows: Vec<_> = all.iter().map(|one| (one.clone(), vec!["zoo".to_owned()])).collect();
    let put = |rows: Vec<(Listing, Vec<String>)>| {
        let products = products.clone();
        world.engine.db().act(move |tx| store::listing::put(tx, market, &products, &rows))
    };
    put(rows).await.unwrap();
    for path in PLACES {
        for sort in [Sort::Newest, Sort::Price, Sort::PriceDown] {
            let mut seen = Vec::new();
            for page in 0..MANY {
                let slice = Slice { sort, most: 7, skip: page * 7 };
                let read = move |tx: &mut store::Tx<'_>| store::listing::in_category(tx, market, path, slice);
                let found = world.engine.db().read(read).await.unwrap();
                if found.is_empty() {
                    break;
                }
                seen.extend(found.iter().map(|one| (one.product, one.shop)));
            }
            assert_eq!(seen, expected(&all, path, sort), "{path} by {sort:?}");
            assert!(seen.len() > 20, "{path} has pages");
        }
    }
    let counts =
        async || world.engine.db().read(move |tx| store::listing::category_counts(tx, market)).await.unwrap();
    let of = |all: &[Listing], path: &str| {
        all.iter().filter(|one| !one.quiet && one.category == path).count() as i64
    };
    for path in PLACES {
        assert!(counts().await.contains(&(path.to_owned(), of(&all, path))), "{path}");
    }
    put(Vec::new()).await.unwrap();
    assert!(!counts().await.iter().any(|(path, _)| path.starts_with("zoo")), "all of them are gone");
});

both!(a_shop_s_pages_go_through_all_that_it_has_in_order, |world| {
    let market = world.cast.mall.id;
    let all: Vec<Listing> = (0..MANY).map(|number| listed(market, number)).collect();
    let products: Vec<ProductId> = all.iter().map(|one| one.product).collect();
    let rows: Vec<_> = all.iter().map(|one| (one.clone(), Vec::new())).collect();
    let put = move |tx: &mut store::Tx<'_>| store::listing::put(tx, market, &products, &rows);
    world.engine.db().act(put).await.unwrap();
    let shop = all[0].shop;
    for sort in [Sort::Newest, Sort::Price, Sort::PriceDown] {
        let mut seen = Vec::new();
        for page in 0..MANY {
            let slice = Slice { sort, most: 7, skip: page * 7 };
            let read = move |tx: &mut store::Tx<'_>| store::listing::of_shop(tx, market, shop, slice);
            let found = world.engine.db().heavy(read).await.unwrap();
            seen.extend(found.iter().map(|one| one.product));
        }
        let mut expected: Vec<&Listing> = all.iter().filter(|one| one.shop == shop).collect();
        expected.sort_by_key(|one| {
            let key = match sort {
                Sort::Newest => -one.created_at,
                Sort::Price => one.price,
                Sort::PriceDown => -one.price,
            };
            (!one.available, key, one.product)
        });
        assert_eq!(seen, expected.iter().map(|one| one.product).collect::<Vec<_>>(), "by {sort:?}");
    }
});

// A read on a thread that serves may not go through thousands of rows: it would be refused here.
both!(the_newest_goods_of_a_large_shop_are_found_without_going_through_it, |world| {
    let market = world.cast.mall.id;
    let own = |number: i64| Listing {
        product: ProductId::from_raw((1_000 + number) << 22),
        shop: ShopId::from_raw(1 << 22),
        ..listed(market, number)
    };
    let all: Vec<Listing> = (0..4_000).map(own).collect();
    let products: Vec<ProductId> = all.iter().map(|one| one.product).collect();
    let rows: Vec<_> = all.into_iter().map(|one| (one, Vec::new())).collect();
    let put = move |tx: &mut store::Tx<'_>| store::listing::put(tx, market, &products, &rows);
    world.engine.db().act(put).await.unwrap();
    let slice = Slice { sort: Sort::Newest, most: 9, skip: 0 };
    let read =
        move |tx: &mut store::Tx<'_>| store::listing::of_shop(tx, market, ShopId::from_raw(1 << 22), slice);
    let found = world.engine.db().read(read).await.unwrap();
    assert_eq!(found.len(), 9);
    assert!(found.iter().all(|one| one.available && one.created_at == 22), "the newest come first");
});
