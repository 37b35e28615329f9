//! Which letters an event calls for, and what they tell.

use super::{Facts, LetterLine, LetterPart, Reader, Tells, review, rules};
use domain::event::{Event, EventKind};
use domain::user::SecretKind;
use domain::{
    MarketId, OrderId, PaymentId, PayoutId, ProposalId, PurchaseId, RefundId, RequestId, ReviewId, UserId,
};
use money::Money;
use store::Tx;

use crate::order::{OrderGoods, OrderView};
use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

/// Whether `facts` has anything to tell of events of that kind: the same list as there.
pub(crate) fn is_told(kind: EventKind) -> bool {
    use EventKind as E;
    matches!(
        kind,
        E::PurchasePaid
            | E::OrderPlaced
            | E::OrderShipped
            | E::OrderDelivered
            | E::OrderCancelled
            | E::RefundDone
            | E::PaymentUnusable
            | E::RefundAsked
            | E::RefundAnswered
            | E::WithdrawalDeclared
            | E::PayoutPaid
            | E::SecretAsked
            | E::ApplicationMoved
            | E::PaperReminded
            | E::ApplicationReminded
            | E::FeeTold
            | E::PolicyProposed
            | E::PolicyCallOffAsked
            | E::PolicyAnnounced
            | E::PolicyCalledOff
            | E::MemberInvited
            | E::SuspensionMoved
            | E::StandInBegun
            | E::FollowerTold
            | E::SignInChanged
            | E::OrderCompleted
            | E::ReviewJudged
            | E::ReviewShown
            | E::ReviewAnswered
    )
}

pub(super) fn facts(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    use EventKind as E;
    match event.kind {
        E::PurchasePaid => placed(tx, engine, PurchaseId::from_raw(event.subject)),
        E::OrderPlaced => sold(tx, engine, OrderId::from_raw(event.subject)),
        E::OrderShipped | E::OrderDelivered | E::OrderCancelled => of_order(tx, engine, event),
        E::RefundDone => refunded(tx, engine, RefundId::from_raw(event.subject)),
        E::PaymentUnusable => unusable(tx, engine, PaymentId::from_raw(event.subject)),
        E::RefundAsked => refund_asked(tx, engine, RequestId::from_raw(event.subject)),
        E::RefundAnswered => refund_answered(tx, engine, RequestId::from_raw(event.subject)),
        E::WithdrawalDeclared => withdrawal(tx, engine, RequestId::from_raw(event.subject)),
        E::PayoutPaid => paid_out(tx, engine, PayoutId::from_raw(event.subject)),
        E::SecretAsked => secret(tx, engine, event),
        E::ApplicationMoved => super::door::moved(tx, engine, event),
        E::PaperReminded => super::reminder::of_paper(tx, engine, event),
        E::ApplicationReminded => super::reminder::of_application(tx, engine, event),
        E::FeeTold => super::fees::told(tx, engine, event),
        E::PolicyProposed => rules::proposed(tx, engine, ProposalId::from_raw(event.subject)),
        E::PolicyCallOffAsked => rules::off_asked(tx, engine, event),
        E::PolicyAnnounced => rules::announced(tx, engine, event),
        E::PolicyCalledOff => rules::called_off(tx, engine, event),
        E::MemberInvited => super::member::invited(tx, engine, event),
        E::SuspensionMoved => super::suspension::moved(tx, engine, event),
        E::SignInChanged => super::sign_in::changed(tx, engine, event),
        E::StandInBegun => super::stand_in::begun(tx, engine, event),
        E::FollowerTold => super::follow::told(tx, engine, event),
        E::OrderCompleted => review::asked(tx, engine, OrderId::from_raw(event.subject)),
        E::ReviewJudged => review::judged(tx, engine, event),
        E::ReviewShown => review::shown(tx, engine, ReviewId::from_raw(event.subject)),
        E::ReviewAnswered => review::answered(tx, engine, ReviewId::from_raw(event.subject)),
        _ => Ok(Vec::new()),
    }
}

pub(super) fn reader(
    engine: &Engine,
    market: MarketId,
    email: &str,
    name: &str,
    language: &str,
) -> Seen<Reader> {
    let market = engine.market(market).or_absent()?;
    Ok(Reader {
        email: email.to_owned(),
        name: name.to_owned(),
        language: language.to_owned(),
        host_url: engine.url_of(market.id),
        market_name: market.name,
        offset_minutes: market.offset_minutes,
    })
}

