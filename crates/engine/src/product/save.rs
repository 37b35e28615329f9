//! Making a product, or changing all of it.

use super::{PRICE_MAX, ProductForm, ProductRefusal, VariantForm, WEIGHT_GRAMS_MAX, WORD_LETTERS_MAX};
use std::collections::{BTreeMap, BTreeSet};

use domain::assortment::Objection;
use domain::event::EventKind;
use domain::permission::Permission;
use domain::product::{
    Condition, OPTIONS_MAX, Offer, Picture, Product, ProductState, TEXT_LETTERS_MAX, TITLE_LETTERS_MAX,
    VARIANTS_MAX, Variant, Wordings,
};
use domain::shop::Shop;
use domain::stock::{StockItem, StockRefusal};
use domain::wording::Wording;
use domain::{Micros, OfferId, ProductId, ShopId, StockItemId, VariantId};
use money::Currency;
use store::product::Whole;

use crate::assortment::Rules;
use crate::command::{self};
use crate::stop::OrAbsent;
use crate::{Act, Engine, SellerMember, Stop};

/// The record of a file that a product came from.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub key: String,
    pub hash: String,
    /// Pictures that come with it and are attached once it is there.
    pub pictures: Vec<Picture>,
}

/// HTML without anything that could run, load or look like another page.
pub(crate) fn clean(html: &str) -> String {
    let tags = [
        "p",
        "br",
        "ul",
        "ol",
        "li",
        "b",
        "strong",
        "i",
        "em",
        "h3",
        "h4",
        "blockquote",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
    ];
    ammonia::Builder::empty().tags(tags.into_iter().collect()).clean(html).to_string()
}

/// Makes a product, or changes all of it: variants that the form leaves out are removed.
pub async fn save(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    form: ProductForm,
    now: Micros,
) -> Result<ProductId, Stop<ProductRefusal>> {
    member.may(Permission::ProductsEdit)?;
    check(engine, &form).map_err(Stop::Refused)?;
    let member = member.clone();
    let form = ProductForm { text: clean(&form.text), ..form };
    engine
        .act(now, move |act| {
            let content = format!("{shop} {form:?}");
            if let Some(outcome) =
                command::earlier::<ProductRefusal>(act, member.user.get(), &form.key, &content)?
            {
                return outcome.parse().map_err(|_| Stop::fault("an outcome that was kept can't be read"));
            }
            let shop = own_shop(act, &member, shop)?;
            let id = save_in(act, &member, &shop, &form, None)?;
            command::keep(act, member.user.get(), &form.key, &content, &id.to_string())?;
            Ok(id)
        })
        .await
}

pub(crate) fn own_shop<R>(act: &mut Act<'_, '_>, member: &SellerMember, id: ShopId) -> Result<Shop, Stop<R>> {
    store::shop::shop(act.tx, id)?.filter(|shop| shop.seller == member.seller).or_absent()
}

pub(crate) fn check(engine: &Engine, form: &ProductForm) -> Result<(), ProductRefusal> {
    use super::ProductRefusal as R;
    let title = form.title.trim();
    if title.is_empty() {
        return Err(R::TitleMissing);
    }
    if title.chars().count() > TITLE_LETTERS_MAX || form.brand.chars().count() > WORD_LETTERS_MAX {
        return Err(R::TitleTooLong);
    }
    if form.text.chars().count() > TEXT_LETTERS_MAX {
        return Err(R::TextTooLong);
    }
    if engine.categories().iter().all(|category| category.path != form.category) {
        return Err(R::CategoryUnknown);
    }
    if form.options.len() > OPTIONS_MAX {
        return Err(R::TooManyOptions);
    }
    if form.variants.is_empty() {
        return Err(R::NoVariant);
    }
    if form.variants.len() > VARIANTS_MAX {
        return Err(R::TooManyVariants);
    }
    let mut seen = BTreeSet::new();
    for (row, variant) in form.variants.iter().enumerate() {
        let missing = |value: &String| value.trim().is_empty() || value.chars().count() > WORD_LETTERS_MAX;
        if variant.values.len() != form.options.len() || variant.values.iter().any(missing) {
            return Err(R::ValueMissing { row });
        }
        if !seen.insert(variant.values.iter().map(|value| value.trim().to_lowercase()).collect::<Vec<_>>()) {
            return Err(R::VariantTwice { row });
        }
        if !(1..=PRICE_MAX).contains(&variant.price) {
            return Err(R::PriceMissing { row });
        }
        if !(0..=WEIGHT_GRAMS_MAX).contains(&variant.weight_grams) {
            return Err(R::Weight { row });
        }
    }
    Ok(())
}

