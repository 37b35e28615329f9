//! Letters about a market's rules: to the members who may decide, and to the sellers whom a change concerns.

use domain::event::Event;
use domain::policy::change::{Proposal, ProposalState};
use domain::shop::Shop;
use domain::{MarketId, ProposalId, ShopId, UserId};
use store::Tx;

use super::facts::{reader, to_seller};
use super::{Facts, Rules, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

fn rules(engine: &Engine, proposal: &Proposal) -> Seen<Rules> {
    let currency = engine.market(proposal.market).or_absent()?.currency;
    Ok(Rules { changes: proposal.changes.0.clone(), currency, note: proposal.note.clone() })
}

/// To every member but the author: one of them has to decide.
pub(super) fn proposed(tx: &mut Tx<'_>, engine: &Engine, id: ProposalId) -> Seen<Vec<Facts>> {
    let proposal = store::policy::proposal(tx, id)?.filter(Proposal::is_waiting).or_absent()?;
    let rules = rules(engine, &proposal)?;
    to_deciders(tx, engine, (proposal.market, proposal.author), |link| {
        let author = proposal.author_name.clone();
        Tells::RulesProposed { link, author, rules: rules.clone() }
    })
}

/// To every member but the one who asks: one of them has to agree that an announced change does not come.
pub(super) fn off_asked(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let proposal = store::policy::proposal(tx, ProposalId::from_raw(event.subject))?.or_absent()?;
    // Decided meanwhile, or asked anew, which has a letter of its own.
    let is_open = proposal.state == ProposalState::Approved && proposal.off_asked_at == Some(event.at);
    let Some(by) = proposal.off_by.filter(|_| is_open) else { return Ok(Vec::new()) };
    let since = proposal.since.or_absent()?;
    let rules = Rules { note: proposal.off_reason.clone(), ..rules(engine, &proposal)? };
    to_deciders(tx, engine, (proposal.market, UserId::from_raw(by)), |link| {
        let author = proposal.off_name.clone();
        Tells::RulesOffAsked { link, author, since, rules: rules.clone() }
    })
}

/// To every member who may decide, but for one.
fn to_deciders(
    tx: &mut Tx<'_>,
    engine: &Engine,
    (market, but): (MarketId, UserId),
    tells: impl Fn(String) -> Tells,
) -> Seen<Vec<Facts>> {
    let market = engine.market(market).or_absent()?;
    let members = crate::policy::deciders(store::operator::members(tx, market.operator)?);
    let letter = |member: crate::policy::MemberRow| {
        let reader = reader(engine, market.id, &member.email, &member.name, &member.language)?;
        let link = format!("{}/operator/policy?market={}", reader.host_url, market.slug);
        Ok(Facts { reader, tells: tells(link) })
    };
    members.into_iter().filter(|member| member.user_id != but).map(letter).collect()
}

/// To the members of a shop's seller. Who has several shops on the market is told once, for the oldest of them.
pub(super) fn announced(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let proposal = told_of(tx, event)?;
    // Called off before the letter was written: that letter is enough.
    if proposal.state != ProposalState::Approved {
        return Ok(Vec::new());
    }
    let (since, rules) = (proposal.since.or_absent()?, rules(engine, &proposal)?);
    let Some(shop) = oldest(tx, event, &proposal)? else { return Ok(Vec::new()) };
    to_seller(tx, engine, shop.seller, proposal.market, |reader| Tells::RulesAnnounced {
        link: format!("{}/seller/policy?shop={}", reader.host_url, shop.slug),
        since,
        rules: rules.clone(),
    })
}

/// To the same: what was announced does not come, and why.
pub(super) fn called_off(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let proposal = told_of(tx, event)?;
    let since = proposal.since.or_absent()?;
    let rules = Rules { note: proposal.off_reason.clone(), ..rules(engine, &proposal)? };
    let Some(shop) = oldest(tx, event, &proposal)? else { return Ok(Vec::new()) };
    to_seller(tx, engine, shop.seller, proposal.market, |reader| Tells::RulesCalledOff {
        link: format!("{}/seller/policy?shop={}", reader.host_url, shop.slug),
        since,
        rules: rules.clone(),
    })
}

fn told_of(tx: &mut Tx<'_>, event: &Event) -> Seen<Proposal> {
    let id: ProposalId = event.body.parse().ok().or_absent()?;
    store::policy::proposal(tx, id)?.or_absent()
}

/// The event's shop, if it is the one for which its seller is told.
fn oldest(tx: &mut Tx<'_>, event: &Event, proposal: &Proposal) -> Seen<Option<Shop>> {
    let shop = store::shop::shop(tx, ShopId::from_raw(event.subject))?.or_absent()?;
    let shops = store::shop::shops_of(tx, shop.seller)?;
    let own = shops.iter().filter(|one| one.market == proposal.market).map(|one| one.id).min();
    Ok(Some(shop).filter(|shop| own == Some(shop.id)))
}
