//! One catalogue, one stock, many shops: offered elsewhere as a job that survives its process, taken back, priced shop by
//! shop; and the last piece sold at once on two markets goes to one buyer.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::assortment::{Choice, Objection, PriceRule, Rounding};
use domain::job::{Job, JobState, LineOutcome};
use domain::member::MemberRefusal;
use domain::product::ProductState;
use domain::seller::Role;
use domain::{JobId, OfferId, ProductId};
use engine::assortment::{AssortmentRefusal, Prices, Shown, Verdict, What, Wish};
use engine::job::{JobDesk, JobRefusal};
use engine::product::{Listed, ProductForm, ProductRow, VariantForm};
use engine::{Presence, SellerMember, Stop};
use testkit::{World, both};

/// What Northbound does to its shop on the makers' market: everything of the mall, in dollars.
fn wish(world: &World, choice: Choice, reprices: bool) -> Wish {
    let rule = PriceRule {
        exchange: Some("1.08".parse().unwrap()),
        markup: "10".parse().unwrap(),
        rounding: Rounding::Ninety,
    };
    let from = world.cast.north_shop.id;
    Wish { shop: world.cast.north_makers_shop.id, choice, what: What::Offer { from, rule, reprices } }
}

async fn begins(world: &World, wish: Wish, key: &str) -> JobId {
    engine::assortment::begin(&world.engine, &world.cast.north, wish, key.into(), world.now()).await.unwrap()
}

async fn job(world: &World, id: JobId) -> Job {
    engine::job::get(&world.engine, JobDesk::Seller(&world.cast.north), id).await.unwrap().job
}

/// Puts some boots on sale on the mall; answers the products.
async fn catalogue(world: &World, count: usize) -> Vec<ProductId> {
    let cast = &world.cast;
    for at in 0..count {
        world.sells(&cast.north, &cast.north_shop, &format!("Boot {at}"), 10_000 + at as i64, 5).await;
    }
    let list = engine::product::list(&world.engine, &cast.north, None).await.unwrap();
    list.rows.iter().map(|row| row.product.id).collect()
}

async fn price_in(world: &World, product: ProductId, shop: domain::ShopId) -> Option<i64> {
    let row = engine::product::get(&world.engine, &world.cast.north, product).await.unwrap();
    row.variants[0].offer_in(shop).map(|offer| offer.price)
}

both!(a_catalogue_is_previewed_offered_on_another_market_and_taken_back, |world| {
    let cast = &world.cast;
    let boots = catalogue(world, 3).await;
    let draft = boots[0];
    engine::product::publish(&world.engine, &cast.north, draft, ProductState::Draft, world.now())
        .await
        .unwrap();
    let seen = (Shown::All, None);
    let wished = wish(world, Choice::All, false);
    let preview = engine::assortment::preview(&world.engine, &cast.north, wished.clone(), seen, world.now());
    let preview = preview.await.unwrap();
    assert_eq!((preview.counts.changed, preview.counts.refused), (2, 1));
    assert_eq!(preview.reasons, [(Objection::NotPublished, 1)]);
    let verdict = |id| preview.rows.iter().find(|row| row.product.id == id).unwrap();
    assert_eq!(verdict(draft).verdict, Verdict::Refused(vec![Objection::NotPublished]));
    // 100.00 at 1.08 and 10 % more is 118.80, and 118.90 in round figures.
    assert_eq!(verdict(boots[2]).to.unwrap().0.minor, 11_890);

    let id = begins(world, wished.clone(), "k1").await;
    assert_eq!(begins(world, wished, "k1").await, id, "sent twice, begun once");
    world.settle().await;
    let done = job(world, id).await;
    assert_eq!((done.state, done.done, done.refused, done.total), (JobState::Done, 2, 1, 3));
    let desk = JobDesk::Seller(&cast.north);
    let refused =
        engine::job::lines(&world.engine, desk, id, (Some(LineOutcome::Refused), -1)).await.unwrap();
    assert_eq!((refused.len(), refused[0].code.as_str()), (1, "goods.not_published"));
    assert_eq!(price_in(world, boots[2], cast.north_makers_shop.id).await, Some(11_890));
    assert_eq!(price_in(world, boots[2], cast.north_shop.id).await, Some(10_000), "the mall's price stays");
    let there = engine::listing::product(&world.engine, cast.makers.id, boots[2], world.now()).await.unwrap();
    assert_eq!((there.variants[0].available, there.shop.id), (5, cast.north_makers_shop.id), "one stock");

    let again = begins(world, wish(world, Choice::All, true), "k2").await;
    world.settle().await;
    assert_eq!((job(world, again).await.done, job(world, again).await.unchanged), (0, 2));

    let back = Wish { what: What::TakeBack, ..wish(world, Choice::These(vec![boots[2], boots[2]]), false) };
    let back = begins(world, back, "k3").await;
    world.settle().await;
    assert_eq!((job(world, back).await.done, job(world, back).await.total), (1, 1));
    let gone = engine::listing::product(&world.engine, cast.makers.id, boots[2], world.now()).await;
    assert!(matches!(gone, Err(Stop::Absent)), "taken out there");
    engine::listing::product(&world.engine, cast.mall.id, boots[2], world.now()).await.unwrap();
});

