//! Every statement is understood by both databases.

use store::{Db, Location, Problem};

fn prepare_all(location: &Location) -> usize {
    let db = Db::open(location).expect("the database opens");
    let prepared = db.act_blocking(|tx| store::db::prepare_all(tx).map_err(Problem::Fault));
    prepared.expect("every statement is understood")
}

#[test]
fn sqlite_understands_every_statement() {
    let folder = std::env::temp_dir().join(format!("halles-statements-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    assert!(prepare_all(&Location::File(folder.join("halles.db"))) > 100);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn postgres_understands_every_statement() {
    let Ok(url) = std::env::var("HALLES_TEST_POSTGRES") else {
        eprintln!("skipped: HALLES_TEST_POSTGRES names no server");
        return;
    };
    let name = format!("halles_statements_{}", std::process::id());
    let mut admin = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    admin.batch_execute(&format!("create database {name}")).unwrap();
    let own = format!("{}/{name}", url.rsplit_once('/').unwrap().0);
    assert!(prepare_all(&Location::Postgres(own)) > 100);
    admin.batch_execute(&format!("drop database {name} with (force)")).unwrap();
}
