//! Orders in lists and one by one: paid and held, in dispute, completed, books that disagree.

use domain::order::{By, Order, OrderLine, OrderState, OrderStep, Step};
use domain::product::TaxClass;
use domain::refund::{Refund, RefundCause, RefundState, Request, RequestKind, RequestReason, RequestState};
use domain::seller::Seller;
use domain::shipment::Shipment;
use domain::shop::{Shop, ShopState};
use domain::wording::Wording;
use domain::{
    DAY, EventId, MarketId, Micros, OfferId, OperatorId, OrderId, PaymentId, ProductId, PurchaseId, RefundId,
    RequestId, SellerId, ShipmentId, ShopId, StockItemId, TransferId, UserId, VariantId,
};
use ledger::{SettledCharge, Transfer};
use money::{Currency, Money, Rate};
use web::{Form, FormData, Frame, Page, Words};

use super::list::{ListOrders, ROWS};
use super::show::ShowOrder;
use crate::place::{Place, Section};
use engine::console::ListedOrder;
use engine::order::{OperatorOrder, OrderView, PostedTransfer};

const AT: Micros = 1_795_370_520_000_000;
/// A raw id of any kind.
const ID: i64 = 7 << 22;
const TOTAL: i64 = 12_000;

/// Orders as lists hold them.
pub(crate) fn sample_list(count: i64) -> Vec<ListedOrder> {
    let shops = ["Süßwarenmanufaktur Oberschwaben", "景德镇瓷坊", "Rucher du Parc"];
    let states = [OrderState::ToShip, OrderState::Completed, OrderState::PartShipped];
    (0..count)
        .zip(shops.iter().cycle().zip(states.iter().cycle()))
        .map(|(at, (shop, state))| ListedOrder {
            market: MarketId::from_raw(ID),
            order_id: OrderId::from_raw((900 - at) << 22),
            shop: ShopId::from_raw(ID),
            shop_name: (*shop).to_owned(),
            seller: SellerId::from_raw(ID),
            state: *state,
            total: 12_480 + at * 991,
            refunded: if at % 3 == 1 { 2_500 } else { 0 },
            currency: Currency::EUR,
            buyer: "claire.morel+einkaufsliste@wolfeschlegelsteinhausen.example".to_owned(),
            request_state: if at % 3 == 1 { "escalated".to_owned() } else { String::new() },
            placed_at: AT - at * DAY,
            changed_at: AT,
        })
        .collect()
}

fn order(state: OrderState) -> Order {
    let completed = (state == OrderState::Completed).then_some(AT);
    Order {
        id: OrderId::from_raw(ID),
        purchase: PurchaseId::from_raw(ID),
        payment: PaymentId::from_raw(ID),
        charge_reference: "sbx_ch_5jx2q".to_owned(),
        shop: ShopId::from_raw(ID),
        seller: SellerId::from_raw(ID),
        market: MarketId::from_raw(ID),
        operator: OperatorId::from_raw(ID),
        user_id: UserId::from_raw(ID),
        state,
        email: "claire@example.com".to_owned(),
        language: "fr".to_owned(),
        address: r#"{"name":"Claire Morel","street":"12 rue des Tanneurs","postcode":"67000","city":"Strasbourg","country":"FR"}"#.to_owned(),
        delivery_name: "Colissimo".to_owned(),
        days_min: 1,
        days_max: 2,
        handling_days: 1,
        goods: 11_500,
        delivery: 500,
        delivery_tax: 83,
        tax: 2_000,
        total: TOTAL,
        currency: Currency::EUR,
        tax_owed: 0,
        policy_number: 2,
        commission: 600,
        commission_base: TOTAL,
        fee_vat_ppm: Rate::from_ppm(200_000).expect("a rate"),
        confirm_days_after_delivery: 10,
        confirm_days_after_dispatch: 20,
        payout_delay_days: 3,
        refunded: 0,
        released: if completed.is_some() { TOTAL } else { 0 },
        fee: if completed.is_some() { 600 } else { 0 },
        fee_vat: if completed.is_some() { 120 } else { 0 },
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at: AT - 3 * DAY,
        shipped_at: Some(AT - DAY),
        delivered_at: None,
        completed_at: completed,
        closed_at: completed,
        matured_at: None,
        confirm_at: Some(AT + 19 * DAY),
        confirm_left: None,
        version: 0,
    }
}

