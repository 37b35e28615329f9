//! Pictures that a seller sends: judged at once, made by a worker, shown when they are ready.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::ProductId;
use domain::product::PictureState;
use engine::Stop;
use engine::picture::AddPictureRefusal;
use testkit::{World, both};

/// One red pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
    \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
    \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

async fn product(world: &World) -> ProductId {
    let cast = &world.cast;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 10).await;
    let list = engine::product::list(&world.engine, &cast.brume, None).await.unwrap();
    let is_it = |row: &&engine::product::ProductRow| {
        row.variants.iter().any(|variant| variant.offers.iter().any(|kept| kept.id == offer))
    };
    list.rows.iter().find(is_it).unwrap().product.id
}

async fn sends(world: &World, to: ProductId, files: &[&[u8]]) -> Result<(), Stop<AddPictureRefusal>> {
    let files = files.iter().map(|bytes| ("red_cup.png".to_owned(), bytes.to_vec())).collect();
    engine::picture::add(&world.engine, &world.cast.brume, to, files, world.now()).await
}

/// Names and states, in the order of the page.
async fn pictures(world: &World, of: ProductId) -> Vec<(String, PictureState)> {
    let row = engine::product::get(&world.engine, &world.cast.brume, of).await.unwrap();
    row.pictures.into_iter().map(|picture| (picture.name, picture.state)).collect()
}

fn originals(world: &World) -> usize {
    std::fs::read_dir(world.database.folder.join("pictures/originals")).map_or(0, Iterator::count)
}

both!(a_picture_waits_for_the_worker_and_is_shown_from_then_on, |world| {
    let bowl = product(world).await;
    sends(world, bowl, &[PNG]).await.expect("taken");
    assert_eq!(pictures(world, bowl).await, [(String::new(), PictureState::Waiting)]);
    assert_eq!(originals(world), 1);
    let shop = world.cast.mall.id;
    let page = engine::listing::product(&world.engine, shop, bowl, world.now()).await.unwrap();
    assert!(page.pictures.is_empty(), "pages show the drawing meanwhile");
    world.settle().await;
    let [(name, PictureState::Ready)] = &pictures(world, bowl).await[..] else { panic!("not ready") };
    let jpeg = engine::picture::read(&world.engine, name.clone(), 640).await.unwrap();
    assert!(jpeg.starts_with(b"\xff\xd8"), "a JPEG");
    let page = engine::listing::product(&world.engine, shop, bowl, world.now()).await.unwrap();
    assert_eq!((page.pictures.len(), page.pictures[0].alt.as_str()), (1, "red cup"));
    assert_eq!(originals(world), 0);
    sends(world, bowl, &[PNG, PNG]).await.expect("it is there already");
    assert_eq!((pictures(world, bowl).await.len(), originals(world)), (1, 0));
});

both!(what_its_header_betrays_is_refused_at_once, |world| {
    let bowl = product(world).await;
    for (file, code) in [(&PNG[..20], "picture.damaged"), (b"%PDF-1.7", "picture.unknown_type")] {
        let refused = sends(world, bowl, &[PNG, file]).await;
        assert!(matches!(refused, Err(Stop::Refused(AddPictureRefusal::Picture(told))) if told == code));
    }
    let many = vec![PNG; domain::product::PICTURES_MAX + 1];
    assert!(matches!(sends(world, bowl, &many).await, Err(Stop::Refused(AddPictureRefusal::TooMany))));
    let files = vec![("a.png".to_owned(), PNG.to_vec())];
    let strange = engine::picture::add(&world.engine, &world.cast.north, bowl, files, world.now()).await;
    assert!(matches!(strange, Err(Stop::Absent)), "another seller's product does not exist");
    assert_eq!((pictures(world, bowl).await.len(), originals(world)), (0, 0), "nothing is kept");
});

both!(what_can_t_be_decoded_fails_and_holds_nobody_up, |world| {
    let bowl = product(world).await;
    let cut = &PNG[..PNG.len() - 20];
    sends(world, bowl, &[cut, PNG]).await.expect("its header is fine");
    world.settle().await;
    let found: Vec<PictureState> = pictures(world, bowl).await.into_iter().map(|(_, state)| state).collect();
    assert_eq!(found, [PictureState::Failed, PictureState::Ready]);
    assert_eq!(originals(world), 0);
    sends(world, bowl, &[cut]).await.expect("who wants may try again");
    assert_eq!(pictures(world, bowl).await.len(), 3);
    world.settle().await;
});

both!(a_picture_that_is_removed_while_it_waits_stays_removed, |world| {
    let bowl = product(world).await;
    sends(world, bowl, &[PNG]).await.expect("taken");
    engine::picture::remove(&world.engine, &world.cast.brume, bowl, 0, world.now()).await.unwrap();
    world.settle().await;
    assert_eq!((pictures(world, bowl).await.len(), originals(world)), (0, 0));
});
