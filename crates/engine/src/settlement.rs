//! The provider's daily settlement file and the bank's statement: taken in, matched with the ledger, compared. A file
//! may come again, and may say something else than before: what differs is taken in, and nothing twice.

mod line;

use std::collections::{BTreeMap, BTreeSet};

use domain::event::{Timer, TimerKind};
use domain::{DAY, FeePaymentId, MINUTE, Micros, OperatorId, PaymentId, PayoutId, RefundId, SettlementId};
use gateways::payment::settlement::{self, Day, SettlementKind, SettlementLine as FileLine};
use money::{Currency, Money};
use store::bank::{BankLine, SettlementLine};

use crate::{Engine, Never, Seen, Stop};

/// The file of a day is read so long after midnight UTC.
const READ_AFTER: Micros = 30 * MINUTE;
/// A file may be corrected for so long: until then it is read again each day.
const CORRECTED_DAYS: i64 = 40;

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
    if let Ok(id) = intent.parse::<FeePaymentId>() {
        return Ok(store::fee::payment(tx, id)?.map(|payment| payment.operator));
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
    let Some(payment) = store::payment::payment(tx, id)? else {
        // A seller's payment that came too late.
        let of_seller = store::fee::payment(tx, FeePaymentId::from_raw(id.get()))?;
        return Ok(of_seller.map(|payment| payment.operator));
    };
    Ok(store::purchase::purchase(tx, payment.purchase)?.map(|purchase| purchase.operator))
}

/// Fires once a day: reads the files of all days that are over and not yet read. A day is open from here on until its file
/// was taken in whole; one that can't be keeps no other waiting.
pub(crate) async fn read_days(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    let operator = OperatorId::from_raw(timer.subject);
    // The day before the reading was due, and those since: a process may have stood still.
    let fresh = (timer.due_at / DAY - 1) * DAY;
    let open = engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(None);
            }
            act.timer(operator.get(), TimerKind::SettlementReads, next_reading(act.now));
            for day in days_between(fresh, act.now) {
                store::bank::open_day(act.tx, operator, day)?;
            }
            Ok(Some(store::bank::open_days(act.tx, operator)?))
        })
        .await?;
    let Some(open) = open else { return Ok(()) };
    let first = engine.heavy(|tx| Ok(store::sandbox::first_entry_at(tx)?)).await?.unwrap_or(now);
    // Reading a day twice changes nothing.
    let corrected = days_between((first / DAY * DAY).max(fresh - CORRECTED_DAYS * DAY), fresh);
    let days: BTreeSet<Micros> = corrected.chain(open.iter().copied()).collect();
    let mut failed = None;
    for day in days {
        let read = read_day(engine, operator, day, now).await;
        let was_open = open.contains(&day);
        let noted = match &read {
            Ok(true) if was_open => {
                engine.act(now, move |act| Ok(store::bank::close_day(act.tx, operator, day)?)).await
            }
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => {
                engine.act(now, move |act| Ok(store::bank::open_day(act.tx, operator, day)?)).await
            }
        };
        failed = failed.or(read.err()).or(noted.err());
    }
    crate::closing::close(engine, operator, now).await?;
    failed.map_or(Ok(()), Err)
}

/// Midnights UTC from one on whose days are over at `now`.
fn days_between(first: Micros, now: Micros) -> impl Iterator<Item = Micros> {
    (first / DAY..now / DAY).map(|day| day * DAY)
}

/// Whether the file of a day could be taken in whole.
async fn read_day(engine: &Engine, operator: OperatorId, day: Micros, now: Micros) -> Seen<bool> {
    let file = sandbox_file(engine, operator, day).await?;
    take_in(engine, operator, &file, now).await
}

/// What a file says of one day in one currency.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    /// All lines together.
    net: i64,
    /// Without payouts: what the provider sends to the bank at once.
    settled: i64,
}

