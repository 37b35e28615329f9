//! A seller's money that has arrived: it pays what is due if that is still wanted and the amount is the same, else it goes
//! back in full. However browser, webhook and timer race, it counts once.

use domain::application::Move;
use domain::event::{EventKind, TimerKind};
use domain::fee::FeePayment;
use domain::payment::{Meaning, PaymentState};
use domain::refund::{Refund, RefundCause, RefundState};
use domain::{FeePaymentId, PaymentId, RefundId};
use money::Money;

use super::Holder;
use crate::stop::OrAbsent;
use crate::{Act, Seen, Stop};

pub(super) fn confirm(act: &mut Act<'_, '_>, id: FeePaymentId, reference: &str, amount: Money) -> Seen<()> {
    let mut payment = store::fee::payment(act.tx, id)?.or_absent()?;
    if amount.currency != payment.currency {
        return Err(Stop::fault(format!("{id} was reported in {}", amount.currency)));
    }
    match payment.on_success(amount.minor) {
        Meaning::Known => return Ok(()),
        Meaning::WrongAmount => {
            let amount = amount.to_plain();
            return Err(Stop::fault(format!("{id} was reported with another amount: {amount}")));
        }
        Meaning::NewlyPaid => {}
    }
    if payment.reference.is_empty() {
        reference.clone_into(&mut payment.reference);
    }
    payment.paid_at = Some(act.now);
    act.drop_timer(id.get(), TimerKind::FeePaymentAsked);
    let mut holder = Holder::find(act, payment.account)?;
    let is_wanted = holder.takes_money() && holder.book().due_minor() == payment.amount;
    if is_wanted {
        let transfers = ledger::fee_capture(id.get(), payment.seller.get(), amount);
        act.post(id.bucket(), payment.operator, transfers);
        holder.book().pay_due(act)?;
        holder.step(act, Move::Paid, "", &amount.to_plain())?;
        payment.state = PaymentState::Paid;
    } else {
        give_back(act, &mut payment)?;
        holder.step(act, Move::PaidTooLate, "", &amount.to_plain())?;
    }
    store::save(act.tx, &[payment])?;
    holder.save(act)
}

/// Nobody wants it any more: it is owed to who paid it, and goes back.
fn give_back(act: &mut Act<'_, '_>, payment: &mut FeePayment) -> Seen<()> {
    let amount = Money::new(payment.amount, payment.currency);
    let (bucket, user) = (payment.id.bucket(), payment.user_id.get());
    act.post(bucket, payment.operator, ledger::late_capture(payment.id.get(), user, amount));
    let refund = Refund {
        id: RefundId::from_raw(act.mint(bucket)),
        order_id: None,
        payment: PaymentId::from_raw(payment.id.get()),
        charge_reference: payment.reference.clone(),
        amount: payment.amount,
        currency: payment.currency,
        cause: RefundCause::Unusable,
        state: RefundState::Opened,
        reference: String::new(),
        code: String::new(),
        opened_at: act.now,
        done_at: None,
        version: 0,
    };
    act.post(bucket, payment.operator, ledger::late_refund(refund.id.get(), user, amount));
    act.event(EventKind::RefundOpened, refund.id.get(), "");
    act.event(EventKind::FeePaymentUnusable, payment.id.get(), "");
    payment.state = PaymentState::Refunded;
    Ok(store::insert(act.tx, &[refund])?)
}
