//! Feeds what a market's lists show of products and shops, and the words by which products are found.

use std::collections::{BTreeMap, BTreeSet};

use domain::category::Category;
use domain::event::{Event, EventKind};
use domain::product::{PictureState, ProductState};
use domain::seller::Seller;
use domain::shop::{Shop, ShopStanding, ShopState};
use domain::{MarketId, ProductId, ShopId};
use store::listing::{ListedShop, Listing};
use store::product::Whole;
use store::review::ProductRating;

use crate::change::ListsChanged;
use crate::{Act, Seen};

/// Products listed by one load.
const LOADED_MAX: usize = 100;
/// Words kept of one product.
const WORDS_MAX: usize = 200;
const WORD_LETTERS_MAX: usize = 40;
/// Words kept of one shop's names.
const SHOP_WORDS_MAX: usize = 40;

/// The body of a `ProductChanged` that is only about how many are left: the words that find the product stay.
pub(crate) const STOCK: &str = "stock";

/// The body of a `ShopChanged` that is only about delivery, which no list shows.
pub(crate) const ZONES: &str = "zones";

/// What of a product may be different.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    Stock,
    Anything,
}

/// What was written otherwise than before, by market.
type Written = BTreeMap<MarketId, ListsChanged>;

/// Lists products and shops that events are about, each once. What is gone meanwhile is passed over. Rows that would be
/// the same are not written, and only what is different is told: most sales change no list.
pub(crate) fn feed(act: &mut Act<'_, '_>, events: &[&Event]) -> Seen<()> {
    let (mut products, mut shops) = (BTreeMap::new(), BTreeSet::new());
    let mut touch = |product: ProductId, touched: Touched| {
        let known = products.entry(product).or_insert(touched);
        *known = touched.max(*known);
    };
    for event in events {
        match event.kind {
            EventKind::ProductChanged if event.body == STOCK => {
                touch(ProductId::from_raw(event.subject), Touched::Stock);
            }
            EventKind::ProductChanged => touch(ProductId::from_raw(event.subject), Touched::Anything),
            EventKind::ShopChanged if event.body == ZONES => {}
            EventKind::ShopChanged => {
                let shop = ShopId::from_raw(event.subject);
                shops.insert(shop);
                for product in store::product::product_ids_of_shop(act.tx, shop)? {
                    touch(product, Touched::Anything);
                }
            }
            _ => {}
        }
    }
    let mut written = Written::new();
    let rated = crate::review::feed(act, events)?;
    rated.products.into_iter().for_each(|product| touch(product, Touched::Stock));
    for (market, shop) in rated.shops.into_iter().chain(crate::follow::feed(act, events)?) {
        written.entry(market).or_default().record(shop);
    }
    let products: Vec<(ProductId, Touched)> = products.into_iter().collect();
    for some in products.chunks(LOADED_MAX) {
        shops.extend(list_products(act, some, &mut written)?);
    }
    // Last: a shop's row counts its products.
    list_shops(act, &shops.into_iter().collect::<Vec<_>>(), &mut written)?;
    for (market, changed) in written {
        act.event(EventKind::ListsChanged, market.get(), &changed.body());
    }
    Ok(())
}

