//! The letter that somebody of the operator acts for the seller: why, until when, and what they may do.

use engine::mail::Tells;

use super::{Block, Pen, Sheet};

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::StandIn { link, seller, by, operator, reason, until } = tells else {
        return Sheet::default();
    };
    let args = [
        ("seller", seller.into()),
        ("by", by.into()),
        ("operator", operator.into()),
        ("date", pen.moment(*until).into()),
    ];
    let blocks = vec![
        pen.hello(),
        Block::Text(pen.with("acting-mail-text", &args)),
        Block::Quote(pen.say("acting-mail-reason"), reason.clone()),
        Block::Text(pen.say("acting-mail-what")),
        pen.button("acting-mail-button", link),
        Block::Small(pen.with("acting-mail-doubt", &args)),
    ];
    pen.sheet(
        pen.with("acting-mail-subject", &args),
        pen.say("acting-mail-heading"),
        blocks,
        "mail-why-seller",
    )
}
