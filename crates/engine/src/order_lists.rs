//! Feeds the lists that cross sellers: a buyer's orders, a market's orders and applications, an operator's payouts.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Event, EventKind};
use domain::refund::Request;
use domain::{ApplicationId, InvoiceId, Micros, OrderId, PayoutId, RefundId, RequestId};
use store::order::ListedOrder;
use store::payout::ListedPayout;
use store::purchase::MyOrder;

use crate::order::OrderGoods;
use crate::{Act, Seen};

/// Orders listed by one load.
const LOADED_MAX: usize = 100;

/// Lists what events are about, each once. What is gone meanwhile is passed over.
pub(crate) fn feed(act: &mut Act<'_, '_>, events: &[&Event]) -> Seen<()> {
    let mut orders = BTreeSet::new();
    let mut payouts = BTreeMap::new();
    let mut applications = BTreeSet::new();
    let mut invoices = BTreeSet::new();
    for event in events {
        match about(act, event)? {
            About::Order(id) => {
                orders.insert(id);
            }
            About::Payout(id) => {
                payouts.insert(id, &event.body);
            }
            About::Application(id) => {
                applications.insert(id);
            }
            About::Audit => crate::audit::list(act, event)?,
            About::Invoice(id) => {
                invoices.insert(id);
            }
            About::Nothing => {}
        }
    }
    let orders: Vec<OrderId> = orders.into_iter().collect();
    for some in orders.chunks(LOADED_MAX) {
        let requests = store::refund::requests_of(act.tx, some)?;
        let (mut mine, mut listed) = (Vec::new(), Vec::new());
        for goods in crate::order::goods(act.tx, some)? {
            let last = requests.iter().rfind(|request| request.order_id == goods.order.id);
            if let Some((of_buyer, of_market)) = copies(&goods, last, act.now) {
                mine.push(of_buyer);
                listed.push(of_market);
            }
        }
        store::purchase::put_my_orders(act.tx, &mine)?;
        store::order::put_listed(act.tx, &listed)?;
    }
    for (payout, operator) in payouts {
        list_payout(act, payout, operator)?;
    }
    for invoice in invoices {
        crate::invoice::follow(act, invoice)?;
    }
    for application in applications {
        crate::application::list(act, application)?;
    }
    Ok(())
}

enum About {
    Order(OrderId),
    Payout(PayoutId),
    Application(ApplicationId),
    Audit,
    Invoice(InvoiceId),
    Nothing,
}

fn about(act: &mut Act<'_, '_>, event: &Event) -> Seen<About> {
    use EventKind as E;
    let subject = event.subject;
    let order = match event.kind {
        E::OrderPlaced
        | E::OrderChanged
        | E::OrderShipped
        | E::OrderDelivered
        | E::OrderCompleted
        | E::OrderCancelled => Some(OrderId::from_raw(subject)),
        E::RefundAsked | E::RefundAnswered => {
            store::refund::request(act.tx, RequestId::from_raw(subject))?.map(|request| request.order_id)
        }
        E::RefundOpened | E::RefundDone => store::refund::refund(act.tx, RefundId::from_raw(subject))?
            .and_then(|refund| refund.order_id)
            .map(OrderId::from_raw),
        E::PayoutProposed | E::PayoutApproved | E::PayoutPaid | E::PayoutReturned => {
            return Ok(About::Payout(PayoutId::from_raw(subject)));
        }
        E::AuditWritten => return Ok(About::Audit),
        E::InvoiceWritten | E::InvoiceNumbered => return Ok(About::Invoice(InvoiceId::from_raw(subject))),
        E::ApplicationMoved | E::PaperReminded | E::ApplicationReminded => {
            return Ok(About::Application(ApplicationId::from_raw(subject)));
        }
        _ => None,
    };
    Ok(order.map_or(About::Nothing, About::Order))
}

/// The lines of an order in the lists of its buyer and of its market.
fn copies(goods: &OrderGoods, last: Option<&Request>, now: Micros) -> Option<(MyOrder, ListedOrder)> {
    let OrderGoods { order, lines, shop } = goods;
    let id = order.id;
    let first = lines.first()?;
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
        pieces: lines.iter().map(|line| line.quantity).sum(),
        drawing: first.drawing.clone(),
        hue: first.hue,
        picture: first.picture.clone(),
        placed_at: order.placed_at,
        changed_at: now,
    };
    let address: domain::address::Address = serde_json::from_str(&order.address).unwrap_or_default();
    let request_state = last.map_or(String::new(), |request| request.state.to_string());
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
        changed_at: now,
    };
    Some((mine, listed))
}

fn list_payout(act: &mut Act<'_, '_>, id: PayoutId, operator: &str) -> Seen<()> {
    let Some(operator) = crate::timer::operator_in(operator) else { return Ok(()) };
    let Some(payout) = store::payout::payout(act.tx, id)? else { return Ok(()) };
    let Some(seller) = store::seller::seller(act.tx, payout.seller)? else { return Ok(()) };
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
