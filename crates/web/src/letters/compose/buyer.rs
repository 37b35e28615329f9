//! Letters to buyers.

use money::Money;

use super::{Block, Pen, Sheet};
use crate::letters::{Facts, PlacedShop};

const WHY: &str = "mail-why-buyer";

pub(super) fn placed(pen: Pen<'_>, facts: &Facts) -> Sheet {
    let Facts::Placed { name, purchase, shops, goods, delivery, tax, tax_included, total, link } = facts
    else {
        return Sheet::default();
    };
    let mut blocks = vec![pen.hello(name), Block::Text(pen.say("mail-placed-text"))];
    blocks.extend(shops.iter().flat_map(|shop| part(pen, shop)));
    let mut sum =
        vec![(pen.say("mail-goods"), pen.money(*goods)), (pen.say("mail-delivery"), pen.money(*delivery))];
    if !tax_included && !tax.is_zero() {
        sum.push((pen.say("mail-tax"), pen.money(*tax)));
    }
    sum.push((pen.say("mail-total"), pen.money(*total)));
    blocks.push(Block::Sum(sum));
    if *tax_included && !tax.is_zero() {
        blocks.push(Block::Small(pen.with("mail-tax-included", &[("tax", pen.money(*tax).into())])));
    }
    blocks.push(pen.button("mail-see-purchase", link));
    blocks.push(Block::Small(pen.say("mail-placed-held")));
    blocks.push(Block::Facts(vec![(pen.say("mail-purchase"), purchase.clone())]));
    let subject = pen.with("mail-placed-subject", &[("total", pen.money(*total).into())]);
    pen.sheet(subject, pen.say("mail-placed-heading"), blocks, WHY)
}

fn part(pen: Pen<'_>, part: &PlacedShop) -> [Block; 2] {
    let arrives = pen.with("mail-arrives-by", &[("date", pen.date(part.arrives_by).into())]);
    let delivery = format!("{} ({arrives})", part.delivery_name);
    [
        pen.lines(part.shop.clone(), &part.lines),
        Block::Facts(vec![
            (pen.say("mail-order"), part.order.clone()),
            (pen.say("mail-delivery"), format!("{delivery}, {}", pen.money(part.delivery))),
        ]),
    ]
}

pub(super) fn on_its_way(pen: Pen<'_>, facts: &Facts) -> Sheet {
    let (order, shop, confirm_by, link, mut facts, verb) = match facts {
        Facts::Shipped { order, shop, carrier, tracking, confirm_by, link } => {
            let mut facts = vec![(pen.say("mail-carrier"), carrier.clone())];
            facts.push((pen.say("mail-tracking"), tracking.clone()));
            facts.retain(|(_, value)| !value.is_empty());
            (order, shop, confirm_by, link, facts, "shipped")
        }
        Facts::Delivered { order, shop, confirm_by, link } => {
            (order, shop, confirm_by, link, Vec::new(), "delivered")
        }
        _ => return Sheet::default(),
    };
    facts.insert(0, (pen.say("mail-order"), order.clone()));
    let shop = [("shop", shop.into())];
    let mut blocks = vec![Block::Text(pen.with(&format!("mail-{verb}-text"), &shop)), Block::Facts(facts)];
    blocks.push(pen.button(&format!("mail-{verb}-button"), link));
    if let Some(at) = confirm_by {
        let text = pen.with("mail-confirm-by", &[("date", pen.date(*at).into())]);
        blocks.push(Block::Small(text));
    }
    let subject = pen.with(&format!("mail-{verb}-subject"), &shop);
    pen.sheet(subject, pen.say(&format!("mail-{verb}-heading")), blocks, WHY)
}

pub(super) fn money_back(pen: Pen<'_>, facts: &Facts) -> Sheet {
    match facts {
        Facts::Refunded { order, shop, amount, cause, link } => {
            let about = facts_of(pen, "mail-order", order, Some(shop), Some(*amount));
            let cause = pen.of_code("cause", cause).map(Block::Text);
            let blocks = [Block::Text(back_text(pen, *amount))].into_iter().chain(cause);
            let blocks = blocks.chain([about, pen.button("mail-see-order", link)]).collect();
            let subject = pen.with("mail-refunded-subject", &[("amount", pen.money(*amount).into())]);
            pen.sheet(subject, pen.say("mail-refunded-heading"), blocks, WHY)
        }
        Facts::PaymentRefunded { purchase, amount, link } => {
            let blocks = vec![
                Block::Text(pen.say("mail-payment-refunded-text")),
                Block::Text(back_text(pen, *amount)),
                facts_of(pen, "mail-purchase", purchase, None, Some(*amount)),
                pen.button("mail-see-purchase", link),
            ];
            let subject = pen.with("mail-refunded-subject", &[("amount", pen.money(*amount).into())]);
            pen.sheet(subject, pen.say("mail-payment-refunded-heading"), blocks, WHY)
        }
        Facts::Cancelled { order, shop, amount, by_whom, reason, link } => {
            let by = pen.of_code("cancelled-by", by_whom).unwrap_or_else(|| pen.say("mail-cancelled-text"));
            let mut blocks = vec![Block::Text(by)];
            if !reason.trim().is_empty() {
                blocks.push(Block::Quote(shop.clone(), reason.clone()));
            }
            blocks.push(Block::Text(back_text(pen, *amount)));
            blocks.push(facts_of(pen, "mail-order", order, Some(shop), Some(*amount)));
            blocks.push(pen.button("mail-see-order", link));
            let subject = pen.with("mail-cancelled-subject", &[("shop", shop.into())]);
            pen.sheet(subject, pen.say("mail-cancelled-heading"), blocks, WHY)
        }
        _ => Sheet::default(),
    }
}

