//! The form of one product: its words, its options and a row for each variant. Rows are added and taken away by
//! buttons of the form, which comes back with everything that was typed.

mod rows;

use web::{Choice, Desk, Form, Frame, Picture, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
use crate::moment::Mark;
#[cfg(test)]
use crate::sample;

pub use rows::{VARIANTS_EDITED_MAX, Variants, add, combine, remove};

/// `/seller/products/new` and `/seller/products/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "product/form.html")]
pub struct EditProduct {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// Empty for a new product.
    pub id: String,
    pub title: String,
    pub state: Mark,
    pub currency: String,
    pub form: Form,
    pub categories: Vec<Choice>,
    pub languages: Vec<Choice>,
    pub tax_classes: Vec<Choice>,
    pub drawings: Vec<Choice>,
    pub rows: Variants,
    /// Variants that are too many for the form.
    pub kept: usize,
    /// In how many shops it is offered; empty where the seller has one.
    pub shops: String,
    /// Where its market's rules keep it out.
    pub withheld: Vec<Withheld>,
    pub pictures: Vec<Shown>,
    pub picture_errors: Form,
    /// Where buyers see it; empty until it is published.
    pub public: String,
}

/// A shop whose market does not take the product.
#[derive(Debug, Clone)]
pub struct Withheld {
    pub shop: String,
    pub reason: String,
}

/// One picture of the product.
#[derive(Debug, Clone)]
pub struct Shown {
    pub ordinal: i64,
    pub picture: Picture,
    pub is_waiting: bool,
    /// It could not be read: only removing it helps.
    pub is_failed: bool,
}

/// What the errors above the form call the fields.
pub fn labels(words: Words) -> [(&'static str, String); 7] {
    [
        ("title", "seller-product-title"),
        ("text", "seller-product-text"),
        ("brand", "seller-product-brand"),
        ("category", "seller-product-category"),
        ("tax_class", "seller-product-tax"),
        ("option0", "seller-product-options"),
        ("variants", "seller-product-variants"),
    ]
    .map(|(field, key)| (field, words.say(key).into_owned()))
}

impl EditProduct {
    /// Where the form is sent.
    pub fn action(&self) -> String {
        let path = if self.id.is_empty() { "new" } else { &self.id };
        self.scope.to(&format!("/seller/products/{path}"))
    }

    /// An address below this product's own.
    pub fn to(&self, rest: &str) -> String {
        self.scope.to(&format!("/seller/products/{}{rest}", self.id))
    }
}

#[cfg(test)]
impl web::Page for EditProduct {
    fn samples(words: Words) -> Vec<Self> {
        let page = |id: &str, form: Form| {
            let rows = Variants::read(&form.data);
            Self {
                frame: Frame::sample(words).titled(words.say("seller-product-new")),
                desk: sample::desk(words, Room::Products),
                scope: sample::scope(),
                id: id.to_owned(),
                title: words.say("seller-product-new").into_owned(),
                state: super::list::state(words, domain::product::ProductState::Draft),
                currency: "EUR".to_owned(),
                categories: vec![Choice::new("", ""), Choice::new("kitchen/coffee", "Kitchen › Coffee")],
                languages: web::Lang::ALL.map(|lang| Choice::new(lang.html(), lang.name())).to_vec(),
                kept: if id.is_empty() { 0 } else { 1_008 },
                tax_classes: super::tax_classes(words),
                drawings: super::drawings(),
                rows,
                shops: if id.is_empty() {
                    String::new()
                } else {
                    words.with("assortment-shops-one", &[("count", 2_i64.into())])
                },
                withheld: if id.is_empty() { Vec::new() } else { sample_withheld(words) },
                pictures: if id.is_empty() { Vec::new() } else { sample_pictures() },
                picture_errors: Form::default(),
                public: String::new(),
                form: form.labelled(labels(words)),
            }
        };
        let typed = "rows=2&option0=Glaze&values0=Slate,Moss&option1=Size&values1=L&title=Pour-over&value0.0=Slate&value1.0=L&price.0=48&quantity.0=x&value0.1=Moss";
        let data = || web::FormData::parse(typed.as_bytes()).expect("the sample is short");
        let mut wrong = Form::new(data());
        wrong.errors.refuse("title", "product.title_missing", Vec::new());
        wrong.errors.add("quantity.0", "web-error-not-a-number");
        let mut upload = page("prd_0000000000001", Form::new(data()));
        upload.picture_errors.errors.refuse("pictures", "upload.too_large", Vec::new());
        vec![page("", Form::default()), page("prd_0000000000001", Form::new(data())), page("", wrong), upload]
    }
}

#[cfg(test)]
pub fn sample_withheld(words: Words) -> Vec<Withheld> {
    let withheld =
        |shop: &str, code: &str| Withheld { shop: shop.to_owned(), reason: words.refusal(code, &[]) };
    vec![
        withheld("Northbound", "goods.category_not_taken"),
        withheld("Donaudampfschifffahrtsgesellschaft", "goods.language_missing"),
    ]
}

#[cfg(test)]
fn sample_pictures() -> Vec<Shown> {
    let shown = |ordinal: i64, is_waiting, is_failed| {
        let picture = Picture::drawing("pourover", 235);
        Shown { ordinal, picture, is_waiting, is_failed }
    };
    vec![shown(0, false, false), shown(1, true, false), shown(2, false, true)]
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::EditProduct>();
    }
}
