//! Amounts, numbers, rates and dates as a reader of the language writes them. Time is i64 microseconds UTC;
//! the offset of the market's clock is given in minutes. Never reads a clock, never uses a float.

use std::sync::LazyLock;

use fixed_decimal::Decimal;
use icu_calendar::types::RataDie;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{M, MD, MDE, YM, YMD};
use icu_decimal::DecimalFormatter;
use icu_locale_core::{Locale, locale};
use money::{Money, Rate};

use crate::{Lang, Words};

/// The clock of a market that says nothing else: Central European Time.
pub const OFFSET_MINUTES_DEFAULT: i32 = 60;

const MICROS_PER_MINUTE: i64 = 60_000_000;
const MINUTES_PER_DAY: i64 = 24 * 60;
/// The day 1 January 1970 in days since 31 December of the year before year one.
const UNIX_EPOCH: RataDie = RataDie::new(719_163);
/// No date beyond the years 0 to 9999 is shown; what lies outside is a mistake and is shown as the nearest of them.
const DAYS_SHOWN: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;
/// Keeps a sign or unit on the line of its number.
const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// What one language needs; built once.
struct Formats {
    number: DecimalFormatter,
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    date_short: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    day: FixedCalendarDateTimeFormatter<Gregorian, MD>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, MDE>,
    month: FixedCalendarDateTimeFormatter<Gregorian, M>,
    month_of_year: FixedCalendarDateTimeFormatter<Gregorian, YM>,
}

static EN: LazyLock<Formats> = LazyLock::new(|| Formats::new(locale!("en-GB")));
static FR: LazyLock<Formats> = LazyLock::new(|| Formats::new(locale!("fr")));
static ZH: LazyLock<Formats> = LazyLock::new(|| Formats::new(locale!("zh-Hans")));

/// A small value as it is or behind any number of references: templates pass some by value and some by reference.
pub trait Given<T> {
    fn given(self) -> T;
}

impl<T, U: Given<T> + Copy> Given<T> for &U {
    fn given(self) -> T {
        (*self).given()
    }
}

macro_rules! given {
    ($($kind:ty),*) => { $(
        impl Given<Self> for $kind {
            fn given(self) -> Self {
                self
            }
        }
    )* };
}
given!(i64, i32, bool, Money, Rate, Words);

impl Words {
    /// `€12.50`, `12,50 €`, `€12.50`.
    pub fn money(self, money: impl Given<Money>) -> String {
        let money = money.given();
        let mut amount = Decimal::from(money.minor.unsigned_abs());
        let decimals =
            i16::try_from(money.currency.decimals()).expect("no currency has thousands of decimals");
        amount.multiply_pow10(-decimals);
        amount.pad_end(-decimals);
        let digits = of(self.lang).number.format(&amount).to_string();
        let sign = symbol(self.lang, money.currency.code());
        let minus = if money.minor < 0 { MINUS.to_string() } else { String::new() };
        match self.lang {
            Lang::Fr => format!("{minus}{digits}{NO_BREAK}{sign}"),
            _ if sign.len() == 3 && sign.is_ascii() && !sign.ends_with('$') => {
                format!("{minus}{sign}{NO_BREAK}{digits}")
            }
            _ => format!("{minus}{sign}{digits}"),
        }
    }

    /// `12,480`, `12 480`, `12,480`.
    pub fn number(self, number: impl Given<i64>) -> String {
        crate::figures::number(self.lang, number.given())
    }

    /// `5.5%`, `5,5 %`, `5.5%`.
    pub fn rate(self, rate: impl Given<Rate>) -> String {
        let mut percent = Decimal::from(rate.given().ppm());
        percent.multiply_pow10(-4);
        percent.trim_end();
        let digits = of(self.lang).number.format(&percent).to_string();
        if self.lang == Lang::Fr { format!("{digits}{NO_BREAK}%") } else { format!("{digits}%") }
    }

    /// Tenths as a reader writes them: 49 is `4.9` or `4,9`. For ratings.
    pub fn tenths(self, tenths: impl Given<i64>) -> String {
        let mut value = Decimal::from(tenths.given());
        value.multiply_pow10(-1);
        value.pad_end(-1);
        of(self.lang).number.format(&value).to_string()
    }

