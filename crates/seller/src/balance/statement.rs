//! The balance page as it is asked for: figures of the shop's currency, and the transfers with what each left behind.

use axum::Router;
use axum::extract::Query;
use axum::response::Response;
use axum::routing::get;
use domain::{OrderId, PayoutId, TransferId};
use ledger::{Account, Reason};
use web::actor::SellerDesk;
use web::{Failure, Pager, page};

use super::{Balances, Moved, Row, ShowBalance, change, figures};
use crate::asked::{AskedQuery, around, moment};
use crate::desk::Room;

/// As many as the engine gives at once.
const PAGE: usize = 50;
/// Pages that are added up for the running figure; older transfers are listed without one.
const PAGES_ADDED_MAX: usize = 20;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/balance", get(show))
}

async fn show(desk: SellerDesk, Query(asked): AskedQuery) -> Result<Response, Failure> {
    let (moment, currency) = (moment(&desk), desk.market.currency);
    let all = engine::payout::balance(&desk.site.engine, &desk.member).await?;
    let mut balances = Balances { held: 0, pending: 0, available: 0, due: 0, currency };
    for one in all.iter().filter(|one| one.currency == currency) {
        balances.held = one.held;
        balances.pending += one.pending;
        balances.available += one.available;
        balances.due += one.due;
    }
    let (frame, menu, scope) = around(&desk, Room::Balance);
    let (rows, next) = rows(&desk, balances, asked.before.parse().ok()).await?;
    let newest = (!asked.before.is_empty()).then(|| scope.to("/seller/balance"));
    let shown = ShowBalance {
        frame: frame.titled(desk.words.say("seller-menu-balance")),
        desk: menu,
        figures: figures(moment, balances),
        owed: if balances.due > 0 { moment.money(balances.due, currency) } else { String::new() },
        rows,
        pager: Pager::neighbours(newest, next.map(|id| scope.to(&format!("/seller/balance?before={id}")))),
        scope,
    };
    Ok(page::html(&shown))
}

/// The page of transfers older than `before`, and where the next one begins. Added up from the newest.
async fn rows(
    desk: &SellerDesk,
    balances: Balances,
    before: Option<TransferId>,
) -> Result<(Vec<Row>, Option<TransferId>), Failure> {
    let (engine, member, currency) = (&desk.site.engine, &desk.member, balances.currency);
    let mut running = Some(balances.pending + balances.available - balances.due);
    let mut cursor = None;
    for page in 0.. {
        if page == PAGES_ADDED_MAX {
            (cursor, running) = (before, None);
        }
        let transfers = engine::payout::transfers(engine, member, currency, cursor).await?;
        let is_asked = cursor == before || running.is_none();
        let mut rows = Vec::new();
        for posted in &transfers {
            let moved = Moved {
                debit: Account::of(posted.debit_kind, posted.debit_subject),
                credit: Account::of(posted.credit_kind, posted.credit_subject),
                reason: posted.reason.code(),
                amount: posted.amount,
                at: posted.at,
            };
            rows.push(Row::new(
                moment(desk),
                moved,
                currency,
                subject(posted.reason, posted.event, posted.subject),
                running,
            ));
            running = running.map(|after| after - change(moved));
        }
        let last = transfers.last().map(|posted| posted.id).filter(|_| transfers.len() == PAGE);
        if is_asked || last.is_none() {
            return Ok((if is_asked { rows } else { Vec::new() }, last));
        }
        cursor = last;
    }
    Ok((Vec::new(), None))
}

/// The id shown beside a transfer, and its page.
fn subject(reason: Reason, event: i64, subject: i64) -> (String, String) {
    match reason {
        Reason::Payout | Reason::PayoutReturned => {
            (PayoutId::from_raw(event).to_string(), "/seller/payouts".to_owned())
        }
        Reason::DebtRecovered => order(event),
        _ => order(subject),
    }
}

fn order(raw: i64) -> (String, String) {
    let id = OrderId::from_raw(raw).to_string();
    let href = format!("/seller/orders/{id}");
    (id, href)
}
