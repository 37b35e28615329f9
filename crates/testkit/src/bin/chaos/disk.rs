//! A disk so small that it can be filled: a file system in memory, which only root may mount.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const SIZE: &str = "size=256m";
static BLOCK: [u8; 1 << 16] = [0; 1 << 16];

#[derive(Debug)]
pub struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Absent, with a word, where this user may not mount one.
    pub fn mount(beside: &Path) -> Option<Self> {
        let folder = beside.join("disk");
        std::fs::create_dir_all(&folder).ok()?;
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", SIZE, "tmpfs"]).arg(&folder).status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self { folder });
        }
        println!("no disk can be mounted here (that takes root): disks that are full are left out");
        None
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes all the room that is left.
    pub fn fills(&self) {
        let Ok(mut ballast) = std::fs::File::create(self.ballast()) else { return };
        while ballast.write_all(&BLOCK).is_ok() {}
    }

    pub fn empties(&self) {
        let _ = std::fs::remove_file(self.ballast());
    }

    fn ballast(&self) -> PathBuf {
        self.folder.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.folder).status();
    }
}
