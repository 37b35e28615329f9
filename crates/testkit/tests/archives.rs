//! Archives of boutiques on their way in: who may send them and how many, what is left of those that do not come to their
//! end, what happens where a disk is full or a place is not shared, and what two hundred megabytes cost in memory.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::job::JobState;
use domain::{JobId, MINUTE};
use engine::boutique::{ARCHIVE_BYTES_MAX, ImportRefusal, Sending, SendingRefusal};
use engine::job::JobDesk;
use engine::{Engine, Stop};
use gateways::objects::{Folder, ObjectKey, Objects};
use testkit::{Kind, World, both};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEAD: &str = "Handle,Title,Body (HTML),Vendor,Tags,Published,Variant SKU,Variant Grams,Variant Inventory Qty,\
    Variant Price,Variant Requires Shipping,Variant Taxable\n";

/// What takes longer will not come.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

fn row(handle: &str) -> String {
    format!("{handle},The {handle},<p>Fine.</p>,North,coffee,true,{handle}-1,400,3,100,true,true\n")
}

fn small() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("products.csv", SimpleFileOptions::default()).unwrap();
    zip.write_all([HEAD, &row("boot")].concat().as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

async fn begins(world: &World, engine: &Engine, told: u64) -> Result<Sending, Stop<ImportRefusal>> {
    Sending::begin(engine, &world.cast.north, world.cast.north_shop.id, told, world.now()).await
}

/// Sends an archive whole.
async fn sends(world: &World, engine: &Engine, key: &str) -> Result<JobId, Stop<ImportRefusal>> {
    let mut sending = begins(world, engine, 0).await?;
    if let Err(stop) = sending.take(&small(), world.now()).await {
        sending.forsake().await.unwrap();
        return Err(stop);
    }
    sending.end((key.to_owned(), "en".to_owned()), world.now()).await
}

fn code<T: std::fmt::Debug>(done: Result<T, Stop<ImportRefusal>>) -> String {
    match done.unwrap_err() {
        Stop::Refused(refusal) => refusal.to_string(),
        other => format!("{other:?}"),
    }
}

fn papers(world: &World) -> PathBuf {
    world.database.folder.join("papers")
}

/// Pieces that are kept, whole or on their way.
fn pieces(folder: &std::path::Path) -> usize {
    let Ok(files) = std::fs::read_dir(folder) else { return 0 };
    files.filter(|file| file.as_ref().unwrap().file_name() != "place").count()
}

/// A piece and a bit that are no archive.
fn bytes() -> Vec<u8> {
    vec![7; (4 << 20) + 9]
}

both!(who_sends_one_sends_no_other_and_who_may_not_sends_none, |world| {
    let cast = &world.cast;
    let sending = begins(world, &world.engine, 0).await.unwrap();
    assert_eq!(code(begins(world, &world.engine, 0).await), "import.one_at_a_time");
    sending.forsake().await.unwrap();
    let too_large = begins(world, &world.engine, ARCHIVE_BYTES_MAX + 1).await;
    assert_eq!(code(too_large), "archive.too_large", "what is announced is held against the limit first");
    let foreign = Sending::begin(&world.engine, &cast.brume, cast.north_shop.id, 0, world.now()).await;
    assert!(matches!(foreign, Err(Stop::Absent)), "{foreign:?}");
    sends(world, &world.engine, "k1").await.unwrap();
    world.settle().await;
    assert_eq!(pieces(&papers(world)), 0);
});

both!(what_is_not_sent_to_its_end_leaves_nothing, |world| {
    let folder = papers(world);
    // The connection is cut: nobody says so, what was under way is dropped.
    let mut sending = begins(world, &world.engine, 0).await.unwrap();
    sending.take(&bytes(), world.now()).await.unwrap();
    assert_eq!(pieces(&folder), 1);
    drop(sending);
    let all_gone = async {
        while pieces(&folder) > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, all_gone).await.expect("what was under way goes");
    // The process falls: nothing is dropped. Another one lets go of it some hours later.
    let mut sending = begins(world, &world.engine, 0).await.unwrap_or_else(|stop| panic!("{stop}"));
    sending.take(&bytes(), world.now()).await.unwrap();
    std::mem::forget(sending);
    world.later(300 * MINUTE).await;
    assert_eq!(pieces(&folder), 1, "it might be sent still");
    world.later(61 * MINUTE).await;
    assert_eq!(pieces(&folder), 0);
    world.must_be_sound().await;
});

both!(who_is_too_slow_or_sends_too_much_is_told_and_nothing_stays, |world| {
    let engine = world.engine_at("small", Arc::new(Folder::new(papers(world))), 5 << 20).await;
    let mut sending = begins(world, &engine, 0).await.unwrap();
    sending.take(&bytes(), world.now()).await.unwrap();
    let more = sending.take(&bytes(), world.now()).await;
    assert_eq!(code(more), "archive.too_large", "what was not announced is counted");
    sending.forsake().await.unwrap();
    let mut sending = begins(world, &engine, 0).await.unwrap();
    sending.take(&bytes(), world.now() + MINUTE).await.unwrap();
    let late = sending.take(b"x", world.now() + 10 * MINUTE).await;
    assert_eq!(code(late), SendingRefusal::TooSlow.to_string());
    sending.forsake().await.unwrap();
    assert_eq!(pieces(&papers(world)), 0);
    engine.release().await.unwrap();
});

/// A folder on a disk of so many bytes.
#[derive(Debug)]
struct SmallDisk {
    folder: Folder,
    left: AtomicU64,
    tells: bool,
}

impl Objects for SmallDisk {
    fn put(&self, key: &ObjectKey, bytes: &[u8]) -> anyhow::Result<()> {
        let takes = |left: u64| left.checked_sub(bytes.len() as u64);
        let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
        self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, takes).map_err(|_| full())?;
        self.folder.put(key, bytes)
    }

    fn get(&self, key: &ObjectKey) -> anyhow::Result<Option<Vec<u8>>> {
        self.folder.get(key)
    }

    fn delete(&self, key: &ObjectKey) -> anyhow::Result<()> {
        self.folder.delete(key)
    }

    fn free_bytes(&self) -> Option<u64> {
        self.tells.then(|| self.left.load(Ordering::SeqCst))
    }
}

