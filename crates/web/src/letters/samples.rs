//! One letter of each kind, with awkward names, for tests and for looking.

use money::{Currency, Money};

use super::{Facts, Goods, Letter, PlacedShop, Sender};

const AT: i64 = 1_795_370_520_000_000;
const DAY: i64 = 86_400_000_000;

/// Every kind of letter.
pub fn all() -> Vec<Letter> {
    let sender = Sender {
        market_name: "Grand Rue & Cie".to_owned(),
        company: "Halles Demo Ltd.".to_owned(),
        host_url: "http://mall.localhost:8080".to_owned(),
        offset_minutes: 60,
    };
    let facts = [to_buyers(), of_requests(), of_accounts(), to_sellers()].concat();
    facts.into_iter().map(|facts| Letter { sender: sender.clone(), facts }).collect()
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn order() -> String {
    "ord_04zmw2c8rt3y0".to_owned()
}

fn shop() -> String {
    "Süßwarenmanufaktur Oberschwaben <Ulm>".to_owned()
}

fn link() -> String {
    "http://mall.localhost:8080/purchases/pur_04zmw2c8rt3y0?key=5jx2q&lang=fr".to_owned()
}

fn lines() -> Vec<Goods> {
    let line = |title: &str, options: &str, quantity, minor| Goods {
        title: title.to_owned(),
        options: options.to_owned(),
        quantity,
        amount: eur(minor),
    };
    vec![
        line("Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", "Eiche, 40 cm", 1, 124_900),
        line("景德镇手工青花瓷茶壶", "", 2, 25_760),
    ]
}

fn to_buyers() -> Vec<Facts> {
    let part = |name: &str| PlacedShop {
        shop: name.to_owned(),
        order: order(),
        lines: lines(),
        delivery_name: "Colissimo".to_owned(),
        delivery: eur(490),
        arrives_by: AT + 5 * DAY,
    };
    let confirm_by = Some(AT + 10 * DAY);
    vec![
        Facts::Placed {
            name: "Claire Morel".to_owned(),
            purchase: "pur_04zmw2c8rt3y0".to_owned(),
            shops: vec![part(&shop()), part("景德镇瓷坊")],
            goods: eur(301_320),
            delivery: eur(980),
            tax: eur(50_383),
            tax_included: true,
            total: eur(302_300),
            link: link(),
        },
        Facts::Shipped {
            order: order(),
            shop: shop(),
            carrier: "Colissimo".to_owned(),
            tracking: "8R 4471 0029".to_owned(),
            confirm_by,
            link: link(),
        },
        Facts::Shipped {
            order: order(),
            shop: shop(),
            carrier: String::new(),
            tracking: String::new(),
            confirm_by: None,
            link: link(),
        },
        Facts::Delivered { order: order(), shop: shop(), confirm_by, link: link() },
        Facts::Refunded {
            order: order(),
            shop: shop(),
            amount: eur(12_880),
            cause: "goodwill".to_owned(),
            link: link(),
        },
        Facts::PaymentRefunded {
            purchase: "pur_04zmw2c8rt3y0".to_owned(),
            amount: eur(302_300),
            link: link(),
        },
        Facts::Cancelled {
            order: order(),
            shop: shop(),
            amount: eur(151_150),
            by_whom: "seller".to_owned(),
            reason: "The kiln broke.\nThe next firing is in March.".to_owned(),
            link: link(),
        },
    ]
}

fn of_requests() -> Vec<Facts> {
    let answered = |state: &str, granted, answer: &str| Facts::RefundAnswered {
        order: order(),
        shop: shop(),
        state: state.to_owned(),
        granted: eur(granted),
        answer: answer.to_owned(),
        link: link(),
    };
    let mut all: Vec<_> = ["agreed", "agreed_by_silence", "escalated", "withdrawn"]
        .map(|state| answered(state, 12_880, ""))
        .into();
    all.push(answered("refused_by_seller", 0, "It was whole when it left <us>."));
    all.push(answered("ruled", 6_440, "Half of the set was broken."));
    all.push(Facts::WithdrawalReceipt {
        order: order(),
        shop: shop(),
        name: "李雨桐".to_owned(),
        declared_at: AT,
        lines: lines(),
        total: eur(151_150),
        link: link(),
    });
    all
}

fn of_accounts() -> Vec<Facts> {
    vec![
        Facts::Verify { name: String::new(), link: link() },
        Facts::Reset { name: "Claire Morel".to_owned(), link: link() },
    ]
}

fn to_sellers() -> Vec<Facts> {
    vec![
        Facts::Sold {
            order: order(),
            shop: shop(),
            lines: lines(),
            total: eur(151_150),
            ship_by: AT + 2 * DAY,
            link: link(),
        },
        Facts::PaidOut { amount: eur(1_248_000), iban_end: "0189".to_owned(), link: link() },
        Facts::RefundAskedSeller {
            order: order(),
            shop: shop(),
            reason: "damaged".to_owned(),
            text: "The lid is in two pieces.".to_owned(),
            asked: eur(12_880),
            answer_by: AT + 5 * DAY,
            link: link(),
        },
    ]
}
