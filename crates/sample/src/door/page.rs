//! A page that stands for a paper: a PDF with a few lines, which says of itself that it is a specimen.

use std::fmt::Write;

/// Points from the left, from the bottom for the first line, and between two.
const LEFT: usize = 72;
const TOP: usize = 700;
const STEP: usize = 34;

/// One page of A4 with these lines. Letters that the standard font lacks are left out.
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut drawn = format!("BT /F 20 Tf {LEFT} {TOP} Td ({}) Tj", "SPECIMEN");
    for line in lines {
        let _ = write!(drawn, " 0 -{STEP} Td ({}) Tj", plain(line));
    }
    drawn.push_str(" ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()),
    ];
    let mut made = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", made.len());
        let _ = write!(made, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let begins = made.len();
    let count = objects.len() + 1;
    let _ = write!(made, "{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{begins}\n%%EOF\n");
    made.into_bytes()
}

/// What a string of a PDF holds as it is.
fn plain(text: &str) -> String {
    let bare = |letter: char| match letter {
        'é' | 'è' | 'ê' => 'e',
        'É' => 'E',
        'à' | 'â' => 'a',
        'ô' => 'o',
        'ç' => 'c',
        '’' => '\'',
        other => other,
    };
    text.chars().map(bare).filter(|one| one.is_ascii() && !"()\\".contains(*one)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_pdf_that_an_applicant_could_send_and_its_table_leads_to_its_objects() {
        let made = pdf(&["Verrerie du Héron (SARL)", "trademark"]);
        let judged = gateways::paper_file::judge("trademark.pdf", &made);
        assert_eq!(judged, Ok(gateways::paper_file::PaperType::Pdf));
        let text = String::from_utf8(made).expect("it is ASCII");
        assert!(text.contains("(Verrerie du Heron SARL)"), "{text}");
        let rows = text.lines().filter(|line| line.ends_with(" n "));
        for (number, row) in (1..).zip(rows) {
            let at: usize = row[..10].parse().expect("ten digits");
            assert!(text[at..].starts_with(&format!("{number} 0 obj")), "{row}");
        }
    }
}
