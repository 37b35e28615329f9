//! Writes the text that Prometheus reads: `# TYPE`, then a line a value. Counts nothing itself.

use std::fmt::Write;

use store::db::meter::Histogram;

/// The text so far.
#[derive(Debug, Default)]
pub struct Text(String);

/// Names and values of labels, as they stand between the braces.
pub type Labels<'a> = &'a [(&'a str, &'a str)];

/// What a histogram's numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Microseconds, shown in seconds.
    Micros,
    Pieces,
}

impl Text {
    /// Begins a family. `kind` is `counter`, `gauge` or `histogram`.
    pub fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    pub fn value(&mut self, name: &str, labels: Labels<'_>, value: impl std::fmt::Display) {
        self.0.push_str(name);
        self.labels(labels);
        let _ = writeln!(self.0, " {value}");
    }

    /// A family of one value.
    pub fn gauge(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.family(name, "gauge", help);
        self.value(name, &[], value);
    }

    pub fn counter(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.family(name, "counter", help);
        self.value(name, &[], value);
    }

    /// The lines of one histogram of a family.
    pub fn histogram<const N: usize>(
        &mut self,
        name: &str,
        labels: Labels<'_>,
        unit: Unit,
        histogram: &Histogram<N>,
    ) {
        let (up_to, count, sum) = histogram.read();
        let shown = |value: u64| match unit {
            Unit::Micros => seconds(value),
            Unit::Pieces => value.to_string(),
        };
        let mut line = |end: &str, value: u64| {
            let labels: Vec<(&str, &str)> = labels.iter().copied().chain([("le", end)]).collect();
            self.value(&format!("{name}_bucket"), &labels, value);
        };
        for (end, value) in histogram.ends.iter().zip(up_to) {
            line(&shown(*end), value);
        }
        line("+Inf", count);
        self.value(&format!("{name}_sum"), labels, shown(sum));
        self.value(&format!("{name}_count"), labels, count);
    }

    fn labels(&mut self, labels: Labels<'_>) {
        for (at, (name, value)) in labels.iter().enumerate() {
            let mark = if at == 0 { '{' } else { ',' };
            let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{mark}{name}=\"{value}\"");
        }
        if !labels.is_empty() {
            self.0.push('}');
        }
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

/// Microseconds as seconds, without a float: `1500` → `0.0015`.
pub fn seconds(micros: u64) -> String {
    let text = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::db::meter::SIZES;

    #[test]
    fn seconds_are_written_without_a_float() {
        for (micros, text) in
            [(0, "0"), (50, "0.00005"), (1_500, "0.0015"), (1_000_000, "1"), (12_345_678, "12.345678")]
        {
            assert_eq!(seconds(micros), text);
        }
    }

    #[test]
    fn a_histogram_is_written_as_prometheus_reads_it() {
        let sizes = Histogram::new(&SIZES);
        sizes.note(3);
        sizes.note(500);
        let mut text = Text::default();
        text.histogram("acts", &[("of", "a \"b\"")], Unit::Pieces, &sizes);
        let text = text.into_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "acts_bucket{of=\"a \\\"b\\\"\",le=\"2\"} 0");
        assert_eq!(lines[2], "acts_bucket{of=\"a \\\"b\\\"\",le=\"4\"} 1");
        assert_eq!(
            lines[8..],
            [
                "acts_bucket{of=\"a \\\"b\\\"\",le=\"+Inf\"} 2",
                "acts_sum{of=\"a \\\"b\\\"\"} 503",
                "acts_count{of=\"a \\\"b\\\"\"} 2"
            ]
        );
    }
}
