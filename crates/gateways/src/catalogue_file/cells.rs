//! Cells of files that people open in a spreadsheet, which takes what begins with certain characters for a formula and
//! runs it. Such cells get an apostrophe in front on the way out, and lose it on the way in.

use std::borrow::Cow;

/// Also the full-width forms, which some spreadsheets take for the plain ones.
const FORMULA_BEGINS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A cell that no spreadsheet runs. Plain negative numbers stay numbers.
pub fn neutralise(cell: &str) -> Cow<'_, str> {
    if is_dangerous(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Takes back what [`neutralise`] did.
pub fn restore(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => cell,
    }
}

/// Apostrophes in front are looked through, so that restoring is exact for cells that had one of their own.
fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_BEGINS) && !is_negative_number(cell)
}

fn is_negative_number(cell: &str) -> bool {
    let Some(digits) = cell.strip_prefix('-') else { return false };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    number(whole) && number(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_neutralised_and_the_rest_is_left_alone() {
        let table = [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+33 1 23", "'+33 1 23"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("-12", "-12"),
            ("-12,50", "-12,50"),
            ("-", "'-"),
            ("-1.", "'-1."),
            ("plain = text", "plain = text"),
            ("'80s dress", "'80s dress"),
            ("", ""),
        ];
        for (cell, safe) in table {
            assert_eq!(neutralise(cell), safe, "{cell:?}");
            assert_eq!(restore(safe), cell, "{safe:?}");
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@\\-0-9a-z\\t\\r., ]{0,8}") {
            let safe = neutralise(&cell).into_owned();
            prop_assert_eq!(restore(&safe), &cell);
            prop_assert!(!safe.starts_with(FORMULA_BEGINS) || is_negative_number(&safe));
        }
    }
}
