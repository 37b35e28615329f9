//! From cart to purchase: a quote that the buyer sees, and placing it at exactly that price with its stock held.

use domain::address::{Address, AddressProblem, email};
use domain::event::{EventKind, TimerKind};
use domain::payment::{Payment, PaymentState};
use domain::policy::{PolicyVersion, TaxRegime};
use domain::purchase::{
    PartPrice, Purchase, PurchaseLine, PurchasePart, PurchaseState, SHOPS_MAX, TaxPlace, Wanted, price_part,
};
use domain::shop::{Shop, Zone, choices};
use domain::stock::{Hold, HoldState, StockItem, StockRefusal};
use domain::{MarketId, Micros, OrderId, PaymentId, PurchaseId, ShopId, StockItemId, UserId};
use money::{Currency, MoneyError, Rate};
use sha2::{Digest, Sha256};
use store::{Problem, Tx};

use crate::cart::{CartItem, Found, Loaded};
use crate::command::{self, OtherContent};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, Never, Seen, Stop, Widen, secret};

/// One shop's part of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotePart {
    pub shop: Shop,
    pub items: Vec<CartItem>,
    pub choices: Vec<(Zone, i64)>,
    /// Ordinal of the chosen zone.
    pub chosen: Option<i64>,
    pub goods: i64,
    pub delivery: i64,
    pub tax: i64,
    pub total: i64,
}

/// What a purchase would cost now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub parts: Vec<QuotePart>,
    pub goods: i64,
    pub delivery: i64,
    pub tax: i64,
    pub total: i64,
    pub currency: Currency,
    pub regime: TaxRegime,
    /// Rate, base and tax, for the summary.
    pub tax_lines: Vec<(Rate, i64, i64)>,
    pub changed: bool,
    pub can_pay: bool,
}

