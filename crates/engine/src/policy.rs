//! A market's rules on their way: proposed, decided by a second member where sellers' money hangs on them, announced to
//! every seller, in force at their date. Never changes rules under which somebody has bought.

use std::sync::Arc;

use domain::audit::{About, Deed};
use domain::event::{EventKind, Timer, TimerKind};
use domain::permission::Permission;
use domain::policy::change::{
    ChangeRefusal, Enacted, Person, Proposal, ProposalState, WAITING_MAX, Wish, propose as propose_rules,
};
use domain::policy::field::{Change, diff};
use domain::policy::notice::Ground;
use domain::policy::{Policy, PolicyVersion};
use domain::seller::MemberOf;
use domain::{Code, MINUTE, MarketId, Micros, ProposalId};
pub use store::operator::OperatorMember as MemberRow;

use crate::market::own_market;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Seen, Stop, Widen};
use serde_json::json;

/// Proposals that a page shows.
const PROPOSALS_SHOWN: i64 = 100;
/// Shops whose sellers are told in one act.
const TOLD_AT_ONCE: i64 = 200;
/// The list of shops is fed a moment after they open: it is looked at once more when so much time has passed.
const LISTS_LAG: Micros = 10 * MINUTE;

/// What an operator sees of a market's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// All versions, oldest first.
    pub versions: Vec<PolicyVersion>,
    /// Newest first.
    pub proposals: Vec<Proposal>,
    /// Who may decide.
    pub members: Vec<MemberRow>,
    pub ground: Ground,
}

/// A version whose date has not come, and what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    pub version: Arc<PolicyVersion>,
    pub changes: Vec<Change>,
}

impl Engine {
    /// Where a market stands in law.
    pub fn ground(&self, market: MarketId) -> Option<Ground> {
        let market = self.market(market)?;
        let operator = self.operator(market.operator)?;
        Some(Ground {
            operator_country: operator.country,
            market_country: market.country,
            offset_minutes: market.offset_minutes,
        })
    }

    /// The changes that are decided and not in force yet, the next one first.
    pub fn upcoming(&self, market: MarketId, now: Micros) -> Vec<Upcoming> {
        let mut before = self.policy(market, now);
        let mut later: Vec<Arc<PolicyVersion>> =
            self.versions(market).into_iter().filter(|one| one.off_at.is_none() && one.since > now).collect();
        later.sort_by_key(|version| (version.since, version.number));
        let told = |version: Arc<PolicyVersion>| {
            let changes = diff(&before.policy, &version.policy);
            before = Arc::clone(&version);
            Upcoming { version, changes }
        };
        later.into_iter().map(told).collect()
    }
}

/// The rules of a market with their past and what is on its way.
pub async fn board(engine: &Engine, member: &OperatorMember, market: MarketId) -> Seen<Board> {
    member.may(Permission::PolicyRead)?;
    own_market(engine, member, market)?;
    let (operator, ground) = (member.operator, engine.ground(market).or_absent()?);
    engine
        .read(move |tx| {
            Ok(Board {
                versions: store::market::policies(tx, market)?,
                proposals: store::policy::proposals(tx, market, PROPOSALS_SHOWN)?,
                members: deciders(store::operator::members(tx, operator)?),
                ground,
            })
        })
        .await
}

/// What was announced on a market, also what was called off, as sellers read it: newest first, with the reason given.
pub async fn announced(engine: &Engine, market: MarketId) -> Seen<Vec<Proposal>> {
    let all = engine.read(move |tx| Ok(store::policy::proposals(tx, market, PROPOSALS_SHOWN)?)).await?;
    Ok(all.into_iter().filter(|proposal| proposal.number.is_some()).collect())
}

/// Those whose role lets them decide.
pub(crate) fn deciders(members: Vec<MemberRow>) -> Vec<MemberRow> {
    let may = |member: &MemberRow| member.role.may(MemberOf::Operator, Permission::PolicyApprove);
    members.into_iter().filter(may).collect()
}

fn person(member: &OperatorMember) -> Person {
    Person { user: member.user, name: member.name.clone() }
}

