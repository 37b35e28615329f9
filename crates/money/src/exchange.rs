//! What an amount becomes elsewhere: in another currency, dearer or cheaper by a share, up to the next round ending.

use std::fmt;
use std::str::FromStr;

use crate::amount::AMOUNT_MINOR_MAX;
use crate::{Currency, Money, MoneyError};

const MILLION: i128 = 1_000_000;
const DECIMALS: usize = 6;
/// A thousand billionths to a million of one currency for one of the other: wider than any pair that is traded.
const RATE_PPM_MAX: i64 = 1_000_000_000_000;
/// A tenth of the price, to eleven times the price.
const MARKUP_PPM: std::ops::RangeInclusive<i64> = -900_000..=10_000_000;

/// How much of another currency one unit of this one is worth, in parts per million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ExchangeRate(i64);

/// By which share a price is raised, in parts per million; below zero it is lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Markup(i64);

/// The text is no rate of exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rate of exchange")]
pub struct UnknownExchange;

/// The text is no share by which a price can be raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a share between -90 and 1000 %")]
pub struct UnknownMarkup;

impl ExchangeRate {
    pub fn from_ppm(ppm: i64) -> Result<Self, UnknownExchange> {
        if (1..=RATE_PPM_MAX).contains(&ppm) { Ok(Self(ppm)) } else { Err(UnknownExchange) }
    }

    pub fn ppm(self) -> i64 {
        self.0
    }
}

impl Markup {
    pub const NONE: Self = Self(0);

    pub fn from_ppm(ppm: i64) -> Result<Self, UnknownMarkup> {
        if MARKUP_PPM.contains(&ppm) { Ok(Self(ppm)) } else { Err(UnknownMarkup) }
    }

    pub fn ppm(self) -> i64 {
        self.0
    }
}

impl Money {
    /// The same worth in another currency, rounded half away from zero.
    pub fn exchanged(self, rate: ExchangeRate, to: Currency) -> Result<Self, MoneyError> {
        let worth = i128::from(self.minor) * i128::from(rate.0) * i128::from(to.minor_per_major());
        bounded(worth, MILLION * i128::from(self.currency.minor_per_major()), to)
    }

    /// Dearer by a share, or cheaper, rounded half away from zero.
    pub fn marked_up(self, by: Markup) -> Result<Self, MoneyError> {
        bounded(i128::from(self.minor) * (MILLION + i128::from(by.0)), MILLION, self.currency)
    }

    /// The least amount that is not below this one and ends in so many hundredths of a unit: 12.31 becomes 12.90 for 90.
    /// A currency without hundredths has no such endings.
    pub fn up_to_ending(self, hundredths: i64) -> Result<Self, MoneyError> {
        let unit = self.currency.minor_per_major();
        if unit < 100 {
            return Ok(self);
        }
        let ending = hundredths.rem_euclid(100) * (unit / 100);
        let up = (ending - self.minor).rem_euclid(unit);
        self.plus(Self::new(up, self.currency))
    }
}

fn bounded(dividend: i128, divisor: i128, currency: Currency) -> Result<Money, MoneyError> {
    let half = if dividend < 0 { -divisor / 2 } else { divisor / 2 };
    let minor = i64::try_from((dividend + half) / divisor).map_err(|_| MoneyError::TooLarge)?;
    if minor.abs() > AMOUNT_MINOR_MAX { Err(MoneyError::TooLarge) } else { Ok(Money::new(minor, currency)) }
}

