//! An amount of minor units in one currency, with checked arithmetic.

use crate::{Currency, Rate};

/// No price, total or balance may exceed this: 10^15 minor units. Sums of a few thousand such amounts still fit an `i64`.
pub const AMOUNT_MINOR_MAX: i64 = 1_000_000_000_000_000;

/// An amount in minor units (cents) of one currency. May be negative: a difference, never a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Money {
    pub minor: i64,
    pub currency: Currency,
}

/// Why arithmetic or parsing of an amount is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("amounts in different currencies can't be added")]
    CurrencyMismatch,
    #[error("the amount is larger than any real one")]
    TooLarge,
    #[error("not an amount")]
    NotAnAmount,
    #[error("more decimals than the currency has")]
    TooManyDecimals,
}

impl Money {
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    pub fn is_zero(&self) -> bool {
        self.minor == 0
    }

    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// `self` for `quantity` pieces.
    pub fn times(self, quantity: i64) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_mul(quantity).ok_or(MoneyError::TooLarge)?;
        Self { minor, ..self }.bounded()
    }

    /// The share that `rate` names, rounded half away from zero.
    pub fn share(self, rate: Rate) -> Self {
        Self { minor: rate.of(self.minor), ..self }
    }

    /// The tax contained in a price that includes it: `price × rate / (1 + rate)`, rounded half away from zero.
    pub fn tax_included(self, rate: Rate) -> Self {
        Self { minor: rate.contained_in(self.minor), ..self }
    }

    /// Reads what a person or a file wrote: `12.5`, `12,50`, `1 234,56`, `1,234.56`, `€12`. Never negative.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        Ok(Self { minor: parse_minor(text, currency.decimals())?, currency })
    }

    /// Plain digits with a dot, `12.50`: for files, forms and JSON; pages use the web crate's formatter.
    pub fn to_plain(&self) -> String {
        let decimals = self.currency.decimals() as usize;
        let digits = format!("{:0width$}", self.minor.unsigned_abs(), width = decimals + 1);
        let (major, minor) = digits.split_at(digits.len() - decimals);
        let sign = if self.minor < 0 { "-" } else { "" };
        if decimals == 0 { format!("{sign}{major}") } else { format!("{sign}{major}.{minor}") }
    }

    fn combine(self, other: Self, with: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch);
        }
        Self { minor: with(self.minor, other.minor).ok_or(MoneyError::TooLarge)?, ..self }.bounded()
    }

    fn bounded(self) -> Result<Self, MoneyError> {
        if self.minor.abs() > AMOUNT_MINOR_MAX { Err(MoneyError::TooLarge) } else { Ok(self) }
    }
}

/// Minor units out of a written amount with at most `decimals` decimals. The last of `.` and `,` is the decimal
/// mark unless it stands before exactly three digits and the text has no other mark (`1,234` is a thousand).
pub fn parse_minor(text: &str, decimals: u32) -> Result<i64, MoneyError> {
    let kept: String = text
        .trim()
        .trim_start_matches(['$', '€', '¥', '£'])
        .trim_end_matches(['$', '€', '¥', '£'])
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '_'))
        .collect();
    if kept.is_empty() || !kept.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return Err(MoneyError::NotAnAmount);
    }
    let (major, minor) = split_decimals(&kept, decimals)?;
    let minor = minor.trim_end_matches('0');
    if minor.len() > decimals as usize {
        return Err(MoneyError::TooManyDecimals);
    }
    let digits = format!("{major}{minor:0<width$}", width = decimals as usize);
    let value: i64 = digits.parse().map_err(|_| MoneyError::TooLarge)?;
    if value > AMOUNT_MINOR_MAX { Err(MoneyError::TooLarge) } else { Ok(value) }
}

fn split_decimals(kept: &str, decimals: u32) -> Result<(String, String), MoneyError> {
    let marks: Vec<usize> = kept.match_indices(['.', ',']).map(|(at, _)| at).collect();
    let Some(&last) = marks.last() else { return Ok((kept.to_owned(), String::new())) };
    let mark = kept.as_bytes()[last];
    let same_mark_again = marks[..marks.len() - 1].iter().any(|&at| kept.as_bytes()[at] == mark);
    let after = &kept[last + 1..];
    let groups = same_mark_again || (marks.len() == 1 && after.len() == 3 && (mark == b',' || decimals == 0));
    // What groups stands before three digits each time: `1.50.00` is a slip of the finger, not a hundred and fifty.
    let grouped = if groups { kept } else { &kept[..last] };
    if !grouped.split(['.', ',']).skip(1).all(|group| group.len() == 3) {
        return Err(MoneyError::NotAnAmount);
    }
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).collect::<String>();
    let (major, minor) =
        if groups { (digits(kept), String::new()) } else { (digits(&kept[..last]), after.to_owned()) };
    if major.is_empty() && minor.is_empty() { Err(MoneyError::NotAnAmount) } else { Ok((major, minor)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_minor_units() {
        let table: &[(&str, Result<i64, MoneyError>)] = &[
            ("12", Ok(1200)),
            ("12.5", Ok(1250)),
            ("12,50 €", Ok(1250)),
            ("€12", Ok(1200)),
            ("1 234,56", Ok(123_456)),
            ("1,234.56", Ok(123_456)),
            ("1.234.567,8", Ok(123_456_780)),
            ("1,234", Ok(123_400)),
            ("12.500", Ok(1250)),
            (".99", Ok(99)),
            ("0", Ok(0)),
            ("12.345", Err(MoneyError::TooManyDecimals)),
            ("-1", Err(MoneyError::NotAnAmount)),
            ("1e308", Err(MoneyError::NotAnAmount)),
            ("", Err(MoneyError::NotAnAmount)),
            (",", Err(MoneyError::NotAnAmount)),
            ("1,2,3", Err(MoneyError::NotAnAmount)),
            ("1.50.00", Err(MoneyError::NotAnAmount)),
            ("1,23.45", Err(MoneyError::NotAnAmount)),
            ("99999999999999999999", Err(MoneyError::TooLarge)),
        ];
        for (text, expected) in table {
            assert_eq!(parse_minor(text, 2), *expected, "{text}");
        }
        assert_eq!(parse_minor("1.234", 0), Ok(1234));
    }

    #[test]
    fn plain_text_reads_back() {
        for minor in [0, 1, 99, 100, 123_456] {
            let money = Money::new(minor, Currency::EUR);
            assert_eq!(Money::parse(&money.to_plain(), Currency::EUR), Ok(money));
        }
        assert_eq!(Money::new(-5, Currency::EUR).to_plain(), "-0.05");
        assert_eq!(Money::new(500, Currency::JPY).to_plain(), "500");
    }

    #[test]
    fn currencies_do_not_mix_and_nothing_overflows() {
        let euro = Money::new(1, Currency::EUR);
        assert_eq!(euro.plus(Money::new(1, Currency::USD)), Err(MoneyError::CurrencyMismatch));
        assert_eq!(Money::new(i64::MAX, Currency::EUR).plus(euro), Err(MoneyError::TooLarge));
        assert_eq!(euro.times(i64::MAX), Err(MoneyError::TooLarge));
    }
}