/// Takes a settlement file in: each line once, matched with what it settles. Where it says something else of a line
/// than a file before it, the difference is taken in; a line that it no longer has counts as nothing. A file without
/// lines says nothing at all. False where it has to be taken in once more: the provider was silent, or gave no sense, about a
/// payment that only its file tells of.
pub async fn take_in(engine: &Engine, operator: OperatorId, file: &[u8], now: Micros) -> Seen<bool> {
    let mut is_whole = true;
    let mut days: BTreeMap<String, BTreeMap<Currency, Said>> = BTreeMap::new();
    for line in lines_of(file) {
        let line = line?;
        let of_day = days.entry(line.date.to_string()).or_default();
        let said = of_day.entry(line.net.currency).or_default();
        said.net += line.net.minor;
        if line.kind != SettlementKind::Payout {
            said.settled += line.net.minor;
        }
        is_whole &= line::take(engine, line::said(operator, &line, now), now).await?;
    }
    for (day, mut said) in days {
        withdraw_gone(engine, operator, file, (&day, &said), now).await?;
        let asked = day.clone();
        let noted = engine.read(move |tx| Ok(store::bank::noted_on(tx, operator, &asked)?)).await?;
        for currency in noted {
            said.entry(currency).or_default();
        }
        for (currency, said) in said {
            let reference = format!("settlement {day} {currency}");
            note_bank(engine, operator, &day, reference, Money::new(said.settled, currency), now).await?;
        }
        engine.act(now, move |act| Ok(store::closing::keep_settled_day(act.tx, operator, &day)?)).await?;
    }
    Ok(is_whole)
}

fn lines_of(file: &[u8]) -> impl Iterator<Item = Seen<FileLine>> {
    settlement::read(file)
        .map(|line| line.map_err(|refusal| Stop::fault(format!("a settlement file: {refusal:?}"))))
}

/// Lines of the day that an earlier file had and this one does not: from now on they say nothing.
async fn withdraw_gone(
    engine: &Engine,
    operator: OperatorId,
    file: &[u8],
    (day, said): (&str, &BTreeMap<Currency, Said>),
    now: Micros,
) -> Seen<()> {
    let asked = day.to_owned();
    let kept = engine.heavy(move |tx| Ok(store::bank::sums_of_day(tx, operator, &asked)?)).await?;
    let agrees = |(currency, net): &(Currency, i64)| said.get(currency).is_some_and(|said| said.net == *net);
    if kept.iter().all(agrees) {
        return Ok(());
    }
    let mut here = BTreeSet::new();
    for line in lines_of(file) {
        let line = line::said(operator, &line?, now);
        here.insert((line.reference, line.kind, line.intent));
    }
    let asked = day.to_owned();
    let all = engine.heavy(move |tx| Ok(store::bank::lines_of_day(tx, operator, &asked)?)).await?;
    let is_gone = |line: &SettlementLine| {
        line.ordinal == 0 && !here.contains(&(line.reference.clone(), line.kind.clone(), line.intent.clone()))
    };
    for line in all.into_iter().filter(is_gone) {
        line::take(engine, SettlementLine { gross: 0, fee: 0, net: 0, at: now, ..line }, now).await?;
    }
    Ok(())
}

/// The sandbox bank tells what came to the safeguarded account under a reference: by how much that is more than what
/// is noted.
async fn note_bank(
    engine: &Engine,
    operator: OperatorId,
    day: &str,
    reference: String,
    amount: Money,
    now: Micros,
) -> Seen<()> {
    let (asked, day) = (reference.clone(), day.to_owned());
    let (_, noted) = engine.read(move |tx| Ok(store::bank::noted(tx, operator, &asked)?)).await?;
    if noted == amount.minor {
        return Ok(());
    }
    engine
        .act(now, move |act| {
            let (ordinal, noted) = store::bank::noted(act.tx, operator, &reference)?;
            if noted == amount.minor {
                return Ok(());
            }
            let line = BankLine {
                id: SettlementId::from_raw(act.mint(operator.bucket())),
                operator,
                day: day.clone(),
                text: if ordinal == 0 { reference.clone() } else { format!("{reference} ({ordinal})") },
                reference: reference.clone(),
                ordinal,
                amount: amount.minor - noted,
                currency: amount.currency,
                at: act.now,
            };
            Ok(store::insert(act.tx, &[line])?)
        })
        .await
}
