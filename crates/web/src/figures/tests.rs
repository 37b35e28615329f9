//! Tables of how figures are written in each language.

use money::Currency;

use super::*;

/// 22 November 2026, 17:02 UTC.
const SUNDAY: i64 = 1_795_366_920_000_000;

#[test]
fn amounts_are_written_as_the_language_writes_them() {
    let table: &[(i64, Currency, &str, &str, &str)] = &[
        (1250, Currency::EUR, "€12.50", "12,50 €", "€12.50"),
        (1200, Currency::EUR, "€12.00", "12,00 €", "€12.00"),
        (1_234_567, Currency::USD, "$12,345.67", "12 345,67 $US", "US$12,345.67"),
        (-985, Currency::USD, "−$9.85", "−9,85 $US", "−US$9.85"),
        (34_720, Currency::CNY, "¥347.20", "347,20 ¥", "¥347.20"),
        (500, Currency::JPY, "JP¥500", "500 JP¥", "JP¥500"),
        (0, "CHF".parse().unwrap(), "CHF 0.00", "0,00 CHF", "CHF 0.00"),
    ];
    for (minor, currency, en, fr, zh) in table {
        let written =
            |lang| Words::new(lang).money(Money::new(*minor, *currency)).replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!([written(Lang::En), written(Lang::Fr), written(Lang::Zh)], [*en, *fr, *zh]);
    }
}

#[test]
fn numbers_and_rates_are_grouped_and_marked() {
    let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
    let rate: Rate = "5.5".parse().unwrap();
    for (lang, number, negative, percent, tenths) in [
        (Lang::En, "1,234,567", "−1,234", "5.5%", "4.9"),
        (Lang::Fr, "1 234 567", "−1 234", "5,5 %", "4,9"),
        (Lang::Zh, "1,234,567", "−1,234", "5.5%", "4.9"),
    ] {
        let words = Words::new(lang);
        assert_eq!(plain(words.number(1_234_567)), number);
        assert_eq!(plain(words.number(-1_234)), negative);
        assert_eq!(plain(words.rate(rate)), percent);
        assert_eq!(words.tenths(49), tenths);
    }
}

#[test]
fn dates_follow_the_language_and_the_clock_of_the_market() {
    for (lang, date, day, weekday, month, date_time) in [
        (Lang::En, "22 November 2026", "22 Nov", "Sun 22 Nov", "Nov", "22 Nov 2026, 18:02"),
        (Lang::Fr, "22 novembre 2026", "22 nov.", "dim. 22 nov.", "nov.", "22 nov. 2026, 18:02"),
        (Lang::Zh, "2026年11月22日", "11月22日", "11月22日周日", "11月", "2026年11月22日 18:02"),
    ] {
        let words = Words::new(lang);
        assert_eq!(words.date(SUNDAY, 60), date);
        assert_eq!(words.day(SUNDAY, 60), day);
        assert_eq!(words.weekday(SUNDAY, 60).replace(", ", " "), weekday);
        assert_eq!(words.month(SUNDAY, 60), month);
        assert_eq!(words.date_time(SUNDAY, 60), date_time);
    }
    assert_eq!(Words::default().day(SUNDAY, 8 * 60), "23 Nov", "in Shanghai it is already Monday");
    assert_eq!(Words::default().time(-1, 0), "23:59");
    assert_eq!(iso(SUNDAY), "2026-11-22T17:02:00Z");
    assert_eq!(Words::default().date(i64::MAX, 0), "31 December 9999");
}
