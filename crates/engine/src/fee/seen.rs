//! A fee account as pages show it, to its seller and to the market's operator.

use domain::admission::ShopKind;
use domain::calendar::month_of;
use domain::fee::{Fee, FeeKind, Terms};
use domain::permission::Permission;
use domain::plan::ShopPlan;
use domain::policy::{Commission, Fees};
use domain::shop::Shop;
use domain::{Code, Micros, ShopId};
use ledger::{Account, AccountKind};
use money::Currency;
use store::Tx;

use super::Book;
use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Fees that one page shows.
const FEES_MAX: i64 = 60;

/// What a shop's market charges it, and how its account stands.
#[derive(Debug, Clone)]
pub struct FeesView {
    pub shop: Shop,
    pub account: i64,
    pub kind: ShopKind,
    /// Those that the shop named.
    pub categories: Vec<String>,
    pub currency: Currency,
    pub commission: Commission,
    /// Those of the door: of the day on which the shop came.
    pub rules: Fees,
    /// Those of today, which hold for plans and listed products.
    pub rules_now: Fees,
    pub plan: Option<ShopPlan>,
    /// Products that began to be listed in this month, which is charged when it is over.
    pub listed: i64,
    pub terms: Option<Terms>,
    /// Newest first.
    pub fees: Vec<Fee>,
    /// Minor units: what is left of the deposit, what is available, what of all fees and refunds is a debt.
    pub deposit_minor: i64,
    pub available_minor: i64,
    pub owed_minor: i64,
    pub is_reverse_charge: bool,
}

fn view(tx: &mut Tx<'_>, engine: &Engine, shop: Shop, now: Micros) -> Seen<FeesView> {
    let policy = engine.policy(shop.market, now).policy.clone();
    let book = match store::application::of_shop(tx, shop.seller, shop.id.get())? {
        Some(it) => {
            let rules = engine.version_in(tx, it.market, it.policy_number)?.policy.fees.clone();
            Book::of_application(tx, engine, &it, rules)?
        }
        None => Book::of_shop(tx, engine, &shop, now)?,
    };
    let (bucket, operator, currency) = (shop.id.bucket(), book.market.operator, book.market.currency);
    let mut balance = |kind, subject| {
        store::ledger::balance(tx, bucket, operator, Account::of(kind, subject), currency)
            .map(|amount| amount.minor)
    };
    Ok(FeesView {
        deposit_minor: balance(AccountKind::Deposit, book.account)?,
        available_minor: balance(AccountKind::PayableAvailable, shop.seller.get())?,
        owed_minor: balance(AccountKind::DueFromSeller, shop.seller.get())?,
        fees: store::fee::fees_of(tx, book.account, FeeKind::ALL, FEES_MAX)?,
        is_reverse_charge: super::is_reverse_charge(engine, operator, &shop.country),
        account: book.account,
        kind: book.kind,
        categories: book.categories,
        currency,
        commission: policy.commission,
        rules: book.rules,
        rules_now: policy.fees,
        plan: store::fee::plan(tx, shop.id)?,
        listed: store::fee::listed_since(tx, shop.id, month_of(now))?,
        terms: book.terms,
        shop,
    })
}

/// The account of one of the seller's own shops.
pub async fn of_member(engine: &Engine, member: &SellerMember, shop: ShopId, now: Micros) -> Seen<FeesView> {
    member.may(Permission::MoneyRead)?;
    let (own, seller) = (engine.clone(), member.seller);
    engine
        .read(move |tx| {
            let shop = store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            view(tx, &own, shop, now)
        })
        .await
}

/// The account of a shop on one of the operator's markets.
pub async fn for_operator(
    engine: &Engine,
    member: &OperatorMember,
    shop: ShopId,
    now: Micros,
) -> Seen<FeesView> {
    member.may(Permission::LedgerRead)?;
    let (own, operator) = (engine.clone(), member.operator);
    engine
        .read(move |tx| {
            let shop = store::shop::shop(tx, shop)?.or_absent()?;
            own.market(shop.market).filter(|market| market.operator == operator).or_absent()?;
            view(tx, &own, shop, now)
        })
        .await
}
