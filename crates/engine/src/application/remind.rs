//! An operator tells a seller once more what is to be done: each thing at most once a day, whoever asks. The letter is the
//! outbox's.

use domain::Code;
use domain::audit::{About, Deed};
use domain::event::EventKind;
use domain::paper::PaperKind;
use domain::reminder::{self, PaperNews, Reminder, ReminderRefusal};
use domain::{ApplicationId, Micros};
use serde_json::json;

use super::{Case, watched};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, OperatorMember, Stop};

impl Case {
    /// What there is to remind of in a paper of a shop in trade.
    pub(crate) fn paper_news(
        &self,
        kind: PaperKind,
        now: Micros,
    ) -> Result<(PaperNews, Option<Micros>), ReminderRefusal> {
        if !watched::is_in_trade(self.it.stage) {
            return Err(ReminderRefusal::NotInTrade);
        }
        self.with_evidence(|evidence| reminder::of_paper(evidence, &self.list, kind, now))
    }
}

/// Reminds the owners of a shop of one paper, within an act.
pub(crate) fn remind_of_paper(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (case, kind): (&Case, PaperKind),
) -> Result<(), Stop<ReminderRefusal>> {
    let (news, until) = case.paper_news(kind, act.now).or_refuse()?;
    let market = act.engine.market(case.it.market).or_absent()?;
    once_a_day(act, (case.it.id, kind.code()), &member.name, market.offset_minutes)?;
    let what = json!({ "kind": kind.code(), "state": news.code(), "until": until });
    let about = About::Seller(case.it.seller);
    act.audit(&member.doer(), Deed::PaperReminded, about, case.it.id, (json!(null), what));
    act.event(EventKind::PaperReminded, case.it.id.get(), kind.code());
    Ok(())
}

/// Writes down that there is a reminder today; refused where there was one.
fn once_a_day(
    act: &mut Act<'_, '_>,
    (application, about): (ApplicationId, &str),
    by_whom: &str,
    offset_minutes: i64,
) -> Result<(), Stop<ReminderRefusal>> {
    let all = store::reminder::of_application(act.tx, application)?;
    let last = all.into_iter().find(|one| one.about == about);
    reminder::once_a_day(last.as_ref().map(|one| one.at), act.now, offset_minutes).or_refuse()?;
    let (at, by_whom) = (act.now, by_whom.to_owned());
    match last {
        Some(last) => store::save(act.tx, &[Reminder { at, by_whom, ..last }])?,
        None => {
            let about = about.to_owned();
            let first = Reminder { application, about, at, by_whom, version: 0 };
            // Two who remind at the same moment: one decides again, and finds the other's.
            store::insert(act.tx, &[first]).map_err(store::Problem::taken_meanwhile)?;
        }
    }
    Ok(())
}
