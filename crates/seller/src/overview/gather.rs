//! Gathers what the first page tells, from the shop, its orders, its goods and its money.

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::permission::Permission;
use domain::product::ProductState;
use engine::product::ProductList;
use web::actor::SellerDesk;
use web::{Failure, page};

use super::{Purse, ShowOverview, Waiting};
use crate::asked::{around, moment};
use crate::desk::Room;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller", get(show))
}

async fn show(desk: SellerDesk) -> Result<Response, Failure> {
    let (engine, member, moment) = (&desk.site.engine, &desk.member, moment(&desk));
    let sums = engine::order::sums(engine, member, desk.shop.id, moment.now).await?;
    let seller = engine::shop::seller_of(engine, member).await?;
    let zones = engine::shop::zones(engine, member, desk.shop.id).await?;
    let goods = if member.can(Permission::ProductsRead) {
        Some(engine::product::list(engine, member, None).await?)
    } else {
        None
    };
    let (purse, due) = purse(&desk).await?;
    let can = |what| member.can(what);
    let waiting = Waiting {
        due,
        is_bank_missing: can(Permission::MoneyPayout) && seller.iban.is_empty(),
        has_no_zones: can(Permission::ShopEdit) && zones.is_empty(),
        has_no_products: can(Permission::ProductsEdit)
            && goods.as_ref().is_some_and(|goods| goods.total == 0),
        ..goods.as_ref().map(|goods| of_goods(&desk, goods)).unwrap_or_default()
    };
    let shown = ShowOverview::new(
        around(&desk, Room::Today),
        moment,
        &member.name,
        (&sums, waiting, purse),
        desk.market.currency,
    );
    let shown = shown.announcing(crate::policy::announcement(&desk, moment));
    Ok(page::html(&shown.suspended(crate::suspension::is_suspended(&desk).await?)))
}

/// What is sold out or unfinished among the newest goods.
fn of_goods(desk: &SellerDesk, goods: &ProductList) -> Waiting {
    let in_state = |state| goods.rows.iter().filter(move |row| row.product.state == state);
    let variants = in_state(ProductState::Published).flat_map(|row| &row.variants);
    let sold_out = variants
        .filter(|variant| variant.offer_in(desk.shop.id).is_some() && variant.stock.available() == 0)
        .count();
    Waiting {
        sold_out: i64::try_from(sold_out).unwrap_or(i64::MAX),
        drafts: i64::try_from(in_state(ProductState::Draft).count()).unwrap_or(i64::MAX),
        ..Waiting::default()
    }
}

/// The seller's money in the currency of the shop, and what is owed; nothing for who may not see it.
async fn purse(desk: &SellerDesk) -> Result<(Option<Purse>, i64), Failure> {
    if !desk.member.can(Permission::MoneyRead) {
        return Ok((None, 0));
    }
    let currency = desk.market.currency;
    let all = engine::payout::balance(&desk.site.engine, &desk.member).await?;
    let next_at = engine::payout::next_proposal_at(&desk.site.engine, &desk.member).await?;
    let mut purse = Purse { held: 0, pending: 0, available: 0, next_at };
    let mut due = 0;
    for one in all.iter().filter(|one| one.currency == currency) {
        purse.held += one.held;
        purse.pending += one.pending;
        purse.available += one.available;
        due += one.due;
    }
    Ok((Some(purse), due))
}
