//! A clock that can be set: a small library between the server and its system, made by the C compiler that linking Rust
//! needs anyway. Where there is none, the run says so and the clock stays right.

use std::path::{Path, PathBuf};
use std::process::Command;

const SOURCE: &str = include_str!("clock.c");

#[derive(Debug)]
pub struct Clock {
    library: PathBuf,
    shift: PathBuf,
}

impl Clock {
    /// Absent, with a word, where the library can't be made.
    pub fn make(folder: &Path) -> Option<Self> {
        let (source, library, shift) =
            (folder.join("clock.c"), folder.join("clock.so"), folder.join("clock.shift"));
        std::fs::write(&source, SOURCE).ok()?;
        let made =
            Command::new("cc").args(["-shared", "-fPIC", "-O1", "-o"]).args([&library, &source]).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("no C compiler here: the clock stays right");
            return None;
        }
        let clock = Self { library, shift };
        clock.is_set_by(0);
        Some(clock)
    }

    /// From now on the server's clock is wrong by so many seconds; the file is written in place, since it is mapped.
    pub fn is_set_by(&self, seconds: i64) {
        use std::io::Write;
        let file = std::fs::OpenOptions::new().create(true).write(true).truncate(false).open(&self.shift);
        let written = file.and_then(|mut file| file.write_all(&seconds.to_ne_bytes()));
        written.expect("the temporary folder can be written");
    }

    pub fn goes_into(&self, command: &mut Command) {
        command.env("LD_PRELOAD", &self.library).env("HALLES_CHAOS_CLOCK", &self.shift);
    }
}
