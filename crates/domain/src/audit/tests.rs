//! Whatever is done to a chain shows, and where.

use super::*;

fn entry(bucket: i64, text: &str) -> AuditEntry {
    AuditEntry {
        id: AuditId::from_raw(9 * crate::BUCKETS + bucket),
        number: 0,
        at: 1_795_341_600_000_000,
        deed: Deed::BankSet,
        person: UserId::from_raw(5),
        person_name: "Camille".into(),
        acts_for: "sel_1".into(),
        about: "sel_1".into(),
        subject: "sel_1".into(),
        before: "{\"iban_end\":\"0189\"}".into(),
        after: text.into(),
        origin: "192.0.2.0".into(),
        request: "HX-1".into(),
        previous: Vec::new(),
        hash: Vec::new(),
    }
}

fn chain(bucket: i64, length: i64) -> Vec<AuditEntry> {
    let mut previous = NOTHING_BEFORE.to_vec();
    let next = |number: i64| {
        let made = entry(bucket, &format!("{{\"n\":{number}}}")).after(number, previous.clone());
        previous.clone_from(&made.hash);
        made
    };
    (1..=length).map(next).collect()
}

fn first_broken(entries: &[AuditEntry]) -> Option<(i64, Fault)> {
    let mut checker = Checker::default();
    entries.iter().find_map(|entry| checker.look_at(entry).err()).map(|broken| (broken.number, broken.fault))
}

#[test]
fn a_whole_chain_holds_and_chains_of_buckets_do_not_mix() {
    let mut entries = chain(1, 4);
    entries.extend(chain(2, 3));
    assert_eq!(first_broken(&entries), None);
}

#[test]
fn the_first_broken_entry_is_named() {
    type Spoil = fn(&mut Vec<AuditEntry>);
    let table: [(&str, Spoil, (i64, Fault)); 7] = [
        ("a letter of what is", |all| all[2].after = "{\"n\":9}".into(), (3, Fault::Changed)),
        ("who did it", |all| all[1].person_name = "Someone".into(), (2, Fault::Changed)),
        ("when", |all| all[0].at += 1, (1, Fault::Changed)),
        ("one taken out", |all| drop(all.remove(1)), (2, Fault::Missing)),
        ("the first taken out", |all| drop(all.remove(0)), (1, Fault::Missing)),
        (
            "two exchanged with their numbers",
            |all| {
                all.swap(1, 2);
                (all[1].number, all[2].number) = (2, 3);
            },
            (2, Fault::Unlinked),
        ),
        (
            "one made anew with its own hash",
            |all| {
                let before = all[1].previous.clone();
                all[1].after = "{}".into();
                all[1] = all[1].clone().after(2, before);
            },
            (3, Fault::Unlinked),
        ),
    ];
    for (case, spoil, expected) in table {
        let mut entries = chain(1, 4);
        spoil(&mut entries);
        assert_eq!(first_broken(&entries), Some(expected), "{case}");
    }
}

#[test]
fn an_export_may_leave_out_others_entries_and_says_how_often() {
    let mut entries = chain(1, 6);
    entries.remove(3);
    entries.remove(1);
    let mut checker = Checker::with_gaps();
    assert!(entries.iter().all(|entry| checker.look_at(entry).is_ok()));
    assert_eq!((checker.gaps(), checker.end_of(1)), (2, 6));
}

#[test]
fn parts_do_not_flow_into_each_other() {
    let (mut one, mut two) = (entry(1, "{}"), entry(1, "{}"));
    (one.person_name, one.acts_for) = ("ab".into(), "c".into());
    (two.person_name, two.acts_for) = ("a".into(), "bc".into());
    assert_ne!(one.digest(), two.digest());
}

#[test]
fn an_address_keeps_its_network_and_loses_its_household() {
    for (address, short) in [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:7:9::1", "2001:db8:7::"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("", ""),
        ("not an address", ""),
    ] {
        assert_eq!(shortened(address), short);
    }
}

#[test]
fn what_is_too_long_is_named_not_kept() {
    let long = serde_json::json!({ "text": "x".repeat(STATE_BYTES_MAX) });
    assert!(state(&long).len() < 40);
    assert_eq!(state(&serde_json::Value::Null), "");
    assert_eq!(state(&serde_json::json!({ "role": "clerk" })), "{\"role\":\"clerk\"}");
}

#[test]
fn whose_matter_it_is_reads_back() {
    for about in [
        About::Seller(SellerId::from_raw(77)),
        About::Operator(OperatorId::from_raw(78)),
        About::Market(MarketId::from_raw(79)),
        About::User(UserId::from_raw(80)),
    ] {
        assert_eq!(About::read(&about.to_string()), Some(about));
    }
    assert_eq!(About::read("ord_1"), None);
}

#[test]
fn a_line_of_an_export_reads_back_whole() {
    let entry = chain(1, 2).remove(1);
    assert_eq!(Line::read(&entry.line()), Ok(Line::Entry(entry.clone())));
    let head = AuditHead {
        id: entry.id,
        number: 2,
        hash: entry.hash,
        signed_at: 5,
        key: vec![1; 32],
        signature: vec![2; 64],
    };
    assert_eq!(Line::read(&head.line()), Ok(Line::Head(head)));
    assert_eq!(Line::read("{}"), Err(NotALine("id")));
    assert_eq!(Line::read("not json"), Err(NotALine("the line")));
}
