//! Acts that share a commit on SQLite: one that fails after it has written takes its own back and nobody else's.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use store::command::Kept;
use store::{Db, Location, Problem, Stored, Tx};

fn keeps(tx: &mut Tx<'_>, name: &str) -> Stored<()> {
    let row = Kept { actor: 7, key: name.to_owned(), hash: vec![], outcome: String::new(), at: 1 };
    store::command::keep(tx, &[row])
}

fn kept(db: &Db) -> Vec<String> {
    let names = ["before", "refused", "again", "after", "empty"];
    let wanted: Vec<(i64, &'static str)> = names.iter().map(|name| (7, *name)).collect();
    let found = db.act_blocking(move |tx| store::command::find(tx, &wanted)).unwrap();
    let mut names: Vec<String> = found.into_iter().map(|row| row.key).collect();
    names.sort();
    names
}

type Act = Box<dyn FnMut(&mut Tx<'_>) -> Stored<()> + Send>;

/// Runs acts in one commit; answers which of them were told that it is done.
fn together(db: &Db, acts: Vec<(&'static str, Act)>) -> Vec<&'static str> {
    let (hold, held) = mpsc::channel::<()>();
    let (started, began) = mpsc::channel::<()>();
    let mut held = Some(held);
    let busy = {
        let db = db.clone();
        thread::spawn(move || {
            db.act_blocking(move |_| {
                let _ = started.send(());
                let _ = held.take().map(|held| held.recv());
                Ok::<_, Problem>(())
            })
        })
    };
    began.recv().unwrap();
    let mut asked = Vec::new();
    for (at, (name, act)) in acts.into_iter().enumerate() {
        let own = db.clone();
        asked.push((name, thread::spawn(move || own.act_blocking(act))));
        while db.waiting().0 <= at {
            thread::yield_now();
        }
    }
    drop(hold);
    busy.join().unwrap().unwrap();
    asked.into_iter().filter_map(|(name, told)| told.join().unwrap().is_ok().then_some(name)).collect()
}

#[test]
fn one_that_fails_after_it_has_written_harms_nobody_who_shares_its_commit() {
    let folder = std::env::temp_dir().join(format!("halles-acts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let (counted, mut first) = (Arc::clone(&runs), 0);
    let acts: Vec<(&'static str, Act)> = vec![
        (
            "before",
            Box::new(move |tx| {
                counted.fetch_add(1, Ordering::SeqCst);
                keeps(tx, "before")
            }),
        ),
        ("empty", Box::new(|_| Err(Problem::fault("it makes no sense")))),
        (
            "refused",
            Box::new(|tx| {
                keeps(tx, "refused")?;
                Err(Problem::fault("second thoughts"))
            }),
        ),
        (
            "again",
            Box::new(move |tx| {
                keeps(tx, "again")?;
                first += 1;
                if first <= 2 { Err(Problem::Conflict) } else { Ok(()) }
            }),
        ),
        ("after", Box::new(|tx| keeps(tx, "after"))),
    ];
    assert_eq!(together(&db, acts), ["before", "again", "after"]);
    assert_eq!(kept(&db), ["after", "again", "before"]);
    assert_eq!(runs.load(Ordering::SeqCst), 2, "all ran again, each with a way back of its own");
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn one_that_fails_before_it_writes_makes_nobody_run_again() {
    let folder = std::env::temp_dir().join(format!("halles-acts-bare-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let acts: Vec<(&'static str, Act)> = vec![
        (
            "before",
            Box::new(move |tx| {
                counted.fetch_add(1, Ordering::SeqCst);
                keeps(tx, "before")
            }),
        ),
        ("empty", Box::new(|_| Err(Problem::fault("it makes no sense")))),
    ];
    assert_eq!(together(&db, acts), ["before"]);
    assert_eq!((kept(&db), runs.load(Ordering::SeqCst)), (vec!["before".to_owned()], 1));
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_read_sees_one_moment_whatever_is_committed_meanwhile() {
    let folder = std::env::temp_dir().join(format!("halles-moment-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let db = Db::open(&Location::File(folder.join("halles.db"))).unwrap();
    let own = db.clone();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let seen = runtime.block_on(db.read(move |tx| {
        let first = store::command::find(tx, &[(7, "before")])?.len();
        thread::spawn(move || own.act_blocking(|tx| keeps(tx, "before"))).join().unwrap()?;
        Ok::<_, Problem>((first, store::command::find(tx, &[(7, "before")])?.len()))
    }));
    assert_eq!(seen.unwrap(), (0, 0), "what came meanwhile belongs to the next read");
    assert_eq!(kept(&db), ["before"]);
    // A read that fails leaves nothing open behind: the next one sees what is there then.
    let failed = runtime.block_on(db.read(|tx| {
        store::command::find(tx, &[(7, "before")])?;
        Err::<(), _>(Problem::Conflict)
    }));
    assert!(failed.is_err());
    db.act_blocking(|tx| keeps(tx, "after")).unwrap();
    let after = db.read(|tx| Ok::<_, Problem>(store::command::find(tx, &[(7, "after")])?.len()));
    let seen = runtime.block_on(after);
    assert_eq!(seen.unwrap(), 1);
    drop(db);
    std::fs::remove_dir_all(&folder).unwrap();
}
