//! Every field has its words in every language, and every preset survives its form.

use domain::policy::field::{FIELDS, diff};
use serde_json::json;

use super::*;
use crate::{Form, Lang};

const PRESETS: [&str; 5] = [
    include_str!("../../../../presets/mall.toml"),
    include_str!("../../../../presets/makers.toml"),
    include_str!("../../../../presets/bazaar.toml"),
    include_str!("../../../../presets/retail.toml"),
    include_str!("../../../../presets/flagship.toml"),
];

fn reading(lang: Lang) -> Reading {
    Reading { words: Words::new(lang), currency: Currency::EUR }
}

fn policies() -> impl Iterator<Item = Policy> {
    PRESETS.iter().map(|text| Policy::from_toml(text).unwrap())
}

#[test]
fn every_field_every_section_and_every_choice_has_its_words_in_every_language() {
    for lang in Lang::ALL {
        let reading = reading(lang);
        for field in FIELDS {
            for key in [key(field.name), key(field.section())] {
                assert!(reading.words.knows(&key), "{key} in {}", lang.html());
            }
            assert!(!reading.hint(field).contains("rule-"));
            if let Unit::Choice(list, codes) = field.unit {
                codes().iter().for_each(|code| assert!(!reading.choice(list, code).is_empty()));
            }
        }
    }
}

#[test]
fn every_preset_survives_the_form_and_reads_in_every_language() {
    for policy in policies() {
        let mut form = filled(&policy, Currency::EUR);
        assert_eq!(read(&mut form, &policy, Currency::EUR), Some(policy.clone()));
        assert!(form.is_fine());
        for lang in Lang::ALL {
            assert_eq!(reading(lang).all(&policy).len(), FIELDS.len());
        }
    }
}

#[test]
fn what_does_not_fit_is_told_at_its_field() {
    let policy = policies().next().unwrap();
    let table = [
        ("commission.rate_ppm", "60"),
        ("commission.rate_ppm", "much"),
        ("commission.by_category", "shoes"),
        ("commission.by_category", "shoes = 101"),
        ("commission.by_category", "shoes = 60"),
        ("commission.by_category", "shoes = 1\nshoes = 2"),
        ("commission.by_category", "Schuhe & mehr = 2"),
        ("commission.most_per_order_minor", "-1"),
        ("refunds.answer_days", "0"),
        ("refunds.withdrawal_days", "3"),
        ("payouts.least_minor", "ten"),
        ("commission.base", ""),
        ("admission.checklists", "{ \"kind\": "),
        ("admission.score_least", "101"),
    ];
    for (name, value) in table {
        let filled = filled(&policy, Currency::EUR);
        let typed = |(field, kept): (&str, &str)| {
            (field.to_owned(), if field == name { value.to_owned() } else { kept.to_owned() })
        };
        let pairs: Vec<(String, String)> = filled.data.iter().map(typed).collect();
        let mut form = Form::filled(pairs.iter().map(|(field, kept)| (field.as_str(), kept.clone())));
        assert_eq!(read(&mut form, &policy, Currency::EUR), None, "{name}={value}");
        assert!(form.errors.at(name).is_some(), "{name}={value}");
    }
}

#[test]
fn categories_may_be_typed_in_any_order_and_only_what_differs_is_shown() {
    let policy = policies().next().unwrap();
    let form = filled(&policy, Currency::EUR);
    let typed = "shoes/boots = 4,5\n\n /Books/ : 2 %\n";
    let pairs = form.data.iter().map(|(name, kept)| {
        (name, if name == "commission.by_category" { typed.to_owned() } else { kept.to_owned() })
    });
    let mut form = Form::filled(pairs.collect::<Vec<_>>());
    let read = read(&mut form, &policy, Currency::EUR).unwrap();
    let paths: Vec<&str> = read.commission.by_category.iter().map(|rate| rate.path.as_str()).collect();
    assert_eq!(paths, ["books", "shoes/boots"]);
    let shown = reading(Lang::En).changes(&diff(&policy, &read));
    let (from, to) = (shown[0].from.as_str(), shown[0].to.as_str());
    assert_eq!((shown.len(), from, to), (1, "none", "shoes/boots: 4.5%"));
}

#[test]
fn a_field_that_nobody_describes_is_shown_as_it_is() {
    let change = Change { field: "x.y".into(), from: json!(1), to: json!(null) };
    let shown = reading(Lang::Fr).changes(&[change]);
    assert_eq!((shown[0].label.as_str(), shown[0].to.as_str()), ("x.y", "null"));
}

#[test]
fn of_checklists_the_parts_that_differ_are_shown_and_lists_that_come_or_go_as_a_whole() {
    let policy = policies().next().unwrap();
    let mut wanted = policy.clone();
    let lists = &mut wanted.admission.checklists;
    lists[2].countries.push("CH".into());
    lists[0].papers.push(domain::paper::PaperKind::SectorLicence);
    lists[0].waivers.remove(2);
    lists.remove(1);
    lists.swap(1, 2);
    lists.push(domain::admission::Checklist {
        countries: vec!["CH".into(), "US".into()],
        ..domain::admission::Checklist::empty(domain::admission::ShopKind::PrivatePerson)
    });
    let shown = reading(Lang::En).changes(&diff(&policy, &wanted));
    let labels: Vec<&str> = shown.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "Authorised shop: European Union",
            "Flagship: European Union: Papers",
            "Flagship: European Union: Waivers",
            "Speciality shop: European Union: Countries",
            "Private person: Switzerland, United States",
            "Order of the checklists",
        ]
    );
    let ends = |at: usize| (shown[at].from.as_str(), shown[at].to.as_str());
    assert!(
        ends(0).0.starts_with("Papers: Extract from the register; Identity document;") && ends(0).1 == "none"
    );
    assert!(ends(1).1.ends_with("Trademark; Licence of the sector") && ends(1).0.ends_with("Trademark"));
    assert_eq!(ends(3), ("European Union", "European Union, Switzerland"));
    assert_eq!(ends(4), ("none", "asks for nothing"));
    for lang in Lang::ALL {
        let all = reading(lang).all(&policy);
        let told =
            all.iter().find(|(_, label, _)| *label == reading(lang).label(checklists_field())).unwrap();
        assert_eq!(told.2.lines().count(), policy.admission.checklists.len());
        assert!(!told.2.contains('{'), "{}", told.2);
    }
}

fn checklists_field() -> &'static Field {
    domain::policy::field::find(checklists::CHECKLISTS).unwrap()
}

#[test]
fn forty_long_lists_come_through_the_form() {
    let mut policy = policies().next().unwrap();
    let model = policy.admission.checklists[0].clone();
    let codes = domain::address::COUNTRIES.iter().map(|(code, _)| *code);
    let list =
        |code: &str| domain::admission::Checklist { countries: vec![code.to_owned()], ..model.clone() };
    policy.admission.checklists = codes.take(domain::admission::CHECKLISTS_MAX).map(list).collect();
    let form = filled(&policy, Currency::EUR);
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form.data.iter()).finish();
    let mut sent = Form::new(crate::FormData::parse(body.as_bytes()).unwrap());
    assert_eq!(read(&mut sent, &policy, Currency::EUR), Some(policy));
}
