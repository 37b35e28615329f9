//! Placing: what the buyer saw becomes a purchase with its stock held, in one act.

use super::{Basket, Place, PlaceRefusal, Placed, Priced};
use domain::address::email;
use domain::event::{EventKind, TimerKind};
use domain::payment::{Payment, PaymentState};
use domain::policy::PolicyVersion;
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, PurchaseState, SHOPS_MAX, TaxPlace};
use domain::shop::Shop;
use domain::stock::{Hold, HoldState, StockItem, StockRefusal};
use domain::{MarketId, Micros, OrderId, PaymentId, PurchaseId, StockItemId, UserId};
use money::Rate;
use store::Problem;

use crate::cart::Loaded;
use crate::command;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Stop, Widen, secret};

/// Places the purchase: holds its stock, freezes its prices, and asks the provider for a payment page.
/// The same key with the same content gives the same purchase.
pub async fn place(
    engine: &Engine,
    user: UserId,
    market: MarketId,
    form: Place,
    now: Micros,
) -> Result<Placed, Stop<PlaceRefusal>> {
    let address = email(&form.email).ok_or(Stop::Refused(PlaceRefusal::NotAnEmail))?;
    let problems = form.address.problems();
    if !problems.is_empty() {
        return Err(Stop::Refused(PlaceRefusal::Address(problems)));
    }
    let return_host = form.return_host.clone();
    let form = Place { email: address, ..form };
    let (purchase, payment) = engine.act(now, move |act| place_once(act, user, market, &form)).await?;
    let pay_url = crate::payment::open(engine, payment, &return_host, now).await.widen()?;
    Ok(Placed { purchase, payment, pay_url })
}

/// A refusal may come of rows that the same command has just changed elsewhere: then its answer counts.
fn place_once(
    act: &mut Act<'_, '_>,
    user: UserId,
    market: MarketId,
    form: &Place,
) -> Result<(PurchaseId, PaymentId), Stop<PlaceRefusal>> {
    match place_in(act, user, market, form) {
        Err(Stop::Refused(refusal)) => match store::command::find(act.tx, user.get(), &form.key)? {
            Some(_) if !matches!(refusal, PlaceRefusal::OtherContent(_)) => {
                Err(Stop::Problem(Problem::Conflict))
            }
            _ => Err(Stop::Refused(refusal)),
        },
        other => other,
    }
}

fn place_in(
    act: &mut Act<'_, '_>,
    user: UserId,
    market: MarketId,
    form: &Place,
) -> Result<(PurchaseId, PaymentId), Stop<PlaceRefusal>> {
    let content = format!(
        "{market} {} {} {:?} {}",
        form.email,
        form.address.to_json(),
        form.choices,
        form.expected_total
    );
    if let Some(outcome) = command::earlier(act, user.get(), &form.key, &content)? {
        return read_outcome(&outcome);
    }
    let person = store::user::user(act.tx, user)?.or_absent()?;
    let basket = Basket::load(act.tx, act.engine, user, market, act.now).widen()?;
    if person.is_guest() && !basket.policy.policy.checkout.guests {
        return Err(Stop::Refused(PlaceRefusal::NoGuests));
    }
    let rates = act.engine.tax_rates();
    let regime = basket.policy.policy.tax.regime;
    let (country, region) = (form.address.country.as_str(), form.address.region.as_str());
    let place = TaxPlace { rates: &rates, regime, country, region, at: act.now };
    let priced = basket.priced(place, &form.choices).or_refuse()?;
    check(&priced, form)?;
    let mut purchase = new_purchase(act, user, market, form, &basket)?;
    let orders: Vec<OrderId> =
        priced.iter().map(|part| OrderId::from_raw(act.mint(part.shop.id.bucket()))).collect();
    let lines = purchase_lines(&purchase, &priced, &orders, &basket.loaded, &form.language);
    let parts = purchase_parts(&purchase, &priced, &orders, &basket.policy, act.engine);
    purchase.goods = parts.iter().map(|part| part.goods).sum();
    purchase.delivery = parts.iter().map(|part| part.delivery).sum();
    purchase.tax = parts.iter().map(|part| part.tax).sum();
    purchase.total = parts.iter().map(|part| part.total).sum();
    hold_stock(act, &purchase, &lines)?;
    store::insert(act.tx, std::slice::from_ref(&purchase))?;
    store::insert(act.tx, &parts)?;
    store::insert(act.tx, &lines)?;
    let payment = new_payment(act, &purchase, 1);
    store::insert(act.tx, std::slice::from_ref(&payment))?;
    act.timer(purchase.id.get(), TimerKind::PurchaseExpires, purchase.expires_at)?;
    act.timer(payment.id.get(), TimerKind::PaymentAsked, act.now + crate::payment::ASK_FIRST_AFTER)?;
    let offers: Vec<_> = basket.loaded.lines.iter().map(|line| line.offer).collect();
    store::cart::remove(act.tx, user, market, &offers)?;
    store::user::keep_address(act.tx, user, &form.address)?;
    act.event(EventKind::PurchasePlaced, purchase.id.get(), "")?;
    let outcome = format!("{} {}", purchase.id, payment.id);
    command::keep(act, user.get(), &form.key, &content, &outcome)?;
    Ok((purchase.id, payment.id))
}

