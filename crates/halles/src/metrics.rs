//! The figures of this process as Prometheus reads them: acts, commits, reads, requests, what waits, what the process
//! takes. Gathers them when asked; names no person, no address and no purchase.

pub mod http;
mod process;
mod text;

use std::sync::atomic::Ordering::Relaxed;

use domain::Micros;
use engine::Engine;
use engine::lag::Lag;
use store::db::meter::{self, Outcome};

use crate::trace;
use text::{Text, Unit, seconds};

/// What is only known by asking the database; absent where it does not answer.
pub type Waiting = Option<Lag>;

/// All figures. `serving` is how long this process has served.
pub fn write(engine: &Engine, waiting: &Waiting, now: Micros, serving: std::time::Duration) -> String {
    let mut text = Text::default();
    let labels = [("version", env!("CARGO_PKG_VERSION")), ("schema", &*store::db::newest().to_string())];
    text.family("halles_build_info", "gauge", "Version of the program and newest migration that it knows.");
    text.value("halles_build_info", &labels, 1);
    text.counter("halles_serving_seconds_total", "Since this process began to serve.", serving.as_secs());
    acts(&mut text);
    commits(&mut text, engine);
    outbox(&mut text, waiting, now);
    archive(&mut text, now);
    traces(&mut text);
    http::write(&mut text);
    process::write(&mut text);
    text.into_string()
}

fn acts(text: &mut Text) {
    text.family(
        "halles_acts_total",
        "counter",
        "Acts by the function that they stand in and how they ended.",
    );
    for act in meter::acts() {
        for outcome in Outcome::ALL {
            let count = act.ended(outcome);
            if count > 0 {
                text.value("halles_acts_total", &[("act", act.name), ("outcome", outcome.name())], count);
            }
        }
    }
    text.family("halles_act_repeats_total", "counter", "Acts decided again because rows changed meanwhile.");
    for act in meter::acts().filter(|act| act.repeated.load(Relaxed) > 0) {
        text.value("halles_act_repeats_total", &[("act", act.name)], act.repeated.load(Relaxed));
    }
    let name = "halles_act_run_seconds";
    text.family(
        name,
        "histogram",
        "How long an act (of a desk: a batch of them) ran, without waiting and commit.",
    );
    for act in meter::acts().filter(|act| act.ran.read().1 > 0) {
        text.histogram(name, &[("act", act.name)], Unit::Micros, &act.ran);
    }
    let name = "halles_act_wait_seconds";
    text.family(name, "histogram", "How long acts waited for a connection.");
    text.histogram(name, &[], Unit::Micros, &meter::WAITED);
}

fn commits(text: &mut Text, engine: &Engine) {
    let name = "halles_commit_seconds";
    text.family(name, "histogram", "How long commits took.");
    text.histogram(name, &[], Unit::Micros, &meter::COMMITTED);
    let name = "halles_commit_acts";
    text.family(name, "histogram", "Acts that shared a commit.");
    text.histogram(name, &[], Unit::Pieces, &meter::TOGETHER);
    let name = "halles_read_seconds";
    text.family(
        name,
        "histogram",
        "How long reads took: inline on a thread that serves, or on threads of their own.",
    );
    text.histogram(name, &[("where", "inline")], Unit::Micros, &meter::READ_INLINE);
    text.histogram(name, &[("where", "heavy")], Unit::Micros, &meter::READ_HEAVY);
    let (acts, reads) = engine.db().waiting();
    text.family("halles_queue_length", "gauge", "Acts and long reads that wait for a connection.");
    text.value("halles_queue_length", &[("queue", "acts")], acts);
    text.value("halles_queue_length", &[("queue", "reads")], reads);
    let (for_acts, for_reads) = engine.db().connections();
    text.family("halles_connections", "gauge", "Connections to the database.");
    text.value("halles_connections", &[("pool", "acts")], for_acts);
    text.value("halles_connections", &[("pool", "reads")], for_reads);
    text.family("halles_connections_busy", "gauge", "Connections at work.");
    text.value("halles_connections_busy", &[("pool", "acts")], meter::WRITERS_BUSY.now());
    text.value("halles_connections_busy", &[("pool", "reads")], meter::READERS_BUSY.now());
}

fn outbox(text: &mut Text, waiting: &Waiting, now: Micros) {
    text.gauge("halles_database_answers", "1 while the database answers.", u8::from(waiting.is_some()));
    let Some(lag) = waiting else { return };
    let age = |at: Option<Micros>| seconds(at.map_or(0, |at| u64::try_from(now - at).unwrap_or(0)));
    text.family("halles_outbox_events_behind", "gauge", "Events that a reader of the outbox has not read.");
    for behind in &lag.consumers {
        text.value("halles_outbox_events_behind", &[("consumer", behind.consumer)], behind.events);
    }
    text.family("halles_outbox_oldest_seconds", "gauge", "Age of the oldest event that it has not read.");
    for behind in &lag.consumers {
        text.value("halles_outbox_oldest_seconds", &[("consumer", behind.consumer)], age(behind.oldest));
    }
    text.gauge(
        "halles_timers_due",
        "Timers that are due and have not fired; 1000 means at least so many.",
        lag.due,
    );
    text.gauge("halles_timers_oldest_seconds", "Since when the first of them is due.", age(lag.first_due));
}

fn archive(text: &mut Text, now: Micros) {
    let up_to = meter::ARCHIVED_AT.now();
    if up_to == 0 {
        return;
    }
    let behind = u64::try_from(now).unwrap_or(0).saturating_sub(up_to);
    text.gauge(
        "halles_archive_behind_seconds",
        "Since when commits are not archived durably.",
        seconds(behind),
    );
    let trouble = meter::ARCHIVE_TROUBLE.now();
    text.gauge("halles_archive_trouble", "1 while the archive takes nothing: look at the log.", trouble);
}

fn traces(text: &mut Text) {
    let (sent, dropped) = (trace::SENT.load(Relaxed), trace::DROPPED.load(Relaxed));
    text.counter("halles_trace_spans_sent_total", "Spans that the collector of traces took.", sent);
    text.counter("halles_trace_spans_dropped_total", "Spans that nobody took in time.", dropped);
}
