//! A seller's money: its balances, payouts by schedule, approval, and the call that sends it to the bank.

mod bank;
mod statement;

pub(crate) use bank::iban_end;
pub use bank::{BankRefusal, set_bank};
pub use statement::{Statement, next_proposal_at, statement};

use domain::audit::{About, Deed};
use domain::event::{EventKind, Timer, TimerKind};
use domain::payout::{Payout, PayoutRefusal, PayoutState, due};
use domain::permission::Permission;
use domain::policy::Policy;
use domain::seller::Seller;
use domain::{DAY, MINUTE, MarketId, Micros, OperatorId, PayoutId, SellerId};
use gateways::payment::{OpenPayout, OutgoingState, ProviderFailure};
use ledger::{Account, AccountKind};
use money::{Currency, Money};
pub use store::payout::ListedPayout;

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, OperatorMember, Seen, SellerMember, Stop};
use serde_json::json;

const TRY_AGAIN_AFTER: Micros = 5 * MINUTE;
const PAGE: i64 = 50;

/// A seller's money in one currency with one operator, who keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    pub operator: OperatorId,
    pub currency: Currency,
    pub pending: i64,
    pub available: i64,
    pub due: i64,
    /// In escrow, of orders that are not completed.
    pub held: i64,
}

/// The markets on which a seller has shops, with operator and currency.
fn markets_of<R>(
    act: &mut Act<'_, '_>,
    seller: SellerId,
) -> Result<Vec<(MarketId, OperatorId, Currency)>, Stop<R>> {
    let shops = store::shop::shops_of(act.tx, seller)?;
    let mut found: Vec<(MarketId, OperatorId, Currency)> = Vec::new();
    for market in shops.iter().filter_map(|shop| act.engine.market(shop.market)) {
        if found
            .iter()
            .all(|(_, operator, currency)| (*operator, *currency) != (market.operator, market.currency))
        {
            found.push((market.id, market.operator, market.currency));
        }
    }
    Ok(found)
}

fn balance_of<R>(
    act: &mut Act<'_, '_>,
    kind: AccountKind,
    seller: SellerId,
    operator: OperatorId,
    currency: Currency,
) -> Result<i64, Stop<R>> {
    let account = Account::of(kind, seller.get());
    Ok(act.balance(seller.bucket(), operator, account, currency)?.minor)
}

/// What a seller has, by currency.
pub async fn balance(engine: &Engine, member: &SellerMember) -> Seen<Vec<Balance>> {
    member.may(Permission::MoneyRead)?;
    let (own, seller) = (engine.clone(), member.seller);
    engine
        .heavy(move |tx| {
            let mut act = Act::new(tx, &own, own.now());
            let mut balances = Vec::new();
            for (_, operator, currency) in markets_of::<Never>(&mut act, seller)? {
                let mut of = |kind| balance_of::<Never>(&mut act, kind, seller, operator, currency);
                let (pending, available) =
                    (of(AccountKind::PayablePending)?, of(AccountKind::PayableAvailable)?);
                let due = of(AccountKind::DueFromSeller)?;
                let held = held_for(&mut act, seller, currency, operator)?;
                balances.push(Balance { operator, currency, pending, available, due, held });
            }
            Ok(balances)
        })
        .await
}

fn held_for(act: &mut Act<'_, '_>, seller: SellerId, currency: Currency, operator: OperatorId) -> Seen<i64> {
    use domain::order::OrderState::{Delivered, PartShipped, Shipped, ToShip};
    let shops: Vec<_> = store::shop::shops_of(act.tx, seller)?.iter().map(|shop| shop.id).collect();
    let open = [ToShip, PartShipped, Shipped, Delivered];
    Ok(store::order::held_in_states(act.tx, &shops, &open, (operator, currency))?)
}

pub async fn payouts(engine: &Engine, member: &SellerMember) -> Seen<Vec<Payout>> {
    member.may(Permission::MoneyRead)?;
    let seller = member.seller;
    engine.read(move |tx| Ok(store::payout::payouts_of(tx, seller, PAGE)?)).await
}

/// Payouts of an operator's sellers in some states, newest first.
pub async fn listed(
    engine: &Engine,
    member: &OperatorMember,
    states: &[PayoutState],
    before: Option<PayoutId>,
) -> Seen<Vec<ListedPayout>> {
    member.may(Permission::LedgerRead)?;
    let (operator, states, before) =
        (member.operator, states.to_vec(), before.map_or(i64::MAX, PayoutId::get));
    engine.read(move |tx| Ok(store::payout::listed_payouts(tx, operator, &states, before, PAGE)?)).await
}

