//! Feeds the lists that cross sellers: a buyer's orders, a market's orders, an operator's payouts.

use domain::event::{Event, EventKind};
use domain::{OrderId, PayoutId, RefundId, RequestId};
use store::order::ListedOrder;
use store::payout::ListedPayout;
use store::purchase::MyOrder;

use crate::stop::OrAbsent;
use crate::{Act, Seen};

pub(crate) fn feed(act: &mut Act<'_, '_>, event: &Event) -> Seen<()> {
    use EventKind as E;
    let subject = event.subject;
    match event.kind {
        E::OrderPlaced
        | E::OrderChanged
        | E::OrderShipped
        | E::OrderDelivered
        | E::OrderCompleted
        | E::OrderCancelled => list_order(act, OrderId::from_raw(subject)),
        E::RefundAsked | E::RefundAnswered => {
            let request = store::refund::request(act.tx, RequestId::from_raw(subject))?.or_absent()?;
            list_order(act, request.order_id)
        }
        E::RefundOpened | E::RefundDone => {
            let refund = store::refund::refund(act.tx, RefundId::from_raw(subject))?.or_absent()?;
            refund.order_id.map_or(Ok(()), |order| list_order(act, OrderId::from_raw(order)))
        }
        E::PayoutProposed | E::PayoutApproved | E::PayoutPaid | E::PayoutReturned => {
            list_payout(act, PayoutId::from_raw(subject), &event.body)
        }
        _ => Ok(()),
    }
}

fn list_order(act: &mut Act<'_, '_>, id: OrderId) -> Seen<()> {
    let view = crate::order::views(act.tx, &[id])?.pop().or_absent()?;
    let (order, shop) = (&view.order, &view.shop);
    let first = view.lines.first().or_absent()?;
    let mine = MyOrder {
        user_id: order.user_id,
        order_id: id,
        purchase: order.purchase,
        market: order.market,
        shop_name: shop.name.clone(),
        state: order.state,
        total: order.total,
        currency: order.currency,
        first_title: first.title.clone(),
        pieces: view.lines.iter().map(|line| line.quantity).sum(),
        drawing: first.drawing.clone(),
        hue: first.hue,
        picture: first.picture.clone(),
        placed_at: order.placed_at,
        changed_at: act.now,
    };
    store::purchase::put_my_order(act.tx, mine)?;
    let address: domain::address::Address = serde_json::from_str(&order.address).unwrap_or_default();
    let request_state = view.requests.last().map_or(String::new(), |request| request.state.to_string());
    let listed = ListedOrder {
        market: order.market,
        order_id: id,
        shop: shop.id,
        shop_name: shop.name.clone(),
        seller: order.seller,
        state: order.state,
        total: order.total,
        refunded: order.refunded,
        currency: order.currency,
        buyer: address.name,
        request_state,
        placed_at: order.placed_at,
        changed_at: act.now,
    };
    Ok(store::order::put_listed(act.tx, listed)?)
}

fn list_payout(act: &mut Act<'_, '_>, id: PayoutId, body: &str) -> Seen<()> {
    let operator = crate::timer::operator_in(body).or_absent()?;
    let payout = store::payout::payout(act.tx, id)?.or_absent()?;
    let seller = store::seller::seller(act.tx, payout.seller)?.or_absent()?;
    let listed = ListedPayout {
        operator,
        payout: id,
        seller: seller.id,
        seller_name: seller.name,
        amount: payout.amount,
        currency: payout.currency,
        state: payout.state,
        proposed_at: payout.proposed_at,
    };
    Ok(store::payout::put_listed(act.tx, listed)?)
}
