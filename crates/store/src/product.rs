//! Products, variants, offers and pictures.

use domain::product::{Offer, Picture, Product, ProductState, TaxClass, Variant};
use domain::shop::Shop;
use domain::stock::StockItem;
use domain::wording::Wording;
use domain::{OfferId, ProductId, SellerId, ShopId, VariantId};

use crate::db::{Col, Record, Stored, Tx, insert};
use crate::{record, statement, values};

record!(Product as PRODUCTS in "product", bucket |product| product.id.bucket(), keys [id], {
    id: i, seller: i, key: t, title: t, text: t, brand: t, category: t, tax_class: t, drawing: t, hue: i, options: t,
    state: t, source_hash: t, created_at: i, version: i
});
record!(Variant as VARIANTS in "variant", bucket |variant| variant.id.bucket(), keys [id], {
    id: i, product: i, ordinal: i, sku: t, option_values: t, barcode: t, weight_grams: i, stock_item: i, version: i
});
record!(Offer as OFFERS in "offer", bucket |offer| offer.id.bucket(), keys [id], {
    id: i, shop: i, market: i, product: i, variant: i, price: i, was: oi, currency: t, condition: t, shown: b,
    withheld: ot, live: b, version: i
});
record!(Picture as PICTURES in "picture", bucket |picture| picture.product.bucket(), keys [product, ordinal], {
    product: i, ordinal: i, name: t, alt: t, width: i, height: i, source: t, state: t
});

statement!(
    WARES,
    "select {columns offer o}, p.id, p.title, p.category, p.tax_class, p.drawing, p.hue, p.state, {columns variant w},
       {columns stock_item s}, {columns shop h}
     from {pg:{rows v: bucket i, wanted i} join offer o on o.bucket = v.bucket and o.id = v.wanted}{lite:offer o}
       join product p on p.bucket = o.bucket and p.id = o.product
       join variant w on w.bucket = o.bucket and w.id = o.variant
       join stock_item s on s.bucket = o.bucket and s.id = w.stock_item
       join shop h on h.bucket = o.bucket and h.id = o.shop
     {lite:where o.bucket = $1 and o.id = $2} order by o.id"
);
statement!(
    OFFER_WITH_SHOP,
    "select {columns offer offer}, {columns shop shop}
     from offer join shop on shop.bucket = offer.bucket and shop.id = offer.shop
     where offer.bucket = $1 and offer.id = $2"
);
statement!(
    PRODUCTS_BY_KEY,
    "select {columns product} from product where bucket = $1 and seller = $2 and key {in 3}"
);
statement!(
    PRODUCTS_OF,
    "select {columns product} from product where bucket = $1 and seller = $2 and id < $3 and state <> 'removed'
     order by id desc limit $4"
);
statement!(
    PRODUCT_IDS_AFTER,
    "select id from product where bucket = $1 and seller = $2 and id > $3 and state <> 'removed'
       and ($4 = '' or category = $4 or category like $5) order by id limit $6"
);
statement!(
    PRODUCTS_COUNT_WITHIN,
    "select count(*) from product where bucket = $1 and seller = $2 and state <> 'removed'
       and ($3 = '' or category = $3 or category like $4)"
);
statement!(
    CATEGORIES_OF,
    "select category, count(*) from product where bucket = $1 and seller = $2 and state <> 'removed'
     group by category order by category"
);
statement!(
    PRODUCTS_COUNT,
    "select count(*) from product where bucket = $1 and seller = $2 and state <> 'removed'"
);
statement!(
    PRODUCTS_WITHHELD,
    "select {columns product} from product where bucket = $1 and seller = $2 and id < $3 and state <> 'removed'
       and id in (select product from offer where bucket = $1 and withheld is not null)
     order by id desc limit $4"
);
statement!(
    WITHHELD_COUNT,
    "select count(*) from product where bucket = $1 and seller = $2 and state <> 'removed'
       and id in (select product from offer where bucket = $1 and withheld is not null)"
);
statement!(
    VARIANTS_OF,
    "{pg:select {columns variant variant} from {rows v: bucket i, wanted i}
       join variant on variant.bucket = v.bucket and variant.product = v.wanted}
     {lite:select {columns variant} from variant where bucket = $1 and product = $2}
     order by variant.product, variant.ordinal"
);
statement!(DROP_VARIANTS, "delete from variant where bucket = $1 and product = $2 and id {in 3}");
statement!(DROP_OFFERS, "delete from offer where bucket = $1 and product = $2 and variant {in 3}");
statement!(
    OFFERS_OF,
    "{pg:select {columns offer offer} from {rows v: bucket i, wanted i}
       join offer on offer.bucket = v.bucket and offer.product = v.wanted}
     {lite:select {columns offer} from offer where bucket = $1 and product = $2}
     order by offer.product, offer.id"
);
statement!(DROP_PICTURES, "delete from picture where bucket = $1 and product = $2");
statement!(
    PRODUCT_IDS_OF_SHOP,
    "select distinct product from offer where bucket = $1 and shop = $2 order by product"
);

