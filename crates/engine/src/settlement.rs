//! The provider's daily settlement file and the bank's statement: taken in, matched with the ledger, compared.

use domain::event::{Timer, TimerKind};
use domain::{
    DAY, MINUTE, Micros, OperatorId, OrderId, PaymentId, PayoutId, RefundId, SettlementId, bucket_of,
};
use gateways::payment::settlement::{self, Day, SettlementKind, SettlementLine as FileLine};
use ledger::SettledCharge;
use money::{Currency, Money, allocate};
use store::bank::{BankLine, SettlementLine};

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, Stop};

/// The file of a day is read so long after midnight UTC.
const READ_AFTER: Micros = 30 * MINUTE;

/// State of a line that nothing of ours fits.
const UNKNOWN: &str = "unknown";

/// When the next file is read.
pub(crate) fn next_reading(now: Micros) -> Micros {
    (now / DAY + 1) * DAY + READ_AFTER
}

/// The sandbox provider's file of a day for one operator, as it would be fetched from the provider: each operator has
/// an account of its own there. What names nothing of ours goes to the first operator, who has to look into it.
pub async fn sandbox_file(engine: &Engine, operator: OperatorId, day: Micros) -> Seen<Vec<u8>> {
    let from = day / DAY * DAY;
    let first = engine.operators().first().map(|first| first.id);
    let own = engine.clone();
    let entries = engine
        .heavy(move |tx| {
            let mut entries = Vec::new();
            for entry in store::sandbox::entries_between(tx, from, from + DAY)? {
                if operator_of(tx, &own, &entry.intent)?.or(first) == Some(operator) {
                    entries.push(entry);
                }
            }
            Ok(entries)
        })
        .await?;
    let lines = entries.iter().map(|entry| {
        let (kind, sign) = match entry.kind.as_str() {
            "charge" => (SettlementKind::Charge, 1),
            "refund" => (SettlementKind::Refund, -1),
            _ => (SettlementKind::Payout, -1),
        };
        FileLine {
            date: Day::at(entry.at),
            reference: entry.reference.clone(),
            intent: entry.intent.clone(),
            kind,
            gross: Money::new(sign * entry.gross, entry.currency),
            fee: Money::new(entry.fee, entry.currency),
            net: Money::new(sign * entry.gross - entry.fee, entry.currency),
        }
    });
    let mut file = Vec::new();
    settlement::write(&mut file, lines)
        .map_err(|error| Stop::fault(format!("writing a settlement file: {error}")))?;
    Ok(file)
}

/// Whose money an intent moves; absent where it is none of ours.
fn operator_of(tx: &mut store::Tx<'_>, engine: &Engine, intent: &str) -> Seen<Option<OperatorId>> {
    if let Ok(id) = intent.parse::<PaymentId>() {
        return of_payment(tx, id);
    }
    if let Ok(id) = intent.parse::<RefundId>() {
        let refund = store::refund::refund(tx, id)?;
        return refund.map_or(Ok(None), |refund| of_payment(tx, refund.payment));
    }
    let Ok(id) = intent.parse::<PayoutId>() else { return Ok(None) };
    let Some(payout) = store::payout::payout(tx, id)? else { return Ok(None) };
    let shops = store::shop::shops_of(tx, payout.seller)?;
    let markets = shops.iter().filter_map(|shop| engine.market(shop.market));
    Ok(markets.filter(|market| market.currency == payout.currency).map(|market| market.operator).next())
}

fn of_payment(tx: &mut store::Tx<'_>, id: PaymentId) -> Seen<Option<OperatorId>> {
    let Some(payment) = store::payment::payment(tx, id)? else { return Ok(None) };
    Ok(store::purchase::purchase(tx, payment.purchase)?.map(|purchase| purchase.operator))
}

