//! The seller's goods, with prices and quantities that can be changed in place, all in one form.

use domain::Code;
use domain::product::{Offer, Picture as Kept, PictureState, Product, ProductState, Variant};
use domain::stock::StockItem;
#[cfg(test)]
use domain::wording::Wording;
#[cfg(test)]
use domain::{DAY, OfferId, ProductId, SellerId, ShopId, StockItemId, VariantId};
#[cfg(test)]
use money::Currency;
use money::Money;
use web::{Desk, Form, Frame, Link, Pager, Picture, Tone, Words};

use super::form::Withheld;
#[cfg(test)]
use super::form::sample_withheld;
#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::Mark;
#[cfg(test)]
use crate::sample;

/// A product with more variants than this is edited on its own page; the form stays within its limits.
pub const VARIANTS_SHOWN: usize = 3;

/// `/seller/products`
#[derive(Debug, askama::Template)]
#[template(path = "product/list.html")]
pub struct ListProducts {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub rows: Vec<Row>,
    pub total: i64,
    pub currency: String,
    pub form: Form,
    pub pager: Pager,
    pub empty: Picture,
    /// All goods, and those that are kept out of a shop; none where there are none of those.
    pub tabs: Vec<Link>,
    /// What the address of this page of the list asks for, behind its path.
    pub asked: String,
}

/// Shops that a product is kept out of, as a row names them; its own page has all.
const WITHHELD_SHOWN: usize = 3;

/// One product.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub picture: Picture,
    pub state: Mark,
    /// Shops whose markets do not take it as it is.
    pub withheld: Vec<Withheld>,
    pub variants: Vec<VariantRow>,
    /// Variants that are not listed here.
    pub more: i64,
}

/// One variant with its offer in this shop and its stock.
#[derive(Debug, Clone)]
pub struct VariantRow {
    /// Empty where this shop has no offer of it.
    pub offer: String,
    pub options: String,
    pub sku: String,
    pub price: String,
    pub on_hand: i64,
    pub available: i64,
    pub stock: String,
}

/// A variant as the engine tells it.
#[derive(Debug, Clone)]
pub struct Told {
    pub variant: Variant,
    pub offer: Option<Offer>,
    pub stock: StockItem,
}

impl Row {
    pub fn new(words: Words, product: &Product, variants: &[Told], pictures: &[Kept]) -> Self {
        let language = words.lang.html();
        let shown = pictures.iter().find(|picture| picture.state == PictureState::Ready);
        Self {
            id: product.id.to_string(),
            title: product.title.say(language).to_owned(),
            picture: crate::picture(
                shown.map_or("", |kept| kept.name.as_str()),
                &product.drawing,
                product.hue,
            ),
            state: state(words, product.state),
            withheld: Vec::new(),
            variants: variants
                .iter()
                .take(VARIANTS_SHOWN)
                .map(|told| VariantRow::new(language, told))
                .collect(),
            more: i64::try_from(variants.len().saturating_sub(VARIANTS_SHOWN)).unwrap_or(i64::MAX),
        }
    }

    pub fn with_withheld(self, withheld: Vec<Withheld>) -> Self {
        Self { withheld, ..self }
    }

    pub fn withheld_shown(&self) -> &[Withheld] {
        &self.withheld[..self.withheld.len().min(WITHHELD_SHOWN)]
    }

    /// Shops that are not named.
    pub fn withheld_more(&self) -> i64 {
        self.withheld.len().saturating_sub(WITHHELD_SHOWN) as i64
    }
}

impl VariantRow {
    fn new(language: &str, told: &Told) -> Self {
        let offer = told.offer.as_ref();
        Self {
            offer: offer.map(|offer| offer.id.to_string()).unwrap_or_default(),
            options: told.variant.option_values.joined(language),
            sku: told.variant.sku.clone(),
            price: offer.map(|offer| Money::new(offer.price, offer.currency).to_plain()).unwrap_or_default(),
            on_hand: told.stock.on_hand,
            available: told.stock.available(),
            stock: told.stock.id.to_string(),
        }
    }

    /// What can still be sold, loud when it is nothing or little.
    pub fn left(&self, words: impl web::Given<Words>) -> Mark {
        let words = words.given();
        let text = words.with("seller-product-left", &[("count", self.available.into())]);
        match self.available {
            0 => Mark::new(Tone::Bad, words.say("seller-product-sold-out")),
            1..=3 => Mark::new(Tone::Warn, text),
            _ => Mark::plain(text),
        }
    }
}

/// What a state is called, and how it is meant.
pub fn state(words: Words, state: ProductState) -> Mark {
    let text = words.say(&format!("seller-product-{}", state.code()));
    match state {
        ProductState::Published => Mark::new(Tone::Good, text),
        ProductState::Draft => Mark::new(Tone::Warn, text),
        ProductState::Removed => Mark::plain(text),
    }
}

