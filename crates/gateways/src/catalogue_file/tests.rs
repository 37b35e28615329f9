//! Product files as shops write them: small ones for every rule, and the sample files of Shopify and WooCommerce.

use money::{Currency, Money};
use proptest::prelude::*;

use super::*;

mod rejects;
mod samples;
mod shopify;
mod soup;
mod woo;

fn entries(file: &str) -> Vec<Entry> {
    read(file.as_bytes()).map(|entry| entry.unwrap()).collect()
}

fn read(file: &[u8]) -> CatalogueFile<&[u8]> {
    CatalogueFile::read(file, Currency::EUR).unwrap()
}

fn drafts(file: &str) -> Vec<ProductDraft> {
    let draft = |entry: Entry| match entry.outcome {
        Outcome::Product(draft) => *draft,
        other => panic!("not a product: {other:?}"),
    };
    entries(file).into_iter().map(draft).collect()
}

/// Line, column and code of everything that is wrong with the only product of a file.
fn problems(file: &str) -> Vec<(u64, String, &'static str)> {
    match &entries(file)[..] {
        [Entry { outcome: Outcome::Rejected(problems), .. }] => listed(problems),
        other => panic!("not one rejected product: {other:?}"),
    }
}

fn listed(problems: &[RowProblem]) -> Vec<(u64, String, &'static str)> {
    problems.iter().map(|problem| (problem.line, problem.column.clone(), problem.reason.code())).collect()
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn options(draft: &ProductDraft) -> Vec<Vec<&str>> {
    draft.variants.iter().map(|variant| variant.option_values.iter().map(String::as_str).collect()).collect()
}

#[test]
fn every_reason_has_a_code_of_its_own() {
    let codes = Reason::ALL
        .iter()
        .map(|reason| reason.code())
        .chain(SkipReason::ALL.iter().map(|reason| reason.code()));
    let mut codes: Vec<&str> = codes.collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

#[test]
fn a_header_of_nobody_we_know_is_refused() {
    for header in ["name,price\nCup,1\n", "Handle,Body\n", "ID,Type\n", "\"unclosed\n"] {
        let refusal = CatalogueFile::read(header.as_bytes(), Currency::EUR).map(|_| ()).unwrap_err();
        assert_eq!(refusal.code(), "file.unknown_format", "{header}");
    }
}
