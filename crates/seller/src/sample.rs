//! A small cast for the samples of pages: two shops, orders in every state, a request, money. Not used by handlers.

use domain::address::Address;
use domain::order::{By, Order, OrderLine, OrderState, OrderStep, Step};
use domain::policy::change::{self, Person, Proposal, Wish};
use domain::policy::notice::Ground;
use domain::policy::{Policy, PolicyVersion};
use domain::product::TaxClass;
use domain::refund::{Request, RequestKind, RequestReason, RequestState};
use domain::shipment::{Shipment, ShipmentLine};
use domain::shop::{Shop, ShopState, Zone};
use domain::wording::Wording;
use domain::{
    DAY, EventId, MarketId, OfferId, OperatorId, OrderId, PaymentId, ProductId, ProposalId, PurchaseId,
    RequestId, SellerId, ShipmentId, ShopId, StockItemId, UserId, VariantId,
};
use money::{Currency, Rate};
use web::{Desk, OFFSET_MINUTES_DEFAULT, Words};

use crate::desk::{Room, Scope};
use crate::moment::Moment;

/// 22 November 2026, 09:10 UTC: a Sunday.
pub const NOW: i64 = 1_795_338_600_000_000;
pub const EUR: Currency = Currency::EUR;

pub fn moment(words: Words) -> Moment {
    Moment { words, offset_minutes: OFFSET_MINUTES_DEFAULT, now: NOW }
}

pub fn shops() -> Vec<Shop> {
    vec![shop(1, "atelier-brume", "Atelier Brume"), shop(2, "suesswaren", "Süßwarenmanufaktur Oberschwaben")]
}

pub fn shop(id: i64, slug: &str, name: &str) -> Shop {
    Shop {
        id: ShopId::from_raw(id),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        slug: slug.to_owned(),
        name: name.to_owned(),
        story: Wording::in_language("en", "Stoneware from a small workshop by the Loire."),
        drawing: "vase".to_owned(),
        hue: 235,
        city: "Tours".to_owned(),
        country: "FR".to_owned(),
        state: ShopState::Open,
        handling_days: 2,
        opened_at: NOW - 300 * DAY,
        quiet: false,
        holiday: None,
        version: 1,
    }
}

pub fn payouts() -> domain::policy::Payouts {
    domain::policy::Payouts { delay_days: 7, every_days: 7, least_minor: 1_000, approved_by_hand: true }
}

/// Rules in force, a change that was announced, and the version that it becomes.
pub fn announced_rules() -> (PolicyVersion, Proposal, PolicyVersion) {
    let policy = Policy::from_toml(include_str!("../../../presets/mall.toml")).expect("our own preset");
    let mut wanted = policy.clone();
    wanted.commission.rate_ppm = rate(45_000);
    wanted.commission.most_per_order_minor = Some(5_000);
    let market = MarketId::from_raw(1);
    let author = "preset".to_owned();
    let first = PolicyVersion { market, number: 1, since: NOW - DAY, policy, author, off_at: None };
    let member = |user, name: &str| Person { user: UserId::from_raw(user), name: name.to_owned() };
    let wish = Wish { note: "Banks have become cheaper.".to_owned(), wanted_at: None };
    let (id, versions) = (ProposalId::from_raw(1), [first.clone()]);
    let proposal = change::propose(id, &versions, &wanted, &member(1, "Olga"), wish, NOW);
    let mut proposal = proposal.expect("a change that fits");
    let ground = Ground {
        operator_country: "FR".to_owned(),
        market_country: "FR".to_owned(),
        offset_minutes: i64::from(OFFSET_MINUTES_DEFAULT),
    };
    let enacted = proposal.approve(&versions, &member(2, "Otto"), &ground, NOW);
    (first, proposal, enacted.expect("two members agree").version)
}

pub fn zones() -> Vec<Zone> {
    let zone = |ordinal, name: &str, countries: &str, price, free_above, days_min, days_max| Zone {
        shop: ShopId::from_raw(1),
        ordinal,
        name: Wording::in_language("en", name),
        countries: countries.to_owned(),
        price,
        per_kg: 120,
        free_above,
        days_min,
        days_max,
    };
    vec![
        zone(0, "Colissimo", "FR", 640, Some(6_000), 2, 4),
        zone(1, "Europe, tracked", "DE,BE,NL,LU,ES,IT", 1_290, None, 4, 7),
    ]
}

pub fn desk(words: Words, room: Room) -> Desk {
    crate::desk::desk(words, room, (&shops()[0], &shops()), |_| true)
}

pub fn scope() -> Scope {
    Scope::new(&shops()[0], &shops())
}

