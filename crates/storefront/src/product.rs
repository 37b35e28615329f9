//! One product with its variants, each with its own price and stock, and what buying it here means.

pub mod handlers;

use askama::Template;
use web::{Crumb, Frame, Picture, Words};

use crate::card::Card;
use crate::reader::Said;
use crate::review::Summary;
#[cfg(test)]
use crate::sample;
use crate::standing::Standing;

/// Fewer pieces than this are told.
pub const FEW_LEFT: i64 = 10;
/// Pieces that one can put into the cart at once here; the cart takes more.
pub const PIECES_AT_ONCE_MAX: i64 = 20;

#[derive(Debug, Template)]
#[template(path = "product/show.html")]
pub struct ShowProduct {
    pub frame: Frame,
    pub crumbs: Vec<Crumb>,
    pub title: Said,
    /// The seller's clean HTML.
    pub text: Said,
    pub shop: Sold,
    pub standing: Standing,
    pub pictures: Vec<Picture>,
    /// The variant whose price is shown large.
    pub chosen: Variant,
    /// With or without tax, as the market's regime says.
    pub tax_note: String,
    /// What the variants differ in: “Glaze · Size”. Empty for a product with one variant.
    pub axes: String,
    pub variants: Vec<Variant>,
    /// Why the money is safe, with the market's days.
    pub promise: String,
    pub facts: Vec<(String, String)>,
    pub others: Vec<Card>,
    pub reviews: Summary,
    /// Product data for programs (schema.org), as a JSON text that can't close its element.
    pub data: String,
}

/// Whose shop it is.
#[derive(Debug, Clone, Default)]
pub struct Sold {
    pub name: String,
    pub href: String,
    pub place: String,
}

/// One variant: what it is called, what it costs and what is left of it. Written as shown, so that the page's module
/// only has to put it in its place when the variant is chosen.
#[derive(Debug, Clone, Default)]
pub struct Variant {
    pub offer: String,
    /// Its options; a product without any has none.
    pub options: String,
    /// What it is chosen by: its options, else the seller's number.
    pub label: String,
    pub price: String,
    pub was: String,
    pub stock: Stock,
}

/// How many are left, in words and in a tone.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    pub text: String,
    pub tone: &'static str,
    pub icon: &'static str,
    pub most: i64,
}

impl Stock {
    pub fn new(words: Words, available: i64) -> Self {
        let (text, tone, icon) = match available {
            ..=0 => (words.say("product-sold-out").into_owned(), "bad", "bad"),
            1..FEW_LEFT => (words.with("product-few", &[("count", available.into())]), "warn", "alert"),
            _ => (words.say("product-in-stock").into_owned(), "good", "check"),
        };
        Self { text, tone, icon, most: available.clamp(0, PIECES_AT_ONCE_MAX) }
    }
}

impl ShowProduct {
    /// As many pieces as any variant has.
    fn most(&self) -> i64 {
        self.variants.iter().map(|variant| variant.stock.most).max().unwrap_or_default()
    }

    fn has_any(&self) -> bool {
        self.most() > 0 && !self.standing.is_shut
    }

    fn is_chosen(&self, variant: &Variant) -> bool {
        variant.offer == self.chosen.offer
    }
}

/// JSON inside an element: `<` is written as an escape, so that no text can end the element.
pub fn json_in_html(value: &serde_json::Value) -> String {
    value.to_string().replace('<', "\\u003c").replace("http://", "http:\\/\\/")
}

#[cfg(test)]
impl web::Page for ShowProduct {
    fn samples(words: Words) -> Vec<Self> {
        let variant = |offer: &str, label: &str, was: &str, left: i64| Variant {
            offer: offer.to_owned(),
            options: label.to_owned(),
            label: label.to_owned(),
            price: "€48.00".to_owned(),
            was: was.to_owned(),
            stock: Stock::new(words, left),
        };
        let full = Self {
            frame: Frame::sample(words),
            crumbs: vec![Crumb { label: "Kitchen".to_owned(), href: "/category/kitchen".to_owned() }],
            title: Said { text: "Stoneware pour-over set, matte slate".to_owned(), lang: "en".to_owned() },
            text: Said::plain("<p>Thrown in Lyon.</p><ul><li>600 ml</li></ul>"),
            shop: Sold {
                name: "Atelier Brume".to_owned(),
                href: "/shop/a".to_owned(),
                place: "Lyon".to_owned(),
            },
            standing: Standing::default(),
            pictures: (0..4).map(sample::tile).collect(),
            chosen: variant("ofr_1", "Slate · Large", "€60.00", 3),
            tax_note: words.say("product-tax-included").into_owned(),
            axes: "Glaze · Größenausführung".to_owned(),
            variants: vec![
                variant("ofr_1", "Slate · Large", "€60.00", 3),
                variant("ofr_2", "Kreideweißmattglasurausführung · Small", "", 120),
                variant("ofr_3", "苔绿 · 大号", "", 0),
            ],
            promise: words.with("product-promise", &[("days", 10.into())]),
            facts: vec![(words.say("shop-delivery").into_owned(), "26 – 28 Nov, €4.90".to_owned())],
            others: sample::cards(words),
            reviews: Summary::sample(words),
            data: json_in_html(&serde_json::json!({"name": "</script><b>"})),
        };
        let sold_out = Self {
            frame: Frame::sample_stranger(words),
            crumbs: Vec::new(),
            title: Said::plain("景德镇手工青花瓷盖碗茶具套装含公道杯与六只品茗杯礼盒装送长辈"),
            text: Said::default(),
            pictures: vec![Picture::photo("/pictures/0f3a", "茶具")],
            chosen: Variant {
                price: "€1,234,567.00".to_owned(),
                stock: Stock::new(words, 0),
                ..Variant::default()
            },
            tax_note: String::new(),
            shop: Sold::default(),
            standing: Standing::sample(words),
            axes: String::new(),
            variants: Vec::new(),
            promise: words.with("product-promise", &[("days", 7.into())]),
            facts: Vec::new(),
            others: Vec::new(),
            reviews: Summary { is_on: true, ..Summary::default() },
            data: "{}".to_owned(),
        };
        vec![full, sold_out]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        web::page::render_all::<ShowProduct>();
    }

    #[test]
    fn data_for_programs_can_not_end_its_element() {
        assert!(!json_in_html(&serde_json::json!("</script>")).contains('<'));
    }
}
