//! Letters about a market's rules: to the members who may decide, and to the sellers whom a change concerns.

use domain::event::Event;
use domain::policy::change::{Proposal, ProposalState};
use domain::shop::Shop;
use domain::{ProposalId, ShopId};
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
    let market = engine.market(proposal.market).or_absent()?;
    let rules = rules(engine, &proposal)?;
    let mut letters = Vec::new();
    for member in crate::policy::deciders(store::operator::members(tx, market.operator)?) {
        if member.user_id == proposal.author {
            continue;
        }
        let reader = reader(engine, market.id, &member.email, &member.name, &member.language)?;
        let link = format!("{}/operator/policy?market={}", reader.host_url, market.slug);
        let author = proposal.author_name.clone();
        letters.push(Facts { reader, tells: Tells::RulesProposed { link, author, rules: rules.clone() } });
    }
    Ok(letters)
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