/// Orders to ship: late, today, tomorrow, later; with long names and with many lines.
pub fn orders() -> Vec<(Order, Vec<OrderLine>)> {
    let cast = [
        ("Marta Kowalczyk", "Portland", "US", -3),
        ("Jonas Weber", "Köln", "DE", -2),
        ("李雨桐", "上海", "CN", -1),
        ("Aurélie Fontaine-Beauregard de Saint-Exupéry", "Nantes", "FR", 0),
    ];
    let goods = [
        ("Pour-over set, slate", "pourover", 235, 1),
        ("Side-handle teapot", "teapot", 150, 1),
        ("景德镇手工青花瓷茶壶配竹编提梁礼盒装家用功夫茶具", "cup", 205, 4),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", "vase", 20, 1_200),
    ];
    let made = cast.iter().zip(goods).zip(1_i64..).map(|(((name, city, country, day), goods), at)| {
        let order = order(at, name, city, country, NOW + day * DAY);
        let lines = vec![line(order.id, 0, goods), line(order.id, 1, goods)];
        (order, if at == 3 { lines } else { lines.into_iter().take(1).collect() })
    });
    made.collect()
}

pub fn order(at: i64, name: &str, city: &str, country: &str, placed_at: i64) -> Order {
    let address = Address {
        name: name.to_owned(),
        street: "14 rue des Tanneurs".to_owned(),
        extra: String::new(),
        postcode: "37000".to_owned(),
        city: city.to_owned(),
        region: String::new(),
        country: country.to_owned(),
        phone: "+33 6 12 34 56 78".to_owned(),
    };
    Order {
        id: OrderId::from_raw((NOW / 1_000_000 + at) << 30),
        purchase: PurchaseId::from_raw(7),
        payment: PaymentId::from_raw(8),
        charge_reference: String::new(),
        shop: ShopId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        operator: OperatorId::from_raw(1),
        user_id: UserId::from_raw(9),
        state: OrderState::ToShip,
        email: "buyer@example.org".to_owned(),
        language: "fr".to_owned(),
        address: address.to_json(),
        delivery_name: "Colissimo".to_owned(),
        days_min: 2,
        days_max: 4,
        handling_days: 2,
        goods: 4_800 * at,
        delivery: 640,
        delivery_tax: 107,
        tax: 907,
        total: 4_800 * at + 640,
        currency: EUR,
        tax_owed: 0,
        policy_number: 1,
        commission: 264 * at,
        commission_base: 4_800 * at,
        fee_vat_ppm: rate(200_000),
        confirm_days_after_delivery: 7,
        confirm_days_after_dispatch: 21,
        payout_delay_days: 7,
        refunded: 0,
        released: 0,
        fee: 0,
        fee_vat: 0,
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at,
        shipped_at: None,
        delivered_at: None,
        completed_at: None,
        closed_at: None,
        matured_at: None,
        confirm_at: None,
        confirm_left: None,
        version: 1,
    }
}

pub fn line(
    order_id: OrderId,
    ordinal: i64,
    (title, drawing, hue, quantity): (&str, &str, i64, i64),
) -> OrderLine {
    OrderLine {
        order_id,
        ordinal,
        offer: OfferId::from_raw(1),
        product: ProductId::from_raw(1),
        variant: VariantId::from_raw(1),
        stock_item: StockItemId::from_raw(1),
        title: title.to_owned(),
        options: if ordinal == 1 { "Slate · Large".to_owned() } else { String::new() },
        sku: "BR-PO-1".to_owned(),
        drawing: drawing.to_owned(),
        hue,
        picture: String::new(),
        quantity,
        shipped: 0,
        unit: 4_800,
        amount: 4_800 * quantity,
        tax_class: TaxClass::Standard,
        tax_ppm: rate(200_000),
        tax: 800 * quantity,
        weight_grams: 450,
        commission_ppm: rate(55_000),
    }
}

fn rate(ppm: i64) -> Rate {
    Rate::from_ppm(ppm).expect("the sample's rates are real ones")
}

pub fn steps(order: &Order) -> Vec<OrderStep> {
    let step = |at, step, by_whom, text: &str, amount| OrderStep {
        order_id: order.id,
        id: EventId::from_raw(at),
        step,
        by_whom,
        text: text.to_owned(),
        amount,
        at: order.placed_at + at * DAY / 2,
    };
    vec![
        step(0, Step::Placed, By::Buyer, "", order.total),
        step(1, Step::Shipped, By::Seller, "Colissimo 8R 4471 9920", 0),
        step(3, Step::RefundAsked, By::Buyer, "The lid is chipped <b>and</b> the handle came off.", 4_800),
    ]
}

