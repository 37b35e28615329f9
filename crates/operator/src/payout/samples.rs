//! Payouts to decide in two currencies, a refusal without reason, decided ones, none.

use domain::{OperatorId, PayoutId, SellerId};
use web::{FormData, Page, Words};

use super::*;
use crate::place::Section;

fn payouts(state: PayoutState, count: i64) -> Vec<ListedPayout> {
    let names = ["Süßwarenmanufaktur Oberschwaben GmbH & Co. KG", "景德镇瓷坊", "Rucher du Parc"];
    (0..count)
        .zip(names.iter().cycle())
        .map(|(at, name)| ListedPayout {
            operator: OperatorId::from_raw(1 << 22),
            payout: PayoutId::from_raw((at + 1) << 22),
            seller: SellerId::from_raw((at + 1) << 22),
            seller_name: (*name).to_owned(),
            amount: 124_890 * (at + 1),
            currency: if at % 3 == 2 { Currency::USD } else { Currency::EUR },
            state,
            proposed_at: 1_795_370_520_000_000,
        })
        .collect()
}

impl Page for ListPayouts {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Payouts);
        let page = |state, count, form| {
            Self::new(Frame::sample(words), &place, &payouts(state, count), (state, count < 9), form)
        };
        let chosen = format!("payout={}&decision=refuse", PayoutId::from_raw(1 << 22));
        let mut form = Form::new(FormData::parse(chosen.as_bytes()).expect("the sample is short"));
        form.errors.add("reason", "web-error-required");
        vec![
            page(PayoutState::Proposed, 3, None),
            page(PayoutState::Proposed, 3, Some(form)),
            page(PayoutState::Paid, 50, None),
            page(PayoutState::Returned, 0, None),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ListPayouts>();
}
