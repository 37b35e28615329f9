//! Boutiques as they are made by archivers, and as they are made by people who mean harm.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::testing::Folder;

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn refusal(bytes: Vec<u8>) -> &'static str {
    Boutique::of(Cursor::new(bytes)).map(|_| ()).unwrap_err().code()
}

const GOODS: (&str, &[u8]) = (PRODUCTS, b"Handle,Title\n");

#[test]
fn a_boutique_is_read_flat_or_with_a_folder_around_it_and_noise_is_left_out() {
    for around in ["", "My Shop/"] {
        let name = |name: &str| format!("{around}{name}");
        let files = [
            (name(PRODUCTS), "Handle,Title\n"),
            (name("Shop.toml"), "name = 'x'"),
            (name("pictures/Cup.JPG"), "jpeg"),
            (name("pictures/cup/2.png"), "png"),
            (name("pictures/readme.txt"), "no picture"),
            (name("__MACOSX/pictures/._cup.jpg"), "noise"),
            (name("invoices/2019.pdf"), "private"),
        ];
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        let mut boutique = Boutique::of(Cursor::new(zipped(&files))).unwrap();
        assert_eq!(boutique.text(SHOP).unwrap().unwrap(), b"name = 'x'");
        assert_eq!(boutique.text(STOCK).unwrap(), None);
        let pictures: Vec<EntryName> = boutique.pictures().cloned().collect();
        let names: Vec<_> = pictures.iter().map(|name| name.below_pictures().unwrap()).collect();
        assert_eq!(names, ["cup.jpg", "cup/2.png"], "{around}");
        assert_eq!(boutique.picture(&pictures[0]).unwrap().unwrap(), b"jpeg");
    }
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "../products.csv",
        "pictures/../../etc/passwd",
        "/etc/passwd",
        "C:/windows/system.ini",
        "pictures\\..\\x.jpg",
        "pictures/./x.jpg",
        "pictures//x.jpg",
        "a/b/c/d/e.jpg",
        "pictures/a\0.jpg",
        &"x".repeat(300),
    ] {
        assert_eq!(refusal(zipped(&[GOODS, (name, b"x")])), "archive.bad_name", "{name}");
    }
    assert_eq!(refusal(zipped(&[GOODS, ("PRODUCTS.csv", b"x")])), "archive.twice");
    assert_eq!(refusal(zipped(&[("shop.toml", b"x")])), "archive.no_products");
}

#[test]
fn links_are_refused_in_archives_and_folders() {
    let mut zip = ZipWriter::new_append(Cursor::new(zipped(&[GOODS]))).unwrap();
    zip.add_symlink("pictures/key.jpg", "/etc/shadow", SimpleFileOptions::default()).unwrap();
    assert_eq!(refusal(zip.finish().unwrap().into_inner()), "archive.link");

    let folder = Folder::new("boutique");
    std::fs::write(folder.path().join(PRODUCTS), "Handle\n").unwrap();
    std::fs::create_dir(folder.path().join("pictures")).unwrap();
    std::fs::write(folder.path().join("pictures/cup.jpg"), "jpeg").unwrap();
    assert_eq!(Boutique::open(folder.path()).unwrap().pictures().count(), 1);
    std::os::unix::fs::symlink("/etc", folder.path().join("etc")).unwrap();
    assert_eq!(Boutique::open(folder.path()).map(|_| ()).unwrap_err().code(), "archive.link");
}

#[test]
fn what_would_fill_a_disk_is_refused_before_it_is_unpacked() {
    let zeros = vec![0_u8; 40 << 20];
    assert_eq!(refusal(zipped(&[GOODS, ("pictures/a.jpg", &zeros)])), "archive.bomb");
    let many: Vec<String> = (0..=ENTRIES_MAX).map(|at| format!("pictures/{at}.jpg")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refusal(zipped(&many)), "archive.too_many_files");
}

/// Where the record that ends the directory begins.
fn end_of(zip: &[u8]) -> usize {
    zip.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap()
}

