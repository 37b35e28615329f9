//! Between a product as it is kept and as it is typed: the form filled from the product, and the form read into what
//! the engine saves.

use domain::VariantId;
use domain::product::{OPTIONS_MAX, ProductState, TITLE_LETTERS_MAX, TaxClass};
use domain::stock::QUANTITY_MAX;
use domain::wording::Wording;
use engine::product::{ProductForm, ProductRow, VariantForm};
use money::Money;
use web::actor::SellerDesk;
use web::{Form, FormData, Lang};

use super::super::form::{VARIANTS_EDITED_MAX, Variants};
use super::super::index::told;
use super::super::text;

const TEXT_LETTERS_TYPED_MAX: usize = 10_000;
const WORD_LETTERS_MAX: usize = 120;
const SKU_LETTERS_MAX: usize = 60;
const WEIGHT_GRAMS_MAX: i64 = 10_000_000;

/// The form of a product that is kept. Texts come in `language`, else in the reader's, else in the one they have.
pub fn filled(desk: &SellerDesk, row: &ProductRow, language: Option<&'static str>) -> Form {
    let product = &row.product;
    let language = language.unwrap_or_else(|| own_language(&product.title, desk.words.lang.html()));
    let say = |wording: &Wording| wording.say(language).to_owned();
    let mut pairs = vec![
        ("key".to_owned(), engine::random_key(&desk.site.engine)),
        ("version".to_owned(), product.version.to_string()),
        ("language".to_owned(), language.to_owned()),
        ("title".to_owned(), say(&product.title)),
        ("text".to_owned(), text::to_typed(product.text.say(language))),
        ("brand".to_owned(), product.brand.clone()),
        ("category".to_owned(), product.category.clone()),
        ("tax_class".to_owned(), product.tax_class.to_string()),
        ("drawing".to_owned(), product.drawing.clone()),
        ("hue".to_owned(), product.hue.to_string()),
        ("rows".to_owned(), row.variants.len().min(VARIANTS_EDITED_MAX).to_string()),
    ];
    for (at, option) in product.options.0.iter().enumerate() {
        pairs.push((format!("option{at}"), say(option)));
        pairs.push((format!("values{at}"), values(row, at, language).join(", ")));
    }
    for (at, variant) in variants(desk, row, language).into_iter().take(VARIANTS_EDITED_MAX).enumerate() {
        pairs.extend(cells(desk, variant).into_iter().map(|(field, value)| (format!("{field}.{at}"), value)));
    }
    Form::filled(pairs.iter().map(|(name, value)| (name.as_str(), value.clone())))
}

fn own_language(title: &Wording, wished: &'static str) -> &'static str {
    let own = title.language_of(wished);
    Lang::ALL.into_iter().map(Lang::html).find(|known| *known == own).unwrap_or(wished)
}

/// The values of one option, each once, in their order.
fn values(row: &ProductRow, at: usize, language: &str) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for value in row.variants.iter().filter_map(|variant| variant.variant.option_values.0.get(at)) {
        let value = value.say(language);
        if values.iter().all(|known| known != value) {
            values.push(value.to_owned());
        }
    }
    values
}

/// The variants as they would be typed.
fn variants(desk: &SellerDesk, row: &ProductRow, language: &str) -> Vec<VariantForm> {
    let form = |told: super::super::list::Told| VariantForm {
        id: Some(told.variant.id),
        values: told.variant.option_values.0.iter().map(|value| value.say(language).to_owned()).collect(),
        price: told.offer.as_ref().map_or(0, |offer| offer.price),
        was: told.offer.as_ref().and_then(|offer| offer.was),
        quantity: told.stock.on_hand,
        sku: told.variant.sku,
        weight_grams: told.variant.weight_grams,
        barcode: told.variant.barcode,
    };
    told(desk, row).into_iter().map(form).collect()
}

fn cells(desk: &SellerDesk, variant: VariantForm) -> Vec<(String, String)> {
    let plain = |minor| Money::new(minor, desk.market.currency).to_plain();
    let named = |name: &str, value: String| (name.to_owned(), value);
    let mut cells = vec![
        named("id", variant.id.map(|id| id.to_string()).unwrap_or_default()),
        named("sku", variant.sku),
        named("price", if variant.price > 0 { plain(variant.price) } else { String::new() }),
        named("was", variant.was.map(plain).unwrap_or_default()),
        named("quantity", variant.quantity.to_string()),
        named("seen", variant.quantity.to_string()),
        named("weight", variant.weight_grams.to_string()),
        named("barcode", variant.barcode),
    ];
    cells.extend(variant.values.into_iter().enumerate().map(|(at, value)| (format!("value{at}"), value)));
    cells
}

