//! Shipping many orders from a file: the carrier's list of numbers comes in, a report goes out, line by line.

use web::{Desk, Form, Frame, Page, Words};

use crate::desk::{Room, Scope};
use crate::sample;

/// The file that a seller can fill in.
pub const TEMPLATE_CSV: &str = "order,carrier,tracking\r\n";

/// `/seller/tracking`
#[derive(Debug, askama::Template)]
#[template(path = "tracking/show.html")]
pub struct ShowTracking {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    pub form: Form,
    pub report: Option<Report>,
}

/// What became of a file.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub done: Vec<String>,
    pub problems: Vec<Problem>,
}

/// A line that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: i64,
    pub value: String,
    pub why: String,
}

impl Report {
    pub fn new(words: Words, done: Vec<String>, problems: Vec<(i64, String, String)>) -> Self {
        let problem = |(line, code, value): (i64, String, String)| Problem {
            line,
            value,
            why: words.refusal(&code, &[("left", 0_i64.into())]),
        };
        Self { done, problems: problems.into_iter().map(problem).collect() }
    }
}

impl Page for ShowTracking {
    fn samples(words: Words) -> Vec<Self> {
        let page = |form: Form, report: Option<Report>| Self {
            frame: Frame::sample(words).titled(words.say("seller-menu-tracking")),
            desk: sample::desk(words, Room::Tracking),
            scope: sample::scope(),
            form,
            report,
        };
        let mut form = Form::default();
        form.errors.refuse("file", "upload.no_file", Vec::new());
        let done = sample::orders().iter().map(|(order, _)| order.id.to_string()).collect();
        let problems = vec![
            (3, "tracking.order_unknown".to_owned(), "B-7731".to_owned()),
            (12, "order.already_shipped".to_owned(), "<b>ord</b>".to_owned()),
        ];
        vec![
            page(Form::default(), None),
            page(form, None),
            page(Form::default(), Some(Report::new(words, done, problems))),
            page(Form::default(), Some(Report::default())),
        ]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowTracking>();
    }
}