/// Millionths out of a decimal number with at most `decimals` decimals.
fn millionths(text: &str, decimals: usize) -> Option<i64> {
    let text = text.trim().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    if part.len() > decimals || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let digits = format!("{whole}{part:0<decimals$}");
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

impl fmt::Display for ExchangeRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl FromStr for ExchangeRate {
    type Err = UnknownExchange;

    /// Reads `1.0825` or `1,0825`; six decimals at most.
    fn from_str(text: &str) -> Result<Self, UnknownExchange> {
        Self::from_ppm(millionths(text, DECIMALS).ok_or(UnknownExchange)?)
    }
}

impl fmt::Display for Markup {
    /// Percent without trailing zeros: `-5.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{:04}", self.0.abs() / 10_000, self.0.abs() % 10_000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl FromStr for Markup {
    type Err = UnknownMarkup;

    /// Reads a percentage with its sign: `10`, `+10 %`, `-5,5`, `−5.5`.
    fn from_str(text: &str) -> Result<Self, UnknownMarkup> {
        let text = text.trim().trim_end_matches('%').trim_end();
        let (sign, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let hundredth_of_millionths = millionths(digits, DECIMALS - 2).ok_or(UnknownMarkup)?;
        Self::from_ppm(sign * hundredth_of_millionths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn euro(minor: i64) -> Money {
        Money::new(minor, Currency::EUR)
    }

    #[test]
    fn amounts_are_exchanged_between_currencies_of_any_decimals() {
        let kwd: Currency = "KWD".parse().unwrap();
        let table = [
            (euro(10_000), "1.0825", Currency::USD, 10_825),
            (euro(1_999), "1.0825", Currency::USD, 2_164),
            (euro(1_999), "162.5", Currency::JPY, 3_248),
            (Money::new(3_248, Currency::JPY), "0.006154", Currency::EUR, 1_999),
            (euro(10_000), "0.3345", kwd, 33_450),
        ];
        for (of, rate, to, minor) in table {
            assert_eq!(
                of.exchanged(rate.parse().unwrap(), to),
                Ok(Money::new(minor, to)),
                "{of:?} at {rate}"
            );
        }
        let most = ExchangeRate::from_ppm(RATE_PPM_MAX).unwrap();
        assert_eq!(euro(AMOUNT_MINOR_MAX).exchanged(most, Currency::USD), Err(MoneyError::TooLarge));
    }

    #[test]
    fn prices_are_raised_and_lowered_by_a_share() {
        for (minor, by, expected) in [
            (10_000, "10", 11_000),
            (10_000, "-5.5 %", 9_450),
            (999, "+0", 999),
            (5, "−90", 1),
            (199, "12,5", 224),
        ] {
            assert_eq!(euro(minor).marked_up(by.parse().unwrap()), Ok(euro(expected)), "{minor} by {by}");
        }
        for wrong in ["", "x", "-90.1", "1000.1", "1.23456", "1e3", "--1"] {
            assert_eq!(wrong.parse::<Markup>(), Err(UnknownMarkup), "{wrong}");
        }
        for (text, shown) in [("-5,50", "-5.5"), ("+10", "10"), ("0", "0")] {
            assert_eq!(text.parse::<Markup>().unwrap().to_string(), shown);
        }
    }

    #[test]
    fn rates_of_exchange_read_and_print() {
        for (text, shown) in [("1.0825", "1.0825"), ("162,5", "162.5"), ("0.000001", "0.000001"), ("1", "1")]
        {
            assert_eq!(text.parse::<ExchangeRate>().unwrap().to_string(), shown);
        }
        for wrong in ["0", "-1", "", "1.0000001", "2000000"] {
            assert_eq!(wrong.parse::<ExchangeRate>(), Err(UnknownExchange), "{wrong}");
        }
    }

    #[test]
    fn a_currency_without_hundredths_keeps_its_amount() {
        let yen = Money::new(1_234, Currency::JPY);
        assert_eq!(yen.up_to_ending(90), Ok(yen));
        let dinar: Currency = "KWD".parse().unwrap();
        assert_eq!(Money::new(12_310, dinar).up_to_ending(90), Ok(Money::new(12_900, dinar)));
    }

    proptest! {
        #[test]
        fn a_round_ending_is_never_below_the_price_and_less_than_a_unit_above(minor in 0..1_000_000_000_i64, ninety in any::<bool>()) {
            let ending = if ninety { 90 } else { 99 };
            let rounded = euro(minor).up_to_ending(ending).unwrap().minor;
            prop_assert_eq!(rounded % 100, ending);
            prop_assert!((0..100).contains(&(rounded - minor)));
        }
    }
}
