//! With an archive, an installation comes back as it was at any moment: exactly with what was committed by then, also
//! where its server was killed without a warning. A backup taken while it serves is whole.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::time::{SystemTime, UNIX_EPOCH};

use testkit::Kind;

use crate::browser::Browser;
use crate::form::Form;
use crate::house::{House, Server};
use crate::opening::{finds, opens};

const BUYERS: usize = 4;
const TOLD_BEFORE_THE_FALL: usize = 12;
const TOLD_AFTERWARDS: usize = 6;

/// A purchase that a client was told of: it was committed between two moments.
struct Told {
    browser: Browser,
    pay_page: String,
    before: i64,
    after: i64,
}

#[test]
fn any_moment_comes_back_with_exactly_what_was_committed_by_then() {
    let house = House::new(Kind::Sqlite).expect("SQLite needs nothing");
    opens(&house);
    let archive = house.folder().join("archive");
    let archived = ["--archive", archive.to_str().unwrap()];
    let mut server = house.serves_as(&archived);
    waits_for_a_whole_copy(&archive);
    let offer = finds(&mut Browser::at(server.port), "breakfast");
    let (mut journal, _) = many_buy(&mut server, &offer, TOLD_BEFORE_THE_FALL, true);
    let fell_at = now();
    let mut server = house.serves_as(&archived);
    let (more, log) = many_buy(&mut server, &offer, TOLD_AFTERWARDS, false);
    assert!(!log.contains("ERROR"), "{log}");
    let (early, late) = (journal[TOLD_BEFORE_THE_FALL / 2].after, more[TOLD_AFTERWARDS / 2].after);
    journal.extend(more);
    for (name, moment) in [("early", early), ("fallen", fell_at), ("late", late), ("newest", i64::MAX)] {
        let at = iso(moment);
        let when = if moment == i64::MAX { vec![] } else { vec!["--at", at.as_str()] };
        let data = house.folder().join(name);
        let from = ["restore", "--from", archived[1], "--data", data.to_str().unwrap()];
        let told = house.tries(&[&from[..], &when[..]].concat());
        assert!(told.status.success(), "{name}: {told:?}");
        must_hold(&house, &data, &mut journal, (name, moment));
        let again = house.tries(&from);
        assert!(!again.status.success() && again.log.contains("nothing is written over"), "{again:?}");
    }
    let early = house.tries(&["restore", "--from", archived[1], "--data", "nowhere", "--at", "2020-01-01"]);
    assert!(early.log.contains("the archive begins at") && !Path::new("nowhere").exists(), "{early:?}");
}

#[test]
fn a_backup_taken_while_many_buy_is_sound_and_tells_damage() {
    let house = House::new(Kind::Sqlite).expect("SQLite needs nothing");
    opens(&house);
    let mut server = house.serves();
    let offer = finds(&mut Browser::at(server.port), "breakfast");
    let (mut journal, backup) = std::thread::scope(|scope| {
        let backup = scope.spawn(|| house.does(&["backup", house.folder().join("backup").to_str().unwrap()]));
        let (journal, _) = many_buy(&mut server, &offer, TOLD_AFTERWARDS, false);
        (journal, backup.join().unwrap())
    });
    assert!(backup["files"].as_u64().unwrap() >= 2, "{backup}");
    let (from, data) = (house.folder().join("backup"), house.folder().join("restored"));
    let words = ["restore", "--from", from.to_str().unwrap(), "--data", data.to_str().unwrap()];
    let told = house.tries(&words);
    assert!(told.status.success(), "{told:?}");
    must_hold(&house, &data, &mut journal, ("backup", 0));
    let damaged = from.join("secret");
    std::fs::write(&damaged, "other").unwrap();
    std::fs::remove_dir_all(&data).unwrap();
    let told = house.tries(&words);
    assert!(!told.status.success() && told.log.contains("secret is damaged") && !data.exists(), "{told:?}");
}

