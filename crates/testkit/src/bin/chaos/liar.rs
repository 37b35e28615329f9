//! The provider as a liar: signs words about payments with the installation's own secret, right ones and wrong ones, and
//! sends them to the market's door. What the market makes of them is judged by the provider's books.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use domain::payment::Payment;
use gateways::payment::sandbox::deliver;
use gateways::payment::signature::Secret;
use gateways::payment::{EventKind, ProviderEvent};
use money::Money;
use store::{Db, Location};

use crate::browser::{Browser, HOST};
use crate::journal::Journal;

/// Between two rounds of lies.
const PAUSE: Duration = Duration::from_secs(2);
/// A round is about so many of the latest purchases.
const LATEST: usize = 12;

/// Lies until it is over.
pub fn lies(port: u16, (data, location): (&Path, &Location), journal: &Journal, over: &AtomicBool) {
    let Some(secret) = secret_of(data) else {
        return println!("the provider's secret can't be read: no lies");
    };
    let mut round = 0;
    while !over.load(Ordering::SeqCst) {
        std::thread::sleep(PAUSE);
        // Opened anew each time: a server that was killed finds its database alone.
        let payments = latest(location, journal);
        for (at, payment) in payments.iter().enumerate() {
            let other = &payments[(at + 1) % payments.len()];
            for event in words(payment, other, round + at) {
                tell(port, &event, &secret, journal);
            }
        }
        round += 1;
    }
}

fn secret_of(data: &Path) -> Option<Secret> {
    let text = std::fs::read_to_string(data.join("secret")).ok()?;
    let line = text.lines().nth(1)?.trim();
    let byte = |at: usize| u8::from_str_radix(line.get(at..at + 2)?, 16).ok();
    Secret::from_bytes(&(0..line.len()).step_by(2).map(byte).collect::<Option<Vec<u8>>>()?).ok()
}

fn latest(location: &Location, journal: &Journal) -> Vec<Payment> {
    let told = journal.told().placed.iter().rev().take(LATEST).copied().collect::<Vec<_>>();
    let Ok(db) = Db::open(location) else { return Vec::new() };
    let read = db.act_blocking(move |tx| {
        let mut all = Vec::new();
        for id in &told {
            all.extend(store::payment::payments_of(tx, *id)?);
        }
        Ok(all)
    });
    let known: Result<Vec<Payment>, store::Problem> = read;
    known.unwrap_or_default().into_iter().filter(|payment| !payment.reference.is_empty()).collect()
}

/// A success that may not be so, twice; one of another amount; one with another's charge.
fn words(payment: &Payment, other: &Payment, number: usize) -> Vec<ProviderEvent> {
    let (amount, reference) = match number % 3 {
        0 => (payment.amount, &payment.reference),
        1 => (payment.amount + 1, &payment.reference),
        _ => (payment.amount, &other.reference),
    };
    let event = ProviderEvent {
        id: format!("ev_{}_{number}", payment.id),
        kind: EventKind::ChargePaid,
        reference: reference.clone(),
        intent: payment.id.to_string(),
        amount: Money::new(amount, payment.currency),
        at_micros: payment.created_at,
        code: None,
    };
    vec![event.clone(), event]
}

fn tell(port: u16, event: &ProviderEvent, secret: &Secret, journal: &Journal) {
    let delivery = deliver(event, secret, now());
    let mut head = format!(
        "POST /hooks/payment/sandbox HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n",
        delivery.body.len()
    );
    for (name, value) in &delivery.headers {
        head += &format!("{name}: {value}\r\n");
    }
    head += "\r\n";
    if let Ok(answer) = Browser::at(port).raw(&[head.as_bytes(), &delivery.body]) {
        journal.counts(if answer.status < 300 { &journal.words_taken } else { &journal.words_refused });
    }
}

fn now() -> i64 {
    #[expect(clippy::disallowed_methods, reason = "a driver stands outside of what it drives")]
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock stands after 1970");
    i64::try_from(since.as_micros()).expect("microseconds fit for 290,000 years")
}