/// Lists products wherever they are offered; answers in which shops something was written.
fn list_products(
    act: &mut Act<'_, '_>,
    touched: &[(ProductId, Touched)],
    written: &mut Written,
) -> Seen<Vec<ShopId>> {
    let ids: Vec<ProductId> = touched.iter().map(|(id, _)| *id).collect();
    let wholes = store::product::wholes(act.tx, &ids)?;
    let mut of_shops: Vec<ShopId> =
        wholes.iter().flat_map(|whole| &whole.offers).map(|offer| offer.shop).collect();
    of_shops.sort_unstable();
    of_shops.dedup();
    let shops = store::shop::shops(act.tx, &of_shops)?;
    let items: Vec<_> =
        wholes.iter().flat_map(|whole| &whole.variants).map(|variant| variant.stock_item).collect();
    let items = store::stock::items(act.tx, &items)?;
    let markets: BTreeSet<MarketId> = shops.iter().map(|shop| shop.market).collect();
    let mut wrote = Vec::new();
    for market in markets {
        let listed = store::listing::by_product(act.tx, market, &ids)?;
        let ratings = store::review::product_ratings(act.tx, market, &ids)?;
        let (mut again, mut new) = (Vec::new(), Vec::new());
        for whole in &wholes {
            let offered = |shop: &&Shop| {
                shop.market == market && whole.offers.iter().any(|offer| offer.shop == shop.id)
            };
            let here: Vec<&Shop> = shops.iter().filter(offered).collect();
            if here.is_empty() {
                continue;
            }
            let product = whole.product.id;
            let listings: Vec<_> =
                here.iter().filter_map(|shop| listing_of(whole, shop, &items, &ratings)).collect();
            let before: Vec<&Listing> = listed.iter().filter(|row| row.product == product).collect();
            let is_other = is_other(&before, &listings);
            if is_other {
                let changed = written.entry(market).or_default();
                let after = listings.iter().map(|(row, _)| row);
                before.iter().copied().chain(after).for_each(|row| changed.product(row));
            }
            if is_other || touched.contains(&(product, Touched::Anything)) {
                again.push(product);
                new.extend(listings);
                wrote.extend(here.iter().map(|shop| shop.id));
            }
        }
        if !again.is_empty() {
            store::listing::put(act.tx, market, &again, &new)?;
        }
    }
    Ok(wrote)
}

/// Whether a reader of a list sees a difference. Rows of a product stand in the order of their shops.
fn is_other(before: &[&Listing], after: &[(Listing, Vec<String>)]) -> bool {
    let mut after: Vec<&Listing> = after.iter().map(|(row, _)| row).collect();
    after.sort_unstable_by_key(|row| row.shop);
    before != after
}

fn listing_of(
    whole: &Whole,
    shop: &Shop,
    items: &[domain::stock::StockItem],
    ratings: &[ProductRating],
) -> Option<(Listing, Vec<String>)> {
    let product = &whole.product;
    if product.state != ProductState::Published || shop.state != ShopState::Open {
        return None;
    }
    let offers: Vec<_> = whole.offers.iter().filter(|offer| offer.shop == shop.id && offer.live).collect();
    let has_stock = |offer: &&&domain::product::Offer| {
        let variant = whole.variants.iter().find(|variant| variant.id == offer.variant);
        variant
            .and_then(|v| items.iter().find(|item| item.id == v.stock_item))
            .is_some_and(|item| item.available() > 0)
    };
    let cheapest = offers.iter().min_by_key(|offer| offer.price)?;
    let picture = whole.pictures.iter().find(|picture| picture.state == PictureState::Ready);
    let rating = ratings.iter().find(|rating| rating.product == product.id && rating.shop == shop.id);
    let listing = Listing {
        market: shop.market,
        product: product.id,
        shop: shop.id,
        shop_slug: shop.slug.clone(),
        shop_name: shop.name.clone(),
        title: product.title.clone(),
        category: product.category.clone(),
        category_top: Category::top(&product.category).to_owned(),
        price: cheapest.price,
        price_most: offers.iter().map(|offer| offer.price).max()?,
        was: cheapest.was,
        currency: cheapest.currency,
        drawing: product.drawing.clone(),
        hue: product.hue,
        picture: picture.map_or(String::new(), |picture| picture.name.clone()),
        available: offers.iter().filter(has_stock).count() > 0,
        created_at: product.created_at,
        rating_count: rating.map_or(0, ProductRating::count),
        rating_sum: rating.map_or(0, ProductRating::sum),
        quiet: shop.quiet,
    };
    let words = if shop.quiet { Vec::new() } else { words_of(whole, shop) };
    Some((listing, words))
}