fn read_outcome<R>(outcome: &str) -> Result<(PurchaseId, PaymentId), Stop<R>> {
    let ids = outcome.split_once(' ').and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
    ids.ok_or_else(|| Stop::fault("an outcome that was kept can't be read"))
}

/// Never a price or a quantity that the buyer did not see.
fn check(priced: &[Priced<'_>], form: &Place) -> Result<(), Stop<PlaceRefusal>> {
    if priced.is_empty() {
        return Err(Stop::Refused(PlaceRefusal::CartEmpty));
    }
    if priced.len() > SHOPS_MAX {
        return Err(Stop::Refused(PlaceRefusal::TooManyShops));
    }
    let all = || priced.iter().flat_map(|part| &part.lines);
    if all().any(|found| found.change().gone || found.change().only_left.is_some()) {
        return Err(Stop::Refused(PlaceRefusal::SoldOut));
    }
    if priced.iter().any(|part| part.zone.is_none()) {
        return Err(Stop::Refused(PlaceRefusal::NoDelivery));
    }
    let chosen = |part: &Priced<'_>| {
        form.choices.iter().any(|(shop, ordinal)| {
            *shop == part.shop.id && part.zone.as_ref().is_some_and(|zone| zone.ordinal == *ordinal)
        })
    };
    if !priced.iter().all(chosen) {
        return Err(Stop::Refused(PlaceRefusal::DeliveryNotChosen));
    }
    if priced.iter().map(|part| part.price.total).sum::<i64>() != form.expected_total {
        return Err(Stop::Refused(PlaceRefusal::CartChanged));
    }
    Ok(())
}

fn new_purchase(
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

fn purchase_lines(
    purchase: &Purchase,
    priced: &[Priced<'_>],
    orders: &[OrderId],
    loaded: &Loaded,
    language: &str,
) -> Vec<PurchaseLine> {
    let mut lines = Vec::new();
    for (part, order) in priced.iter().zip(orders) {
        for (found, (amount, rate, tax)) in part.lines.iter().zip(&part.price.lines) {
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
            });
        }
    }
    lines
}

fn purchase_parts(
    purchase: &Purchase,
    priced: &[Priced<'_>],
    orders: &[OrderId],
    policy: &PolicyVersion,
    engine: &Engine,
) -> Vec<PurchasePart> {
    let part = |(part, order): (&Priced<'_>, &OrderId)| {
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
            commission_ppm: policy.policy.commission.rate_ppm,
            fee_vat_ppm: fee_vat(engine, purchase, part.shop),
        }
    };
    priced.iter().zip(orders).map(part).collect()
}

/// VAT on the operator's fee: the operator's domestic rate for a seller of its own country, none for others
/// (reverse charge inside the European Union, outside the scope beyond it).
fn fee_vat(engine: &Engine, purchase: &Purchase, shop: &Shop) -> Rate {
    let Some(operator) = engine.operator(purchase.operator) else { return Rate::ZERO };
    if operator.country != shop.country || !domain::address::is_in_eu(&operator.country) {
        return Rate::ZERO;
    }
    let standard = domain::product::TaxClass::Standard;
    domain::tax::rate_for(&engine.tax_rates(), &operator.country, "", standard, purchase.created_at)
}

/// Holds the stock of all lines; two lines of one item count together.
fn hold_stock(
    act: &mut Act<'_, '_>,
    purchase: &Purchase,
    lines: &[PurchaseLine],
) -> Result<(), Stop<PlaceRefusal>> {
    let ids: Vec<StockItemId> = lines.iter().map(|line| line.stock_item).collect();
    let mut items = store::stock::items(act.tx, &ids)?;
    let mut changes = Vec::new();
    let mut holds = Vec::new();
    for item in &mut items {
        let quantity = pieces_of(lines, item);
        let change = item.hold(quantity).map_err(|refusal| match refusal {
            StockRefusal::SoldOut { .. } => Stop::Refused(PlaceRefusal::SoldOut),
            other => Stop::fault(other.to_string()),
        })?;
        changes.push((item.id, change));
        holds.push(Hold {
            purchase: purchase.id,
            item: item.id,
            quantity,
            expires_at: purchase.expires_at,
            state: HoldState::Held,
        });
    }
    act.move_stock(&changes, purchase.id.get())?;
    Ok(store::insert(act.tx, &holds)?)
}

fn pieces_of(lines: &[PurchaseLine], item: &StockItem) -> i64 {
    lines.iter().filter(|line| line.stock_item == item.id).map(|line| line.quantity).sum()
}
