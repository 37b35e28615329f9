//! Payments: a buyer's attempts to pay a purchase.

use domain::payment::Payment;
use domain::{PaymentId, PurchaseId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Payment as PAYMENTS in "payment", bucket |payment| payment.id.bucket(), keys [id], {
    id: i, purchase: i, user_id: i, attempt: i, amount: i, currency: t, state: t, provider: t, reference: t,
    pay_url: t, code: t, created_at: i, paid_at: oi, version: i
});

statement!(
    PAYMENTS_OF,
    "select {columns payment} from payment where bucket = $1 and purchase = $2 order by attempt"
);

pub fn payment(tx: &mut Tx<'_>, id: PaymentId) -> Stored<Option<Payment>> {
    Ok(payments(tx, &[id])?.pop())
}

pub fn payments(tx: &mut Tx<'_>, ids: &[PaymentId]) -> Stored<Vec<Payment>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

/// The attempts to pay a purchase, the first one first.
pub fn payments_of(tx: &mut Tx<'_>, purchase: PurchaseId) -> Stored<Vec<Payment>> {
    tx.query(PAYMENTS_OF, values![purchase.bucket(), purchase], Payment::from_row)
}
