//! What a long bench does just now, on the terminal of who waits for it; nothing where nobody looks.

use std::borrow::Cow;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use store::db::yardstick::Step;

use super::Options;

/// How often the clock on the line moves.
const TICK: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub struct Doing {
    line: ProgressBar,
}

impl Doing {
    pub fn new(options: &Options) -> Self {
        if options.json || !std::io::stderr().is_terminal() {
            return Self { line: ProgressBar::hidden() };
        }
        let style = ProgressStyle::with_template("{elapsed_precise}  {msg}");
        let line = ProgressBar::new_spinner().with_style(style.expect("the template is written correctly"));
        line.enable_steady_tick(TICK);
        Self { line }
    }

    pub fn say(&self, what: impl Into<Cow<'static, str>>) {
        self.line.set_message(what);
    }

    pub fn copy(&self, step: Step) {
        self.say(format!("copying {} (table {} of {})", step.table, step.at, step.of));
    }

    pub fn done(&self) {
        self.line.finish_and_clear();
    }
}