#[derive(Debug, Clone)]
pub struct Place {
    /// The caller's id of this command, from the form.
    pub key: String,
    pub email: String,
    pub language: String,
    pub address: Address,
    pub choices: Vec<(ShopId, i64)>,
    /// The total that the buyer saw.
    pub expected_total: i64,
    /// Where the provider sends the buyer back: `http://mall.localhost:8080`.
    pub return_host: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    pub purchase: PurchaseId,
    pub payment: PaymentId,
    /// Absent while the provider is silent.
    pub pay_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceRefusal {
    #[error("cart.empty")]
    CartEmpty,
    #[error("cart.changed")]
    CartChanged,
    #[error("offer.sold_out")]
    SoldOut,
    #[error("delivery.none")]
    NoDelivery,
    #[error("delivery.not_chosen")]
    DeliveryNotChosen,
    #[error("email.not_one")]
    NotAnEmail,
    #[error("address.incomplete")]
    Address(Vec<(&'static str, AddressProblem)>),
    #[error("purchase.too_many_shops")]
    TooManyShops,
    #[error("purchase.too_large")]
    TooLarge,
    #[error("checkout.no_guests")]
    NoGuests,
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}

impl From<MoneyError> for PlaceRefusal {
    fn from(_: MoneyError) -> Self {
        Self::TooLarge
    }
}

/// An id for the hidden field of a checkout form.
pub fn new_key(engine: &Engine) -> String {
    secret::random_key(engine)
}

/// A cart with everything that its price depends on.
struct Basket {
    loaded: Loaded,
    zones: Vec<Zone>,
    currency: Currency,
    policy: PolicyVersion,
}

/// One shop's priced part.
struct Priced<'b> {
    shop: &'b Shop,
    lines: Vec<Found<'b>>,
    zone: Option<Zone>,
    offered: Vec<(Zone, i64)>,
    price: PartPrice,
}

impl Basket {
    fn load(tx: &mut Tx<'_>, engine: &Engine, user: UserId, market: MarketId, now: Micros) -> Seen<Self> {
        let loaded = Loaded::load(tx, user, market)?;
        let zones = store::shop::zones(tx, &loaded.shops.iter().map(|shop| shop.id).collect::<Vec<_>>())?;
        let currency = engine.market(market).or_absent()?.currency;
        Ok(Self { loaded, zones, currency, policy: engine.policy(market, now) })
    }

    /// Prices each shop's part; lines that are gone cost nothing and wait for the buyer's word.
    fn priced(&self, place: TaxPlace<'_>, chosen: &[(ShopId, i64)]) -> Result<Vec<Priced<'_>>, MoneyError> {
        let mut parts = Vec::new();
        for shop in &self.loaded.shops {
            let lines: Vec<Found<'_>> =
                self.loaded.found().filter(|found| found.shop.id == shop.id).collect();
            let wanted: Vec<Wanted> = lines.iter().filter(|found| !found.change().gone).map(wanted).collect();
            let goods = wanted.iter().map(|line| line.unit.saturating_mul(line.quantity)).sum();
            let grams = lines
                .iter()
                .map(|found| found.variant.weight_grams.saturating_mul(found.line.quantity))
                .sum();
            let zones: Vec<Zone> = self.zones.iter().filter(|zone| zone.shop == shop.id).cloned().collect();
            let offered = choices(&zones, place.country, goods, grams, self.currency)?;
            let wish = chosen.iter().find(|(id, _)| *id == shop.id).map(|(_, ordinal)| *ordinal);
            let zone =
                offered.iter().find(|(zone, _)| Some(zone.ordinal) == wish).or(offered.first()).cloned();
            let delivery = zone.as_ref().map_or(0, |(_, price)| price.minor);
            let price = price_part(&wanted, delivery, self.currency, place)?;
            let offered = offered.into_iter().map(|(zone, price)| (zone, price.minor)).collect();
            parts.push(Priced { shop, lines, zone: zone.map(|(zone, _)| zone), offered, price });
        }
        Ok(parts)
    }
}

fn wanted(found: &Found<'_>) -> Wanted {
    Wanted { unit: found.offer.price, quantity: found.line.quantity, tax_class: found.product.tax_class }
}

/// What the cart costs, delivered to an address by the chosen ways (the cheapest where none is chosen).
pub async fn quote(
    engine: &Engine,
    user: UserId,
    market: MarketId,
    address: &Address,
    chosen: &[(ShopId, i64)],
    now: Micros,
) -> Result<Quote, Stop<Never>> {
    let own = engine.clone();
    let basket = engine.read(move |tx| Basket::load(tx, &own, user, market, now)).await?;
    let rates = engine.tax_rates();
    let regime = basket.policy.policy.tax.regime;
    let place =
        TaxPlace { rates: &rates, regime, country: &address.country, region: &address.region, at: now };
    let priced = basket.priced(place, chosen).map_err(|error| Stop::fault(error.to_string()))?;
    let parts: Vec<QuotePart> = priced.iter().map(|part| quote_part(part, &basket.loaded)).collect();
    let sum = |of: fn(&QuotePart) -> i64| parts.iter().map(of).sum::<i64>();
    let all = || parts.iter().flat_map(|part| &part.items);
    Ok(Quote {
        goods: sum(|part| part.goods),
        delivery: sum(|part| part.delivery),
        tax: sum(|part| part.tax),
        total: sum(|part| part.total),
        currency: basket.currency,
        regime,
        tax_lines: tax_lines(&priced),
        changed: all().any(|item| item.change.any()),
        can_pay: !parts.is_empty()
            && parts.len() <= SHOPS_MAX
            && parts.iter().all(|part| part.chosen.is_some())
            && all().all(|item| !item.change.gone && item.change.only_left.is_none()),
        parts,
    })
}

fn quote_part(part: &Priced<'_>, loaded: &Loaded) -> QuotePart {
    QuotePart {
        shop: part.shop.clone(),
        items: part.lines.iter().map(|found| found.item(loaded)).collect(),
        choices: part.offered.clone(),
        chosen: part.zone.as_ref().map(|zone| zone.ordinal),
        goods: part.price.goods,
        delivery: part.price.delivery,
        tax: part.price.tax,
        total: part.price.total,
    }
}

fn tax_lines(parts: &[Priced<'_>]) -> Vec<(Rate, i64, i64)> {
    let mut lines: Vec<(Rate, i64, i64)> = Vec::new();
    for (amount, rate, tax) in parts.iter().flat_map(|part| &part.price.lines) {
        match lines.iter_mut().find(|(known, ..)| known == rate) {
            Some(line) => (line.1, line.2) = (line.1 + amount, line.2 + tax),
            None => lines.push((*rate, *amount, *tax)),
        }
    }
    lines.sort_by_key(|(rate, ..)| *rate);
    lines
}

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
            Some(_) if !matches!(refusal, PlaceRefusal::OtherContent(_)) => Err(Stop::Problem(Problem::Conflict)),
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

/// What names the purchase's content to the buyer in a link: derived, so that it needs no place of its own.
pub(crate) fn derived_key(secret: &[u8], purchase: PurchaseId) -> String {
    let mut hasher = Sha256::new();
    hasher.update(secret);
    hasher.update(purchase.get().to_be_bytes());
    data_encoding::BASE64URL_NOPAD.encode(&hasher.finalize()[..20])
}
