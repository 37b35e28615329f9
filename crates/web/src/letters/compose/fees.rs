//! Letters about a seller's deposit and fees.

use engine::mail::Tells;

use super::{Block, Pen, Sheet};
use domain::Code;

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::Fees { link, shop, news, amount, text, until } = tells else { return Sheet::default() };
    let key = |part: &str| format!("mail-fee-{}-{part}", news.code());
    let date = until.map(|until| pen.date(until)).unwrap_or_default();
    let args = [("shop", shop.into()), ("amount", pen.money(*amount).into()), ("date", date.into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&key("text"), &args))];
    if !text.trim().is_empty() {
        blocks.push(Block::Quote(pen.say("mail-door-words"), text.clone()));
    }
    if until.is_some() {
        blocks.push(Block::Text(pen.with("mail-fee-until", &args)));
    }
    blocks.push(pen.button("mail-fee-button", link));
    pen.sheet(pen.with(&key("subject"), &args), pen.say(&key("heading")), blocks, "mail-why-seller")
}