#[test]
fn a_directory_that_claims_more_than_it_may_is_refused_before_it_is_read() {
    let whole = zipped(&[GOODS, ("pictures/a.jpg", b"jpeg")]);
    let mut claims = whole.clone();
    let at = end_of(&claims);
    let most = u16::try_from(ENTRIES_MAX).unwrap() + 1;
    claims[at + 8..at + 10].copy_from_slice(&most.to_le_bytes());
    assert_eq!(refusal(claims), "archive.too_many_files");
    // The wider record of archives with large numbers, as archivers write it, and as nobody would.
    let wide = |entries: u64, place: u64| {
        let mut zip = whole.clone();
        let end = zip.split_off(at);
        let (size, start) = (&end[12..16], &end[16..20]);
        zip.extend(b"PK\x06\x06");
        zip.extend(44_u64.to_le_bytes());
        zip.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        zip.extend(entries.to_le_bytes());
        zip.extend(entries.to_le_bytes());
        zip.extend([size, &[0; 4], start, &[0; 4], b"PK\x06\x07", &[0; 4]].concat());
        zip.extend(place.to_le_bytes());
        zip.extend(1_u32.to_le_bytes());
        zip.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
        zip
    };
    let fine = Boutique::of(Cursor::new(wide(2, at as u64))).unwrap();
    assert_eq!(fine.pictures().count(), 1, "a wide record that tells the truth is read");
    assert_eq!(refusal(wide(1 << 24, at as u64)), "archive.too_many_files");
    assert_eq!(refusal(wide(1 << 24, 0)), "archive.unreadable");
}

#[test]
fn a_directory_that_is_all_names_is_not_read_to_its_end() {
    let bytes = vec![b'x'; 60_000];
    let mut entry = b"PK\x01\x02\x14\0\x14\0".to_vec();
    entry.resize(46, 0);
    entry[30..32].copy_from_slice(&60_000_u16.to_le_bytes());
    entry[28..30].copy_from_slice(&4_u16.to_le_bytes());
    let mut zip = Vec::new();
    const ENTRIES: u16 = 1_000;
    for at in 0..ENTRIES {
        zip.extend(&entry);
        zip.extend(format!("{at:04}").bytes());
        // A field that nobody knows, as long as a field may be.
        zip.extend([0x99, 0x99]);
        zip.extend(59_996_u16.to_le_bytes());
        zip.extend(&bytes[..59_996]);
    }
    let size = u32::try_from(zip.len()).unwrap();
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([ENTRIES.to_le_bytes(), ENTRIES.to_le_bytes()].concat());
    zip.extend([size.to_le_bytes(), 0_u32.to_le_bytes()].concat());
    zip.extend([0, 0]);
    assert!(zip.len() > 50 << 20, "more than is read of a directory");
    assert_eq!(refusal(zip), "archive.unreadable");
}

#[test]
fn a_directory_that_lies_about_a_size_gains_nothing() {
    let text = vec![b'x'; 3 << 10];
    let mut bytes = zipped(&[GOODS, ("pictures/a.jpg", &text)]);
    // The size unpacked, in both headers of the entry: three kilobytes become one.
    let (truth, lie) = (3_072_u32.to_le_bytes(), 1_024_u32.to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == truth {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
    }
    // Whoever notices first: nothing of it is read.
    let read = Boutique::of(Cursor::new(bytes)).and_then(|mut boutique| {
        let name = boutique.pictures().next().unwrap().clone();
        boutique.picture(&name)
    });
    assert!(read.is_err(), "{read:?}");
}

#[test]
fn locked_and_damaged_archives_are_refused() {
    let mut locked = zipped(&[GOODS]);
    let directory = locked.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    locked[directory + 8] |= 1;
    assert_eq!(refusal(locked), "archive.locked");
    let whole = zipped(&[GOODS, ("pictures/a.jpg", b"jpeg")]);
    for bytes in [Vec::new(), b"PK\x03\x04".to_vec(), whole[..whole.len() / 2].to_vec(), b"Rar!".to_vec()] {
        assert_eq!(refusal(bytes), "archive.unreadable");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = zipped(&[GOODS, ("shop.toml", b"name = 'x'"), ("pictures/a.jpg", b"jpeg")]);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let cut = cut.index(bytes.len()) + 1;
        for some in [bytes.clone(), bytes[..cut].to_vec()] {
            if let Ok(mut boutique) = Boutique::of(Cursor::new(some)) {
                let _ = boutique.text(SHOP);
                let names: Vec<EntryName> = boutique.pictures().cloned().collect();
                names.iter().for_each(|name| drop(boutique.picture(name)));
            }
        }
    }
}
