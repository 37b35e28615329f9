//! The letters that remind the owners of a shop: of a paper, and of what an application waits for.

use domain::Code;
use engine::mail::Tells;

use super::{Block, Pen, Sheet};
use crate::admission;

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

pub(super) fn of_application(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::ApplicationReminder { link, shop, news, lacks, words, until } = tells else {
        return Sheet::default();
    };
    let key = |part: &str| format!("mail-reminder-{}-{part}", news.code());
    let args = [("shop", shop.into()), ("date", pen.date(*until).into())];
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&key("text"), &args))];
    if !lacks.is_empty() {
        let lines = lacks.iter().map(|lack| admission::lack(pen.words, lack));
        blocks.push(Block::List(pen.say("admission-missing"), lines.collect()));
    }
    blocks.extend(words.iter().map(|said| Block::Quote(pen.say("mail-door-words"), said.clone())));
    blocks.push(pen.button("mail-reminder-go-on", link));
    blocks.push(Block::Small(pen.with(&key("then"), &args)));
    pen.sheet(pen.with(&key("subject"), &args), pen.say(&key("heading")), blocks, WHY)
}
