//! What happens to the server: killed, its PostgreSQL restarted or cut off, its disk full, at moments that a seed draws.

use std::process::Command;
use std::time::Duration;

use engine::sandbox::Mood;
use store::Location;

use crate::house::{House, Server};
use crate::options::Options;

/// Between two troubles, in milliseconds: some hit a server that has only just begun.
const PAUSE_LEAST: u64 = 250;
const PAUSE_MOST: u64 = 5_000;
/// So long a provider stays in a bad mood.
const MOOD_FOR: Duration = Duration::from_secs(3);
/// The clock is wrong by up to so many seconds, either way.
const CLOCK_OFF_MOST: i64 = 60;
/// So long a full disk stays full.
const FULL_FOR: Duration = Duration::from_secs(3);

/// The command that restarts the cluster at once, as words; set by `cargo xtask chaos`.
const RESTART: &str = "HALLES_CHAOS_RESTART";
/// Cuts every connection to this database but the one that says so.
const CUT: &str = "do $$ begin perform pg_terminate_backend(pid) from pg_stat_activity \
     where datname = current_database() and pid <> pg_backend_pid(); end $$";

#[derive(Debug, Clone, Copy)]
enum Trouble {
    Kill,
    PgRestart,
    Cut,
    DiskFull,
    Clock,
    Mood,
}

/// What was done.
#[derive(Debug, Default)]
pub struct Done {
    kills: u64,
    restarts: u64,
    cuts: u64,
    full: u64,
    clocks: u64,
    moods: u64,
    /// Lines of servers' logs that tell of faults.
    errors: usize,
    left_out: usize,
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kills, restarts, cuts, full, clocks, moods, errors, left_out } = self;
        write!(
            f,
            "done: {kills} kills, {restarts} restarts of PostgreSQL, {cuts} cuts, {full} times a full disk, \
             {clocks} times another clock, {moods} times a provider in a mood; {errors} faults in the logs; {left_out} left out for time or means"
        )
    }
}

/// Lets every trouble happen that was asked for, in an order of chance. Answers the server that runs in the end.
pub fn happens(house: &House, options: &Options, server: Server) -> (Server, Done) {
    let mut dice = options.seed;
    let mut all = troubles(options);
    for at in (1..all.len()).rev() {
        all.swap(at, (roll(&mut dice) % (at as u64 + 1)) as usize);
    }
    let (mut server, mut done) = (server, Done::default());
    let most = options.minutes * 60_000;
    let mut spent = 0;
    for trouble in all {
        let pause = PAUSE_LEAST + roll(&mut dice) % (PAUSE_MOST - PAUSE_LEAST);
        spent += pause;
        if spent > most {
            done.left_out += 1;
            continue;
        }
        std::thread::sleep(Duration::from_millis(pause));
        server = one(house, (trouble, roll(&mut dice)), server, &mut done);
    }
    house.mood("honest");
    house.clock.iter().for_each(|clock| clock.is_set_by(0));
    std::thread::sleep(Duration::from_millis(PAUSE_MOST));
    (server, done)
}

fn troubles(options: &Options) -> Vec<Trouble> {
    let counts = [
        (Trouble::Kill, options.kills),
        (Trouble::PgRestart, options.pg_restarts),
        (Trouble::Cut, options.cuts),
        (Trouble::DiskFull, options.disk_full),
        (Trouble::Clock, options.clock_sets),
        (Trouble::Mood, options.moods),
    ];
    counts.iter().flat_map(|(trouble, count)| (0..*count).map(|_| *trouble)).collect()
}

fn one(house: &House, (trouble, drawn): (Trouble, u64), mut server: Server, done: &mut Done) -> Server {
    let happened = match trouble {
        Trouble::Kill => {
            done.errors += server.falls().matches("ERROR").count();
            done.kills += 1;
            return house.serves();
        }
        Trouble::PgRestart => restart().then(|| done.restarts += 1),
        Trouble::Cut => cut(&house.location()).then(|| done.cuts += 1),
        Trouble::DiskFull => house.disk.as_ref().map(|disk| {
            disk.fills();
            std::thread::sleep(FULL_FOR);
            disk.empties();
            done.full += 1;
        }),
        Trouble::Clock => house.clock.as_ref().map(|clock| {
            clock.is_set_by((drawn % (2 * CLOCK_OFF_MOST as u64 + 1)) as i64 - CLOCK_OFF_MOST);
            done.clocks += 1;
        }),
        Trouble::Mood => {
            let (name, _) = Mood::ALL[drawn as usize % Mood::ALL.len()];
            house.mood(name);
            std::thread::sleep(MOOD_FOR);
            house.mood("honest");
            done.moods += 1;
            Some(())
        }
    };
    if happened.is_none() {
        done.left_out += 1;
    }
    server
}

fn restart() -> bool {
    let Ok(words) = std::env::var(RESTART) else { return false };
    let mut words = words.split('\u{1f}');
    let Some(program) = words.next() else { return false };
    // The cluster keeps the streams of whoever starts it.
    let nowhere = std::process::Stdio::null;
    let status =
        Command::new(program).args(words).stdin(nowhere()).stdout(nowhere()).stderr(nowhere()).status();
    status.is_ok_and(|status| status.success())
}

fn cut(location: &Location) -> bool {
    let Location::Postgres(url) = location else { return false };
    let client = postgres::Client::connect(url, postgres::NoTls);
    client.is_ok_and(|mut client| client.batch_execute(CUT).is_ok())
}

/// SplitMix64.
fn roll(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
