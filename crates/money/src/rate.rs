//! A rate in millionths: 200 000 is 20 %.

use std::fmt;
use std::str::FromStr;

const MILLION: i128 = 1_000_000;

/// A share of an amount in parts per million; between 0 and 1 000 000.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(transparent)]
pub struct Rate(i64);

/// The text or number is not a rate between 0 and 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a rate between 0 and 100 %")]
pub struct UnknownRate;

impl Rate {
    pub const ZERO: Self = Self(0);

    pub fn from_ppm(ppm: i64) -> Result<Self, UnknownRate> {
        if (0..=1_000_000).contains(&ppm) { Ok(Self(ppm)) } else { Err(UnknownRate) }
    }

    pub fn ppm(self) -> i64 {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn of(self, minor: i64) -> i64 {
        divide_rounded(i128::from(minor) * i128::from(self.0), MILLION)
    }

    pub(crate) fn contained_in(self, minor: i64) -> i64 {
        divide_rounded(i128::from(minor) * i128::from(self.0), MILLION + i128::from(self.0))
    }
}

/// Half away from zero, as on paper.
fn divide_rounded(dividend: i128, divisor: i128) -> i64 {
    let half = if dividend < 0 { -divisor / 2 } else { divisor / 2 };
    i64::try_from((dividend + half) / divisor)
        .expect("a rate is at most one, so a share is never larger than the whole")
}

impl fmt::Display for Rate {
    /// Percent without trailing zeros: `5.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:04}", self.0 / 10_000, self.0 % 10_000);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl FromStr for Rate {
    type Err = UnknownRate;

    /// Reads a percentage: `20`, `5.5`, `5,5 %`.
    fn from_str(text: &str) -> Result<Self, UnknownRate> {
        let text = text.trim().trim_end_matches('%').trim_end().replace(',', ".");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        if part.len() > 4 || (whole.is_empty() && part.is_empty()) {
            return Err(UnknownRate);
        }
        let digits = format!("{whole}{part:0<4}");
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(UnknownRate);
        }
        Self::from_ppm(digits.parse().map_err(|_| UnknownRate)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Currency, Money};

    #[test]
    fn shares_round_half_away_from_zero() {
        let twenty: Rate = "20".parse().unwrap();
        for (minor, share, contained) in
            [(100, 20, 17), (12_000, 2_400, 2_000), (3, 1, 1), (2, 0, 0), (-3, -1, -1)]
        {
            let money = Money::new(minor, Currency::EUR);
            assert_eq!(money.share(twenty).minor, share, "share of {minor}");
            assert_eq!(money.tax_included(twenty).minor, contained, "tax in {minor}");
        }
    }

    #[test]
    fn percentages_read_and_print() {
        for (text, ppm, shown) in [
            ("20", 200_000, "20"),
            ("5,5 %", 55_000, "5.5"),
            ("0.35", 3_500, "0.35"),
            ("100", 1_000_000, "100"),
        ] {
            let rate: Rate = text.parse().unwrap();
            assert_eq!((rate.ppm(), rate.to_string().as_str()), (ppm, shown));
        }
        for text in ["", "-1", "100.1", "1.23456", "x"] {
            assert!(text.parse::<Rate>().is_err(), "{text}");
        }
    }
}
