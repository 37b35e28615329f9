//! What is counted while acts and reads run: atomics only, and nothing is allocated for an event. One set a process.
//! Decides nothing; what it counts is read by who watches. Reads the clock only to tell how long something took.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use tracing::Span;

/// The target of spans that only traces are made of.
pub const TRACE: &str = "halles_trace";
/// Acts told apart; what is more is counted as `other`.
const ACTS_MAX: usize = 512;
/// Upper ends of the buckets of times, in microseconds.
pub const MICROS: [u64; 14] =
    [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000];
/// Upper ends of the buckets of sizes.
pub const SIZES: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

/// How often something lay in which range, and the sum of it all.
#[derive(Debug)]
pub struct Histogram<const N: usize> {
    pub ends: &'static [u64; N],
    within: [AtomicU64; N],
    above: AtomicU64,
    sum: AtomicU64,
}

pub type Times = Histogram<14>;

/// How an act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused,
    Absent,
    Conflict,
    Fault,
    Busy,
}

/// All acts of one name.
#[derive(Debug)]
pub struct ActMeter {
    pub name: &'static str,
    ended: [AtomicU64; Outcome::ALL.len()],
    /// Decided again because somebody else was faster.
    pub repeated: AtomicU64,
    pub ran: Times,
}

/// How long acts waited for a connection.
pub static WAITED: Times = Histogram::new(&MICROS);
/// How long commits took, and how many acts each made durable.
pub static COMMITTED: Times = Histogram::new(&MICROS);
pub static TOGETHER: Histogram<8> = Histogram::new(&SIZES);
/// Reads on the thread that serves, and those on threads of their own.
pub static READ_INLINE: Times = Histogram::new(&MICROS);
pub static READ_HEAVY: Times = Histogram::new(&MICROS);
/// Connections at work.
pub static WRITERS_BUSY: Gauge = Gauge::new();
pub static READERS_BUSY: Gauge = Gauge::new();

/// Up to which moment (in microseconds) all is archived durably; 0 without an archive.
pub static ARCHIVED_AT: Gauge = Gauge::new();
/// 1 while the archive takes nothing.
pub static ARCHIVE_TROUBLE: Gauge = Gauge::new();

static ACTS: [OnceLock<ActMeter>; ACTS_MAX] = [const { OnceLock::new() }; ACTS_MAX];
static OTHER: ActMeter = ActMeter::new("other");

impl<const N: usize> Histogram<N> {
    pub const fn new(ends: &'static [u64; N]) -> Self {
        Self {
            ends,
            within: [const { AtomicU64::new(0) }; N],
            above: AtomicU64::new(0),
            sum: AtomicU64::new(0),
        }
    }

    pub fn note(&self, value: u64) {
        let slot = self.ends.iter().position(|end| value <= *end);
        slot.map_or(&self.above, |at| &self.within[at]).fetch_add(1, Relaxed);
        self.sum.fetch_add(value, Relaxed);
    }

    /// The microseconds since `start`.
    pub fn note_since(&self, start: Instant) {
        self.note(micros_since(start));
    }

    /// Counts up to each end, the count of all, and the sum.
    pub fn read(&self) -> ([u64; N], u64, u64) {
        let mut total = 0;
        let up_to = std::array::from_fn(|at| {
            total += self.within[at].load(Relaxed);
            total
        });
        (up_to, total + self.above.load(Relaxed), self.sum.load(Relaxed))
    }
}

impl Outcome {
    pub const ALL: [Self; 6] =
        [Self::Done, Self::Refused, Self::Absent, Self::Conflict, Self::Fault, Self::Busy];

    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Absent => "absent",
            Self::Conflict => "conflict",
            Self::Fault => "fault",
            Self::Busy => "busy",
        }
    }
}

impl ActMeter {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            ended: [const { AtomicU64::new(0) }; Outcome::ALL.len()],
            repeated: AtomicU64::new(0),
            ran: Histogram::new(&MICROS),
        }
    }

    pub fn count(&self, outcome: Outcome) {
        self.ended[outcome as usize].fetch_add(1, Relaxed);
    }

    pub fn ended(&self, outcome: Outcome) -> u64 {
        self.ended[outcome as usize].load(Relaxed)
    }
}

/// The acts that have happened so far.
pub fn acts() -> impl Iterator<Item = &'static ActMeter> {
    ACTS.iter().filter_map(OnceLock::get).chain(std::iter::once(&OTHER))
}

