//! The posting table as an accountant reads it: each event, its transfers line by line, and balances at the end.

use std::collections::BTreeMap;

use money::{Currency, Money, Rate};

use super::*;
use crate::{AccountKind, Side, Transfer};

const ORDER: i64 = 7;
const SELLER: i64 = 3;
const USER: i64 = 5;

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// `reason: debit -> credit amount`, as written in the table below.
fn lines(transfers: &[Transfer]) -> Vec<String> {
    let line = |t: &Transfer| {
        let (debit, credit) = (t.debit.kind.label(), t.credit.kind.label());
        format!("{}: {debit} -> {credit} {}", t.reason.code(), t.amount.to_plain())
    };
    transfers.iter().map(line).collect()
}

fn commission_of_100() -> Commission {
    Commission::on(eur(12_000), Rate::from_ppm(50_000).unwrap(), Rate::from_ppm(200_000).unwrap())
}

#[test]
fn each_event_posts_what_the_table_says() {
    let fees = commission_of_100();
    let table: Vec<(&str, Transfers, &[&str])> = vec![
        ("capture 120", capture(1, ORDER, eur(12_000)), &["capture: A1 -> L1 120.00"]),
        (
            "provider settles with fee 1.40",
            settle_charge(2, ORDER, SettledCharge { captured: eur(12_000), fee_minor: 140 }),
            &["settlement: A2 -> A1 118.60", "provider_fee: E1 -> A1 1.40"],
        ),
        ("own money tops up", top_up(2, ORDER, eur(140)), &["top_up: A2 -> A3 1.40"]),
        (
            "a corrected file: the fee was 0.10 higher",
            correct_fee(6, ORDER, eur(10)),
            &["settlement_back: A1 -> A2 0.10", "provider_fee: E1 -> A1 0.10", "top_up: A2 -> A3 0.10"],
        ),
        (
            "a corrected file: the fee was 0.10 lower",
            correct_fee(6, ORDER, eur(-10)),
            &["settlement: A2 -> A1 0.10", "provider_fee_back: A1 -> E1 0.10", "top_up_back: A3 -> A2 0.10"],
        ),
        (
            "release",
            release(ORDER, SELLER, Release { held: eur(12_000), tax_collected_minor: 0 }),
            &["release: L1 -> L2p 120.00"],
        ),
        (
            "release where the market owes the tax",
            release(ORDER, SELLER, Release { held: eur(12_000), tax_collected_minor: 900 }),
            &["tax_collected: L1 -> L7 9.00", "release: L1 -> L2p 111.00"],
        ),
        (
            "commission 6.00 + VAT 1.20",
            commission(ORDER, SELLER, fees),
            &["commission: L2p -> R 6.00", "fee_vat: L2p -> L6 1.20"],
        ),
        ("sweep of fees", sweep_fees(ORDER, fees), &["sweep: A3 -> A2 7.20"]),
        ("delay over", mature(ORDER, SELLER, eur(11_280)), &["mature: L2p -> L2a 112.80"]),
        ("payout", payout(9, SELLER, eur(11_280)), &["payout: L2a -> A2 112.80"]),
        (
            "payout comes back",
            payout_returned(9, SELLER, eur(11_280)),
            &["payout_returned: A2 -> L2a 112.80"],
        ),
        ("debt set off", debt_recovered(9, SELLER, eur(500)), &["debt_recovered: L2a -> A4 5.00"]),
        (
            "refund before release",
            refund_before_release(Refund { id: 8, order: ORDER, amount: eur(2_000) }),
            &["refund_from_escrow: L1 -> A1 20.00"],
        ),
        (
            "refund leaves the provider",
            settle_refund(4, ORDER, eur(2_000)),
            &["refund_settlement: A1 -> A2 20.00"],
        ),
        ("late capture", late_capture(1, USER, eur(500)), &["late_capture: A1 -> L5 5.00"]),
        ("late capture goes back", late_refund(8, USER, eur(500)), &["late_refund: L5 -> A1 5.00"]),
        (
            "refund of all after payout: the balance is short",
            refund_after_release(RefundAfterRelease {
                refund: Refund { id: 8, order: ORDER, amount: eur(12_000) },
                seller: SELLER,
                parts: split_refund(12_000, 0, 0, 2_720),
                reversed: fees,
                still_pending: false,
            }),
            &[
                "commission_reversal: R -> L2a 6.00",
                "fee_vat_reversal: L6 -> L2a 1.20",
                "sweep_back: A2 -> A3 7.20",
                "refund_from_available: L2a -> A1 27.20",
                "refund_from_debt: A4 -> A1 92.80",
            ],
        ),
        (
            "nothing moves nothing",
            settle_charge(2, ORDER, SettledCharge { captured: eur(0), fee_minor: 0 }),
            &[],
        ),
    ];
    for (event, transfers, expected) in table {
        assert_eq!(lines(&transfers), expected, "{event}");
    }
}

#[test]
fn a_refund_is_paid_by_pending_then_available_then_debt() {
    let parts = |tax, pending, available, debt| RefundParts {
        from_tax: tax,
        from_pending: pending,
        from_available: available,
        from_debt: debt,
    };
    for (amount, tax, pending, available, expected) in [
        (100, 0, 100, 0, parts(0, 100, 0, 0)),
        (100, 8, 50, 100, parts(8, 50, 42, 0)),
        (100, 0, 0, 30, parts(0, 0, 30, 70)),
        (100, 0, -5, -5, parts(0, 0, 0, 100)),
    ] {
        assert_eq!(split_refund(amount, tax, pending, available), expected);
    }
}

fn balances(transfers: &[Transfer]) -> BTreeMap<&'static str, i64> {
    let mut all: BTreeMap<&'static str, i64> = BTreeMap::new();
    for t in transfers {
        for (kind, side) in [(t.debit.kind, Side::Debit), (t.credit.kind, Side::Credit)] {
            let sign = if kind.side() == side { 1 } else { -1 };
            *all.entry(kind.label()).or_default() += sign * t.amount.minor;
        }
    }
    all.retain(|_, balance| *balance != 0);
    all
}

#[test]
fn a_whole_life_leaves_only_what_it_should() {
    let fees = commission_of_100();
    let life = [
        capture(1, ORDER, eur(12_000)),
        settle_charge(2, ORDER, SettledCharge { captured: eur(12_000), fee_minor: 140 }),
        top_up(2, ORDER, eur(140)),
        release(ORDER, SELLER, Release { held: eur(12_000), tax_collected_minor: 0 }),
        commission(ORDER, SELLER, fees),
        sweep_fees(ORDER, fees),
        mature(ORDER, SELLER, eur(11_280)),
        payout(9, SELLER, eur(11_280)),
    ]
    .concat();
    let expected = [("A3", 580), ("E1", 140), ("L6", 120), ("R", 600)];
    assert_eq!(balances(&life), expected.into_iter().collect());
}

#[test]
fn every_code_reads_back_and_is_unique() {
    for kind in AccountKind::ALL {
        assert_eq!(AccountKind::from_code(kind.code()), Some(*kind));
    }
    for reason in Reason::ALL {
        assert_eq!(Reason::from_code(reason.code()), Some(*reason));
    }
}
