//! Goods: the list with prices and quantities, the form of one product, its pictures.

mod form;
mod list;

use domain::Code;
use domain::product::TaxClass;
use web::{Choice, Words};

pub use form::EditProduct;
pub use list::ListProducts;

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
