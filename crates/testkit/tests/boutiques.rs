//! A whole shop out of an archive: each product whole or reported, nothing twice, nothing left behind; and five hundred
//! articles of a real catalogue on two markets out of one stock.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::io::{Cursor, Write};

use domain::assortment::{Choice, Objection, PriceRule, Rounding};
use domain::job::{Job, JobLine, JobState, LineOutcome};
use domain::product::PictureState;
use domain::{JobId, OfferId};
use engine::Stop;
use engine::assortment::{What, Wish};
use engine::boutique::{ImportRefusal, Sending};
use engine::job::JobDesk;
use testkit::{World, both};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// One red pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
    \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
    \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
const HEAD: &str = "Handle,Title,Body (HTML),Vendor,Tags,Published,Variant SKU,Variant Grams,Variant Inventory Qty,\
    Variant Price,Variant Requires Shipping,Variant Taxable\n";
const SHOP: &str = "name = \"Northbound & Sons\"\nstory = { en = \"Boots.\", fr = \"Des bottes.\" }\nhandling_days = 3\n\
    [[zones]]\nname = { en = \"Home\" }\ncountries = [\"FR\", \"US\"]\nprice = \"3.00\"\ndays_min = 1\ndays_max = 2\n";

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn row(handle: &str, price: &str, quantity: i64) -> String {
    format!(
        "{handle},The {handle},<p>Fine.</p>,North,coffee,true,{handle}-1,400,{quantity},{price},true,true\n"
    )
}

async fn sends(world: &World, archive: Vec<u8>, key: &str) -> Result<JobId, Stop<ImportRefusal>> {
    let cast = &world.cast;
    let (told, now) = (archive.len() as u64, world.now());
    let mut sending = Sending::begin(&world.engine, &cast.north, cast.north_shop.id, told, now).await?;
    for some in archive.chunks(64 << 10) {
        sending.take(some, now).await?;
    }
    sending.end((key.to_owned(), "en".to_owned()), now).await
}

async fn job(world: &World, id: JobId) -> Job {
    engine::job::get(&world.engine, JobDesk::Seller(&world.cast.north), id).await.unwrap().job
}

async fn refused(world: &World, id: JobId) -> Vec<JobLine> {
    let desk = JobDesk::Seller(&world.cast.north);
    engine::job::lines(&world.engine, desk, id, (Some(LineOutcome::Refused), -1)).await.unwrap()
}

fn files_in(world: &World, folder: &str) -> usize {
    std::fs::read_dir(world.database.folder.join(folder)).map_or(0, Iterator::count)
}

/// Pieces of archives that are kept.
fn pieces(world: &World) -> usize {
    let files = std::fs::read_dir(world.database.folder.join("papers"));
    let is_piece = |name: &str| name.starts_with("boutique-") || name.starts_with('.');
    files.map_or(0, |files| {
        files.filter(|file| is_piece(&file.as_ref().unwrap().file_name().to_string_lossy())).count()
    })
}

