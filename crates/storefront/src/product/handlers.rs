//! `GET /product/{slug}/{id}?v=var_…`: the page of a product out of what the engine knows of it.

use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use domain::ProductId;
use domain::policy::{Policy, TaxRegime};
use domain::product::Condition;
use domain::review::STARS_MAX;
use domain::review::rating::mean_tenths;
use engine::change::Subject;
use engine::listing::{self, ProductPage, VariantChoice};
use money::{Currency, Money};
use web::cache::Public;
use web::{Crumb, Lang, Picture, Site, Words};

use super::{ShowProduct, Sold, Stock, Variant, json_in_html};
use crate::card::{cards, category_href, product_href, shop_href};
use crate::reader::{Reader, picture};
use crate::review::Summary;
use crate::standing::Standing;
use crate::visit::{ABOUT_LETTERS_MAX, Answer, id, public_frame, reader, tomorrow};

/// Reviews on the page itself; the others have pages of their own.
const NEWEST: i64 = 3;

#[derive(Debug, Default, serde::Deserialize)]
struct Asked {
    #[serde(default)]
    v: String,
}

pub fn routes() -> Router<Site> {
    Router::new().route("/product/{slug}/{id}", get(show))
}

async fn show(
    public: Public,
    Path((_, product)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let visitor = &public.stranger;
    let (engine, market) = (&visitor.site.engine, &visitor.market);
    let reader = reader(visitor);
    let found = listing::product(engine, market.id, id::<ProductId>(&product)?, reader.now).await?;
    let rules = engine.policy(market.id, reader.now);
    let policy = &rules.policy;
    let subject = (market.id, found.product.id, found.shop.id);
    let said = engine::review::of_product(engine, subject, (0, false), (None, NEWEST), reader.now).await?;
    let title = reader.say(&found.product.title);
    // In the market's own language, so that the page has the same address whoever reads it.
    let href = product_href(found.product.id, found.product.title.say(&market.language));
    let about = plain(found.product.text.say(reader.language()));
    let frame = public_frame(visitor, &title.text, &href, &about);
    let chosen = choose(&found.variants, &asked.v);
    let page = ShowProduct {
        data: data(&reader, &found, (&frame.canonical, &about), &said.rating),
        reviews: Summary::new(
            &reader,
            &said,
            &found.shop.name,
            &format!("{href}/reviews"),
            policy.reviews.on,
        ),
        frame,
        crumbs: crumbs(&reader, &engine.categories(), &found.product.category),
        text: reader.say(&found.product.text),
        shop: Sold {
            name: found.shop.name.clone(),
            href: shop_href(&found.shop.slug),
            place: reader.place(&found.shop.city, &found.shop.country),
        },
        standing: Standing::new(&reader, &found.shop),
        pictures: pictures(&found, &title.text),
        axes: axes(&reader, &found),
        variants: found.variants.iter().map(|one| variant(&reader, one)).collect(),
        chosen: chosen.map(|one| variant(&reader, one)).unwrap_or_default(),
        tax_note: tax_note(visitor.words, policy.tax.regime),
        promise: promise(visitor.words, policy),
        facts: facts(&reader, &found, policy, &market.country),
        others: cards(&reader, &found.others),
        title,
    };
    let (product, shop) = (Subject::Product(found.product.id), found.shop.id);
    let subjects = [product, Subject::Shop(shop), Subject::Goods(shop)];
    Ok(public.show_until(&page, (&addresses(&found, &asked), &subjects), tomorrow(reader.now)))
}

/// Where the page stands: under its title in each language, and for each of its variants.
fn addresses(found: &ProductPage, asked: &Asked) -> Vec<String> {
    let is_variant = found.variants.iter().any(|one| one.variant.id.to_string() == asked.v);
    let query = if is_variant { format!("?v={}", asked.v) } else { String::new() };
    let named = |lang: Lang| product_href(found.product.id, found.product.title.say(lang.html()));
    Lang::ALL.into_iter().map(|lang| named(lang) + &query).collect()
}

/// When the shop is paid, with the market's days.
pub fn promise(words: Words, policy: &Policy) -> String {
    words.with("product-promise", &[("days", policy.escrow.confirm_days_after_delivery.into())])
}

/// Whether prices hold the tax already.
pub fn tax_note(words: Words, regime: TaxRegime) -> String {
    let key = match regime {
        TaxRegime::Included => "product-tax-included",
        TaxRegime::Added => "product-tax-added",
    };
    words.say(key).into_owned()
}

/// The variant that was asked for, else the first that can be bought, else the first.
fn choose<'a>(variants: &'a [VariantChoice], asked: &str) -> Option<&'a VariantChoice> {
    let named = variants.iter().find(|one| one.variant.id.to_string() == asked);
    named.or_else(|| variants.iter().find(|one| one.available > 0)).or(variants.first())
}