/// The buyer of an order, and the link to the purchase: with its key while the buyer is a guest.
pub(super) fn buyer(tx: &mut Tx<'_>, engine: &Engine, view: &OrderView) -> Seen<(Reader, String)> {
    let order = &view.order;
    let name = serde_json::from_str::<domain::address::Address>(&order.address).unwrap_or_default().name;
    let reader = reader(engine, order.market, &order.email, &name, &order.language)?;
    let link = purchase_link(tx, engine, &reader, order.user_id, order.purchase)?;
    Ok((reader, link))
}

fn purchase_link(
    tx: &mut Tx<'_>,
    engine: &Engine,
    to: &Reader,
    user: UserId,
    id: PurchaseId,
) -> Seen<String> {
    let plain = format!("{}/purchases/{id}", to.host_url);
    let is_guest = store::user::user(tx, user)?.is_some_and(|user| user.is_guest());
    Ok(if is_guest { format!("{plain}?key={}", crate::purchase::link_key(engine, id)) } else { plain })
}

pub(super) fn view(tx: &mut Tx<'_>, order: OrderId) -> Seen<OrderView> {
    crate::order::views(tx, &[order])?.pop().or_absent()
}

fn part(goods: &OrderGoods) -> LetterPart {
    let money = |minor| Money::new(minor, goods.order.currency);
    let line = |line: &domain::order::OrderLine| LetterLine {
        title: line.title.clone(),
        options: line.options.clone(),
        quantity: line.quantity,
        amount: money(line.amount),
    };
    LetterPart {
        shop: goods.shop.name.clone(),
        lines: goods.lines.iter().map(line).collect(),
        delivery_name: goods.order.delivery_name.clone(),
        delivery: money(goods.order.delivery),
        total: money(goods.order.total),
    }
}

fn placed(tx: &mut Tx<'_>, engine: &Engine, id: PurchaseId) -> Seen<Vec<Facts>> {
    let purchase = store::purchase::purchase(tx, id)?.or_absent()?;
    let orders: Vec<_> = store::purchase::parts(tx, &[id])?.iter().map(|part| part.order_id).collect();
    let goods = crate::order::goods(tx, &orders)?;
    let name = serde_json::from_str::<domain::address::Address>(&purchase.address).unwrap_or_default().name;
    let reader = reader(engine, purchase.market, &purchase.email, &name, &purchase.language)?;
    let link = purchase_link(tx, engine, &reader, purchase.user_id, id)?;
    let total = Money::new(purchase.total, purchase.currency);
    Ok(vec![Facts { reader, tells: Tells::Placed { link, parts: goods.iter().map(part).collect(), total } }])
}

/// A letter to each member of an order's seller.
pub(super) fn to_seller(
    tx: &mut Tx<'_>,
    engine: &Engine,
    seller: domain::SellerId,
    market: MarketId,
    tells: impl Fn(&Reader) -> Tells,
) -> Seen<Vec<Facts>> {
    let members = store::seller::members(tx, seller)?;
    let letter = |member: &store::seller::SellerMember| {
        let reader = reader(engine, market, &member.email, &member.name, &member.language)?;
        Ok(Facts { tells: tells(&reader), reader })
    };
    members.iter().map(letter).collect()
}

fn sold(tx: &mut Tx<'_>, engine: &Engine, id: OrderId) -> Seen<Vec<Facts>> {
    let sold = crate::order::goods(tx, &[id])?.pop().or_absent()?;
    to_seller(tx, engine, sold.order.seller, sold.order.market, |reader| Tells::Sold {
        link: format!("{}/seller/orders/{id}", reader.host_url),
        order: id,
        part: part(&sold),
        ship_by: sold.order.ship_by(),
    })
}

fn of_order(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let view = view(tx, OrderId::from_raw(event.subject))?;
    let (reader, link) = buyer(tx, engine, &view)?;
    let shop = view.shop.name.clone();
    let confirm_by = view.order.confirm_at;
    let tells = match event.kind {
        EventKind::OrderShipped => {
            let parcel =
                view.shipments.iter().map(|(parcel, _)| parcel).find(|p| p.id.to_string() == event.body);
            let parcel = parcel.or_absent()?;
            let (carrier, tracking) = (parcel.carrier.clone(), parcel.tracking.clone());
            Tells::Shipped { link, shop, carrier, tracking, confirm_by }
        }
        EventKind::OrderDelivered => Tells::Delivered { link, shop, confirm_by },
        _ => Tells::Cancelled { link, shop, reason: event.body.clone() },
    };
    Ok(vec![Facts { reader, tells }])
}