both!(a_boutique_is_imported_whole_by_whole_and_again_without_a_change, |world| {
    let cast = &world.cast;
    let products = [
        HEAD,
        &row("boot", "100", 1),
        &row("lamp", "free", 1),
        &row("tent", "300", 4),
        &row("rope", "20", 9),
    ];
    let archive = zipped(&[
        ("shop.toml", SHOP.as_bytes()),
        ("products.csv", products.concat().as_bytes()),
        ("stock.csv", b"sku,quantity\nboot-1,7\nghost,3\n"),
        ("pictures/boot.png", PNG),
        ("pictures/rope.jpg", b"no picture"),
        ("pictures/stranger.png", PNG),
    ]);
    let id = sends(world, archive.clone(), "k1").await.unwrap();
    assert_eq!(sends(world, archive.clone(), "k1").await.unwrap(), id, "sent twice, begun once");
    assert_eq!(pieces(world), 1, "one archive is kept, sealed");
    let other = world.engine_of("other").await;
    engine::outbox::run_until_idle(&other, world.now() + domain::MINUTE).await.unwrap();
    other.release().await.unwrap();
    world.settle().await;

    let done = job(world, id).await;
    assert_eq!((done.state, done.done, done.refused), (JobState::Done, 3, 4), "the shop, boot and tent");
    let lines = refused(world, id).await;
    let codes: Vec<&str> = lines.iter().map(|line| line.code.as_str()).collect();
    assert_eq!(codes[..1], ["price.invalid"], "{lines:?}");
    assert!(codes[1].starts_with("picture."), "rope is not half: {lines:?}");
    assert_eq!(codes[2..], ["archive.picture_of_nothing", "archive.stock_of_nothing"]);
    assert_eq!((pieces(world), files_in(world, "pictures/originals")), (0, 0), "nothing is left behind");

    let list = engine::product::list(&world.engine, &cast.north, None).await.unwrap();
    assert_eq!(list.total, 2);
    let boot = list.rows.iter().find(|row| row.product.key == "boot").unwrap();
    assert_eq!((boot.variants[0].stock.on_hand, boot.pictures.len()), (7, 1), "stock.csv stands above");
    assert_eq!(boot.pictures[0].state, PictureState::Ready);
    let shops = engine::shop::of_member(&world.engine, &cast.north).await.unwrap();
    let shop = shops.iter().find(|shop| shop.id == cast.north_shop.id).unwrap();
    assert_eq!(
        (shop.name.as_str(), shop.handling_days, shop.story.say("fr")),
        ("Northbound & Sons", 3, "Des bottes.")
    );
    assert_eq!(engine::shop::zones(&world.engine, &cast.north, shop.id).await.unwrap()[0].price, 300);

    let again = sends(world, archive, "k2").await.unwrap();
    world.settle().await;
    let again = job(world, again).await;
    assert_eq!((again.done, again.unchanged, again.refused), (0, 3, 4));
});

both!(archives_that_mean_harm_are_refused_and_nothing_of_them_is_kept, |world| {
    let goods = [HEAD, &row("boot", "100", 1)].concat();
    let good = ("products.csv", goods.as_bytes());
    let zeros = vec![0_u8; 30 << 20];
    for (archive, code) in [
        (b"PK".to_vec(), "archive.unreadable"),
        (zipped(&[("shop.toml", b"name = 'x'")]), "archive.no_products"),
        (zipped(&[good, ("../../etc/passwd", b"root")]), "archive.bad_name"),
        (zipped(&[good, ("pictures/a.jpg", &zeros)]), "archive.bomb"),
        (zipped(&[("products.csv", b"a,b\n1,2\n")]), "file.unknown_format"),
    ] {
        let sent = sends(world, archive, code).await;
        assert!(matches!(sent, Err(Stop::Refused(ImportRefusal::File(found))) if found == code), "{sent:?}");
    }
    assert_eq!(pieces(world), 0);
    let id = sends(world, zipped(&[good]), "k").await.unwrap();
    engine::job::stop(&world.engine, JobDesk::Seller(&world.cast.north), id, world.now()).await.unwrap();
    world.settle().await;
    assert_eq!((job(world, id).await.state, pieces(world)), (JobState::Stopped, 0));
});

both!(what_a_file_keeps_out_of_another_shop_stands_in_its_report_with_the_reason, |world| {
    let cast = &world.cast;
    let makers = cast.north_makers_shop.id;
    let csv = |price: &str| [HEAD, &row("boot", price, 4), &row("lamp", price, 4)].concat();
    let first = csv("100");
    let files = [("products.csv", first.as_bytes()), ("pictures/boot.png", PNG)];
    sends(world, zipped(&files), "k1").await.unwrap();
    world.settle().await;
    let rule = PriceRule { exchange: Some("1.1".parse().unwrap()), ..PriceRule::SAME };
    let what = What::Offer { from: cast.north_shop.id, rule, reprices: false };
    let wish = Wish { shop: makers, choice: Choice::All, what };
    engine::assortment::begin(&world.engine, &cast.north, wish, "k2".into(), world.now()).await.unwrap();
    world.settle().await;
    world.changes_rules(cast.makers.id, |policy| policy.goods.pictures_least = 1).await;
    let second = csv("120");
    let files = [("products.csv", second.as_bytes()), ("pictures/boot.png", PNG)];
    let id = sends(world, zipped(&files), "k3").await.unwrap();
    world.settle().await;
    let desk = JobDesk::Seller(&cast.north);
    let lines = engine::job::lines(&world.engine, desk, id, (Some(LineOutcome::Done), -1)).await.unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.name.as_str(), line.kept_out())).collect();
    let shops = engine::shop::of_member(&world.engine, &cast.north).await.unwrap();
    let makers = shops.iter().find(|shop| shop.id == makers).unwrap().name.as_str();
    assert_eq!(told, [("The boot", vec![]), ("The lamp", vec![(Objection::PictureMissing, makers)])]);
    assert_eq!(job(world, id).await.refused, 0);
    // Where its own market asks for a picture, the one that comes with it counts.
    world.changes_rules(cast.mall.id, |policy| policy.goods.pictures_least = 1).await;
    let third = [HEAD, &row("tent", "300", 1), &row("rope", "30", 1)].concat();
    let files = [("products.csv", third.as_bytes()), ("pictures/tent.png", PNG)];
    let id = sends(world, zipped(&files), "k4").await.unwrap();
    world.settle().await;
    let codes: Vec<String> = refused(world, id).await.into_iter().map(|line| line.code).collect();
    assert_eq!((job(world, id).await.done, codes), (1, vec!["goods.picture_missing".to_owned()]));
});

