//! Rules as people type them: the fields of a form, filled from a policy and read back into one.

use domain::policy::field::{CATEGORY_LETTERS_MAX, FIELDS, Field, Unit, codes_in, rates, with_values};
use domain::policy::{CategoryRate, Policy, PolicyRefusal};
use money::{Currency, Money, Rate};
use serde_json::{Value, json};

use super::checklists::{self, CHECKLISTS};
use crate::actor::code_of;
use crate::{Arg, Form};

/// Letters of a field of one line.
const LINE_LETTERS_MAX: usize = 40;
/// Letters of a field of many lines.
pub const LINES_LETTERS_MAX: usize = 10_000;

/// The form that shows a policy: each value as a person types it.
pub fn filled(policy: &Policy, currency: Currency) -> Form {
    let typed = FIELDS.iter().filter(|field| field.name != CHECKLISTS);
    let typed = typed.map(|field| (field.name, written(field, &field.of(policy), currency)));
    checklists::carrying(&Form::filled(typed), &policy.admission.checklists)
}

fn written(field: &Field, value: &Value, currency: Currency) -> String {
    let number = value.as_i64().unwrap_or_default();
    match field.unit {
        _ if value.is_null() => String::new(),
        Unit::Rate => Rate::from_ppm(number).map(|rate| rate.to_string()).unwrap_or_default(),
        Unit::Days | Unit::Minutes | Unit::Points | Unit::Count => number.to_string(),
        Unit::Amount => Money::new(number, currency).to_plain(),
        Unit::YesNo => if value == &json!(true) { "yes" } else { "" }.to_owned(),
        Unit::Choice(..) => value.as_str().unwrap_or_default().to_owned(),
        Unit::Rates => {
            let line = |rate: &CategoryRate| format!("{} = {}", rate.path, rate.rate_ppm);
            rates(value).unwrap_or_default().iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Unit::Codes => codes_in(value).unwrap_or_default().join(", "),
        Unit::Entries => lines(value.as_array().map(Vec::as_slice).unwrap_or_default()).join("\n"),
    }
}

/// Entries of a list, one a line, as JSON writes them.
pub(super) fn lines(entries: &[Value]) -> Vec<String> {
    entries.iter().map(Value::to_string).collect()
}

/// The policy that a form describes, beside what no field describes, which stays as in `known`. What does not fit is
/// noted at its field.
pub fn read(form: &mut Form, known: &Policy, currency: Currency) -> Option<Policy> {
    let mut values = Vec::new();
    let mut is_fine = true;
    for field in FIELDS {
        match value(form, field, currency) {
            Some(value) if field.fits(&value) => values.push((field, value)),
            Some(_) => {
                form.errors.refuse(field.name, "policy.out_of_range", Vec::new());
                is_fine = false;
            }
            None => is_fine = false,
        }
    }
    if !is_fine {
        return None;
    }
    with_values(known, values).map_err(|refusal| refuse(form, &refusal)).ok()
}

/// Notes why a policy can't hold, at the field that it concerns.
pub fn refuse(form: &mut Form, refusal: &PolicyRefusal) {
    match refusal {
        PolicyRefusal::OutOfRange(name) => form.errors.refuse(name, "policy.out_of_range", Vec::new()),
        PolicyRefusal::Checklist(_, refusal) => {
            form.errors.refuse(CHECKLISTS, code_of(refusal), checklists::told_of(refusal));
        }
        PolicyRefusal::Unreadable(_) | PolicyRefusal::NoSuchField(_) => {
            form.errors.refuse("", "policy.unreadable", Vec::new());
        }
    }
}

fn value(form: &mut Form, field: &'static Field, currency: Currency) -> Option<Value> {
    let is_empty = form.value(field.name).trim().is_empty();
    match field.unit {
        Unit::YesNo => Some(json!(form.checked(field.name))),
        Unit::Rates => category_rates(form, field.name).map(|rates| json!(rates)),
        Unit::Codes => codes(form, field.name),
        Unit::Entries => entries(form, field.name),
        _ if is_empty && field.is_optional => Some(Value::Null),
        Unit::Rate => {
            let rate = form.required(field.name, LINE_LETTERS_MAX)?.parse::<Rate>();
            if rate.is_err() {
                form.errors.add(field.name, "rule-error-not-a-rate");
            }
            rate.ok().map(|rate| json!(rate))
        }
        Unit::Days | Unit::Minutes | Unit::Points | Unit::Count => {
            form.number(field.name, field.range.0..=field.range.1).map(|number| json!(number))
        }
        Unit::Amount => form.amount(field.name, currency).map(|amount| json!(amount.minor)),
        Unit::Choice(_, codes) => form.choice(field.name, &codes()).map(|code| json!(code)),
    }
}

/// `shoes/boots = 4.5`, one a line, in any order.
fn category_rates(form: &mut Form, name: &str) -> Option<Vec<CategoryRate>> {
    let text = form.optional(name, LINES_LETTERS_MAX)?;
    let mut found: Vec<CategoryRate> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let read = line.rsplit_once(['=', ':', '：']).and_then(|(path, rate)| {
            let path = path.trim().trim_matches('/').to_lowercase();
            let is_path = !path.is_empty() && path.len() <= CATEGORY_LETTERS_MAX;
            is_path.then_some(CategoryRate { path, rate_ppm: rate.parse().ok()? })
        });
        let wrong = match &read {
            None => "rule-error-not-rates",
            Some(rate) if found.iter().any(|known| known.path == rate.path) => "rule-error-twice",
            Some(_) => "",
        };
        if !wrong.is_empty() {
            form.errors.add_with(name, wrong, vec![("line", Arg::from(at + 1))]);
            return None;
        }
        found.extend(read);
    }
    found.sort();
    Some(found)
}

/// `food, kitchen/coffee`: with commas or line by line, in any order.
fn codes(form: &mut Form, name: &str) -> Option<Value> {
    let text = form.optional(name, LINES_LETTERS_MAX)?.to_lowercase();
    let parts = text.split([',', ';', '，', '、', '\n']).map(|code| code.trim().trim_matches('/'));
    let codes: std::collections::BTreeSet<&str> = parts.filter(|code| !code.is_empty()).collect();
    Some(json!(codes))
}

/// Entries line by line, in one field or in several of the name.
fn entries(form: &mut Form, name: &str) -> Option<Value> {
    let texts: Vec<String> = form.data.all(name).map(str::to_owned).collect();
    if texts.iter().any(|text| text.chars().count() > LINES_LETTERS_MAX) {
        form.errors.add_with(name, "web-error-too-long", vec![("max", Arg::from(LINES_LETTERS_MAX))]);
        return None;
    }
    let mut found = Vec::new();
    for (at, line) in
        texts.iter().flat_map(|text| text.lines()).enumerate().filter(|(_, line)| !line.trim().is_empty())
    {
        let entry = serde_json::from_str::<Value>(line).ok();
        let Some(entry) = entry.filter(Value::is_object) else {
            form.errors.add_with(name, "rule-error-not-entries", vec![("line", Arg::from(at + 1))]);
            return None;
        };
        found.push(entry);
    }
    Some(Value::Array(found))
}