/// Fires by schedule: proposes to pay out what is available, or sends it where no approval is asked for.
pub(crate) async fn propose(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let id = SellerId::from_raw(timer.subject);
            let Some(seller) = store::seller::seller(act.tx, id)? else { return Ok(()) };
            let mut again = None;
            for (market, operator, currency) in markets_of::<Never>(act, id)? {
                let policy = act.engine.policy(market, act.now).policy.clone();
                again = again.or(Some(policy.payouts.every_days));
                propose_one(act, &seller, operator, currency, &policy)?;
            }
            // A shop may open later: a seller without one is looked at again tomorrow.
            act.timer(id.get(), TimerKind::PayoutProposes, act.now + again.unwrap_or(1) * DAY);
            Ok(())
        })
        .await
}

fn propose_one(
    act: &mut Act<'_, '_>,
    seller: &Seller,
    operator: OperatorId,
    currency: Currency,
    policy: &Policy,
) -> Seen<()> {
    let available = balance_of(act, AccountKind::PayableAvailable, seller.id, operator, currency)?;
    let owed = balance_of(act, AccountKind::DueFromSeller, seller.id, operator, currency)?;
    let open = store::payout::payouts_in(act.tx, seller.id, &[PayoutState::Proposed])?;
    let waiting = open.iter().any(|payout| (payout.operator, payout.currency) == (operator, currency));
    let Some(amount) = due(available, owed, policy.payouts.least_minor) else { return Ok(()) };
    if waiting
        || seller.iban.is_empty()
        || store::suspension::is_seller_suspended(act.tx, seller.id, operator)?
    {
        return Ok(());
    }
    let payout = Payout {
        id: PayoutId::from_raw(act.mint(seller.id.bucket())),
        seller: seller.id,
        operator,
        amount,
        currency,
        iban: seller.iban.clone(),
        state: PayoutState::Proposed,
        reference: String::new(),
        code: String::new(),
        proposed_at: act.now,
        approved_at: None,
        approved_by: String::new(),
        paid_at: None,
        version: 0,
    };
    store::insert(act.tx, std::slice::from_ref(&payout))?;
    let body = operator.to_string();
    act.event(EventKind::PayoutProposed, payout.id.get(), &body);
    if !policy.payouts.approved_by_hand {
        approve_in(act, payout, operator, "policy").map_err(|stop| {
            stop.map(|refusal| unreachable!("a payout proposed in this act can be approved, but: {refusal}"))
        })?;
    }
    Ok(())
}

/// Approves a proposed payout: the money leaves the balance, and the provider is told.
pub async fn approve(
    engine: &Engine,
    member: &OperatorMember,
    id: PayoutId,
    now: Micros,
) -> Result<(), Stop<PayoutRefusal>> {
    member.may(Permission::PayoutsApprove)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let payout = of_operator(act, &member, id)?;
            if payout.state != PayoutState::Proposed {
                return Err(Stop::Refused(PayoutRefusal::AlreadyDecided));
            }
            decided(act, &member, &payout, (Deed::PayoutApproved, ""));
            approve_in(act, payout, member.operator, &member.name)
        })
        .await
}

fn approve_in(
    act: &mut Act<'_, '_>,
    mut payout: Payout,
    operator: OperatorId,
    by: &str,
) -> Result<(), Stop<PayoutRefusal>> {
    if payout.iban.is_empty() {
        return Err(Stop::Refused(PayoutRefusal::NoBank));
    }
    if store::suspension::is_seller_suspended(act.tx, payout.seller, operator)? {
        return Err(Stop::Refused(PayoutRefusal::Suspended));
    }
    let available = balance_of(act, AccountKind::PayableAvailable, payout.seller, operator, payout.currency)?;
    if available < payout.amount {
        return Err(Stop::Refused(PayoutRefusal::BalanceShort));
    }
    let amount = Money::new(payout.amount, payout.currency);
    let transfers = ledger::payout(payout.id.get(), payout.seller.get(), amount);
    act.post(payout.seller.bucket(), operator, transfers);
    (payout.state, payout.approved_at) = (PayoutState::Approved, Some(act.now));
    by.clone_into(&mut payout.approved_by);
    act.event(EventKind::PayoutApproved, payout.id.get(), &operator.to_string());
    Ok(store::save(act.tx, &[payout])?)
}

