//! The list of goods: shown page by page, and saved with the prices and quantities that were changed in it.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use domain::OfferId;
use domain::product::ProductState;
use domain::stock::QUANTITY_MAX;
use engine::product::{Listed, ProductList, ProductRefusal, ProductRow, Quick};
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Failure, Form, FormData, Link, Pager, Picture, page};

use super::edit::withheld;
use super::list::{ListProducts, Row, Told};
use crate::asked::{Asked, AskedQuery, around, back, scope};
use crate::desk::Room;

/// As many as the engine gives at once.
const PAGE: usize = 50;
/// What the address calls those that are kept out of a shop.
const WITHHELD: &str = "withheld";

pub async fn index(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    let goods = goods(&desk, &asked).await?;
    Ok(list_with(&desk, &asked, &goods, Form::default()))
}

async fn goods(desk: &SellerDesk, asked: &Asked) -> Result<ProductList, Failure> {
    let listed = if asked.state == WITHHELD { Listed::Withheld } else { Listed::All };
    Ok(engine::product::list_of(&desk.site.engine, &desk.member, listed, asked.before.parse().ok()).await?)
}

/// The address of a page of the list, behind its path.
fn query(asked: &Asked, before: &str) -> String {
    let state = if asked.state == WITHHELD { format!("&state={WITHHELD}") } else { String::new() };
    format!("?before={before}{state}")
}

/// All goods and those that are kept out of a shop, where there are such.
fn tabs(desk: &SellerDesk, asked: &Asked, goods: &ProductList) -> Vec<Link> {
    let is_withheld = asked.state == WITHHELD;
    if goods.withheld == 0 && !is_withheld {
        return Vec::new();
    }
    let tab = |key: &str, path: &str, count: i64, is_here: bool| {
        let link = Link::new(desk.words.say(key), scope(desk).to(path)).counted(count);
        if is_here { link.here() } else { link }
    };
    let path = format!("/seller/products?state={WITHHELD}");
    vec![
        tab("seller-products-all", "/seller/products", goods.total, !is_withheld),
        tab("assortment-withheld-tab", &path, goods.withheld, is_withheld),
    ]
}

fn list_with(desk: &SellerDesk, asked: &Asked, goods: &ProductList, form: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Products);
    let shown = goods.rows.iter().filter(|row| row.product.state != ProductState::Removed);
    let next = goods.rows.last().filter(|_| goods.rows.len() == PAGE).map(|row| row.product.id);
    let to = |before: &str| scope.to(&format!("/seller/products{}", query(asked, before)));
    let newest = (!asked.before.is_empty()).then(|| to(""));
    let row = |row: &ProductRow| {
        Row::new(desk.words, &row.product, &told(desk, row), &row.pictures).with_withheld(withheld(desk, row))
    };
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let list = ListProducts {
        frame: frame.titled(desk.words.say("seller-menu-products")),
        desk: menu,
        rows: shown.map(row).collect(),
        total: goods.total,
        currency: desk.market.currency.code().to_owned(),
        form,
        pager: Pager::neighbours(newest, next.map(|id| to(&id.to_string()))),
        empty: Picture::drawing("blocks", 130),
        tabs: tabs(desk, asked, goods),
        asked: query(asked, &asked.before),
        scope,
    };
    page::html_with(status, &list)
}

/// The variants with what this shop asks for them: offers of the seller's other shops are theirs to show.
pub fn told(desk: &SellerDesk, row: &ProductRow) -> Vec<Told> {
    let told = |variant: &engine::product::VariantRow| Told {
        variant: variant.variant.clone(),
        offer: variant.offer_in(desk.shop.id).cloned(),
        stock: variant.stock.clone(),
    };
    row.variants.iter().map(told).collect()
}

/// Saves every row that was changed since it was shown; a row that was only shown keeps what it has by now.
pub async fn save(desk: SellerDesk, Query(asked): AskedQuery, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let goods = goods(&desk, &asked).await?;
    let changes = changes(&desk, &goods, &mut form);
    if !form.is_fine() {
        return Ok(list_with(&desk, &asked, &goods, form));
    }
    let fields: Vec<OfferId> = changes.iter().map(|quick| quick.offer).collect();
    match refused_or(engine::product::quick(&desk.site.engine, &desk.member, changes, desk.now()).await)? {
        Ok(()) => {
            Ok(back(&scope(&desk), &format!("/seller/products{}", query(&asked, &asked.before)), "saved"))
        }
        Err(refusal) => {
            form.errors.refuse(&field(&refusal, &fields), code_of(&refusal), Vec::new());
            Ok(list_with(&desk, &asked, &goods, form))
        }
    }
}

fn changes(desk: &SellerDesk, goods: &ProductList, form: &mut Form) -> Vec<Quick> {
    let mut changes = Vec::new();
    for row in goods.rows.iter().flat_map(|row| told(desk, row)) {
        let Some(offer) = row.offer else { continue };
        let (price, quantity) = (format!("price.{}", offer.id), format!("quantity.{}", offer.id));
        let typed = (form.value(&price).trim().to_owned(), form.value(&quantity).trim().to_owned());
        let seen = form.value(&format!("seen.{}", offer.id)).to_owned();
        let (seen_price, seen_quantity) = seen.split_once(' ').unwrap_or_default();
        let (new_price, new_quantity) = (typed.0 != seen_price, typed.1 != seen_quantity);
        if seen.is_empty() || !(new_price || new_quantity) {
            continue;
        }
        let (mut minor, mut on_hand) = (offer.price, row.stock.on_hand);
        if new_price {
            minor = form.amount(&price, offer.currency).map_or(minor, |money| money.minor);
        }
        if new_quantity {
            on_hand = form.number(&quantity, 0..=QUANTITY_MAX).unwrap_or(on_hand);
        }
        changes.push(Quick { offer: offer.id, price: minor, quantity: on_hand });
    }
    changes
}

/// The field that a refusal concerns.
fn field(refusal: &ProductRefusal, offers: &[OfferId]) -> String {
    use ProductRefusal as R;
    let at = |name: &str, row: usize| offers.get(row).map_or_else(String::new, |id| format!("{name}.{id}"));
    match *refusal {
        R::PriceMissing { row } => at("price", row),
        R::BelowPromised { row, .. } | R::StockOutOfRange { row } => at("quantity", row),
        _ => String::new(),
    }
}
