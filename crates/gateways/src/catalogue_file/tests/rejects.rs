//! What could not be taken comes back as a file that can be corrected and read again.

use super::*;

/// All rows that are no products, as a file.
fn rejects(file: &str) -> String {
    let mut found = read(file.as_bytes());
    let header = found.header().clone();
    let mut out = Vec::new();
    let mut rejects = RejectsFile::new(&mut out, &header).unwrap();
    for entry in found.by_ref().map(|entry| entry.unwrap()) {
        if let Outcome::Rejected(problems) = &entry.outcome {
            for row in &entry.rows {
                rejects.write(row, problems[0].reason.code()).unwrap();
            }
        }
    }
    rejects.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn rejects_have_the_same_columns_and_the_error_and_read_again() {
    let file = "Handle;Title;Variant Price\ncup;Cup;5\njar;=1+1;x\njar;;6;surplus\n";
    let expected =
        "Handle,Title,Variant Price,Error\njar,'=1+1,x,row.cell_count\njar,,6,row.cell_count,surplus\n";
    assert_eq!(rejects(file), expected);
    let corrected = expected.replace(",x,", ",5,").replace("jar,,6,row.cell_count,surplus\n", "");
    let [jar] = &drafts(&corrected)[..] else { panic!("one product") };
    assert_eq!(jar.title, "=1+1", "the apostrophe goes when the file comes back");
}

#[test]
fn rejects_of_rejects_have_one_error_each() {
    let first = rejects("Handle,Title,Variant Price\njar,Jar,x\n");
    assert_eq!(first, "Handle,Title,Variant Price,Error\njar,Jar,x,price.invalid\n");
    assert_eq!(rejects(&first), first);
}