fn line(ordinal: i64, title: &str, quantity: i64, unit: i64) -> OrderLine {
    OrderLine {
        order_id: OrderId::from_raw(ID),
        ordinal,
        offer: OfferId::from_raw(ID),
        product: ProductId::from_raw(ID),
        variant: VariantId::from_raw(ID),
        stock_item: StockItemId::from_raw(ID),
        title: title.to_owned(),
        options: "Eiche, 40 cm".to_owned(),
        sku: "DDSG-40".to_owned(),
        drawing: "hat".to_owned(),
        hue: 60,
        picture: String::new(),
        quantity,
        shipped: 0,
        unit,
        amount: unit * quantity,
        tax_class: TaxClass::Standard,
        tax_ppm: Rate::from_ppm(200_000).expect("a rate"),
        tax: unit * quantity / 6,
        weight_grams: 900,
        commission_ppm: Rate::from_ppm(50_000).expect("a rate"),
    }
}

fn steps(all: &[(Step, By, &str, i64)]) -> Vec<OrderStep> {
    let step = |(at, (step, by_whom, text, amount)): (i64, &(Step, By, &str, i64))| OrderStep {
        order_id: OrderId::from_raw(ID),
        id: EventId::from_raw((at + 1) << 22),
        step: *step,
        by_whom: *by_whom,
        text: (*text).to_owned(),
        amount: *amount,
        at: AT + at * DAY,
    };
    (0..).zip(all).map(step).collect()
}

/// Transfers as the ledger's own posting table makes them.
fn posted(all: Vec<Transfer>) -> Vec<PostedTransfer> {
    (1..)
        .zip(all)
        .map(|(at, transfer)| PostedTransfer {
            id: TransferId::from_raw(at << 22),
            operator: OperatorId::from_raw(ID),
            currency: transfer.amount.currency,
            debit_kind: transfer.debit.kind,
            debit_subject: transfer.debit.subject,
            credit_kind: transfer.credit.kind,
            credit_subject: transfer.credit.subject,
            amount: transfer.amount.minor,
            reason: transfer.reason,
            event: transfer.event,
            subject: transfer.subject,
            at: AT + at * DAY / 8,
        })
        .collect()
}

fn capture() -> Vec<Transfer> {
    let captured = Money::new(TOTAL, Currency::EUR);
    let fee = Money::new(140, Currency::EUR);
    [
        ledger::capture(ID, ID, captured),
        ledger::settle_charge(ID, ID, SettledCharge { captured, fee_minor: fee.minor }),
        ledger::top_up(ID, ID, fee),
    ]
    .concat()
}

fn release() -> Vec<Transfer> {
    let held = Money::new(TOTAL, Currency::EUR);
    let rate = |ppm| Rate::from_ppm(ppm).expect("a rate");
    let fee = ledger::Commission::on(held, rate(50_000), rate(200_000));
    [
        ledger::release(ID, ID, ledger::Release { held, tax_collected_minor: 0 }),
        ledger::commission(ID, ID, fee),
        ledger::sweep_fees(ID, fee),
    ]
    .concat()
}

fn request(state: RequestState) -> Request {
    let closed = state == RequestState::Ruled;
    Request {
        id: RequestId::from_raw(ID),
        order_id: OrderId::from_raw(ID),
        user_id: UserId::from_raw(ID),
        kind: RequestKind::Refund,
        reason: RequestReason::Damaged,
        text: "The lid is in two pieces, and the box was <open>.".to_owned(),
        asked: 4_000,
        granted: if closed { 2_500 } else { 0 },
        state,
        answer: "It was whole when it left.".to_owned(),
        ruling: if closed { "The pictures show damage in transit.".to_owned() } else { String::new() },
        opened_at: AT,
        answer_by: AT + 5 * DAY,
        answered_at: Some(AT + DAY),
        escalated_at: Some(AT + 2 * DAY),
        closed_at: closed.then_some(AT + 3 * DAY),
        version: 2,
    }
}

