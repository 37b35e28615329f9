//! A quiet first day, and a market with work to do.

use web::{Page, Words};

use super::*;
use crate::place::Section;

const NOW: Micros = 1_795_370_520_000_000;

impl Page for ShowOverview {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Overview);
        let page = |found: &Overview, doctor: Option<&LastWord>| {
            Self::new(Frame::sample(words), &place, found, Currency::EUR, (doctor, NOW))
        };
        let first = Overview {
            orders_by_state: Vec::new(),
            by_day: Vec::new(),
            shops_open: 0,
            listings: 0,
            payouts_proposed: 0,
            escalated: 0,
            unknown_settlement: 0,
        };
        let sold = [228, 246, 243, 276, 0, 298, 331, 322, 356, 389, 437, 520, 611, 402];
        let busy = Overview {
            orders_by_state: vec![
                (OrderState::ToShip, 64, 512_480),
                (OrderState::Shipped, 1_840, 21_248_000),
                (OrderState::Completed, 98_120, 981_204_455),
            ],
            by_day: (0..14)
                .zip(sold)
                .map(|(day, sum)| (NOW - (13 - day) * DAY, sum / 9, sum * 10_000))
                .collect(),
            shops_open: 1_986,
            listings: 50_214,
            payouts_proposed: 12,
            escalated: 3,
            unknown_settlement: 1,
        };
        let bad = LastWord { at: NOW - DAY, checks: vec![crate::doctor::sample_broken()] };
        let good = LastWord { at: NOW, checks: vec![crate::doctor::sample_sound()] };
        vec![page(&busy, Some(&bad)), page(&busy, Some(&good)), page(&first, None)]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowOverview>();
}