both!(a_full_disk_is_a_refusal_and_the_last_of_it_is_left_to_others, |world| {
    let disk = |left, tells| {
        let folder = Folder::new(papers(world));
        Arc::new(SmallDisk { folder, left: AtomicU64::new(left), tells })
    };
    let engine = world.engine_at("full", disk(5 << 20, false), ARCHIVE_BYTES_MAX).await;
    let mut sending = begins(world, &engine, 0).await.unwrap();
    sending.take(&bytes(), world.now()).await.unwrap();
    assert_eq!(code(sending.take(&bytes(), world.now()).await), "import.disk_full", "found out by writing");
    sending.forsake().await.unwrap();
    assert_eq!(pieces(&papers(world)), 0);
    engine.release().await.unwrap();
    let engine = world.engine_at("nearly", disk(600 << 20, true), ARCHIVE_BYTES_MAX).await;
    assert_eq!(
        code(begins(world, &engine, 200 << 20).await),
        "import.disk_full",
        "found out before it is sent"
    );
    let mut sending = begins(world, &engine, 0).await.unwrap();
    let mut sent = 0_u64;
    let refused = loop {
        match sending.take(&bytes(), world.now()).await {
            Ok(()) => sent += bytes().len() as u64,
            refused => break code(refused),
        }
    };
    assert_eq!(refused, "import.disk_full");
    assert!((80 << 20..100 << 20).contains(&sent), "half a gigabyte is left: {sent}");
    sending.forsake().await.unwrap();
    engine.release().await.unwrap();
});

