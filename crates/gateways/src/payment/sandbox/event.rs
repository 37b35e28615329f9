//! The sandbox's events on the wire: JSON, signed as any provider's would be. Never sends; the engine's worker does.

use crate::payment::signature::{self, ForgedEvent, Secret};
use crate::payment::{Headers, ProviderEvent};

/// A request to make: these headers, exactly this body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub headers: [(&'static str, String); 3],
    pub body: Vec<u8>,
}

/// An event as it goes out now. Its id stays the same over all attempts; the time is that of the attempt.
pub fn deliver(event: &ProviderEvent, secret: &Secret, now_micros: i64) -> Delivery {
    let body = serde_json::to_vec(event).expect("an event has only texts and numbers");
    let seconds = now_micros.div_euclid(1_000_000);
    let headers = [
        (signature::HEADER_ID, event.id.clone()),
        (signature::HEADER_TIMESTAMP, seconds.to_string()),
        (signature::HEADER_SIGNATURE, secret.sign(&event.id, seconds, &body)),
    ];
    Delivery { headers, body }
}

/// The other end: believes a request only if it is signed, fresh, and about the id that it names.
pub fn read_event(
    secrets: &[Secret],
    headers: Headers<'_>,
    body: &[u8],
    now_micros: i64,
) -> Result<ProviderEvent, ForgedEvent> {
    let id = signature::verify(secrets, headers, body, now_micros)?;
    let event: ProviderEvent = serde_json::from_slice(body).map_err(|_| ForgedEvent::Unreadable)?;
    if event.id == id { Ok(event) } else { Err(ForgedEvent::Unreadable) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::EventKind;
    use money::{Currency, Money};

    const NOW: i64 = 1_795_316_842_000_000;

    fn event() -> ProviderEvent {
        ProviderEvent {
            id: "evt_1".into(),
            kind: EventKind::ChargePaid,
            reference: "ch_1".into(),
            intent: "pay_1".into(),
            amount: Money::new(4_990, Currency::EUR),
            at_micros: NOW,
            code: None,
        }
    }

    fn read(delivery: &Delivery, body: &[u8], now_micros: i64) -> Result<ProviderEvent, ForgedEvent> {
        let find =
            |name: &str| delivery.headers.iter().find(|(known, _)| *known == name).map(|(_, v)| v.clone());
        read_event(&[secret()], &find, body, now_micros)
    }

    fn secret() -> Secret {
        Secret::from_bytes(&[1; 32]).unwrap()
    }

    #[test]
    fn a_delivered_event_reads_back_and_a_changed_or_replayed_one_does_not() {
        let delivery = deliver(&event(), &secret(), NOW);
        assert_eq!(read(&delivery, &delivery.body, NOW + 1_000_000), Ok(event()));
        let richer = String::from_utf8(delivery.body.clone()).unwrap().replace("4990", "9990");
        assert_eq!(read(&delivery, richer.as_bytes(), NOW), Err(ForgedEvent::SignatureWrong));
        assert_eq!(read(&delivery, &delivery.body, NOW + 301_000_000), Err(ForgedEvent::OutOfTime));
        let later = deliver(&event(), &secret(), NOW + 600_000_000);
        assert_eq!(
            read(&later, &later.body, NOW + 600_000_000),
            Ok(event()),
            "a later attempt is the same event"
        );
    }

    #[test]
    fn an_event_is_plain_json() {
        let text = String::from_utf8(deliver(&event(), &secret(), NOW).body).unwrap();
        assert!(
            text.starts_with(r#"{"id":"evt_1","kind":"charge.paid","reference":"ch_1","intent":"pay_1","#),
            "{text}"
        );
        assert!(text.contains(r#""amount":{"minor":4990,"currency":"EUR"}"#), "{text}");
    }

    #[test]
    fn signed_nonsense_is_unreadable() {
        let mut delivery = deliver(&event(), &secret(), NOW);
        let seconds = NOW / 1_000_000;
        for body in [&b"{}"[..], b"", br#"{"id":"evt_2","kind":"charge.paid"}"#] {
            delivery.headers[2].1 = secret().sign("evt_1", seconds, body);
            assert_eq!(read(&delivery, body, NOW), Err(ForgedEvent::Unreadable));
        }
    }
}
