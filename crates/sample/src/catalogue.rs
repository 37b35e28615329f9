//! The demo's files: who sells what, and who buys. What they leave open is said in `data/README.md`.

use std::collections::BTreeMap;

use anyhow::Context;
use domain::address::Address;
use domain::product::{Product, ProductState, TaxClass, Variant, Wordings};
use domain::shop::Zone;
use domain::wording::Wording;
use domain::{Micros, ProductId, SellerId, ShopId, StockItemId, VariantId};
use engine::import::{NewProduct, NewVariant};
use money::{Currency, Money};

const SHOPS: &[&str] = &[
    include_str!("../data/shops/01-atelier-brume.toml"),
    include_str!("../data/shops/02-galoche-et-fils.toml"),
    include_str!("../data/shops/03-drechselwald.toml"),
    include_str!("../data/shops/04-mas-des-restanques.toml"),
    include_str!("../data/shops/05-feuille-et-graine.toml"),
    include_str!("../data/shops/06-ribeira-douro.toml"),
    include_str!("../data/shops/07-jingdezhen-cifang.toml"),
    include_str!("../data/shops/08-northbound.toml"),
    include_str!("../data/shops/09-cold-frame-farm.toml"),
    include_str!("../data/shops/10-spruce-head.toml"),
    include_str!("../data/shops/11-piedra-azul.toml"),
    include_str!("../data/shops/12-taller-luna-nueva.toml"),
];
const PEOPLE: &str = include_str!("../data/people.toml");

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShopFile {
    pub shop: ShopRow,
    pub products: Vec<ProductRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShopRow {
    pub slug: String,
    pub market: String,
    pub name: String,
    pub legal_name: String,
    pub email: String,
    pub owner: String,
    pub country: String,
    /// Sellers have no state in their address: the city stands for it.
    #[serde(default)]
    pub region: String,
    pub city: String,
    pub street: String,
    pub postcode: String,
    #[serde(default)]
    pub vat_number: Option<String>,
    pub hue: i64,
    pub drawing: String,
    pub story: Wording,
    pub language: String,
    pub zones: Vec<ZoneRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneRow {
    name: Wording,
    pub countries: Vec<String>,
    price: String,
    #[serde(default)]
    per_kg: Option<String>,
    #[serde(default)]
    free_above: Option<String>,
    days_min: i64,
    days_max: i64,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductRow {
    pub key: String,
    title: Wording,
    text: Wording,
    pub category: String,
    drawing: String,
    hue: i64,
    price: String,
    #[serde(default)]
    was: Option<String>,
    weight_grams: i64,
    tax: TaxClass,
    quantity: i64,
    brand: String,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    option_names: BTreeMap<String, Wording>,
    #[serde(default)]
    variants: Vec<VariantRow>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct VariantRow {
    values: Vec<String>,
    quantity: i64,
    #[serde(default)]
    price: Option<String>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    people: Vec<Person>,
}

#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    pub name: String,
    pub email: String,
    pub language: String,
    street: String,
    postcode: String,
    city: String,
    #[serde(default)]
    region: String,
    pub country: String,
}

/// All shops, in the order of their files.
pub fn shops() -> anyhow::Result<Vec<ShopFile>> {
    SHOPS.iter().map(|text| Ok(toml::from_str(text)?)).collect()
}

pub fn people() -> anyhow::Result<Vec<Person>> {
    Ok(toml::from_str::<PeopleFile>(PEOPLE)?.people)
}

impl Person {
    pub fn address(&self) -> Address {
        Address {
            name: self.name.clone(),
            street: self.street.clone(),
            extra: String::new(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            country: self.country.clone(),
            phone: String::new(),
        }
    }
}

fn minor(text: &str, currency: Currency) -> anyhow::Result<i64> {
    Ok(Money::parse(text, currency).with_context(|| format!("the price `{text}`"))?.minor)
}

fn minor_of(text: Option<&String>, currency: Currency) -> anyhow::Result<Option<i64>> {
    text.map(|text| minor(text, currency)).transpose()
}

impl ZoneRow {
    pub fn zone(&self, ordinal: usize, currency: Currency) -> anyhow::Result<Zone> {
        Ok(Zone {
            shop: ShopId::from_raw(0),
            ordinal: ordinal as i64,
            name: self.name.clone(),
            countries: self.countries.join(","),
            price: minor(&self.price, currency)?,
            per_kg: minor_of(self.per_kg.as_ref(), currency)?.unwrap_or(0),
            free_above: minor_of(self.free_above.as_ref(), currency)?,
            days_min: self.days_min,
            days_max: self.days_max,
        })
    }
}

impl ProductRow {
    pub fn product(&self, currency: Currency, created_at: Micros) -> anyhow::Result<NewProduct> {
        let about = || format!("the product {}", self.key);
        let variants = self.variants(currency).with_context(about)?;
        let product = Product {
            id: ProductId::from_raw(0),
            seller: SellerId::from_raw(0),
            key: self.key.clone(),
            title: self.title.clone(),
            text: paragraphs(&self.text),
            brand: self.brand.clone(),
            category: self.category.clone(),
            tax_class: self.tax,
            drawing: self.drawing.clone(),
            hue: self.hue,
            options: Wordings(self.options.iter().map(|name| self.named(name)).collect()),
            state: ProductState::Published,
            source_hash: String::new(),
            created_at,
            version: 0,
        };
        Ok(NewProduct { product, variants })
    }

    fn variants(&self, currency: Currency) -> anyhow::Result<Vec<NewVariant>> {
        let price = minor(&self.price, currency)?;
        let was = minor_of(self.was.as_ref(), currency)?;
        let plain = |ordinal: usize, values: Vec<Wording>| Variant {
            id: VariantId::from_raw(0),
            product: ProductId::from_raw(0),
            ordinal: ordinal as i64,
            sku: sku(&self.key, ordinal),
            option_values: Wordings(values),
            barcode: String::new(),
            weight_grams: self.weight_grams,
            stock_item: StockItemId::from_raw(0),
            version: 0,
        };
        if self.variants.is_empty() {
            return Ok(vec![NewVariant {
                variant: plain(0, Vec::new()),
                price,
                was,
                quantity: self.quantity,
            }]);
        }
        let variant = |(ordinal, row): (usize, &VariantRow)| {
            let values = row.values.iter().map(|value| self.named(value)).collect();
            let price = minor_of(row.price.as_ref(), currency)?.unwrap_or(price);
            Ok(NewVariant { variant: plain(ordinal, values), price, was, quantity: row.quantity })
        };
        self.variants.iter().enumerate().map(variant).collect()
    }

    /// A name of an option or a value in each language: the table's, else as it is written.
    fn named(&self, name: &str) -> Wording {
        self.option_names.get(name).cloned().unwrap_or_default().with("en", name)
    }
}

/// `romans-derby`, third variant → `ROMANS-DERBY-3`.
fn sku(key: &str, ordinal: usize) -> String {
    format!("{}-{}", key.to_uppercase(), ordinal + 1)
}

/// Plain text in paragraphs, as HTML.
fn paragraphs(text: &Wording) -> Wording {
    let html = |text: &str| -> String {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        escaped.split("\n\n").map(|part| format!("<p>{}</p>", part.trim())).collect()
    };
    text.entries().fold(Wording::default(), |out, (language, words)| out.with(language, html(words)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::preset;

    #[test]
    fn every_file_is_read_and_its_categories_countries_and_addresses_are_known() {
        let categories: HashSet<String> =
            preset::categories().unwrap().into_iter().map(|category| category.path).collect();
        let shops = shops().unwrap();
        assert_eq!((shops.len(), shops.iter().map(|file| file.products.len()).sum::<usize>()), (12, 516));
        let known = |country: &str| domain::address::country(country).is_some();
        for file in &shops {
            let slug = &file.shop.slug;
            assert!(known(&file.shop.country), "{slug}");
            for (at, zone) in file.shop.zones.iter().enumerate() {
                zone.zone(at, Currency::EUR).unwrap();
                assert!(zone.countries.iter().all(|country| known(country)), "{slug}: {:?}", zone.countries);
            }
            for row in &file.products {
                let new = row.product(Currency::EUR, 0).unwrap();
                let key = &new.product.key;
                assert!(categories.contains(&row.category), "{key}: {}", row.category);
                assert_eq!(new.product.title.entries().count(), 3, "{key}");
                for made in &new.variants {
                    assert!(made.price > 0 && made.was.is_none_or(|was| was > made.price), "{key}");
                    assert_eq!(made.variant.option_values.0.len(), new.product.options.0.len(), "{key}");
                }
            }
        }
        for person in people().unwrap() {
            assert_eq!(person.address().problems(), [], "{}", person.email);
        }
    }
}
