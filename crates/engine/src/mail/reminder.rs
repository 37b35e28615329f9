//! The letter that reminds the owners of a shop of a paper: which, its day, and what happens then.

use domain::application::Stage;
use domain::event::Event;
use domain::paper::PaperKind;
use domain::seller::Role;
use domain::{ApplicationId, Micros};
use store::Tx;

use super::facts::reader;
use super::{Facts, Tells};
use crate::application::Case;
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

pub(super) fn of_paper(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let kind: PaperKind = event.body.parse().ok().or_absent()?;
    let it = store::application::application(tx, ApplicationId::from_raw(event.subject))?.or_absent()?;
    let case = Case::read(tx, engine, it, event.at)?;
    // Handed in meanwhile: nobody need be told any more.
    let Ok((news, until)) = case.paper_news(kind, event.at) else { return Ok(Vec::new()) };
    let it = &case.it;
    let closes_at: Option<Micros> = it.due_at.filter(|_| it.stage == Stage::Supervised);
    let mut letters = Vec::new();
    for member in store::seller::members(tx, it.seller)?.iter().filter(|one| one.role == Role::Owner) {
        let reader = reader(engine, it.market, &member.email, &member.name, &member.language)?;
        let link = format!("{}/seller/applications/{}", reader.host_url, it.id);
        let shop = it.shop_name.clone();
        let tells = Tells::PaperReminder { link, shop, paper: kind, news, until, closes_at };
        letters.push(Facts { reader, tells });
    }
    Ok(letters)
}
