//! The first version, a change about to be made, and a form with errors.

use domain::MarketId;
use money::Rate;
use web::{Page, Words};

use super::*;
use crate::place::Section;

fn versions() -> Vec<PolicyVersion> {
    let first = Policy::from_toml(include_str!("../../../../presets/mall.toml")).expect("our own preset");
    let mut second = first.clone();
    second.commission.rate_ppm = Rate::from_ppm(45_000).expect("a rate");
    second.refunds.withdrawal_days = None;
    let version = |number, since, policy, author: &str| PolicyVersion {
        market: MarketId::from_raw(1 << 22),
        number,
        since,
        policy,
        author: author.to_owned(),
    };
    vec![
        version(1, 0, first, "preset"),
        version(2, 1_795_370_520_000_000, second, "Wolfeschlegelsteinhausen, Ada"),
    ]
}

impl Page for ShowPolicy {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Policy);
        let versions = versions();
        let page = |count: usize, draft: Draft| {
            let known = &versions[..count];
            Self::new(Frame::sample(words), &place, Currency::EUR, (&known[count - 1], known), draft)
        };
        let mut wanted = versions[0].policy.clone();
        wanted.payouts.approved_by_hand = false;
        wanted.escrow.confirm_days_after_delivery = 14;
        let fit =
            |policy: &Policy| Draft::Fit(fields::filled(policy, Currency::EUR), Box::new(policy.clone()));
        let mut form = fields::filled(&wanted, Currency::EUR).labelled(labels(words));
        fields::refuse(&mut form, &domain::policy::PolicyRefusal::OutOfRange("refunds.answer_days"));
        vec![
            page(2, fit(&wanted)),
            page(1, Draft::None),
            page(1, fit(&versions[0].policy)),
            page(2, Draft::Unfit(form)),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ShowPolicy>();
}
