//! Forms as people and scripts send them.

use money::Currency;

use super::data::{FORM_BYTES_MAX, FORM_FIELDS_MAX, FORM_VALUE_BYTES_MAX};
use super::*;

fn form(text: &str) -> Form {
    Form::new(FormData::parse(text.as_bytes()).unwrap())
}

#[test]
fn limits_are_refused_with_their_own_code() {
    let table: &[(String, Result<(), &str>)] = &[
        (format!("a={}", "x".repeat(FORM_VALUE_BYTES_MAX)), Ok(())),
        (format!("a={}", "x".repeat(FORM_VALUE_BYTES_MAX + 1)), Err("web.form_value_too_large")),
        ("a=1&".repeat(FORM_FIELDS_MAX), Ok(())),
        ("a=1&".repeat(FORM_FIELDS_MAX + 1), Err("web.form_too_many_fields")),
        ("x".repeat(FORM_BYTES_MAX + 1), Err("web.form_too_large")),
        ("a=%00".to_owned(), Err("web.form_unreadable")),
    ];
    for (text, expected) in table {
        let read = FormData::parse(text.as_bytes()).map(|_| ()).map_err(FormRefusal::code);
        assert_eq!(read, *expected, "{} bytes", text.len());
    }
}

#[test]
fn a_field_that_does_not_fit_is_named_and_kept_as_typed() {
    let mut form = form("name=+&email=a%40b&age=1x&price=1.234&size=XL&note=ok");
    assert_eq!(form.required("name", 10), None);
    assert_eq!(form.email("email"), None);
    assert_eq!(form.number("age", 1..=9), None);
    assert_eq!(form.amount("price", Currency::EUR), None);
    assert_eq!(form.choice("size", &["S", "M"]), None);
    assert_eq!(form.optional("note", 1), None);
    let words = Words::default();
    let said: Vec<_> = form.errors.fields().map(|error| (error.field.as_str(), error.say(words))).collect();
    let expected = [
        ("name", "Please fill this in."),
        ("email", "An address like name@example.org, please."),
        ("age", "Digits only, please."),
        ("price", "An amount like 12.50, please."),
        ("size", "Please choose one of the answers."),
        ("note", "At most 1 characters, please."),
    ];
    assert_eq!(said, expected.map(|(field, text)| (field, text.to_owned())));
    assert_eq!((form.value("age"), form.is_fine()), ("1x", false));
}

#[test]
fn what_fits_is_read() {
    let mut form =
        form("name=+Marta+&email=m%40example.org&age=7&price=12%2C50&size=M&tag=a&tag=b&quantity=3&to=4");
    assert_eq!(form.required("name", 10).as_deref(), Some("Marta"));
    assert_eq!(form.email("email").as_deref(), Some("m@example.org"));
    assert_eq!(form.number("age", 1..=9), Some(7));
    assert_eq!(form.amount("price", Currency::EUR), Some(Money::new(1250, Currency::EUR)));
    assert_eq!(form.choice("size", &["S", "M"]), Some("M"));
    assert_eq!(form.quantity(10), Some(4), "a button of the stepper counts before its field");
    assert!(form.has("tag", "b") && !form.has("tag", "c") && form.is_fine());
}

#[test]
fn numbers_outside_their_range_say_which_end() {
    let words = Words::default();
    for (text, said) in [("n=0", "1 at least, please."), ("n=1200", "1,000 at most, please.")] {
        let mut form = form(text);
        assert_eq!(form.number("n", 1..=1000), None);
        assert_eq!(form.error("n", words), said);
    }
}

#[test]
fn secrets_are_neither_shown_again_nor_logged() {
    let mut form = form("password=open+sesame");
    assert_eq!(form.value("password"), "");
    assert!(!format!("{form:?}").contains("sesame"));
    assert_eq!(form.secret("password", 99).as_deref(), Some("open sesame"));
}

#[test]
fn only_the_first_error_of_a_field_is_told() {
    let mut errors = FormErrors::default();
    errors.add("a", "web-error-required");
    errors.add("a", "web-error-not-a-number");
    errors.refuse("", "web.too_many_tries", Vec::new());
    assert_eq!(
        (errors.field_count(), errors.at("a").unwrap().say(Words::default())),
        (1, "Please fill this in.".to_owned())
    );
    assert_eq!(
        errors.at("").unwrap().say(Words::default()),
        Words::default().say("refusal-web-too_many_tries")
    );
}