/// Fires once a day: reads the files of all days that are over and not yet read.
pub(crate) async fn read_days(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let operator = OperatorId::from_raw(timer.subject);
    let due_at = timer.due_at;
    let taken = engine
        .act::<_, Never, _>(now, move |act| {
            let taken = store::timer::take(act.tx, &timer, act.now)?;
            if taken {
                act.timer(operator.get(), TimerKind::SettlementReads, next_reading(act.now))?;
            }
            Ok(taken)
        })
        .await?;
    if !taken {
        return Ok(());
    }
    let first = engine.heavy(|tx| Ok(store::sandbox::first_entry_at(tx)?)).await?.unwrap_or(now);
    // Days before the last reading were read then; reading one twice changes nothing.
    let mut day = (first / DAY * DAY).max((due_at / DAY - 40) * DAY);
    while day + DAY <= now {
        let file = sandbox_file(engine, operator, day).await?;
        take_in(engine, operator, &file, now).await?;
        day += DAY;
    }
    Ok(())
}

/// Takes a settlement file in: each line once, matched with what it settles.
pub async fn take_in(engine: &Engine, operator: OperatorId, file: &[u8], now: Micros) -> Seen<()> {
    let mut sums: Vec<(String, Currency, i64)> = Vec::new();
    for line in settlement::read(file) {
        let line = line.map_err(|refusal| Stop::fault(format!("a settlement file: {refusal:?}")))?;
        let day = line.date.to_string();
        match sums.iter_mut().find(|(known, currency, _)| *known == day && *currency == line.net.currency) {
            Some(sum) if line.kind != SettlementKind::Payout => sum.2 += line.net.minor,
            None if line.kind != SettlementKind::Payout => {
                sums.push((day, line.net.currency, line.net.minor))
            }
            _ => {}
        }
        take_line(engine, operator, line, now).await?;
    }
    for (day, currency, net) in sums {
        let reference = format!("settlement {day} {currency}");
        note_bank(engine, operator, day, reference, Money::new(net, currency), now).await?;
    }
    Ok(())
}

/// The sandbox bank tells of a sum on the safeguarded account; each reference once.
async fn note_bank(
    engine: &Engine,
    operator: OperatorId,
    day: String,
    reference: String,
    amount: Money,
    now: Micros,
) -> Seen<()> {
    let asked = reference.clone();
    if engine.read(move |tx| Ok(store::bank::is_bank_known(tx, operator, &asked)?)).await? {
        return Ok(());
    }
    engine
        .act(now, move |act| {
            if store::bank::is_bank_known(act.tx, operator, &reference)? {
                return Ok(());
            }
            let line = BankLine {
                id: SettlementId::from_raw(act.mint(operator.bucket())),
                operator,
                day: day.clone(),
                text: reference.clone(),
                reference: reference.clone(),
                amount: amount.minor,
                currency: amount.currency,
                at: act.now,
            };
            Ok(store::insert(act.tx, &[line])?)
        })
        .await
}

async fn take_line(engine: &Engine, operator: OperatorId, line: FileLine, now: Micros) -> Seen<()> {
    let bucket = bucket_of_intent(&line.intent, operator);
    let fresh = row_of(operator, &line, now);
    // Most lines of a file that is read again were matched before: no act is made for those.
    let asked = fresh.clone();
    let before = engine.read(move |tx| Ok(store::bank::known_line(tx, bucket, &asked)?)).await?;
    if before.is_some_and(|known| known.state != UNKNOWN) {
        return Ok(());
    }
    if line.kind == SettlementKind::Payout {
        let reference = format!("payout {}", line.reference);
        note_bank(engine, operator, line.date.to_string(), reference, line.net, now).await?;
    }
    ask_about_news(engine, &line, now).await?;
    engine
        .act(now, move |act| {
            let mut row = SettlementLine { id: SettlementId::from_raw(act.mint(bucket)), ..fresh.clone() };
            let known = store::bank::known_line(act.tx, bucket, &row)?;
            let is_new = known.is_none();
            if let Some(known) = known {
                // What fitted nothing of ours then may fit now.
                if known.state != UNKNOWN {
                    return Ok(());
                }
                row = known;
            }
            let matched = match line.kind {
                SettlementKind::Charge => settle_charge(act, &row)?,
                SettlementKind::Refund => settle_refund(act, &row)?,
                SettlementKind::Payout => line.intent.parse::<PayoutId>().is_ok(),
                SettlementKind::Fee => false,
            };
            if matched {
                row.state = "matched".into();
            }
            if is_new { Ok(store::insert(act.tx, &[row])?) } else { Ok(store::save(act.tx, &[row])?) }
        })
        .await
}

