//! A square picture that a camera reads (QR code), as SVG. Dark on light by day and by night: cameras want it so.

use std::fmt;

use askama::filters::HtmlSafe;
use qrcode::{Color, EcLevel, QrCode};

/// Light squares around it, as ISO/IEC 18004 asks for.
const QUIET: usize = 4;

/// The picture of a text; nothing where the text is too long for one.
pub fn square(text: &str) -> Square {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok();
    Square { rows: code.map(rows).unwrap_or_default() }
}

/// Rows of dark (true) and light squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    rows: Vec<Vec<bool>>,
}

fn rows(code: QrCode) -> Vec<Vec<bool>> {
    let width = code.width();
    code.to_colors().chunks(width).map(|row| row.iter().map(|c| *c == Color::Dark).collect()).collect()
}

// Only numbers are written.
impl HtmlSafe for Square {}

impl fmt::Display for Square {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.rows.is_empty() {
            return Ok(());
        }
        let side = self.rows.len() + 2 * QUIET;
        write!(f, r#"<svg class="square" viewBox="0 0 {side} {side}" aria-hidden="true">"#)?;
        write!(f, r#"<rect width="{side}" height="{side}"/><path d=""#)?;
        for (y, row) in self.rows.iter().enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] {
                    write!(f, "M{} {}h{}v1h-{}z", x + QUIET, y + QUIET, run.len(), run.len())?;
                }
                x += run.len();
            }
        }
        f.write_str(r#""/></svg>"#)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_dark_squares_with_light_around_them() {
        let svg = square("otpauth://totp/Halles:ana%40example.com?secret=JBSWY3DP").to_string();
        assert!(svg.starts_with("<svg class=\"square\" viewBox=\"0 0 "), "{svg}");
        // The finder pattern of the first row: seven dark squares in its corner.
        assert!(svg.contains("<path d=\"M4 4h7v1h-7z"), "{svg}");
        assert!(!svg.contains("style=") && !svg.contains("fill="));
    }

    #[test]
    fn what_is_too_long_is_no_picture() {
        assert_eq!(square(&"x".repeat(5_000)).to_string(), "");
    }
}
