//! What a buyer types on the sandbox's payment page, and what is wrong with it. Never keeps a number: only the last four digits leave.

use super::{CardBehaviour, TEST_CARDS};
use crate::day::Day;

const FIELD_BYTES_MAX: usize = 32;
const NUMBER_DIGITS: std::ops::RangeInclusive<usize> = 12..=19;
const EXPIRY_YEARS_MAX: i64 = 20;

/// The fields of the form as they were typed.
#[derive(Clone, Copy)]
pub struct CardForm<'a> {
    pub number: &'a str,
    /// `MM/YY` or `MM/YYYY`.
    pub expiry: &'a str,
    pub cvc: &'a str,
}

impl std::fmt::Debug for CardForm<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardForm(…)")
    }
}

/// A test card that may be charged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub behaviour: CardBehaviour,
    pub last_four: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardRefusal {
    #[error("this is not a card number")]
    NumberInvalid,
    #[error("the sandbox takes test cards only")]
    NotATestCard,
    #[error("the expiry is written MM/YY")]
    ExpiryInvalid,
    #[error("the card has expired")]
    Expired,
    #[error("the security code has three or four digits")]
    CvcInvalid,
}

impl CardRefusal {
    pub fn code(self) -> &'static str {
        match self {
            Self::NumberInvalid => "card.number_invalid",
            Self::NotATestCard => "card.not_a_test_card",
            Self::ExpiryInvalid => "card.expiry_invalid",
            Self::Expired => "card.expired",
            Self::CvcInvalid => "card.cvc_invalid",
        }
    }
}

/// Checks a form, the number first.
pub fn check_card(form: CardForm<'_>, now_micros: i64) -> Result<Card, CardRefusal> {
    let number = digits(form.number).ok_or(CardRefusal::NumberInvalid)?;
    if !NUMBER_DIGITS.contains(&number.len()) || !passes_luhn(&number) {
        return Err(CardRefusal::NumberInvalid);
    }
    let known = TEST_CARDS.iter().find(|card| card.number == number).ok_or(CardRefusal::NotATestCard)?;
    check_expiry(form.expiry, Day::at(now_micros))?;
    let cvc = digits(form.cvc).ok_or(CardRefusal::CvcInvalid)?;
    if !(3..=4).contains(&cvc.len()) {
        return Err(CardRefusal::CvcInvalid);
    }
    Ok(Card { behaviour: known.behaviour, last_four: number[number.len() - 4..].to_owned() })
}

/// The digits of a field; spaces and hyphens between them are the typist's.
fn digits(typed: &str) -> Option<String> {
    if typed.len() > FIELD_BYTES_MAX {
        return None;
    }
    let kept: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).collect();
    kept.bytes().all(|b| b.is_ascii_digit()).then_some(kept)
}

/// ISO/IEC 7812: from the right, every second digit counts double.
fn passes_luhn(number: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let values = number.bytes().rev().map(|b| u32::from(b - b'0')).enumerate();
    values.map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum::<u32>() % 10 == 0
}

/// A card is good until its month ends.
fn check_expiry(typed: &str, today: Day) -> Result<(), CardRefusal> {
    let (month, year) = typed.trim().split_once('/').ok_or(CardRefusal::ExpiryInvalid)?;
    let number = |part: &str, lengths: &[usize]| {
        let part = part.trim();
        let plain = lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if plain {
            part.parse::<i64>().map_err(|_| CardRefusal::ExpiryInvalid)
        } else {
            Err(CardRefusal::ExpiryInvalid)
        }
    };
    let (month, year) = (number(month, &[1, 2])?, number(year, &[2, 4])?);
    let year = if year < 100 { 2000 + year } else { year };
    if !(1..=12).contains(&month) || year > today.year + EXPIRY_YEARS_MAX {
        return Err(CardRefusal::ExpiryInvalid);
    }
    if (year, month) < (today.year, today.month) { Err(CardRefusal::Expired) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 22 November 2026.
    const NOW: i64 = 1_795_316_842_000_000;

    #[test]
    fn every_test_card_has_a_valid_number_of_its_own() {
        for card in TEST_CARDS {
            assert!(passes_luhn(card.number), "{}", card.number);
            assert_eq!(TEST_CARDS.iter().filter(|other| other.number == card.number).count(), 1);
        }
        assert!(TEST_CARDS.len() >= 8);
    }

    #[test]
    fn a_form_is_refused_at_its_first_fault() {
        use CardRefusal::*;
        let good = "4242 4242 4242 4242";
        let table = [
            (good, "11/26", "123", None),
            ("4242-4242-4242-4242", "1/2030", "1234", None),
            ("4242 4242 4242 4241", "12/30", "123", Some(NumberInvalid)),
            ("", "12/30", "123", Some(NumberInvalid)),
            ("four", "12/30", "123", Some(NumberInvalid)),
            ("4111 1111 1111 1111", "12/30", "123", Some(NotATestCard)),
            (good, "10/26", "123", Some(Expired)),
            (good, "13/30", "123", Some(ExpiryInvalid)),
            (good, "12/99", "123", Some(ExpiryInvalid)),
            (good, "12-30", "123", Some(ExpiryInvalid)),
            (good, "/", "123", Some(ExpiryInvalid)),
            (good, "+1/30", "123", Some(ExpiryInvalid)),
            (good, "12/30", "12", Some(CvcInvalid)),
            (good, "12/30", "12e", Some(CvcInvalid)),
        ];
        for (number, expiry, cvc, refusal) in table {
            assert_eq!(
                check_card(CardForm { number, expiry, cvc }, NOW).err(),
                refusal,
                "{number} {expiry} {cvc}"
            );
        }
    }

    #[test]
    fn only_the_last_four_digits_leave() {
        let form = CardForm { number: "4000 0000 0000 9995", expiry: "12/30", cvc: "123" };
        let card = check_card(form, NOW).unwrap();
        let expected =
            Card { behaviour: CardBehaviour::Declined("insufficient_funds"), last_four: "9995".into() };
        assert_eq!(card, expected);
        assert!(!format!("{form:?}").contains("9995"));
    }
}
