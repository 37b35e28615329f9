//! Sending a seller's available money to its bank.

use money::Currency;

use crate::{Micros, OperatorId, PayoutId, SellerId};

codes! {
    pub enum PayoutState {
        /// Proposed by schedule, waits for an operator.
        Proposed = "proposed",
        /// Money has left the balance; the provider is told.
        Approved = "approved",
        Paid = "paid",
        /// The bank could not deliver: the money is back in the balance.
        Returned = "returned",
        Refused = "refused",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    pub id: PayoutId,
    pub seller: SellerId,
    /// Who keeps the money until then, and of whose markets it comes.
    pub operator: OperatorId,
    pub amount: i64,
    pub currency: Currency,
    pub iban: String,
    pub state: PayoutState,
    pub reference: String,
    pub code: String,
    pub proposed_at: Micros,
    pub approved_at: Option<Micros>,
    pub approved_by: String,
    pub paid_at: Option<Micros>,
    pub version: i64,
}

/// Why a payout can't go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayoutRefusal {
    #[error("payout.already_decided")]
    AlreadyDecided,
    #[error("payout.balance_short")]
    BalanceShort,
    #[error("payout.no_bank")]
    NoBank,
    /// A shop of the seller is suspended.
    #[error("payout.suspended")]
    Suspended,
}

/// What may be paid out: all that is available, if it reaches the least amount and nothing is owed.
pub fn due(available: i64, due_from_seller: i64, least: i64) -> Option<i64> {
    (due_from_seller == 0 && available >= least).then_some(available)
}

/// ISO 13616: length by country is left to the bank; shape and the mod-97 check are ours.
pub fn iban_fits(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !(15..=34).contains(&plain.len()) || !plain.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let (head, tail) = plain.split_at(4);
    let remainder = tail.chars().chain(head.chars()).try_fold(0_u32, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 })
    });
    remainder == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ibans_are_checked_by_their_digits() {
        for (text, fits) in [
            ("FR76 3000 6000 0112 3456 7890 189", true),
            ("DE89370400440532013000", true),
            ("DE89370400440532013001", false),
            ("", false),
            ("FR76", false),
        ] {
            assert_eq!(iban_fits(text), fits, "{text}");
        }
    }

    #[test]
    fn nothing_is_paid_out_to_who_owes_or_below_the_least() {
        assert_eq!(due(5_000, 0, 1_000), Some(5_000));
        assert_eq!(due(999, 0, 1_000), None);
        assert_eq!(due(5_000, 1, 1_000), None);
    }
}
