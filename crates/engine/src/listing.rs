//! What visitors see of a market: home, categories, shops, search, a product. Reads of read-models and of one product.
//! Lists are sorted whatever their length, so they are never read on a thread that serves; their pages are kept.

use std::collections::HashMap;

use domain::category::Category;
use domain::product::{Offer, Picture, PictureState, Product, ProductState, Variant};
use domain::seller::{Seller, Trader};
use domain::shop::{Shop, ShopState, Zone};
use domain::{MarketId, Micros, ProductId, ShopId};

use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

pub use store::listing::{ListedShop, Listing as Card, Sort};

/// Cards on a page of a list.
pub const PAGE: i64 = 24;
const NEWEST: i64 = 12;
const WINDOWS: i64 = 6;
/// Other things of a shop beside a product.
const OTHERS: i64 = 6;
const SHOPS_LISTED: i64 = 500;
/// A page far down a list is refused rather than counted to.
const PAGES_MAX: i64 = 400;
/// Products looked at for one word of a search.
const FOUND_MAX: i64 = 2_000;
pub const QUERY_LETTERS_MAX: usize = 200;
pub const QUERY_WORDS_MAX: usize = 8;

#[derive(Debug, Clone)]
pub struct ShopWindow {
    pub shop: ListedShop,
    pub cards: Vec<Card>,
}

#[derive(Debug, Clone)]
pub struct Home {
    pub newest: Vec<Card>,
    pub shops: Vec<ShopWindow>,
    pub listings: i64,
    pub shops_open: i64,
}

#[derive(Debug, Clone)]
pub struct CategoryPage {
    pub category: Category,
    pub parents: Vec<Category>,
    pub children: Vec<(Category, i64)>,
    pub cards: Vec<Card>,
    pub total: i64,
}

#[derive(Debug, Clone)]
pub struct ShopPage {
    pub shop: Shop,
    pub seller: Seller,
    /// Absent for who came without an application.
    pub trader: Option<Trader>,
    pub zones: Vec<Zone>,
    pub cards: Vec<Card>,
    pub total: i64,
    pub followers: i64,
}

#[derive(Debug, Clone)]
pub struct SearchPage {
    pub query: String,
    pub cards: Vec<Card>,
    pub total: i64,
}

#[derive(Debug, Clone)]
pub struct VariantChoice {
    pub variant: Variant,
    pub offer: Offer,
    pub available: i64,
}

#[derive(Debug, Clone)]
pub struct ProductPage {
    pub product: Product,
    pub shop: Shop,
    pub seller: Seller,
    pub variants: Vec<VariantChoice>,
    pub pictures: Vec<Picture>,
    pub zones: Vec<Zone>,
    /// Other things of the same shop.
    pub others: Vec<Card>,
}

fn slice(sort: Sort, page: i64) -> Seen<store::listing::Slice> {
    if !(0..PAGES_MAX).contains(&page) {
        return Err(Stop::Absent);
    }
    Ok(store::listing::Slice { sort, most: PAGE, skip: page * PAGE })
}

/// A market's front: what is new, and the newest shops with a window each.
pub async fn home(engine: &Engine, market: MarketId) -> Seen<Home> {
    engine
        .heavy(move |tx| {
            let newest = store::listing::Slice { sort: Sort::Newest, most: 400, skip: 0 };
            let recent = store::listing::newest(tx, market, newest)?;
            let shops = store::listing::shops(tx, market, WINDOWS)?;
            let (listings, shops_open) = store::listing::counts(tx, market)?;
            let window = |shop: ListedShop| ShopWindow {
                cards: recent.iter().filter(|card| card.shop == shop.shop).take(3).cloned().collect(),
                shop,
            };
            Ok(Home {
                newest: one_by_shop(&recent, NEWEST as usize),
                shops: shops.into_iter().map(window).collect(),
                listings,
                shops_open,
            })
        })
        .await
}