    /// `22 November 2026`, `22 novembre 2026`, `2026年11月22日`.
    pub fn date(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).date.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `22 Nov 2026`, `22 nov. 2026`, `2026年11月22日`: where `date` is too wide.
    pub fn date_short(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).date_short.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `22 Nov`, `22 nov.`, `11月22日`.
    pub fn day(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).day.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `Sun, 22 Nov`, `dim. 22 nov.`, `11月22日周日`.
    pub fn weekday(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).weekday.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `Nov`, `nov.`, `11月`: for the axis of a chart.
    pub fn month(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).month.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `November 2026`, `novembre 2026`, `2026年11月`.
    pub fn month_of_year(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        of(self.lang).month_of_year.format(&civil(at_micros.given(), offset_minutes.given())).to_string()
    }

    /// `18:02`.
    pub fn time(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        let minute = local_minutes(at_micros.given(), offset_minutes.given()).rem_euclid(MINUTES_PER_DAY);
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// `22 Nov, 18:02`: where the year is plain from the context.
    pub fn day_time(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        let (at_micros, offset_minutes) = (at_micros.given(), offset_minutes.given());
        self.joined(self.day(at_micros, offset_minutes), self.time(at_micros, offset_minutes))
    }

    /// `22 Nov 2026, 18:02`.
    pub fn date_time(self, at_micros: impl Given<i64>, offset_minutes: impl Given<i32>) -> String {
        let (at_micros, offset_minutes) = (at_micros.given(), offset_minutes.given());
        let date = of(self.lang).date_short.format(&civil(at_micros, offset_minutes)).to_string();
        self.joined(date, self.time(at_micros, offset_minutes))
    }

    fn joined(self, date: String, time: String) -> String {
        if self.lang == Lang::Zh { format!("{date} {time}") } else { format!("{date}, {time}") }
    }
}

pub(crate) fn number(lang: Lang, number: i64) -> String {
    let digits = of(lang).number.format(&Decimal::from(number.unsigned_abs())).to_string();
    if number < 0 { format!("{MINUS}{digits}") } else { digits }
}

/// `2026-11-22T17:02:00Z`: for the `datetime` of `<time>`.
pub fn iso(at_micros: i64) -> String {
    let date = civil(at_micros, 0);
    let second = (at_micros / 1_000_000).rem_euclid(86_400);
    let (year, month, day) = (date.year().extended_year(), date.month().ordinal, date.day_of_month().0);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

impl Formats {
    fn new(locale: Locale) -> Self {
        let why = "the compiled data holds the languages of the pages";
        let prefs = || (&locale).into();
        Self {
            number: DecimalFormatter::try_new((&locale).into(), Default::default()).expect(why),
            date: FixedCalendarDateTimeFormatter::try_new(prefs(), YMD::long()).expect(why),
            date_short: FixedCalendarDateTimeFormatter::try_new(prefs(), YMD::medium()).expect(why),
            day: FixedCalendarDateTimeFormatter::try_new(prefs(), MD::medium()).expect(why),
            weekday: FixedCalendarDateTimeFormatter::try_new(prefs(), MDE::medium()).expect(why),
            month: FixedCalendarDateTimeFormatter::try_new(prefs(), M::medium()).expect(why),
            month_of_year: FixedCalendarDateTimeFormatter::try_new(prefs(), YM::long()).expect(why),
        }
    }
}

fn of(lang: Lang) -> &'static Formats {
    match lang {
        Lang::En => &EN,
        Lang::Fr => &FR,
        Lang::Zh => &ZH,
    }
}

fn local_minutes(at_micros: i64, offset_minutes: i32) -> i64 {
    at_micros.div_euclid(MICROS_PER_MINUTE) + i64::from(offset_minutes)
}

fn civil(at_micros: i64, offset_minutes: i32) -> Date<Gregorian> {
    let day = local_minutes(at_micros, offset_minutes).div_euclid(MINUTES_PER_DAY);
    let day = day.clamp(*DAYS_SHOWN.start(), *DAYS_SHOWN.end());
    Date::from_rata_die(UNIX_EPOCH + day, Gregorian)
}

/// How a currency is written; the code itself where no sign is unmistakable.
fn symbol(lang: Lang, code: &str) -> &str {
    match (code, lang) {
        ("EUR", _) => "€",
        ("GBP", _) => "£",
        ("CNY", _) => "¥",
        ("JPY", _) => "JP¥",
        ("USD", Lang::En) => "$",
        ("USD", Lang::Fr) => "$US",
        ("USD", Lang::Zh) => "US$",
        _ => code,
    }
}

#[cfg(test)]
#[path = "figures/tests.rs"]
mod tests;
