//! The form of one product as it is asked for and sent: buttons that change its rows, or the act that saves it.

mod typed;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::ProductId;
use domain::permission::Permission;
use domain::product::{PictureState, ProductState};
use engine::Never;
use engine::product::{ProductRefusal, ProductRow};
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Choice, Failure, Form, FormData, Lang, page};

use super::form::{self, EditProduct, Shown, Variants, Withheld, labels};
use super::list;
use crate::asked::{AskedQuery, around, scope};
use crate::desk::{Room, Scope};
use crate::order::parsed;

/// A product opened for editing, or a new one.
type Opened = Option<ProductRow>;

pub async fn new(desk: SellerDesk) -> Result<Response, Failure> {
    desk.member.may::<Never>(Permission::ProductsEdit)?;
    let form = Form::filled([
        ("key", engine::random_key(&desk.site.engine)),
        ("language", desk.words.lang.html().to_owned()),
        ("tax_class", "standard".to_owned()),
        ("rows", "1".to_owned()),
    ]);
    Ok(show(&desk, None, form, Form::default()))
}

pub async fn edit(
    desk: SellerDesk,
    Path(id): Path<String>,
    Query(asked): AskedQuery,
) -> Result<Response, Failure> {
    let row = open(&desk, &id).await?;
    if let Some(way) = elsewhere(&desk, &row) {
        return Ok(Redirect::to(&way).into_response());
    }
    let language = Lang::parse(&asked.language);
    let form = typed::filled(&desk, &row, language.map(Lang::html));
    Ok(show(&desk, Some(row), form, Form::default()))
}

/// The form asks for prices in the shop of the desk. A product that is offered in others alone is edited in one of those, so
/// that a word changed does not put it on sale here.
fn elsewhere(desk: &SellerDesk, row: &ProductRow) -> Option<String> {
    let in_shop = |shop: &&domain::shop::Shop| row.variants.iter().any(|one| one.offer_in(shop.id).is_some());
    let mut shops = desk.shops.iter().filter(in_shop);
    let first = shops.next()?;
    let is_here = std::iter::once(first).chain(shops).any(|shop| shop.id == desk.shop.id);
    let path = format!("/seller/products/{}", row.product.id);
    (!is_here).then(|| Scope::new(first, &desk.shops).to(&path))
}

pub async fn open(desk: &SellerDesk, id: &str) -> Result<ProductRow, Failure> {
    Ok(engine::product::get(&desk.site.engine, &desk.member, parsed(id)?).await?)
}

pub async fn create(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    sent(desk, None, data).await
}

pub async fn update(desk: SellerDesk, Path(id): Path<String>, data: FormData) -> Result<Response, Failure> {
    let row = open(&desk, &id).await?;
    sent(desk, Some(row), data).await
}

/// One of the form's buttons.
async fn sent(desk: SellerDesk, opened: Opened, data: FormData) -> Result<Response, Failure> {
    let button = data.first("do").to_owned();
    let state = match button.as_str() {
        "combine" => return Ok(show(&desk, opened, Form::new(form::combine(&data)), Form::default())),
        "add-variant" => return Ok(show(&desk, opened, Form::new(form::add(&data)), Form::default())),
        "publish" => ProductState::Published,
        "draft" => ProductState::Draft,
        "removed" => ProductState::Removed,
        _ => opened.as_ref().map_or(ProductState::Draft, |row| row.product.state),
    };
    if let Some(row) = button.strip_prefix("remove.").and_then(|row| row.parse().ok()) {
        return Ok(show(&desk, opened, Form::new(form::remove(&data, row)), Form::default()));
    }
    save(desk, opened, Form::new(data), state).await
}

async fn save(
    desk: SellerDesk,
    opened: Opened,
    mut form: Form,
    state: ProductState,
) -> Result<Response, Failure> {
    form = form.labelled(labels(desk.words));
    let Some(typed) = typed::read(&desk, opened.as_ref(), &mut form, state) else {
        return Ok(show(&desk, opened, form, Form::default()));
    };
    let saved = engine::product::save(&desk.site.engine, &desk.member, desk.shop.id, typed, desk.now()).await;
    match refused_or(saved) {
        Ok(Ok(id)) => Ok(done(&desk, id, state)),
        Ok(Err(refusal)) => {
            form.errors.refuse(&field(&refusal), code_of(&refusal), Vec::new());
            if let (ProductRefusal::Changed, Some(row)) = (&refusal, &opened) {
                typed::over_newer(&mut form, row);
            }
            Ok(show(&desk, opened, form, Form::default()))
        }
        Err(Failure::Busy) => Ok(page::busy(show(&desk, opened, form.busy(), Form::default()))),
        Err(failure) => Err(failure),
    }
}

/// What was removed has no page to go back to.
fn done(desk: &SellerDesk, id: ProductId, state: ProductState) -> Response {
    let path = match state {
        ProductState::Removed => "/seller/products?done=seller-saved".to_owned(),
        _ => format!("/seller/products/{id}?done=seller-saved"),
    };
    Redirect::to(&scope(desk).to(&path)).into_response()
}

