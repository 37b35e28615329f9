//! A week in which two days differ, one that agrees, and nothing read yet.

use money::Currency;
use web::{Page, Words};

use super::*;
use crate::place::Section;

impl Page for ShowReconciliation {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Reconciliation);
        let page = |found: &[Day]| Self::new(Frame::sample(words), &place, found);
        let day = |day: &str, net: i64| Day {
            day: day.to_owned(),
            currency: Currency::EUR,
            ledger_net: net,
            file_net: net,
            file_fee: net / 70,
            bank: net,
            differs: false,
            unknown: 0,
        };
        let late = Day { bank: 0, differs: true, ..day("2026-11-22", 1_248_000) };
        let short = Day { ledger_net: 970_000, differs: true, unknown: 2, ..day("2026-11-21", 982_450) };
        vec![
            page(&[late, short, day("2026-11-20", 2_104_399)]),
            page(&[day("2026-11-20", 2_104_399)]),
            page(&[]),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowReconciliation>();
}
