//! One line of a settlement file: compared with what files said of it before, matched with what it settles, posted once.
//! What a corrected file says differently is a line of its own beside the first; nothing posted is ever changed.

use domain::Micros;
use domain::fee::FeePayment;
use domain::payment::{Payment, PaymentState};
use domain::refund::Refund;
use domain::{FeePaymentId, OperatorId, OrderId, PaymentId, PayoutId, RefundId, SettlementId, bucket_of};
use gateways::payment::settlement::{SettlementKind, SettlementLine as FileLine};
use ledger::{Reason, SettledCharge};
use money::{Money, allocate};
use store::bank::SettlementLine;

use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, Stop};

/// State of a line that nothing of ours fits: nothing is posted for it.
const UNKNOWN: &str = "unknown";
const MATCHED: &str = "matched";

/// Takes in what a file says of a line. False where the provider could not be asked about it: what it says is kept all the
/// same, as far as it fits something of ours.
pub(super) async fn take(engine: &Engine, said: SettlementLine, now: Micros) -> Seen<bool> {
    let bucket = bucket_of_intent(&said.intent, said.operator);
    // Most lines of a file that is read again were matched before: no act is made for those.
    let asked = said.clone();
    let before =
        engine.read(move |tx| Ok(known(store::bank::known_lines(tx, bucket, &asked)?, &asked))).await?;
    if !before.is_empty()
        && before.iter().all(|line| line.state == MATCHED)
        && is_nothing(&less(&said, &before))
    {
        return Ok(true);
    }
    if is_kind(&said, SettlementKind::Payout) {
        let (reference, net) = (format!("payout {}", said.reference), Money::new(said.net, said.currency));
        super::note_bank(engine, said.operator, &said.day, reference, net, now).await?;
    }
    let asked = ask_about_news(engine, &said, now).await;
    if let Err(stop) = &asked {
        tracing::error!(intent = said.intent, problem = %stop, "a line of a settlement file could not be asked about");
    }
    engine.act(now, move |act| take_in(act, bucket, &said)).await?;
    Ok(asked.unwrap_or(false))
}

fn take_in(act: &mut Act<'_, '_>, bucket: i64, said: &SettlementLine) -> Seen<()> {
    let all = store::bank::known_lines(act.tx, bucket, said)?;
    let ordinal = all.len() as i64;
    let before = known(all, said);
    let missing = less(said, &before);
    let is_first = before.iter().all(|line| line.state == UNKNOWN || is_nothing(line));
    let open = before.into_iter().find(|line| line.state == UNKNOWN);
    let is_new = open.is_none();
    if is_new && ordinal > 0 && is_nothing(&missing) {
        return Ok(());
    }
    let mut row = match open {
        // Nothing is posted for it: it may say something else, and what fitted nothing of ours then may fit now.
        Some(open) => SettlementLine {
            gross: open.gross + missing.gross,
            fee: open.fee + missing.fee,
            net: open.net + missing.net,
            ..open
        },
        None => SettlementLine {
            id: SettlementId::from_raw(act.mint(bucket)),
            ordinal,
            state: UNKNOWN.into(),
            posted: 0,
            at: act.now,
            ..missing
        },
    };
    let begun = act.posted().len();
    if is_nothing(&row) || fits(act, &row, is_first)? {
        row.state = MATCHED.into();
        row.posted += act.posted()[begun..].iter().map(came_to_the_bank).sum::<i64>();
    }
    if is_new { Ok(store::insert(act.tx, &[row])?) } else { Ok(store::save(act.tx, &[row])?) }
}

/// What a transfer says came from the provider to the bank; negative where it left.
fn came_to_the_bank(transfer: &store::ledger::PostedTransfer) -> i64 {
    match transfer.reason {
        Reason::Settlement => transfer.amount,
        Reason::RefundSettlement | Reason::SettlementBack => -transfer.amount,
        _ => 0,
    }
}

/// Whether something of ours fits the line; then it is posted.
fn fits(act: &mut Act<'_, '_>, row: &SettlementLine, is_first: bool) -> Seen<bool> {
    let kind = |kind| is_kind(row, kind);
    if kind(SettlementKind::Charge) {
        return if is_first { settle_charge(act, row) } else { correct_charge(act, row) };
    }
    if kind(SettlementKind::Refund) {
        return if is_first { settle_refund(act, row) } else { Ok(false) };
    }
    Ok(is_first && kind(SettlementKind::Payout) && row.intent.parse::<PayoutId>().is_ok())
}

