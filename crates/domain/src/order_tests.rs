//! The life of an order, told with figures that can be checked by hand.

use super::*;

pub(crate) fn order() -> Order {
    Order {
        id: OrderId::from_raw(1),
        purchase: PurchaseId::from_raw(1),
        payment: PaymentId::from_raw(1),
        charge_reference: String::new(),
        shop: ShopId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        operator: OperatorId::from_raw(1),
        user_id: UserId::from_raw(1),
        state: OrderState::ToShip,
        email: String::new(),
        language: String::new(),
        address: String::new(),
        delivery_name: String::new(),
        days_min: 1,
        days_max: 2,
        handling_days: 1,
        goods: 11_500,
        delivery: 500,
        delivery_tax: 83,
        tax: 2_000,
        total: 12_000,
        currency: Currency::EUR,
        tax_owed: 0,
        policy_number: 1,
        commission: 600,
        commission_base: 12_000,
        fee_vat_ppm: Rate::from_ppm(200_000).unwrap(),
        confirm_days_after_delivery: 10,
        confirm_days_after_dispatch: 20,
        payout_delay_days: 3,
        refunded: 0,
        released: 0,
        fee: 0,
        fee_vat: 0,
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at: 0,
        shipped_at: None,
        delivered_at: None,
        completed_at: None,
        closed_at: None,
        matured_at: None,
        confirm_at: None,
        confirm_left: None,
        version: 0,
    }
}

fn line(ordinal: i64, quantity: i64) -> OrderLine {
    OrderLine {
        order_id: OrderId::from_raw(1),
        ordinal,
        offer: OfferId::from_raw(1),
        product: ProductId::from_raw(1),
        variant: VariantId::from_raw(1),
        stock_item: StockItemId::from_raw(1),
        title: String::new(),
        options: String::new(),
        sku: String::new(),
        drawing: String::new(),
        hue: 0,
        picture: String::new(),
        quantity,
        shipped: 0,
        unit: 100,
        amount: 100,
        tax_class: TaxClass::Standard,
        tax_ppm: Rate::ZERO,
        tax: 0,
        weight_grams: 0,
        commission_ppm: Rate::ZERO,
    }
}

fn shipped() -> Order {
    let mut order = order();
    order.ship(&mut [line(0, 1)], &[(0, 1)], 0).unwrap();
    order
}

#[test]
fn parcels_may_be_many_but_never_hold_more_than_was_ordered() {
    let (mut order, mut lines) = (order(), [line(0, 2), line(1, 1)]);
    assert_eq!(order.ship(&mut lines, &[(0, 3)], 5), Err(OrderRefusal::TooManyPieces { left: 2 }));
    assert_eq!(order.ship(&mut lines, &[(0, 0)], 5), Err(OrderRefusal::NothingToShip));
    assert_eq!(order.ship(&mut lines, &[(9, 1)], 5), Err(OrderRefusal::NothingToShip));
    order.ship(&mut lines, &[(0, 1)], 5).unwrap();
    assert_eq!((order.state, order.confirm_at), (OrderState::PartShipped, None));
    assert_eq!(order.deliver(6), Err(OrderRefusal::NotShipped));
    assert_eq!(order.cancel(6), Err(OrderRefusal::AlreadyShipped));
    order.ship(&mut lines, &[(0, 1), (1, 1)], 7).unwrap();
    assert_eq!((order.state, order.confirm_at), (OrderState::Shipped, Some(7 + 20 * DAY)));
    order.deliver(8).unwrap();
    assert_eq!(order.confirm_at, Some(8 + 10 * DAY));
    assert_eq!(order.ship(&mut lines, &[(0, 1)], 9), Err(OrderRefusal::AlreadyShipped));
}