both!(a_job_goes_on_where_its_process_fell_and_does_each_thing_once, |world| {
    let cast = &world.cast;
    let boots = catalogue(world, 4).await;
    let id = begins(world, wish(world, Choice::All, false), "k1").await;
    // The process that began it falls before its first slice; another one finds the timer.
    let other = world.engine_of("other").await;
    engine::outbox::run_until_idle(&other, world.now() + domain::MINUTE).await.unwrap();
    let done = job(world, id).await;
    assert_eq!((done.state, done.done, done.told()), (JobState::Done, 4, 4));
    assert_eq!(price_in(world, boots[0], cast.north_makers_shop.id).await, Some(11_890));
    other.release().await.unwrap();
});

both!(a_job_is_stopped_by_its_seller_and_by_nobody_else, |world| {
    let cast = &world.cast;
    catalogue(world, 1).await;
    let id = begins(world, wish(world, Choice::All, false), "k1").await;
    let stop = |member| engine::job::stop(&world.engine, JobDesk::Seller(member), id, world.now());
    assert!(matches!(stop(&cast.brume).await, Err(Stop::Absent)), "what is another's is absent");
    stop(&cast.north).await.unwrap();
    world.settle().await;
    assert_eq!((job(world, id).await.state, job(world, id).await.done), (JobState::Stopped, 0));
    assert!(matches!(stop(&cast.north).await, Err(Stop::Refused(JobRefusal::Ended))));
});

both!(a_job_of_who_may_do_it_no_longer_stops, |world| {
    let cast = &world.cast;
    catalogue(world, 2).await;
    engine::by_hand::add_seller_member(&world.engine, cast.north.seller, cast.sam, Role::Owner, world.now())
        .await
        .unwrap();
    let id = begins(world, wish(world, Choice::All, false), "k1").await;
    let sam = SellerMember::of(&world.engine, cast.sam).await.unwrap();
    let presence = Presence { is_proved: true, ..Presence::default() };
    let manager = sam.present(presence).manages::<MemberRefusal>().unwrap();
    let (engine, north) = (&world.engine, cast.north.user);
    engine::member::set_role(engine, &manager, north, Role::Accountant, world.now()).await.unwrap();
    world.settle().await;
    let stopped = job(world, id).await;
    assert_eq!((stopped.state, stopped.done), (JobState::Stopped, 0), "{stopped:?}");
});