fn variant(reader: &Reader, one: &VariantChoice) -> Variant {
    let money = |minor: i64| reader.money(minor, one.offer.currency);
    let was = one.offer.was.filter(|was| *was > one.offer.price);
    let options = one.variant.option_values.joined(reader.language());
    Variant {
        offer: one.offer.id.to_string(),
        label: if options.is_empty() { one.variant.sku.clone() } else { options.clone() },
        options,
        price: money(one.offer.price),
        was: was.map(money).unwrap_or_default(),
        stock: Stock::new(reader.words, one.available),
    }
}

fn axes(reader: &Reader, found: &ProductPage) -> String {
    let named = found.product.options.joined(reader.language());
    if named.is_empty() { reader.words.say("web-choose").into_owned() } else { named }
}

fn pictures(found: &ProductPage, title: &str) -> Vec<Picture> {
    let photo = |one: &domain::product::Picture| {
        let alt = if one.alt.is_empty() { title } else { &one.alt };
        picture(&one.name, "", 0, alt)
    };
    let photos: Vec<Picture> = found.pictures.iter().filter(|one| !one.name.is_empty()).map(photo).collect();
    if photos.is_empty() { vec![picture("", &found.product.drawing, found.product.hue, "")] } else { photos }
}

fn crumbs(reader: &Reader, all: &[domain::category::Category], path: &str) -> Vec<Crumb> {
    let above = |category: &&domain::category::Category| {
        path == category.path || path.strip_prefix(&category.path).is_some_and(|rest| rest.starts_with('/'))
    };
    let mut found: Vec<_> = all.iter().filter(above).collect();
    found.sort_by_key(|category| category.path.len());
    let crumb = |category: &domain::category::Category| Crumb {
        label: category.name.say(reader.language()).to_owned(),
        href: category_href(&category.path),
    };
    found.into_iter().map(crumb).collect()
}

fn facts(reader: &Reader, found: &ProductPage, policy: &Policy, country: &str) -> Vec<(String, String)> {
    let w = reader.words;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: String| facts.push((w.say(key).into_owned(), value));
    if let Some(first) = found.variants.first() {
        if let Some(way) = cheapest(reader, found, first, country) {
            add("shop-delivery", way);
        }
        let key = match first.offer.condition {
            Condition::New => "product-condition-new",
            Condition::Used => "product-condition-used",
            Condition::Refurbished => "product-condition-refurbished",
        };
        add("product-condition", w.say(key).into_owned());
    }
    add("shop-handling-label", w.with("shop-handling", &[("count", found.shop.handling_days.into())]));
    if !found.product.brand.is_empty() {
        add("product-brand", found.product.brand.clone());
    }
    if let Some(days) = policy.refunds.withdrawal_days {
        add("product-withdrawal-label", w.with("product-withdrawal", &[("days", days.into())]));
    }
    facts
}

/// The cheapest way to the market's own country.
fn cheapest(reader: &Reader, found: &ProductPage, one: &VariantChoice, country: &str) -> Option<String> {
    let (grams, currency) = (one.variant.weight_grams, one.offer.currency);
    let ways = domain::shop::choices(&found.zones, country, one.offer.price, grams, currency).ok()?;
    let (zone, price) = ways.first()?;
    let days =
        reader.words.with("shop-days", &[("from", zone.days_min.into()), ("to", zone.days_max.into())]);
    Some(format!("{}: {} · {days}", reader.country(country), reader.words.money(*price)))
}

/// A text without its markup, short enough for a result of a search.
fn plain(html: &str) -> String {
    let mut inside = false;
    let text = html.chars().filter(|c| {
        let was = inside;
        inside = if *c == '<' { true } else { inside && *c != '>' };
        !inside && !was
    });
    let text: String = text.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(ABOUT_LETTERS_MAX).collect()
}

/// Product data of schema.org.
fn data(
    reader: &Reader,
    found: &ProductPage,
    (url, about): (&str, &str),
    rating: &engine::review::ProductRating,
) -> String {
    let price = |minor: i64, currency: Currency| Money::new(minor, currency).to_plain();
    let offer = |one: &VariantChoice| {
        let stock = if one.available > 0 { "InStock" } else { "OutOfStock" };
        serde_json::json!({
            "@type": "Offer",
            "sku": one.variant.sku,
            "price": price(one.offer.price, one.offer.currency),
            "priceCurrency": one.offer.currency.code(),
            "availability": format!("https://schema.org/{stock}"),
            "url": url,
            "seller": { "@type": "Organization", "name": found.seller.legal_name },
        })
    };
    let mut product = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": found.product.title.say(reader.language()),
        "description": about,
        "brand": { "@type": "Brand", "name": found.product.brand },
        "offers": found.variants.iter().map(offer).collect::<Vec<_>>(),
    });
    if rating.count() > 0 {
        let mean = mean_tenths(rating.sum(), rating.count());
        product["aggregateRating"] = serde_json::json!({
            "@type": "AggregateRating",
            "ratingValue": format!("{}.{}", mean / 10, mean % 10),
            "reviewCount": rating.count(),
            "bestRating": STARS_MAX,
        });
    }
    json_in_html(&product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_for_searches_has_no_markup() {
        assert_eq!(
            plain("<p>Thrown <b>by hand</b>.</p>\n<ul><li>600 ml</li></ul>"),
            "Thrown by hand. 600 ml"
        );
    }
}
