//! The first page of the console: what the market sold, and what waits for an operator.

#[cfg(test)]
#[cfg(test)]
mod samples;

use askama::Template;
use axum::Extension;
use axum::response::Response;
use domain::order::OrderState;
use domain::{Code, DAY, Micros};
use money::{Currency, Money};
use web::actor::OperatorDesk;
use web::{Bar, Desk, Failure, Frame, Words, page};

use crate::doctor::{LastWord, LastWords};
use crate::mark::Mark;
use crate::place::{Place, Section};
use engine::console::Overview;

/// A figure is compared with as many days before it.
const DAYS_COMPARED: usize = 7;
const DAYS_DRAWN: usize = 14;

pub(crate) async fn show(
    desk: OperatorDesk,
    Extension(words): Extension<LastWords>,
) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Overview);
    let engine = &desk.site.engine;
    let found = engine::console::overview(engine, &desk.member, desk.market.id, desk.now()).await?;
    let last = words.get();
    let now = (last.as_ref(), desk.now());
    Ok(page::html(&ShowOverview::new(frame, &place, &found, desk.market.currency, now)))
}

#[derive(Debug, Template)]
#[template(path = "overview/show.html")]
pub(crate) struct ShowOverview {
    frame: Frame,
    desk: Desk,
    today: String,
    figures: Vec<Figure>,
    bars: Vec<Bar>,
    /// First and last day of the chart.
    span: String,
    days: Vec<(String, String, String)>,
    states: Vec<(Mark, String, i64, String)>,
    waiting: Vec<Waiting>,
}

#[derive(Debug)]
struct Figure {
    label: String,
    value: String,
    note: String,
    tone: &'static str,
    icon: &'static str,
}

/// A line of the queue.
#[derive(Debug)]
struct Waiting {
    tone: &'static str,
    icon: &'static str,
    text: String,
    note: String,
    href: String,
    action: String,
}

/// Sums of two stretches of days: the newer one and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Course {
    now: i64,
    before: i64,
}

impl Course {
    fn of(values: &[i64]) -> Self {
        let from_end = |skip: usize| values.iter().rev().skip(skip).take(DAYS_COMPARED).sum();
        Self { now: from_end(0), before: from_end(DAYS_COMPARED) }
    }

    /// In whole percent of what was before; none where there was nothing before.
    fn percent(self) -> Option<i64> {
        let change = (i128::from(self.now) - i128::from(self.before)) * 100;
        (self.before > 0).then(|| i64::try_from(change / i128::from(self.before)).unwrap_or(i64::MAX))
    }
}

impl ShowOverview {
    pub(crate) fn new(
        frame: Frame,
        place: &Place,
        found: &Overview,
        currency: Currency,
        (doctor, now): (Option<&LastWord>, Micros),
    ) -> Self {
        let words = place.words;
        let days = last_days(&found.by_day, now);
        let money = |minor: i64| words.money(Money::new(minor, currency));
        // Days are midnights of UTC, no moments of the market's clock.
        let day = |at: i64| words.day(at, 0);
        let ends =
            days.first().zip(days.last()).map(|(first, last)| format!("{} – {}", day(first.0), day(last.0)));
        let unit = Unit::of(days.iter().map(|(.., total)| total / currency.minor_per_major()).max());
        let short = |minor: i64| unit.written(words, minor / currency.minor_per_major());
        Self {
            desk: place.desk(),
            today: words.date(now, place.offset_minutes),
            figures: figures(place, found, &days, currency),
            bars: Bar::scale(days.iter().map(|(at, _, total)| (day_number(*at), *total, short(*total)))),
            days: days
                .iter()
                .rev()
                .map(|(at, count, total)| (words.weekday(*at, 0), words.number(*count), money(*total)))
                .collect(),
            span: [ends.unwrap_or_default(), unit.named(words, currency)].join(", "),
            states: states(place, found, currency),
            waiting: waiting(place, found, doctor),
            frame: frame.titled(place.title()),
        }
    }
}

