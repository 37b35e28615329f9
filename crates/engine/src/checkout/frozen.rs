//! The rows of a purchase as they are first written: what the buyer saw, frozen.

use domain::payment::{Payment, PaymentState};
use domain::plan::ShopPlan;
use domain::policy::fee::Fee;
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, PurchaseState};
use domain::shop::Shop;
use domain::{MarketId, OrderId, PaymentId, PurchaseId, ShopId, UserId};
use money::Rate;

use super::{Basket, Place, PlaceRefusal, Priced};
use crate::cart::Loaded;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Stop, secret};

pub(super) fn new_purchase(
    act: &mut Act<'_, '_>,
    user: UserId,
    market: MarketId,
    form: &Place,
    basket: &Basket,
) -> Result<Purchase, Stop<PlaceRefusal>> {
    let operator = act.engine.market(market).or_absent()?.operator;
    let id = PurchaseId::from_raw(act.mint(user.bucket()));
    Ok(Purchase {
        id,
        user_id: user,
        market,
        operator,
        state: PurchaseState::Waiting,
        email: form.email.clone(),
        language: form.language.clone(),
        address: form.address.to_json(),
        goods: 0,
        delivery: 0,
        tax: 0,
        total: 0,
        currency: basket.currency,
        policy_number: basket.policy.number,
        created_at: act.now,
        expires_at: basket.policy.policy.hold_until(act.now),
        paid_at: None,
        secret_hash: secret::hash(&crate::purchase::link_key(act.engine, id)),
        version: 0,
    })
}

pub(crate) fn new_payment(act: &Act<'_, '_>, purchase: &Purchase, attempt: i64) -> Payment {
    Payment {
        id: PaymentId::from_raw(act.mint(purchase.id.bucket())),
        purchase: purchase.id,
        user_id: purchase.user_id,
        attempt,
        amount: purchase.total,
        currency: purchase.currency,
        state: PaymentState::Opening,
        provider: act.engine.provider().name().to_owned(),
        reference: String::new(),
        pay_url: String::new(),
        code: String::new(),
        created_at: act.now,
        paid_at: None,
        version: 0,
    }
}

pub(super) fn purchase_lines(
    purchase: &Purchase,
    priced: &[Priced<'_>],
    (orders, fees): (&[OrderId], &[Fee]),
    loaded: &Loaded,
    language: &str,
) -> Vec<PurchaseLine> {
    let mut lines = Vec::new();
    for ((part, order), fee) in priced.iter().zip(orders).zip(fees) {
        let priced_lines = part.lines.iter().zip(&part.price.lines).zip(&fee.rates);
        for ((found, (amount, rate, tax)), commission) in priced_lines {
            lines.push(PurchaseLine {
                purchase: purchase.id,
                order_id: *order,
                ordinal: lines.len() as i64,
                offer: found.offer.id,
                product: found.product.id,
                variant: found.variant.id,
                stock_item: found.item.id,
                title: found.product.title.say(language).to_owned(),
                options: found.variant.option_values.joined(language),
                sku: found.variant.sku.clone(),
                drawing: found.product.drawing.clone(),
                hue: found.product.hue,
                picture: loaded.picture(found.product.id),
                quantity: found.line.quantity,
                unit: found.offer.price,
                amount: *amount,
                tax_class: found.product.tax_class,
                tax_ppm: *rate,
                tax: *tax,
                weight_grams: found.variant.weight_grams,
                commission_ppm: *commission,
            });
        }
    }
    lines
}

pub(super) fn purchase_parts(
    purchase: &Purchase,
    priced: &[Priced<'_>],
    (orders, fees): (&[OrderId], &[Fee]),
    engine: &Engine,
) -> Vec<PurchasePart> {
    let part = |((part, order), fee): ((&Priced<'_>, &OrderId), &Fee)| {
        let zone = part.zone.as_ref();
        PurchasePart {
            purchase: purchase.id,
            order_id: *order,
            shop: part.shop.id,
            seller: part.shop.seller,
            delivery_name: zone.map_or(String::new(), |zone| zone.name.say(&purchase.language).to_owned()),
            days_min: zone.map_or(0, |zone| zone.days_min),
            days_max: zone.map_or(0, |zone| zone.days_max),
            handling_days: part.shop.handling_days,
            goods: part.price.goods,
            delivery: part.price.delivery,
            delivery_tax: part.price.delivery_tax,
            tax: part.price.tax,
            total: part.price.total,
            commission: fee.amount,
            fee_vat_ppm: fee_vat(engine, purchase, part.shop),
        }
    };
    priced.iter().zip(orders).zip(fees).map(part).collect()
}

/// What the market takes of each part once it is completed, by the rules of this moment and the shop's plan.
pub(super) fn fees(priced: &[Priced<'_>], basket: &Basket, plans: &[ShopPlan]) -> Vec<Fee> {
    let policy = &basket.policy.policy;
    let offered = if plans.is_empty() { Vec::new() } else { policy.fees.plans_in(basket.currency) };
    let off = |shop: ShopId| {
        let chosen = plans.iter().find(|plan| plan.shop == shop)?;
        offered.iter().find(|plan| plan.code == chosen.plan).map(|plan| plan.commission_less_ppm)
    };
    let of_part = |part: &Priced<'_>| {
        let categories = part.lines.iter().map(|found| found.product.category.as_str());
        let amounts = part.price.lines.iter().map(|(amount, ..)| *amount);
        let lines: Vec<(&str, i64)> = categories.zip(amounts).collect();
        let commission = off(part.shop.id).map(|off| policy.commission.less(off));
        let commission = commission.as_ref().unwrap_or(&policy.commission);
        commission.fee(&lines, part.price.delivery, basket.currency)
    };
    priced.iter().map(of_part).collect()
}

/// VAT on the operator's fee for a sale of this shop.
fn fee_vat(engine: &Engine, purchase: &Purchase, shop: &Shop) -> Rate {
    let Some(operator) = engine.operator(purchase.operator) else { return Rate::ZERO };
    crate::fee::vat_rate(engine, &operator, &shop.country, purchase.created_at)
}