fn shop() -> Shop {
    Shop {
        id: ShopId::from_raw(ID),
        seller: SellerId::from_raw(ID),
        market: MarketId::from_raw(ID),
        slug: "oberschwaben".to_owned(),
        name: "Süßwarenmanufaktur Oberschwaben".to_owned(),
        story: Wording::default(),
        drawing: "honey".to_owned(),
        hue: 70,
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        state: ShopState::Open,
        handling_days: 1,
        opened_at: 0,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

fn seller() -> Seller {
    Seller {
        id: SellerId::from_raw(ID),
        name: "Oberschwaben".to_owned(),
        legal_name: "Süßwarenmanufaktur Oberschwaben GmbH & Co. KG".to_owned(),
        street: "Münsterplatz 1".to_owned(),
        postcode: "89073".to_owned(),
        city: "Ulm".to_owned(),
        country: "DE".to_owned(),
        vat_number: None,
        email: "kontor@example.com".to_owned(),
        language: "de".to_owned(),
        iban: String::new(),
        created_at: 0,
        version: 0,
    }
}

fn view(state: OrderState) -> OrderView {
    OrderView {
        order: order(state),
        lines: vec![
            line(1, "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", 1, 9_500),
            line(2, "景德镇手工青花瓷茶壶", 2, 1_000),
        ],
        steps: steps(&[(Step::Placed, By::Buyer, "", TOTAL)]),
        shipments: Vec::new(),
        requests: Vec::new(),
        refunds: Vec::new(),
        shop: shop(),
        seller: seller(),
    }
}

pub(crate) fn disputed() -> OperatorOrder {
    let mut view = view(OrderState::Shipped);
    view.steps = steps(&[
        (Step::Placed, By::Buyer, "", TOTAL),
        (Step::Shipped, By::Seller, "Colissimo 8R 4471", 0),
        (Step::RefundAsked, By::Buyer, "", 4_000),
        (Step::RefundRefused, By::Seller, "It was whole when it left.", 0),
        (Step::RefundEscalated, By::Buyer, "", 0),
    ]);
    view.shipments = vec![(
        Shipment {
            id: ShipmentId::from_raw(ID),
            order_id: OrderId::from_raw(ID),
            carrier: "Colissimo".to_owned(),
            tracking: "8R 4471".to_owned(),
            shipped_at: AT,
            delivered_at: None,
            version: 0,
        },
        Vec::new(),
    )];
    view.requests = vec![request(RequestState::Escalated)];
    OperatorOrder { view, transfers: posted(capture()) }
}

fn completed() -> OperatorOrder {
    let mut view = view(OrderState::Completed);
    view.order.refunded = 2_500;
    view.requests = vec![request(RequestState::Ruled)];
    view.refunds = vec![Refund {
        id: RefundId::from_raw(ID),
        order_id: Some(ID),
        payment: PaymentId::from_raw(ID),
        charge_reference: "sbx_ch_5jx2q".to_owned(),
        amount: 2_500,
        currency: Currency::EUR,
        cause: RefundCause::Request,
        state: RefundState::Done,
        reference: "sbx_re_1".to_owned(),
        code: String::new(),
        opened_at: AT,
        done_at: Some(AT + DAY),
        version: 1,
    }];
    OperatorOrder { view, transfers: posted([capture(), release()].concat()) }
}

impl Page for ShowOrder {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Orders);
        let page = |found: &OperatorOrder, form| Self::new(Frame::sample(words), &place, found, form);
        let mut form =
            Form::new(FormData::parse(b"decision=partial&amount=9999").expect("the sample is short"));
        form.errors.refuse("amount", "request.amount_out_of_range", Vec::new());
        form.errors.refuse("ruling", "request.reason_missing", Vec::new());
        let broken = OperatorOrder { view: view(OrderState::ToShip), transfers: Vec::new() };
        vec![
            page(&disputed(), None),
            page(&disputed(), Some(form)),
            page(&completed(), None),
            page(&broken, None),
        ]
    }
}

impl Page for ListOrders {
    fn samples(words: Words) -> Vec<Self> {
        let place = Place::sample(words, Section::Orders);
        let page = |count, state, is_first| {
            Self::new(Frame::sample(words), &place, &sample_list(count), state, is_first)
        };
        let many = i64::try_from(ROWS).expect("a page is short");
        vec![
            page(3, None, true),
            page(many, Some(OrderState::ToShip), false),
            page(0, Some(OrderState::Refunded), true).not_found("ord_<nothing>"),
        ]
    }
}

#[test]
fn pages_render() {
    web::page::render_all::<ListOrders>();
    web::page::render_all::<ShowOrder>();
}

#[test]
fn escrow_after_each_transfer_ends_where_the_order_says() {
    use askama::Template;
    let place = Place::sample(Words::default(), Section::Orders);
    for found in [disputed(), completed()] {
        let journal =
            super::transfers::Journal::new(&place, found.view.order.id, Currency::EUR, &found.transfers);
        assert_eq!(journal.held.minor, found.view.order.held());
    }
    let broken = OperatorOrder { view: view(OrderState::ToShip), transfers: Vec::new() };
    let html = ShowOrder::new(Frame::default(), &place, &broken, None).render().unwrap();
    assert!(html.contains("€120.00, but transfers say €0.00"), "{html}");
}
