//! Shops that stand in every way, with long names, and none; one shop suspended, complained of, and never.

use domain::seller::Seller;
use domain::shop::{Shop, ShopStanding, ShopState};
use domain::suspension::{Person, Suspension, SuspensionCause};
use domain::wording::Wording;
use domain::{MarketId, OperatorId, SellerId, ShopId, SuspensionId, UserId};
use engine::console::{ListedShop, ShopsWanted};
use web::{Form, Frame, Page, Words, page};

use super::list::{ListShops, ROWS};
use super::show::{ShowShop, Told};
use crate::place::{Place, Section};

const AT: i64 = 1_795_370_520_000_000;

fn listed(name: &str, legal: &str, standing: ShopStanding) -> ListedShop {
    ListedShop {
        market: MarketId::from_raw(1 << 22),
        shop: ShopId::from_raw(7 << 22),
        seller: SellerId::from_raw(3 << 22),
        slug: "atelier-brume".to_owned(),
        name: name.to_owned(),
        legal_name: legal.to_owned(),
        story: Wording::default(),
        drawing: "honey".to_owned(),
        hue: 235,
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        state: ShopState::Open,
        products: 1_064,
        opened_at: AT,
        standing,
        search: name.to_lowercase(),
        quiet: false,
    }
}

impl Page for ListShops {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Shops);
        let shops = [
            listed(
                "Süßwarenmanufaktur Oberschwaben",
                "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG",
                ShopStanding::Open,
            ),
            listed("景德镇瓷坊", "景德镇市瓷坊有限公司", ShopStanding::Complains),
            listed("Rucher du Parc", "Claire Morel", ShopStanding::Closed),
            listed("Cifang", "Cifang SARL", ShopStanding::Supervised),
        ];
        let counts: Vec<(ShopStanding, i64)> =
            vec![(ShopStanding::Open, 48_112), (ShopStanding::Complains, 1), (ShopStanding::Closed, 204)];
        let many: Vec<_> = shops.iter().cycle().take(ROWS).cloned().collect();
        let page = |found: &[ListedShop], wanted: &ShopsWanted, is_first| {
            Self::new(Frame::sample(words), &place, (found, &counts), wanted, is_first)
        };
        let all = ShopsWanted::default();
        let named = ShopsWanted { standing: Some(ShopStanding::Open), search: "\"café & cie\"".to_owned() };
        vec![
            page(&shops, &all, true),
            page(&many, &named, false),
            page(&[], &all, true),
            page(&[], &named, true),
        ]
    }
}

fn shop(state: ShopState) -> Shop {
    Shop {
        id: ShopId::from_raw(7 << 22),
        seller: SellerId::from_raw(3 << 22),
        market: MarketId::from_raw(1 << 22),
        slug: "sweets".to_owned(),
        name: "Süßwarenmanufaktur Oberschwaben".to_owned(),
        story: Wording::default(),
        drawing: "honey".to_owned(),
        hue: 235,
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        state,
        handling_days: 2,
        opened_at: AT,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

fn seller() -> Seller {
    Seller {
        id: SellerId::from_raw(3 << 22),
        name: "Oberschwaben".to_owned(),
        legal_name: "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG".to_owned(),
        street: "Hirschstraße 12".to_owned(),
        postcode: "89073".to_owned(),
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        vat_number: None,
        email: "post@suesswaren.example".to_owned(),
        language: "en".to_owned(),
        iban: String::new(),
        created_at: 0,
        version: 0,
    }
}

fn suspension() -> Suspension {
    let olga = Person { operator: OperatorId::from_raw(1), user: UserId::from_raw(2), name: "Olga <Renaud>" };
    let found = "Three jars bear a seal that is not theirs; the holder has written to us.";
    let id = SuspensionId::from_raw(9 << 22);
    Suspension::begin((id, &shop(ShopState::Open)), (SuspensionCause::Counterfeit, found), &olga, AT)
        .expect("it says what was found")
}

fn told(state: ShopState, suspensions: Vec<Suspension>) -> Told {
    let application = None;
    Told { shop: shop(state), seller: seller(), application, suspensions, may_act_for: true, sees_fees: true }
}

impl Page for ShowShop {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Shops);
        let mut complained = suspension();
        let said = complained.complain("The seal is ours: see the certificate.", AT + 1);
        said.expect("it goes on and nobody has complained");
        let otto = Person { operator: OperatorId::from_raw(1), user: UserId::from_raw(3), name: "Otto" };
        let mut over = complained.clone();
        over.rule((true, "The certificate is right."), (&otto, false), AT + 2).expect("a complaint waits");
        let mut wordless = Form::default();
        wordless.errors.refuse("found", "suspension.reason_missing", Vec::new());
        let mut reasonless = Form::default();
        reasonless.errors.refuse("reason", "stand_in.reason_missing", Vec::new());
        let plain = Told { sees_fees: false, ..told(ShopState::Open, Vec::new()) };
        let page = |told: &Told, form: Form| Self::new(Frame::sample(words), &place, told, form);
        vec![
            page(&told(ShopState::Open, Vec::new()), wordless),
            page(&told(ShopState::Supervised, vec![complained, over.clone()]), Form::default()),
            page(&told(ShopState::Closed, vec![over]), Form::default()),
            page(&plain, reasonless),
        ]
    }
}

#[test]
fn pages_render() {
    page::render_all::<ListShops>();
    page::render_all::<ShowShop>();
}