/// The restored installation is sound, serves, and holds what was committed by `moment` and nothing later; between the
/// moments at which a client asked and was told, either is right.
fn must_hold(house: &House, data: &Path, journal: &mut [Told], (name, moment): (&str, i64)) {
    let database = data.join("halles.db");
    let place = ["--data", data.to_str().unwrap(), "--database", database.to_str().unwrap()];
    let doctor = house.tries(&[&["doctor"], &place[..]].concat());
    assert!(doctor.status.success(), "{name}: {doctor:?}");
    let server = house.serves_as(&place);
    for told in journal {
        told.browser.moves_to(server.port);
        let is_there = match told.browser.get(&told.pay_page).status {
            200 => true,
            404 => false,
            other => panic!("{name}: {} answers {other}", told.pay_page),
        };
        if told.after <= moment {
            assert!(is_there, "{name}: told {} µs before, and lost", moment - told.after);
        }
        if told.before > moment && moment > 0 {
            assert!(!is_there, "{name}: asked for {} µs later, and there", told.before - moment);
        }
    }
    server.ends();
}

/// Lets many buy until so many were told, then kills or ends the server.
fn many_buy(server: &mut Server, offer: &Form, told_before: usize, falls: bool) -> (Vec<Told>, String) {
    let port = server.port;
    std::thread::scope(|scope| {
        let (tell, told) = channel();
        for _ in 0..BUYERS {
            let tell = tell.clone();
            // Where the server falls, the client stops; what it was told until then counts.
            scope.spawn(move || while buys(port, offer, &tell).is_ok() {});
        }
        drop(tell);
        let mut journal: Vec<Told> = told.iter().take(told_before).collect();
        let log = if falls { server.falls() } else { String::new() };
        if !falls {
            // Nobody hears the buyers any more, so they stop.
            drop(told);
            return (journal, log);
        }
        journal.extend(told.iter());
        (journal, log)
    })
}

fn buys(port: u16, offer: &Form, tell: &Sender<Told>) -> io::Result<()> {
    let mut browser = Browser::at(port);
    browser.tries("POST", &offer.action, Some(offer.body().as_bytes()))?;
    let page = browser.tries("GET", "/checkout", None)?.page;
    let typed = "email=guest@example.com,name=Ana Gast,street=3 rue du Port,postcode=69001,city=Lyon,do=pay";
    let typed = typed.split(',').filter_map(|field| field.split_once('='));
    let form = typed.fold(Form::on(&page, "/checkout"), |form, (field, text)| form.with(field, text));
    let before = now();
    let answer = browser.tries("POST", "/checkout", Some(form.body().as_bytes()))?;
    let after = now();
    assert_eq!(answer.status, 303, "{}", answer.page);
    let told = Told { browser, pay_page: answer.to, before, after };
    tell.send(told).map_err(|_| io::Error::other("nobody listens"))
}

fn waits_for_a_whole_copy(archive: &Path) {
    let is_there = || {
        let names = std::fs::read_dir(archive.join("base")).into_iter().flatten();
        names.filter_map(Result::ok).any(|base| base.file_name().to_string_lossy().contains('-'))
    };
    let tries = (0..3_000).take_while(|_| !is_there());
    tries.for_each(|_| std::thread::park_timeout(std::time::Duration::from_millis(10)));
    assert!(is_there(), "no whole copy was taken");
}

#[expect(clippy::disallowed_methods, reason = "the binary's clock is the system's")]
fn now() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros()).unwrap()
}

/// A moment as the command reads it, to the microsecond.
fn iso(moment: i64) -> String {
    let (day, rest) = (moment.div_euclid(domain::DAY), moment.rem_euclid(domain::DAY));
    let (second, micros) = (rest / 1_000_000, rest % 1_000_000);
    let date = gateways::payment::settlement::Day::at(day * domain::DAY);
    format!("{date}T{:02}:{:02}:{:02}.{micros:06}Z", second / 3_600, second / 60 % 60, second % 60)
}
