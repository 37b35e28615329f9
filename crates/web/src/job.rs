//! Long work as the desks show it: how far it is, how it ended, and what became of each thing. Of a seller or of a market
//! alike; where its pages lie is the site's own.

use domain::Code;
use domain::job::{Job, JobKind, JobLine, JobState, LineOutcome};

use domain::paper::PaperKind;

use crate::{Tone, Words, admission};

/// While work goes on, the page asks for its figures anew after so many seconds.
const RENEW_SECONDS: i64 = 2;

/// A word in a tone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    pub tone: &'static str,
    pub icon: &'static str,
    pub text: String,
}

/// One job.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// Where the button that stops it leads.
    pub stop: String,
    /// Its report as a file.
    pub report: String,
    pub title: String,
    pub begun: String,
    pub author: String,
    pub state: Mark,
    /// Why it was stopped; may be empty.
    pub reason: String,
    pub total: i64,
    pub told: i64,
    pub done: i64,
    pub unchanged: i64,
    pub refused: i64,
    pub is_open: bool,
}

/// What became of one thing.
#[derive(Debug, Clone)]
pub struct Line {
    pub name: String,
    /// Its page; empty for what has none.
    pub href: String,
    pub mark: Mark,
    pub why: String,
}

/// What the work is called.
pub fn title(words: Words, kind: JobKind) -> String {
    words.say(&format!("job-kind-{}", kind.code())).into_owned()
}

impl Mark {
    fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone: tone.class(), icon: tone.icon(), text: text.into() }
    }
}

fn state(words: Words, state: JobState) -> Mark {
    let text = words.say(&format!("job-{}", state.code()));
    match state {
        JobState::Waiting | JobState::Running => Mark::new(Tone::Info, text),
        JobState::Done => Mark::new(Tone::Good, text),
        JobState::Stopped => Mark::new(Tone::Warn, text),
    }
}

impl Row {
    /// `to` makes an address below the page of the job: “” is the page itself.
    pub fn new(words: Words, offset_minutes: i32, job: &Job, to: impl Fn(&str) -> String) -> Self {
        let reason = if job.reason.is_empty() { String::new() } else { words.refusal(&job.reason, &[]) };
        Self {
            href: to(""),
            stop: to("/stop"),
            report: to("/report.csv"),
            title: title(words, job.kind),
            begun: words.day_time(job.begun_at, offset_minutes),
            author: job.author_name.clone(),
            state: state(words, job.state),
            reason,
            total: job.total.max(job.told()),
            told: job.told(),
            done: job.done,
            unchanged: job.unchanged,
            refused: job.refused,
            is_open: job.is_open(),
        }
    }

    /// After how many seconds the figures are asked for anew; 0 once it has ended.
    pub fn renew(&self) -> i64 {
        if self.is_open { RENEW_SECONDS } else { 0 }
    }
}

impl Line {
    /// `href` leads to the page of a thing by its raw id.
    pub fn new(words: Words, line: &JobLine, href: impl Fn(i64) -> String) -> Self {
        let text = words.say(&format!("job-line-{}", line.outcome.code()));
        let mark = match line.outcome {
            LineOutcome::Done => Mark::new(Tone::Good, text),
            LineOutcome::Unchanged => Mark { text: text.into_owned(), ..Mark::default() },
            LineOutcome::Refused => Mark::new(Tone::Bad, text),
        };
        Self {
            name: line.name.clone(),
            href: if line.subject > 0 { href(line.subject) } else { String::new() },
            mark,
            why: why(words, line),
        }
    }
}

/// The sentence of a code; a code of a file's own cell stands for itself.
pub fn reason(words: Words, code: &str) -> String {
    let key = format!("refusal-{}", code.replace('.', "-"));
    if words.knows(&key) { words.refusal(code, &[]) } else { code.to_owned() }
}

/// The sentences of a line: the paper that it is about, its own reason, then others that stand beside it.
pub fn why(words: Words, line: &JobLine) -> String {
    let kept_out = line.kept_out();
    if !kept_out.is_empty() {
        let said = kept_out.iter().map(|(objection, shop)| {
            let reason = words.refusal(objection.code(), &[]);
            words.with("job-line-kept-out", &[("shop", (*shop).into()), ("reason", reason.into())])
        });
        return said.collect::<Vec<_>>().join(" ");
    }
    let mut said = Vec::new();
    let paper: Option<PaperKind> = line.value.parse().ok();
    said.extend(paper.map(|kind| admission::paper(words, kind)));
    if !line.code.is_empty() {
        said.push(reason(words, &line.code));
    }
    let is_code =
        |word: &str| word.contains('.') && words.knows(&format!("refusal-{}", word.replace('.', "-")));
    if !line.value.is_empty() && line.value.split(' ').all(is_code) {
        said.extend(line.value.split(' ').map(|code| words.refusal(code, &[])));
    } else if !line.value.is_empty() && paper.is_none() {
        said.push(line.value.clone());
    }
    said.join(if paper.is_some() { " · " } else { " " })
}
