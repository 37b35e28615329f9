//! Folders for tests, gone when the test is.

use std::path::{Path, PathBuf};

#[derive(Debug)]
pub struct Folder(PathBuf);

pub fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("halles-{name}-{:x}", crate::outside::random_number()));
    std::fs::create_dir_all(&path).expect("the system has a folder for passing files");
    Folder(path)
}

impl Folder {
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