#[test]
fn a_request_stops_the_clock_which_goes_on_with_the_time_left() {
    let mut order = shipped();
    order.stop_clock(DAY);
    assert_eq!(order.complete(DAY), Err(OrderRefusal::RequestOpen));
    order.resume_clock(5 * DAY);
    assert_eq!(order.confirm_at, Some(24 * DAY));

    let mut delivered_meanwhile = shipped();
    delivered_meanwhile.stop_clock(DAY);
    delivered_meanwhile.deliver(2 * DAY).unwrap();
    assert_eq!(delivered_meanwhile.confirm_at, None);
    delivered_meanwhile.resume_clock(3 * DAY);
    assert_eq!(delivered_meanwhile.confirm_at, Some(13 * DAY));
}

#[test]
fn completion_releases_what_is_held_and_takes_commission_on_it() {
    let mut order = shipped();
    let (release, commission) = order.complete(9).unwrap();
    assert_eq!((release.held.minor, commission.fee.minor, commission.vat_minor), (12_000, 600, 120));
    assert_eq!((order.pending, order.held()), (11_280, 0));
    assert_eq!(order.complete(10), Err(OrderRefusal::AlreadyClosed));

    let mut partly_refunded = shipped();
    partly_refunded.refund(3_000, 0, 1).unwrap();
    let (release, commission) = partly_refunded.complete(9).unwrap();
    assert_eq!((release.held.minor, commission.fee.minor), (9_000, 450));
}

#[test]
fn a_refund_after_release_reverses_the_fee_in_proportion_without_drift() {
    let mut order = shipped();
    order.complete(1).unwrap();
    order.mature(2);
    let mut fee_back = 0;
    let mut from_seller = 0;
    for amount in [3_333, 3_333, 5_334] {
        let RefundPlan::AfterRelease { parts, reversed, .. } = order.refund(amount, 100_000, 3).unwrap()
        else {
            panic!("released money can't come from escrow");
        };
        fee_back += reversed.total_minor();
        from_seller += parts.from_available;
    }
    assert_eq!((fee_back, from_seller, order.state), (720, 12_000, OrderState::Refunded));
    assert_eq!(order.refund(1, 0, 4), Err(OrderRefusal::RefundTooMuch { left: 0 }));
}

#[test]
fn a_short_balance_becomes_a_debt() {
    let mut order = shipped();
    order.complete(1).unwrap();
    order.mature(2);
    let plan = order.refund(12_000, 2_000, 3).unwrap();
    let RefundPlan::AfterRelease { parts, .. } = plan else { panic!("released") };
    assert_eq!((parts.from_available, parts.from_debt), (2_720, 9_280));
}

#[test]
fn a_refund_while_pending_takes_this_orders_money_first() {
    let mut order = shipped();
    order.complete(1).unwrap();
    let plan = order.refund(12_000, 50_000, 3).unwrap();
    let RefundPlan::AfterRelease { parts, still_pending, .. } = plan else { panic!("released") };
    assert!(still_pending);
    assert_eq!((parts.from_pending, parts.from_available, parts.from_debt, order.pending), (12_000, 0, 0, 0));
    assert_eq!(order.mature(9), 0);
}

#[test]
fn collected_tax_leaves_at_release_and_comes_back_with_a_refund() {
    let mut order = Order { tax_owed: 900, commission: 555, commission_base: 11_100, ..shipped() };
    let (release, commission) = order.complete(1).unwrap();
    assert_eq!((release.tax_collected_minor, commission.fee.minor), (900, 555));
    let RefundPlan::AfterRelease { parts, .. } = order.refund(6_000, 0, 2).unwrap() else {
        panic!("released")
    };
    assert_eq!((parts.from_tax, order.tax_back), (450, 450));
}

#[test]
fn only_what_has_not_left_can_be_cancelled() {
    let mut fresh = order();
    assert_eq!(fresh.cancel(1), Ok(12_000));
    assert_eq!(fresh.refund(12_000, 0, 1), Ok(RefundPlan::FromEscrow));
    assert_eq!(fresh.state, OrderState::Cancelled);
    assert_eq!(fresh.cancel(2), Err(OrderRefusal::AlreadyClosed));
    assert_eq!(order().complete(1), Err(OrderRefusal::NotShipped));
}
