//! How long things took, and the figures that are told of it. Counts microseconds; no money here.

use serde_json::Value;

/// Times of one kind of thing, in microseconds.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    all: Vec<u32>,
}

impl Tally {
    pub fn note(&mut self, took: std::time::Duration) {
        self.all.push(u32::try_from(took.as_micros()).unwrap_or(u32::MAX));
    }

    pub fn join(&mut self, other: Self) {
        self.all.extend(other.all);
    }

    pub fn count(&self) -> u64 {
        self.all.len() as u64
    }

    pub fn sorted(mut self) -> Sorted {
        self.all.sort_unstable();
        Sorted { all: self.all }
    }
}

/// Times in order, to be asked for percentiles.
#[derive(Debug, Clone, Default)]
pub struct Sorted {
    all: Vec<u32>,
}

impl Sorted {
    pub fn count(&self) -> u64 {
        self.all.len() as u64
    }

    /// The time within which so many thousandths were done; 0 where nothing was.
    pub fn within(&self, thousandths: usize) -> u64 {
        let last = self.all.len().saturating_sub(1);
        self.all.get(last * thousandths / 1_000).copied().map_or(0, u64::from)
    }

    pub fn p50(&self) -> u64 {
        self.within(500)
    }

    pub fn p99(&self) -> u64 {
        self.within(990)
    }
}

/// Microseconds as milliseconds in JSON.
pub fn ms(micros: u64) -> Value {
    thousandth(micros)
}

/// A number of thousandths as a decimal in JSON: 812 is 0.812.
pub fn thousandth(thousandths: u64) -> Value {
    #[expect(clippy::float_arithmetic, reason = "a time or a share on its way to JSON; no money")]
    let decimal = thousandths as f64 / 1_000.0;
    Value::from(decimal)
}

/// `812` of `1000` as thousandths; nothing of nothing is nothing.
pub fn share(part: u64, whole: u64) -> u64 {
    (part * 1_000).checked_div(whole).unwrap_or(0)
}

/// So many in so many microseconds, as a number a second.
pub fn rate(count: u64, micros: u64) -> u64 {
    let a_second = u128::from(count) * 1_000_000;
    a_second.checked_div(u128::from(micros)).map_or(0, |rate| u64::try_from(rate).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let mut tally = Tally::default();
        for micros in (1..=1_000).rev() {
            tally.note(std::time::Duration::from_micros(micros));
        }
        let sorted = tally.sorted();
        assert_eq!((sorted.p50(), sorted.p99(), sorted.within(1_000)), (500, 990, 1_000));
        assert_eq!((Sorted::default().p50(), Sorted::default().p99()), (0, 0));
    }

    #[test]
    fn rates_and_shares_of_nothing_are_nothing() {
        assert_eq!((rate(30, 10_000_000), rate(5, 0)), (3, 0));
        assert_eq!((share(812, 1_000), share(1, 0)), (812, 0));
        assert_eq!(ms(12_345).to_string(), "12.345");
    }
}
