//! Every statement is understood by both databases.

#[path = "support/own_database.rs"]
mod own_database;

use domain::ApplicationId;
use domain::application::Question;
use store::{Db, Location, Problem};

fn prepare_all(location: &Location) -> usize {
    let db = Db::open(location).expect("the database opens");
    let prepared = db.act_blocking(|tx| store::db::prepare_all(tx).map_err(Problem::Fault));
    prepared.expect("every statement is understood")
}

#[test]
fn sqlite_understands_every_statement() {
    let folder = std::env::temp_dir().join(format!("halles-statements-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    assert!(prepare_all(&Location::File(folder.join("halles.db"))) > 100);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn postgres_understands_every_statement() {
    own_database::with("statements", |url| {
        assert!(prepare_all(&Location::Postgres(url.to_owned())) > 100);
    });
}

/// What a savepoint needs to go back outgrows what SQLite holds in memory.
#[test]
fn an_act_may_change_megabytes_and_one_that_fails_leaves_them_as_they_were() {
    const QUESTIONS: i64 = 3_000;
    let folder = std::env::temp_dir().join(format!("halles-megabytes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
    let all = |answer: &'static str| -> Vec<Question> {
        let one = |ordinal| Question {
            application: ApplicationId::from_raw(7),
            ordinal,
            question: "?".into(),
            asked_by: String::new(),
            asked_at: 0,
            answer: answer.repeat(1_000),
            answered_at: None,
        };
        (0..QUESTIONS).map(one).collect()
    };
    let read = || -> Vec<Question> {
        db.act_blocking(|tx| store::application::questions(tx, ApplicationId::from_raw(7))).unwrap()
    };
    db.act_blocking(move |tx| store::insert(tx, &all("a"))).unwrap();
    db.act_blocking(move |tx| store::save(tx, &all("b"))).unwrap();
    assert!(read().iter().all(|question| question.answer.starts_with('b')));
    let failed: Result<(), Problem> = db.act_blocking(move |tx| {
        store::save(tx, &all("c"))?;
        Err(Problem::fault("second thoughts"))
    });
    assert!(failed.is_err() && read().iter().all(|question| question.answer.starts_with('b')));
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_long_read_on_a_thread_that_serves_is_found_out() {
    let folder = std::env::temp_dir().join(format!("halles-steps-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = tokio::task::spawn_blocking({
        let path = folder.join("halles.db");
        move || Db::open(&Location::File(path)).expect("the database opens")
    });
    let db = db.await.unwrap();
    let categories: Vec<domain::category::Category> = (0..5_000)
        .map(|number| domain::category::Category {
            path: format!("c{number}"),
            ordinal: number,
            name: domain::wording::Wording::in_language("en", "A"),
            drawing: "cup".into(),
            hue: 0,
        })
        .collect();
    db.act(move |tx| store::market::set_categories(tx, &categories)).await.unwrap();
    let inline = db.read(store::market::categories).await;
    assert!(inline.is_err(), "five thousand rows are no point read");
    let heavy: Result<_, Problem> = db.heavy(store::market::categories).await;
    assert_eq!(heavy.unwrap().len(), 5_000);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Small whatever the market's size, or read whole on purpose.
const READ_WHOLE: [&str; 13] = [
    "category",
    "consumer_position",
    "CONSTANT",
    "found",
    "invoice_queue",
    "lane_lease",
    "market",
    "market_host",
    "node_lease",
    "operator",
    "rarray",
    "schema_migration",
    "shop_host",
];

/// Each statement with its plan in SQLite, step by step.
fn plans(db: &Db) -> Vec<(&'static store::db::Statement, Vec<String>)> {
    let plans = |tx: &mut store::Tx<'_>| -> Result<_, Problem> {
        let store::Tx::Lite(connection) = tx else { return Err(Problem::fault("not SQLite")) };
        let records = store::db::RECORDS.iter().flat_map(|record| (record.statements)());
        let mut plans = Vec::new();
        for statement in store::db::STATEMENTS.iter().copied().chain(records) {
            let text = format!("explain query plan {}", statement.on(store::db::Engine::Lite));
            let mut plan = connection.prepare(&text)?;
            let mut rows = plan.raw_query();
            let mut steps = Vec::new();
            while let Some(row) = rows.next()? {
                steps.push(row.get(3)?);
            }
            plans.push((statement, steps));
        }
        Ok(plans)
    };
    db.act_blocking(plans).expect("SQLite plans every statement")
}

/// The bucket stands last in SQLite's keys: what asks for a bucket and nothing else would read the whole table. Only the
/// doctor's checks do.
#[test]
fn sqlite_finds_by_an_index_what_it_is_asked_for() {
    let folder = std::env::temp_dir().join(format!("halles-plans-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).expect("the database opens");
    let mut scans = Vec::new();
    for (statement, steps) in plans(&db).iter().filter(|(statement, _)| !statement.file.contains("/check")) {
        for step in steps {
            let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
            if table.is_some_and(|table| !READ_WHOLE.contains(&table)) {
                scans.push(format!("{} in {}: {step}", statement.name, statement.file));
            }
        }
    }
    assert_eq!(scans, [""; 0]);
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}

/// Rows that should not be there: the doctor counts them.
const FOR_THE_DOCTOR: [&str; 1] = ["settlement_line_unknown"];

/// An index that nobody asks by makes each write dearer for nothing; one that SQLite passes by leaves a statement slow.
#[test]
fn every_index_serves_a_statement() {
    let folder = std::env::temp_dir().join(format!("halles-indexes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).expect("the database opens");
    let plans = plans(&db);
    let serves = |index: &String| {
        let name = format!(" INDEX {index} ");
        let asked = plans.iter().filter(|(statement, _)| !statement.file.contains("/check"));
        asked.flat_map(|(_, steps)| steps).any(|step| format!("{step} ").contains(&name))
    };
    let indexes = |tx: &mut store::Tx<'_>| -> Result<Vec<String>, Problem> {
        let store::Tx::Lite(connection) = tx else { return Err(Problem::fault("not SQLite")) };
        let text = "select name from sqlite_schema where type = 'index' and sql is not null order by name";
        let mut indexes = connection.prepare(text)?;
        Ok(indexes.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    };
    let mut idle = db.act_blocking(indexes).unwrap();
    idle.retain(|index| !serves(index) && !FOR_THE_DOCTOR.contains(&index.as_str()));
    assert_eq!(idle, [""; 0]);
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}
