//! Letters to buyers.

use domain::refund::RequestState;
use engine::mail::{LetterPart, Tells};
use money::Money;

use super::{Block, Pen, Sheet};

const WHY: &str = "mail-why-buyer";

pub(super) fn placed(pen: Pen<'_>, link: &str, parts: &[LetterPart], total: Money) -> Sheet {
    let mut blocks = vec![pen.hello(), Block::Text(pen.say("mail-placed-text"))];
    blocks.extend(parts.iter().flat_map(|part| pen.part(part)));
    blocks.push(Block::Sum(vec![(pen.say("mail-total"), pen.money(total))]));
    blocks.push(pen.button("mail-see-purchase", link));
    blocks.push(Block::Small(pen.say("mail-placed-held")));
    let subject = pen.with("mail-placed-subject", &[("total", pen.money(total).into())]);
    pen.sheet(subject, pen.say("mail-placed-heading"), blocks, WHY)
}

pub(super) fn on_its_way(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let (shop, confirm_by, link, facts, verb) = match tells {
        Tells::Shipped { shop, carrier, tracking, confirm_by, link } => {
            let facts = [("mail-carrier", carrier), ("mail-tracking", tracking)];
            (shop, confirm_by, link, facts.to_vec(), "shipped")
        }
        Tells::Delivered { shop, confirm_by, link } => (shop, confirm_by, link, Vec::new(), "delivered"),
        _ => return Sheet::default(),
    };
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let facts: Vec<_> = known.map(|(key, value)| (pen.say(key), value.clone())).collect();
    let shop = [("shop", shop.into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&format!("mail-{verb}-text"), &shop))];
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks.push(pen.button(&format!("mail-{verb}-button"), link));
    if let Some(at) = confirm_by {
        blocks.push(Block::Small(pen.with("mail-confirm-by", &[("date", pen.date(*at).into())])));
    }
    let subject = pen.with(&format!("mail-{verb}-subject"), &shop);
    pen.sheet(subject, pen.say(&format!("mail-{verb}-heading")), blocks, WHY)
}

pub(super) fn money_back(pen: Pen<'_>, tells: &Tells) -> Sheet {
    match tells {
        Tells::Refunded { shop, amount, cause, link } => {
            let money = [("amount", pen.money(*amount).into())];
            let blocks = vec![
                pen.hello(),
                Block::Text(pen.with("mail-refunded-text", &money)),
                Block::Text(pen.of_code("cause", *cause)),
                Block::Facts(vec![
                    (pen.say("mail-shop"), shop.clone()),
                    (pen.say("mail-amount"), pen.money(*amount)),
                ]),
                pen.button("mail-see-purchase", link),
            ];
            pen.sheet(
                pen.with("mail-refunded-subject", &money),
                pen.say("mail-refunded-heading"),
                blocks,
                WHY,
            )
        }
        Tells::PaymentRefunded { amount, link } => {
            let money = [("amount", pen.money(*amount).into())];
            let blocks = vec![
                pen.hello(),
                Block::Text(pen.say("mail-payment-refunded-text")),
                Block::Text(pen.with("mail-refunded-text", &money)),
                pen.button("mail-see-purchase", link),
            ];
            let subject = pen.with("mail-refunded-subject", &money);
            pen.sheet(subject, pen.say("mail-payment-refunded-heading"), blocks, WHY)
        }
        Tells::Cancelled { shop, reason, link } => cancelled(pen, shop, reason, link),
        _ => Sheet::default(),
    }
}

fn cancelled(pen: Pen<'_>, shop: &str, reason: &str, link: &str) -> Sheet {
    let shop = [("shop", shop.into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-cancelled-text", &shop))];
    if !reason.trim().is_empty() {
        blocks.push(Block::Quote(pen.say("mail-reason"), reason.to_owned()));
    }
    blocks.push(Block::Text(pen.say("mail-cancelled-back")));
    blocks.push(pen.button("mail-see-purchase", link));
    let subject = pen.with("mail-cancelled-subject", &shop);
    pen.sheet(subject, pen.say("mail-cancelled-heading"), blocks, WHY)
}

pub(super) fn request(pen: Pen<'_>, tells: &Tells) -> Sheet {
    match tells {
        Tells::RefundAnswered { shop, state, granted, answer, link } => {
            let mut blocks = vec![pen.hello(), Block::Text(pen.of_code("answered", *state))];
            if !answer.trim().is_empty() {
                blocks.push(Block::Quote(pen.say("mail-reasons"), answer.clone()));
            }
            let mut about = vec![(pen.say("mail-shop"), shop.clone())];
            if !granted.is_zero() || *state == RequestState::Ruled {
                about.push((pen.say("mail-granted"), pen.money(*granted)));
            }
            blocks.extend([Block::Facts(about), pen.button("mail-see-purchase", link)]);
            let subject = pen.with("mail-answered-subject", &[("shop", shop.into())]);
            pen.sheet(subject, pen.say("mail-answered-heading"), blocks, WHY)
        }
        Tells::WithdrawalReceipt { order, shop, declared_at, amount, link } => {
            let (at, order) = (pen.moment(*declared_at), order.to_string());
            // The second way of writing the moment leaves no doubt about the clock.
            let exact = format!("{at} ({})", crate::iso(*declared_at));
            let about = [
                ("mail-declared-by", pen.reader.name.clone()),
                ("mail-declared-at", exact),
                ("mail-order", order.clone()),
                ("mail-shop", shop.clone()),
                ("mail-amount", pen.money(*amount)),
            ];
            let known = about.into_iter().filter(|(_, value)| !value.is_empty());
            let words = pen.with("mail-withdrawal-words", &[("order", order.into())]);
            let blocks = vec![
                pen.hello(),
                Block::Text(pen.with("mail-withdrawal-text", &[("moment", at.into())])),
                Block::Quote(pen.say("mail-declaration"), words),
                Block::Facts(known.map(|(key, value)| (pen.say(key), value)).collect()),
                Block::Text(pen.say("mail-withdrawal-next")),
                pen.button("mail-see-purchase", link),
                Block::Small(pen.say("mail-withdrawal-keep")),
            ];
            let subject = pen.with("mail-withdrawal-subject", &[("shop", shop.into())]);
            pen.sheet(subject, pen.say("mail-withdrawal-heading"), blocks, WHY)
        }
        _ => Sheet::default(),
    }
}

/// Letters that prove an address: `what` is `verify` or `reset`.
pub(super) fn account(pen: Pen<'_>, what: &str, link: &str) -> Sheet {
    let market = [("market", (&pen.reader.market_name).into())];
    let blocks = vec![
        pen.hello(),
        Block::Text(pen.with(&format!("mail-{what}-text"), &market)),
        pen.button(&format!("mail-{what}-button"), link),
        Block::Small(pen.say("mail-link-by-hand")),
        Block::Small(link.to_owned()),
        Block::Small(pen.say(&format!("mail-{what}-not-you"))),
    ];
    let subject = pen.with(&format!("mail-{what}-subject"), &market);
    pen.sheet(subject, pen.say(&format!("mail-{what}-heading")), blocks, "mail-why-account")
}
