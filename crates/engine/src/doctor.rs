//! Checks every invariant of a live database: the ledger's, the stock's, the orders', the timers'.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use data_encoding::HEXLOWER;
use domain::permission::Permission;
use sha2::{Digest, Sha256};

use crate::{Engine, OperatorMember, Seen};

const PLACE_OF_PAPERS: &str = "papers.their_place_is_within_reach";
/// Tells the looks of one process at where papers stand apart.
static LOOKS: AtomicU64 = AtomicU64::new(0);

/// One invariant and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: &'static str,
    pub holds: bool,
    /// What was found where it does not hold.
    pub found: String,
}

/// Runs all checks, each over the whole database. Slow on a large one; changes nothing there.
pub async fn run(engine: &Engine) -> Seen<Vec<Check>> {
    let mut checks = of_database(engine).await?;
    let found = papers_out_of_reach(engine).await?;
    checks.push(Check { name: PLACE_OF_PAPERS, holds: found.is_none(), found: found.unwrap_or_default() });
    Ok(checks)
}

/// Why files can't be put, read and deleted where papers stand; absent where they can.
pub async fn papers_out_of_reach(engine: &Engine) -> Seen<Option<String>> {
    let own = engine.clone();
    // A process may be called anything; a file may not.
    let own_name = Sha256::digest(engine.inner.outside.holder.as_bytes());
    let name = format!("{}-{}", HEXLOWER.encode(&own_name[..8]), LOOKS.fetch_add(1, Relaxed));
    let reached = engine.filing(move || own.inner.outside.objects.reach(&name)).await?;
    Ok(reached.err().map(|error| format!("{error:#}")))
}

async fn of_database(engine: &Engine) -> Seen<Vec<Check>> {
    let (operators, key) = (engine.operators(), crate::audit::public_key(engine));
    engine
        .heavy(move |tx| {
            let mut checks: Vec<Check> = store::check::run_all(tx)?
                .into_iter()
                .map(|(name, found)| Check {
                    name,
                    holds: found.broken == 0,
                    found: match found.example {
                        Some(example) if found.broken > 0 => {
                            format!("{} broken, such as {example}", found.broken)
                        }
                        _ => String::new(),
                    },
                })
                .collect();
            for operator in operators {
                checks.push(three_way(tx, operator.id)?);
                checks.extend(closed(tx, operator.id)?);
            }
            checks.extend(crate::audit::check(tx, &key)?);
            Ok(checks)
        })
        .await
}

/// As `run`, asked for by a member of an operator.
pub async fn run_for(engine: &Engine, member: &OperatorMember) -> Seen<Vec<Check>> {
    member.may(Permission::LedgerRead)?;
    run(engine).await
}

/// What was closed is what was posted, and days of settlement files are kept as their lines say.
fn closed(tx: &mut store::Tx<'_>, operator: domain::OperatorId) -> Seen<Vec<Check>> {
    let mut off = Vec::new();
    if let Some(until) = store::closing::closed_at(tx, operator, i64::MAX)? {
        off = store::closing::trial_balance(tx, operator, until)?;
        let posted = store::closing::posted_between(tx, operator, (0, until))?;
        let minus = |line: store::ledger::TrialLine| store::ledger::TrialLine {
            debit: -line.debit,
            credit: -line.credit,
            ..line
        };
        store::closing::add(&mut off, posted.into_iter().map(minus).collect());
        off.retain(|line| (line.debit, line.credit) != (0, 0));
    }
    let (kept, made) =
        (store::closing::settled_days(tx, operator, i64::MAX)?, store::check::settled_days(tx, operator)?);
    let differs = kept.iter().find(|day| !made.contains(day)).or(made.iter().find(|day| !kept.contains(day)));
    let told = off.first().map(|line| format!("{} {}", line.kind.code(), line.currency));
    let said = |name, found: Option<String>| Check {
        name,
        holds: found.is_none(),
        found: found.unwrap_or_default(),
    };
    Ok(vec![
        said("ledger.closed_days_are_what_was_posted", told),
        said(
            "settlement.kept_days_are_their_lines",
            differs.map(|day| format!("{} {}", day.day, day.currency)),
        ),
    ])
}

/// Ledger, provider's file and bank agree on every day that was settled.
fn three_way(tx: &mut store::Tx<'_>, operator: domain::OperatorId) -> Seen<Check> {
    let files = store::check::settled_days(tx, operator)?;
    let bank = store::bank::bank_by_day(tx, operator, 10_000)?;
    let at_bank = |file: &store::bank::SettledDay| -> i64 {
        let of_day = bank.iter().filter(|(day, currency, _)| *day == file.day && *currency == file.currency);
        of_day.map(|(.., amount)| amount).sum()
    };
    let off = files.iter().find(|file| file.posted != file.net || at_bank(file) != file.net);
    let found = off.map_or(String::new(), |file| {
        let (ledger, bank) = (file.posted, at_bank(file));
        format!("{} {}: ledger {ledger}, file {}, bank {bank}", file.day, file.currency, file.net)
    });
    Ok(Check { name: "settlement.ledger_file_and_bank_agree", holds: off.is_none(), found })
}
