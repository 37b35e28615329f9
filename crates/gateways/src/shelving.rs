//! Puts a file in its place whole or not at all: written beside it under a passing name, flushed, renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

/// Two writers of one process never share a passing name; two processes differ by their number.
static WRITES: AtomicU64 = AtomicU64::new(0);

pub fn put(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let turn = WRITES.fetch_add(1, Ordering::Relaxed);
    let passing = folder.join(format!(".{name}.{}-{turn}.part", std::process::id()));
    let written = write_flushed(&passing, bytes).and_then(|()| fs::rename(&passing, folder.join(name)));
    if written.is_err() {
        // The first error says what went wrong; a left-over part is harmless and never listed.
        let _ = fs::remove_file(&passing);
    }
    written
}

fn write_flushed(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