fn is_kind(line: &SettlementLine, kind: SettlementKind) -> bool {
    line.kind == kind.code()
}

/// Of lines under one reference those that speak of the same.
fn known(lines: Vec<SettlementLine>, said: &SettlementLine) -> Vec<SettlementLine> {
    lines.into_iter().filter(|line| line.intent == said.intent && line.currency == said.currency).collect()
}

/// By how much a file says more than what is known.
fn less(said: &SettlementLine, known: &[SettlementLine]) -> SettlementLine {
    let sum = |of: fn(&SettlementLine) -> i64| known.iter().map(of).sum::<i64>();
    SettlementLine {
        gross: said.gross - sum(|line| line.gross),
        fee: said.fee - sum(|line| line.fee),
        net: said.net - sum(|line| line.net),
        ..said.clone()
    }
}

fn is_nothing(line: &SettlementLine) -> bool {
    (line.gross, line.fee, line.net) == (0, 0, 0)
}

/// A line of a file as it would be kept, without its id.
pub(super) fn said(operator: OperatorId, line: &FileLine, now: Micros) -> SettlementLine {
    SettlementLine {
        id: SettlementId::from_raw(0),
        operator,
        day: line.date.to_string(),
        reference: line.reference.clone(),
        kind: line.kind.code().to_owned(),
        ordinal: 0,
        intent: line.intent.clone(),
        gross: line.gross.minor,
        fee: line.fee.minor,
        net: line.net.minor,
        currency: line.gross.currency,
        state: UNKNOWN.into(),
        posted: 0,
        at: now,
    }
}

/// The file may tell of a payment that nobody has told us of: the provider is asked before the line is matched. False where
/// it does not say now what its file said.
async fn ask_about_news(engine: &Engine, said: &SettlementLine, now: Micros) -> Seen<bool> {
    if !is_kind(said, SettlementKind::Charge) {
        return Ok(true);
    }
    if let Ok(id) = said.intent.parse::<FeePaymentId>() {
        // What a line names may be nobody's.
        return match crate::fee::ask(engine, id, now).await {
            Ok(()) => {
                engine
                    .read(move |tx| Ok(store::fee::payment(tx, id)?.is_none_or(|one| one.paid_at.is_some())))
                    .await
            }
            Err(Stop::Absent) => Ok(true),
            Err(stop) => Err(stop),
        };
    }
    let Ok(id) = said.intent.parse::<PaymentId>() else { return Ok(true) };
    let known = async || engine.read(move |tx| Ok(store::payment::payment(tx, id)?)).await;
    let Some(payment) = known().await?.filter(|payment| payment.paid_at.is_none()) else { return Ok(true) };
    crate::payment::ask(engine, payment, now).await?;
    Ok(known().await?.is_none_or(|payment| payment.paid_at.is_some()))
}

/// A line lives with what it settles; one that names nothing of ours lives with the operator.
fn bucket_of_intent(intent: &str, operator: OperatorId) -> i64 {
    let known = [
        intent.parse::<PaymentId>().map(PaymentId::get),
        intent.parse::<FeePaymentId>().map(FeePaymentId::get),
        intent.parse::<RefundId>().map(RefundId::get),
        intent.parse::<PayoutId>().map(PayoutId::get),
    ];
    known.into_iter().find_map(Result::ok).map_or(operator.bucket(), bucket_of)
}

/// A payment of ours that a line settles, by whose parts what the provider says of it is shared out.
struct Paid {
    operator: OperatorId,
    amount: Money,
    /// Bucket, subject and amount of each part.
    shares: Vec<(i64, i64, i64)>,
}

/// The payment that a line names, if the provider has its money.
fn paid(act: &mut Act<'_, '_>, row: &SettlementLine) -> Seen<Option<Paid>> {
    if let Ok(id) = row.intent.parse::<FeePaymentId>() {
        return Ok(store::fee::payment(act.tx, id)?.filter(|found| found.paid_at.is_some()).map(of_seller));
    }
    let Ok(id) = row.intent.parse::<PaymentId>() else { return Ok(None) };
    let found = store::payment::payment(act.tx, id)?.filter(|payment| payment.paid_at.is_some());
    found.map(|payment| of_buyer(act, &payment)).transpose()
}

