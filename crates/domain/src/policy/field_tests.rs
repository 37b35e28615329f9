//! The list describes every value of a policy, and comparing is the opposite of changing.

use std::collections::BTreeSet;

use money::Rate;
use proptest::prelude::*;
use serde_json::json;

use super::super::tests::{PRESETS, preset};
use super::*;

/// Where each value of a policy stands.
fn places(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                places(inner, &if at.is_empty() { name.clone() } else { format!("{at}.{name}") }, found);
            }
        }
        _ => {
            found.insert(at.to_owned());
        }
    }
}

#[test]
fn every_value_of_a_policy_is_described_once_and_nothing_else_is() {
    let mut stored = BTreeSet::new();
    places(&json(&preset("mall")), "", &mut stored);
    let described: BTreeSet<String> = FIELDS.iter().map(|field| field.name.to_owned()).collect();
    assert_eq!(described.len(), FIELDS.len(), "a field is described twice");
    let bare: Vec<&String> = stored.difference(&described).collect();
    assert!(bare.is_empty(), "give the new fields their lines in FIELDS: {bare:?}");
    let is_there = |field: &&Field| stored.contains(field.name) || field.is_optional;
    assert!(FIELDS.iter().all(|field| is_there(&field)), "a field of nothing is described");
}

#[test]
fn a_value_outside_its_field_is_refused_whatever_its_shape() {
    let table = [
        ("commission.rate_ppm", json!(500_001)),
        ("commission.rate_ppm", json!("5")),
        ("commission.rate_ppm", Value::Null),
        ("commission.base", json!("all")),
        ("commission.most_per_order_minor", json!(0)),
        ("commission.by_category", json!([{ "path": "shoes", "rate_ppm": 500_001 }])),
        ("commission.by_category", json!([{ "path": "shoes", "rate_ppm": -1 }])),
        ("commission.by_category", json!([{ "path": "Shoes", "rate_ppm": 1 }])),
        ("commission.by_category", json!([{ "path": "shoes//boots", "rate_ppm": 1 }])),
        ("commission.by_category", json!([{ "path": "b", "rate_ppm": 1 }, { "path": "a", "rate_ppm": 1 }])),
        ("commission.by_category", json!([{ "path": "a", "rate_ppm": 1 }, { "path": "a", "rate_ppm": 2 }])),
        ("refunds.withdrawal_days", json!(13)),
        ("checkout.guests", json!(1)),
        ("checkout.hold_minutes", json!(1.5)),
    ];
    for (name, value) in table {
        let change = [Change { field: name.into(), from: Value::Null, to: value.clone() }];
        let refused = apply(&preset("mall"), &change);
        assert_eq!(refused, Err(PolicyRefusal::OutOfRange(find(name).unwrap().name)), "{name} = {value}");
    }
    let unknown = [Change { field: "market.name".into(), from: Value::Null, to: json!("x") }];
    assert_eq!(apply(&preset("mall"), &unknown), Err(PolicyRefusal::NoSuchField("market.name".into())));
}

/// A value that fits a field.
fn value_of(field: &'static Field) -> BoxedStrategy<Value> {
    let (least, most) = field.range;
    let full = match field.unit {
        Unit::Rate | Unit::Days | Unit::Minutes | Unit::Amount | Unit::Points | Unit::Count => {
            (least..=most).prop_map(|number| json!(number)).boxed()
        }
        Unit::YesNo => any::<bool>().prop_map(|is| json!(is)).boxed(),
        Unit::Choice(_, codes) => proptest::sample::select(codes()).prop_map(|code| json!(code)).boxed(),
        Unit::Rates => proptest::collection::btree_map("[a-z]{1,3}(/[a-z]{1,3})?", 0..=500_000_i64, 0..6)
            .prop_map(|rates| {
                let rate = |(path, ppm)| CategoryRate { path, rate_ppm: Rate::from_ppm(ppm).unwrap() };
                json!(rates.into_iter().map(rate).collect::<Vec<_>>())
            })
            .boxed(),
        Unit::Codes => proptest::collection::btree_set("[a-z]{1,3}", 0..6).prop_map(|all| json!(all)).boxed(),
        Unit::Entries => Just(json!([])).boxed(),
    };
    if field.is_optional { prop_oneof![Just(Value::Null), full].boxed() } else { full }
}

/// Any policy that can hold.
pub(in super::super) fn any_policy() -> impl Strategy<Value = Policy> {
    let values: Vec<BoxedStrategy<Value>> = FIELDS.iter().map(value_of).collect();
    values.prop_map(|values| with_values(&preset("mall"), FIELDS.iter().zip(values).collect()).unwrap())
}

proptest! {
    #[test]
    fn what_differs_applied_to_one_gives_the_other(one in any_policy(), other in any_policy()) {
        let changes = diff(&one, &other);
        prop_assert_eq!(apply(&one, &changes), Ok(other.clone()));
        let back: Vec<Change> = changes
            .iter()
            .map(|change| Change { field: change.field.clone(), from: change.to.clone(), to: change.from.clone() })
            .collect();
        prop_assert_eq!(diff(&other, &one), back);
        prop_assert!(diff(&one, &one).is_empty());
    }

    #[test]
    fn any_policy_that_can_hold_survives_storage(policy in any_policy()) {
        prop_assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy));
    }
}

#[test]
fn presets_differ_in_fields_that_people_can_read() {
    let changes = diff(&preset("mall"), &preset("makers"));
    assert!(changes.iter().any(|change| change.field == "commission.base"));
    assert_eq!(apply(&preset("mall"), &changes), Ok(preset("makers")));
    assert_eq!(PRESETS.len(), 5);
}
