//! The page that shows every part holds to the rules of every page.

#[path = "../examples/specimen/sheet.rs"]
mod sheet;

use askama::Template;
use sheet::{DeskSheet, Sheet};
use web::{Page, Words, page};

#[test]
fn every_part_renders_in_every_language() {
    page::render_all::<Sheet>();
    page::render_all::<DeskSheet>();
}

#[test]
fn a_form_that_comes_back_shows_what_was_typed_except_secrets_and_leads_to_each_error() {
    let html = Sheet::samples(Words::default())[0].render().unwrap();
    for part in [
        r##"<a href="#f-zip">Postal code: Digits only, please.</a>"##,
        r#"value="9O210""#,
        r#"aria-invalid="true" aria-describedby="f-zip-error""#,
        "Too many tries.",
        "&#60;b&#62;",
    ] {
        assert!(html.contains(part), "{part} is missing");
    }
    assert!(!html.contains("secret"), "a password came back");
}
