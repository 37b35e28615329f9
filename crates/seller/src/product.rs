//! Goods: the list with prices and quantities, the form of one product, its pictures.

mod edit;
mod form;
mod index;
mod list;
mod pictures;
mod shops;
mod text;

#[cfg(test)]
pub use list::sample_product;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::Code;
use domain::product::TaxClass;
use web::{Choice, Words};

use web::upload;

pub fn routes() -> Router<web::Site> {
    let pictures = post(pictures::create).layer(DefaultBodyLimit::max(upload::BODY_BYTES_MAX));
    Router::new()
        .route("/seller/products", get(index::index).post(index::save))
        .route("/seller/products/new", get(edit::new).post(edit::create))
        .route("/seller/products/{id}", get(edit::edit).post(edit::update))
        .route("/seller/products/{id}/shops", get(shops::show).post(shops::save))
        .route("/seller/products/{id}/pictures", pictures)
        .route("/seller/products/{id}/pictures/{ordinal}/removal", post(pictures::remove))
}

/// The cells of a variant's row behind its options: field, name, width in letters, keyboard.
pub const CELLS: [(&str, &str, u32, &str); 6] = [
    ("price", "seller-product-price-short", 7, "decimal"),
    ("was", "seller-product-was", 7, "decimal"),
    ("quantity", "seller-product-on-hand", 5, "numeric"),
    ("weight", "seller-product-weight", 5, "numeric"),
    ("sku", "seller-product-sku", 9, ""),
    ("barcode", "seller-product-barcode", 12, "numeric"),
];

/// The drawings that stand where there is no photograph yet.
const DRAWINGS: [&str; 45] = [
    "shoe",
    "boot",
    "train",
    "rabbit",
    "blocks",
    "pan",
    "casserole",
    "cup",
    "pourover",
    "teapot",
    "bowl",
    "knife",
    "spoon",
    "oil",
    "honey",
    "bread",
    "cheese",
    "wine",
    "apple",
    "tea",
    "shirt",
    "dress",
    "apron",
    "bag",
    "backpack",
    "hat",
    "scarf",
    "sock",
    "watch",
    "ring",
    "necklace",
    "lamp",
    "chair",
    "plant",
    "vase",
    "jug",
    "candle",
    "book",
    "reader",
    "headphones",
    "camera",
    "bicycle",
    "ball",
    "kite",
    "puzzle",
];

fn tax_classes(words: Words) -> Vec<Choice> {
    let choice =
        |class: &TaxClass| Choice::new(class.code(), words.say(&format!("seller-tax-{}", class.code())));
    TaxClass::ALL.iter().map(choice).collect()
}

pub fn drawings() -> Vec<Choice> {
    DRAWINGS.iter().map(|name| Choice::new(*name, *name)).collect()
}

/// The drawing of that name, if there is one.
pub fn known_drawing(name: &str) -> Option<&'static str> {
    DRAWINGS.into_iter().find(|known| *known == name)
}
