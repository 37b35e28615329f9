//! The letter that reminds the owners of a shop of a paper.

use domain::Code;
use engine::mail::Tells;

use super::{Block, Pen, Sheet};

const WHY: &str = "mail-why-applicant";

pub(super) fn of_paper(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::PaperReminder { link, shop, paper, news, until, closes_at } = tells else {
        return Sheet::default();
    };
    let key = |part: &str| format!("mail-reminder-{}-{part}", news.code());
    // Its last day is the one before it no longer holds.
    let date = until.map(|until| pen.date(until - 1)).unwrap_or_default();
    let mut facts = vec![
        (pen.say("mail-reminder-shop"), shop.clone()),
        (pen.say("mail-reminder-paper"), pen.say(&format!("admission-paper-{}", paper.code()))),
    ];
    if !date.is_empty() {
        facts.push((pen.say("mail-reminder-until"), date.clone()));
    }
    let text = pen.with(&key("text"), &[("date", (&date).into())]);
    let mut blocks = vec![pen.hello(), Block::Text(text), Block::Facts(facts)];
    let closes = closes_at.map(|at| pen.with("mail-reminder-closes", &[("date", pen.date(at).into())]));
    blocks.extend(closes.map(Block::Text));
    blocks.push(pen.button("mail-reminder-button", link));
    let subject = pen.with(&key("subject"), &[("shop", shop.into()), ("date", (&date).into())]);
    pen.sheet(subject, pen.say(&key("heading")), blocks, WHY)
}
