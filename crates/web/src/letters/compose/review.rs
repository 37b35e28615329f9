//! Letters about reviews: asking for one, telling of one and of its answer, and why one was taken down.

use engine::mail::Tells;

use super::{Block, Pen, Sheet};

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    match tells {
        Tells::ReviewAsked { link, shop, lines, until } => {
            let shop = [("shop", shop.into())];
            let goods = lines.iter().map(|title| (pen.say("mail-review-goods"), title.clone()));
            let blocks = vec![
                pen.hello(),
                Block::Text(pen.with("mail-review-asked-text", &shop)),
                Block::Facts(goods.collect()),
                pen.button("mail-review-asked-button", link),
                Block::Small(pen.with("mail-review-asked-until", &[("date", pen.date(*until).into())])),
            ];
            let subject = pen.with("mail-review-asked-subject", &shop);
            pen.sheet(subject, pen.say("mail-review-asked-heading"), blocks, "mail-why-review")
        }
        Tells::ReviewShown { link, product, author, stars, words } => {
            let args = [("author", author.into()), ("stars", (*stars).into())];
            let mut blocks = vec![
                pen.hello(),
                Block::Text(pen.with("mail-review-shown-text", &args)),
                Block::Facts(vec![(pen.say("mail-review-goods"), product.clone())]),
            ];
            if !words.is_empty() {
                blocks.push(Block::Quote(pen.say("mail-review-words"), words.clone()));
            }
            blocks.push(pen.button("mail-review-shown-button", link));
            let subject = pen.with("mail-review-shown-subject", &[("product", product.into())]);
            pen.sheet(subject, pen.say("mail-review-shown-heading"), blocks, "mail-why-review-shop")
        }
        Tells::ReviewAnswered { link, shop, product, answer } => {
            let shop = [("shop", shop.into())];
            let blocks = vec![
                pen.hello(),
                Block::Text(pen.with("mail-review-answered-text", &shop)),
                Block::Facts(vec![(pen.say("mail-review-goods"), product.clone())]),
                Block::Quote(pen.say("mail-review-answer"), answer.clone()),
                pen.button("mail-review-author-button", link),
            ];
            let subject = pen.with("mail-review-answered-subject", &shop);
            pen.sheet(subject, pen.say("mail-review-answered-heading"), blocks, "mail-why-review")
        }
        _ => judged(pen, tells),
    }
}

/// What, why, on whose word, and where to object: a statement of reasons.
fn judged(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::ReviewJudged { link, product, words, reason, ruling, appeal, is_author } = tells else {
        return Sheet::default();
    };
    let what = if reason.is_empty() { "kept" } else { "removed" };
    let text = match (reason.is_empty(), is_author) {
        (true, _) => "mail-review-kept-text",
        (false, true) => "mail-review-removed-author",
        (false, false) => "mail-review-removed-shop",
    };
    let mut facts = vec![(pen.say("mail-review-goods"), product.clone())];
    if !reason.is_empty() {
        facts.push((pen.say("mail-review-reason"), pen.say(&format!("review-reason-{reason}"))));
    }
    let mut blocks = vec![pen.hello(), Block::Text(pen.say(text)), Block::Facts(facts)];
    for (key, said) in [("mail-review-ruling", ruling), ("mail-review-words", words)] {
        if !said.is_empty() {
            blocks.push(Block::Quote(pen.say(key), said.clone()));
        }
    }
    let appeal = pen.with(&format!("mail-review-{what}-appeal"), &[("email", appeal.into())]);
    let (button, why) = match is_author {
        true => ("mail-review-author-button", "mail-why-review"),
        false => ("mail-review-shop-button", "mail-why-review-shop"),
    };
    blocks.extend([Block::Text(appeal), pen.button(button, link)]);
    let subject = pen.with(&format!("mail-review-{what}-subject"), &[("product", product.into())]);
    pen.sheet(subject, pen.say(&format!("mail-review-{what}-heading")), blocks, why)
}
