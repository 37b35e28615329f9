//! Files of several pieces, whole, cut short, swapped and left behind.

use super::*;
use crate::objects::Folder;
use crate::seal::{Draw, MasterKey};
use crate::testing;

const FILE: &str = "boutique-job_1";

fn key() -> FileKey {
    MasterKey::new([7; 32]).file_key(FILE, &Draw { key: [1; 32], nonce: [2; 12] }).0
}

/// Two full pieces and a bit.
fn content() -> Vec<u8> {
    (0..PIECE_BYTES * 2 + 77).map(|at| (at % 251) as u8).collect()
}

fn kept(folder: &testing::Folder) -> Arc<dyn Objects> {
    let objects: Arc<dyn Objects> = Arc::new(Folder::new(folder.path()));
    let mut writer = Writer::new(Arc::clone(&objects), key(), FILE.to_owned());
    content().chunks(PIECE_BYTES).for_each(|piece| writer.put(piece.to_vec()).unwrap());
    objects
}

fn reader(objects: &Arc<dyn Objects>) -> Reader {
    Reader::new(Arc::clone(objects), key(), FILE.to_owned(), content().len() as u64)
}

#[test]
fn what_was_put_piece_by_piece_is_read_from_any_place() {
    let folder = testing::Folder::new("pieces");
    let objects = kept(&folder);
    let (whole, mut read) = (content(), Vec::new());
    reader(&objects).read_to_end(&mut read).unwrap();
    assert!(read == whole, "all of it, in order");
    let mut one = reader(&objects);
    for (to, at) in [
        (SeekFrom::End(-100), whole.len() - 100),
        (SeekFrom::Start(PIECE_BYTES as u64 - 8), PIECE_BYTES - 8),
        (SeekFrom::Current(PIECE_BYTES as i64), PIECE_BYTES * 2 + 8),
    ] {
        one.seek(to).unwrap();
        let mut some = [0; 16];
        one.read_exact(&mut some).unwrap();
        assert_eq!(some, whole[at..at + 16], "{to:?}");
    }
    assert!(one.at_hand.len() <= AT_HAND_MAX);
    assert!(one.seek(SeekFrom::Current(-1 << 40)).is_err(), "nobody reads before the beginning");
    one.seek(SeekFrom::End(5)).unwrap();
    assert_eq!(one.read(&mut [0; 4]).unwrap(), 0);
}

#[test]
fn pieces_that_are_gone_swapped_or_of_another_file_are_never_read() {
    let folder = testing::Folder::new("pieces-broken");
    let objects = kept(&folder);
    let (first, second) =
        (folder.path().join("boutique-job_1-00000"), folder.path().join("boutique-job_1-00001"));
    let on_disk = std::fs::read(&first).unwrap();
    let begins = content()[..16].to_vec();
    assert!(!on_disk.windows(16).any(|some| some == begins), "nothing shows through");
    std::fs::copy(&first, &second).unwrap();
    let failed = reader(&objects).read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(failed.kind(), io::ErrorKind::InvalidData);
    std::fs::remove_file(&first).unwrap();
    let failed = reader(&objects).read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(failed.kind(), io::ErrorKind::NotFound);
    let mut longer = Reader::new(Arc::clone(&objects), key(), FILE.to_owned(), content().len() as u64 + 1);
    longer.seek(SeekFrom::Start(PIECE_BYTES as u64 * 2)).unwrap();
    assert!(longer.read(&mut [0; 1]).is_err(), "a file that was cut short is found out");
}

#[test]
fn what_is_forsaken_leaves_nothing_and_takes_nothing_more() {
    let folder = testing::Folder::new("pieces-forsaken");
    let objects: Arc<dyn Objects> = Arc::new(Folder::new(folder.path()));
    let mut writer = Writer::new(objects, key(), FILE.to_owned());
    writer.put(b"one".to_vec()).unwrap();
    writer.put(b"two".to_vec()).unwrap();
    writer.forsake().unwrap();
    assert!(writer.put(b"three".to_vec()).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!([0, 1, PIECE_BYTES as u64, PIECE_BYTES as u64 + 1].map(pieces_of), [0, 1, 1, 2]);
}
