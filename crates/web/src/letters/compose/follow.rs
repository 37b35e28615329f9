//! The letter that a shop one follows is open, with the way out of such letters.

use engine::mail::Tells;

use super::{Block, Pen, Sheet};

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::ShopNews { link, shop, news, leave } = tells else { return Sheet::default() };
    let args = [("shop", shop.into()), ("market", (&pen.reader.market_name).into())];
    let key = |what: &str| format!("follow-mail-{}-{what}", domain::Code::code(*news));
    let blocks = vec![
        pen.hello(),
        Block::Text(pen.with(&key("text"), &args)),
        pen.button("follow-mail-button", link),
        Block::Small(pen.with("follow-mail-seldom", &args)),
        pen.button("follow-mail-leave", leave),
    ];
    pen.sheet(pen.with(&key("subject"), &args), pen.say(&key("heading")), blocks, "follow-mail-why")
}