/// A product for samples, with its variants.
#[cfg(test)]
pub fn sample_product(at: i64, title: &str, drawing: &str, count: i64) -> (Product, Vec<Told>) {
    let id = ProductId::from_raw((sample::NOW / 1_000_000 + at) << 30);
    let product = Product {
        id,
        seller: SellerId::from_raw(1),
        key: String::new(),
        title: Wording::in_language("en", title),
        text: Wording::in_language("en", "<p>Thrown, trimmed and glazed by hand.</p>"),
        brand: "Brume".to_owned(),
        category: "kitchen/coffee".to_owned(),
        tax_class: domain::product::TaxClass::Standard,
        drawing: drawing.to_owned(),
        hue: at * 70 % 360,
        options: domain::product::Wordings(vec![Wording::in_language("en", "Glaze")]),
        state: if at == 2 { ProductState::Draft } else { ProductState::Published },
        source_hash: String::new(),
        created_at: sample::NOW - at * DAY,
        version: 1,
    };
    let told = |ordinal: i64| Told {
        variant: Variant {
            id: VariantId::from_raw(id.get() + ordinal),
            product: id,
            ordinal,
            sku: format!("BR-{at}-{ordinal}"),
            option_values: domain::product::Wordings(vec![Wording::in_language(
                "en",
                ["Slate", "Moss", "Sand"][ordinal as usize % 3],
            )]),
            barcode: String::new(),
            weight_grams: 450,
            stock_item: StockItemId::from_raw(id.get() + 10 + ordinal),
            version: 1,
        },
        offer: Some(Offer {
            id: OfferId::from_raw(id.get() + 20 + ordinal),
            shop: ShopId::from_raw(1),
            market: domain::MarketId::from_raw(1),
            product: id,
            variant: VariantId::from_raw(id.get() + ordinal),
            price: 4_800 + ordinal * 150,
            was: (ordinal == 1).then_some(5_600),
            currency: Currency::EUR,
            condition: domain::product::Condition::New,
            shown: true,
            withheld: None,
            live: true,
            version: 1,
        }),
        stock: StockItem {
            on_hand: ordinal * 7 + 1,
            sold: 1,
            ..StockItem::empty(StockItemId::from_raw(id.get() + 10 + ordinal), SellerId::from_raw(1))
        },
    };
    (product, (0..count).map(told).collect())
}

#[cfg(test)]
impl web::Page for ListProducts {
    fn samples(words: Words) -> Vec<Self> {
        let goods = [
            ("Pour-over set", "pourover", 3),
            ("Donaudampfschifffahrtsgesellschaftskapitänsmützenständer, handgedrechselt", "hat", 1),
            ("景德镇手工青花瓷茶壶配竹编提梁礼盒装家用功夫茶具大容量三百八十毫升", "teapot", 9),
        ];
        let made: Vec<_> = goods
            .iter()
            .zip(1_i64..)
            .map(|((title, drawing, count), at)| sample_product(at, title, drawing, *count))
            .collect();
        let rows = || {
            let rows = made.iter().map(|(product, variants)| Row::new(words, product, variants, &[]));
            rows.enumerate()
                .map(|(at, row)| {
                    row.with_withheld(sample_withheld(words).into_iter().cycle().take(at * 2).collect())
                })
                .collect::<Vec<_>>()
        };
        let tabs = |words: Words| {
            vec![
                Link::new(words.say("seller-products-all"), "/seller/products").counted(1_200).here(),
                Link::new(words.say("assortment-withheld-tab"), "/seller/products?state=withheld").counted(2),
            ]
        };
        let page = |rows: Vec<Row>, form: Form, pager: Pager| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-products")),
            desk: sample::desk(words, Room::Products),
            scope: sample::scope(),
            total: rows.len() as i64 * 400,
            rows,
            currency: "EUR".to_owned(),
            form,
            pager,
            empty: Picture::drawing("blocks", 130),
            tabs: tabs(words),
            asked: "?before=".to_owned(),
        };
        let field = format!("quantity.{}", rows()[0].variants[0].offer);
        let mut form = Form::filled([(field.as_str(), "0".to_owned())]);
        form.errors.refuse(&field, "stock.below_promised", vec![("promised", 1_i64.into())]);
        vec![
            page(
                rows(),
                Form::default(),
                Pager::neighbours(None, Some("/seller/products?before=x".to_owned())),
            ),
            page(rows(), form, Pager::default()),
            page(Vec::new(), Form::default(), Pager::default()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ListProducts>();
    }

    #[test]
    fn few_left_is_said_louder() {
        let row = |available| VariantRow {
            available,
            ..Row::new(
                Words::default(),
                &sample_product(1, "a", "cup", 1).0,
                &sample_product(1, "a", "cup", 1).1,
                &[],
            )
            .variants
            .remove(0)
        };
        assert_eq!([0, 3, 4].map(|left| row(left).left(Words::default()).tone), ["bad", "warn", ""]);
    }
}
