//! Presets are policies; the version in force is the newest whose date has come.

use super::*;

/// Every preset that ships.
pub(super) const PRESETS: [(&str, &str); 5] = [
    ("mall", include_str!("../../../../presets/mall.toml")),
    ("makers", include_str!("../../../../presets/makers.toml")),
    ("bazaar", include_str!("../../../../presets/bazaar.toml")),
    ("retail", include_str!("../../../../presets/retail.toml")),
    ("flagship", include_str!("../../../../presets/flagship.toml")),
];

pub(super) fn preset(name: &str) -> Policy {
    let (_, text) = PRESETS.iter().find(|(known, _)| *known == name).unwrap();
    Policy::from_toml(text).unwrap()
}

#[test]
fn every_preset_is_a_valid_policy_and_survives_storage() {
    for (name, text) in PRESETS {
        let policy = Policy::from_toml(text).unwrap();
        assert_eq!(Policy::from_json(&policy.to_json()), Ok(policy), "{name}");
    }
}

#[test]
fn numbers_without_sense_are_refused() {
    let mall = PRESETS[0].1;
    let wrong = mall.replace("answer_days = 5", "answer_days = 0");
    assert_eq!(Policy::from_toml(&wrong), Err(PolicyRefusal::OutOfRange("refunds.answer_days")));
    assert!(matches!(Policy::from_toml("commission = 1"), Err(PolicyRefusal::Unreadable(_))));
}

#[test]
fn the_newest_version_whose_date_has_come_is_in_force() {
    let policy = preset("mall");
    let version = |number, since| PolicyVersion {
        market: MarketId::from_raw(1),
        number,
        since,
        policy: policy.clone(),
        author: String::new(),
        off_at: None,
    };
    let versions = [version(1, 0), version(2, 100), version(3, 200)];
    let number = |at| in_force(&versions, at).map(|version| version.number);
    assert_eq!((number(-1), number(0), number(150), number(200)), (None, Some(1), Some(2), Some(3)));
}
