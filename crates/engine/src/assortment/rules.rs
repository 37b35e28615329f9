//! The rules of the market that a shop stands on, as goods are judged by them.

use domain::admission::ShopKind;
use domain::application::Application;
use domain::assortment::{Candidate, Judgement, Objection, Place, PriceRule, judge, objections};
use domain::market::Market;
use domain::policy::{Policy, TaxRegime};
use domain::product::{Offer, Picture, PictureState, Product, TaxClass};
use domain::shop::{Shop, ShopState};
use domain::tax::TaxRate;
use domain::{Micros, ShopId, VariantId};
use money::Money;
use store::Tx;
use store::product::Whole;

use crate::stop::OrAbsent;
use crate::{Engine, Stop};

/// Whether goods can be put into a shop: one that is being filled takes them too.
pub(super) fn takes_goods(state: ShopState) -> bool {
    matches!(state, ShopState::Preparing | ShopState::Open)
}

/// A shop with what its market says of goods.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) shop: Shop,
    pub(crate) market: Market,
    policy: Policy,
    kind: Option<ShopKind>,
    named: Vec<String>,
    is_tax_known: bool,
}

impl Rules {
    pub(crate) fn load<R>(
        tx: &mut Tx<'_>,
        engine: &Engine,
        shop: &Shop,
        now: Micros,
    ) -> Result<Self, Stop<R>> {
        let application = store::application::of_shop(tx, shop.seller, shop.id.get())?;
        Self::of(engine, shop, application, now)
    }

    /// The rules of several shops of one seller, by two reads however many they are.
    pub(crate) fn load_all<R>(
        tx: &mut Tx<'_>,
        engine: &Engine,
        shops: &[ShopId],
        now: Micros,
    ) -> Result<Vec<Self>, Stop<R>> {
        let shops = store::shop::shops(tx, shops)?;
        let Some(first) = shops.first() else { return Ok(Vec::new()) };
        let ids: Vec<ShopId> = shops.iter().map(|shop| shop.id).collect();
        let applications = store::application::of_shops(tx, first.seller, &ids)?;
        let of = |shop: &Shop| {
            let own = applications.iter().rev().find(|it| it.shop == Some(shop.id.get())).cloned();
            Self::of(engine, shop, own, now)
        };
        shops.iter().map(of).collect()
    }

    fn of<R>(
        engine: &Engine,
        shop: &Shop,
        application: Option<Application>,
        now: Micros,
    ) -> Result<Self, Stop<R>> {
        let market = engine.market(shop.market).or_absent()?;
        let policy = engine.policy(shop.market, now).policy.clone();
        let kind = application.as_ref().map(|it| it.kind);
        let named = application.map(|it| it.categories()).unwrap_or_default();
        let is_tax_known = is_tax_known(&engine.tax_rates(), &policy, &market.country, now);
        Ok(Self { shop: shop.clone(), market, policy, kind, named, is_tax_known })
    }

    fn place(&self) -> Place<'_> {
        Place {
            goods: &self.policy.goods,
            state: self.shop.state,
            kind: self.kind,
            named: &self.named,
            currency: self.market.currency,
            is_tax_known: self.is_tax_known,
        }
    }

    /// What the market has against a product, whatever it costs.
    pub(crate) fn against(&self, product: &Product, pictures: &[Picture]) -> Vec<Objection> {
        objections(&self.place(), product, ready(pictures))
    }

    /// What offering a product at the prices of the shop `from` comes to.
    pub(super) fn judge(&self, whole: &Whole, from: ShopId, rule: &PriceRule, reprices: bool) -> Judgement {
        let in_shop =
            |shop: ShopId| whole.offers.iter().filter(move |offer| offer.shop == shop && offer.shown);
        let price = |offer: &Offer| (offer.variant, Money::new(offer.price, offer.currency));
        let prices: Vec<(VariantId, Money)> = in_shop(from).map(price).collect();
        let one = Candidate {
            product: &whole.product,
            pictures: ready(&whole.pictures),
            prices,
            there: in_shop(self.shop.id).collect(),
        };
        judge(&self.place(), &one, rule, reprices)
    }
}

/// One that was sent and is still being made counts: it will be there in a moment.
fn ready(pictures: &[Picture]) -> usize {
    pictures.iter().filter(|picture| picture.state != PictureState::Failed).count()
}

/// Prices that hold a tax need a rate for the market's country; what is added at checkout is looked up there.
fn is_tax_known(rates: &[TaxRate], policy: &Policy, country: &str, now: Micros) -> bool {
    let holds = |rate: &&TaxRate| rate.since <= now && rate.until.is_none_or(|until| now < until);
    let fits = |rate: &TaxRate| rate.country == country && rate.class == TaxClass::Standard;
    policy.tax.regime == TaxRegime::Added || rates.iter().filter(holds).any(fits)
}