pub(crate) fn save_in(
    act: &mut Act<'_, '_>,
    member: &SellerMember,
    shop: &Shop,
    form: &ProductForm,
    source: Option<&Source>,
) -> Result<ProductId, Stop<ProductRefusal>> {
    let before = match form.id {
        Some(id) => {
            let whole = store::product::wholes(act.tx, &[id])?.pop();
            Some(whole.filter(|whole| whole.product.seller == member.seller).or_absent()?)
        }
        None => None,
    };
    let is_newer = |whole: &Whole| form.version.is_some_and(|seen| seen != whole.product.version);
    if before.as_ref().is_some_and(is_newer) {
        return Err(Stop::Refused(ProductRefusal::Changed));
    }
    let mut product = product_of(act, member, form, before.as_ref());
    if product.state == ProductState::Published {
        let known = before.iter().flat_map(|whole| &whole.pictures);
        let coming = source.iter().flat_map(|source| &source.pictures);
        let pictures: Vec<Picture> = known.chain(coming).cloned().collect();
        let against = Rules::load(act.tx, act.engine, shop, act.now)?.against(&product, &pictures);
        if let Some(objection) = against.first() {
            return Err(Stop::Refused(ProductRefusal::NotTaken(*objection)));
        }
    }
    if let Some(source) = source {
        product.key.clone_from(&source.key);
        product.source_hash.clone_from(&source.hash);
    }
    if before.is_some() {
        store::save(act.tx, std::slice::from_ref(&product))?;
    } else {
        store::insert(act.tx, std::slice::from_ref(&product))?;
    }
    let market = act.engine.market(shop.market).or_absent()?;
    save_variants(act, shop, &product, form, before.as_ref(), market.currency)?;
    act.event(EventKind::ProductChanged, product.id.get(), "");
    Ok(product.id)
}

fn product_of(
    act: &Act<'_, '_>,
    member: &SellerMember,
    form: &ProductForm,
    before: Option<&Whole>,
) -> Product {
    let old = before.map(|whole| &whole.product);
    let id = old.map_or_else(|| ProductId::from_raw(act.mint(member.seller.bucket())), |old| old.id);
    let named = |old: Option<&Wording>, text: &str| {
        old.cloned().unwrap_or_default().with(&form.language, text.trim().to_owned())
    };
    let option = |(at, name): (usize, &String)| named(old.and_then(|old| old.options.0.get(at)), name);
    Product {
        id,
        seller: member.seller,
        key: old.map_or_else(|| id.to_string(), |old| old.key.clone()),
        title: named(old.map(|old| &old.title), &form.title),
        text: named(old.map(|old| &old.text), &form.text),
        brand: form.brand.trim().to_owned(),
        category: form.category.clone(),
        tax_class: form.tax_class,
        drawing: form.drawing.clone(),
        hue: form.hue.rem_euclid(360),
        options: Wordings(form.options.iter().enumerate().map(option).collect()),
        state: form.state,
        source_hash: old.map_or(String::new(), |old| old.source_hash.clone()),
        created_at: old.map_or(act.now, |old| old.created_at),
        version: old.map_or(0, |old| old.version),
    }
}

fn save_variants(
    act: &mut Act<'_, '_>,
    shop: &Shop,
    product: &Product,
    form: &ProductForm,
    before: Option<&Whole>,
    currency: Currency,
) -> Result<(), Stop<ProductRefusal>> {
    let (old_variants, old_offers) =
        before.map_or((&[][..], &[][..]), |whole| (&whole.variants, &whole.offers));
    let kept: Vec<VariantId> = form.variants.iter().filter_map(|variant| variant.id).collect();
    if kept.iter().any(|id| old_variants.iter().all(|old| old.id != *id)) {
        return Err(Stop::Absent);
    }
    let gone: Vec<VariantId> =
        old_variants.iter().map(|old| old.id).filter(|id| !kept.contains(id)).collect();
    if !gone.is_empty() {
        store::product::drop_variants(act.tx, product.id, &gone)?;
    }
    for (row, wanted) in form.variants.iter().enumerate() {
        let old = old_variants.iter().find(|old| Some(old.id) == wanted.id);
        let variant = save_variant(act, product, (row, wanted), old, &form.language)?;
        let old_offer = old_offers.iter().find(|offer| offer.variant == variant.id && offer.shop == shop.id);
        let offer = Offer {
            id: old_offer.map_or_else(|| OfferId::from_raw(act.mint(product.id.bucket())), |old| old.id),
            shop: shop.id,
            market: shop.market,
            product: product.id,
            variant: variant.id,
            price: wanted.price,
            was: wanted.was.filter(|was| *was > wanted.price),
            currency,
            condition: old_offer.map_or(Condition::New, |old| old.condition),
            shown: true,
            withheld: None,
            live: product.state == ProductState::Published,
            version: old_offer.map_or(0, |old| old.version),
        };
        if old_offer.is_some() { store::save(act.tx, &[offer])? } else { store::insert(act.tx, &[offer])? }
    }
    // In other shops it costs what it did; whether it can be bought follows the product and each market's rules.
    let is_other = |offer: &&Offer| offer.shop != shop.id && kept.contains(&offer.variant);
    let others: Vec<Offer> = old_offers.iter().filter(is_other).cloned().collect();
    let pictures = before.map_or(&[][..], |whole| &whole.pictures);
    follow(act, product, pictures, others)
}

