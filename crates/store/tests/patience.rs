//! On PostgreSQL what an act writes goes to the server with what it asks next, or with its end. Nobody notices.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "support/own_database.rs"]
mod own_database;

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::stock::StockItem;
use domain::{SellerId, StockItemId};
use store::command::Kept;
use store::db::{Statement, Value};
use store::{Db, Location, Problem, Stored, Tx};

fn keeps(tx: &mut Tx<'_>, name: &str) -> Stored<()> {
    let row = Kept { actor: 7, key: name.to_owned(), hash: vec![], outcome: String::new(), at: 1 };
    store::insert(tx, &[row])
}

fn is_kept(tx: &mut Tx<'_>, name: &str) -> bool {
    !store::command::find(tx, &[(7, name)]).unwrap().is_empty()
}

/// Whether each of the names is kept.
fn kept<const N: usize>(db: &Db, names: [&'static str; N]) -> [bool; N] {
    db.act_blocking(move |tx| Ok::<_, Problem>(names.map(|name| is_kept(tx, name)))).unwrap()
}

fn on_postgres(name: &str, test: impl FnOnce(&Db, &mut postgres::Client)) {
    own_database::with(name, |url| {
        let db = Db::open(&Location::Postgres(url.to_owned())).unwrap();
        test(&db, &mut postgres::Client::connect(url, postgres::NoTls).unwrap());
    });
}

/// Ends all connections to the database but the administrator's own.
fn cut(admin: &mut postgres::Client) {
    let text = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    admin.query(text, &[]).unwrap();
}

#[test]
fn an_act_reads_what_it_has_written() {
    on_postgres("reads_own", |db, _| {
        let seen = db.act_blocking(|tx| {
            let before = is_kept(tx, "a");
            keeps(tx, "a")?;
            keeps(tx, "b")?;
            Ok::<_, Problem>((before, is_kept(tx, "a"), is_kept(tx, "b")))
        });
        assert_eq!(seen.unwrap(), (false, true, true));
        assert_eq!(kept(db, ["a", "b"]), [true, true]);
        let refused = db.act_blocking(|tx| {
            keeps(tx, "c")?;
            Err::<(), _>(Problem::Refused("second thoughts".into()))
        });
        assert!(matches!(refused, Err(Problem::Refused(_))), "{refused:?}");
        assert_eq!(kept(db, ["a", "b", "c"]), [true, true, false]);
    });
}

#[test]
fn who_writes_what_is_there_is_told_so_when_the_act_is_decided_again() {
    on_postgres("told", |db, _| {
        db.act_blocking(|tx| keeps(tx, "a")).unwrap();
        static RUNS: AtomicUsize = AtomicUsize::new(0);
        let told = db.act_blocking(|tx| {
            RUNS.fetch_add(1, Ordering::SeqCst);
            keeps(tx, "b")?;
            keeps(tx, "a")
        });
        assert!(matches!(told, Err(Problem::Refused(_))), "{told:?}");
        assert_eq!(RUNS.load(Ordering::SeqCst), 2, "first it was told with the end, then at once");
        assert_eq!(kept(db, ["a", "b"]), [true, false], "nothing of it is kept");
        // The same where the act asks something before its end.
        let told = db.act_blocking(|tx| {
            keeps(tx, "a")?;
            store::command::find(tx, &[(7, "b")])
        });
        assert!(matches!(told, Err(Problem::Refused(_))), "{told:?}");
        // The connection is as good as new.
        db.act_blocking(|tx| keeps(tx, "b")).unwrap();
        assert_eq!(kept(db, ["a", "b"]), [true, true]);
    });
}

/// PostgreSQL keeps nothing of a transaction in which a statement has failed, even if it is told to commit.
#[test]
fn an_act_that_goes_on_after_a_failed_statement_is_not_taken_for_done() {
    on_postgres("goes_on", |db, _| {
        db.act_blocking(|tx| keeps(tx, "a")).unwrap();
        let went_on: Result<bool, Problem> = db.act_blocking(|tx| Ok(keeps(tx, "a").is_ok()));
        assert!(
            matches!(&went_on, Err(Problem::Fault(fault)) if fault.to_string().contains("went on")),
            "{went_on:?}"
        );
        assert_eq!(kept(db, ["a"]), [true]);
    });
}

#[test]
fn a_row_that_somebody_else_has_saved_meanwhile_is_decided_on_again() {
    on_postgres("saved", |db, _| {
        let id = StockItemId::from_raw(4_711 << 10);
        let item = StockItem { on_hand: 1, ..StockItem::empty(id, SellerId::from_raw(1)) };
        db.act_blocking(move |tx| store::insert(tx, std::slice::from_ref(&item))).unwrap();
        let (other, mut runs) = (db.clone(), 0);
        let raised = db.act_blocking(move |tx| {
            let mut items = store::stock::items(tx, &[id])?;
            runs += 1;
            if runs == 1 {
                let meanwhile = other.clone();
                let act = move |tx: &mut Tx<'_>| {
                    let mut items = store::stock::items(tx, &[id])?;
                    items[0].on_hand += 10;
                    store::save(tx, &items)
                };
                std::thread::spawn(move || meanwhile.act_blocking(act)).join().unwrap()?;
            }
            items[0].on_hand += 100;
            keeps(tx, if runs == 1 { "a" } else { "b" })?;
            store::save(tx, &items)?;
            Ok::<_, Problem>(runs)
        });
        assert_eq!(raised.unwrap(), 2);
        let items = db.act_blocking(move |tx| store::stock::items(tx, &[id])).unwrap();
        assert_eq!(items[0].on_hand, 111, "neither is lost");
        assert_eq!(kept(db, ["a", "b"]), [false, true], "of the first run nothing is kept");
    });
}

