//! What buyers say: once a line, by who had the goods, changed for a while; answered, reported, judged; summed up for lists
//! and for a shop's record.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::policy::Policy;
use domain::product::PictureState;
use domain::review::{EDIT_DAYS, Moderation, ReviewReason, ReviewRefusal, ReviewState};
use domain::{OrderId, ProductId, ReviewId, UserId};
use engine::Stop;
use engine::order::Ship;
use engine::review::{Judgement, Rate, Write};
use testkit::{World, both};

/// One red pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
    \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
    \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

async fn bought(world: &World, by: UserId, key: &str) -> OrderId {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, &format!("Bowl {key}"), 4_800, 10).await;
    world.puts_in_cart(by, cast.mall.id, bowl, 1).await;
    let order = world.buys(by, cast.mall.id, key).await.orders[0];
    let ship = Ship { order, carrier: "GLS".into(), tracking: "1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &cast.brume, ship, world.now()).await.unwrap();
    order
}

/// An order that its buyer has received.
async fn received(world: &World, by: UserId, key: &str) -> OrderId {
    let order = bought(world, by, key).await;
    engine::order::confirm(&world.engine, by, order, world.now()).await.unwrap();
    world.settle().await;
    order
}

fn words(order: OrderId, stars: i64, text: &str) -> Write {
    let (title, text) = (String::new(), text.to_owned());
    Write { order, ordinal: 0, stars, title, text, pictures: vec![], dropped: vec![] }
}

async fn says(
    world: &World,
    by: UserId,
    order: OrderId,
    stars: i64,
) -> Result<ReviewId, Stop<ReviewRefusal>> {
    engine::review::write(&world.engine, by, words(order, stars, "As it is."), world.now()).await
}

async fn rates(world: &World, by: UserId, order: OrderId, stars: i64) -> Result<(), Stop<ReviewRefusal>> {
    let given = Rate { order, described: stars, service: stars, delivery: stars };
    engine::review::rate(&world.engine, by, given, world.now()).await
}

async fn product_of(world: &World, by: UserId, order: OrderId) -> ProductId {
    world.order(by, order).await.lines[0].product
}

async fn shown(world: &World, product: ProductId) -> engine::review::OfProduct {
    let subject = (world.cast.mall.id, product, world.cast.brume_shop.id);
    engine::review::of_product(&world.engine, subject, (0, false), (None, 10), world.now()).await.unwrap()
}

/// Who got letters of a kind, in the order of their sending.
fn got(world: &World, kind: &str) -> Vec<String> {
    world
        .letters()
        .into_iter()
        .filter(|letter| letter.text.starts_with(kind))
        .map(|letter| letter.to)
        .collect()
}

fn is_refused<T>(done: Result<T, Stop<ReviewRefusal>>, why: ReviewRefusal) -> bool {
    matches!(done, Err(Stop::Refused(refusal)) if refusal == why)
}

both!(who_has_the_goods_says_so_once_a_line_and_changes_it_for_a_while, |world| {
    let (marta, sam) = (world.cast.marta, world.cast.sam);
    let order = bought(world, marta, "one").await;
    assert!(is_refused(says(world, marta, order, 4).await, ReviewRefusal::NotYet));
    engine::order::confirm(&world.engine, marta, order, world.now()).await.unwrap();
    world.settle().await;
    let asked = world.letters().iter().filter(|letter| letter.text.contains("ReviewAsked")).count();
    assert_eq!(asked, 1, "the buyer is asked once");
    assert!(matches!(says(world, sam, order, 1).await, Err(Stop::Absent)), "another's order does not exist");
    let first = says(world, marta, order, 4).await.unwrap();
    let product = product_of(world, marta, order).await;
    let again = says(world, marta, order, 2).await.unwrap();
    assert_eq!(first, again, "a second word takes the place of the first");
    world.settle().await;
    let page = shown(world, product).await;
    assert_eq!((page.rating.count(), page.rating.sum(), page.reviews.len()), (1, 2, 1));
    assert_eq!(page.reviews[0].review.author, "Marta K.");
    let mall = world.cast.mall.id;
    let home = engine::listing::home(&world.engine, mall).await.unwrap();
    let card = home.newest.iter().find(|card| card.product == product).unwrap();
    assert_eq!((card.rating_count, card.rating_sum), (1, 2), "cards show it");
    world.days_later(EDIT_DAYS + 1).await;
    assert!(is_refused(says(world, marta, order, 5).await, ReviewRefusal::EditTooLate));
});

