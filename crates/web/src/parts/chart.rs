//! Bars and lines drawn to scale in integers.

/// One column of a bar chart: its label below, its number above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub shown: String,
    /// Height in percent with one decimal, `43.8`.
    pub height: String,
}

/// The room above the highest bar is for its number: bars take 85 % of the drawing.
const HIGHEST_PER_MILLE: i128 = 850;

impl Bar {
    /// Bars scaled to the largest value. Negative values have no height.
    pub fn scale(values: impl IntoIterator<Item = (String, i64, String)>) -> Vec<Self> {
        let values: Vec<_> = values.into_iter().collect();
        let largest = values.iter().map(|(_, value, _)| *value).max().unwrap_or_default().max(1);
        let height = |value: i64| i128::from(value.max(0)) * HIGHEST_PER_MILLE / i128::from(largest);
        let text = |per_mille: i128| format!("{}.{}", per_mille / 10, per_mille % 10);
        values
            .into_iter()
            .map(|(label, value, shown)| Self { label, shown, height: text(height(value)) })
            .collect()
    }
}

/// A line through values at even distances, in a box of 2000 by 400.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spark {
    /// Said to readers who can't see it: what the line shows.
    pub label: String,
    pub line: String,
    pub ground: String,
}

const SPARK_WIDTH: i128 = 2000;
const SPARK_HEIGHT: i128 = 400;
/// Room above the highest point for the width of the line.
const SPARK_TOP: i128 = 50;

impl Spark {
    pub fn new(label: impl Into<String>, values: &[i64]) -> Self {
        let largest = i128::from(values.iter().copied().max().unwrap_or_default().max(1));
        let steps = i128::try_from(values.len()).unwrap_or(1).saturating_sub(1).max(1);
        let points: Vec<String> = values
            .iter()
            .zip(0_i128..)
            .map(|(value, at)| {
                let rise = i128::from((*value).max(0)) * (SPARK_HEIGHT - SPARK_TOP) / largest;
                format!("{} {}", at * SPARK_WIDTH / steps, SPARK_HEIGHT - rise)
            })
            .collect();
        let line = points.join("L");
        Self { label: label.into(), ground: format!("M0 400L{line}L2000 400z"), line: format!("M{line}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_scaled_to_the_largest_and_never_divide_by_nothing() {
        let table: &[(&[i64], &[&str])] = &[
            (&[50, 100], &["42.5", "85.0"]),
            (&[0, 0], &["0.0", "0.0"]),
            (&[-5, i64::MAX], &["0.0", "85.0"]),
            (&[], &[]),
        ];
        for (values, heights) in table {
            let bars = Bar::scale(values.iter().map(|value| (String::new(), *value, String::new())));
            assert_eq!(bars.iter().map(|bar| bar.height.as_str()).collect::<Vec<_>>(), *heights);
        }
    }

    #[test]
    fn a_line_goes_from_edge_to_edge() {
        assert_eq!(Spark::new("", &[0, 10, 5]).line, "M0 400L1000 50L2000 225");
        assert_eq!(Spark::new("", &[7]).line, "M0 50");
    }
}
