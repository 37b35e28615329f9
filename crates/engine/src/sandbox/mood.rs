//! The sandbox provider on a bad day: silent, slow, lying or refusing, as whoever rehearses trouble asks of it. Its own books
//! stay right, so that what a market made of the lies can be judged by them. Never in the way where nobody asked for it.

use std::time::Duration;

use gateways::payment::signature::ForgedEvent;
use gateways::payment::{
    Call, ChargeReport, Headers, OpenCharge, OpenPayout, OpenRefund, OpenedCharge, OutgoingState,
    PaymentProvider, PayoutReport, ProviderEvent, ProviderFailure, RefundReport,
};
use money::Money;

use super::Sandbox;
use crate::Engine;

/// A slow provider takes so long for each call.
const SLOWLY: Duration = Duration::from_millis(1_500);

/// What the provider does with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Honest,
    /// Does nothing and says nothing.
    Silent,
    /// Does what it is asked, and says nothing.
    SilentAfter,
    Slow,
    /// Speaks of a cent more than it took, and of refunds that wait though they are done.
    WrongAmount,
    /// Answers about somebody else's charge.
    WrongPurchase,
    Refusing,
}

impl Mood {
    pub const ALL: [(&str, Self); 7] = [
        ("honest", Self::Honest),
        ("silent", Self::Silent),
        ("silent_after", Self::SilentAfter),
        ("slow", Self::Slow),
        ("wrong_amount", Self::WrongAmount),
        ("wrong_purchase", Self::WrongPurchase),
        ("refusing", Self::Refusing),
    ];

    /// The mood of a name; any other word is an honest one.
    pub fn named(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|(known, _)| *known == name.trim());
        found.map_or(Self::Honest, |(_, mood)| mood)
    }
}

/// The sandbox, and who says in which mood it is at each call.
pub struct Moody {
    sandbox: Sandbox,
    mood: Box<dyn Fn() -> Mood + Send + Sync>,
}

impl std::fmt::Debug for Moody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Moody")
    }
}

impl Moody {
    pub fn new(engine: &Engine, mood: impl Fn() -> Mood + Send + Sync + 'static) -> Self {
        Self { sandbox: Sandbox::new(engine), mood: Box::new(mood) }
    }

    /// For moods that change nothing about an answer but whether it comes, and when.
    async fn call<T>(mood: Mood, call: Call<'_, T>) -> Result<T, ProviderFailure> {
        match mood {
            Mood::Silent => Err(ProviderFailure::Silent),
            Mood::SilentAfter => call.await.and(Err(ProviderFailure::Silent)),
            Mood::Slow => {
                tokio::time::sleep(SLOWLY).await;
                call.await
            }
            _ => call.await,
        }
    }
}

impl PaymentProvider for Moody {
    fn name(&self) -> &'static str {
        self.sandbox.name()
    }

    fn open_charge<'c>(&'c self, charge: &'c OpenCharge) -> Call<'c, OpenedCharge> {
        Box::pin(Self::call((self.mood)(), self.sandbox.open_charge(charge)))
    }

    fn charge<'c>(&'c self, reference: &'c str) -> Call<'c, ChargeReport> {
        Box::pin(async move {
            let mood = (self.mood)();
            let told = Self::call(mood, self.sandbox.charge(reference)).await?;
            match mood {
                Mood::WrongAmount => {
                    let more = told.amount.minor.saturating_add(1);
                    Ok(ChargeReport { amount: Money::new(more, told.amount.currency), ..told })
                }
                Mood::WrongPurchase => Ok(ChargeReport { intent: format!("{}0", told.intent), ..told }),
                Mood::Refusing => Err(ProviderFailure::Silent),
                _ => Ok(told),
            }
        })
    }

    fn refund<'c>(&'c self, refund: &'c OpenRefund) -> Call<'c, RefundReport> {
        Box::pin(async move {
            let mood = (self.mood)();
            if mood == Mood::Refusing {
                return Err(ProviderFailure::refused("not_today"));
            }
            let told = Self::call(mood, self.sandbox.refund(refund)).await?;
            let state = if mood == Mood::WrongAmount { OutgoingState::Pending } else { told.state };
            Ok(RefundReport { state, ..told })
        })
    }

    fn pay_out<'c>(&'c self, payout: &'c OpenPayout) -> Call<'c, PayoutReport> {
        Box::pin(async move {
            let mood = (self.mood)();
            // Whoever refuses a payout must not have made it: the market takes the money back at once.
            if mood == Mood::Refusing && !self.sandbox.has_paid_out(&payout.intent).await? {
                return Err(ProviderFailure::refused("account_closed"));
            }
            Self::call(mood, self.sandbox.pay_out(payout)).await
        })
    }

    fn read_event(&self, headers: Headers<'_>, body: &[u8], now: i64) -> Result<ProviderEvent, ForgedEvent> {
        self.sandbox.read_event(headers, body, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mood_has_a_name_and_strange_words_are_honest() {
        for (name, mood) in Mood::ALL {
            assert_eq!(Mood::named(&format!("{name}\n")), mood);
        }
        assert_eq!(Mood::named("gloomy"), Mood::Honest);
    }
}
