//! Letters to sellers.

use domain::refund::RequestReason;
use engine::mail::Tells;

use super::{Block, Pen, Sheet};

const WHY: &str = "mail-why-seller";

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    match tells {
        Tells::Sold { order, part, ship_by, link } => {
            let by = pen.date(*ship_by);
            let mut blocks =
                vec![pen.hello(), Block::Text(pen.with("mail-sold-text", &[("date", (&by).into())]))];
            blocks.extend(pen.part(part));
            let about = [(pen.say("mail-order"), order.to_string()), (pen.say("mail-ship-by"), by)];
            blocks.extend([Block::Facts(about.to_vec()), pen.button("mail-sold-button", link)]);
            blocks.push(Block::Small(pen.say("mail-sold-held")));
            let args = [("shop", (&part.shop).into()), ("total", pen.money(part.total).into())];
            pen.sheet(pen.with("mail-sold-subject", &args), pen.say("mail-sold-heading"), blocks, WHY)
        }
        Tells::PaidOut { amount, iban_end, link } => {
            let args = [("amount", pen.money(*amount).into()), ("end", iban_end.into())];
            let text = Block::Text(pen.with("mail-paid-out-text", &args));
            let blocks = vec![pen.hello(), text, pen.button("mail-paid-out-button", link)];
            let subject = pen.with("mail-paid-out-subject", &args[..1]);
            pen.sheet(subject, pen.say("mail-paid-out-heading"), blocks, WHY)
        }
        Tells::RefundAskedSeller { .. } => asked(pen, tells),
        _ => Sheet::default(),
    }
}

fn asked(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::RefundAskedSeller { order, reason, text, asked, answer_by, link } = tells else {
        return Sheet::default();
    };
    let (order, date) = (order.to_string(), pen.date(*answer_by));
    let args = [("amount", pen.money(*asked).into()), ("date", (&date).into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-asked-text", &args))];
    if !text.trim().is_empty() {
        blocks.push(Block::Quote(pen.say("mail-asked-buyer"), text.clone()));
    }
    // The reason comes as its code; one that we don't know is left out.
    let reason = reason.parse::<RequestReason>().map(|reason| pen.of_code("reason", reason));
    let about = [
        ("mail-order", order.clone()),
        ("mail-reason", reason.unwrap_or_default()),
        ("mail-amount", pen.money(*asked)),
        ("mail-answer-by", date),
    ];
    let known = about.into_iter().filter(|(_, value)| !value.is_empty());
    blocks.push(Block::Facts(known.map(|(key, value)| (pen.say(key), value)).collect()));
    blocks.push(pen.button("mail-asked-button", link));
    blocks.push(Block::Small(pen.say("mail-asked-silence")));
    let subject = pen.with("mail-asked-subject", &[("order", order.into())]);
    pen.sheet(subject, pen.say("mail-asked-heading"), blocks, WHY)
}
