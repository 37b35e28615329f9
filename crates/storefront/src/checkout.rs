//! Check out on one page: who and where, one way of delivery a shop, what it comes to. What the buyer saw is what is paid:
//! a change since then comes back with a notice instead of being charged.

pub mod handlers;

use askama::Template;
use web::{Choice, Form, Frame, Step, Words};

#[cfg(test)]
use crate::cart::Change;
use crate::cart::Item;

#[derive(Debug, Template)]
#[template(path = "checkout/show.html")]
pub struct ShowCheckout {
    pub frame: Frame,
    pub form: Form,
    pub is_guest: bool,
    pub countries: Vec<Choice>,
    /// Addresses used before, in one line each; their buttons fill them in.
    pub saved: Vec<String>,
    pub parts: Vec<Part>,
    pub sums: Vec<(String, String)>,
    pub total: (String, String),
    /// In minor units, for the hidden field.
    pub expected_total: i64,
    pub changed: bool,
    pub can_pay: bool,
    pub promise: String,
    pub legal: String,
}

/// What one shop sends.
#[derive(Debug, Clone)]
pub struct Part {
    pub name: String,
    pub items: Vec<Item>,
    /// The name of its field.
    pub field: String,
    pub choices: Vec<Choice>,
    pub legend: String,
}

impl ShowCheckout {
    fn steps(&self) -> Vec<Step> {
        let w = self.frame.words;
        let labels = [
            w.say("checkout-step-cart"),
            w.say("checkout-step-address"),
            w.say("checkout-step-payment"),
            w.say("checkout-step-done"),
        ];
        Step::list(labels.map(std::borrow::Cow::into_owned), 1)
    }
}

/// What the fields are called, for the list of errors.
pub fn labels(w: Words) -> Vec<(&'static str, String)> {
    let label = |field, key: &str| (field, w.say(key).into_owned());
    vec![
        label("email", "checkout-email"),
        label("name", "checkout-name"),
        label("street", "checkout-street"),
        label("extra", "checkout-extra"),
        label("postcode", "checkout-postcode"),
        label("city", "checkout-city"),
        label("region", "checkout-region"),
        label("country", "checkout-country"),
        label("phone", "checkout-phone"),
    ]
}

#[cfg(test)]
impl web::Page for ShowCheckout {
    fn samples(words: Words) -> Vec<Self> {
        let mut form = Form::filled([
            ("email", "marta@example.org".to_owned()),
            ("name", "Marta Kowalczyk-Fürstenfeldbruck von Donaueschingen".to_owned()),
            ("postcode", "9021".to_owned()),
            ("country", "FR".to_owned()),
            ("delivery.shp_1", "0".to_owned()),
        ])
        .labelled(labels(words));
        let fresh = Form::filled([("country", "FR".to_owned())]).labelled(labels(words));
        form.errors.refuse("postcode", "address.bad_postcode", Vec::new());
        form.errors.refuse("", "cart.changed", Vec::new());
        let part = |name: &str, field: &str, choices| Part {
            name: name.to_owned(),
            items: vec![Item::sample(words, 0, Change::default()), Item::sample(words, 4, Change::default())],
            field: field.to_owned(),
            choices,
            legend: words.with("checkout-delivery-from", &[("shop", name.into())]),
        };
        let ways = vec![
            Choice::new("0", "Tracked parcel").note("26 – 28 Nov").aside("€4.90"),
            Choice::new("1", "Abholstationsgutscheinlieferung").note("27 – 30 Nov").aside("€3.20"),
        ];
        let page = |form, parts, can_pay: bool| Self {
            frame: Frame::sample(words),
            form,
            is_guest: true,
            countries: Choice::countries(words),
            saved: vec![
                "Marta Kowalczyk, 12 rue Mercière, Lyon".to_owned(),
                "李雨桐, 南京东路, 上海".to_owned(),
            ],
            parts,
            sums: vec![
                (words.with("cart-pieces", &[("count", 4.into())]), "€187.50".to_owned()),
                (words.with("checkout-tax", &[("rate", "20%".into())]), "€31.25".to_owned()),
            ],
            total: (words.say("checkout-total").into_owned(), "€192.40".to_owned()),
            expected_total: 19_240,
            changed: !can_pay,
            can_pay,
            promise: words.with("product-promise", &[("days", 10.into())]),
            legal: words.with("checkout-legal", &[("shops", 2.into())]),
        };
        vec![
            page(
                form,
                vec![
                    part("Atelier Brume", "delivery.shp_1", ways),
                    part("景德镇瓷坊", "delivery.shp_2", Vec::new()),
                ],
                false,
            ),
            page(
                fresh,
                vec![part("Atelier Brume", "delivery.shp_1", vec![Choice::new("0", "Parcel")])],
                true,
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowCheckout>();
    }
}