/// A product with all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    pub product: Product,
    pub variants: Vec<Variant>,
    pub offers: Vec<Offer>,
    pub pictures: Vec<Picture>,
}

/// Each once, in the order of their ids.
fn key(ids: &[ProductId]) -> [Col; 2] {
    crate::keys(ids.iter().map(|id| id.get()))
}

pub fn products(tx: &mut Tx<'_>, ids: &[ProductId]) -> Stored<Vec<Product>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn products_by_key(tx: &mut Tx<'_>, seller: SellerId, keys: Vec<String>) -> Stored<Vec<Product>> {
    tx.query(PRODUCTS_BY_KEY, values![seller.bucket(), seller, keys], Product::from_row)
}

/// A seller's products, newest first, older than `before`.
pub fn products_of(tx: &mut Tx<'_>, seller: SellerId, before: i64, most: i64) -> Stored<Vec<Product>> {
    tx.query(PRODUCTS_OF, values![seller.bucket(), seller, before, most], Product::from_row)
}

/// Those of them that are kept out of a shop.
pub fn products_withheld(tx: &mut Tx<'_>, seller: SellerId, before: i64, most: i64) -> Stored<Vec<Product>> {
    tx.query(PRODUCTS_WITHHELD, values![seller.bucket(), seller, before, most], Product::from_row)
}

/// How many of a seller's products are kept out of a shop.
pub fn count_withheld(tx: &mut Tx<'_>, seller: SellerId) -> Stored<i64> {
    Ok(tx.query_one(WITHHELD_COUNT, values![seller.bucket(), seller], |row| row.get(0))?.unwrap_or(0))
}

pub fn count_products(tx: &mut Tx<'_>, seller: SellerId) -> Stored<i64> {
    Ok(tx.query_one(PRODUCTS_COUNT, values![seller.bucket(), seller], |row| row.get(0))?.unwrap_or(0))
}

/// Products of a seller after one of them, in the order of their ids; of a category with all below it, or of any where that
/// is empty.
pub fn product_ids_after(
    tx: &mut Tx<'_>,
    seller: SellerId,
    within: &str,
    after: i64,
    most: i64,
) -> Stored<Vec<ProductId>> {
    let key = values![seller.bucket(), seller, after, within, format!("{within}/%"), most];
    tx.query(PRODUCT_IDS_AFTER, key, |row| row.get(0))
}

/// How many products a seller has in a category with all below it, or in any.
pub fn count_within(tx: &mut Tx<'_>, seller: SellerId, within: &str) -> Stored<i64> {
    let key = values![seller.bucket(), seller, within, format!("{within}/%")];
    Ok(tx.query_one(PRODUCTS_COUNT_WITHIN, key, |row| row.get(0))?.unwrap_or(0))
}

