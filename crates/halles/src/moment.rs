//! Moments as people type them: `2026-12-01T00:00:00Z`, or `+10d` from now.

use domain::{DAY, MINUTE, Micros};

const SECOND: Micros = 1_000_000;
const HOUR: Micros = 60 * MINUTE;
/// No moment further away is meant.
const DISTANCE_MAX: i64 = 100 * 366;

/// Reads RFC 3339 (a date alone is its midnight UTC) or a distance `+90s`, `+30m`, `+12h`, `+10d`.
pub fn parse(text: &str, now: Micros) -> Option<Micros> {
    match text.strip_prefix('+') {
        Some(distance) => Some(now + parse_distance(distance)?),
        None => rfc_3339(text),
    }
}

fn parse_distance(text: &str) -> Option<Micros> {
    let unit = match text.chars().next_back()? {
        's' => SECOND,
        'm' => MINUTE,
        'h' => HOUR,
        'd' => DAY,
        _ => return None,
    };
    let count = digits(&text[..text.len() - 1])?;
    (count <= DISTANCE_MAX * DAY / unit).then(|| count * unit)
}

fn rfc_3339(text: &str) -> Option<Micros> {
    let midnight = domain::tax::day_of(text.get(..10)?)?;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some(midnight);
    }
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let (time, zone) = clock.split_at_checked(8)?;
    let (fraction, zone) = match zone.strip_prefix('.') {
        Some(rest) => rest.split_at(rest.find(|c: char| !c.is_ascii_digit())?),
        None => ("", zone),
    };
    Some(midnight + time_of_day(time)? + micros_of(fraction)? - offset(zone)?)
}

/// `25` behind the point of a second; what is finer than a microsecond is passed over.
fn micros_of(fraction: &str) -> Option<Micros> {
    let six: String = fraction.chars().chain("000000".chars()).take(6).collect();
    digits(&six)
}

fn time_of_day(text: &str) -> Option<Micros> {
    let mut parts = text.split(':').map(digits);
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let fits = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    fits.then_some(hour * HOUR + minute * MINUTE + second * SECOND)
}

/// `Z`, `+02:00`, `-08:00`.
fn offset(text: &str) -> Option<Micros> {
    if text == "Z" || text == "z" {
        return Some(0);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text[1..].split_once(':')?;
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= 10 && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `2026-12-01T00:00:00Z`, for people.
pub fn show(at: Micros) -> String {
    let day = gateways::payment::settlement::Day::at(at);
    let second = at.rem_euclid(DAY) / SECOND;
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3_600, second / 60 % 60, second % 60)
}

/// As `show`, to the microsecond: for moments that are given back.
pub fn show_exactly(at: Micros) -> String {
    let shown = show(at);
    format!("{}.{:06}Z", shown.trim_end_matches('Z'), at.rem_euclid(SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_795_341_600_000_000;

    #[test]
    fn moments_are_read_as_dates_or_distances() {
        let table = [
            ("2026-11-22T10:00:00Z", Some(NOW)),
            ("2026-11-22T10:00:00.25Z", Some(NOW + 250_000)),
            ("2026-11-22T10:00:00.0000019Z", Some(NOW + 1)),
            ("2026-11-22T10:00:00.", None),
            ("2026-11-22T12:00:00+02:00", Some(NOW)),
            ("2026-11-22T02:00:00-08:00", Some(NOW)),
            ("2026-11-22", Some(NOW - 10 * HOUR)),
            ("+10d", Some(NOW + 10 * DAY)),
            ("+90s", Some(NOW + 90 * SECOND)),
            ("+0m", Some(NOW)),
            ("10d", None),
            ("+10", None),
            ("+-1d", None),
            ("+99999999999d", None),
            ("+9999999999d", None),
            ("2026-11-22T10:00:00", None),
            ("2026-11-22T25:00:00Z", None),
            ("2026-13-22T10:00:00Z", None),
            ("tomorrow", None),
            ("明天明天明天", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text, NOW), expected, "{text}");
        }
        assert_eq!(show(NOW), "2026-11-22T10:00:00Z");
        assert_eq!(show_exactly(NOW + 42), "2026-11-22T10:00:00.000042Z");
        assert_eq!(parse(&show_exactly(NOW + 42), 0), Some(NOW + 42));
    }
}