/// Proposes that a market's rules shall be these. What no second person has to decide is decided with it. The same
/// proposal by the same member while the first one waits is the first one.
pub async fn propose(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    (policy, wish): (Policy, Wish),
    now: Micros,
) -> Result<Proposal, Stop<ChangeRefusal>> {
    member.may(Permission::PolicyPropose)?;
    own_market(engine, member, market).widen()?;
    let (by, doer, ground) = (person(member), member.doer(), engine.ground(market).or_absent()?);
    let done = engine
        .act(now, move |act| {
            act.hold_chain(About::Market(market).bucket())?;
            let versions = store::market::policies(act.tx, market)?;
            let id = ProposalId::from_raw(act.mint(market.bucket()));
            let mut new = propose_rules(id, &versions, &policy, &by, wish.clone(), act.now).or_refuse()?;
            if new.needs_another() {
                let most = WAITING_MAX as i64;
                let waiting = store::policy::proposals_in(act.tx, market, ProposalState::Proposed, most)?;
                if let Some(same) = waiting.iter().find(|known| is_same(known, &new)) {
                    return Ok(same.clone());
                }
                if waiting.len() >= WAITING_MAX {
                    return Err(Stop::Refused(ChangeRefusal::TooManyWaiting));
                }
                act.event(EventKind::PolicyProposed, id.get(), "");
            } else {
                let enacted = new.approve(&versions, &by, &ground, act.now).or_refuse()?;
                enact(act, &enacted)?;
            }
            let what = (json!(null), told(&new));
            act.audit(&doer, Deed::PolicyProposed, About::Market(market), id, what);
            store::insert(act.tx, std::slice::from_ref(&new))?;
            Ok(new)
        })
        .await?;
    engine.reload(now).await.widen()?;
    Ok(done)
}

/// What the audit keeps of a proposal; the changes themselves stay with it.
fn told(proposal: &Proposal) -> serde_json::Value {
    let changes: Vec<&str> = proposal.changes.0.iter().map(|change| change.field.as_str()).collect();
    json!({
        "state": proposal.state.code(), "changes": changes, "number": proposal.number, "since": proposal.since,
        "reason": proposal.reason,
    })
}

fn is_same(known: &Proposal, new: &Proposal) -> bool {
    (known.author, &known.changes, known.wanted_at, &known.note)
        == (new.author, &new.changes, new.wanted_at, &new.note)
}

fn enact(act: &mut Act<'_, '_>, enacted: &Enacted) -> Result<(), Stop<ChangeRefusal>> {
    act.event(EventKind::MarketChanged, enacted.version.market.get(), "");
    Ok(store::policy::enact(act.tx, enacted)?)
}

/// Approves a proposal. Sellers are told, and the notice counts from now.
pub async fn approve(
    engine: &Engine,
    member: &OperatorMember,
    id: ProposalId,
    now: Micros,
) -> Result<Proposal, Stop<ChangeRefusal>> {
    member.may(Permission::PolicyApprove)?;
    let member = member.clone();
    let done = engine
        .act(now, move |act| {
            let market = of_operator(act, &member, id)?.market;
            // Who calls another version off meanwhile changes what this one is put upon.
            act.hold_chain(About::Market(market).bucket())?;
            let versions = store::market::policies(act.tx, market)?;
            // Read after the versions: one that somebody approved meanwhile says so itself.
            let mut proposal = of_operator(act, &member, id)?;
            let ground = act.engine.ground(market).or_absent()?;
            let enacted = proposal.approve(&versions, &person(&member), &ground, act.now).or_refuse()?;
            enact(act, &enacted)?;
            let what = (json!({ "state": "proposed" }), told(&proposal));
            let about = About::Market(proposal.market);
            act.audit(&member.doer(), Deed::PolicyApproved, about, id, what);
            act.timer(id.get(), TimerKind::PolicyTells, act.now);
            store::save(act.tx, std::slice::from_ref(&proposal))?;
            Ok(proposal)
        })
        .await?;
    engine.reload(now).await.widen()?;
    Ok(done)
}

/// Turns another member's proposal down.
pub async fn refuse(
    engine: &Engine,
    member: &OperatorMember,
    id: ProposalId,
    reason: String,
    now: Micros,
) -> Result<(), Stop<ChangeRefusal>> {
    member.may(Permission::PolicyApprove)?;
    let by = person(member);
    let decide = move |proposal: &mut Proposal, at| proposal.refuse(&by, &reason, at);
    end(engine, (member.clone(), Deed::PolicyRefused), id, decide, now).await
}

/// Takes one's own proposal back.
pub async fn withdraw(
    engine: &Engine,
    member: &OperatorMember,
    id: ProposalId,
    reason: String,
    now: Micros,
) -> Result<(), Stop<ChangeRefusal>> {
    member.may(Permission::PolicyPropose)?;
    let by = person(member);
    let decide = move |proposal: &mut Proposal, at| proposal.withdraw(&by, &reason, at);
    end(engine, (member.clone(), Deed::PolicyWithdrawn), id, decide, now).await
}

