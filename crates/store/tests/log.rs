//! SQLite's log is copied into the database while acts go on, and started over; whoever reads keeps what he saw.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use domain::ApplicationId;
use domain::application::Question;
use store::{Db, Location, Problem, Stored, Tx};

const APPLICATION: i64 = 7;
/// Rows of a kilobyte: some four megabytes of log an act.
const QUESTIONS: i64 = 3_000;
/// By then a log of 40 MB has been started over many times.
const ACTS_MAX: usize = 400;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("halles-log-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn all(answer: usize) -> Vec<Question> {
    let one = |ordinal| Question {
        application: ApplicationId::from_raw(APPLICATION),
        ordinal,
        question: "?".into(),
        asked_by: String::new(),
        asked_at: 0,
        answer: format!("{answer:>1000}"),
        answered_at: None,
    };
    (0..QUESTIONS).map(one).collect()
}

/// The one answer that all questions have.
fn answer(tx: &mut Tx<'_>) -> Stored<usize> {
    let found = store::application::questions(tx, ApplicationId::from_raw(APPLICATION))?;
    let answers: Vec<usize> = found.iter().map(|one| one.answer.trim().parse().unwrap()).collect();
    assert!(answers.len() == QUESTIONS as usize && answers.iter().all(|one| *one == answers[0]));
    Ok(answers[0])
}

/// What SQLite draws anew whenever it starts the log over.
fn salt(database: &Path) -> [u8; 8] {
    let mut head = [0; 24];
    let mut log = File::open(database.with_file_name("halles.db-wal")).unwrap();
    log.read_exact(&mut head).unwrap();
    head[16..].try_into().unwrap()
}

/// Acts until the log has been started over so often; how many it took, counted on from `from`.
fn turns(db: &Db, path: &Path, times: usize, from: usize) -> usize {
    let (mut seen, mut left) = (salt(path), times);
    for act in from..from + ACTS_MAX {
        db.act_blocking(move |tx| store::save(tx, &all(act))).unwrap();
        let salt = salt(path);
        left -= usize::from(salt != seen);
        seen = salt;
        if left == 0 {
            return act;
        }
    }
    panic!("the log is not started over");
}

#[test]
fn the_log_is_started_over_while_acts_go_on() {
    let folder = folder("turns");
    let path = folder.join("halles.db");
    let db = Db::open(&Location::File(path.clone())).unwrap();
    db.act_blocking(|tx| store::insert(tx, &all(0))).unwrap();
    let last = turns(&db, &path, 3, 1);
    assert_eq!(db.act_blocking(answer).unwrap(), last);
    drop(db);
    let again = Db::open(&Location::File(path)).unwrap();
    assert_eq!(again.act_blocking(answer).unwrap(), last, "and it is there for whoever opens it next");
    drop(again);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn who_reads_keeps_his_moment_and_the_log_goes_on_once_he_has_ended() {
    let folder = folder("reader");
    let path = folder.join("halles.db");
    let db = Db::open(&Location::File(path.clone())).unwrap();
    db.act_blocking(|tx| store::insert(tx, &all(0))).unwrap();
    let (began, begins) = mpsc::channel();
    let (end, ends) = mpsc::channel::<()>();
    let reader = {
        let db = db.clone();
        let read = move |tx: &mut Tx<'_>| -> Result<(usize, usize), Problem> {
            let before = answer(tx)?;
            began.send(()).unwrap();
            ends.recv().unwrap();
            Ok((before, answer(tx)?))
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        thread::spawn(move || runtime.block_on(db.heavy(read)))
    };
    begins.recv().unwrap();
    let before = salt(&path);
    for act in 1..=30 {
        db.act_blocking(move |tx| store::save(tx, &all(act))).unwrap();
    }
    assert_eq!(salt(&path), before, "somebody reads from the log");
    end.send(()).unwrap();
    assert_eq!(reader.join().unwrap().unwrap(), (0, 0));
    let last = turns(&db, &path, 1, 31);
    assert_eq!(db.act_blocking(answer).unwrap(), last);
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}