pub fn shipment(order: &Order, delivered_at: Option<i64>) -> (Shipment, Vec<ShipmentLine>) {
    let id = ShipmentId::from_raw(order.id.get() + 1);
    let shipment = Shipment {
        id,
        order_id: order.id,
        carrier: "Colissimo".to_owned(),
        tracking: "8R44719920".to_owned(),
        shipped_at: order.placed_at + DAY,
        delivered_at,
        version: 1,
    };
    (shipment, vec![ShipmentLine { shipment: id, ordinal: 0, quantity: 1 }])
}

pub fn request(order: &Order, state: RequestState) -> Request {
    Request {
        id: RequestId::from_raw(order.id.get() + 2),
        order_id: order.id,
        user_id: order.user_id,
        kind: RequestKind::Refund,
        reason: RequestReason::Damaged,
        text: "The lid is chipped <b>and</b> the handle came off.".to_owned(),
        asked: 4_800,
        granted: 0,
        state,
        answer: if state == RequestState::Asked { String::new() } else { "It left whole.".to_owned() },
        ruling: String::new(),
        opened_at: NOW - DAY,
        answer_by: NOW + 18 * DAY / 24,
        answered_at: None,
        escalated_at: None,
        closed_at: None,
        version: 1,
    }
}

/// A deposit and a year's fee that are to be paid.
pub fn dues() -> Vec<domain::fee::Fee> {
    use domain::fee::{Fee, FeeKind, FeeState};
    let fee = |kind, net, vat| Fee {
        id: domain::FeeId::from_raw((90 + net) << 22),
        account: 7 << 22,
        seller: SellerId::from_raw(3 << 22),
        market: MarketId::from_raw(1 << 22),
        operator: OperatorId::from_raw(1 << 22),
        kind,
        about: String::new(),
        net,
        vat,
        vat_ppm: Rate::from_ppm(if vat > 0 { 200_000 } else { 0 }).unwrap_or_default(),
        currency: EUR,
        state: FeeState::Due,
        owed: 0,
        covers_from: None,
        covers_until: None,
        earned: 0,
        months_earned: 0,
        given_back: 0,
        due_at: NOW,
        paid_at: None,
        version: 1,
    };
    vec![fee(FeeKind::Deposit, 600_000, 0), fee(FeeKind::Annual, 360_000, 72_000)]
}

/// An account with a deposit that is short, and fees in several states.
pub fn fees() -> engine::fee::FeesView {
    use domain::fee::{FeeState, Terms};
    let mut fees = dues();
    fees[1].charged(72_000, NOW - 40 * DAY);
    let lodged = (FeeState::Paid, Some(NOW - 40 * DAY));
    fees.push(domain::fee::Fee { state: lodged.0, paid_at: lodged.1, ..fees[0].clone() });
    let policy = Policy::from_toml(include_str!("../../../presets/mall.toml")).expect("the preset holds");
    let plan = |code: &str, amount_minor| domain::policy::fees::Plan {
        code: code.to_owned(),
        name: format!("{code} for shops that sell a great deal"),
        amount_minor,
        commission_less_ppm: Rate::from_ppm(10_000).unwrap_or_default(),
        free_listings: 40,
        ..Default::default()
    };
    let mut rules_now = policy.fees.clone();
    rules_now.plans = vec![plan("plus", 3_900), plan("pro", 9_900)];
    let listing = domain::policy::fees::Listing { currency: None, amount_minor: 20, months: 4, free: 10 };
    rules_now.listing = vec![listing];
    let shop = shops()[1].clone();
    let mut chosen = domain::plan::ShopPlan::none(shop.id, shop.seller, shop.market);
    (chosen.plan, chosen.next) = ("plus".to_owned(), Some("pro".to_owned()));
    engine::fee::FeesView {
        shop,
        account: 7 << 22,
        kind: domain::admission::ShopKind::Flagship,
        categories: vec!["shoes".to_owned()],
        currency: EUR,
        commission: policy.commission,
        rules: policy.fees,
        rules_now,
        plan: Some(chosen),
        listed: 12,
        terms: Some(Terms {
            account: 7 << 22,
            seller: SellerId::from_raw(3 << 22),
            market: MarketId::from_raw(1 << 22),
            operator: OperatorId::from_raw(1 << 22),
            currency: EUR,
            deposit: 600_000,
            top_up_by: Some(NOW + 12 * DAY),
            back_at: Some(NOW + 30 * DAY),
            version: 1,
        }),
        fees,
        deposit_minor: 440_000,
        available_minor: 2_000_000,
        owed_minor: 72_000,
        is_reverse_charge: true,
    }
}
