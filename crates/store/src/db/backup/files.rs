//! Files that must be there after a power cut, and their hashes. Knows no database.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};

const CHUNK_BYTES: usize = 1 << 20;

/// The SHA-256 of a file, and its length.
pub fn hash_of(path: &Path) -> anyhow::Result<(String, u64)> {
    let mut file = File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        let read = file.read(&mut chunk).with_context(|| format!("reading {}", path.display()))?;
        if read == 0 {
            return Ok((data_encoding::HEXLOWER.encode(&hash.finalize()), bytes));
        }
        hash.update(&chunk[..read]);
        bytes += read as u64;
    }
}

/// Writes a small file whole or not at all.
pub(super) fn put(path: &Path, text: &[u8]) -> anyhow::Result<()> {
    let beside = path.with_extension("new");
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()?;
        std::fs::rename(&beside, path)
    });
    written.with_context(|| format!("writing {}", path.display()))?;
    path.parent().map_or(Ok(()), keep_names)
}

/// Makes the names in a folder durable.
pub(super) fn keep_names(folder: &Path) -> anyhow::Result<()> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.with_context(|| format!("making {} durable", folder.display()))
}

/// Makes a folder that only its user reads: what lies in it are people's data.
pub(super) fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("making {}", folder.display()))
}