/// The meter of an act, by the name of the function that it stands in.
pub fn act(name: &'static str) -> &'static ActMeter {
    let name = short(name);
    let start = hash(name) % ACTS_MAX;
    for at in (start..ACTS_MAX).chain(0..start) {
        let meter = ACTS[at].get_or_init(|| ActMeter::new(name));
        if meter.name == name {
            return meter;
        }
    }
    &OTHER
}

/// `engine::order::ship::{{closure}}::{{closure}}` → `order::ship`: what the compiler calls a closure begins with the
/// function that it stands in.
fn short(name: &'static str) -> &'static str {
    let end = name.find("::{{").or_else(|| name.find('<')).unwrap_or(name.len());
    let name = &name[..end];
    let name = name.split_once('<').map_or(name, |(before, _)| before);
    name.split_once("::").map_or(name, |(_, rest)| rest)
}

/// FNV-1a: short, and good enough to spread a few hundred names.
fn hash(name: &str) -> usize {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    name.bytes().fold(0xcbf2_9ce4_8422_2325, step) as usize
}

/// How much of something is in use now.
#[derive(Debug)]
pub struct Gauge(AtomicU64);

/// Ends the use when dropped.
#[derive(Debug)]
pub struct InUse(&'static Gauge);

impl Gauge {
    #[expect(clippy::new_without_default, reason = "it is made for statics")]
    pub const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    pub fn hold(&'static self) -> InUse {
        self.0.fetch_add(1, Relaxed);
        InUse(self)
    }

    pub fn put(&self, value: u64) {
        self.0.store(value, Relaxed);
    }

    pub fn now(&self) -> u64 {
        self.0.load(Relaxed)
    }
}

impl Drop for InUse {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Relaxed);
    }
}

/// One act on its way: when it was asked for, and whether it has begun.
#[derive(Debug)]
pub struct Tally {
    meter: &'static ActMeter,
    asked: Instant,
    has_begun: bool,
    /// Of the act where traces are taken, else of whoever asked: what is logged on the way names its request.
    pub span: Span,
    /// From the end of its run to its answer.
    commit: Span,
}

impl Tally {
    pub fn new(name: &'static str) -> Self {
        let meter = act(name);
        let span = tracing::info_span!(target: TRACE, "act", act = meter.name);
        let span = if span.is_disabled() { Span::current() } else { span };
        Self { meter, asked: stopwatch(), has_begun: false, span, commit: Span::none() }
    }

    /// It runs, for the first time or again. Give what it answers to `ran`.
    pub fn begins(&mut self) -> Instant {
        let now = stopwatch();
        if self.has_begun {
            self.meter.repeated.fetch_add(1, Relaxed);
        } else {
            self.has_begun = true;
            WAITED.note(micros_between(self.asked, now));
        }
        now
    }

    pub fn ran(&mut self, begun: Instant) {
        self.meter.ran.note_since(begun);
        self.commit = tracing::info_span!(target: TRACE, parent: &self.span, "commit");
    }

    pub fn ends(&self, outcome: Outcome) {
        self.meter.count(outcome);
    }
}

/// When something began whose length is measured. Tells no time of day.
pub fn stopwatch() -> Instant {
    #[expect(
        clippy::disallowed_methods,
        reason = "only lengths are taken from it, and nothing is decided by them"
    )]
    Instant::now()
}

pub fn micros_since(start: Instant) -> u64 {
    micros_between(start, stopwatch())
}

fn micros_between(start: Instant, end: Instant) -> u64 {
    u64::try_from(end.duration_since(start).as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_is_called_by_the_function_that_it_stands_in() {
        let table = [
            ("engine::order::ship::{{closure}}::{{closure}}", "order::ship"),
            ("engine::checkout::place::place::{{closure}}", "checkout::place::place"),
            ("engine::cart::with<i64>::{{closure}}", "cart::with"),
            ("engine::engine::Engine::act<(), engine::x::{{closure}}>", "engine::Engine::act"),
            ("alone", "alone"),
        ];
        for (full, expected) in table {
            assert_eq!(short(full), expected);
        }
        let here = |_: ()| {};
        fn name_of<F>(_: &F) -> &'static str {
            std::any::type_name::<F>()
        }
        assert!(short(name_of(&here)).ends_with("an_act_is_called_by_the_function_that_it_stands_in"));
    }

    #[test]
    fn a_histogram_counts_up_to_each_end_and_beyond() {
        let sizes = Histogram::new(&SIZES);
        for value in [0, 1, 2, 3, 128, 129, 1_000] {
            sizes.note(value);
        }
        assert_eq!(sizes.read(), ([2, 3, 4, 4, 4, 4, 4, 5], 7, 1_263));
    }

    #[test]
    fn acts_of_one_name_share_a_meter_and_are_told_from_others() {
        let tally = Tally::new("engine::meter::of_this_test::{{closure}}");
        tally.ends(Outcome::Refused);
        Tally::new("engine::meter::of_this_test::{{closure}}::{{closure}}").ends(Outcome::Refused);
        let known = acts().find(|act| act.name == "meter::of_this_test").unwrap();
        assert_eq!((known.ended(Outcome::Refused), known.ended(Outcome::Done)), (2, 0));
    }
}