fn refunded(tx: &mut Tx<'_>, engine: &Engine, id: RefundId) -> Seen<Vec<Facts>> {
    let refund = store::refund::refund(tx, id)?.or_absent()?;
    let view = view(tx, OrderId::from_raw(refund.order_id.or_absent()?))?;
    let (reader, link) = buyer(tx, engine, &view)?;
    let amount = Money::new(refund.amount, refund.currency);
    Ok(vec![Facts {
        reader,
        tells: Tells::Refunded { link, shop: view.shop.name, amount, cause: refund.cause },
    }])
}

fn unusable(tx: &mut Tx<'_>, engine: &Engine, id: PaymentId) -> Seen<Vec<Facts>> {
    let payment = store::payment::payment(tx, id)?.or_absent()?;
    let purchase = store::purchase::purchase(tx, payment.purchase)?.or_absent()?;
    let reader = reader(engine, purchase.market, &purchase.email, "", &purchase.language)?;
    let link = purchase_link(tx, engine, &reader, purchase.user_id, purchase.id)?;
    let amount = Money::new(payment.amount, payment.currency);
    Ok(vec![Facts { reader, tells: Tells::PaymentRefunded { link, amount } }])
}

fn refund_asked(tx: &mut Tx<'_>, engine: &Engine, id: RequestId) -> Seen<Vec<Facts>> {
    let request = store::refund::request(tx, id)?.or_absent()?;
    let view = view(tx, request.order_id)?;
    to_seller(tx, engine, view.order.seller, view.order.market, |reader| Tells::RefundAskedSeller {
        link: format!("{}/seller/orders/{}", reader.host_url, request.order_id),
        order: request.order_id,
        reason: request.reason.to_string(),
        text: request.text.clone(),
        asked: Money::new(request.asked, view.order.currency),
        answer_by: request.answer_by,
    })
}

fn refund_answered(tx: &mut Tx<'_>, engine: &Engine, id: RequestId) -> Seen<Vec<Facts>> {
    let request = store::refund::request(tx, id)?.or_absent()?;
    let view = view(tx, request.order_id)?;
    let (reader, link) = buyer(tx, engine, &view)?;
    let granted = Money::new(request.granted, view.order.currency);
    let answer = if request.ruling.is_empty() { request.answer } else { request.ruling };
    let tells = Tells::RefundAnswered { link, shop: view.shop.name, state: request.state, answer, granted };
    Ok(vec![Facts { reader, tells }])
}

fn withdrawal(tx: &mut Tx<'_>, engine: &Engine, id: RequestId) -> Seen<Vec<Facts>> {
    let request = store::refund::request(tx, id)?.or_absent()?;
    let view = view(tx, request.order_id)?;
    let (reader, link) = buyer(tx, engine, &view)?;
    let tells = Tells::WithdrawalReceipt {
        link,
        shop: view.shop.name,
        order: request.order_id,
        declared_at: request.opened_at,
        amount: Money::new(request.asked, view.order.currency),
    };
    Ok(vec![Facts { reader, tells }])
}

fn paid_out(tx: &mut Tx<'_>, engine: &Engine, id: PayoutId) -> Seen<Vec<Facts>> {
    let payout = store::payout::payout(tx, id)?.or_absent()?;
    let shops = store::shop::shops_of(tx, payout.seller)?;
    let market = shops.first().or_absent()?.market;
    let iban_end: String = payout.iban.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    to_seller(tx, engine, payout.seller, market, |reader| Tells::PaidOut {
        link: format!("{}/seller/payouts", reader.host_url),
        amount: Money::new(payout.amount, payout.currency),
        iban_end: iban_end.clone(),
    })
}

fn secret(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    #[derive(serde::Deserialize)]
    struct Body {
        kind: SecretKind,
        token: String,
        market: Option<MarketId>,
    }
    let body: Body = serde_json::from_str(&event.body).map_err(|error| Stop::fault(error.to_string()))?;
    let user = store::user::user(tx, UserId::from_raw(event.subject))?.or_absent()?;
    let reader =
        reader(engine, body.market.or_absent()?, &user.email.or_absent()?, &user.name, &user.language)?;
    let tells = match body.kind {
        SecretKind::Reset => {
            Tells::Reset { link: format!("{}/password/new?token={}", reader.host_url, body.token) }
        }
        _ => Tells::Verify { link: format!("{}/verify?token={}", reader.host_url, body.token) },
    };
    Ok(vec![Facts { reader, tells }])
}
