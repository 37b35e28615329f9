//! Letters: what they tell, to whom, and when. Their words are written elsewhere, in the reader's language.

use domain::event::{Event, EventKind};
use domain::refund::{RefundCause, RequestState};
use domain::user::SecretKind;
use domain::{MarketId, Micros, OrderId, PaymentId, PayoutId, PurchaseId, RefundId, RequestId, UserId};
use gateways::mail::{Letter, MailFailure, Mailer};
use money::Money;
use store::Tx;

use crate::order::OrderView;
use crate::stop::OrAbsent;
use crate::{Engine, Seen, Stop};

/// Who reads a letter, and where its links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    pub email: String,
    pub name: String,
    pub language: String,
    pub market_name: String,
    /// `http://mall.localhost:8080`
    pub host_url: String,
    pub offset_minutes: i64,
}

/// One line of goods in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterLine {
    pub title: String,
    pub options: String,
    pub quantity: i64,
    pub amount: Money,
}

/// One shop's part in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPart {
    pub shop: String,
    pub lines: Vec<LetterLine>,
    pub delivery_name: String,
    pub delivery: Money,
    pub total: Money,
}

/// What a letter tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tells {
    Placed {
        link: String,
        parts: Vec<LetterPart>,
        total: Money,
    },
    Shipped {
        link: String,
        shop: String,
        carrier: String,
        tracking: String,
        confirm_by: Option<Micros>,
    },
    Delivered {
        link: String,
        shop: String,
        confirm_by: Option<Micros>,
    },
    Refunded {
        link: String,
        shop: String,
        amount: Money,
        cause: RefundCause,
    },
    PaymentRefunded {
        link: String,
        amount: Money,
    },
    RefundAnswered {
        link: String,
        shop: String,
        state: RequestState,
        answer: String,
        granted: Money,
    },
    WithdrawalReceipt {
        link: String,
        shop: String,
        order: OrderId,
        declared_at: Micros,
        amount: Money,
    },
    Cancelled {
        link: String,
        shop: String,
        reason: String,
    },
    Verify {
        link: String,
    },
    Reset {
        link: String,
    },
    Sold {
        link: String,
        order: OrderId,
        part: LetterPart,
        ship_by: Micros,
    },
    PaidOut {
        link: String,
        amount: Money,
        iban_end: String,
    },
    RefundAskedSeller {
        link: String,
        order: OrderId,
        reason: String,
        text: String,
        asked: Money,
        answer_by: Micros,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub reader: Reader,
    pub tells: Tells,
}

/// A letter's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Reads an event: writes and sends the letters that it calls for. A letter's key is the event's id and the reader, so
/// that sending again does not look like another letter.
pub(crate) async fn feed(engine: &Engine, event: &Event) -> Seen<()> {
    let (own, wanted) = (engine.clone(), event.clone());
    let letters = engine.read(move |tx| facts(tx, &own, &wanted)).await?;
    for facts in letters {
        send(engine, event, facts).await?;
    }
    Ok(())
}

async fn send(engine: &Engine, event: &Event, facts: Facts) -> Seen<()> {
    let text = (engine.inner.outside.letters)(&facts);
    let reader = domain::bucket_of_text(&facts.reader.email);
    let letter = Letter {
        to: facts.reader.email,
        to_name: facts.reader.name,
        subject: text.subject,
        text: text.text,
        html: text.html,
        key: format!("{}-{reader}", event.id),
    };
    let (own, at) = (engine.clone(), event.at);
    let key = letter.key.clone();
    match engine.blocking(move || own.inner.outside.mailer.send(&letter, at)).await? {
        Ok(()) => Ok(()),
        // The mail server will never take this letter: it is told once, and the others go on.
        Err(failure @ MailFailure::Refused { .. }) => {
            tracing::error!(letter = key, problem = %failure, "a letter was refused");
            Ok(())
        }
        Err(failure) => Err(Stop::fault(format!("letter {key}: {failure}"))),
    }
}

fn facts(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
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
        _ => Ok(Vec::new()),
    }
}