/// In what the numbers above the columns are counted: they stand close to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    One,
    Thousand,
    Million,
}

impl Unit {
    /// The unit in which the largest number has three digits at most, where there is one.
    fn of(largest: Option<i64>) -> Self {
        match largest.unwrap_or_default() {
            ..1_000 => Self::One,
            1_000..1_000_000 => Self::Thousand,
            _ => Self::Million,
        }
    }

    fn written(self, words: Words, number: i64) -> String {
        let tenth = match self {
            Self::One => return words.number(number),
            Self::Thousand => 100,
            Self::Million => 100_000,
        };
        // Half of the last digit more rounds half up.
        let tenths = (number + tenth / 2) / tenth;
        if tenths < 100 { words.tenths(tenths) } else { words.number((number + tenth * 5) / (tenth * 10)) }
    }

    fn named(self, words: Words, currency: Currency) -> String {
        let args = [("currency", currency.code().into())];
        match self {
            Self::One => words.with("operator-in-units", &args),
            Self::Thousand => words.with("operator-in-thousands", &args),
            Self::Million => words.with("operator-in-millions", &args),
        }
    }
}

/// `9`, `22`: all that fits below a narrow column.
fn day_number(at: Micros) -> String {
    let date = web::iso(at);
    date.get(8..10).unwrap_or_default().trim_start_matches('0').to_owned()
}

/// Each of the last days, also those on which nothing was sold.
fn last_days(sold: &[(Micros, i64, i64)], now: Micros) -> Vec<(Micros, i64, i64)> {
    let today = now.div_euclid(DAY);
    (0..DAYS_DRAWN as i64)
        .rev()
        .map(|ago| {
            let day = today - ago;
            let found = sold.iter().find(|(at, ..)| at.div_euclid(DAY) == day);
            found.map_or((day * DAY, 0, 0), |(_, count, total)| (day * DAY, *count, *total))
        })
        .collect()
}

fn figures(place: &Place, found: &Overview, days: &[(Micros, i64, i64)], currency: Currency) -> Vec<Figure> {
    let words = place.words;
    let money = |minor: i64| words.money(Money::new(minor, currency));
    let totals: Vec<i64> = days.iter().map(|(_, _, total)| *total).collect();
    let counts: Vec<i64> = days.iter().map(|(_, count, _)| *count).collect();
    let open = found.orders_by_state.iter().filter(|(state, ..)| {
        use OrderState::{Delivered, PartShipped, Shipped, ToShip};
        matches!(state, ToShip | PartShipped | Shipped | Delivered)
    });
    let (open_count, open_total) =
        open.fold((0, 0), |(count, total), (_, more, amount)| (count + more, total + amount));
    let plain = |label: &str, value: String, note: String| Figure {
        label: words.say(label).into_owned(),
        value,
        note,
        tone: "",
        icon: "",
    };
    vec![
        course(place, "operator-sold-days", &totals, &money),
        course(place, "operator-orders-days", &counts, &|count| words.number(count)),
        plain(
            "operator-held",
            money(open_total),
            words.with("operator-orders-count", &[("count", open_count.into())]),
        ),
        plain(
            "operator-shops-open",
            words.number(found.shops_open),
            words.with("operator-listings-count", &[("count", found.listings.into())]),
        ),
    ]
}

/// A sum of the last days and how it stands to the days before.
fn course(place: &Place, label: &str, values: &[i64], shown: &dyn Fn(i64) -> String) -> Figure {
    let words = place.words;
    let course = Course::of(values);
    let before = shown(course.before);
    let (tone, icon, note) = match course.percent() {
        None => ("", "", words.say("operator-nothing-before").into_owned()),
        Some(0) => ("", "", words.with("operator-same-as-before", &[("before", before.into())])),
        Some(percent) => {
            let (tone, icon) = if percent > 0 { ("good", "up") } else { ("warn", "down") };
            let percent = words.number(percent.saturating_abs());
            let args = [("percent", percent.into()), ("before", before.into())];
            (tone, icon, words.with("operator-against-before", &args))
        }
    };
    let label = words.with(label, &[("days", DAYS_COMPARED.into())]);
    Figure { label, value: shown(course.now), note, tone, icon }
}

