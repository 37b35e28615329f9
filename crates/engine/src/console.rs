//! What an operator reads: figures, orders, shops, the trial balance, and ledger beside file beside bank.

use domain::order::OrderState;
use domain::payout::PayoutState;
use domain::permission::Permission;
use domain::refund::RequestState;
use domain::shop::ShopStanding;
use domain::{Code, DAY, MarketId, Micros, OrderId, ShopId};
use money::Currency;
pub use store::ledger::TrialLine;
pub use store::listing::ListedShop;
pub use store::order::ListedOrder;

use crate::{Engine, OperatorMember, Seen};

const PAGE: i64 = 50;
const DAYS_COMPARED: i64 = 31;
const QUEUE_MAX: i64 = 200;

/// Which shops of a market an operator looks for.
#[derive(Debug, Clone, Default)]
pub struct ShopsWanted {
    pub standing: Option<ShopStanding>,
    /// Words of which each begins a word of the shop's or its owner's name; empty takes all.
    pub search: String,
}

impl ShopsWanted {
    /// For the store; none where what is looked for has no word, so that nothing is found.
    pub(crate) fn named(&self) -> Option<store::listing::ShopsWanted> {
        let words = crate::listing_feed::words_in(&self.search);
        let is_wordless = words.is_empty() && !self.search.trim().is_empty();
        (!is_wordless).then_some(store::listing::ShopsWanted { standing: self.standing, words })
    }
}

#[derive(Debug, Clone)]
pub struct Overview {
    pub orders_by_state: Vec<(OrderState, i64, i64)>,
    /// Midnight UTC, count, total: fourteen days up to today.
    pub by_day: Vec<(Micros, i64, i64)>,
    pub shops_open: i64,
    pub listings: i64,
    pub payouts_proposed: i64,
    pub escalated: i64,
    pub unknown_settlement: i64,
}

/// One day and currency: what the ledger, the provider's file and the bank say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub day: String,
    pub currency: Currency,
    pub ledger_net: i64,
    pub file_net: i64,
    pub file_fee: i64,
    pub bank: i64,
    pub differs: bool,
    /// Lines of the file that nothing of ours fits.
    pub unknown: i64,
}

pub async fn overview(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    now: Micros,
) -> Seen<Overview> {
    member.may(Permission::MarketRead)?;
    crate::market::own_market(engine, member, market)?;
    let operator = member.operator;
    engine
        .heavy(move |tx| {
            let by_state = store::order::listed_counts(tx, market)?;
            let since = (now / DAY - 13) * DAY;
            let by_day = store::order::listed_by_day(tx, market, since)?;
            let (listings, shops_open) = store::listing::counts(tx, market)?;
            let proposed =
                store::payout::listed_payouts(tx, operator, &[PayoutState::Proposed], i64::MAX, QUEUE_MAX)?;
            let escalated =
                store::order::listed_requests(tx, market, RequestState::Escalated.code(), QUEUE_MAX)?;
            Ok(Overview {
                orders_by_state: by_state.iter().map(|sum| (sum.key, sum.count, sum.total)).collect(),
                by_day: crate::order::without_gaps(&by_day, now),
                shops_open,
                listings,
                payouts_proposed: proposed.len() as i64,
                escalated: escalated.len() as i64,
                unknown_settlement: store::closing::unknown_lines(tx, operator)?,
            })
        })
        .await
}

/// A market's orders, of one state or of all, newest first.
pub async fn orders(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    state: Option<OrderState>,
    before: Option<OrderId>,
) -> Seen<Vec<ListedOrder>> {
    member.may(Permission::MarketRead)?;
    crate::market::own_market(engine, member, market)?;
    let before = before.map_or(i64::MAX, OrderId::get);
    engine.read(move |tx| Ok(store::order::listed_orders(tx, market, state, before, PAGE)?)).await
}

/// Shops of a market as they are looked for, the newest first, and how many stand how.
pub async fn shops(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    wanted: ShopsWanted,
    before: Option<ShopId>,
) -> Seen<(Vec<ListedShop>, Vec<(ShopStanding, i64)>)> {
    member.may(Permission::MarketRead)?;
    crate::market::own_market(engine, member, market)?;
    let before = before.map_or(i64::MAX, ShopId::get);
    engine
        .heavy(move |tx| {
            let shops = match wanted.named() {
                Some(wanted) => store::listing::all_shops(tx, market, &wanted, before, PAGE)?,
                None => Vec::new(),
            };
            Ok((shops, store::listing::shops_by_standing(tx, market)?))
        })
        .await
}

/// Debits and credits of every kind of account before `at`; of all time where no moment is given.
pub async fn trial_balance(
    engine: &Engine,
    member: &OperatorMember,
    at: Option<Micros>,
) -> Seen<Vec<TrialLine>> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    let until = at.unwrap_or(i64::MAX);
    engine.heavy(move |tx| Ok(store::closing::trial_balance(tx, operator, until)?)).await
}

/// Ledger, provider's settlement file and bank, day by day, newest first.
pub async fn reconciliation(engine: &Engine, member: &OperatorMember, _now: Micros) -> Seen<Vec<Day>> {
    member.may(Permission::LedgerRead)?;
    let operator = member.operator;
    engine
        .heavy(move |tx| {
            let files = store::closing::settled_days(tx, operator, DAYS_COMPARED)?;
            let bank = store::bank::bank_by_day(tx, operator, DAYS_COMPARED * 4)?;
            let day = |file: &store::bank::SettledDay| {
                let of_day = |(day, currency, _): &&(String, Currency, i64)| {
                    *day == file.day && *currency == file.currency
                };
                let bank = bank.iter().filter(of_day).map(|(.., amount)| amount).sum();
                Day {
                    day: file.day.clone(),
                    currency: file.currency,
                    ledger_net: file.posted,
                    file_net: file.net,
                    file_fee: file.fee,
                    bank,
                    differs: file.posted != file.net || bank != file.net || file.unknown > 0,
                    unknown: file.unknown,
                }
            };
            Ok(files.iter().map(day).collect())
        })
        .await
}
