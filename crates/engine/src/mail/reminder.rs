//! The letters that remind a seller: of one paper, its day and what happens then; of what an applicant is waited for.

use domain::application::{ApplicationStep, Move, Stage};
use domain::event::Event;
use domain::paper::PaperKind;
use domain::{ApplicationId, Micros};
use store::Tx;

use super::door::STEPS_MAX;
use super::facts::reader;
use super::{Facts, Reader, Tells};
use crate::application::{Case, told};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

pub(super) fn of_paper(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let kind: PaperKind = event.body.parse().ok().or_absent()?;
    let case = case(tx, engine, event)?;
    // Handed in meanwhile: nobody need be told any more.
    let Ok((news, until)) = case.paper_news(kind, event.at) else { return Ok(Vec::new()) };
    let it = &case.it;
    let closes_at: Option<Micros> = it.due_at.filter(|_| it.stage == Stage::Supervised);
    letters(tx, engine, &case, |reader| {
        let (link, shop) = (link(reader, it.id), it.shop_name.clone());
        Tells::PaperReminder { link, shop, paper: kind, news, until, closes_at }
    })
}

pub(super) fn of_application(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let case = case(tx, engine, event)?;
    // It is no longer their turn.
    let Ok((news, until, lacks)) = case.applicant_news(event.at) else { return Ok(Vec::new()) };
    let it = &case.it;
    let words = if it.is_in_review() { asked(tx, it.id)? } else { Vec::new() };
    letters(tx, engine, &case, |reader| {
        let (link, shop) = (link(reader, it.id), it.shop_name.clone());
        Tells::ApplicationReminder { link, shop, news, lacks: lacks.clone(), words: words.clone(), until }
    })
}

fn case(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Case> {
    let it = store::application::application(tx, ApplicationId::from_raw(event.subject))?.or_absent()?;
    Case::read(tx, engine, it, event.at)
}

/// What a checker has asked in words and nobody has answered.
fn asked(tx: &mut Tx<'_>, id: ApplicationId) -> Seen<Vec<String>> {
    let questions = store::application::questions(tx, id)?;
    let open = questions.into_iter().filter(|one| one.answered_at.is_none()).map(|one| one.question);
    let steps = store::application::steps(tx, id, STEPS_MAX)?;
    let since = steps.iter().rposition(|one| one.step == Move::Submitted).unwrap_or_default();
    let is_sent_back = |one: &&ApplicationStep| one.step == Move::SentBack;
    let back = steps[since..].iter().filter(is_sent_back).map(|one| one.text.clone());
    Ok(back.chain(open).collect())
}

fn link(reader: &Reader, id: ApplicationId) -> String {
    format!("{}/seller/applications/{id}", reader.host_url)
}

fn letters(
    tx: &mut Tx<'_>,
    engine: &Engine,
    case: &Case,
    tells: impl Fn(&Reader) -> Tells,
) -> Seen<Vec<Facts>> {
    let letter = |member: store::seller::SellerMember| {
        let reader = reader(engine, case.it.market, &member.email, &member.name, &member.language)?;
        Ok(Facts { tells: tells(&reader), reader })
    };
    told(tx, case.it.seller)?.into_iter().map(letter).collect()
}
