//! Letters about a suspension: what was decided and why, in the operator's words, and what the seller can do about it.

use domain::Code;
use domain::suspension::{COMPLAINT_DAYS, SuspensionStep};
use engine::mail::Tells;

use super::{Block, Pen, Sheet};

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::Suspension { link, shop, step, cause, text } = tells else { return Sheet::default() };
    let key = |part: &str| format!("suspension-mail-{}-{part}", step.code());
    let args = [("shop", shop.into()), ("days", COMPLAINT_DAYS.into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&key("text"), &args))];
    if *step == SuspensionStep::Began {
        let cause = pen.say(&format!("suspension-cause-{}", cause.code()));
        blocks.push(Block::Facts(vec![(pen.say("mail-reason"), cause)]));
    }
    if !text.is_empty() {
        blocks.push(Block::Quote(pen.say(&key("words")), text.clone()));
    }
    if *step == SuspensionStep::Began {
        blocks.push(Block::Text(pen.with("suspension-mail-effects", &args)));
        blocks.push(Block::Text(pen.with("suspension-mail-complaint", &args)));
    }
    blocks.push(pen.button("suspension-mail-button", link));
    let why = if *step == SuspensionStep::Complained { "mail-why-operator" } else { "mail-why-seller" };
    pen.sheet(pen.with(&key("subject"), &args), pen.say(&key("heading")), blocks, why)
}