/// Its parameter is a number.
static FORGET: Statement = Statement::new("FORGET", file!(), "delete from command where bucket = $1");

#[test]
fn nothing_is_committed_behind_a_write_that_cannot_be_sent() {
    on_postgres("unsent", |db, _| {
        let told = db.act_blocking(|tx| {
            assert!(!is_kept(tx, "a"), "the server has heard of this act");
            keeps(tx, "a")?;
            tx.change(&FORGET, &[Value::T("no number".into())])
        });
        assert!(matches!(told, Err(Problem::Fault(_))), "{told:?}");
        assert_eq!(kept(db, ["a"]), [false]);
        db.act_blocking(|tx| keeps(tx, "a")).unwrap();
        assert_eq!(kept(db, ["a"]), [true], "the connection is as good as new");
    });
}

/// The last attempt is no exception.
#[test]
fn an_act_whose_writes_come_to_nothing_is_never_told_that_they_are_done() {
    on_postgres("attempts", |db, _| {
        db.act_blocking(|tx| keeps(tx, "a")).unwrap();
        for conflicts in 0..8 {
            let mut runs = 0;
            let told = db.act_blocking(move |tx| {
                runs += 1;
                if runs <= conflicts {
                    return Err(Problem::Conflict);
                }
                keeps(tx, "b")?;
                keeps(tx, "a")
            });
            assert!(
                matches!(told, Err(Problem::Refused(_) | Problem::Conflict | Problem::Fault(_))),
                "{conflicts}: {told:?}"
            );
            assert_eq!(kept(db, ["a", "b"]), [true, false]);
        }
    });
}

#[test]
fn an_act_on_a_connection_that_was_cut_is_decided_again_on_another() {
    on_postgres("cut", |db, admin| {
        for name in ["a", "b", "c", "d", "e", "f", "g"] {
            cut(admin);
            // Only writes: the server hears of the act with its end.
            db.act_blocking(move |tx| keeps(tx, name)).unwrap();
        }
        cut(admin);
        let seen = db.act_blocking(|tx| Ok::<_, Problem>(["a", "g", "h"].map(|name| is_kept(tx, name))));
        assert_eq!(seen.unwrap(), [true, true, false]);
    });
}

#[test]
fn many_rows_and_few_go_together() {
    on_postgres("many", |db, _| {
        let rows = |from: i64, count: i64| -> Vec<Kept> {
            let row = |at: i64| Kept { actor: at, key: "k".into(), hash: vec![1], outcome: "o".into(), at };
            (from..from + count).map(row).collect()
        };
        let count = db.act_blocking(move |tx| {
            store::insert(tx, &rows(0, 2))?;
            store::insert(tx, &rows(10, 500))?;
            store::insert(tx, &rows(1_000, 1))?;
            let wanted: Vec<(i64, &str)> = (0..2_000).map(|actor| (actor, "k")).collect();
            Ok::<_, Problem>(store::command::find(tx, &wanted)?.len())
        });
        assert_eq!(count.unwrap(), 503);
        let twice = db.act_blocking(move |tx| {
            store::insert(tx, &rows(2_000, 30))?;
            store::insert(tx, &rows(500, 30))
        });
        assert!(matches!(twice, Err(Problem::Refused(_))), "{twice:?}");
        let left = db.act_blocking(|tx| {
            let wanted: Vec<(i64, &str)> = (2_000..2_030).map(|actor| (actor, "k")).collect();
            Ok::<_, Problem>(store::command::find(tx, &wanted)?.len())
        });
        assert_eq!(left.unwrap(), 0);
    });
}
