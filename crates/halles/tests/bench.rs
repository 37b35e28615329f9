//! `halles bench` as a program that reads its figures meets it: one object in the last line, nothing left behind.

#![expect(clippy::unwrap_used, reason = "a story that can't go on stops")]

use std::process::Command;

use serde_json::Value;

/// A bench with its temporary folders in `folder`.
fn bench(folder: &std::path::Path, words: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_halles"));
    command.arg("bench").args(words).env_clear().env("TMPDIR", folder).output().unwrap()
}

fn tells_figures(database: Option<&str>, name: &str) {
    let folder = std::env::temp_dir().join(format!("halles-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut words = vec!["import", "--rows", "60", "--json"];
    words.extend(database.iter().flat_map(|url| ["--database", url]));
    let done = bench(&folder, &words);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    let figures: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert_eq!((&figures["bench"], &figures["rows"]), (&"import".into(), &60.into()));
    for figure in ["products_per_second", "raw_per_second"] {
        assert!(figures[figure].as_u64().unwrap() > 0, "{figures}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0, "a bench takes its data away");
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_bench_ends_with_one_object_of_figures_on_sqlite() {
    tells_figures(None, "bench-lite");
}

#[test]
fn a_bench_ends_with_one_object_of_figures_on_postgresql() {
    match std::env::var("HALLES_TEST_POSTGRES") {
        Ok(url) => tells_figures(Some(&url), "bench-pg"),
        Err(_) => eprintln!("skipped: HALLES_TEST_POSTGRES names no server"),
    }
}

#[test]
fn a_bench_refuses_a_database_that_it_could_not_take_away_again() {
    let done = bench(&std::env::temp_dir(), &["checkout", "--database", "mine.db"]);
    assert!(!done.status.success());
    assert!(String::from_utf8_lossy(&done.stderr).contains("postgres://"));
}
