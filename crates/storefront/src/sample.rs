//! Goods, shops and a moment for the samples of pages: the usual, the long and the foreign.

use domain::order::{By, Order, OrderLine, OrderState, OrderStep, Step};
use domain::product::TaxClass;
use domain::refund::{Request, RequestKind, RequestReason, RequestState};
use domain::shipment::Shipment;
use domain::shop::{Shop, ShopState};
use domain::wording::Wording;
use domain::{
    DAY, EventId, MarketId, OfferId, OperatorId, OrderId, PaymentId, ProductId, PurchaseId, RequestId,
    SellerId, ShipmentId, ShopId, StockItemId, UserId, VariantId,
};
use money::{Currency, Rate};
use web::{Picture, Words};

use crate::card::{Card, Listed};
use crate::order::{OrderCard, Terms, Whole};
use crate::reader::{Reader, picture};
use crate::shop::Window;

/// 22 November 2026, 10:00 UTC.
pub const NOW: i64 = 1_795_341_600_000_000;

pub fn reader(words: Words) -> Reader {
    Reader { words, offset_minutes: web::OFFSET_MINUTES_DEFAULT, now: NOW }
}

/// Title, shop, drawing, hue, price, price before.
type Good = (&'static str, &'static str, &'static str, i64, i64, Option<i64>);

const GOODS: &[Good] = &[
    ("Stoneware pour-over set, matte slate", "Atelier Brume", "pourover", 235, 4_800, None),
    ("Breakfast cup, slate, 280 ml", "Atelier Brume", "cup", 205, 1_800, None),
    ("Trail running shoe, recycled knit", "Northbound", "shoe", 25, 8_900, Some(12_700)),
    (
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenaufbewahrungsschachtel aus Buchenholz",
        "Drechselwald Holzspielzeugmanufaktur",
        "train",
        80,
        123_456,
        None,
    ),
    ("景德镇手工青花瓷盖碗茶具套装，含公道杯与六只品茗杯", "景德镇瓷坊", "teapot", 150, 6_400, None),
    ("Single-estate olive oil, 500 ml", "Mas des Restanques", "oil", 125, 1_920, Some(2_200)),
    ("Chestnut honey, 250 g", "Cold Frame Farm", "honey", 85, 1_180, None),
    ("Plush rabbit, organic cotton", "Spruce Head Woodworks", "rabbit", 345, 2_700, None),
];

pub fn cards(words: Words) -> Vec<Card> {
    let reader = reader(words);
    let card = |(at, (title, shop, drawing, hue, price, was)): (usize, &Good)| {
        let language = if title.is_ascii() { "en" } else { "zh" };
        let product = ProductId::from_raw(at as i64 + 1);
        let listed = Listed {
            product,
            title: &Wording::in_language(language, *title),
            shop,
            price: *price,
            price_most: *price + if at % 3 == 0 { 500 } else { 0 },
            was: *was,
            currency: Currency::EUR,
            drawing,
            hue: *hue,
            picture: if at == 6 { "0f3a" } else { "" },
            available: at != 5,
            rating_count: if at % 4 == 3 { 0 } else { at as i64 * 97 },
            rating_sum: at as i64 * 97 * 4 + 40,
        };
        Card::new(&reader, &listed)
    };
    GOODS.iter().enumerate().map(card).collect()
}

pub fn tile(at: usize) -> Picture {
    let (_, _, drawing, hue, ..) = GOODS[at % GOODS.len()];
    picture("", drawing, hue, "")
}

pub fn windows(words: Words) -> Vec<Window> {
    let reader = reader(words);
    let window = |name: &str, city: &str, country: &str, at: usize| Window {
        href: "/shop/atelier-brume".to_owned(),
        name: name.to_owned(),
        place: reader.place(city, country),
        pictures: (at..at + 3).map(tile).collect(),
    };
    vec![
        window("Atelier Brume", "Lyon", "FR", 0),
        window("Drechselwald Holzspielzeugmanufaktur", "Seiffen/Erzgebirge", "DE", 3),
        window("景德镇瓷坊", "Jingdezhen", "CN", 5),
    ]
}

/// An order placed two days ago, with two days to pack it.
pub fn order(state: OrderState) -> Order {
    let since = |days: i64| Some(NOW + days * DAY);
    let sent = !matches!(state, OrderState::ToShip | OrderState::Cancelled);
    Order {
        id: OrderId::from_raw(7),
        purchase: PurchaseId::from_raw(5),
        payment: PaymentId::from_raw(6),
        charge_reference: String::new(),
        shop: ShopId::from_raw(2),
        seller: SellerId::from_raw(3),
        market: MarketId::from_raw(1),
        operator: OperatorId::from_raw(1),
        user_id: UserId::from_raw(4),
        state,
        email: "marta@example.org".to_owned(),
        language: "en".to_owned(),
        address: String::new(),
        delivery_name: "Tracked parcel".to_owned(),
        days_min: 2,
        days_max: 4,
        handling_days: 4,
        goods: 9_850,
        delivery: 490,
        delivery_tax: 82,
        tax: 1_724,
        total: 10_340,
        currency: Currency::EUR,
        tax_owed: 0,
        policy_number: 1,
        commission: 0,
        commission_base: 0,
        fee_vat_ppm: Rate::ZERO,
        confirm_days_after_delivery: 10,
        confirm_days_after_dispatch: 20,
        payout_delay_days: 2,
        refunded: if state == OrderState::Cancelled { 10_340 } else { 0 },
        released: 0,
        fee: 0,
        fee_vat: 0,
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at: NOW - 2 * DAY,
        shipped_at: if sent { since(0) } else { None },
        delivered_at: if state == OrderState::Delivered { since(0) } else { None },
        completed_at: if state == OrderState::Completed { since(0) } else { None },
        closed_at: None,
        matured_at: None,
        confirm_at: if sent { since(10) } else { None },
        confirm_left: None,
        version: 1,
    }
}

pub fn request(state: RequestState) -> Request {
    Request {
        id: RequestId::from_raw(9),
        order_id: OrderId::from_raw(7),
        user_id: UserId::from_raw(4),
        kind: RequestKind::Refund,
        reason: RequestReason::Damaged,
        text: "The foot of the bowl is chipped. <b>碎了</b>".to_owned(),
        asked: 4_800,
        granted: if matches!(state, RequestState::Ruled | RequestState::Agreed) { 2_400 } else { 0 },
        state,
        answer: if state == RequestState::Asked {
            String::new()
        } else {
            "It was whole when it left.".to_owned()
        },
        ruling: if state == RequestState::Ruled { "Half each.".to_owned() } else { String::new() },
        opened_at: NOW - DAY,
        answer_by: NOW + 5 * DAY,
        answered_at: None,
        escalated_at: None,
        closed_at: None,
        version: 0,
    }
}

fn line(at: usize) -> OrderLine {
    let (title, _, drawing, hue, price, _) = GOODS[at];
    OrderLine {
        order_id: OrderId::from_raw(7),
        ordinal: at as i64,
        offer: OfferId::from_raw(1),
        product: ProductId::from_raw(1),
        variant: VariantId::from_raw(1),
        stock_item: StockItemId::from_raw(1),
        title: title.to_owned(),
        options: "Slate".to_owned(),
        sku: String::new(),
        drawing: drawing.to_owned(),
        hue,
        picture: String::new(),
        quantity: 1,
        shipped: 0,
        unit: price,
        amount: price,
        tax_class: TaxClass::Standard,
        tax_ppm: Rate::ZERO,
        tax: 0,
        weight_grams: 100,
        commission_ppm: Rate::ZERO,
    }
}

fn step(step: Step, days: i64, text: &str) -> OrderStep {
    OrderStep {
        order_id: OrderId::from_raw(7),
        id: EventId::from_raw(1),
        step,
        by_whom: By::Seller,
        text: text.to_owned(),
        amount: 0,
        at: NOW - days * DAY,
    }
}

pub fn shop(name: &str) -> Shop {
    Shop {
        id: ShopId::from_raw(2),
        seller: SellerId::from_raw(3),
        market: MarketId::from_raw(1),
        slug: "atelier-brume".to_owned(),
        name: name.to_owned(),
        story: Wording::default(),
        drawing: "bag".to_owned(),
        hue: 45,
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        state: ShopState::Open,
        handling_days: 2,
        opened_at: NOW,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

/// An order in each state that looks different, and each state of a request.
pub fn orders(words: Words) -> Vec<OrderCard> {
    let reader = reader(words);
    let reviews = domain::review::Reviews::default();
    let terms = Terms { ask_days_after_completion: 14, withdrawal_days: Some(14), reviews };
    let shops = [shop("Atelier Brume"), shop("Drechselwald Holzspielzeugmanufaktur"), shop("景德镇瓷坊")];
    let parcel = Shipment {
        id: ShipmentId::from_raw(1),
        order_id: OrderId::from_raw(7),
        carrier: "Colissimo".to_owned(),
        tracking: "8R 4471 0923 1".to_owned(),
        shipped_at: NOW,
        delivered_at: None,
        version: 0,
    };
    let table: &[(OrderState, &[usize], Option<RequestState>)] = &[
        (OrderState::Delivered, &[0], None),
        (OrderState::Shipped, &[1, 3], None),
        (OrderState::ToShip, &[4], None),
        (OrderState::Shipped, &[2], Some(RequestState::Asked)),
        (OrderState::Delivered, &[2], Some(RequestState::RefusedBySeller)),
        (OrderState::Completed, &[2], Some(RequestState::Ruled)),
        (OrderState::Cancelled, &[6], None),
    ];
    let card = |(at, (state, goods, asked)): (usize, &(OrderState, &[usize], Option<RequestState>))| {
        let mut order = order(*state);
        order.id = OrderId::from_raw(at as i64 + 10);
        let lines: Vec<_> = goods.iter().map(|at| line(*at)).collect();
        let steps = [step(Step::Placed, 2, ""), step(Step::Shipped, 1, "Colissimo 8R 4471 0923 1")];
        let mut requests: Vec<_> = asked.iter().map(|state| request(*state)).collect();
        requests.iter_mut().for_each(|request| request.id = RequestId::from_raw(at as i64 + 30));
        let sent = !matches!(state, OrderState::ToShip | OrderState::Cancelled);
        let whole = Whole {
            order: &order,
            lines: &lines,
            steps: if sent { &steps } else { &steps[..1] },
            shipments: if sent { &[&parcel] } else { &[] },
            requests: &requests,
            shop: &shops[at % shops.len()],
        };
        OrderCard::new(&reader, &whole, &terms)
    };
    table.iter().enumerate().map(card).collect()
}