/// Asks the markets again about a product whose pictures are others by now.
pub(crate) fn ask_markets<R>(act: &mut Act<'_, '_>, product: ProductId) -> Result<(), Stop<R>> {
    let Some(whole) = store::product::wholes(act.tx, &[product])?.pop() else { return Ok(()) };
    if whole.product.state == ProductState::Published {
        follow(act, &whole.product, &whole.pictures, whole.offers)?;
    }
    Ok(())
}

/// Brings offers after a product that was saved: each market is asked what it has against it now, and what one does not
/// take is withheld there alone.
pub(super) fn follow<R>(
    act: &mut Act<'_, '_>,
    product: &Product,
    pictures: &[Picture],
    offers: Vec<Offer>,
) -> Result<(), Stop<R>> {
    let asked = product.state == ProductState::Published;
    let shops: BTreeSet<ShopId> =
        offers.iter().filter(|offer| asked && offer.is_wanted()).map(|offer| offer.shop).collect();
    let shops: Vec<ShopId> = shops.into_iter().collect();
    let rules = Rules::load_all(act.tx, act.engine, &shops, act.now)?;
    let against: BTreeMap<ShopId, Objection> = rules
        .iter()
        .filter_map(|rules| Some((rules.shop.id, *rules.against(product, pictures).first()?)))
        .collect();
    let follows = |offer: Offer| {
        let after = offer.clone().following(product.state, against.get(&offer.shop).copied());
        (after != offer).then_some(after)
    };
    let changed: Vec<Offer> = offers.into_iter().filter_map(follows).collect();
    if !changed.is_empty() {
        store::save(act.tx, &changed)?;
        act.event(EventKind::ProductChanged, product.id.get(), "");
    }
    Ok(())
}

fn save_variant(
    act: &mut Act<'_, '_>,
    product: &Product,
    (row, wanted): (usize, &VariantForm),
    old: Option<&Variant>,
    language: &str,
) -> Result<Variant, Stop<ProductRefusal>> {
    let bucket = product.id.bucket();
    let stock_item = old.map_or_else(|| StockItemId::from_raw(act.mint(bucket)), |old| old.stock_item);
    let value = |(at, text): (usize, &String)| {
        let before = old.and_then(|old| old.option_values.0.get(at)).cloned().unwrap_or_default();
        if before.texts().any(|known| known == text.trim()) {
            before
        } else {
            before.with(language, text.trim())
        }
    };
    let variant = Variant {
        id: old.map_or_else(|| VariantId::from_raw(act.mint(bucket)), |old| old.id),
        product: product.id,
        ordinal: row as i64,
        sku: wanted.sku.trim().chars().take(WORD_LETTERS_MAX).collect(),
        option_values: Wordings(wanted.values.iter().enumerate().map(value).collect()),
        barcode: wanted.barcode.trim().chars().take(WORD_LETTERS_MAX).collect(),
        weight_grams: wanted.weight_grams,
        stock_item,
        version: old.map_or(0, |old| old.version),
    };
    if old.is_some() {
        store::save(act.tx, std::slice::from_ref(&variant))?;
    } else {
        store::insert(act.tx, std::slice::from_ref(&variant))?;
        store::insert(act.tx, &[StockItem::empty(stock_item, product.seller)])?;
    }
    count(act, stock_item, wanted.quantity, row)?;
    Ok(variant)
}

/// Sets what is on hand, if it differs.
pub(crate) fn count(
    act: &mut Act<'_, '_>,
    id: StockItemId,
    on_hand: i64,
    row: usize,
) -> Result<(), Stop<ProductRefusal>> {
    let mut item = store::stock::items(act.tx, &[id])?.pop().or_absent()?;
    if item.on_hand == on_hand {
        return Ok(());
    }
    let change = item.count(on_hand).map_err(|refusal| match refusal {
        StockRefusal::BelowPromised { promised } => {
            Stop::Refused(ProductRefusal::BelowPromised { row, promised })
        }
        _ => Stop::Refused(ProductRefusal::StockOutOfRange { row }),
    })?;
    Ok(act.save_count(item, change, id.get())?)
}
