//! Every file of the folder of hostile uploads is refused with its reason; honest ones are taken.

use std::path::Path;

use super::*;

const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
    xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
/// One red pixel.
const PNG: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\
    \x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\xf8\xcf\xc0\x00\x00\x03\
    \x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

#[test]
fn honest_files_are_taken_whatever_their_name_says() {
    assert_eq!(judge("licence.pdf", PDF), Ok(PaperType::Pdf));
    assert_eq!(judge("营业执照.pdf", PNG), Ok(PaperType::Png), "the content tells, not the name");
    let with_json = [b"%PDF-1.4 /JSON ", PDF].concat();
    assert_eq!(judge("", &with_json), Ok(PaperType::Pdf));
}

/// The reason stands in the file's name, before the double dash.
#[test]
fn every_file_of_the_folder_of_hostile_uploads_is_refused_with_its_reason() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("hostile");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some((reason, _)) = name.split_once("--") else { continue };
        let bytes = std::fs::read(&path).unwrap();
        let code = judge(&name, &bytes).err().map(|refusal| refusal.code().to_owned());
        assert_eq!(code, Some(format!("paper.file_{reason}")), "{name}");
        count += 1;
    }
    assert!(count >= 12, "the folder has {count} files");
}

#[test]
fn a_hundred_megabytes_are_refused_before_anything_is_looked_at() {
    let mut large = PDF.to_vec();
    large.resize(100 << 20, b' ');
    assert_eq!(judge("scan.pdf", &large), Err(PaperFileRefusal::TooLarge));
}

#[test]
fn a_name_with_a_way_or_markup_in_it_is_refused() {
    for name in [
        "../../etc/passwd.pdf",
        "..\\..\\boot.pdf",
        "/etc/shadow",
        "C:\\licence.pdf",
        "<script>alert(1)</script>.pdf",
        "\"onload=x.pdf",
        "licence\0.pdf",
        "licence\u{202e}fdp.exe",
        &"a".repeat(121),
    ] {
        assert_eq!(judge(name, PDF), Err(PaperFileRefusal::Name), "{name:?}");
    }
}

proptest::proptest! {
    #[test]
    fn noise_never_trips_the_judge(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..600), head in 0..4_usize) {
        let heads: [&[u8]; 4] = [b"", b"%PDF-1.4 #4a /Filter [", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"];
        let _ = judge("a.pdf", &[heads[head], &bytes].concat());
    }
}
