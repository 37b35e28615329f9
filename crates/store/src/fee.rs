//! Fees of sellers beside commission, the terms of their accounts, and the attempts to pay them.

use domain::fee::{Fee, FeeKind, FeePayment, Terms};
use domain::{Code, FeeId, FeePaymentId, SellerId, bucket_of};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Terms as TERMS in "fee_terms", bucket |terms| bucket_of(terms.account), keys [account], {
    account: i, seller: i, market: i, operator: i, currency: t, deposit: i, top_up_by: oi,
    back_at: oi, version: i
});
record!(Fee as FEES in "fee", bucket |fee| fee.id.bucket(), keys [id], {
    id: i, account: i, seller: i, market: i, operator: i, kind: t, about: t, net: i, vat: i, vat_ppm: i, currency: t,
    state: t, owed: i, covers_from: oi, covers_until: oi, earned: i, months_earned: i, given_back: i, due_at: i,
    paid_at: oi, version: i
});
record!(FeePayment as PAYMENTS in "fee_payment", bucket |payment| payment.id.bucket(), keys [id], {
    id: i, account: i, seller: i, market: i, operator: i, user_id: i, amount: i, currency: t, state: t, provider: t,
    reference: t, pay_url: t, code: t, created_at: i, paid_at: oi, version: i
});

statement!(
    FEES_OF,
    "select {columns fee} from fee where bucket = $1 and account = $2 and kind {in 3} order by id desc limit $4"
);
statement!(
    OWED_OF,
    "select {columns fee} from fee where bucket = $1 and seller = $2 and state = 'owed' order by id limit $3"
);
statement!(
    PAYMENTS_OF,
    "select {columns fee_payment} from fee_payment where bucket = $1 and account = $2 order by id desc limit $3"
);

pub fn terms(tx: &mut Tx<'_>, account: i64) -> Stored<Option<Terms>> {
    Ok(crate::load(tx, [(bucket_of(account), account)])?.pop())
}

pub fn fee(tx: &mut Tx<'_>, id: FeeId) -> Stored<Option<Fee>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The fees of an account of some kinds, newest first.
pub fn fees_of(tx: &mut Tx<'_>, account: i64, kinds: &[FeeKind], most: i64) -> Stored<Vec<Fee>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.code().to_owned()).collect();
    tx.query(FEES_OF, values![bucket_of(account), account, kinds, most], Fee::from_row)
}

/// Fees of a seller of which something is a debt, oldest first.
pub fn owed_of(tx: &mut Tx<'_>, seller: SellerId, most: i64) -> Stored<Vec<Fee>> {
    tx.query(OWED_OF, values![seller.bucket(), seller, most], Fee::from_row)
}

pub fn payment(tx: &mut Tx<'_>, id: FeePaymentId) -> Stored<Option<FeePayment>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The attempts to pay what is due of an account, the last one first.
pub fn payments_of(tx: &mut Tx<'_>, account: i64, most: i64) -> Stored<Vec<FeePayment>> {
    tx.query(PAYMENTS_OF, values![bucket_of(account), account, most], FeePayment::from_row)
}
