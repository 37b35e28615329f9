//! Balanced books in two currencies, books that are not, and none.

use web::{Page, Words};

use super::*;
use crate::place::Section;

pub(crate) fn lines(currency: Currency) -> Vec<TrialLine> {
    let line = |kind, debit, credit| TrialLine {
        operator: domain::OperatorId::from_raw(1 << 22),
        currency,
        kind,
        debit,
        credit,
    };
    vec![
        line(AccountKind::ProviderTransit, 98_120_000, 96_000_000),
        line(AccountKind::SafeguardedBank, 96_000_000, 71_000_000),
        line(AccountKind::OwnBank, 3_900_000, 1_120_000),
        line(AccountKind::Escrow, 76_872_000, 98_120_000),
        line(AccountKind::PayablePending, 76_000_000, 76_872_000),
        line(AccountKind::PayableAvailable, 67_100_000, 72_100_000),
        line(AccountKind::CommissionIncome, 0, 3_250_000),
        line(AccountKind::FeeVat, 0, 650_000),
        line(AccountKind::ProviderCost, 1_120_000, 0),
    ]
}

impl Page for ShowLedger {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Ledger);
        let page = |found: &[TrialLine], date: &str| Self::new(Frame::sample(words), &place, found, date);
        let both = [lines(Currency::EUR), lines(Currency::USD)].concat();
        let wrong = vec![lines(Currency::JPY)[0], lines(Currency::JPY)[3]];
        vec![page(&both, "2026-11-22"), page(&wrong, "not a date"), page(&[], "")]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowLedger>();
}