both!(two_that_are_sent_at_the_same_moment_are_one_review_and_one_rating, |world| {
    let marta = world.cast.marta;
    let order = received(world, marta, "race").await;
    let other = world.second_engine().await;
    let now = world.now();
    let (one, two) = tokio::join!(
        engine::review::write(&world.engine, marta, words(order, 5, "Fine."), now),
        engine::review::write(&other, marta, words(order, 5, "Fine."), now),
    );
    assert_eq!(one.unwrap(), two.unwrap());
    let given = Rate { order, described: 5, service: 4, delivery: 3 };
    let (one, two) = tokio::join!(
        engine::review::rate(&world.engine, marta, given, now),
        engine::review::rate(&other, marta, given, now),
    );
    one.unwrap();
    two.unwrap();
    assert!(is_refused(rates(world, marta, order, 1).await, ReviewRefusal::RatedAlready));
    world.settle().await;
    let product = product_of(world, marta, order).await;
    let page = shown(world, product).await;
    assert_eq!((page.rating.count(), page.record.count), (1, 1));
    assert_eq!(page.record.means(), [50, 40, 30]);
});

both!(of_one_buyer_three_ratings_a_month_count_and_after_six_months_none, |world| {
    let marta = world.cast.marta;
    for (at, stars) in [5, 5, 2, 1, 1].into_iter().enumerate() {
        let order = received(world, marta, &format!("n{at}")).await;
        rates(world, marta, order, stars).await.unwrap();
    }
    world.settle().await;
    let record = || async {
        let (mall, shop) = (world.cast.mall.id, world.cast.brume_shop.id);
        engine::review::record_of(&world.engine, mall, shop, world.now()).await.unwrap()
    };
    assert_eq!((record().await.count, record().await.means()), (3, [40; 3]), "the fourth and fifth don't");
    world.days_later(182).await;
    assert_eq!(record().await.count, 3);
    world.days_later(1).await;
    assert_eq!(record().await.count, 0);
});

both!(a_market_that_looks_first_shows_nothing_before_and_one_without_reviews_takes_none, |world| {
    let (cast, now) = (&world.cast, world.now());
    let order = received(world, cast.marta, "first").await;
    world
        .changes_rules(cast.mall.id, |policy: &mut Policy| policy.reviews.moderation = Moderation::Before)
        .await;
    let review = says(world, cast.marta, order, 5).await.unwrap();
    world.settle().await;
    let product = product_of(world, cast.marta, order).await;
    assert_eq!(shown(world, product).await.rating.count(), 0);
    assert!(got(world, "ReviewShown").is_empty(), "the shop hears of it when others see it");
    let queue = |name: &'static str| async move {
        let (engine, mall) = (&world.engine, world.cast.mall.id);
        engine::review::queue(engine, &world.cast.olga, mall, name, None).await.unwrap().len()
    };
    assert_eq!(queue("waiting").await, 1);
    engine::review::judge(&world.engine, &cast.olga, review, Judgement::Keep, now).await.unwrap();
    world.settle().await;
    assert_eq!((shown(world, product).await.rating.count(), queue("waiting").await), (1, 0));
    assert_eq!(got(world, "ReviewShown"), ["camille@example.com"]);
    let second = received(world, cast.marta, "second").await;
    world.changes_rules(cast.mall.id, |policy: &mut Policy| policy.reviews.on = false).await;
    assert!(is_refused(says(world, cast.marta, second, 5).await, ReviewRefusal::NotHere));
});

