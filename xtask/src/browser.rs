//! The journeys: the real binary with its demo markets, visited by Chromium.
//! Never downloads a browser: it takes the one of the machine, or Debian's.

use crate::{machine, steps};
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const NODE_MAJOR_MIN: u32 = 20;
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

pub fn journeys(root: &Path) -> Result<()> {
    let browser = browser()?;
    let folder = root.join("journeys");
    install_modules(&folder)?;
    steps::show(steps::cargo().args(["build", "--quiet", "--package", "halles"]))?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let output = Command::new("node")
        .args(["--test", "--test-reporter=tap", "--test-concurrency=1"])
        .args(files(&folder)?)
        .current_dir(&folder)
        .env("HALLES_BIN", target.join("debug/halles"))
        .env("HALLES_BROWSER", browser)
        .stdin(Stdio::null())
        .output()
        .context("start node")?;
    let report = String::from_utf8_lossy(&output.stdout);
    let (passed, failed) =
        (count(&report, "# pass "), count(&report, "# fail ") + count(&report, "# cancelled "));
    let is_good = output.status.success() && failed == 0;
    if !is_good {
        println!("{report}{}", String::from_utf8_lossy(&output.stderr));
    }
    println!("{passed} passed, {failed} failed");
    if !is_good || passed == 0 {
        bail!("the journeys ended with {}", output.status);
    }
    Ok(())
}

fn browser() -> Result<PathBuf> {
    if let Some(browser) = machine::find(&BROWSERS, &[]) {
        return Ok(browser);
    }
    machine::install(&PACKAGES)?;
    machine::find(&BROWSERS, &[]).context("chromium was installed, but is not to be found")
}

/// Installs what the lock file names, unless that was already done for this very lock file.
fn install_modules(folder: &Path) -> Result<()> {
    if machine::find(&["node"], &[]).is_none() || machine::find(&["npm"], &[]).is_none() {
        machine::install(&["nodejs", "npm"])?;
    }
    let output = Command::new("node").arg("--version").output().context("ask node for its version")?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if major(&version) < NODE_MAJOR_MIN {
        bail!("node is {version}; the journeys need {NODE_MAJOR_MIN} or newer");
    }
    let wanted = fs::read(folder.join("package-lock.json")).context("read journeys/package-lock.json")?;
    let mark = folder.join("node_modules/.installed");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    machine::run(
        Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder).stdin(Stdio::null()),
    )?;
    fs::write(mark, wanted).context("note what is installed")
}

/// `v20.20.2` is 20; what can't be read counts as too old.
fn major(version: &str) -> u32 {
    let number = version.trim_start_matches('v').split('.').next();
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).context("read the folder journeys")?;
    let paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    let is_journey = |path: &PathBuf| path.to_string_lossy().ends_with(".test.mjs");
    let mut journeys: Vec<PathBuf> = paths.into_iter().filter(is_journey).collect();
    journeys.sort();
    Ok(journeys)
}

fn count(report: &str, label: &str) -> usize {
    report
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix(label))
        .and_then(|n| n.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_nodes_are_known() {
        for (version, expected) in [("v20.20.2", 20), ("v18.0.0", 18), ("", 0)] {
            assert_eq!(major(version), expected, "{version}");
        }
    }

    #[test]
    fn the_closing_counts_are_read() {
        let report = "ok 1 - a\n# pass 1 inside\n# tests 3\n# pass 2\n# fail 1\n# cancelled 0\n";
        assert_eq!(
            (count(report, "# pass "), count(report, "# fail "), count(report, "# skipped ")),
            (2, 1, 0)
        );
    }
}
