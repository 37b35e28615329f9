//! How a shop looks: a draft is its seller's alone, a published decor is what everybody sees, and each can be gone back to.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::decor::{Block, Corners, Decor, DecorRefusal, Fonts, Theme, ThemeRefusal};
use domain::wording::Wording;
use engine::Stop;
use testkit::{World, both};

/// One red pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
    \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
    \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn decor(words: &str) -> Decor {
    let colour = |text: &str| text.parse().unwrap();
    let theme = Theme {
        accent: colour("#8a3b12"),
        ink: colour("#2a2018"),
        paper: colour("#fbf6ee"),
        corners: Corners::Round,
        fonts: Fonts::Book,
    };
    let title = Wording::in_language("en", words);
    let block = Block::Text { title, text: Wording::default() };
    Decor { theme: Some(theme), blocks: vec![block], ..Decor::default() }
}

async fn drafts(world: &World, decor: Decor) -> Result<(), Stop<DecorRefusal>> {
    let cast = &world.cast;
    let seen = engine::decor::decorating(&world.engine, &cast.brume, cast.brume_shop.id).await.unwrap().seen;
    drafts_over(world, seen, decor).await
}

async fn drafts_over(world: &World, seen: Option<i64>, decor: Decor) -> Result<(), Stop<DecorRefusal>> {
    let cast = &world.cast;
    let wish = (decor, seen);
    engine::decor::save_draft(&world.engine, &cast.brume, cast.brume_shop.id, wish, world.now()).await
}

async fn shown(world: &World) -> Decor {
    let cast = &world.cast;
    engine::decor::shown(&world.engine, cast.mall.id, cast.brume_shop.id).await.unwrap().decor
}

async fn draft(world: &World) -> Decor {
    let cast = &world.cast;
    engine::decor::decorating(&world.engine, &cast.brume, cast.brume_shop.id).await.unwrap().draft
}

async fn publishes(world: &World) -> Result<i64, Stop<DecorRefusal>> {
    let cast = &world.cast;
    engine::decor::publish(&world.engine, &cast.brume, cast.brume_shop.id, world.now()).await
}

both!(visitors_see_what_was_published_and_the_draft_can_go_back_to_it, |world| {
    let (engine, cast, now) = (&world.engine, &world.cast, world.now());
    assert!(matches!(publishes(world).await, Err(Stop::Refused(DecorRefusal::NothingToPublish))));
    drafts(world, decor("first")).await.unwrap();
    assert_eq!(shown(world).await, Decor::default(), "a draft is nobody's business");
    assert_eq!((publishes(world).await.unwrap(), publishes(world).await.unwrap()), (1, 1), "twice is once");
    drafts(world, decor("second")).await.unwrap();
    assert_eq!(shown(world).await, decor("first"));
    engine::decor::undo(engine, &cast.brume, cast.brume_shop.id, now).await.unwrap();
    assert_eq!(draft(world).await, decor("first"));
    drafts(world, decor("third")).await.unwrap();
    assert_eq!(publishes(world).await.unwrap(), 2);
    assert_eq!(shown(world).await, decor("third"));
    let alien =
        engine::decor::save_draft(engine, &cast.north, cast.brume_shop.id, (decor("x"), None), now).await;
    assert!(matches!(alien, Err(Stop::Absent)), "another seller's shop does not exist");
    let (mall, slug) = (cast.mall.id, cast.brume_shop.slug.as_str());
    let preview = engine::decor::preview(engine, &cast.north, mall, slug).await;
    assert!(matches!(preview, Err(Stop::Absent)));
    let theme = decor("third").theme.unwrap();
    let hash = domain::decor::theme::hash(&theme.stylesheet());
    let sheet = engine::decor::stylesheet(engine, cast.brume_shop.id, hash).await.unwrap();
    assert!(sheet.contains("--accent: light-dark(#8a3b12, "), "{sheet}");
});

