//! What the binary tells its user: answers on standard output, the log and complaints on standard error.

use std::io::Write;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::layer;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use crate::trace;

/// What is logged unless `HALLES_LOG` says otherwise.
const LOGGED: LevelFilter = LevelFilter::WARN;

/// Writes a line to standard output. A reader that went away (`halles … | head`) is no fault.
pub fn line(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Writes a value as one line of JSON.
pub fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(value)?);
    Ok(())
}

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogForm {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object a line, for programs
    Json,
}

/// Every line of a request names it by the id that its user sees: in its span.
pub fn start_log(form: LogForm) {
    let filter = filter(&std::env::var("HALLES_LOG").unwrap_or_default());
    let lines = layer().with_writer(std::io::stderr);
    let lines = match form {
        LogForm::Text => lines.boxed(),
        LogForm::Json => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let _ = tracing_subscriber::registry().with(lines.with_filter(filter)).with(trace::layer()).try_init();
}

/// `warn,halles::access=info`: a level for all, and for what comes from below a name.
fn filter(wanted: &str) -> Targets {
    let asked = wanted.parse::<Targets>().ok().filter(|_| !wanted.trim().is_empty());
    asked.unwrap_or_else(|| Targets::new().with_default(LOGGED))
}

pub fn complain(error: &anyhow::Error) {
    let _ = writeln!(std::io::stderr().lock(), "halles: {error:#}");
}

/// Rows in columns as wide as their widest cell, for people.
pub fn table(heads: &[&str], rows: &[Vec<String>]) {
    let width = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count());
        cells.chain(heads.get(at).map(|head| head.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..heads.len()).map(width).collect();
    let print = |cells: &[String]| {
        let padded: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        line(padded.join("  ").trim_end());
    };
    print(&heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>());
    rows.iter().for_each(|row| print(row));
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::Level;

    #[test]
    fn a_level_for_all_and_one_for_a_name_choose_what_is_logged() {
        let asked = filter("warn,halles::access=info");
        assert!(asked.would_enable("halles::access", &Level::INFO));
        assert!(asked.would_enable("engine", &Level::WARN) && !asked.would_enable("engine", &Level::INFO));
    }

    #[test]
    fn warnings_are_logged_where_nothing_or_nonsense_was_asked() {
        for asked in ["", " ", "halles=loudly"] {
            let filter = filter(asked);
            assert!(filter.would_enable("engine", &Level::WARN), "{asked:?}");
            assert!(!filter.would_enable("engine", &Level::INFO), "{asked:?}");
        }
    }
}
