//! The balance page as it is asked for: figures of the shop's currency, and the transfers with what each left behind.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use domain::shop::Shop;
use domain::{FeeId, FeePaymentId, OrderId, PayoutId};
use engine::order::PostedTransfer;
use engine::payout::Statement;
use ledger::{Account, Reason};
use money::Currency;
use web::actor::SellerDesk;
use web::{Failure, Pager, page};

use super::{Balances, Moved, Other, Row, ShowBalance, change, figures};
use crate::asked::{AskedQuery, around, moment};
use crate::desk::{Room, Scope};

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/balance", get(show))
}

async fn show(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    let (moment, currency) = (moment(&desk), desk.market.currency);
    let all = engine::payout::balance(&desk.site.engine, &desk.member).await?;
    let in_currency = |currency| {
        let mut balances = Balances::none(currency);
        all.iter().filter(|one| one.currency == currency).for_each(|one| balances.add(one));
        balances
    };
    let balances = in_currency(currency);
    let mut others: Vec<Currency> =
        all.iter().map(|one| one.currency).filter(|one| *one != currency).collect();
    others.sort_unstable();
    others.dedup();
    let others = others.into_iter();
    let others = others.map(|one| Other::new(moment, in_currency(one), page_in(&desk, one))).collect();
    let (frame, menu, scope) = around(&desk, Room::Balance);
    let before = asked.before.parse().ok();
    let statement = engine::payout::statement(&desk.site.engine, &desk.member, currency, before).await?;
    let newest = (!asked.before.is_empty()).then(|| scope.to("/seller/balance"));
    let shown = ShowBalance {
        frame: frame.titled(desk.words.say("seller-menu-balance")),
        desk: menu,
        figures: figures(moment, balances),
        owed: if balances.due > 0 { moment.money(balances.due, currency) } else { String::new() },
        others,
        rows: rows(&desk, &statement),
        pager: Pager::neighbours(
            newest,
            statement.older.map(|id| scope.to(&format!("/seller/balance?before={id}"))),
        ),
        scope,
    };
    Ok(page::html(&shown))
}

/// The balance page of a shop that sells in a currency.
fn page_in(desk: &SellerDesk, currency: Currency) -> String {
    let sells_in =
        |shop: &&Shop| desk.site.engine.market(shop.market).is_some_and(|market| market.currency == currency);
    let shop = desk.shops.iter().find(sells_in).unwrap_or(&desk.shop);
    Scope::new(shop, &desk.shops).to("/seller/balance")
}

/// Each transfer with what the seller had after it.
fn rows(desk: &SellerDesk, statement: &Statement) -> Vec<Row> {
    let mut running = statement.had_minor;
    let row = |posted: &PostedTransfer| {
        let moved = Moved {
            debit: Account::of(posted.debit_kind, posted.debit_subject),
            credit: Account::of(posted.credit_kind, posted.credit_subject),
            reason: posted.reason.code(),
            amount: posted.amount,
            at: posted.at,
        };
        let subject = subject(posted.reason, posted.event, posted.subject);
        let row = Row::new(moment(desk), moved, posted.currency, subject, running);
        running -= change(moved);
        row
    };
    statement.transfers.iter().map(row).collect()
}

/// The id shown beside a transfer, and its page.
fn subject(reason: Reason, event: i64, subject: i64) -> (String, String) {
    match reason {
        Reason::Payout | Reason::PayoutReturned => {
            (PayoutId::from_raw(event).to_string(), "/seller/payouts".to_owned())
        }
        Reason::DebtRecovered => order(event),
        Reason::FeeCapture => fees(FeePaymentId::from_raw(event).to_string()),
        Reason::DepositReturned | Reason::AnnualFeeBack | Reason::AnnualIncomeBack | Reason::FeeVatBack => {
            fees(String::new())
        }
        // VAT on a commission happens to an order, that on a fee to the fee.
        Reason::FeeVat if event == subject => order(subject),
        Reason::FeeVat
        | Reason::FeeVatOwed
        | Reason::DepositPaid
        | Reason::DepositToppedUp
        | Reason::AnnualFee
        | Reason::AnnualFeeOwed
        | Reason::PlanFee
        | Reason::PlanFeeOwed
        | Reason::ListingFee
        | Reason::ListingFeeOwed => fees(FeeId::from_raw(event).to_string()),
        _ => order(subject),
    }
}

/// What deposits and fees belong to.
fn fees(id: String) -> (String, String) {
    (id, "/seller/fees".to_owned())
}

fn order(raw: i64) -> (String, String) {
    let id = OrderId::from_raw(raw).to_string();
    let href = format!("/seller/orders/{id}");
    (id, href)
}
