//! Deposits and fees as an accountant reads them: each event line by line, a year of a fee, and a deposit's life.

use std::collections::BTreeMap;

use money::Currency;

use super::*;
use crate::{AccountKind, Side, Transfer};

const SELLER: i64 = 3;
const USER: i64 = 5;
const SHOP: i64 = 8;
const FEE: i64 = 9;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn lines(transfers: &[Transfer]) -> Vec<String> {
    let line = |t: &Transfer| {
        let (debit, credit) = (t.debit.kind.label(), t.credit.kind.label());
        format!("{}: {debit} -> {credit} {}", t.reason.code(), t.amount.to_plain())
    };
    transfers.iter().map(line).collect()
}

/// 300.00 with 20 % VAT.
fn charge(available_minor: i64) -> Charge {
    Charge { fee: FEE, seller: SELLER, net: eur(30_000), vat_minor: 6_000, available_minor }
}

#[test]
fn each_event_posts_what_the_table_says() {
    let refund = AnnualRefund {
        event: 20,
        fee: FEE,
        seller: SELLER,
        net: eur(15_000),
        vat_minor: 3_000,
        deferred_minor: 10_000,
    };
    let table: Vec<(&str, Transfers, &[&str])> = vec![
        ("1,000 by card", fee_capture(1, SELLER, eur(100_000)), &["fee_capture: A1 -> L2a 1000.00"]),
        ("deposit", deposit_paid(2, SELLER, SHOP, eur(64_000)), &["deposit_paid: L2a -> L3 640.00"]),
        ("topped up", deposit_topped_up(3, SELLER, SHOP, eur(500)), &["deposit_topped_up: L2a -> L3 5.00"]),
        ("used for a buyer", deposit_used(4, SHOP, USER, eur(500)), &["deposit_used: L3 -> L5 5.00"]),
        ("returned", deposit_returned(5, SELLER, SHOP, eur(500)), &["deposit_returned: L3 -> L2a 5.00"]),
        (
            "a year's fee, all available",
            annual_fee_paid(charge(100_000)),
            &["annual_fee: L2a -> D1 300.00", "fee_vat: L2a -> L6 60.00", "sweep: A3 -> A2 360.00"],
        ),
        (
            "a year's fee, 310 available",
            annual_fee_paid(charge(31_000)),
            &[
                "annual_fee: L2a -> D1 300.00",
                "fee_vat: L2a -> L6 10.00",
                "fee_vat_owed: A4 -> L6 50.00",
                "sweep: A3 -> A2 310.00",
            ],
        ),
        (
            "a plan's month, nothing available",
            plan_charged(charge(0)),
            &["plan_fee_owed: A4 -> R 300.00", "fee_vat_owed: A4 -> L6 60.00"],
        ),
        (
            "a listing, 100 available",
            listing_charged(charge(10_000)),
            &[
                "listing_fee: L2a -> R 100.00",
                "listing_fee_owed: A4 -> R 200.00",
                "fee_vat_owed: A4 -> L6 60.00",
                "sweep: A3 -> A2 100.00",
            ],
        ),
        ("a debt of a fee is paid", sweep_debt(6, FEE, eur(700)), &["sweep: A3 -> A2 7.00"]),
        (
            "a month is over",
            annual_fee_month_earned(7, FEE, eur(2_500)),
            &["annual_fee_earned: D1 -> R 25.00"],
        ),
        (
            "half goes back, a third of the fee not earned yet",
            annual_fee_refunded(refund),
            &[
                "annual_fee_back: D1 -> L2a 100.00",
                "annual_income_back: R -> L2a 50.00",
                "fee_vat_back: L6 -> L2a 30.00",
                "sweep_back: A2 -> A3 180.00",
            ],
        ),
    ];
    for (event, transfers, expected) in table {
        assert_eq!(lines(&transfers), expected, "{event}");
    }
}

#[test]
fn twelve_months_sum_to_the_year_and_none_differs_by_more_than_a_cent() {
    for net in [360_000, 30_000, 100, 11, 1, 0, 720_001] {
        let steps: Vec<i64> =
            (1..=12).map(|month| earned_after(net, month) - earned_after(net, month - 1)).collect();
        assert_eq!(steps.iter().sum::<i64>(), net);
        let (least, most) = (steps.iter().min().unwrap_or(&0), steps.iter().max().unwrap_or(&0));
        assert!(most - least <= 1, "{net}: {steps:?}");
    }
    assert_eq!(earned_after(100, 12), earned_after(100, 40), "a year has twelve");
}

fn balances(transfers: &[Transfer]) -> BTreeMap<AccountKind, i64> {
    let mut all = BTreeMap::new();
    for transfer in transfers {
        for (account, side) in [(transfer.debit, Side::Debit), (transfer.credit, Side::Credit)] {
            let sign = if account.kind.side() == side { 1 } else { -1 };
            *all.entry(account.kind).or_insert(0) += sign * transfer.amount.minor;
        }
    }
    all
}

/// What others are owed, less the money that stands for it.
fn short(all: &BTreeMap<AccountKind, i64>) -> i64 {
    let of = |kind| all.get(&kind).copied().unwrap_or(0);
    let owed = of(Deposit) + of(PayableAvailable) + of(BuyerBalance);
    owed - of(ProviderTransit) - of(SafeguardedBank) - of(DueFromSeller)
}

#[test]
fn a_seller_comes_pays_a_year_loses_part_of_its_deposit_and_leaves() {
    let year = annual_fee_paid(charge(36_000));
    let mut months: Transfers = Vec::new();
    for month in 1..=12 {
        let part = earned_after(30_000, month) - earned_after(30_000, month - 1);
        months.extend(annual_fee_month_earned(100 + month as i64, FEE, eur(part)));
    }
    let life = [
        fee_capture(1, SELLER, eur(100_000)),
        deposit_paid(2, SELLER, SHOP, eur(64_000)),
        year,
        months,
        deposit_used(4, SHOP, USER, eur(4_000)),
        crate::late_refund(5, USER, eur(4_000)),
        deposit_returned(6, SELLER, SHOP, eur(60_000)),
    ];
    let mut so_far: Transfers = Vec::new();
    for event in life {
        so_far.extend(event);
        let all = balances(&so_far);
        assert!(short(&all) <= 0, "others' money is not covered after {:?}", so_far.last());
        assert!(all.iter().all(|(kind, amount)| !kind.is_limited() || *amount >= 0), "{all:?}");
    }
    let all = balances(&so_far);
    let of = |kind| all.get(&kind).copied().unwrap_or(0);
    assert_eq!((of(Deposit), of(DeferredFee), of(BuyerBalance)), (0, 0, 0));
    assert_eq!((of(AnnualIncome), of(FeeVat), of(OwnBank)), (30_000, 6_000, 36_000));
    assert_eq!(of(PayableAvailable), 60_000, "the rest of the deposit can be paid out");
}

#[test]
fn a_fee_that_is_owed_is_swept_once_later_money_sets_it_off() {
    let mut all = plan_charged(charge(0));
    assert!(!lines(&all).iter().any(|line| line.starts_with("sweep")), "nothing has come in");
    all.extend(fee_capture(1, SELLER, eur(36_000)));
    all.extend(crate::debt_recovered(2, SELLER, eur(36_000)));
    all.extend(sweep_debt(2, FEE, eur(36_000)));
    let all = balances(&all);
    assert_eq!(short(&all), 0);
    assert_eq!(all.get(&DueFromSeller).copied(), Some(0));
}