/// A line as it is kept, without its id.
fn row_of(operator: OperatorId, line: &FileLine, now: Micros) -> SettlementLine {
    SettlementLine {
        id: SettlementId::from_raw(0),
        operator,
        day: line.date.to_string(),
        reference: line.reference.clone(),
        kind: line.kind.code().to_owned(),
        intent: line.intent.clone(),
        gross: line.gross.minor,
        fee: line.fee.minor,
        net: line.net.minor,
        currency: line.gross.currency,
        state: UNKNOWN.into(),
        at: now,
    }
}

/// The file tells of a payment that nobody has told us of: the provider is asked before the line is matched.
async fn ask_about_news(engine: &Engine, line: &FileLine, now: Micros) -> Seen<()> {
    let Ok(id) = line.intent.parse::<PaymentId>() else { return Ok(()) };
    let payment = engine.read(move |tx| Ok(store::payment::payment(tx, id)?)).await?;
    match payment {
        Some(payment) if line.kind == SettlementKind::Charge && payment.paid_at.is_none() => {
            crate::payment::ask(engine, id, now).await
        }
        _ => Ok(()),
    }
}

/// A line lives with what it settles; one that names nothing of ours lives with the operator.
fn bucket_of_intent(intent: &str, operator: OperatorId) -> i64 {
    let known = [
        intent.parse::<PaymentId>().map(PaymentId::get),
        intent.parse::<RefundId>().map(RefundId::get),
        intent.parse::<PayoutId>().map(PayoutId::get),
    ];
    known.into_iter().find_map(Result::ok).map_or(operator.bucket(), bucket_of)
}

/// Shares a settled charge and its fee out over the orders of the payment, and tops the safeguarded account up.
fn settle_charge(act: &mut Act<'_, '_>, row: &SettlementLine) -> Result<bool, Stop<Never>> {
    let Ok(id) = row.intent.parse::<PaymentId>() else { return Ok(false) };
    let Some(payment) = store::payment::payment(act.tx, id)? else { return Ok(false) };
    if payment.amount != row.gross || payment.currency != row.currency || payment.paid_at.is_none() {
        return Ok(false);
    }
    let purchase = store::purchase::purchase(act.tx, payment.purchase)?.or_absent()?;
    let parts = store::purchase::parts(act.tx, payment.purchase)?;
    let ids: Vec<OrderId> = parts.iter().map(|part| part.order_id).collect();
    let orders = store::order::orders(act.tx, &ids)?;
    let paid: Vec<_> = orders.iter().filter(|order| order.payment == id).collect();
    let mut shares: Vec<(i64, i64, i64)> =
        paid.iter().map(|order| (order.id.bucket(), order.id.get(), order.total)).collect();
    if shares.is_empty() {
        shares.push((id.bucket(), payment.user_id.get(), payment.amount));
    }
    let fees = allocate(row.fee, &shares.iter().map(|(.., amount)| *amount).collect::<Vec<_>>());
    for ((bucket, subject, amount), fee) in shares.into_iter().zip(fees) {
        let settled = SettledCharge { captured: Money::new(amount, row.currency), fee_minor: fee };
        let transfers = [
            ledger::settle_charge(row.id.get(), subject, settled),
            ledger::top_up(row.id.get(), subject, Money::new(fee, row.currency)),
        ]
        .concat();
        act.post(bucket, purchase.operator, transfers)?;
    }
    Ok(true)
}

fn settle_refund(act: &mut Act<'_, '_>, row: &SettlementLine) -> Result<bool, Stop<Never>> {
    let Ok(id) = row.intent.parse::<RefundId>() else { return Ok(false) };
    let Some(refund) = store::refund::refund(act.tx, id)? else { return Ok(false) };
    if refund.amount != -row.gross || refund.currency != row.currency {
        return Ok(false);
    }
    let subject = match refund.order_id {
        Some(order) => order,
        None => store::payment::payment(act.tx, refund.payment)?.or_absent()?.user_id.get(),
    };
    let amount = Money::new(refund.amount, refund.currency);
    act.post(id.bucket(), row.operator, ledger::settle_refund(row.id.get(), subject, amount))?;
    Ok(true)
}
