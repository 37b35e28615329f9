//! From cart to purchase: a quote that the buyer sees, and placing it at exactly that price with its stock held.

mod frozen;
mod place;

pub(crate) use frozen::new_payment;
pub(crate) use place::Placing;
pub use place::place;

use std::sync::Arc;

use domain::address::{Address, AddressProblem};
use domain::policy::{PolicyVersion, TaxRegime};
use domain::purchase::{PartPrice, SHOPS_MAX, TaxPlace, Wanted, price_part};
use domain::shop::{Shop, Zone, choices};
use domain::{MarketId, Micros, PaymentId, PurchaseId, ShopId, UserId};
use money::{Currency, MoneyError, Rate};
use sha2::{Digest, Sha256};
use store::Tx;

use crate::cart::{CartItem, Found, Loaded};
use crate::command::OtherContent;
use crate::stop::OrAbsent;
use crate::{Engine, Never, Seen, Stop, secret};

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
    /// A shop went on holiday meanwhile.
    #[error("cart.shop_away")]
    ShopAway,
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
    policy: Arc<PolicyVersion>,
    at: Micros,
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
        let loaded = Loaded::load(tx, &[(user, market)])?;
        let shops: Vec<ShopId> = loaded.shops().iter().map(|shop| shop.id).collect();
        let zones = store::shop::zones(tx, &shops)?;
        let currency = engine.market(market).or_absent()?.currency;
        Ok(Self { loaded, zones, currency, policy: engine.policy(market, now), at: now })
    }

    /// Prices each shop's part; lines that are gone cost nothing and wait for the buyer's word.
    fn priced(&self, place: TaxPlace<'_>, chosen: &[(ShopId, i64)]) -> Result<Vec<Priced<'_>>, MoneyError> {
        let mut parts = Vec::new();
        for shop in self.loaded.shops() {
            let lines: Vec<Found<'_>> =
                self.loaded.found(self.at).filter(|found| found.shop.id == shop.id).collect();
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
        shop: Shop::clone(part.shop),
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

/// What names the purchase's content to the buyer in a link: derived, so that it needs no place of its own.
pub(crate) fn derived_key(secret: &[u8], purchase: PurchaseId) -> String {
    let mut hasher = Sha256::new();
    hasher.update(secret);
    hasher.update(purchase.get().to_be_bytes());
    data_encoding::BASE64URL_NOPAD.encode(&hasher.finalize()[..20])
}