both!(a_reported_review_is_judged_with_reasons_that_both_sides_read, |world| {
    let (engine, cast, now) = (&world.engine, &world.cast, world.now());
    let order = received(world, cast.marta, "bad").await;
    let review = says(world, cast.marta, order, 1).await.unwrap();
    let why = || (ReviewReason::Insult, "It calls us names.".to_owned());
    engine::review::report(engine, cast.brume.user, review, why(), now).await.unwrap();
    let twice = engine::review::report(engine, cast.brume.user, review, why(), now).await;
    assert!(is_refused(twice, ReviewRefusal::ReportedAlready));
    let alien = engine::review::answer(engine, &cast.north, review, "Hm.".into(), now).await;
    assert!(matches!(alien, Err(Stop::Absent)), "another shop's review does not exist");
    for answer in ["Oh.", "We are sorry."] {
        engine::review::answer(engine, &cast.brume, review, answer.into(), now).await.unwrap();
        world.settle().await;
    }
    assert_eq!(got(world, "ReviewShown"), ["camille@example.com"]);
    assert_eq!(got(world, "ReviewAnswered"), ["marta@example.com"], "once, however often it is changed");
    let product = product_of(world, cast.marta, order).await;
    assert_eq!(shown(world, product).await.reviews[0].review.answer, "We are sorry.");
    let listed = engine::review::queue(engine, &cast.olga, cast.mall.id, "reported", None).await.unwrap();
    assert_eq!((listed.len(), listed[0].reports), (1, 1));
    let silent = Judgement::Remove(ReviewReason::Insult, "  ".into());
    let silent = engine::review::judge(engine, &cast.olga, review, silent, now).await;
    assert!(is_refused(silent, ReviewRefusal::RulingMissing), "a reason is given in words too");
    let before = world.letters().len();
    let remove = Judgement::Remove(ReviewReason::Insult, "It calls a person names.".into());
    engine::review::judge(engine, &cast.olga, review, remove, now).await.unwrap();
    world.settle().await;
    let letters = world.letters();
    let told: Vec<&str> = letters[before..].iter().map(|letter| letter.to.as_str()).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"camille@example.com") && told.iter().any(|to| to.starts_with("marta")));
    assert!(letters[before].text.contains("market@example.com"), "where to object");
    assert_eq!(shown(world, product).await.rating.count(), 0);
    assert!(is_refused(says(world, cast.marta, order, 5).await, ReviewRefusal::Removed));
    engine::review::judge(engine, &cast.olga, review, Judgement::Keep, now).await.unwrap();
    world.settle().await;
    assert_eq!(shown(world, product).await.reviews[0].review.state, ReviewState::Published);
    assert_eq!(got(world, "ReviewShown").len(), 1, "it was shown before");
    let wanted = engine::audit::Wanted { deed: "review.judged".into(), ..Default::default() };
    let noted = engine::audit::of_operator(engine, &cast.olga, wanted).await.unwrap();
    let after: Vec<&str> = noted.entries.iter().map(|entry| entry.after.as_str()).collect();
    assert_eq!(after.len(), 2, "taken down, and shown again");
    assert!(after[1].contains("It calls a person names."), "{after:?}");
});

