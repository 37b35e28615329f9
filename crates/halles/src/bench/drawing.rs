//! Figures for people: numbers with their thousands apart, and bars beside them.

/// How long the longest bar is.
const WIDTH: u64 = 40;
const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// Rows of a name, a figure and a bar; the bars share one scale.
pub fn bars(rows: &[(String, u64)], unit: &str) -> Vec<String> {
    let most = rows.iter().map(|(_, figure)| *figure).max().unwrap_or(0);
    let name_width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let figure_width = number(most).chars().count();
    let row = |(name, figure): &(String, u64)| {
        let bar = bar(*figure, most);
        format!("  {name:name_width$}  {:>figure_width$} {unit}  {bar}", number(*figure))
    };
    rows.iter().map(row).collect()
}

fn bar(figure: u64, most: u64) -> String {
    let eighths = (figure * WIDTH * 8).checked_div(most).unwrap_or(0);
    let whole = usize::try_from(eighths / 8).expect("a bar is at most 40 long");
    format!("{}{}", "█".repeat(whole), PARTS[usize::try_from(eighths % 8).expect("a rest is small")])
}

/// `12,345`
pub fn number(figure: u64) -> String {
    let digits = figure.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Microseconds as people read them: `12.3 ms`, `840 µs`.
pub fn time(micros: u64) -> String {
    match micros {
        ..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100),
        _ => format!("{}.{} s", micros / 1_000_000, micros % 1_000_000 / 100_000),
    }
}

/// Thousandths as `81.2 %`.
pub fn percent(thousandths: u64) -> String {
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        let table = [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")];
        for (figure, text) in table {
            assert_eq!(number(figure), text);
        }
        for (micros, text) in [(7, "7 µs"), (1_250, "1.2 ms"), (2_340_000, "2.3 s")] {
            assert_eq!(time(micros), text);
        }
        assert_eq!(percent(812), "81.2 %");
    }

    #[test]
    fn the_largest_figure_has_the_longest_bar() {
        let rows = bars(&[("ours".to_owned(), 50), ("bare".to_owned(), 100), ("none".to_owned(), 0)], "/s");
        assert_eq!(rows[0], format!("  ours   50 /s  {}", "█".repeat(20)));
        assert_eq!(rows[1], format!("  bare  100 /s  {}", "█".repeat(40)));
        assert_eq!(rows[2], "  none    0 /s  ");
    }
}