both!(a_look_that_can_not_be_read_or_shows_others_pictures_is_refused_and_nothing_changes, |world| {
    let (engine, cast, now) = (&world.engine, &world.cast, world.now());
    let mut pale = decor("pale");
    pale.theme.as_mut().unwrap().accent = "#ffcc00".parse().unwrap();
    let refused = drafts(world, pale).await;
    assert!(matches!(
        refused,
        Err(Stop::Refused(DecorRefusal::Theme(ThemeRefusal::Accent { ratio: 100..450 })))
    ));
    let signed = Decor { sign: "0123456789abcdef".into(), ..decor("sign") };
    assert!(matches!(drafts(world, signed).await, Err(Stop::Refused(DecorRefusal::UnknownPicture))));
    let title = Wording::default();
    for picture in
        ["https://evil.example/x.png", "//evil.example/x.png", "../../private", "javascript:alert(1)"]
    {
        let gallery = Block::Gallery { title: title.clone(), pictures: vec![picture.to_owned()] };
        let foreign = drafts(world, Decor { blocks: vec![gallery], ..Decor::default() }).await;
        assert!(matches!(foreign, Err(Stop::Refused(DecorRefusal::UnknownPicture))), "{picture}");
    }
    assert_eq!(draft(world).await, Decor::default());
    let (shop, files) = (cast.brume_shop.id, vec![("sign.png".to_owned(), PNG.to_vec())]);
    engine::decor::add_pictures(engine, &cast.brume, shop, files.clone(), now).await.unwrap();
    let alien = engine::decor::add_pictures(engine, &cast.north, shop, files, now).await;
    assert!(matches!(alien, Err(Stop::Absent)));
    world.settle().await;
    let found = engine::decor::decorating(engine, &cast.brume, shop).await.unwrap();
    let name = found.pictures[0].name.clone();
    drafts(world, Decor { sign: name.clone(), ..decor("sign") }).await.unwrap();
    publishes(world).await.unwrap();
    assert_eq!(shown(world).await.sign, name);
    let removes =
        |name: &str| engine::decor::remove_picture(engine, &cast.brume, shop, name.to_owned(), world.now());
    assert!(matches!(removes(&name).await, Err(Stop::Refused(DecorRefusal::PictureInUse))));
    drafts(world, decor("bare")).await.unwrap();
    assert!(
        matches!(removes(&name).await, Err(Stop::Refused(DecorRefusal::PictureInUse))),
        "visitors see it"
    );
    publishes(world).await.unwrap();
    removes(&name).await.unwrap();
    let found = engine::decor::decorating(engine, &cast.brume, shop).await.unwrap();
    assert!(found.pictures.is_empty());
});

both!(a_draft_that_somebody_else_changed_meanwhile_is_not_written_over_unseen, |world| {
    drafts_over(world, None, decor("one")).await.unwrap();
    let late = drafts_over(world, None, decor("two")).await;
    assert!(matches!(late, Err(Stop::Refused(DecorRefusal::ChangedMeanwhile))), "{late:?}");
    drafts_over(world, None, decor("one")).await.unwrap();
    assert_eq!(draft(world).await, decor("one"), "the same sent twice is there once");
    let cast = &world.cast;
    let seen = engine::decor::decorating(&world.engine, &cast.brume, cast.brume_shop.id).await.unwrap().seen;
    for _ in 0..2 {
        drafts_over(world, seen, decor("two")).await.unwrap();
    }
    let late = drafts_over(world, seen, decor("three")).await;
    assert!(matches!(late, Err(Stop::Refused(DecorRefusal::ChangedMeanwhile))), "{late:?}");
    assert_eq!(draft(world).await, decor("two"));
});

both!(two_publishing_at_once_is_one_version, |world| {
    drafts(world, decor("first")).await.unwrap();
    let (one, two) = tokio::join!(publishes(world), publishes(world));
    assert_eq!((one.unwrap(), two.unwrap()), (1, 1));
});

both!(who_only_ships_parcels_decorates_nothing, |world| {
    let (engine, cast, now) = (&world.engine, &world.cast, world.now());
    let shop = cast.brume_shop.id;
    let mut clerk = cast.brume.clone();
    clerk.role = domain::seller::Role::Clerk;
    let done = [
        engine::decor::save_draft(engine, &clerk, shop, (decor("x"), None), now).await,
        engine::decor::publish(engine, &clerk, shop, now).await.map(drop),
        engine::decor::undo(engine, &clerk, shop, now).await,
        engine::decor::add_pictures(engine, &clerk, shop, vec![("a.png".into(), PNG.to_vec())], now).await,
    ];
    assert!(done.iter().all(|done| matches!(done, Err(Stop::Denied(_)))), "{done:?}");
    assert_eq!(draft(world).await, Decor::default());
});