pub(super) fn request(pen: Pen<'_>, facts: &Facts) -> Sheet {
    match facts {
        Facts::RefundAnswered { order, shop, state, granted, answer, link } => {
            let text = pen.of_code("answered", state).unwrap_or_else(|| pen.say("mail-answered-text"));
            let mut blocks = vec![Block::Text(text)];
            if !answer.trim().is_empty() {
                blocks.push(Block::Quote(pen.say("mail-reasons"), answer.clone()));
            }
            let mut about =
                vec![(pen.say("mail-order"), order.clone()), (pen.say("mail-shop"), shop.clone())];
            about.push((pen.say("mail-granted"), pen.money(*granted)));
            blocks.extend([Block::Facts(about), pen.button("mail-see-order", link)]);
            let subject = pen.with("mail-answered-subject", &[("shop", shop.into())]);
            pen.sheet(subject, pen.say("mail-answered-heading"), blocks, WHY)
        }
        Facts::WithdrawalReceipt { order, shop, name, declared_at, lines, total, link } => {
            let at = pen.moment(*declared_at);
            let about = vec![
                (pen.say("mail-declared-by"), name.clone()),
                (pen.say("mail-declared-at"), format!("{at} ({})", crate::iso(*declared_at))),
                (pen.say("mail-order"), order.clone()),
                (pen.say("mail-shop"), shop.clone()),
            ];
            let blocks = vec![
                Block::Text(pen.with("mail-withdrawal-text", &[("moment", at.into())])),
                Block::Quote(
                    pen.say("mail-declaration"),
                    pen.with("mail-withdrawal-words", &[("order", order.into())]),
                ),
                Block::Facts(about),
                pen.lines(shop.clone(), lines),
                Block::Sum(vec![(pen.say("mail-total"), pen.money(*total))]),
                Block::Text(pen.say("mail-withdrawal-next")),
                pen.button("mail-see-order", link),
                Block::Small(pen.say("mail-withdrawal-keep")),
            ];
            let subject = pen.with("mail-withdrawal-subject", &[("shop", shop.into())]);
            pen.sheet(subject, pen.say("mail-withdrawal-heading"), blocks, WHY)
        }
        _ => Sheet::default(),
    }
}

pub(super) fn account(pen: Pen<'_>, facts: &Facts) -> Sheet {
    let (name, link, what) = match facts {
        Facts::Verify { name, link } => (name, link, "verify"),
        Facts::Reset { name, link } => (name, link, "reset"),
        _ => return Sheet::default(),
    };
    let market = [("market", (&pen.sender.market_name).into())];
    let blocks = vec![
        pen.hello(name),
        Block::Text(pen.with(&format!("mail-{what}-text"), &market)),
        pen.button(&format!("mail-{what}-button"), link),
        Block::Small(pen.say("mail-link-by-hand")),
        Block::Small(link.clone()),
        Block::Small(pen.say(&format!("mail-{what}-not-you"))),
    ];
    let subject = pen.with(&format!("mail-{what}-subject"), &market);
    pen.sheet(subject, pen.say(&format!("mail-{what}-heading")), blocks, "mail-why-account")
}

fn back_text(pen: Pen<'_>, amount: Money) -> String {
    pen.with("mail-refunded-text", &[("amount", pen.money(amount).into())])
}

fn facts_of(pen: Pen<'_>, noun: &str, id: &str, shop: Option<&str>, amount: Option<Money>) -> Block {
    let mut pairs = vec![(pen.say(noun), id.to_owned())];
    pairs.extend(shop.map(|shop| (pen.say("mail-shop"), shop.to_owned())));
    pairs.extend(amount.map(|amount| (pen.say("mail-amount"), pen.money(amount))));
    Block::Facts(pairs)
}
