//! The shop's window and what it asks for delivery. Rows of delivery zones are added and taken away by buttons.

mod edit;
mod zones;

use domain::shop::Zone;
use money::{Currency, Money};
use web::{Choice, Desk, Form, Frame};
#[cfg(test)]
use web::{Page, Words};

#[cfg(test)]
use crate::desk::Room;
use crate::desk::Scope;
#[cfg(test)]
use crate::sample;

pub use edit::routes;
pub use zones::ZONES_EDITED_MAX;

/// `/seller/shop`
#[derive(Debug, askama::Template)]
#[template(path = "shop/edit.html")]
pub struct EditShop {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub currency: String,
    pub form: Form,
    pub zones: Form,
    pub rows: usize,
    pub drawings: Vec<Choice>,
    pub public: String,
}

/// The cells of a zone's row: field, name, width in letters, keyboard.
pub const CELLS: [(&str, &str, u32, &str); 7] = [
    ("name", "seller-zone-name", 22, ""),
    ("countries", "seller-zone-countries", 18, ""),
    ("price", "seller-zone-price", 5, "decimal"),
    ("per_kg", "seller-zone-per-kg", 4, "decimal"),
    ("free_above", "seller-zone-free-above", 5, "decimal"),
    ("days_min", "seller-zone-days-min", 2, "numeric"),
    ("days_max", "seller-zone-days-max", 2, "numeric"),
];

/// Whether a cell holds a sentence rather than a number.
pub fn is_long(field: impl AsRef<str>) -> bool {
    matches!(field.as_ref(), "name" | "countries")
}

/// The form of zones that are kept.
pub fn zones_form(zones: &[Zone], language: &str, currency: Currency) -> Form {
    let plain = |minor| Money::new(minor, currency).to_plain();
    let mut pairs = vec![("rows".to_owned(), zones.len().max(1).to_string())];
    for (at, zone) in zones.iter().enumerate() {
        let values = [
            ("name", zone.name.say(language).to_owned()),
            ("countries", zone.countries.clone()),
            ("price", plain(zone.price)),
            ("per_kg", plain(zone.per_kg)),
            ("free_above", zone.free_above.map(plain).unwrap_or_default()),
            ("days_min", zone.days_min.to_string()),
            ("days_max", zone.days_max.to_string()),
        ];
        pairs.extend(values.map(|(field, value)| (format!("{field}.{at}"), value)));
    }
    Form::filled(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

#[cfg(test)]
impl Page for EditShop {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form: Form, typed: Form| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-shop")),
            desk: sample::desk(words, Room::Shop),
            scope: sample::scope(),
            currency: "EUR".to_owned(),
            rows: zones::count(&typed.data),
            form,
            zones: typed,
            drawings: crate::product::drawings(),
            public: "/shop/atelier-brume".to_owned(),
        };
        let kept = || zones_form(&sample::zones(), "en", sample::EUR);
        let mut wrong = kept();
        wrong.errors.refuse("countries.0", "zone.countries_unknown", Vec::new());
        wrong.errors.add("price.1", "web-error-not-an-amount");
        let mut form = Form::filled([("name", "Süßwarenmanufaktur Oberschwaben".to_owned())]);
        form.errors.add("name", "web-error-required");
        vec![page(Form::default(), kept()), page(form, wrong), page(Form::default(), Form::default())]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::EditShop>();
    }
}