/// The form of a product that is kept.
pub fn filled(desk: &SellerDesk, row: &ProductRow) -> Form {
    typed::filled(desk, row, None)
}

/// The page of the form. `pictures` carries what was wrong with an upload.
pub fn show(desk: &SellerDesk, opened: Opened, form: Form, pictures: Form) -> Response {
    let (words, engine) = (desk.words, &desk.site.engine);
    let (frame, menu, scope) = around(desk, Room::Products);
    let fine = form.is_fine() && pictures.is_fine();
    let product = opened.as_ref().map(|row| &row.product);
    let title = product.map_or_else(
        || words.say("seller-product-new").into_owned(),
        |product| product.title.say(words.lang.html()).to_owned(),
    );
    let state = product.map_or(ProductState::Draft, |product| product.state);
    let is_public = state == ProductState::Published;
    let shown = EditProduct {
        frame: frame.titled(title.clone()),
        desk: menu,
        scope,
        id: product.map(|product| product.id.to_string()).unwrap_or_default(),
        state: list::state(words, state),
        currency: desk.market.currency.code().to_owned(),
        categories: categories(desk),
        languages: Lang::ALL.map(|lang| Choice::new(lang.html(), lang.name())).to_vec(),
        tax_classes: super::tax_classes(words),
        drawings: super::drawings(),
        rows: Variants::read(&form.data),
        kept: opened.as_ref().map_or(0, |row| row.variants.len().saturating_sub(form::VARIANTS_EDITED_MAX)),
        shops: opened.as_ref().map(|row| shops_of(desk, row)).unwrap_or_default(),
        withheld: opened.as_ref().map(|row| withheld(desk, row)).unwrap_or_default(),
        pictures: opened.as_ref().map(shown_pictures).unwrap_or_default(),
        picture_errors: pictures,
        public: product
            .filter(|_| is_public)
            .map(|product| public(engine, desk, product.id, &title))
            .unwrap_or_default(),
        title,
        form,
    };
    page::html_with(if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
}

fn public(engine: &engine::Engine, desk: &SellerDesk, id: ProductId, title: &str) -> String {
    let slug = domain::address::slug(title, "product");
    format!("{}/product/{slug}/{id}", engine.url_of(desk.market.id))
}

/// In how many shops it is offered, for who has several.
fn shops_of(desk: &SellerDesk, row: &ProductRow) -> String {
    if desk.shops.len() < 2 {
        return String::new();
    }
    let in_shop = |shop: &&domain::shop::Shop| row.variants.iter().any(|one| one.offer_in(shop.id).is_some());
    let count = desk.shops.iter().filter(in_shop).count();
    desk.words.with("assortment-shops-one", &[("count", count.into())])
}

/// The seller's shops whose markets do not take it as it is, with the reason of each.
pub fn withheld(desk: &SellerDesk, row: &ProductRow) -> Vec<Withheld> {
    let against = row.withheld();
    let in_shop = |shop: &domain::shop::Shop| {
        let reason = crate::assortment::objection(desk.words, *against.get(&shop.id)?);
        Some(Withheld { shop: shop.name.clone(), reason })
    };
    desk.shops.iter().filter_map(in_shop).collect()
}

fn shown_pictures(row: &ProductRow) -> Vec<Shown> {
    let shown = |kept: &domain::product::Picture| Shown {
        ordinal: kept.ordinal,
        picture: crate::picture(&kept.name, &row.product.drawing, row.product.hue),
        is_waiting: kept.state == PictureState::Waiting,
        is_failed: kept.state == PictureState::Failed,
    };
    row.pictures.iter().map(shown).collect()
}

/// Every place of the tree, named with those above it: `Kitchen › Coffee`.
fn categories(desk: &SellerDesk) -> Vec<Choice> {
    let first = Choice::new("", desk.words.say("seller-product-category-choose"));
    let places = web::tree::choices(desk.words, &desk.site.engine.categories());
    std::iter::once(first).chain(places).collect()
}

/// The field that a refusal concerns.
fn field(refusal: &ProductRefusal) -> String {
    use ProductRefusal as R;
    match *refusal {
        R::TitleMissing | R::TitleTooLong => "title".to_owned(),
        R::TextTooLong => "text".to_owned(),
        R::CategoryUnknown => "category".to_owned(),
        R::TooManyOptions => "option0".to_owned(),
        R::NoVariant | R::TooManyVariants => "variants".to_owned(),
        R::VariantTwice { row } | R::ValueMissing { row } => format!("value0.{row}"),
        R::PriceMissing { row } => format!("price.{row}"),
        R::Weight { row } => format!("weight.{row}"),
        R::BelowPromised { row, .. } | R::StockOutOfRange { row } => format!("quantity.{row}"),
        R::NotTaken(_) | R::Changed | R::OtherContent(_) => String::new(),
    }
}
