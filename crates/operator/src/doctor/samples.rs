//! Never run, all sound, something broken.

use web::{Page, Words};

use super::*;
use crate::place::Section;

pub(crate) fn sample_sound() -> Check {
    Check { name: "ledger.entries_balance", holds: true, found: String::new() }
}

pub(crate) fn sample_broken() -> Check {
    Check {
        name: "ledger.balances_equal_their_transfers",
        holds: false,
        found: "escrow of ord_04zmw2c8rt3y0: balance 120, transfers 110".to_owned(),
    }
}

impl Page for ShowDoctor {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Doctor);
        let page = |last: Option<&LastWord>| Self::new(Frame::sample(words), &place, last);
        let at = 1_795_370_520_000_000;
        vec![
            page(Some(&LastWord { at, checks: vec![sample_broken(), sample_sound()] })),
            page(Some(&LastWord { at, checks: vec![sample_sound()] })),
            page(None),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowDoctor>();
}
