//! What is installed on this machine, and how to get what is missing.
//! Installs only with apt-get, as root, on Debian; everywhere else it says what to install.

use anyhow::{Context, Result, bail};
use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A program of the search path, or of one of `folders`.
pub fn find(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|program| program.is_file())
}

pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    if !is_root() || !Path::new("/etc/debian_version").exists() {
        bail!("missing on this machine: install {names} (on Debian: sudo apt-get install {names})");
    }
    println!("installing {names}");
    apt(&["update"])?;
    apt(&[&["install", "--yes", "--no-install-recommends"], packages].concat())
}

fn apt(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.arg("-qq").args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    run(&mut command)
}

/// Runs a command silently; if it fails, the error holds all that it said.
pub fn run(command: &mut Command) -> Result<()> {
    let text = describe(command);
    let output = command.output().with_context(|| format!("start {text}"))?;
    if !output.status.success() {
        let said = [output.stdout, output.stderr].concat();
        bail!("{text}: {}\n{}", output.status, String::from_utf8_lossy(&said).trim_end());
    }
    Ok(())
}

pub fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
