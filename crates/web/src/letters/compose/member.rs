//! The letter that asks somebody to become a member.

use engine::mail::Tells;

use super::{Block, Pen, Sheet};
use crate::people;

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::Invited { link, by, name, of, role, until } = tells else { return Sheet::default() };
    let role_name = people::role(pen.words, *of, *role);
    let args = [
        ("by", by.into()),
        ("name", name.into()),
        ("role", role_name.into()),
        ("date", pen.date(*until).into()),
    ];
    let blocks = vec![
        pen.hello(),
        Block::Text(pen.with("people-letter-text", &args)),
        Block::Text(people::about(pen.words, *of, *role)),
        pen.button("people-letter-button", link),
        Block::Small(pen.with("people-letter-until", &args)),
    ];
    let subject = pen.with("people-letter-subject", &args);
    pen.sheet(subject, pen.say("people-letter-heading"), blocks, "people-letter-why")
}