/// Turns a proposed payout down; the money stays available.
pub async fn refuse(
    engine: &Engine,
    member: &OperatorMember,
    id: PayoutId,
    reason: String,
    now: Micros,
) -> Result<(), Stop<PayoutRefusal>> {
    member.may(Permission::PayoutsApprove)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut payout = of_operator(act, &member, id)?;
            if payout.state != PayoutState::Proposed {
                return Err(Stop::Refused(PayoutRefusal::AlreadyDecided));
            }
            payout.state = PayoutState::Refused;
            payout.code = reason.trim().chars().take(200).collect();
            payout.approved_by.clone_from(&member.name);
            decided(act, &member, &payout, (Deed::PayoutRefused, &payout.code));
            act.event(EventKind::PayoutReturned, id.get(), &member.operator.to_string());
            Ok(store::save(act.tx, &[payout])?)
        })
        .await
}

fn decided(act: &mut Act<'_, '_>, member: &OperatorMember, payout: &Payout, (deed, reason): (Deed, &str)) {
    let amount = json!({
        "amount": payout.amount, "currency": payout.currency.code(), "reason": reason,
        "to": iban_end(&payout.iban),
    });
    let about = About::Seller(payout.seller);
    act.audit(&member.doer(), deed, about, payout.id, (json!({ "state": "proposed" }), amount));
}

fn of_operator<R>(act: &mut Act<'_, '_>, member: &OperatorMember, id: PayoutId) -> Result<Payout, Stop<R>> {
    let payout = store::payout::payout(act.tx, id)?.or_absent()?;
    (payout.operator == member.operator).then_some(payout).or_absent()
}

/// Tells the provider of an approved payout and writes what came of it. What the bank can't deliver comes back.
pub(crate) async fn perform(engine: &Engine, id: PayoutId, operator: OperatorId, now: Micros) -> Seen<()> {
    let (payout, seller) = engine
        .read(move |tx| {
            let payout = store::payout::payout(tx, id)?.or_absent()?;
            let seller = store::seller::seller(tx, payout.seller)?.or_absent()?;
            Ok((payout, seller))
        })
        .await?;
    if payout.state != PayoutState::Approved {
        return Ok(());
    }
    let call = OpenPayout {
        intent: id.to_string(),
        amount: Money::new(payout.amount, payout.currency),
        iban: payout.iban,
        holder: seller.legal_name,
        text: id.to_string(),
    };
    let provider = engine.provider();
    let answer = provider.pay_out(&call).await;
    engine
        .act(now, move |act| {
            let mut payout = store::payout::payout(act.tx, id)?.or_absent()?;
            if payout.state != PayoutState::Approved {
                return Ok(());
            }
            let failed = match &answer {
                Ok(report) => {
                    payout.reference.clone_from(&report.reference);
                    match &report.state {
                        OutgoingState::Done => {
                            (payout.state, payout.paid_at) = (PayoutState::Paid, Some(act.now));
                            act.event(EventKind::PayoutPaid, id.get(), &operator.to_string());
                            None
                        }
                        OutgoingState::Pending => {
                            act.timer(id.get(), TimerKind::PayoutAsked, act.now + TRY_AGAIN_AFTER);
                            None
                        }
                        OutgoingState::Failed { code } => Some(code),
                    }
                }
                Err(ProviderFailure::Silent) => {
                    act.timer(id.get(), TimerKind::PayoutAsked, act.now + TRY_AGAIN_AFTER);
                    None
                }
                Err(ProviderFailure::Refused { code }) => Some(code),
            };
            if let Some(code) = failed {
                let amount = Money::new(payout.amount, payout.currency);
                let transfers = ledger::payout_returned(id.get(), payout.seller.get(), amount);
                act.post(payout.seller.bucket(), operator, transfers);
                payout.state = PayoutState::Returned;
                payout.code.clone_from(code);
                act.event(EventKind::PayoutReturned, id.get(), &operator.to_string());
            }
            if payout.state != PayoutState::Approved {
                act.drop_timer(id.get(), TimerKind::PayoutAsked);
            }
            Ok(store::save(act.tx, &[payout])?)
        })
        .await
}

/// Fires while the provider has not taken a payout.
pub(crate) async fn perform_again(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let id = PayoutId::from_raw(timer.subject);
    let operator = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(None);
            }
            let found = store::payout::payout(act.tx, id)?;
            let Some(payout) = found.filter(|payout| payout.state == PayoutState::Approved) else {
                return Ok(None);
            };
            // If this process falls before the provider has answered, somebody asks again.
            act.timer(id.get(), TimerKind::PayoutAsked, act.now + TRY_AGAIN_AFTER);
            Ok(Some(payout.operator))
        })
        .await?;
    match operator {
        Some(operator) => perform(engine, id, operator, now).await,
        None => Ok(()),
    }
}