fn words_of(whole: &Whole, shop: &Shop) -> Vec<String> {
    let product = &whole.product;
    let mut words = BTreeSet::new();
    for text in
        product.title.texts().chain([product.brand.as_str(), shop.name.as_str(), product.category.as_str()])
    {
        words.extend(words_in(text));
    }
    for variant in &whole.variants {
        for text in
            variant.option_values.0.iter().flat_map(|value| value.texts()).chain([variant.sku.as_str()])
        {
            words.extend(words_in(text));
        }
    }
    words.into_iter().take(WORDS_MAX).collect()
}

/// Lower-case words without accents; of Chinese, Japanese and Korean text every character and every pair.
pub(crate) fn words_in(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut last_ideograph: Option<char> = None;
    for c in text.chars().chain([' ']) {
        if is_ideograph(c) {
            words.push(c.to_string());
            if let Some(before) = last_ideograph {
                words.push(format!("{before}{c}"));
            }
            last_ideograph = Some(c);
        } else {
            last_ideograph = None;
        }
        if c.is_alphanumeric() && !is_ideograph(c) {
            word.push_str(&plain(c));
        } else if !word.is_empty() {
            words.push(std::mem::take(&mut word).chars().take(WORD_LETTERS_MAX).collect());
        }
    }
    words
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// One letter, lowered and without its accent.
fn plain(c: char) -> String {
    let slug = domain::address::slug(&c.to_string(), "");
    if slug.is_empty() { c.to_lowercase().collect() } else { slug }
}

fn list_shops(act: &mut Act<'_, '_>, ids: &[ShopId], written: &mut Written) -> Seen<()> {
    let shops = store::shop::shops(act.tx, ids)?;
    let sellers = store::seller::sellers(act.tx, &shops.iter().map(|shop| shop.seller).collect::<Vec<_>>())?;
    for shop in &shops {
        if let Some(seller) = sellers.iter().find(|seller| seller.id == shop.seller) {
            list_shop(act, shop, seller, written)?;
        }
    }
    Ok(())
}

fn list_shop(act: &mut Act<'_, '_>, shop: &Shop, seller: &Seller, written: &mut Written) -> Seen<()> {
    let suspended = store::suspension::goes_on(act.tx, shop.id)?;
    let listed = ListedShop {
        market: shop.market,
        shop: shop.id,
        seller: shop.seller,
        slug: shop.slug.clone(),
        name: shop.name.clone(),
        legal_name: seller.legal_name.clone(),
        story: shop.story.clone(),
        drawing: shop.drawing.clone(),
        hue: shop.hue,
        city: shop.city.clone(),
        country: shop.country.clone(),
        state: shop.state,
        products: store::listing::count_of_shop(act.tx, shop.market, shop.id)?,
        opened_at: shop.opened_at,
        standing: ShopStanding::of(shop.state, suspended.as_ref()),
        search: search_of(&shop.name, &seller.legal_name),
        quiet: shop.quiet,
    };
    if store::listing::listed_shop(act.tx, shop.market, shop.id)?.as_ref() != Some(&listed) {
        written.entry(shop.market).or_default().shop();
        store::listing::put_shop(act.tx, listed)?;
    }
    Ok(())
}

/// The words of a shop's names, each after a space.
fn search_of(name: &str, legal_name: &str) -> String {
    let mut words = words_in(name);
    words.extend(words_in(legal_name));
    let mut seen = BTreeSet::new();
    words.retain(|word| seen.insert(word.clone()));
    words.iter().take(SHOP_WORDS_MAX).map(|word| format!(" {word}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{search_of, words_in};

    #[test]
    fn a_shop_is_found_by_each_word_of_its_names_once() {
        assert_eq!(search_of("Café Brûlé", "Café Brûlé & Cie SARL"), " cafe brule cie sarl");
    }

    #[test]
    fn words_are_lowered_unaccented_and_chinese_is_paired() {
        assert_eq!(words_in("Théière à l’ancienne, 0.5 l"), ["theiere", "a", "l", "ancienne", "0", "5", "l"]);
        assert_eq!(words_in("青花碗"), ["青", "花", "青花", "碗", "花碗"]);
        assert_eq!(words_in("Œufs Straße"), ["oeufs", "strasse"]);
        assert!(words_in(" -- ").is_empty());
    }
}
