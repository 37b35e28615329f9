//! A seller's products: listed, made, changed, priced, counted, published.

mod save;

pub use save::save;
pub(crate) use save::{Source, ask_markets, check, clean, count, own_shop, save_in};

use save::follow;

use std::collections::BTreeMap;

use domain::assortment::Objection;
use domain::event::EventKind;
use domain::permission::Permission;
use domain::product::{Offer, Picture, Product, ProductState, TaxClass, Variant};
use domain::stock::{Movement, StockItem};
use domain::{Micros, OfferId, ProductId, ShopId, StockItemId, VariantId};
use store::product::Whole;

use crate::command::OtherContent;
use crate::stop::OrAbsent;
use crate::{Engine, Seen, SellerMember, Stop};

const PAGE: i64 = 50;

const PRICE_MAX: i64 = 1_000_000_000_000;

const WORD_LETTERS_MAX: usize = 120;

const WEIGHT_GRAMS_MAX: i64 = 10_000_000;

const MOVEMENTS_SHOWN: usize = 100;

#[derive(Debug, Clone)]
pub struct VariantRow {
    pub variant: Variant,
    /// Of each shop that has one.
    pub offers: Vec<Offer>,
    pub stock: StockItem,
}

impl VariantRow {
    /// What a market has against it in a shop, where it is withheld.
    pub fn withheld_in(&self, shop: ShopId) -> Option<Objection> {
        self.offers.iter().filter(|offer| offer.shop == shop).find_map(|offer| offer.withheld)
    }

    /// What a shop asks for it, if it is shown there.
    pub fn offer_in(&self, shop: ShopId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.shop == shop && offer.shown)
    }
}

#[derive(Debug, Clone)]
pub struct ProductRow {
    pub product: Product,
    pub variants: Vec<VariantRow>,
    pub pictures: Vec<Picture>,
}

impl ProductRow {
    /// The shops that it is kept out of, with what each market has against it.
    pub fn withheld(&self) -> BTreeMap<ShopId, Objection> {
        let offers = self.variants.iter().flat_map(|variant| &variant.offers);
        offers.filter_map(|offer| Some((offer.shop, offer.withheld?))).collect()
    }
}

#[derive(Debug, Clone)]
pub struct ProductList {
    pub rows: Vec<ProductRow>,
    /// Of the seller, and how many of them are kept out of a shop.
    pub total: i64,
    pub withheld: i64,
}

/// Which of a seller's products are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    All,
    /// Those that a market's rules keep out of a shop.
    Withheld,
}

#[derive(Debug, Clone)]
pub struct VariantForm {
    pub id: Option<VariantId>,
    pub values: Vec<String>,
    pub sku: String,
    pub price: i64,
    pub was: Option<i64>,
    pub quantity: i64,
    pub weight_grams: i64,
    pub barcode: String,
}

#[derive(Debug, Clone)]
pub struct ProductForm {
    pub id: Option<ProductId>,
    /// The version that a person saw and changed: a newer one is not saved over. A file, which is the newest word by
    /// itself, has none.
    pub version: Option<i64>,
    /// The caller's id of this command, from the form.
    pub key: String,
    pub language: String,
    pub title: String,
    /// HTML or plain text; cleaned here.
    pub text: String,
    pub brand: String,
    pub category: String,
    pub tax_class: TaxClass,
    pub options: Vec<String>,
    pub variants: Vec<VariantForm>,
    pub state: ProductState,
    pub drawing: String,
    pub hue: i64,
}