/// Calls an announced change off, or agrees to it: where sellers' money hangs on it, two members are needed, and
/// the others are asked by letter. Answers whether it is called off now. Sellers who were told are told that too.
pub async fn call_off(
    engine: &Engine,
    member: &OperatorMember,
    id: ProposalId,
    reason: String,
    now: Micros,
) -> Result<bool, Stop<ChangeRefusal>> {
    member.may(Permission::PolicyApprove)?;
    let member = member.clone();
    let is_off = engine
        .act(now, move |act| {
            let market = of_operator(act, &member, id)?.market;
            act.hold_chain(About::Market(market).bucket())?;
            let versions = store::market::policies(act.tx, market)?;
            let mut proposal = of_operator(act, &member, id)?;
            let recalled = proposal.call_off(&versions, &person(&member), &reason, act.now).or_refuse()?;
            let deed = match &recalled {
                Some(recalled) => {
                    store::policy::recall(act.tx, recalled)?;
                    act.event(EventKind::MarketChanged, market.get(), "");
                    act.timer(id.get(), TimerKind::PolicyTells, act.now);
                    Deed::PolicyCalledOff
                }
                None => {
                    act.event(EventKind::PolicyCallOffAsked, id.get(), "");
                    Deed::PolicyCallOffAsked
                }
            };
            let what = (json!({ "state": "approved" }), told_off(&proposal));
            act.audit(&member.doer(), deed, About::Market(market), id, what);
            store::save(act.tx, &[proposal])?;
            Ok(recalled.is_some())
        })
        .await?;
    engine.reload(now).await.widen()?;
    Ok(is_off)
}

/// What somebody wanted to call off comes all the same.
pub async fn keep(
    engine: &Engine,
    member: &OperatorMember,
    id: ProposalId,
    now: Micros,
) -> Result<(), Stop<ChangeRefusal>> {
    member.may(Permission::PolicyApprove)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut proposal = of_operator(act, &member, id)?;
            let before = told_off(&proposal);
            proposal.keep().or_refuse()?;
            let what = (before, told(&proposal));
            act.audit(&member.doer(), Deed::PolicyKept, About::Market(proposal.market), id, what);
            Ok(store::save(act.tx, &[proposal])?)
        })
        .await
}

/// What the audit keeps of a change that does not come.
fn told_off(proposal: &Proposal) -> serde_json::Value {
    json!({ "state": proposal.state.code(), "number": proposal.number, "reason": proposal.off_reason })
}

async fn end(
    engine: &Engine,
    (member, deed): (OperatorMember, Deed),
    id: ProposalId,
    decide: impl Fn(&mut Proposal, Micros) -> Result<(), ChangeRefusal> + Send + 'static,
    now: Micros,
) -> Result<(), Stop<ChangeRefusal>> {
    engine
        .act(now, move |act| {
            let mut proposal = of_operator(act, &member, id)?;
            decide(&mut proposal, act.now).or_refuse()?;
            let what = (json!({ "state": "proposed" }), told(&proposal));
            act.audit(&member.doer(), deed, About::Market(proposal.market), id, what);
            Ok(store::save(act.tx, &[proposal])?)
        })
        .await
}

/// A proposal for a market of the member's operator.
fn of_operator<R>(
    act: &mut Act<'_, '_>,
    member: &OperatorMember,
    id: ProposalId,
) -> Result<Proposal, Stop<R>> {
    let proposal = store::policy::proposal(act.tx, id)?.or_absent()?;
    let market = act.engine.market(proposal.market).filter(|market| market.operator == member.operator);
    market.map(|_| proposal).or_absent()
}

/// Fires once a change of money is approved or called off: sellers are told page by page, so that a market of fifty thousand shops does
/// not stand still for it.
pub(crate) async fn tell(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = ProposalId::from_raw(timer.subject);
    let (seen, shops) = engine
        .read(move |tx| {
            let proposal = store::policy::proposal(tx, id)?.or_absent()?;
            let is_off = proposal.state == ProposalState::CalledOff;
            let after = if is_off { proposal.off_told_to } else { proposal.told_to }.unwrap_or_default();
            let mut shops = store::policy::shops_after(tx, proposal.market, after, TOLD_AT_ONCE)?;
            // That it does not come is told to those who were told that it comes.
            shops.retain(|shop| !is_off || proposal.told_to.is_some_and(|last| shop.get() <= last));
            Ok((proposal, shops))
        })
        .await?;
    engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            // Whoever told meanwhile has changed the row: then this conflicts, and the timer stays for the next round.
            let mut proposal = seen.clone();
            let is_off = proposal.state == ProposalState::CalledOff;
            let kind = if is_off { EventKind::PolicyCalledOff } else { EventKind::PolicyAnnounced };
            for shop in &shops {
                act.event(kind, shop.get(), &id.to_string());
            }
            let last_look = proposal.decided_at.unwrap_or_default() + LISTS_LAG;
            if shops.len() as i64 == TOLD_AT_ONCE {
                act.timer(id.get(), TimerKind::PolicyTells, act.now);
            } else if !is_off && act.now < last_look {
                act.timer(id.get(), TimerKind::PolicyTells, last_look);
            }
            if let Some(last) = shops.last() {
                let told_to = if is_off { &mut proposal.off_told_to } else { &mut proposal.told_to };
                *told_to = Some(last.get());
                store::save(act.tx, &[proposal])?;
            }
            Ok(())
        })
        .await
}
