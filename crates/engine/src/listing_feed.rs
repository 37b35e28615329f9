//! Feeds what a market's lists show of products and shops, and the words by which products are found.

use std::collections::BTreeSet;

use domain::category::Category;
use domain::event::{Event, EventKind};
use domain::product::{PictureState, ProductState};
use domain::seller::Seller;
use domain::shop::{Shop, ShopState};
use domain::{ProductId, ShopId};
use store::listing::{ListedShop, Listing};
use store::product::Whole;

use crate::{Act, Seen};

/// Products listed by one load.
const LOADED_MAX: usize = 100;
/// Words kept of one product.
const WORDS_MAX: usize = 200;
const WORD_LETTERS_MAX: usize = 40;

/// Lists products and shops that events are about, each once. What is gone meanwhile is passed over.
pub(crate) fn feed(act: &mut Act<'_, '_>, events: &[&Event]) -> Seen<()> {
    let (mut products, mut shops) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        match event.kind {
            EventKind::ProductChanged => {
                products.insert(ProductId::from_raw(event.subject));
            }
            EventKind::ShopChanged => {
                let shop = ShopId::from_raw(event.subject);
                shops.insert(shop);
                products.extend(store::product::product_ids_of_shop(act.tx, shop)?);
            }
            _ => {}
        }
    }
    let products: Vec<ProductId> = products.into_iter().collect();
    for some in products.chunks(LOADED_MAX) {
        shops.extend(list_products(act, some)?);
    }
    // Last: a shop's row counts its products.
    list_shops(act, &shops.into_iter().collect::<Vec<_>>())
}

/// Lists products wherever they are offered; answers in which shops.
fn list_products(act: &mut Act<'_, '_>, ids: &[ProductId]) -> Seen<Vec<ShopId>> {
    let wholes = store::product::wholes(act.tx, ids)?;
    let mut of_shops: Vec<ShopId> =
        wholes.iter().flat_map(|whole| &whole.offers).map(|offer| offer.shop).collect();
    of_shops.sort_unstable();
    of_shops.dedup();
    let shops = store::shop::shops(act.tx, &of_shops)?;
    let items: Vec<_> =
        wholes.iter().flat_map(|whole| &whole.variants).map(|variant| variant.stock_item).collect();
    let items = store::stock::items(act.tx, &items)?;
    let mut markets: Vec<_> = shops.iter().map(|shop| shop.market).collect();
    markets.sort_unstable();
    markets.dedup();
    for whole in &wholes {
        let offered = |shop: &&Shop| whole.offers.iter().any(|offer| offer.shop == shop.id);
        for market in &markets {
            let here: Vec<&Shop> =
                shops.iter().filter(|shop| shop.market == *market).filter(offered).collect();
            if !here.is_empty() {
                let listings: Vec<_> =
                    here.iter().filter_map(|shop| listing_of(whole, shop, &items)).collect();
                store::listing::put(act.tx, *market, whole.product.id, &listings)?;
            }
        }
    }
    Ok(of_shops)
}

fn listing_of(
    whole: &Whole,
    shop: &Shop,
    items: &[domain::stock::StockItem],
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
    };
    Some((listing, words_of(whole, shop)))
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

fn list_shops(act: &mut Act<'_, '_>, ids: &[ShopId]) -> Seen<()> {
    let shops = store::shop::shops(act.tx, ids)?;
    let sellers = store::seller::sellers(act.tx, &shops.iter().map(|shop| shop.seller).collect::<Vec<_>>())?;
    for shop in &shops {
        if let Some(seller) = sellers.iter().find(|seller| seller.id == shop.seller) {
            list_shop(act, shop, seller)?;
        }
    }
    Ok(())
}

fn list_shop(act: &mut Act<'_, '_>, shop: &Shop, seller: &Seller) -> Seen<()> {
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
    };
    Ok(store::listing::put_shop(act.tx, listed)?)
}

#[cfg(test)]
mod tests {
    use super::words_in;

    #[test]
    fn words_are_lowered_unaccented_and_chinese_is_paired() {
        assert_eq!(words_in("Théière à l’ancienne, 0.5 l"), ["theiere", "a", "l", "ancienne", "0", "5", "l"]);
        assert_eq!(words_in("青花碗"), ["青", "花", "青花", "碗", "花碗"]);
        assert_eq!(words_in("Œufs Straße"), ["oeufs", "strasse"]);
        assert!(words_in(" -- ").is_empty());
    }
}
