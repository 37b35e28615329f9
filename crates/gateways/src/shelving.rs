//! Puts a file in its place whole or not at all: written beside it under a passing name, renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Two writers of one process never share a passing name; two processes differ by their number.
static WRITES: AtomicU64 = AtomicU64::new(0);

pub fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let turn = WRITES.fetch_add(1, Ordering::Relaxed);
    let passing = folder.join(format!(".{name}.{}-{turn}.part", std::process::id()));
    let write = || {
        let mut file = File::create(&passing)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    let written = in_folder(folder, write).and_then(|()| fs::rename(&passing, folder.join(name)));
    if written.is_err() {
        // The first error says what went wrong; a left-over part is harmless and never listed.
        let _ = fs::remove_file(&passing);
    }
    written
}

/// Writes into a folder, which is made where it is not there yet.
pub fn in_folder(folder: &Path, write: impl Fn() -> io::Result<()>) -> io::Result<()> {
    match write() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            write()
        }
        done => done,
    }
}
