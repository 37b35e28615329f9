//! The letter about the reader's own sign-in. It holds no secret, and nothing that signs anybody in.

use domain::Code;
use domain::user::SignInNews;
use engine::mail::Tells;

use super::{Block, Pen, Sheet};

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::SignIn { link, news, left, at } = tells else { return Sheet::default() };
    let key = |part: &str| format!("sign-in-mail-{}-{part}", news.code());
    let args = [
        ("market", (&pen.reader.market_name).into()),
        ("left", (*left).into()),
        ("date", pen.moment(*at).into()),
    ];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&key("text"), &args))];
    if *news == SignInNews::CodesLow {
        blocks.push(pen.button("sign-in-mail-new-codes", link));
        blocks.push(Block::Small(pen.say("sign-in-mail-low-not-you")));
    } else {
        blocks.push(Block::Text(pen.say("sign-in-mail-not-you")));
        blocks.push(pen.button("sign-in-mail-new-password", link));
    }
    pen.sheet(pen.with(&key("subject"), &args), pen.say(&key("heading")), blocks, "mail-why-account")
}
