//! `cargo xtask chaos`: kills a real server at moments of chance while people buy, pay, ship, confirm and refund, starts it
//! again, cuts its database off, fills its disk, and at the end lays what it told beside what is there. Ends with 1 where the
//! two disagree. Everything it starts, it ends; clients speak to 127.0.0.1 alone.

#![expect(clippy::print_stdout, reason = "a person started it")]
#![expect(clippy::unwrap_used, reason = "a run that can't go on stops")]

#[path = "../../../../halles/tests/stranger/browser.rs"]
#[expect(dead_code, reason = "the stranger of the binary's tests does more than this crowd")]
mod browser;
mod clock;
mod disk;
#[path = "../../../../halles/tests/stranger/form.rs"]
#[expect(dead_code, reason = "the stranger of the binary's tests does more than this crowd")]
mod form;
mod house;
mod journal;
mod liar;
mod load;
#[path = "../../../../halles/tests/stranger/opening.rs"]
#[expect(dead_code, reason = "the stranger of the binary's tests does more than this crowd")]
mod opening;
mod options;
mod trouble;
mod verdict;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use self::house::House;
use self::journal::Journal;
use self::load::Crowd;
use self::options::Options;

/// In quiet, everything has to be put right within so many looks: leases of a process that fell end after a quarter of a
/// minute, and a silent payment is asked about after one and again after two.
const LOOKS_MAX: usize = 60;
/// As long as something still changes (lists and letters are read), it is waited for; but not for ever.
const LOOKS_MOST: usize = 600;
const BETWEEN_LOOKS: Duration = Duration::from_secs(4);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&words) {
        Ok(options) => options,
        Err(wrong) => {
            println!("{wrong}\n{}", options::USAGE);
            return ExitCode::FAILURE;
        }
    };
    let Some(house) = House::new(&options) else { return ExitCode::FAILURE };
    println!("chaos with seed {}: {options:?}", options.seed);
    opening::opens(&house);
    restocks(&house);
    let journal = Arc::new(Journal::default());
    let found = storm(&house, &options, &journal);
    for line in &found {
        println!("DISAGREES  {line}");
    }
    println!(
        "{}",
        if found.is_empty() { "journal and database agree" } else { "journal and database disagree" }
    );
    if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// More of everything than any run sells.
fn restocks(house: &House) {
    for (file, shop) in [("shopify.csv", "atelier-brume"), ("woocommerce.csv", "loeffelhof")] {
        let path = house.folder().join(file);
        let text = std::fs::read_to_string(&path).expect("it was written just now");
        let text = text.replace(",4000,", ",400,").replace(",400,", ",1000000,");
        std::fs::write(&path, text).expect("the temporary folder can be written");
        let words = [
            "import",
            "products",
            "--market",
            "mall",
            "--shop",
            shop,
            path.to_str().expect("a path of this run is plain"),
        ];
        assert_eq!(house.does(&words)["changed"], 2, "goods are counted anew");
    }
}

/// Trouble while a crowd is served; then quiet, and what was found.
fn storm(house: &House, options: &Options, journal: &Arc<Journal>) -> Vec<String> {
    let server = house.serves();
    let crowd = Crowd::sees(house.port);
    let over = AtomicBool::new(false);
    let (server, done) = std::thread::scope(|scope| {
        crowd.comes(scope, journal, &over);
        if options.moods > 0 {
            let (data, location, over) = (house.data(), house.location(), &over);
            scope.spawn(move || liar::lies(house.port, (&data, &location), journal, over));
        }
        let done = trouble::happens(house, options, server);
        over.store(true, Ordering::SeqCst);
        done
    });
    println!("{done}");
    println!("{journal}");
    let unread = comes_to_rest(house, journal);
    let log = server.ends();
    println!(
        "the last server ended {}",
        if log.contains("ERROR") { "with errors in its log" } else { "quietly" }
    );
    let mut found = house.unsound();
    found.extend(verdict::of(&house.location(), journal));
    found.extend(unread);
    found
}

/// Waits until journal and database agree and every event has been read; answers what nobody reads.
fn comes_to_rest(house: &House, journal: &Journal) -> Vec<String> {
    let (mut last, mut same) = (Vec::new(), 0);
    for _ in 0..LOOKS_MOST {
        std::thread::sleep(BETWEEN_LOOKS);
        let unread = verdict::unread(&house.location());
        if unread.is_empty() && verdict::of(&house.location(), journal).is_empty() {
            return unread;
        }
        same = if unread == last { same + 1 } else { 0 };
        if same == LOOKS_MAX {
            return unread;
        }
        last = unread;
    }
    last
}
