//! VAT and sales tax: which rate holds where and when, and the tax of a line.

use money::{Money, Rate};

use crate::policy::TaxRegime;
use crate::product::TaxClass;
use crate::{DAY, Micros};

/// A rate for a class of goods in a country (and region), over dated time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxRate {
    pub country: String,
    /// State, where rates differ by state; empty for the whole country.
    pub region: String,
    pub class: TaxClass,
    pub rate: Rate,
    pub since: Micros,
    pub until: Option<Micros>,
}

#[derive(Debug, serde::Deserialize)]
struct File {
    rate: Vec<FileRate>,
}

#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRate {
    country: String,
    #[serde(default)]
    region: String,
    class: TaxClass,
    percent: String,
    since: String,
    #[serde(default)]
    until: Option<String>,
}

/// Reads a table of dated rates (TOML, dates as `2014-01-01`).
pub fn from_toml(text: &str) -> Result<Vec<TaxRate>, String> {
    let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
    let day = |date: &str| day_of(date).ok_or_else(|| format!("{date} is not a date"));
    let read = |line: FileRate| {
        Ok(TaxRate {
            rate: line.percent.parse().map_err(|_| format!("{} is not a rate", line.percent))?,
            since: day(&line.since)?,
            until: line.until.as_deref().map(day).transpose()?,
            country: line.country,
            region: line.region,
            class: line.class,
        })
    };
    file.rate.into_iter().map(read).collect()
}

/// Midnight UTC of `2014-01-31`, by the days-from-civil algorithm of the Gregorian calendar.
pub fn day_of(date: &str) -> Option<Micros> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(0..=9_999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days * DAY)
}

/// The day of a moment, UTC, as `2014-01-31`; the other way round.
pub fn date_of(at: Micros) -> String {
    let days = at.div_euclid(DAY) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let of_era_year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * of_era_year + of_era_year / 4 - of_era_year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + of_era_year + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The rate for goods going to `country` and `region` at `at`: region before country, class before standard;
/// zero where the table knows nothing (no tax is collected there).
pub fn rate_for(rates: &[TaxRate], country: &str, region: &str, class: TaxClass, at: Micros) -> Rate {
    if class == TaxClass::Zero {
        return Rate::ZERO;
    }
    let holds = |rate: &&TaxRate| rate.since <= at && rate.until.is_none_or(|until| at < until);
    let here = |region: &str, class: TaxClass| {
        rates.iter().filter(holds).find(|r| r.country == country && r.region == region && r.class == class)
    };
    let in_region = || {
        if region.is_empty() {
            None
        } else {
            here(region, class).or_else(|| here(region, TaxClass::Standard))
        }
    };
    in_region()
        .or_else(|| here("", class))
        .or_else(|| here("", TaxClass::Standard))
        .map_or(Rate::ZERO, |found| found.rate)
}

/// The tax of an amount as the market shows prices: contained in it, or on top.
pub fn tax_of(regime: TaxRegime, amount: Money, rate: Rate) -> Money {
    match regime {
        TaxRegime::Included => amount.tax_included(rate),
        TaxRegime::Added => amount.share(rate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    const TABLE: &str = include_str!("../data/tax.toml");

    #[test]
    fn rates_follow_place_class_and_date() {
        let rates = from_toml(TABLE).unwrap();
        let at = |date| day_of(date).unwrap();
        let table = [
            ("FR", "", TaxClass::Standard, "2026-11-22", "20"),
            ("FR", "", TaxClass::Reduced, "2026-11-22", "5.5"),
            ("FR", "", TaxClass::Standard, "2013-06-01", "19.6"),
            ("DE", "", TaxClass::Standard, "2020-09-01", "16"),
            ("DE", "", TaxClass::Standard, "2026-11-22", "19"),
            ("US", "CA", TaxClass::Standard, "2026-11-22", "7.25"),
            ("US", "OR", TaxClass::Standard, "2026-11-22", "0"),
            ("FR", "", TaxClass::Zero, "2026-11-22", "0"),
            ("BR", "", TaxClass::Standard, "2026-11-22", "0"),
        ];
        for (country, region, class, date, percent) in table {
            let rate = rate_for(&rates, country, region, class, at(date));
            assert_eq!(rate.to_string(), percent, "{country} {region} {class} {date}");
        }
    }

    #[test]
    fn dates_count_from_1970() {
        assert_eq!(day_of("1970-01-02"), Some(DAY));
        assert_eq!(day_of("2026-11-22"), Some(20_779 * DAY));
        assert_eq!(day_of("2026-13-01"), None);
        assert_eq!(day_of("999999-1-1"), None, "no calendar of ours goes so far");
        for date in ["1970-01-01", "2000-02-29", "2026-12-31", "2027-03-01", "2400-02-29"] {
            assert_eq!(date_of(day_of(date).unwrap() + DAY - 1), date);
        }
    }

    #[test]
    fn tax_is_in_the_price_or_on_top() {
        let rate = "20".parse().unwrap();
        let amount = Money::new(12_000, Currency::EUR);
        assert_eq!(tax_of(TaxRegime::Included, amount, rate).minor, 2_000);
        assert_eq!(tax_of(TaxRegime::Added, amount, rate).minor, 2_400);
    }
}
