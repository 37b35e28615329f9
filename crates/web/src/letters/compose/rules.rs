//! Letters about a market's rules: what changes, from when, and what one can do about it.

use engine::mail::{Rules, Tells};

use super::{Block, Pen, Sheet};
use crate::rules::Reading;

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    match tells {
        Tells::RulesProposed { link, author, rules } => {
            let args = [("author", author.into()), ("market", (&pen.reader.market_name).into())];
            let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-rules-proposed-text", &args))];
            blocks.extend(changes(pen, rules, author));
            blocks.push(pen.button("mail-rules-proposed-button", link));
            let subject = pen.with("mail-rules-proposed-subject", &args);
            pen.sheet(subject, pen.say("mail-rules-proposed-heading"), blocks, "mail-why-operator")
        }
        Tells::RulesOffAsked { link, author, since, rules } => {
            let args = [
                ("author", author.into()),
                ("market", (&pen.reader.market_name).into()),
                ("date", pen.date(*since).into()),
            ];
            let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-rules-off-asked-text", &args))];
            blocks.extend(changes(pen, rules, author));
            blocks.push(pen.button("mail-rules-proposed-button", link));
            blocks.push(Block::Small(pen.with("mail-rules-off-asked-else", &args)));
            let subject = pen.with("mail-rules-off-asked-subject", &args);
            pen.sheet(subject, pen.say("mail-rules-off-asked-heading"), blocks, "mail-why-operator")
        }
        Tells::RulesAnnounced { link, since, rules } => {
            let market = &pen.reader.market_name;
            let args = [("date", pen.date(*since).into()), ("market", market.into())];
            let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-rules-announced-text", &args))];
            blocks.extend(changes(pen, rules, market));
            blocks.push(Block::Text(pen.say("mail-rules-announced-orders")));
            blocks.push(pen.button("mail-rules-announced-button", link));
            // Regulation (EU) 2019/1150, art. 3(3): who does not agree may end the contract before the notice is over.
            blocks.push(Block::Small(pen.with("mail-rules-announced-leave", &args)));
            let subject = pen.with("mail-rules-announced-subject", &args);
            pen.sheet(subject, pen.say("mail-rules-announced-heading"), blocks, "mail-why-seller")
        }
        Tells::RulesCalledOff { link, since, rules } => {
            let market = &pen.reader.market_name;
            let args = [("date", pen.date(*since).into()), ("market", market.into())];
            let mut blocks = vec![pen.hello(), Block::Text(pen.with("mail-rules-off-text", &args))];
            blocks.extend(changes(pen, rules, market));
            blocks.push(Block::Text(pen.say("mail-rules-off-stays")));
            blocks.push(pen.button("mail-rules-announced-button", link));
            let subject = pen.with("mail-rules-off-subject", &args);
            pen.sheet(subject, pen.say("mail-rules-off-heading"), blocks, "mail-why-seller")
        }
        _ => Sheet::default(),
    }
}

fn changes(pen: Pen<'_>, rules: &Rules, who: &str) -> Vec<Block> {
    let reading = Reading { words: pen.words, currency: rules.currency };
    let row = |change: crate::rules::RuleChange| (change.label, format!("{} → {}", change.from, change.to));
    let mut blocks = vec![Block::Facts(reading.changes(&rules.changes).into_iter().map(row).collect())];
    if !rules.note.trim().is_empty() {
        blocks.push(Block::Quote(who.to_owned(), rules.note.clone()));
    }
    blocks
}
