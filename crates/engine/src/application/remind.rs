//! An operator tells a seller once more what is to be done: each thing at most once a day, whoever asks. The letter is the
//! outbox's.

use domain::application::Application;
use domain::audit::{About, Deed};
use domain::event::EventKind;
use domain::paper::{Lack, PaperKind};
use domain::permission::Permission;
use domain::reminder::{self, ApplicationNews, PaperNews, Reminder, ReminderRefusal};
use domain::seller::MemberOf;
use domain::{ApplicationId, Code, Micros, SellerId, UserId};
use serde_json::json;
use store::seller::SellerMember as MemberRow;
use store::{Stored, Tx};

use super::{Case, watched};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Stop};

/// What an application as a whole is reminded under.
const ALL_OF_IT: &str = "";

type Reminded = Result<(), Stop<ReminderRefusal>>;

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

    /// What the applicant is waited for, until when, and what of it they can mend.
    pub(crate) fn applicant_news(
        &self,
        now: Micros,
    ) -> Result<(ApplicationNews, Micros, Vec<Lack>), ReminderRefusal> {
        let mut lacks = self.lacks(now);
        let (news, until) = reminder::of_application(&self.it, &lacks)?;
        lacks.retain(|lack| reminder::is_mended_by_applicant(&self.it, lack));
        Ok((news, until, lacks))
    }

    /// All that one could be reminded of now; absent stands for the application as a whole.
    pub(super) fn reminders(&self, now: Micros) -> Vec<Option<PaperKind>> {
        let whole = self.applicant_news(now).is_ok().then_some(None);
        let papers = self.list.papers.iter().filter(|kind| self.paper_news(**kind, now).is_ok());
        whole.into_iter().chain(papers.map(|kind| Some(*kind))).collect()
    }
}

/// Who is told: the members who can do something about it, at addresses that are proved.
pub(crate) fn told(tx: &mut Tx<'_>, seller: SellerId) -> Stored<Vec<MemberRow>> {
    let may = |one: &MemberRow| one.role.may(MemberOf::Seller, Permission::PapersEdit);
    let mut members = store::seller::members(tx, seller)?;
    members.retain(may);
    let ids: Vec<UserId> = members.iter().map(|one| one.user_id).collect();
    let users = store::user::users(tx, &ids)?;
    members.retain(|one| users.iter().any(|user| user.id == one.user_id && user.verified_at.is_some()));
    Ok(members)
}

/// When an applicant was reminded of an application as a whole.
pub(super) fn reminded_at(tx: &mut Tx<'_>, id: ApplicationId) -> Stored<Option<Micros>> {
    let all = store::reminder::of_application(tx, id)?;
    Ok(all.into_iter().find(|one| one.about == ALL_OF_IT).map(|one| one.at))
}

/// Reminds an applicant of what is waited for.
pub async fn remind(engine: &Engine, member: &OperatorMember, id: ApplicationId, now: Micros) -> Reminded {
    member.may(Permission::ApplicationsRule)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let case = Case::of_checker(act, &member, id)?;
            remind_applicant(act, &member, &case)
        })
        .await
}

/// Reminds the owners of a shop in trade of one paper.
pub async fn remind_paper(
    engine: &Engine,
    member: &OperatorMember,
    (id, kind): (ApplicationId, PaperKind),
    now: Micros,
) -> Reminded {
    member.may(Permission::PapersJudge)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let case = Case::of_checker(act, &member, id)?;
            remind_of_paper(act, &member, (&case, kind))
        })
        .await
}

/// As `remind`, within an act.
pub(crate) fn remind_applicant(act: &mut Act<'_, '_>, member: &OperatorMember, case: &Case) -> Reminded {
    let (_, until, _) = case.applicant_news(act.now).or_refuse()?;
    once_a_day(act, (&case.it, ALL_OF_IT), &member.name)?;
    let what = json!({ "stage": case.it.stage.code(), "until": until });
    let about = About::Seller(case.it.seller);
    act.audit(&member.doer(), Deed::ApplicationReminded, about, case.it.id, (json!(null), what));
    act.event(EventKind::ApplicationReminded, case.it.id.get(), "");
    Ok(())
}

/// As `remind_paper`, within an act.
pub(crate) fn remind_of_paper(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    (case, kind): (&Case, PaperKind),
) -> Reminded {
    let (news, until) = case.paper_news(kind, act.now).or_refuse()?;
    once_a_day(act, (&case.it, kind.code()), &member.name)?;
    let what = json!({ "kind": kind.code(), "state": news.code(), "until": until });
    let about = About::Seller(case.it.seller);
    act.audit(&member.doer(), Deed::PaperReminded, about, case.it.id, (json!(null), what));
    act.event(EventKind::PaperReminded, case.it.id.get(), kind.code());
    Ok(())
}

/// Writes down that there is a reminder today; refused where there was one, or nobody would get it.
fn once_a_day(act: &mut Act<'_, '_>, (it, about): (&Application, &str), by_whom: &str) -> Reminded {
    let market = act.engine.market(it.market).or_absent()?;
    let all = store::reminder::of_application(act.tx, it.id)?;
    let last = all.into_iter().find(|one| one.about == about);
    let at = last.as_ref().map(|one| one.at);
    reminder::once_a_day(at, act.now, market.offset_minutes).or_refuse()?;
    if told(act.tx, it.seller)?.is_empty() {
        return Err(Stop::Refused(ReminderRefusal::NobodyToTell));
    }
    let (at, by_whom) = (act.now, by_whom.to_owned());
    match last {
        Some(last) => store::save(act.tx, &[Reminder { at, by_whom, ..last }])?,
        None => {
            let first = Reminder { application: it.id, about: about.to_owned(), at, by_whom, version: 0 };
            // Two who remind at the same moment: one decides again, and finds the other's.
            store::insert(act.tx, &[first]).map_err(store::Problem::taken_meanwhile)?;
        }
    }
    Ok(())
}
