//! What a paid purchase becomes: the rows of an order as they are first written.

use domain::Micros;
use domain::order::{Order, OrderLine, OrderState};
use domain::payment::Payment;
use domain::policy::{Policy, TaxRegime};
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, commission_base};

pub(super) fn new_order(
    purchase: &Purchase,
    payment: &Payment,
    part: &PurchasePart,
    policy: &Policy,
    now: Micros,
) -> Order {
    Order {
        id: part.order_id,
        purchase: purchase.id,
        payment: payment.id,
        charge_reference: payment.reference.clone(),
        shop: part.shop,
        seller: part.seller,
        market: purchase.market,
        operator: purchase.operator,
        user_id: purchase.user_id,
        state: OrderState::ToShip,
        email: purchase.email.clone(),
        language: purchase.language.clone(),
        address: purchase.address.clone(),
        delivery_name: part.delivery_name.clone(),
        days_min: part.days_min,
        days_max: part.days_max,
        handling_days: part.handling_days,
        goods: part.goods,
        delivery: part.delivery,
        delivery_tax: part.delivery_tax,
        tax: part.tax,
        total: part.total,
        currency: purchase.currency,
        tax_owed: if policy.tax.regime == TaxRegime::Added { part.tax } else { 0 },
        policy_number: purchase.policy_number,
        commission: part.commission,
        commission_base: commission_base(policy, part.goods, part.delivery),
        fee_vat_ppm: part.fee_vat_ppm,
        confirm_days_after_delivery: policy.escrow.confirm_days_after_delivery,
        confirm_days_after_dispatch: policy.escrow.confirm_days_after_dispatch,
        payout_delay_days: policy.payouts.delay_days,
        refunded: 0,
        released: 0,
        fee: 0,
        fee_vat: 0,
        fee_back: 0,
        fee_vat_back: 0,
        tax_collected: 0,
        tax_back: 0,
        pending: 0,
        placed_at: now,
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

pub(super) fn order_line(line: &PurchaseLine) -> OrderLine {
    OrderLine {
        order_id: line.order_id,
        ordinal: line.ordinal,
        offer: line.offer,
        product: line.product,
        variant: line.variant,
        stock_item: line.stock_item,
        title: line.title.clone(),
        options: line.options.clone(),
        sku: line.sku.clone(),
        drawing: line.drawing.clone(),
        hue: line.hue,
        picture: line.picture.clone(),
        quantity: line.quantity,
        shipped: 0,
        unit: line.unit,
        amount: line.amount,
        tax_class: line.tax_class,
        tax_ppm: line.tax_ppm,
        tax: line.tax,
        weight_grams: line.weight_grams,
        commission_ppm: line.commission_ppm,
    }
}