fn reader(engine: &Engine, market: MarketId, email: &str, name: &str, language: &str) -> Seen<Reader> {
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
fn buyer(tx: &mut Tx<'_>, engine: &Engine, view: &OrderView) -> Seen<(Reader, String)> {
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

fn view(tx: &mut Tx<'_>, order: OrderId) -> Seen<OrderView> {
    crate::order::views(tx, &[order])?.pop().or_absent()
}

fn part(view: &OrderView) -> LetterPart {
    let money = |minor| Money::new(minor, view.order.currency);
    let line = |line: &domain::order::OrderLine| LetterLine {
        title: line.title.clone(),
        options: line.options.clone(),
        quantity: line.quantity,
        amount: money(line.amount),
    };
    LetterPart {
        shop: view.shop.name.clone(),
        lines: view.lines.iter().map(line).collect(),
        delivery_name: view.order.delivery_name.clone(),
        delivery: money(view.order.delivery),
        total: money(view.order.total),
    }
}

fn placed(tx: &mut Tx<'_>, engine: &Engine, id: PurchaseId) -> Seen<Vec<Facts>> {
    let purchase = store::purchase::purchase(tx, id)?.or_absent()?;
    let orders: Vec<_> = store::purchase::parts(tx, id)?.iter().map(|part| part.order_id).collect();
    let views = crate::order::views(tx, &orders)?;
    let name = serde_json::from_str::<domain::address::Address>(&purchase.address).unwrap_or_default().name;
    let reader = reader(engine, purchase.market, &purchase.email, &name, &purchase.language)?;
    let link = purchase_link(tx, engine, &reader, purchase.user_id, id)?;
    let total = Money::new(purchase.total, purchase.currency);
    Ok(vec![Facts { reader, tells: Tells::Placed { link, parts: views.iter().map(part).collect(), total } }])
}

/// A letter to each member of an order's seller.
fn to_seller(
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
    let view = view(tx, id)?;
    to_seller(tx, engine, view.order.seller, view.order.market, |reader| Tells::Sold {
        link: format!("{}/seller/orders/{id}", reader.host_url),
        order: id,
        part: part(&view),
        ship_by: view.order.ship_by(),
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

/// A letter in the demo's folder.
#[derive(Debug, Clone)]
pub struct LetterHead {
    pub id: String,
    pub to: String,
    pub subject: String,
    pub at: Micros,
}

/// Letters in the folder, newest first; absent where mail is really sent.
pub async fn letters(engine: &Engine) -> Seen<Vec<LetterHead>> {
    let folder = folder(engine)?;
    let listed = engine.blocking(move || gateways::mail::list(&folder)).await?;
    let listed = listed.map_err(|error| Stop::fault(format!("reading letters: {error}")))?;
    let head = |stored: gateways::mail::StoredLetter| LetterHead {
        id: stored.name,
        to: stored.letter.to,
        subject: stored.letter.subject,
        at: stored.at_micros,
    };
    let mut heads: Vec<LetterHead> = listed.into_iter().map(head).collect();
    heads.sort_by_key(|head| std::cmp::Reverse(head.at));
    Ok(heads)
}

/// One letter of the folder: its head and both its bodies.
pub async fn letter(engine: &Engine, id: String) -> Seen<(LetterHead, LetterText)> {
    let folder = folder(engine)?;
    let stored = engine.blocking(move || gateways::mail::read(&folder, &id)).await?;
    let stored = stored.map_err(|error| Stop::fault(format!("reading a letter: {error}")))?.or_absent()?;
    let letter = stored.letter;
    let text = LetterText { subject: letter.subject.clone(), text: letter.text, html: letter.html };
    Ok((LetterHead { id: stored.name, to: letter.to, subject: letter.subject, at: stored.at_micros }, text))
}

fn folder(engine: &Engine) -> Seen<std::path::PathBuf> {
    match &engine.inner.outside.mailer {
        Mailer::Folder { path, .. } => Ok(path.clone()),
        Mailer::Smtp(_) | Mailer::Memory(_) => Err(Stop::Absent),
    }
}
