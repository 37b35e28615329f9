//! Each code once, near its time, and no guessing.

use super::*;

const NOW: Micros = 1_795_341_600_000_000;

fn on() -> SecondStep {
    SecondStep {
        user_id: UserId::from_raw(5),
        sealed: Vec::new(),
        wrapped_key: Vec::new(),
        begun_at: NOW,
        confirmed_at: Some(NOW),
        last_step: 0,
        wrong: 0,
        wrong_at: None,
        version: 0,
    }
}

#[test]
fn a_code_is_taken_within_a_step_of_its_time_and_once() {
    let here = step_at(NOW);
    for (drift, is_taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let mut it = on();
        let taken = it.take(|step| step == here + drift, NOW);
        assert_eq!(taken.is_ok(), is_taken, "{drift} steps off");
        assert_eq!(it.last_step, if is_taken { here + drift } else { 0 });
    }
    let mut it = on();
    assert_eq!(it.take(|step| step == here, NOW), Ok(()));
    assert_eq!(it.take(|step| step == here, NOW), Err(SecondStepRefusal::Wrong), "it is spent");
    assert_eq!(it.take(|step| step == here - 1, NOW), Err(SecondStepRefusal::Wrong), "so is what was before");
    assert_eq!(it.take(|step| step == here + 1, NOW), Ok(()));
}

#[test]
fn five_wrong_codes_make_the_next_one_wait_and_each_further_one_doubles_the_wait() {
    let mut it = on();
    for _ in 0..5 {
        assert_eq!(it.take(|_| false, NOW), Err(SecondStepRefusal::Wrong));
    }
    assert_eq!(it.take(|_| true, NOW + 14 * MINUTE), Err(SecondStepRefusal::Later), "a right one waits too");
    assert_eq!(it.take(|_| false, NOW + 15 * MINUTE), Err(SecondStepRefusal::Wrong));
    assert_eq!(it.take(|_| true, NOW + 44 * MINUTE), Err(SecondStepRefusal::Later));
    assert_eq!(it.take(|_| true, NOW + 45 * MINUTE), Ok(()));
    assert_eq!((it.wrong, it.wrong_at), (0, None));
    it.wrong = 5_000;
    it.wrong_at = Some(NOW);
    assert_eq!(it.waits_until(), Some(NOW + 16 * 60 * MINUTE), "the wait has an end");
}

#[test]
fn what_is_typed_with_spaces_and_dashes_is_read() {
    for (typed, read) in [
        ("123456", Some(Typed::App("123456".into()))),
        (" 123 456 ", Some(Typed::App("123456".into()))),
        ("12345", None),
        ("12345a", None),
        ("１２３４５６", None),
        ("", None),
        ("ABCD-efgh 1234 jkmn", Some(Typed::Recovery("abcdefgh1234jkmn".into()))),
        ("abcd-efgh-1234-jkm", None),
    ] {
        assert_eq!(Typed::read(typed), read, "{typed}");
    }
    assert_eq!(Typed::read(&"1".repeat(5_000)), None);
}

#[test]
fn an_app_reads_market_account_and_secret() {
    assert_eq!(
        address("Halles & Cie", "ana+a@example.com", "JBSWY3DP"),
        "otpauth://totp/Halles%20%26%20Cie:ana%2Ba%40example.com?secret=JBSWY3DP&issuer=Halles%20%26%20Cie\
         &algorithm=SHA1&digits=6&period=30"
    );
}
