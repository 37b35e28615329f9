//! Debts of fees: what the balance could not pay is owed, and later money sets it off. Only then is it the operator's.

use domain::fee::{Fee, FeeKind, FeeNews};
use domain::{FeeId, OperatorId, SellerId, bucket_of};
use ledger::{Account, AccountKind, Charge};
use money::{Currency, Money};

use super::Book;
use crate::stop::OrAbsent;
use crate::{Act, Never, Seen, Stop};

/// Fees that one act sets off.
const FEES_MAX: i64 = 500;

/// What became available pays a debt first: refunds that others' money stood for, then fees, the oldest first.
pub(crate) fn set_off<R>(
    act: &mut Act<'_, '_>,
    event: i64,
    of: (SellerId, OperatorId, Currency),
) -> Result<(), Stop<R>> {
    let (seller, operator, currency) = of;
    let mut balance = |kind| {
        let account = Account::of(kind, seller.get());
        act.balance(seller.bucket(), operator, account, currency).map(|amount| amount.minor)
    };
    let owed = balance(AccountKind::DueFromSeller)?;
    let amount = if owed > 0 { owed.min(balance(AccountKind::PayableAvailable)?) } else { 0 };
    if amount == 0 {
        return Ok(());
    }
    let money = |minor| Money::new(minor, currency);
    act.post(seller.bucket(), operator, ledger::debt_recovered(event, seller.get(), money(amount)));
    let mut fees = store::fee::owed_of(act.tx, seller, FEES_MAX)?;
    fees.retain(|fee| fee.operator == operator && fee.currency == currency);
    let of_fees: i64 = fees.iter().map(|fee| fee.owed).sum();
    let mut left = (amount - (owed - of_fees)).max(0);
    let mut changed: Vec<Fee> = Vec::new();
    for mut fee in fees {
        let off = fee.set_off(left);
        left -= off;
        if off > 0 {
            let swept = ledger::sweep_debt(event, fee.id.get(), money(off));
            act.post(seller.bucket(), operator, swept);
            changed.push(fee);
        }
    }
    Ok(store::save(act.tx, &changed)?)
}

impl Book {
    /// Charges a fee that was written down: out of what is available, the rest becomes a debt.
    pub(crate) fn charge(&mut self, act: &mut Act<'_, '_>, id: FeeId) -> Seen<()> {
        let available = self.available(act)?;
        let fee = self.fees.iter_mut().find(|fee| fee.id == id).or_absent::<Never>()?;
        let net = Money::new(fee.net, fee.currency);
        let charge = Charge {
            fee: id.get(),
            seller: self.seller.get(),
            net,
            vat_minor: fee.vat,
            available_minor: available,
        };
        let transfers = match fee.kind {
            FeeKind::Annual => ledger::annual_fee_paid(charge),
            FeeKind::Plan => ledger::plan_charged(charge),
            FeeKind::Listing => ledger::listing_charged(charge),
            FeeKind::Deposit => return Err(Stop::fault(format!("{id}: a deposit is never a debt"))),
        };
        fee.charged(charge.owed_minor(), act.now);
        let charged = fee.clone();
        act.post(bucket_of(self.account), self.market.operator, transfers);
        if charge.owed_minor() > 0 {
            let owed = Money::new(charge.owed_minor(), charged.currency);
            self.tell(act, (FeeNews::Owed, owed), "", None);
        }
        crate::invoice::of_fee(act, &charged)
    }
}