fn states(place: &Place, found: &Overview, currency: Currency) -> Vec<(Mark, String, i64, String)> {
    let row = |state: &OrderState| {
        let sum = found.orders_by_state.iter().find(|(key, ..)| key == state);
        let (count, total) = sum.map_or((0, 0), |(_, count, total)| (*count, *total));
        let href = place.to(&format!("/operator/orders?state={}", state.code()));
        let total = place.words.money(Money::new(total, currency));
        (Mark::order(place.words, *state), href, count, total)
    };
    OrderState::ALL.iter().map(row).collect()
}

fn waiting(place: &Place, found: &Overview, doctor: Option<&LastWord>) -> Vec<Waiting> {
    let words = place.words;
    let line = |count: i64, some: &str, none: &str, path: &str, icon: &'static str| {
        let (tone, icon, key) = if count > 0 { ("warn", icon, some) } else { ("good", "check", none) };
        Waiting {
            tone,
            icon,
            text: words.with(key, &[("count", count.into())]),
            note: String::new(),
            href: place.to(path),
            action: if count > 0 { words.say("operator-look").into_owned() } else { String::new() },
        }
    };
    let mut all = vec![
        line(
            found.escalated,
            "operator-wait-escalated",
            "operator-none-escalated",
            "/operator/requests",
            "chat",
        ),
        line(
            found.payouts_proposed,
            "operator-wait-payouts",
            "operator-none-payouts",
            "/operator/payouts",
            "bank",
        ),
        line(
            found.unknown_settlement,
            "operator-wait-unknown",
            "operator-none-unknown",
            "/operator/reconciliation",
            "alert",
        ),
    ];
    let (tone, icon, text, note) = match doctor {
        None => ("info", "info", words.say("operator-doctor-never").into_owned(), String::new()),
        Some(last) => {
            let mark = last.mark(words);
            (mark.tone, mark.icon, mark.text, words.day_time(last.at, place.offset_minutes))
        }
    };
    let action = words.say("operator-look").into_owned();
    all.push(Waiting { tone, icon, text, note, href: place.to("/operator/doctor"), action });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_compared_with_the_week_before_in_whole_percent() {
        let table: &[(&[i64], Option<i64>)] = &[
            (&[1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2], Some(100)),
            (&[4, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], Some(-75)),
            (&[0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9], None),
            (&[], None),
        ];
        for (values, percent) in table {
            assert_eq!(Course::of(values).percent(), *percent, "{values:?}");
        }
    }

    #[test]
    fn numbers_above_columns_stay_short() {
        let table: &[(i64, i64, &str)] = &[
            (999, 999, "999"),
            (1_000, 40, "0.0"),
            (61_149, 6_149, "6.1"),
            (61_150, 6_150, "6.2"),
            (61_499, 61_499, "61"),
            (61_500, 61_500, "62"),
            (611_000, 611_000, "611"),
            (12_345_678, 12_345_678, "12"),
            (12_345_678, 49_999, "0.0"),
        ];
        for (largest, number, written) in table {
            assert_eq!(Unit::of(Some(*largest)).written(Words::default(), *number), *written, "{number}");
        }
    }

    #[test]
    fn days_without_sales_are_drawn_too() {
        let now = 100 * DAY + 5;
        let days = last_days(&[(99 * DAY, 2, 500)], now);
        assert_eq!(days.len(), DAYS_DRAWN);
        assert_eq!((days[13], days[12], days[0].0), ((100 * DAY, 0, 0), (99 * DAY, 2, 500), 87 * DAY));
    }
}