/// The newest of each shop in turn, so that one busy shop does not fill the window.
fn one_by_shop(cards: &[Card], most: usize) -> Vec<Card> {
    let mut turns: HashMap<ShopId, usize> = HashMap::new();
    let mut ranked: Vec<(usize, usize)> = Vec::with_capacity(cards.len());
    for (at, card) in cards.iter().enumerate() {
        let turn = turns.entry(card.shop).or_default();
        ranked.push((*turn, at));
        *turn += 1;
    }
    ranked.sort_unstable();
    ranked.into_iter().take(most).map(|(_, at)| cards[at].clone()).collect()
}

pub async fn category(
    engine: &Engine,
    market: MarketId,
    path: &str,
    sort: Sort,
    page: i64,
) -> Seen<CategoryPage> {
    let all = engine.categories();
    let category = all.iter().find(|category| category.path == path).cloned().or_absent()?;
    let slice = slice(sort, page)?;
    let wanted = path.to_owned();
    let (cards, counts) = engine
        .heavy(move |tx| {
            let cards = store::listing::in_category(tx, market, &wanted, slice)?;
            Ok((cards, store::listing::category_counts(tx, market)?))
        })
        .await?;
    let below = |path: &str| -> i64 {
        let prefix = format!("{path}/");
        let is_below = |other: &str| other == path || other.starts_with(&prefix);
        counts.iter().filter(|(other, _)| is_below(other)).map(|(_, count)| count).sum()
    };
    let children = all.iter().filter(|other| other.parent() == Some(path));
    let parents = all.iter().filter(|other| path.starts_with(&format!("{}/", other.path)));
    Ok(CategoryPage {
        children: children.map(|child| (child.clone(), below(&child.path))).collect(),
        parents: parents.cloned().collect(),
        total: below(path),
        category,
        cards,
    })
}

pub async fn shops(engine: &Engine, market: MarketId) -> Seen<Vec<ListedShop>> {
    engine.read(move |tx| Ok(store::listing::shops(tx, market, SHOPS_LISTED)?)).await
}

/// A shop with its goods. A closed shop keeps its page and says so.
pub async fn shop(engine: &Engine, market: MarketId, slug: &str, sort: Sort, page: i64) -> Seen<ShopPage> {
    let slice = slice(sort, page)?;
    let claim = crate::shop::slug_claim(market, slug);
    engine
        .heavy(move |tx| {
            let id = ShopId::from_raw(store::user::claimed(tx, crate::shop::SLUG, &claim)?.or_absent()?);
            let shop = store::shop::shop(tx, id)?.filter(|shop| shop.state != ShopState::Preparing);
            let shop = shop.or_absent()?;
            // The list of goods follows a moment later: what is closed shows none of them at once.
            let (cards, total) = if shop.state == ShopState::Open {
                (
                    store::listing::of_shop(tx, market, id, slice)?,
                    store::listing::count_of_shop(tx, market, id)?,
                )
            } else {
                (Vec::new(), 0)
            };
            Ok(ShopPage {
                seller: store::seller::seller(tx, shop.seller)?.or_absent()?,
                trader: store::seller::trader(tx, shop.seller)?,
                zones: store::shop::zones(tx, &[id])?,
                cards,
                total,
                followers: store::follow::count(tx, id)?,
                shop,
            })
        })
        .await
}

/// What a visitor typed, as far as it is read, and the words that are looked up.
pub fn asked_for(typed: &str) -> (String, Vec<String>) {
    let query: String = typed.trim().chars().take(QUERY_LETTERS_MAX).collect();
    let mut words = crate::listing_feed::words_in(&query);
    words.dedup();
    // Pairs of ideographs say more than single ones.
    if words.iter().any(|word| word.chars().count() > 1) {
        words.retain(|word| word.chars().count() > 1 || word.is_ascii());
    }
    words.truncate(QUERY_WORDS_MAX);
    (query, words)
}

