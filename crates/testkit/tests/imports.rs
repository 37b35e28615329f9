//! A product file tells what became of it: nothing goes where the file does not say without a word.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use engine::import::{Elsewhere, ImportOptions, ImportReport, import_products};
use testkit::{World, both};

const FILE: &str = "Handle,Title,Body (HTML),Vendor,Product Category,Tags,Published,Variant SKU,Variant Grams,\
    Variant Inventory Qty,Variant Price,Variant Requires Shipping,Variant Taxable\n\
    cup,Cup,<p>Fine.</p>,North,Kitchen > Coffee,,true,cup-1,400,3,12.00,true,true\n\
    pot,Pot,<p>Fine.</p>,North,Office,coffee,true,pot-1,400,3,22.00,true,true\n\
    pen,Pen,<p>Fine.</p>,North,Office,blue,true,pen-1,40,3,2.00,true,true\n\
    ink,Ink,<p>Fine.</p>,North,Office,,true,ink-1,40,3,3.00,true,true\n\
    nib,Nib,<p>Fine.</p>,North,,,true,nib-1,40,3,1.00,true,true\n";

async fn taken(world: &World, is_trial: bool) -> ImportReport {
    let folder = &world.database.folder;
    let path = folder.join("products.csv");
    std::fs::write(&path, FILE).unwrap();
    let options = ImportOptions {
        dry_run: is_trial,
        pictures: false,
        language: "en".to_owned(),
        category: "kitchen".to_owned(),
        rejects: folder.join("rejects.csv"),
    };
    let (engine, member, shop) = (world.engine.clone(), world.cast.north.clone(), world.cast.north_shop.id);
    let work = move || import_products(&engine, &member, shop, &path, &options, &mut |_| {});
    tokio::task::spawn_blocking(work).await.unwrap().unwrap()
}

both!(goods_of_an_unknown_category_are_counted_with_where_they_went, |world| {
    let elsewhere =
        |said: &str, products| Elsewhere { said: said.to_owned(), category: "kitchen".to_owned(), products };
    let expected = [elsewhere("Office", 2), elsewhere("", 1)];
    for is_trial in [true, false] {
        let report = taken(world, is_trial).await;
        assert_eq!((report.created, report.rejected), (5, 0), "{:?}", report.problems);
        assert_eq!(report.elsewhere, expected, "a tag that names a category is as good as a category");
    }
    let again = taken(world, false).await;
    assert_eq!((again.unchanged, again.elsewhere), (5, vec![]), "what stays is not put anywhere");
});
