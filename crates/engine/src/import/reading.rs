//! What a draft of a file means here: its category, its tax class, which variants are known already.

use super::{ImportOptions, UNCOUNTED_QUANTITY};

use domain::address::slug;
use domain::category::Category;
use domain::product::{ProductState, TaxClass, Variant};
use gateways::catalogue_file::ProductDraft;
use sha2::{Digest, Sha256};
use store::product::Whole;

use crate::Engine;
use crate::product::{ProductForm, VariantForm, clean};

pub(super) fn form_of(
    engine: &Engine,
    draft: &ProductDraft,
    before: Option<&Whole>,
    options: &ImportOptions,
) -> ProductForm {
    let categories = engine.categories();
    let fallback = || categories.iter().find(|category| category.path == options.category);
    let category = category_of(&categories, draft).or_else(fallback).or(categories.first());
    let variant_of = |variant: &gateways::catalogue_file::VariantDraft| {
        let known = before.and_then(|whole| same_variant(whole, variant));
        let on_hand = known.and(variant.quantity);
        VariantForm {
            id: known.map(|known| known.id),
            values: variant.option_values.clone(),
            sku: variant.sku.clone(),
            price: variant.price.minor,
            was: variant.compare_at.map(|was| was.minor),
            quantity: on_hand.or(variant.quantity).unwrap_or(UNCOUNTED_QUANTITY).max(0),
            weight_grams: variant.weight_grams.unwrap_or(0),
            barcode: variant.barcode.clone(),
        }
    };
    let hue = i64::from(Sha256::digest(draft.title.as_bytes())[0]) * 360 / 256 / 5 * 5;
    ProductForm {
        id: before.map(|whole| whole.product.id),
        version: None,
        key: String::new(),
        language: options.language.clone(),
        title: draft.title.clone(),
        text: clean(&draft.description_html),
        brand: draft.brand.clone(),
        category: category.map_or_else(|| options.category.clone(), |category| category.path.clone()),
        tax_class: tax_class(draft),
        options: draft.option_names.clone(),
        variants: draft.variants.iter().map(variant_of).collect(),
        state: if draft.published { ProductState::Published } else { ProductState::Draft },
        drawing: before.map_or_else(
            || category.map_or_else(|| "box".to_owned(), |category| category.drawing.clone()),
            |whole| whole.product.drawing.clone(),
        ),
        hue: before.map_or(hue, |whole| whole.product.hue),
    }
}

fn tax_class(draft: &ProductDraft) -> TaxClass {
    if !draft.variants.iter().all(|variant| variant.taxable) {
        return TaxClass::Zero;
    }
    draft
        .tax_class
        .to_lowercase()
        .replace(['_', ' '], "-")
        .replace("-rate", "")
        .parse()
        .unwrap_or(TaxClass::Standard)
}

/// The same options, else the same SKU.
fn same_variant<'w>(whole: &'w Whole, draft: &gateways::catalogue_file::VariantDraft) -> Option<&'w Variant> {
    let is_value =
        |(value, text): (&domain::wording::Wording, &String)| value.texts().any(|known| known == text.trim());
    let same_values = |variant: &&Variant| {
        variant.option_values.0.len() == draft.option_values.len()
            && variant.option_values.0.iter().zip(&draft.option_values).all(is_value)
    };
    let same_sku = |variant: &&Variant| !draft.sku.is_empty() && variant.sku == draft.sku;
    whole.variants.iter().find(same_values).or_else(|| whole.variants.iter().find(same_sku))
}

/// The category that the file's own words name best: the deepest whose name or slug is one of them. Absent where they
/// name none.
pub(super) fn category_of<'c>(all: &'c [Category], draft: &ProductDraft) -> Option<&'c Category> {
    let mut words: Vec<String> = draft.category.split(['>', '/', ',']).map(|part| slug(part, "")).collect();
    words.reverse();
    words.extend(draft.tags.iter().map(|tag| slug(tag, "")));
    let named = |word: &String| {
        all.iter().find(|category| {
            let last = category.path.rsplit('/').next().unwrap_or_default();
            !word.is_empty() && (last == word || category.name.texts().any(|name| slug(name, "") == *word))
        })
    };
    words.iter().find_map(named)
}
