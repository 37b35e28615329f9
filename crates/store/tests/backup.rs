//! What an archive promises: any moment comes back with exactly what was committed by then, also after a crash, and what
//! can't be had back is said.

#![expect(clippy::unwrap_used, reason = "a story that can't go on stops")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::category::Category;
use domain::wording::Wording;
use store::db::backup::{Archive, Clock, Gap, Restored, TooEarly, copy, restore};
use store::{Db, Location, Problem};

const DAY: i64 = 86_400_000_000;

/// An installation with an archive, whose clock moves by hand.
struct Place {
    folder: PathBuf,
    now: Arc<AtomicI64>,
}

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("halles-backup-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, now: Arc::new(AtomicI64::new(1_000)) }
    }

    fn database(&self) -> PathBuf {
        self.folder.join("halles.db")
    }

    fn archive(&self) -> PathBuf {
        self.folder.join("archive")
    }

    fn open(&self) -> Db {
        let now = Arc::clone(&self.now);
        let clock = Clock::new(move || now.load(Ordering::SeqCst));
        let archive = Archive { folder: self.archive(), days: 7, clock };
        Db::open_archived(&Location::File(self.database()), archive).unwrap()
    }

    fn at(&self, moment: i64) {
        self.now.store(moment, Ordering::SeqCst);
    }

    /// Adds a row at a moment; big ones fill many pages.
    fn adds(&self, db: &Db, moment: i64, text_bytes: usize) {
        self.at(moment);
        let added = category(moment, text_bytes);
        db.act_blocking(move |tx| store::market::set_categories(tx, std::slice::from_ref(&added))).unwrap();
    }

    /// The whole copy is taken on a thread of its own.
    fn waits_for_bases(&self, count: usize) {
        let bases = || std::fs::read_dir(self.archive().join("base")).unwrap().filter(whole).count();
        waits_until(|| bases() >= count);
    }

    fn waits_for_base_at(&self, moment: i64) {
        let is_it = |name: std::ffi::OsString| name.to_string_lossy().ends_with(&format!("-{moment}"));
        waits_until(|| {
            let mut bases = std::fs::read_dir(self.archive().join("base")).unwrap();
            bases.any(|base| is_it(base.unwrap().file_name()))
        });
    }

    /// Logs in the archive, sealed or not: each is two files, what was written and when.
    fn segments(&self) -> usize {
        std::fs::read_dir(self.archive().join("wal")).map_or(0, Iterator::count) / 2
    }

    fn restored(&self, at: Option<i64>) -> anyhow::Result<(Restored, Vec<i64>)> {
        let folder = self.folder.join("restored");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let restored = restore(&self.archive(), at, &folder)?;
        Ok((restored.clone(), rows(&restored.database)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn waits_until(is_so: impl Fn() -> bool) {
    for _ in 0..3_000 {
        if is_so() {
            return;
        }
        std::thread::park_timeout(std::time::Duration::from_millis(10));
    }
    panic!("it does not come about");
}

fn whole(entry: &std::io::Result<std::fs::DirEntry>) -> bool {
    entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().contains('-'))
}

fn category(moment: i64, text_bytes: usize) -> Category {
    Category {
        path: format!("c{moment:020}"),
        ordinal: moment,
        name: Wording::in_language("en", "A".repeat(text_bytes.max(1)).as_str()),
        drawing: "cup".into(),
        hue: 0,
    }
}

/// The moments at which the rows of a database were added.
fn rows(database: &Path) -> Vec<i64> {
    let db = Db::open(&Location::File(database.to_owned())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let read: Result<_, Problem> = runtime.block_on(db.heavy(store::market::categories));
    read.unwrap().iter().map(|category| category.ordinal).collect()
}

#[test]
fn each_moment_comes_back_with_exactly_what_was_committed_by_then() {
    let place = Place::new("moments");
    let db = place.open();
    place.waits_for_bases(1);
    // The log is started over after 10,000 pages, once the archive has them.
    let mut moments = Vec::new();
    while place.segments() < 3 {
        moments.push(2_010 + moments.len() as i64 * 10);
        assert!(moments.len() < 400, "the log is not started over");
        place.adds(&db, moments[moments.len() - 1], 4_000_000);
    }
    drop(db);
    let (newest, all) = place.restored(None).unwrap();
    let last = moments[moments.len() - 1];
    assert_eq!((all, newest.last_commit), (moments.clone(), last));
    assert!(newest.segments > 2, "the log was started over: {newest:?}");
    for at in [2_014, 2_120, last - 1] {
        let (_, known) = place.restored(Some(at)).unwrap();
        let expected: Vec<i64> = moments.iter().copied().filter(|moment| *moment <= at).collect();
        assert_eq!(known, expected, "at {at}");
    }
    let early = place.restored(Some(5)).unwrap_err();
    assert!(early.downcast_ref::<TooEarly>().unwrap().oldest.is_some());
}

#[test]
fn what_others_commit_meanwhile_and_while_nobody_serves_is_archived() {
    let place = Place::new("others");
    let db = place.open();
    place.waits_for_bases(1);
    place.adds(&db, 2_000, 1);
    let other = Db::open(&Location::File(place.database())).unwrap();
    place.adds(&other, 2_010, 1);
    place.adds(&db, 2_020, 1);
    drop((other, db));
    let alone = Db::open(&Location::File(place.database())).unwrap();
    place.adds(&alone, 2_030, 50_000_000);
    drop(alone);
    place.at(3_000);
    let db = place.open();
    place.adds(&db, 3_010, 1);
    drop(db);
    assert_eq!(place.restored(Some(2_020)).unwrap().1, [2_000, 2_010, 2_020]);
    assert_eq!(place.restored(None).unwrap().1, [2_000, 2_010, 2_020, 2_030, 3_010]);
    assert_eq!(std::fs::read_dir(place.archive().join("base")).unwrap().count(), 1, "it went on");
}

#[test]
fn a_time_without_the_archive_is_a_gap_that_is_said_and_a_new_copy_ends_it() {
    let place = Place::new("gap");
    let db = place.open();
    place.waits_for_bases(1);
    place.adds(&db, 2_000, 1);
    drop(db);
    store::db::backup::leave(&place.database()).unwrap();
    let alone = Db::open(&Location::File(place.database())).unwrap();
    place.adds(&alone, 2_010, 1);
    drop(alone);
    place.at(9_000);
    let db = place.open();
    place.waits_for_bases(2);
    place.adds(&db, 9_010, 1);
    drop(db);
    assert_eq!(place.restored(Some(2_000)).unwrap().1, [2_000]);
    let between = place.restored(Some(5_000)).unwrap_err();
    assert_eq!(
        between.downcast_ref::<Gap>().map(|gap| (gap.after, gap.until)),
        Some((Some(2_000), Some(9_000)))
    );
    assert_eq!(place.restored(Some(9_000)).unwrap().1, [2_000, 2_010]);
    assert_eq!(place.restored(None).unwrap().1, [2_000, 2_010, 9_010]);
}

#[test]
fn a_damaged_archive_gives_no_database() {
    let place = Place::new("damage");
    let db = place.open();
    place.waits_for_bases(1);
    place.adds(&db, 2_000, 1);
    place.adds(&db, 2_010, 1);
    drop(db);
    let log = place.archive().join("wal/00000001.wal");
    let mut bytes = std::fs::read(&log).unwrap();
    let middle = bytes.len() - 3_000;
    bytes[middle] ^= 1;
    std::fs::write(&log, bytes).unwrap();
    assert!(place.restored(None).unwrap_err().to_string().contains("damaged"));
}

#[test]
fn what_is_older_than_is_kept_goes_and_the_rest_still_comes_back() {
    let place = Place::new("old");
    let start = 100 * DAY;
    place.at(start);
    for day in 0..12 {
        let db = place.open();
        place.adds(&db, start + day * DAY + 5, 1);
        place.at(start + (day + 1) * DAY);
        // A day later the next round takes a whole copy.
        place.waits_for_base_at(start + (day + 1) * DAY);
        drop(db);
    }
    let bases = std::fs::read_dir(place.archive().join("base")).unwrap().filter(whole).count();
    assert!(bases <= 9, "{bases} copies of 12 days");
    let (_, week) = place.restored(Some(start + 6 * DAY)).unwrap();
    assert_eq!(week.len(), 6);
    assert!(place.restored(Some(start + DAY)).unwrap_err().is::<TooEarly>());
}

#[test]
fn a_copy_holds_one_moment_while_others_write() {
    let place = Place::new("copy");
    let db = place.open();
    for moment in 1..=20 {
        place.adds(&db, 1_000 + moment, 1_000_000);
    }
    let to = place.folder.join("copy.db");
    let mut wrote = false;
    let copied = copy(
        &place.database(),
        &to,
        || {},
        |_, _| {
            if !wrote {
                place.adds(&db, 5_000, 1);
                wrote = true;
            }
        },
    );
    assert!(copied.unwrap().bytes > 20_000_000 && wrote);
    assert_eq!(rows(&to), (1..=20).map(|moment| 1_000 + moment).collect::<Vec<i64>>());
    let again = copy(&place.database(), &to, || {}, |_, _| {});
    assert!(again.unwrap_err().to_string().contains("there already"), "nothing is written over");
}
