//! Where a product is offered: each shop of the seller with what it asks there, to be changed one shop at a time.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::shop::Shop;
use domain::{ShopId, VariantId};
use engine::assortment::{AssortmentRefusal, Prices};
use engine::product::{ProductRow, VariantRow};
use money::{Currency, Money};
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, Words, page};

use super::edit::open;
use super::form::VARIANTS_EDITED_MAX;
#[cfg(test)]
use super::list::sample_product;
use crate::asked::{around, back, scope};
use crate::desk::{Room, Scope};
#[cfg(test)]
use crate::sample;

/// Shops on one page; who has more changes the others from their own lists.
const SHOPS_SHOWN: usize = 20;

/// `/seller/products/{id}/shops`
#[derive(Debug, askama::Template)]
#[template(path = "product/shops.html")]
pub struct ShowShops {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub id: String,
    pub title: String,
    pub shops: Vec<InShop>,
    /// Variants that are too many for the page.
    pub kept: usize,
}

/// The product in one shop.
#[derive(Debug, Clone)]
pub struct InShop {
    pub name: String,
    pub market: String,
    pub action: String,
    pub currency: String,
    /// What its market has against the product, where it is kept out.
    pub withheld: String,
    pub rows: Vec<Row>,
    pub form: Form,
}

/// One variant in one shop.
#[derive(Debug, Clone)]
pub struct Row {
    /// Shop and variant, as the names of its fields end.
    pub of: String,
    pub label: String,
    pub price: String,
    pub shown: bool,
    pub available: i64,
}

impl InShop {
    fn new(words: Words, shop: &Shop, market: (&str, Currency), action: String, row: &ProductRow) -> Self {
        let variants = row.variants.iter().take(VARIANTS_EDITED_MAX);
        let withheld = row.variants.iter().find_map(|one| one.withheld_in(shop.id));
        Self {
            name: shop.name.clone(),
            market: market.0.to_owned(),
            action,
            currency: market.1.code().to_owned(),
            withheld: withheld.map(|one| crate::assortment::objection(words, one)).unwrap_or_default(),
            rows: variants.map(|variant| Row::new(words, shop, row, variant)).collect(),
            form: Form::default(),
        }
    }
}

impl Row {
    fn new(words: Words, shop: &Shop, row: &ProductRow, variant: &VariantRow) -> Self {
        let language = words.lang.html();
        let kept = variant.offers.iter().find(|offer| offer.shop == shop.id);
        let options = variant.variant.option_values.joined(language);
        Self {
            of: format!("{}.{}", shop.id, variant.variant.id),
            label: if options.is_empty() { row.product.title.say(language).to_owned() } else { options },
            price: kept.map(|offer| Money::new(offer.price, offer.currency).to_plain()).unwrap_or_default(),
            shown: kept.is_some_and(|offer| offer.shown),
            available: variant.stock.available(),
        }
    }

    /// Whether the box is ticked: as typed, else as it is kept.
    pub fn is_ticked(&self, form: &Form) -> bool {
        let was_sent = form.data.contains(&format!("price.{}", self.of));
        if was_sent { form.checked(&format!("shown.{}", self.of)) } else { self.shown }
    }
}

pub async fn show(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let row = open(&desk, &id).await?;
    Ok(show_with(&desk, &row, Form::default()))
}

fn show_with(desk: &SellerDesk, row: &ProductRow, form: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Products);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let in_shop = |shop: &Shop| {
        let market = desk.site.engine.market(shop.market)?;
        let action = Scope::new(shop, &desk.shops).to(&format!("/seller/products/{}/shops", row.product.id));
        let mut made = InShop::new(desk.words, shop, (&market.name, market.currency), action, row);
        if shop.id == desk.shop.id {
            made.form = form.clone();
        }
        Some(made)
    };
    let shown = ShowShops {
        frame: frame.titled(desk.words.say("assortment-shops")),
        desk: menu,
        scope,
        id: row.product.id.to_string(),
        title: row.product.title.say(desk.words.lang.html()).to_owned(),
        shops: desk.shops.iter().take(SHOPS_SHOWN).filter_map(in_shop).collect(),
        kept: row.variants.len().saturating_sub(VARIANTS_EDITED_MAX),
    };
    page::html_with(status, &shown)
}

pub async fn save(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let row = open(&desk, &id).await?;
    let mut form = Form::new(data);
    let rows = typed(&row, (desk.shop.id, desk.market.currency), &mut form);
    if !form.is_fine() {
        return Ok(show_with(&desk, &row, form));
    }
    let prices = Prices { shop: desk.shop.id, product: row.product.id, rows };
    let variants: Vec<VariantId> = prices.rows.iter().map(|(variant, _)| *variant).collect();
    match refused_or(engine::assortment::set(&desk.site.engine, &desk.member, prices, desk.now()).await)? {
        Ok(()) => Ok(back(&scope(&desk), &format!("/seller/products/{}/shops", row.product.id), "saved")),
        Err(refusal) => {
            let at = match &refusal {
                AssortmentRefusal::Price { row } => {
                    variants.get(*row).map(|id| format!("price.{}.{id}", desk.shop.id))
                }
                _ => None,
            };
            form.errors.refuse(&at.unwrap_or_default(), code_of(&refusal), Vec::new());
            Ok(show_with(&desk, &row, form))
        }
    }
}

/// A price for each variant that is ticked; what is not ticked needs none.
fn typed(
    row: &ProductRow,
    (shop, currency): (ShopId, Currency),
    form: &mut Form,
) -> Vec<(VariantId, Option<i64>)> {
    let mut rows = Vec::new();
    for variant in row.variants.iter().take(VARIANTS_EDITED_MAX) {
        let id = variant.variant.id;
        let field = format!("price.{shop}.{id}");
        if !form.data.contains(&field) {
            continue;
        }
        let price = form.checked(&format!("shown.{shop}.{id}")).then(|| form.amount(&field, currency));
        rows.push((id, price.flatten().map(|money| money.minor)));
    }
    rows
}

#[cfg(test)]
impl web::Page for ShowShops {
    fn samples(words: Words) -> Vec<Self> {
        let (product, told) = sample_product(1, "Pour-over set", "pourover", 3);
        let title = product.title.say("en").to_owned();
        let variants = told.into_iter().map(|told| VariantRow {
            variant: told.variant,
            offers: told.offer.into_iter().collect(),
            stock: told.stock,
        });
        let row = ProductRow { product, variants: variants.collect(), pictures: Vec::new() };
        let in_shop = |shop: &Shop| {
            let currency = if shop.id.get() == 1 { Currency::EUR } else { Currency::USD };
            InShop::new(words, shop, ("Grand Rue", currency), "/seller/products/x/shops".to_owned(), &row)
        };
        let page = |shops: Vec<InShop>, kept: usize| Self {
            frame: Frame::sample(words).titled(words.say("assortment-shops")),
            desk: sample::desk(words, Room::Products),
            scope: sample::scope(),
            id: row.product.id.to_string(),
            title: title.clone(),
            shops,
            kept,
        };
        let all: Vec<InShop> = sample::shops().iter().map(in_shop).collect();
        let mut wrong = all.clone();
        wrong[1].withheld = words.refusal("goods.category_not_taken", &[]);
        let field = format!("price.{}", wrong[0].rows[0].of);
        wrong[0].form = Form::filled([(field.as_str(), "x".to_owned())]);
        wrong[0].form.errors.add(&field, "web-error-not-an-amount");
        wrong[0].form.errors.refuse("", "goods.category_not_taken", Vec::new());
        vec![page(all, 1_008), page(wrong, 0)]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowShops>();
    }
}