/// The categories of a seller's products, with how many are in each.
pub fn categories_of(tx: &mut Tx<'_>, seller: SellerId) -> Stored<Vec<(String, i64)>> {
    tx.query(CATEGORIES_OF, values![seller.bucket(), seller], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn variants_of(tx: &mut Tx<'_>, products: &[ProductId]) -> Stored<Vec<Variant>> {
    tx.query_rows(VARIANTS_OF, &key(products), Variant::from_row)
}

pub fn variants(tx: &mut Tx<'_>, ids: &[VariantId]) -> Stored<Vec<Variant>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// Variants that a product no longer has, with their offers. Their stock items stay, with their history.
pub fn drop_variants(tx: &mut Tx<'_>, product: ProductId, ids: &[VariantId]) -> Stored<()> {
    let raws = crate::raws(ids.iter().map(|id| id.get()));
    tx.change(DROP_OFFERS, values![product.bucket(), product, raws.clone()])?;
    tx.change(DROP_VARIANTS, values![product.bucket(), product, raws])
}

pub fn offers_of(tx: &mut Tx<'_>, products: &[ProductId]) -> Stored<Vec<Offer>> {
    tx.query_rows(OFFERS_OF, &key(products), Offer::from_row)
}

pub fn offers(tx: &mut Tx<'_>, ids: &[OfferId]) -> Stored<Vec<Offer>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// What a buyer of an offer needs to know of it: a product without its texts, and all else as it is stored.
#[derive(Debug, Clone)]
pub struct Ware {
    pub offer: Offer,
    pub product: WareProduct,
    pub variant: Variant,
    pub item: StockItem,
    pub shop: Shop,
}

/// Cells that a `WareProduct` takes.
const WARE_PRODUCT_CELLS: usize = 7;

#[derive(Debug, Clone)]
pub struct WareProduct {
    pub id: ProductId,
    pub title: Wording,
    pub category: String,
    pub tax_class: TaxClass,
    pub drawing: String,
    pub hue: i64,
    pub state: ProductState,
}

pub fn offer_with_shop(tx: &mut Tx<'_>, id: OfferId) -> Stored<Option<(Offer, Shop)>> {
    tx.query_one(OFFER_WITH_SHOP, values![id.bucket(), id], |row| {
        Ok((Offer::from_row(row)?, Shop::from_cells(row, Offer::width())?))
    })
}

/// The wares of offers, in the order of their ids: one statement, since all of a ware lies in its seller's bucket.
pub fn wares(tx: &mut Tx<'_>, offers: &[OfferId]) -> Stored<Vec<Ware>> {
    tx.query_rows(WARES, &crate::keys(offers.iter().map(|offer| offer.get())), |row| {
        let product_at = Offer::width();
        let variant_at = product_at + WARE_PRODUCT_CELLS;
        let item_at = variant_at + Variant::width();
        Ok(Ware {
            offer: Offer::from_row(row)?,
            product: WareProduct {
                id: row.get(product_at)?,
                title: row.get(product_at + 1)?,
                category: row.get(product_at + 2)?,
                tax_class: row.get(product_at + 3)?,
                drawing: row.get(product_at + 4)?,
                hue: row.get(product_at + 5)?,
                state: row.get(product_at + 6)?,
            },
            variant: Variant::from_cells(row, variant_at)?,
            item: StockItem::from_cells(row, item_at)?,
            shop: Shop::from_cells(row, item_at + StockItem::width())?,
        })
    })
}

pub fn pictures_of(tx: &mut Tx<'_>, products: &[ProductId]) -> Stored<Vec<Picture>> {
    crate::load(tx, products.iter().map(|id| (id.bucket(), id.get())))
}

pub fn replace_pictures(tx: &mut Tx<'_>, product: ProductId, pictures: &[Picture]) -> Stored<()> {
    tx.change(DROP_PICTURES, values![product.bucket(), product])?;
    insert(tx, pictures)
}

/// All products that a shop has offers for.
pub fn product_ids_of_shop(tx: &mut Tx<'_>, shop: ShopId) -> Stored<Vec<ProductId>> {
    tx.query(PRODUCT_IDS_OF_SHOP, values![shop.bucket(), shop], |row| row.get(0))
}

/// Products with variants, offers and pictures: four statements however many they are.
pub fn wholes(tx: &mut Tx<'_>, ids: &[ProductId]) -> Stored<Vec<Whole>> {
    let products = products(tx, ids)?;
    let (variants, offers, pictures) = (variants_of(tx, ids)?, offers_of(tx, ids)?, pictures_of(tx, ids)?);
    let whole = |product: Product| Whole {
        variants: variants.iter().filter(|v| v.product == product.id).cloned().collect(),
        offers: offers.iter().filter(|o| o.product == product.id).cloned().collect(),
        pictures: pictures.iter().filter(|p| p.product == product.id).cloned().collect(),
        product,
    };
    Ok(products.into_iter().map(whole).collect())
}
