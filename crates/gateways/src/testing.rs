//! What the tests of this crate share: a folder of their own that goes when they end.

pub mod tls;

use std::path::{Path, PathBuf};

pub struct Folder(PathBuf);

impl Folder {
    /// `name` differs from test to test, the process number from run to run.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("halles-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
