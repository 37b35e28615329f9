//! From events to letters on their way.

use std::sync::Arc;

use domain::event::Event;
use gateways::mail::{Letter, MailFailure};

use super::facts::facts;
use super::{Facts, Tells};
use crate::{Engine, Seen, Stop};

/// Reads events in their order: writes and sends the letters that they call for, all with one look at the database and from
/// one thread that may wait for the mail server. A letter's key is the event's id and the reader, so that sending again does
/// not look like another letter. Answers how many events were done before one failed, and why that one did.
pub(crate) async fn feed(engine: &Engine, events: &[Arc<Event>]) -> (usize, Seen<()>) {
    let (own, wanted) = (engine.clone(), events.to_vec());
    let read = engine
        .read(move |tx| {
            // What an event is about may be gone: then nothing is left to tell.
            let told = |event: Arc<Event>| {
                let facts = facts(tx, &own, &event).or_else(|stop| match stop {
                    Stop::Absent => Ok(Vec::new()),
                    other => Err(other),
                });
                (event, facts)
            };
            Ok(wanted.into_iter().map(told).collect())
        })
        .await;
    let told: Vec<(Arc<Event>, Seen<Vec<Facts>>)> = match read {
        Ok(told) => told,
        Err(stop) => return (0, Err(stop)),
    };
    let own = engine.clone();
    match engine.blocking(move || send_all(&own, told)).await {
        Ok(sent) => sent,
        Err(stop) => (0, Err(stop)),
    }
}

fn send_all(engine: &Engine, told: Vec<(Arc<Event>, Seen<Vec<Facts>>)>) -> (usize, Seen<()>) {
    let count = told.len();
    for (done, (event, letters)) in told.into_iter().enumerate() {
        let sent = letters.and_then(|all| all.into_iter().try_for_each(|facts| send(engine, &event, facts)));
        if sent.is_err() {
            return (done, sent);
        }
    }
    (count, Ok(()))
}

/// Blocks.
fn send(engine: &Engine, event: &Event, facts: Facts) -> Seen<()> {
    let text = (engine.inner.outside.letters)(&facts);
    let unsubscribe = match &facts.tells {
        Tells::ShopNews { leave, .. } => leave.clone(),
        _ => String::new(),
    };
    let reader = domain::bucket_of_text(&facts.reader.email);
    let letter = Letter {
        to: facts.reader.email,
        to_name: facts.reader.name,
        subject: text.subject,
        text: text.text,
        html: text.html,
        key: format!("{}-{reader}", event.id),
        unsubscribe,
    };
    match engine.inner.outside.mailer.send(&letter, event.at) {
        Ok(()) => Ok(()),
        // The mail server will never take this letter: it is told once, and the others go on.
        Err(failure @ MailFailure::Refused { .. }) => {
            tracing::error!(letter = letter.key, problem = %failure, "a letter was refused");
            Ok(())
        }
        Err(failure) => Err(Stop::fault(format!("letter {}: {failure}", letter.key))),
    }
}
