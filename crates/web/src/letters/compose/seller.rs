//! Letters to sellers.

use super::{Block, Pen, Sheet};
use crate::letters::Facts;

const WHY: &str = "mail-why-seller";

pub(super) fn letter(pen: Pen<'_>, facts: &Facts) -> Sheet {
    match facts {
        Facts::Sold { order, shop, lines, total, ship_by, link } => {
            let by = pen.date(*ship_by);
            let blocks = vec![
                Block::Text(pen.with("mail-sold-text", &[("date", (&by).into())])),
                pen.lines(shop.clone(), lines),
                Block::Sum(vec![(pen.say("mail-total"), pen.money(*total))]),
                Block::Facts(vec![(pen.say("mail-order"), order.clone()), (pen.say("mail-ship-by"), by)]),
                pen.button("mail-sold-button", link),
                Block::Small(pen.say("mail-sold-held")),
            ];
            let args = [("shop", shop.into()), ("total", pen.money(*total).into())];
            pen.sheet(pen.with("mail-sold-subject", &args), pen.say("mail-sold-heading"), blocks, WHY)
        }
        Facts::PaidOut { amount, iban_end, link } => {
            let args = [("amount", pen.money(*amount).into()), ("end", iban_end.into())];
            let blocks = vec![
                Block::Text(pen.with("mail-paid-out-text", &args)),
                pen.button("mail-paid-out-button", link),
            ];
            let subject = pen.with("mail-paid-out-subject", &args[..1]);
            pen.sheet(subject, pen.say("mail-paid-out-heading"), blocks, WHY)
        }
        Facts::RefundAskedSeller { order, shop, reason, text, asked, answer_by, link } => {
            let date = pen.date(*answer_by);
            let mut blocks =
                vec![Block::Text(pen.with(
                    "mail-asked-text",
                    &[("amount", pen.money(*asked).into()), ("date", (&date).into())],
                ))];
            if !text.trim().is_empty() {
                blocks.push(Block::Quote(pen.say("mail-asked-buyer"), text.clone()));
            }
            let mut about =
                vec![(pen.say("mail-order"), order.clone()), (pen.say("mail-shop"), shop.clone())];
            about.extend(pen.of_code("reason", reason).map(|reason| (pen.say("mail-reason"), reason)));
            about.push((pen.say("mail-amount"), pen.money(*asked)));
            about.push((pen.say("mail-answer-by"), date));
            blocks.push(Block::Facts(about));
            blocks.push(pen.button("mail-asked-button", link));
            blocks.push(Block::Small(pen.say("mail-asked-silence")));
            let subject = pen.with("mail-asked-subject", &[("order", order.into())]);
            pen.sheet(subject, pen.say("mail-asked-heading"), blocks, WHY)
        }
        _ => Sheet::default(),
    }
}