both!(pictures_of_a_review_are_made_counted_and_taken_away, |world| {
    let (marta, now) = (world.cast.marta, world.now());
    let order = received(world, marta, "pictured").await;
    let sent = |pictures: Vec<&[u8]>, dropped: Vec<i64>| {
        let pictures = pictures.into_iter().map(|bytes| ("cup.png".to_owned(), bytes.to_vec())).collect();
        Write { pictures, dropped, ..words(order, 4, "See.") }
    };
    let write = |write: Write| engine::review::write(&world.engine, marta, write, now);
    assert!(is_refused(
        write(sent(vec![b"%PDF"], vec![])).await,
        ReviewRefusal::Picture("picture.unknown_type")
    ));
    assert!(is_refused(write(sent(vec![PNG; 5], vec![])).await, ReviewRefusal::TooManyPictures));
    write(sent(vec![PNG, PNG], vec![])).await.unwrap();
    world.settle().await;
    let product = product_of(world, marta, order).await;
    let page = shown(world, product).await;
    assert_eq!((page.rating.pictured, page.reviews[0].pictures.len()), (1, 1), "sent twice, it is one");
    assert_eq!(page.reviews[0].pictures[0].state, PictureState::Ready);
    let originals =
        std::fs::read_dir(world.database.folder.join("pictures/originals")).map_or(0, Iterator::count);
    assert_eq!(originals, 0, "no original is left");
    write(sent(vec![], vec![0])).await.unwrap();
    world.settle().await;
    assert_eq!(shown(world, product).await.rating.pictured, 0);
});

both!(nobody_judges_their_own_shop_and_who_was_refunded_after_delivery_may_judge, |world| {
    let (engine, cast, now) = (&world.engine, &world.cast, world.now());
    let own = received(world, cast.brume.user, "own").await;
    assert!(is_refused(says(world, cast.brume.user, own, 5).await, ReviewRefusal::OwnShop));
    assert!(is_refused(rates(world, cast.brume.user, own, 5).await, ReviewRefusal::OwnShop));
    let order = bought(world, cast.marta, "back").await;
    let view = world.order(cast.marta, order).await;
    let parcel = view.shipments[0].0.id;
    engine::order::deliver(engine, &cast.brume, order, parcel, now).await.unwrap();
    let total = view.order.total;
    engine::refund::refund_by_seller(engine, &cast.brume, order, total, "Sorry".into(), now).await.unwrap();
    says(world, cast.marta, order, 2).await.unwrap();
});

/// What must hold is looked at: rows that no act would write are found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_finds_a_fourth_rating_and_a_review_of_who_never_had_the_goods() {
    let world = World::open(testkit::Kind::Sqlite).await.unwrap();
    let (cast, now) = (&world.cast, world.now());
    let order = bought(&world, cast.marta, "none").await;
    let line = world.order(cast.marta, order).await.lines[0].clone();
    let rating = |raw: i64| domain::review::Rating {
        order_id: OrderId::from_raw((raw << 10) | order.bucket()),
        shop: cast.brume_shop.id,
        market: cast.mall.id,
        user_id: cast.marta,
        described: 5,
        service: 5,
        delivery: 5,
        counted: true,
        day: 1,
        month: 1,
        at: now,
    };
    let review = domain::review::Review {
        id: ReviewId::from_raw(order.bucket() | 1 << 30),
        order_id: order,
        ordinal: line.ordinal,
        product: line.product,
        shop: cast.brume_shop.id,
        seller: cast.brume.seller,
        market: cast.mall.id,
        user_id: cast.marta,
        author: String::new(),
        language: "en".into(),
        stars: 5,
        title: String::new(),
        text: String::new(),
        pictures: 0,
        state: ReviewState::Published,
        reason: String::new(),
        ruling: String::new(),
        answer: String::new(),
        answered_at: None,
        reports: 2,
        posted_at: now,
        edited_at: None,
        judged_at: None,
        version: 0,
    };
    let ratings: Vec<_> = (1..=4).map(rating).collect();
    let wrote = world.engine.db().act(move |tx| {
        store::insert(tx, &ratings)?;
        store::insert(tx, std::slice::from_ref(&review))
    });
    wrote.await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(
        broken,
        [
            "review.of_who_bought_and_had_it",
            "review.reports_are_of_people",
            "review.three_ratings_count_a_month"
        ]
    );
}
