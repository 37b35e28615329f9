//! Changes of a market's rules on their way, and what becomes of versions that are announced.

use domain::policy::PolicyVersion;
use domain::policy::change::{Enacted, Proposal, ProposalState, Recalled};
use domain::{Code, MarketId, ProposalId, ShopId};

use crate::db::{Problem, Record, Stored, Tx};
use crate::{record, statement, values};

record!(Proposal as PROPOSALS in "policy_proposal", bucket |proposal| proposal.market.bucket(), keys [id], {
    id: i, market: i, state: t, changes: t, note: t, wanted_at: oi, author: i, author_name: t, proposed_at: i,
    decider: oi, decider_name: t, decided_at: oi, reason: t, number: oi, since: oi, told_to: oi,
    off_by: oi, off_name: t, off_reason: t, off_asked_at: oi, off_decider_name: t, off_at: oi, off_told_to: oi, version: i
});

statement!(
    PROPOSALS_OF,
    "select {columns policy_proposal} from policy_proposal where bucket = $1 and market = $2
     order by id desc limit $3"
);
statement!(
    PROPOSALS_IN,
    "select {columns policy_proposal} from policy_proposal where bucket = $1 and market = $2 and state = $3
     order by id limit $4"
);
statement!(REBASE, "update policy_version set body = $3 where market = $1 and number = $2");
statement!(
    RECALL,
    "update policy_version set off_at = $3 where market = $1 and number = $2 and off_at is null"
);
statement!(
    SHOPS_AFTER,
    "select shop from shop_list where bucket = $1 and market = $2 and shop > $3 order by shop limit $4"
);

pub fn proposal(tx: &mut Tx<'_>, id: ProposalId) -> Stored<Option<Proposal>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The latest proposals of a market, newest first.
pub fn proposals(tx: &mut Tx<'_>, market: MarketId, most: i64) -> Stored<Vec<Proposal>> {
    tx.query(PROPOSALS_OF, values![market.bucket(), market, most], Proposal::from_row)
}

/// Those in one state, the oldest first.
pub fn proposals_in(
    tx: &mut Tx<'_>,
    market: MarketId,
    state: ProposalState,
    most: i64,
) -> Stored<Vec<Proposal>> {
    tx.query(PROPOSALS_IN, values![market.bucket(), market, state.code(), most], Proposal::from_row)
}

/// Keeps a version that has been decided. Two that are decided at the same time want the same number: the second one is
/// decided again, on top of the first.
pub fn enact(tx: &mut Tx<'_>, enacted: &Enacted) -> Stored<()> {
    super::market::add_policy(tx, &enacted.version).map_err(Problem::taken_meanwhile)?;
    rebase(tx, &enacted.rebased)
}

/// A version that was called off stays and never holds; later ones lose its changes.
pub fn recall(tx: &mut Tx<'_>, recalled: &Recalled) -> Stored<()> {
    if tx.execute(RECALL, values![recalled.market, recalled.number, recalled.at])? == 0 {
        return Err(Problem::Conflict);
    }
    rebase(tx, &recalled.rebased)
}

fn rebase(tx: &mut Tx<'_>, versions: &[PolicyVersion]) -> Stored<()> {
    for PolicyVersion { market, number, policy, .. } in versions {
        tx.execute(REBASE, values![*market, *number, policy.to_json()])?;
    }
    Ok(())
}

/// Shops of a market after one of them, in the order of their ids; from the list that pages read.
pub fn shops_after(tx: &mut Tx<'_>, market: MarketId, after: i64, most: i64) -> Stored<Vec<ShopId>> {
    tx.query(SHOPS_AFTER, values![market.bucket(), market, after, most], |row| row.get(0))
}