both!(a_place_that_processes_do_not_share_is_named_and_one_that_is_gone_too, |world| {
    let job =
        async |id| engine::job::get(&world.engine, JobDesk::Seller(&world.cast.north), id).await.unwrap().job;
    let elsewhere = world.database.folder.join("elsewhere");
    let engine = world.engine_at("alone", Arc::new(Folder::new(&elsewhere)), ARCHIVE_BYTES_MAX).await;
    let id = sends(world, &engine, "k1").await.unwrap();
    world.settle().await;
    let ended = job(id).await;
    assert_eq!((ended.state, ended.reason.as_str()), (JobState::Stopped, "job.file_elsewhere"));
    engine.release().await.unwrap();
    let id = sends(world, &world.engine, "k2").await.unwrap();
    for file in std::fs::read_dir(papers(world))
        .unwrap()
        .map(Result::unwrap)
        .filter(|file| file.file_name() != "place")
    {
        std::fs::remove_file(file.path()).unwrap();
    }
    world.settle().await;
    let ended = job(id).await;
    assert_eq!((ended.state, ended.reason.as_str()), (JobState::Stopped, "job.file_gone"));
    // A place that two processes share: one takes it in, the other works it off.
    let other = world.engine_of("other").await;
    let id = sends(world, &other, "k3").await.unwrap();
    other.release().await.unwrap();
    world.settle().await;
    assert_eq!((job(id).await.state, job(id).await.done), (JobState::Done, 1));
});

/// What this process held at most so far, in bytes; absent where the system does not tell.
fn held_at_most() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? << 10)
}

/// One red pixel, and behind it as much as a large photograph holds.
fn picture(number: u32, bytes: usize) -> Vec<u8> {
    const PNG: &[u8] =
        b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
        \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
        \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
    let mut made = PNG.to_vec();
    made.extend(number.to_be_bytes());
    made.resize(bytes, 0x5a);
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_megabytes_are_sent_and_imported_while_memory_stays_flat() {
    const ARTICLES: u32 = 20;
    const PICTURE_BYTES: usize = 10 << 20;
    const GROWS_BY_MAX: u64 = 100 << 20;
    let world = World::open(Kind::Sqlite).await.unwrap();
    let path = world.database.folder.join("large.zip");
    let mut zip = ZipWriter::new(std::fs::File::create(&path).unwrap());
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("products.csv", stored).unwrap();
    let rows: Vec<String> = (0..ARTICLES).map(|at| row(&format!("boot{at:02}"))).collect();
    zip.write_all([HEAD, &rows.concat()].concat().as_bytes()).unwrap();
    for at in 0..ARTICLES {
        zip.start_file(format!("pictures/boot{at:02}.png"), stored).unwrap();
        zip.write_all(&picture(at, PICTURE_BYTES)).unwrap();
    }
    drop(zip.finish().unwrap());
    let before = held_at_most();
    let mut file = std::fs::File::open(&path).unwrap();
    let told = file.metadata().unwrap().len();
    assert!(told > 200 << 20);
    let mut sending = begins(&world, &world.engine, told).await.unwrap();
    let mut some = vec![0; 256 << 10];
    loop {
        let read = file.read(&mut some).unwrap();
        if read == 0 {
            break;
        }
        sending.take(&some[..read], world.now()).await.unwrap();
    }
    let id = sending.end(("k1".to_owned(), "en".to_owned()), world.now()).await.unwrap();
    assert_eq!(pieces(&papers(&world)), 51);
    world.settle().await;
    let job = engine::job::get(&world.engine, JobDesk::Seller(&world.cast.north), id).await.unwrap().job;
    assert_eq!((job.state, job.done, job.refused), (JobState::Done, i64::from(ARTICLES), 0));
    assert_eq!(pieces(&papers(&world)), 0, "nothing is left behind");
    if let (Some(before), Some(after)) = (before, held_at_most()) {
        assert!(after - before < GROWS_BY_MAX, "memory grew by {} MiB", (after - before) >> 20);
    }
}
