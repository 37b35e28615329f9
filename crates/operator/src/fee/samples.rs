//! A deposit that is short, fees in every state, and a shop without any.

use domain::admission::ShopKind;
use domain::fee::{FeeKind, FeeState, Terms};
use domain::policy::{Commission, CommissionBase, Fees};
use domain::shop::{Shop, ShopState};
use domain::wording::Wording;
use domain::{FeeId, MarketId, OperatorId, SellerId};
use money::{Currency, Rate};
use web::{Page, Words};

use super::*;

const NOW: i64 = 1_795_370_520_000_000;

fn fee(at: i64, kind: FeeKind, state: FeeState) -> Fee {
    Fee {
        id: FeeId::from_raw((40 + at) << 22),
        account: 7 << 22,
        seller: SellerId::from_raw(3 << 22),
        market: MarketId::from_raw(1 << 22),
        operator: OperatorId::from_raw(1 << 22),
        kind,
        about: String::new(),
        net: 360_000,
        vat: if kind == FeeKind::Deposit { 0 } else { 72_000 },
        vat_ppm: Rate::ZERO,
        currency: Currency::EUR,
        state,
        owed: 0,
        covers_from: None,
        covers_until: None,
        earned: 30_000,
        months_earned: 1,
        given_back: 0,
        due_at: NOW,
        paid_at: None,
        version: 1,
    }
}

fn view(fees: Vec<Fee>, deposit_minor: i64) -> FeesView {
    let account = 7 << 22;
    FeesView {
        shop: Shop {
            id: ShopId::from_raw(account),
            seller: SellerId::from_raw(3 << 22),
            market: MarketId::from_raw(1 << 22),
            slug: "ulm".to_owned(),
            name: "Süßwarenmanufaktur <Oberschwaben>".to_owned(),
            story: Wording::default(),
            drawing: "honey".to_owned(),
            hue: 235,
            city: "Ulm".to_owned(),
            country: "DE".to_owned(),
            state: ShopState::Open,
            handling_days: 2,
            opened_at: NOW,
            quiet: false,
            holiday: None,
            version: 1,
        },
        account,
        kind: ShopKind::Speciality,
        categories: vec![],
        currency: Currency::EUR,
        commission: Commission {
            rate_ppm: Rate::ZERO,
            base: CommissionBase::Goods,
            least_per_line_minor: None,
            most_per_line_minor: None,
            least_per_order_minor: None,
            most_per_order_minor: None,
            by_category: vec![],
        },
        rules: Fees::default(),
        rules_now: Fees::default(),
        listed: 0,
        plan: None,
        terms: (deposit_minor > 0).then(|| Terms {
            account,
            seller: SellerId::from_raw(3 << 22),
            market: MarketId::from_raw(1 << 22),
            operator: OperatorId::from_raw(1 << 22),
            currency: Currency::EUR,
            deposit: 600_000,
            top_up_by: Some(NOW),
            back_at: None,
            version: 1,
        }),
        fees,
        deposit_minor,
        available_minor: 12_300,
        owed_minor: 0,
        is_reverse_charge: false,
    }
}

impl Page for ShowShopFees {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Shops);
        let page = |view: &FeesView, form: Form| {
            Self::new(Frame::sample(words), &place, view, (form, "key".to_owned()))
        };
        let states = FeeState::ALL.iter().zip(FeeKind::ALL.iter().cycle());
        let fees: Vec<Fee> = (0..).zip(states).map(|(at, (state, kind))| fee(at, *kind, *state)).collect();
        let mut wrong = Form::default();
        wrong.errors.refuse("amount", "fee.deposit_short", Vec::new());
        vec![
            page(&view(fees.clone(), 440_000), Form::default()),
            page(&view(fees, 440_000), wrong),
            page(&view(vec![], 0), Form::default()),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ShowShopFees>();
}
