//! The letters of the demo's past. Hundreds were written; the newest go into the folder that `/dev/mail` shows.

use std::sync::{Arc, Mutex, PoisonError};

use domain::Micros;
use engine::mail::{Facts, LetterText};
use gateways::mail::{Letter, Mailer};

/// So many can be looked at.
const NEWEST: usize = 40;

#[derive(Debug, Clone, Default)]
pub struct Letters {
    all: Arc<Mutex<Vec<(Micros, Facts)>>>,
}

impl Letters {
    /// Keeps what letters tell instead of writing them.
    pub fn kept(
        &self,
        now: impl Fn() -> Micros + Send + Sync + 'static,
    ) -> Box<dyn Fn(&Facts) -> LetterText + Send + Sync> {
        let all = Arc::clone(&self.all);
        Box::new(move |facts| {
            all.lock().unwrap_or_else(PoisonError::into_inner).push((now(), facts.clone()));
            LetterText { subject: "kept".to_owned(), text: "kept".to_owned(), html: "kept".to_owned() }
        })
    }

    /// Writes the newest and sends them, dated as they were.
    pub fn send_newest(&self, mailer: &Mailer) -> anyhow::Result<()> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, (moment, facts)) in all.iter().enumerate().skip(all.len().saturating_sub(NEWEST)) {
            let text = web::letters::for_reader(facts);
            let letter = Letter {
                to: facts.reader.email.clone(),
                to_name: facts.reader.name.clone(),
                subject: text.subject,
                text: text.text,
                html: text.html,
                key: format!("past-{at}"),
                unsubscribe: String::new(),
            };
            mailer.send(&letter, *moment)?;
        }
        Ok(())
    }
}
