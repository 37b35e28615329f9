//! Checks every invariant of a live database: the ledger's, the stock's, the orders', the timers'.

use domain::permission::Permission;

use crate::{Engine, OperatorMember, Seen};

/// One invariant and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub name: &'static str,
    pub holds: bool,
    /// What was found where it does not hold.
    pub found: String,
}

/// Runs all checks, each over the whole database. Slow on a large one; changes nothing.
pub async fn run(engine: &Engine) -> Seen<Vec<Check>> {
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

/// Ledger, provider's file and bank agree on every day that was settled.
fn three_way(tx: &mut store::Tx<'_>, operator: domain::OperatorId) -> Seen<Check> {
    let files = store::bank::settled_days(tx, operator, 10_000)?;
    let ledger = store::check::settled_in_ledger(tx, operator)?;
    let bank = store::bank::bank_by_day(tx, operator, 10_000)?;
    let sum = |rows: &[(String, money::Currency, i64)], file: &store::bank::SettledDay| -> i64 {
        rows.iter()
            .filter(|(day, c, _)| *day == file.day && *c == file.currency)
            .map(|(.., amount)| amount)
            .sum()
    };
    let off = files.iter().find(|file| sum(&ledger, file) != file.net || sum(&bank, file) != file.net);
    let found = off.map_or(String::new(), |file| {
        let (ledger, bank) = (sum(&ledger, file), sum(&bank, file));
        format!("{} {}: ledger {ledger}, file {}, bank {bank}", file.day, file.currency, file.net)
    });
    Ok(Check { name: "settlement.ledger_file_and_bank_agree", holds: off.is_none(), found })
}