/// Products that have all words of the query, each as the beginning of a word; those with more exact words first.
pub async fn search(engine: &Engine, market: MarketId, query: &str, page: i64) -> Seen<SearchPage> {
    let (query, words) = asked_for(query);
    if words.is_empty() || !(0..PAGES_MAX).contains(&page) {
        return Ok(SearchPage { query, cards: Vec::new(), total: 0 });
    }
    engine
        .heavy(move |tx| {
            let mut found: Option<Vec<ProductId>> = None;
            for word in &words {
                let hits = store::listing::with_word(tx, market, word, FOUND_MAX)?;
                let mut ids: Vec<ProductId> = hits.into_iter().map(|(product, _)| product).collect();
                if let Some(earlier) = &found {
                    ids.retain(|id| earlier.contains(id));
                }
                let mut seen = std::collections::HashSet::new();
                ids.retain(|id| seen.insert(*id));
                found = Some(ids);
            }
            let ids = found.unwrap_or_default();
            let skip = (page * PAGE) as usize;
            let shown: Vec<ProductId> = ids.iter().skip(skip).take(PAGE as usize).copied().collect();
            let mut cards = store::listing::by_product(tx, market, &shown)?;
            cards.sort_by_key(|card| shown.iter().position(|id| *id == card.product));
            Ok(SearchPage { query, cards, total: ids.len() as i64 })
        })
        .await
}

/// A product with everything its page shows; absent when it is not offered on this market. In a shop that is closed it is
/// shown, and nothing is left of it.
pub async fn product(engine: &Engine, market: MarketId, id: ProductId, _now: Micros) -> Seen<ProductPage> {
    product_in(engine, market, id, String::new()).await
}

/// As `product`, in the shop of that slug where it is for sale there; else in the first of its shops on this market.
pub async fn product_in(engine: &Engine, market: MarketId, id: ProductId, slug: String) -> Seen<ProductPage> {
    let mut page: ProductPage = engine
        .read(move |tx| {
            let whole = store::product::wholes(tx, &[id])?.pop().or_absent()?;
            let offers: Vec<&Offer> =
                whole.offers.iter().filter(|offer| offer.market == market && offer.shown).collect();
            let mut shops =
                store::shop::shops(tx, &offers.iter().map(|offer| offer.shop).collect::<Vec<_>>())?;
            shops.retain(|shop| shop.state != ShopState::Preparing);
            // A shop that is closed keeps the pages of its goods, where no other sells them.
            shops.sort_by_key(|shop| shop.state != ShopState::Open);
            let named = |shop: &Shop| shop.slug == slug && shop.state == ShopState::Open;
            let wanted = shops.iter().position(named).unwrap_or(0);
            if whole.product.state != ProductState::Published || shops.is_empty() {
                return Err(Stop::Absent);
            }
            let shop = shops.swap_remove(wanted);
            let (shop_id, is_open) = (shop.id, shop.state == ShopState::Open);
            let items: Vec<_> = whole.variants.iter().map(|variant| variant.stock_item).collect();
            let items = store::stock::items(tx, &items)?;
            let available = |variant: &Variant| {
                items.iter().find(|item| item.id == variant.stock_item).map_or(0, |item| item.available())
            };
            let choice = |variant: &Variant| {
                let offer =
                    offers.iter().find(|offer| offer.variant == variant.id && offer.shop == shop_id)?;
                Some(VariantChoice {
                    available: if offer.live && is_open { available(variant) } else { 0 },
                    variant: variant.clone(),
                    offer: (*offer).clone(),
                })
            };
            Ok(ProductPage {
                variants: whole.variants.iter().filter_map(choice).collect(),
                pictures: whole.pictures.into_iter().filter(|p| p.state == PictureState::Ready).collect(),
                zones: store::shop::zones(tx, &[shop_id])?,
                seller: store::seller::seller(tx, shop.seller)?.or_absent()?,
                others: Vec::new(),
                product: whole.product,
                shop,
            })
        })
        .await?;
    page.others = others(engine, market, &page).await?;
    Ok(page)
}

/// The newest things of the same shop.
async fn others(engine: &Engine, market: MarketId, page: &ProductPage) -> Seen<Vec<Card>> {
    let newest = store::listing::Slice { sort: Sort::Newest, most: OTHERS + 1, skip: 0 };
    let (shop, product) = (page.shop.id, page.product.id);
    let cards = engine.read(move |tx| Ok(store::listing::of_shop(tx, market, shop, newest)?)).await?;
    Ok(cards.into_iter().filter(|card| card.product != product).take(OTHERS as usize).collect())
}