both!(wishes_that_can_come_to_nothing_are_refused_at_once, |world| {
    let cast = &world.cast;
    let boots = catalogue(world, 1).await;
    let refused = async |wish: Wish| {
        let begun =
            engine::assortment::begin(&world.engine, &cast.north, wish, "k".into(), world.now()).await;
        match begun {
            Err(Stop::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    };
    let of = |what: What, choice: Choice| Wish { shop: cast.north_makers_shop.id, choice, what };
    let offer = |from, rule| What::Offer { from, rule, reprices: false };
    use AssortmentRefusal as R;
    let same = of(offer(cast.north_makers_shop.id, PriceRule::SAME), Choice::All);
    assert_eq!(refused(same).await, R::SameShop);
    let no_rate = of(offer(cast.north_shop.id, PriceRule::SAME), Choice::All);
    assert_eq!(refused(no_rate).await, R::RateMissing);
    let none = of(What::TakeBack, Choice::Category("shoes".into()));
    assert_eq!(refused(none).await, R::NothingChosen);
    let many = of(What::TakeBack, Choice::These(vec![boots[0]; 201]));
    assert_eq!(refused(many).await, R::TooManyChosen);
    let theirs = wish(world, Choice::All, false);
    let begun = engine::assortment::begin(&world.engine, &cast.brume, theirs, "k".into(), world.now()).await;
    assert!(matches!(begun, Err(Stop::Absent)), "another's shop is absent");
});

both!(price_and_offer_are_each_shops_own_and_words_are_the_same_in_all, |world| {
    let cast = &world.cast;
    let boot = catalogue(world, 1).await[0];
    let row = engine::product::get(&world.engine, &cast.north, boot).await.unwrap();
    let variant = row.variants[0].variant.id;
    let makers = cast.north_makers_shop.id;
    let set = async |price: Option<i64>| {
        let prices = Prices { shop: makers, product: boot, rows: vec![(variant, price)] };
        engine::assortment::set(&world.engine, &cast.north, prices, world.now()).await
    };
    set(Some(12_345)).await.unwrap();
    assert_eq!(price_in(world, boot, makers).await, Some(12_345));
    assert_eq!(price_in(world, boot, cast.north_shop.id).await, Some(10_000));
    assert!(matches!(set(Some(0)).await, Err(Stop::Refused(AssortmentRefusal::Price { row: 0 }))));
    // A draft can be bought nowhere, and published again it is where it was.
    for (state, is_there) in [(ProductState::Draft, false), (ProductState::Published, true)] {
        engine::product::publish(&world.engine, &cast.north, boot, state, world.now()).await.unwrap();
        world.settle().await;
        for market in [cast.mall.id, cast.makers.id] {
            let page = engine::listing::product(&world.engine, market, boot, world.now()).await;
            assert_eq!(page.is_ok(), is_there, "{state}");
        }
    }
    set(None).await.unwrap();
    engine::product::publish(&world.engine, &cast.north, boot, ProductState::Published, world.now())
        .await
        .unwrap();
    assert_eq!(price_in(world, boot, makers).await, None, "what was taken back stays so");
});

both!(what_a_market_does_not_take_is_refused_there_and_sold_elsewhere, |world| {
    let cast = &world.cast;
    let boots = catalogue(world, 2).await;
    world.changes_rules(cast.makers.id, |policy| policy.goods.categories = vec!["shoes".into()]).await;
    let wished = wish(world, Choice::All, false);
    let seen = (Shown::Refused, None);
    let preview = engine::assortment::preview(&world.engine, &cast.north, wished.clone(), seen, world.now());
    assert_eq!(preview.await.unwrap().reasons, [(Objection::CategoryNotTaken, 2)]);
    let id = begins(world, wished, "k1").await;
    world.settle().await;
    assert_eq!((job(world, id).await.done, job(world, id).await.refused), (0, 2));
    let row = engine::product::get(&world.engine, &cast.north, boots[0]).await.unwrap();
    let prices = Prices {
        shop: cast.north_makers_shop.id,
        product: boots[0],
        rows: vec![(row.variants[0].variant.id, Some(1))],
    };
    let set = engine::assortment::set(&world.engine, &cast.north, prices, world.now()).await;
    assert!(matches!(set, Err(Stop::Refused(AssortmentRefusal::Goods(Objection::CategoryNotTaken)))));
});

both!(
    a_product_saved_in_one_shop_leaves_another_whose_market_is_against_it_and_comes_back_with_the_reason,
    |world| {
        let cast = &world.cast;
        let boots = catalogue(world, 2).await;
        let (boot, other) = (boots[0], boots[1]);
        let makers = cast.north_makers_shop.id;
        begins(world, wish(world, Choice::All, false), "k1").await;
        world.settle().await;
        let row = engine::product::get(&world.engine, &cast.north, boot).await.unwrap();
        let home = row.product.category.clone();
        let moved_to = category_beside(world, &home);
        world.changes_rules(cast.makers.id, |policy| policy.goods.categories = vec![home.clone()]).await;
        let saved = async |category: &str, state| {
            let row = engine::product::get(&world.engine, &cast.north, boot).await.unwrap();
            let form = form_of(&row, cast.north_shop.id, category, state);
            engine::product::save(&world.engine, &cast.north, cast.north_shop.id, form, world.now())
                .await
                .unwrap();
            world.settle().await;
            let row = engine::product::get(&world.engine, &cast.north, boot).await.unwrap();
            let there = engine::listing::product(&world.engine, cast.makers.id, boot, world.now()).await;
            (there.is_ok(), row.variants[0].withheld_in(makers), price_in(world, boot, makers).await)
        };
        use ProductState::{Draft, Published};
        let against = Some(Objection::CategoryNotTaken);
        assert_eq!(saved(&home, Published).await, (true, None, Some(11_890)));
        assert_eq!(saved(&moved_to, Published).await, (false, against, None), "its market is asked anew");
        engine::listing::product(&world.engine, cast.mall.id, boot, world.now()).await.unwrap();
        engine::listing::product(&world.engine, cast.makers.id, other, world.now()).await.unwrap();
        assert_eq!(saved(&moved_to, Draft).await, (false, against, None), "a draft asks nobody");
        engine::product::publish(&world.engine, &cast.north, boot, Published, world.now()).await.unwrap();
        assert_eq!(price_in(world, boot, makers).await, None, "publishing asks too");
        assert_eq!(
            saved(&home, Published).await,
            (true, None, Some(11_890)),
            "and it comes back at its own price"
        );
        // What its seller took back is not brought back by any rule.
        assert_eq!(saved(&moved_to, Published).await, (false, against, None));
        let back = Wish { what: What::TakeBack, ..wish(world, Choice::These(vec![boot]), false) };
        begins(world, back, "k2").await;
        world.settle().await;
        assert_eq!(saved(&home, Published).await, (false, None, None));
    }
);

both!(a_picture_taken_away_asks_the_rules_again_and_one_that_is_added_brings_the_product_back, |world| {
    let cast = &world.cast;
    let boots = catalogue(world, 2).await;
    let (boot, makers) = (boots[0], cast.north_makers_shop.id);
    begins(world, wish(world, Choice::All, false), "k1").await;
    world.settle().await;
    let adds = async |at: u8| {
        let file = ("front.png".to_owned(), picture(at));
        engine::picture::add(&world.engine, &cast.north, boot, vec![file], world.now()).await.unwrap();
        world.settle().await;
    };
    adds(1).await;
    world.changes_rules(cast.makers.id, |policy| policy.goods.pictures_least = 1).await;
    engine::picture::remove(&world.engine, &cast.north, boot, 0, world.now()).await.unwrap();
    world.settle().await;
    let withheld = async |listed| {
        let list = engine::product::list_of(&world.engine, &cast.north, listed, None).await.unwrap();
        let found =
            list.rows.iter().map(|row| (row.product.id, row.withheld().into_iter().collect::<Vec<_>>()));
        (found.collect::<Vec<_>>(), list.withheld)
    };
    let against = vec![(makers, Objection::PictureMissing)];
    assert_eq!(withheld(Listed::Withheld).await, (vec![(boot, against.clone())], 1), "and they are listed");
    assert_eq!(withheld(Listed::All).await.0.len(), 2);
    assert_eq!(price_in(world, boot, makers).await, None);
    engine::listing::product(&world.engine, cast.mall.id, boot, world.now()).await.unwrap();
    let there = engine::listing::product(&world.engine, cast.makers.id, boot, world.now()).await;
    assert!(there.is_err(), "the market's lists follow");
    adds(2).await;
    assert_eq!(withheld(Listed::Withheld).await, (Vec::new(), 0));
    assert_eq!(price_in(world, boot, makers).await, Some(11_890));
    engine::listing::product(&world.engine, cast.makers.id, boot, world.now()).await.unwrap();
});

/// One red pixel; the number tells one from another.
fn picture(number: u8) -> Vec<u8> {
    let png: &[u8] =
        b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
        \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
        \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
    [png, &[number]].concat()
}

/// A category that is not within that one.
fn category_beside(world: &World, path: &str) -> String {
    let all = world.engine.categories();
    let beside = |other: &&domain::category::Category| !domain::policy::goods::is_within(&other.path, path);
    all.iter().find(beside).unwrap().path.clone()
}

/// The form of a product as its page fills it, in a shop where it is sold.
fn form_of(row: &ProductRow, shop: domain::ShopId, category: &str, state: ProductState) -> ProductForm {
    let variant = |one: &engine::product::VariantRow| VariantForm {
        id: Some(one.variant.id),
        values: one.variant.option_values.0.iter().map(|value| value.say("en").to_owned()).collect(),
        sku: one.variant.sku.clone(),
        price: one.offer_in(shop).unwrap().price,
        was: None,
        quantity: one.stock.on_hand,
        weight_grams: one.variant.weight_grams,
        barcode: String::new(),
    };
    ProductForm {
        id: Some(row.product.id),
        version: Some(row.product.version),
        key: format!("save-{}", row.product.version),
        language: "en".into(),
        title: row.product.title.say("en").to_owned(),
        text: row.product.text.say("en").to_owned(),
        brand: String::new(),
        category: category.to_owned(),
        tax_class: row.product.tax_class,
        options: row.product.options.0.iter().map(|name| name.say("en").to_owned()).collect(),
        variants: row.variants.iter().map(variant).collect(),
        state,
        drawing: String::new(),
        hue: 0,
    }
}

/// The offer of a product in another of its shops.
async fn offer_in(world: &World, product: ProductId, shop: domain::ShopId) -> OfferId {
    let row = engine::product::get(&world.engine, &world.cast.north, product).await.unwrap();
    row.variants[0].offer_in(shop).unwrap().id
}

both!(the_last_piece_sold_at_once_on_two_markets_goes_to_one_buyer, |world| {
    const ROUNDS: i64 = 12;
    let cast = &world.cast;
    world.sells(&cast.north, &cast.north_shop, "Lantern", 10_000, 0).await;
    let list = engine::product::list(&world.engine, &cast.north, None).await.unwrap();
    let (lantern, stock) = (list.rows[0].product.id, list.rows[0].variants[0].stock.id);
    let id = begins(world, wish(world, Choice::All, false), "k1").await;
    world.settle().await;
    assert_eq!(job(world, id).await.done, 1);
    let (here, there) = (
        offer_in(world, lantern, cast.north_shop.id).await,
        offer_in(world, lantern, cast.north_makers_shop.id).await,
    );
    for round in 0..ROUNDS {
        // One piece more than was sold so far.
        let quick = engine::product::Quick { offer: here, price: 10_000, quantity: round + 1 };
        engine::product::quick(&world.engine, &cast.north, vec![quick], world.now()).await.unwrap();
        world.puts_in_cart(cast.marta, cast.mall.id, here, 1).await;
        world.puts_in_cart(cast.sam, cast.makers.id, there, 1).await;
        let (one, other) = (format!("m{round}"), format!("s{round}"));
        let (one, other) = tokio::join!(
            world.places(cast.marta, cast.mall.id, &one),
            world.places(cast.sam, cast.makers.id, &other),
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1, "round {round}: {one:?} {other:?}");
        // Who was too late is told, and the cart is cleared for the next round.
        for (user, market, offer) in [(cast.marta, cast.mall.id, here), (cast.sam, cast.makers.id, there)] {
            engine::cart::set(&world.engine, user, market, offer, 0, world.now()).await.unwrap();
        }
    }
    let (_, movements) = engine::product::movements(&world.engine, &cast.north, stock).await.unwrap();
    let held: i64 = movements.iter().map(|movement| movement.held).sum();
    assert_eq!(held, ROUNDS, "each piece was promised once");
});
