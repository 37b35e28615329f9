//! A database of a test's own on the server for tests.

/// Makes it, and takes it away afterwards; without a server for tests it says so, and that is all.
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
pub fn with(name: &str, test: impl FnOnce(&str)) {
    let Ok(url) = std::env::var("HALLES_TEST_POSTGRES") else {
        eprintln!("skipped: HALLES_TEST_POSTGRES names no server");
        return;
    };
    let name = format!("halles_{name}_{}", std::process::id());
    let mut admin = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    admin.batch_execute(&format!("create database {name}")).unwrap();
    test(&format!("{}/{name}", url.rsplit_once('/').unwrap().0));
    admin.batch_execute(&format!("drop database {name} with (force)")).unwrap();
}