/// Names and prices of a real catalogue; absent where it does not lie beside this checkout.
fn articles(most: usize) -> Option<Vec<(String, String)>> {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = "shared/data/catalog/aws-retail-demo-store/products.yaml";
    let file = here.ancestors().map(|folder| folder.join(path)).find(|file| file.exists());
    let Some(file) = file else {
        eprintln!("skipped: there is no {path} beside this checkout");
        return None;
    };
    let text = std::fs::read_to_string(file).unwrap();
    let value = |line: &str, name: &str| line.trim().strip_prefix(name).map(|value| value.trim().to_owned());
    let names = text.lines().filter_map(|line| value(line, "name:"));
    let prices = text.lines().filter_map(|line| value(line, "price:"));
    Some(names.zip(prices).take(most).collect())
}

both!(five_hundred_articles_stand_on_two_markets_and_their_last_pieces_are_sold_once, |world| {
    const ARTICLES: usize = 500;
    const SOLD_OUT_AT_ONCE: usize = 6;
    let cast = &world.cast;
    let Some(articles) = articles(ARTICLES) else { return };
    let mut csv = HEAD.to_owned();
    for (at, (name, price)) in articles.iter().enumerate() {
        let name = name.replace(['"', ','], " ");
        csv += &format!("art-{at},{name},<p>{name}.</p>,Aws,coffee,true,art-{at},300,1,{price},true,true\n");
    }
    let id = sends(world, zipped(&[("products.csv", csv.as_bytes())]), "k1").await.unwrap();
    world.settle().await;
    assert_eq!((job(world, id).await.done, job(world, id).await.refused), (ARTICLES as i64, 0));
    let rule = PriceRule {
        exchange: Some("1.1".parse().unwrap()),
        markup: money::Markup::NONE,
        rounding: Rounding::NinetyNine,
    };
    let what = What::Offer { from: cast.north_shop.id, rule, reprices: false };
    let wish = Wish { shop: cast.north_makers_shop.id, choice: Choice::All, what };
    let begun = engine::assortment::begin(&world.engine, &cast.north, wish, "k2".into(), world.now()).await;
    world.settle().await;
    assert_eq!(job(world, begun.unwrap()).await.done, ARTICLES as i64);
    let list = engine::product::list(&world.engine, &cast.north, None).await.unwrap();
    for (round, row) in list.rows.iter().take(SOLD_OUT_AT_ONCE).enumerate() {
        let offer = |shop| -> OfferId { row.variants[0].offer_in(shop).unwrap().id };
        let (here, there) = (offer(cast.north_shop.id), offer(cast.north_makers_shop.id));
        world.puts_in_cart(cast.marta, cast.mall.id, here, 1).await;
        world.puts_in_cart(cast.sam, cast.makers.id, there, 1).await;
        let (one, other) = (format!("m{round}"), format!("s{round}"));
        let (one, other) = tokio::join!(
            world.places(cast.marta, cast.mall.id, &one),
            world.places(cast.sam, cast.makers.id, &other),
        );
        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1, "{one:?} {other:?}");
        for (user, market, offer) in [(cast.marta, cast.mall.id, here), (cast.sam, cast.makers.id, there)] {
            engine::cart::set(&world.engine, user, market, offer, 0, world.now()).await.unwrap();
        }
    }
});
