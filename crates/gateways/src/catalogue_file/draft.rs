//! What a product file says about a product, before a market has judged it. Texts are as written; only numbers are read.

use money::Money;

use super::RowProblem;

/// A product with its variants. Empty texts stand for "not said".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// The same for the same product in every file of the same shop: the handle, `id:741`, or the SKU.
    pub key: String,
    pub title: String,
    /// As written, to be cleaned before it is shown.
    pub description_html: String,
    pub brand: String,
    /// A path in the seller's own words: `Clothing > Shirts`.
    pub category: String,
    pub tags: Vec<String>,
    pub published: bool,
    /// At most three; none for a product with one variant and no choice.
    pub option_names: Vec<String>,
    pub variants: Vec<VariantDraft>,
    pub pictures: Vec<PictureDraft>,
    /// The seller's own tax class or code.
    pub tax_class: String,
    /// What was read leniently or left out, for the seller to know.
    pub remarks: Vec<RowProblem>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariantDraft {
    pub sku: String,
    /// One for each option name.
    pub option_values: Vec<String>,
    pub price: Money,
    /// A former price; always higher than the price.
    pub compare_at: Option<Money>,
    /// Not said for goods whose stock the other shop did not count.
    pub quantity: Option<i64>,
    pub weight_grams: Option<i64>,
    pub barcode: String,
    pub requires_shipping: bool,
    pub taxable: bool,
    pub picture_url: Option<String>,
    pub line: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureDraft {
    pub url: String,
    pub alt: String,
}
