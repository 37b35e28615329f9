//! Letters about an application to open a shop.

use domain::Code;
use domain::application::Move;
use domain::paper::PaperKind;
use engine::mail::Tells;

use super::{Block, Pen, Sheet};

const WHY: &str = "mail-why-applicant";

pub(super) fn letter(pen: Pen<'_>, tells: &Tells) -> Sheet {
    let Tells::Application { link, shop, step, text, until } = tells else { return Sheet::default() };
    let key = |part: &str| format!("mail-door-{}-{part}", step.code());
    let date = until.map(|until| pen.date(until)).unwrap_or_default();
    let mut blocks = vec![pen.hello(), Block::Text(pen.with(&key("text"), &[("date", date.into())]))];
    // A paper comes as its code, a person's words as they are.
    match text.parse::<PaperKind>() {
        Ok(kind) if is_about_a_paper(*step) => {
            let name = pen.say(&format!("admission-paper-{}", kind.code()));
            blocks.push(Block::Facts(vec![(pen.say("mail-door-paper"), name)]));
        }
        _ if text.trim().is_empty() => {}
        _ => blocks.push(Block::Quote(pen.say("mail-door-words"), text.clone())),
    }
    blocks.push(pen.button("mail-door-button", link));
    let subject = pen.with(&key("subject"), &[("shop", shop.into())]);
    pen.sheet(subject, pen.say(&key("heading")), blocks, WHY)
}

fn is_about_a_paper(step: Move) -> bool {
    matches!(step, Move::EndsInAMonth | Move::EndsInAWeek)
}