/// A price and a quantity changed in a list.
#[derive(Debug, Clone, Copy)]
pub struct Quick {
    pub offer: OfferId,
    pub price: i64,
    pub quantity: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProductRefusal {
    #[error("product.title_missing")]
    TitleMissing,
    #[error("product.title_too_long")]
    TitleTooLong,
    #[error("product.text_too_long")]
    TextTooLong,
    #[error("product.category_unknown")]
    CategoryUnknown,
    #[error("product.too_many_options")]
    TooManyOptions,
    #[error("product.no_variant")]
    NoVariant,
    #[error("product.too_many_variants")]
    TooManyVariants,
    #[error("product.variant_twice")]
    VariantTwice { row: usize },
    #[error("product.value_missing")]
    ValueMissing { row: usize },
    #[error("product.price_missing")]
    PriceMissing { row: usize },
    #[error("product.weight")]
    Weight { row: usize },
    #[error("stock.below_promised")]
    BelowPromised { row: usize, promised: i64 },
    #[error("stock.out_of_range")]
    StockOutOfRange { row: usize },
    #[error("product.changed")]
    Changed,
    /// The market's rules are against it.
    #[error("{0}")]
    NotTaken(Objection),
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}

/// A seller's products, newest first.
pub async fn list(engine: &Engine, member: &SellerMember, before: Option<ProductId>) -> Seen<ProductList> {
    member.may(Permission::ProductsRead)?;
    list_of(engine, member, Listed::All, before).await
}

/// As `list`, of some of them.
pub async fn list_of(
    engine: &Engine,
    member: &SellerMember,
    listed: Listed,
    before: Option<ProductId>,
) -> Seen<ProductList> {
    member.may(Permission::ProductsRead)?;
    let (seller, before) = (member.seller, before.map_or(i64::MAX, ProductId::get));
    engine
        .heavy(move |tx| {
            let products = match listed {
                Listed::All => store::product::products_of(tx, seller, before, PAGE)?,
                Listed::Withheld => store::product::products_withheld(tx, seller, before, PAGE)?,
            };
            let ids: Vec<ProductId> = products.iter().map(|product| product.id).collect();
            let mut rows = rows_of(tx, &ids)?;
            rows.sort_by_key(|row| std::cmp::Reverse(row.product.id));
            let total = store::product::count_products(tx, seller)?;
            Ok(ProductList { rows, total, withheld: store::product::count_withheld(tx, seller)? })
        })
        .await
}

fn rows_of(tx: &mut store::Tx<'_>, ids: &[ProductId]) -> store::Stored<Vec<ProductRow>> {
    let wholes = store::product::wholes(tx, ids)?;
    let items: Vec<_> =
        wholes.iter().flat_map(|whole| &whole.variants).map(|variant| variant.stock_item).collect();
    let items = store::stock::items(tx, &items)?;
    let row = |whole: Whole| ProductRow {
        variants: whole
            .variants
            .iter()
            .filter_map(|variant| {
                Some(VariantRow {
                    variant: variant.clone(),
                    offers: whole
                        .offers
                        .iter()
                        .filter(|offer| offer.variant == variant.id)
                        .cloned()
                        .collect(),
                    stock: items.iter().find(|item| item.id == variant.stock_item)?.clone(),
                })
            })
            .collect(),
        pictures: whole.pictures,
        product: whole.product,
    };
    Ok(wholes.into_iter().map(row).collect())
}

pub async fn get(engine: &Engine, member: &SellerMember, id: ProductId) -> Seen<ProductRow> {
    member.may(Permission::ProductsRead)?;
    let seller = member.seller;
    engine
        .read(move |tx| rows_of(tx, &[id])?.pop().filter(|row| row.product.seller == seller).or_absent())
        .await
}

/// A stock item and its newest movements, the newest first.
pub async fn movements(
    engine: &Engine,
    member: &SellerMember,
    id: StockItemId,
) -> Seen<(StockItem, Vec<Movement>)> {
    member.may(Permission::ProductsRead)?;
    let seller = member.seller;
    engine
        .read(move |tx| {
            let item =
                store::stock::items(tx, &[id])?.pop().filter(|item| item.seller == seller).or_absent()?;
            let movements = store::stock::movements_of(tx, &item, MOVEMENTS_SHOWN)?;
            Ok((item, movements))
        })
        .await
}

/// Changes prices and quantities of several offers in one act: all or none.
pub async fn quick(
    engine: &Engine,
    member: &SellerMember,
    changes: Vec<Quick>,
    now: Micros,
) -> Result<(), Stop<ProductRefusal>> {
    member.may(Permission::StockEdit)?;
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let offers =
                store::product::offers(act.tx, &changes.iter().map(|quick| quick.offer).collect::<Vec<_>>())?;
            let variants =
                store::product::variants(act.tx, &offers.iter().map(|o| o.variant).collect::<Vec<_>>())?;
            let products =
                store::product::products(act.tx, &offers.iter().map(|o| o.product).collect::<Vec<_>>())?;
            let mut repriced = BTreeMap::new();
            for (row, quick) in changes.iter().enumerate() {
                let mut offer = offers.iter().find(|offer| offer.id == quick.offer).cloned().or_absent()?;
                let product = products.iter().find(|product| product.id == offer.product).or_absent()?;
                let variant = variants.iter().find(|variant| variant.id == offer.variant).or_absent()?;
                if product.seller != seller {
                    return Err(Stop::Absent);
                }
                if !(1..=PRICE_MAX).contains(&quick.price) {
                    return Err(Stop::Refused(ProductRefusal::PriceMissing { row }));
                }
                count(act, variant.stock_item, quick.quantity, row)?;
                if offer.price != quick.price {
                    offer.price = quick.price;
                    offer.was = offer.was.filter(|was| *was > quick.price);
                    store::save(act.tx, &[offer])?;
                    repriced.insert(product.id, product.clone());
                }
                act.event(EventKind::ProductChanged, product.id.get(), "");
            }
            // Its version tells a form that is open elsewhere that a price in it is no longer the newest.
            Ok(store::save(act.tx, &repriced.into_values().collect::<Vec<_>>())?)
        })
        .await
}

/// Publishes a product in every shop whose market takes it, takes it back to draft, or removes it from the seller's list.
pub async fn publish(
    engine: &Engine,
    member: &SellerMember,
    id: ProductId,
    state: ProductState,
    now: Micros,
) -> Seen<()> {
    member.may(Permission::ProductsEdit)?;
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let whole = store::product::wholes(act.tx, &[id])?.pop();
            let mut whole = whole.filter(|whole| whole.product.seller == seller).or_absent()?;
            whole.product.state = state;
            store::save(act.tx, std::slice::from_ref(&whole.product))?;
            follow(act, &whole.product, &whole.pictures, whole.offers)?;
            act.event(EventKind::ProductChanged, id.get(), "");
            Ok(())
        })
        .await
}
