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
    Boutique::read(bytes).map(|_| ()).unwrap_err().code()
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
        let mut boutique = Boutique::read(zipped(&files)).unwrap();
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
    let read = Boutique::read(bytes).and_then(|mut boutique| {
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
            if let Ok(mut boutique) = Boutique::read(some) {
                let _ = boutique.text(SHOP);
                let names: Vec<EntryName> = boutique.pictures().cloned().collect();
                names.iter().for_each(|name| drop(boutique.picture(name)));
            }
        }
    }
}
