//! A fee's life: charged, earned by the month, set off, given back.

use proptest::prelude::*;

use super::*;
use crate::tax::day_of;

fn annual(net: i64) -> Fee {
    Fee {
        id: FeeId::from_raw(1),
        account: 2,
        seller: SellerId::from_raw(3),
        market: MarketId::from_raw(4),
        operator: OperatorId::from_raw(5),
        kind: FeeKind::Annual,
        about: String::new(),
        net,
        vat: net / 5,
        vat_ppm: Rate::from_ppm(200_000).unwrap(),
        currency: Currency::EUR,
        state: FeeState::Due,
        owed: 0,
        covers_from: None,
        covers_until: None,
        earned: 0,
        months_earned: 0,
        given_back: 0,
        due_at: 0,
        paid_at: None,
        version: 0,
    }
}

#[test]
fn a_year_is_earned_month_by_month_and_months_that_were_missed_are_made_up_for() {
    let mut fee = annual(100_000);
    let start = day_of("2026-01-31").unwrap();
    assert_eq!((fee.earn(start + 400 * DAY), fee.next_month()), (0, None), "nothing is charged yet");
    fee.charged(0, start);
    assert_eq!(fee.covers_until, day_of("2027-01-31"));
    assert_eq!((fee.next_month(), fee.earn(start + 27 * DAY)), (day_of("2026-02-28"), 0));
    assert_eq!(fee.earn(day_of("2026-02-28").unwrap()), 8_334, "the odd cents come first");
    assert_eq!(fee.earn(day_of("2026-02-28").unwrap()), 0, "once");
    assert_eq!(fee.earn(day_of("2026-05-31").unwrap()), 8_334 * 3, "three at once");
    assert_eq!(fee.earn(day_of("2028-01-01").unwrap()), 100_000 - 8_334 * 4);
    assert_eq!((fee.earned, fee.months_earned, fee.next_month()), (100_000, 12, None));
}

#[test]
fn a_debt_is_set_off_up_to_what_is_owed() {
    let mut fee = annual(100);
    fee.charged(90, 7);
    assert_eq!((fee.state, fee.paid_at, fee.is_settled()), (FeeState::Owed, Some(7), true));
    assert_eq!((fee.set_off(40), fee.set_off(70), fee.set_off(5)), (40, 50, 0));
    assert_eq!(fee.state, FeeState::Paid);
}

#[test]
fn a_refund_by_turnover_counts_what_went_back_before() {
    use crate::policy::fees::Band;
    let band = |turnover_minor, ppm| Band { turnover_minor, share_ppm: Rate::from_ppm(ppm).unwrap() };
    let bands = [band(1_000, 500_000), band(5_000, 1_000_000)];
    let mut fee = annual(360_000);
    assert_eq!(turnover_refund(&fee, &bands, 9_000), 0, "never charged");
    fee.charged(0, day_of("2026-01-01").unwrap());
    assert_eq!(turnover_refund(&fee, &bands, 999), 0);
    assert_eq!((turnover_refund(&fee, &bands, 1_000), fee.vat_on(180_000)), (180_000, 36_000));
    fee.given_back = 180_000;
    assert_eq!(turnover_refund(&fee, &bands, 5_000), 180_000);
}

proptest! {
    #[test]
    fn however_often_one_looks_a_year_earns_its_amount_once(
        net in 0..10_000_000_i64, looks in prop::collection::vec(0..500_i64, 1..30),
    ) {
        let mut fee = annual(net);
        fee.charged(0, 0);
        let mut looks = looks;
        looks.sort_unstable();
        let mut sum: i64 = looks.iter().map(|day| fee.earn(day * DAY)).sum();
        prop_assert_eq!(sum, fee.earned);
        sum += fee.earn(365 * DAY);
        prop_assert_eq!(sum, net);
    }
}
