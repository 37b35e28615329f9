//! The rules of a market as the fields of a form, grouped by topic: made from the one description of each field.

use domain::policy::field::{FIELDS, Field as Rule, Unit};
use web::Choice;
use web::rules::Reading;
use web::rules::checklists::CHECKLISTS;

/// The fields of one topic.
#[derive(Debug)]
pub(super) struct Group {
    pub legend: String,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub(super) struct Field {
    pub name: &'static str,
    pub label: String,
    pub hint: String,
    pub required: bool,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text(&'static str),
    Lines,
    Choice(Vec<Choice>),
    Check,
}

pub(super) fn labels(reading: Reading) -> Vec<(&'static str, String)> {
    let new = [("new.kind", "operator-checklist-kind"), ("new.countries", "rule-checklist-countries")];
    let new = new.map(|(name, key)| (name, reading.words.say(key).into_owned()));
    FIELDS.iter().map(|field| (field.name, reading.label(field))).chain(new).collect()
}

/// The fields by topic. Checklists have a table and pages of their own.
pub(super) fn groups(reading: Reading) -> Vec<Group> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for rule in FIELDS.iter().filter(|rule| rule.name != CHECKLISTS) {
        let section = rule.section();
        if groups.last().is_none_or(|(last, _)| *last != section) {
            groups.push((section, Group { legend: reading.section(section), fields: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.fields.push(field(reading, rule));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn field(reading: Reading, rule: &'static Rule) -> Field {
    let kind = match rule.unit {
        Unit::Rate | Unit::Amount => Kind::Text("decimal"),
        Unit::Days | Unit::Minutes | Unit::Points | Unit::Count => Kind::Text("numeric"),
        Unit::Rates | Unit::Codes | Unit::Entries => Kind::Lines,
        Unit::Choice(list, codes) => Kind::Choice(
            codes().into_iter().map(|code| Choice::new(code, reading.choice(list, code))).collect(),
        ),
        Unit::YesNo => Kind::Check,
    };
    Field {
        name: rule.name,
        label: reading.label(rule),
        hint: reading.hint(rule),
        required: !rule.is_optional,
        kind,
    }
}