/// What the engine saves; `None` when a field does not fit. Variants beyond the form's rows stay as they are.
pub fn read(
    desk: &SellerDesk,
    opened: Option<&ProductRow>,
    form: &mut Form,
    state: ProductState,
) -> Option<ProductForm> {
    let rows = Variants::read(&form.data);
    let language = Lang::parse(form.value("language")).unwrap_or(desk.words.lang).html();
    let title = form.required("title", TITLE_LETTERS_MAX);
    let typed = form.optional("text", TEXT_LETTERS_TYPED_MAX);
    let (brand, category) =
        (form.optional("brand", WORD_LETTERS_MAX), form.required("category", WORD_LETTERS_MAX));
    let tax_class = form.value("tax_class").parse().unwrap_or(TaxClass::Standard);
    let read: Vec<_> = (0..rows.count).map(|row| variant(desk, opened, form, (row, &rows))).collect();
    let mut variants_typed: Vec<VariantForm> = read.into_iter().collect::<Option<_>>()?;
    if let Some(row) = opened {
        variants_typed.extend(variants(desk, row, language).into_iter().skip(VARIANTS_EDITED_MAX));
    }
    if !form.is_fine() {
        return None;
    }
    Some(ProductForm {
        id: opened.map(|row| row.product.id),
        version: opened.map(|_| form.value("version").parse().unwrap_or_default()),
        key: form.value("key").to_owned(),
        language: language.to_owned(),
        title: title?,
        text: text::to_html(&typed?),
        brand: brand?,
        category: category?,
        tax_class,
        options: rows.options.into_iter().map(|(_, name)| name).collect(),
        variants: variants_typed,
        state,
        drawing: drawing(form),
        hue: form.value("hue").parse::<i64>().unwrap_or(0).rem_euclid(360),
    })
}

fn drawing(form: &Form) -> String {
    crate::product::known_drawing(form.value("drawing")).unwrap_or("bag").to_owned()
}

/// The form as typed over a newer product: sent again, it replaces what was saved meanwhile.
pub fn over_newer(form: &mut Form, row: &ProductRow) {
    let others = form.data.iter().filter(|(name, _)| *name != "version");
    let others = others.map(|(name, value)| (name, value.to_owned()));
    form.data = FormData::from_pairs(others.chain([("version", row.product.version.to_string())]));
}

/// What is on hand of a variant whose quantity was shown and left as it was: parcels may have gone meanwhile.
fn untouched(opened: Option<&ProductRow>, form: &Form, row: usize) -> Option<i64> {
    let value = |field: &str| form.value(&format!("{field}.{row}")).trim();
    let id: VariantId = value("id").parse().ok()?;
    let kept = opened?.variants.iter().find(|kept| kept.variant.id == id)?;
    (!value("seen").is_empty() && value("seen") == value("quantity")).then_some(kept.stock.on_hand)
}

fn variant(
    desk: &SellerDesk,
    opened: Option<&ProductRow>,
    form: &mut Form,
    (row, rows): (usize, &Variants),
) -> Option<VariantForm> {
    let currency = desk.market.currency;
    let name = |field: &str| format!("{field}.{row}");
    let blank = |form: &Form, field: &str| form.value(&name(field)).trim().is_empty();
    let count = |form: &mut Form, field: &str, most: i64| {
        if blank(form, field) { Some(0) } else { form.number(&name(field), 0..=most) }
    };
    let price = form.amount(&name("price"), currency);
    let was = if blank(form, "was") { Some(None) } else { form.amount(&name("was"), currency).map(Some) };
    let (quantity, weight) = (count(form, "quantity", QUANTITY_MAX), count(form, "weight", WEIGHT_GRAMS_MAX));
    let (sku, barcode) =
        (form.optional(&name("sku"), SKU_LETTERS_MAX), form.optional(&name("barcode"), SKU_LETTERS_MAX));
    debug_assert!(rows.options.len() <= OPTIONS_MAX, "the form names three options");
    let value = |(at, _): &(usize, String)| form.data.first(&format!("value{at}.{row}")).trim().to_owned();
    Some(VariantForm {
        id: form.value(&name("id")).parse::<VariantId>().ok(),
        values: rows.options.iter().map(value).collect(),
        sku: sku?,
        price: price?.minor,
        was: was?.map(|money| money.minor),
        quantity: untouched(opened, form, row).or(quantity)?,
        weight_grams: weight?,
        barcode: barcode?,
    })
}