both!(blocks_show_the_goods_that_are_there, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    world.settle().await;
    let list = engine::product::list(engine, &cast.brume, None).await.unwrap();
    let bowl = list.rows[0].product.id;
    let title = Wording::in_language("en", "Fresh");
    let blocks = vec![
        Block::Chosen { title: title.clone(), products: vec![bowl, domain::ProductId::from_raw(1 << 30)] },
        Block::Collection { title: title.clone(), category: "kitchen".into() },
        Block::Collection { title, category: "shoes".into() },
    ];
    drafts(world, Decor { blocks, ..Decor::default() }).await.unwrap();
    publishes(world).await.unwrap();
    let shown = engine::decor::shown(engine, cast.mall.id, cast.brume_shop.id).await.unwrap();
    let counts: Vec<usize> = shown.blocks.iter().map(|block| block.cards.len()).collect();
    assert_eq!(counts, [1, 1, 0]);
});

/// What must hold is looked at: a row that no act would write is found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_finds_a_shop_that_shows_a_look_which_is_not_kept() {
    let world = World::open(testkit::Kind::Sqlite).await.unwrap();
    let (shop, changed_at) = (world.cast.brume_shop.id, world.now());
    let lost =
        domain::decor::DecorDraft { shop, draft: Decor::default(), published: 3, changed_at, version: 0 };
    world.engine.db().act(move |tx| store::insert(tx, std::slice::from_ref(&lost))).await.unwrap();
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    let broken: Vec<&str> = checks.iter().filter(|check| !check.holds).map(|check| check.name).collect();
    assert_eq!(broken, ["decor.what_is_shown_is_kept"]);
}

both!(goods_of_a_block_are_chosen_from_all_of_the_shop_by_words_and_pages, |world| {
    use domain::decor::Picking;
    let (engine, cast) = (&world.engine, &world.cast);
    let (shop, goods_page) = (cast.brume_shop.id, engine::decor::GOODS_PAGE);
    for at in 0..=goods_page {
        world.sells(&cast.brume, &cast.brume_shop, &format!("Slate jug {at}"), 4_000 + at, 2).await;
    }
    world.sells(&cast.brume, &cast.brume_shop, "Moss bowl", 5_000, 2).await;
    world.sells(&cast.north, &cast.north_shop, "Moss boot", 5_000, 2).await;
    world.settle().await;
    let choosing =
        |query: &'static str, page: i64| engine::decor::choosing(engine, &cast.brume, shop, 0, (query, page));
    assert!(matches!(choosing("", 0).await, Err(Stop::Absent)), "there is no draft yet");
    let block = Block::Chosen { title: Wording::default(), products: Vec::new() };
    drafts(world, Decor { blocks: vec![block], ..Decor::default() }).await.unwrap();
    for (query, page, found, total) in [
        ("", 0, goods_page as usize, goods_page + 2),
        ("", 1, 2, goods_page + 2),
        ("jug", 1, 1, goods_page + 1),
        ("SLATE ju", 0, goods_page as usize, goods_page + 1),
        ("moss", 0, 1, 1),
        ("moss jug", 0, 0, 0),
        ("???", 0, 0, 0),
    ] {
        let seen = choosing(query, page).await.unwrap();
        assert_eq!((seen.found.len(), seen.total), (found, total), "{query} {page}");
        assert!(seen.found.iter().all(|row| row.shop == shop), "{query}");
    }
    assert!(matches!(choosing("", 400).await, Err(Stop::Absent)));
    let alien = engine::decor::choosing(engine, &cast.north, shop, 0, ("", 0)).await;
    assert!(matches!(alien, Err(Stop::Absent)), "another seller's shop does not exist");
    let (old, bowl) = (
        choosing("", 1).await.unwrap().found[0].product,
        choosing("moss", 0).await.unwrap().found[0].product,
    );
    let mut seen = choosing("", 0).await.unwrap();
    for (picking, product) in [(Picking::Add, old), (Picking::Add, bowl), (Picking::Up, bowl)] {
        seen.draft.pick(0, picking, product).unwrap();
    }
    drafts_over(world, seen.seen, seen.draft).await.unwrap();
    let kept = choosing("", 0).await.unwrap();
    assert_eq!(kept.chosen.iter().map(|row| row.product).collect::<Vec<_>>(), [bowl, old]);
    publishes(world).await.unwrap();
    let shown = engine::decor::shown(engine, cast.mall.id, shop).await.unwrap();
    assert_eq!(shown.blocks[0].cards.iter().map(|row| row.product).collect::<Vec<_>>(), [bowl, old]);
});