/// The orders of a payment with their amounts; the buyer where it became none.
fn of_buyer(act: &mut Act<'_, '_>, payment: &Payment) -> Seen<Paid> {
    let parts = store::purchase::parts(act.tx, &[payment.purchase])?;
    let ids: Vec<OrderId> = parts.iter().map(|part| part.order_id).collect();
    let orders = store::order::orders(act.tx, &ids)?;
    let of_it = orders.iter().filter(|order| order.payment == payment.id);
    let shares: Vec<_> = of_it.map(|order| (order.id.bucket(), order.id.get(), order.total)).collect();
    let buyer = (payment.id.bucket(), payment.user_id.get(), payment.amount);
    Ok(Paid {
        operator: store::purchase::purchase(act.tx, payment.purchase)?.or_absent()?.operator,
        amount: Money::new(payment.amount, payment.currency),
        shares: if shares.is_empty() { vec![buyer] } else { shares },
    })
}

/// What a seller paid for itself: the seller's, or who paid it where it goes back.
fn of_seller(payment: FeePayment) -> Paid {
    let is_back = payment.state == PaymentState::Refunded;
    let subject = if is_back { payment.user_id.get() } else { payment.seller.get() };
    Paid {
        operator: payment.operator,
        amount: Money::new(payment.amount, payment.currency),
        shares: vec![(payment.id.bucket(), subject, payment.amount)],
    }
}

/// Shares a settled charge and its fee out over the parts of the payment, and tops the safeguarded account up.
fn settle_charge(act: &mut Act<'_, '_>, row: &SettlementLine) -> Seen<bool> {
    let said = Money::new(row.gross, row.currency);
    let Some(Paid { operator, shares, .. }) = paid(act, row)?.filter(|paid| paid.amount == said) else {
        return Ok(false);
    };
    let fees = allocate(row.fee, &shares.iter().map(|(.., amount)| *amount).collect::<Vec<_>>());
    for ((bucket, subject, amount), fee) in shares.into_iter().zip(fees) {
        let settled = SettledCharge { captured: Money::new(amount, row.currency), fee_minor: fee };
        let transfers = [
            ledger::settle_charge(row.id.get(), subject, settled),
            ledger::top_up(row.id.get(), subject, Money::new(fee, row.currency)),
        ]
        .concat();
        act.post(bucket, operator, transfers);
    }
    Ok(true)
}

/// A corrected file may change the fee of a charge, never what was paid.
fn correct_charge(act: &mut Act<'_, '_>, row: &SettlementLine) -> Seen<bool> {
    let Some(Paid { operator, shares, .. }) = paid(act, row)?.filter(|_| row.gross == 0) else {
        return Ok(false);
    };
    let fees = allocate(row.fee, &shares.iter().map(|(.., amount)| *amount).collect::<Vec<_>>());
    for ((bucket, subject, _), fee) in shares.into_iter().zip(fees) {
        act.post(bucket, operator, ledger::correct_fee(row.id.get(), subject, Money::new(fee, row.currency)));
    }
    Ok(true)
}

fn settle_refund(act: &mut Act<'_, '_>, row: &SettlementLine) -> Seen<bool> {
    let Ok(id) = row.intent.parse::<RefundId>() else { return Ok(false) };
    let Some(refund) = store::refund::refund(act.tx, id)? else { return Ok(false) };
    if refund.amount != -row.gross || refund.currency != row.currency {
        return Ok(false);
    }
    let subject = match refund.order_id {
        Some(order) => order,
        None => payer(act, &refund)?,
    };
    let amount = Money::new(refund.amount, refund.currency);
    act.post(id.bucket(), row.operator, ledger::settle_refund(row.id.get(), subject, amount));
    Ok(true)
}

/// Who gets money back that became no order.
fn payer(act: &mut Act<'_, '_>, refund: &Refund) -> Seen<i64> {
    if let Some(payment) = store::payment::payment(act.tx, refund.payment)? {
        return Ok(payment.user_id.get());
    }
    let of_seller = FeePaymentId::from_raw(refund.payment.get());
    Ok(store::fee::payment(act.tx, of_seller)?.or_absent()?.user_id.get())
}
