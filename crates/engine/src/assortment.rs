//! What of a seller's catalogue is offered in which of its shops: a preview against the rules of that market, one job that
//! offers or takes back, and one product in one shop. Decides nothing that `domain::assortment` decides.

mod preview;
mod rules;
mod work;

pub use preview::{Counts, Preview, PreviewRow, Shown, Verdict, preview};
pub(crate) use rules::Rules;
pub(crate) use work::slice;

use std::collections::BTreeMap;

use domain::assortment::{CHOSEN_MAX, Choice, PRICE_MAX, PriceRule};
use domain::event::EventKind;
use domain::job::{Job, JobKind, JobOf};
use domain::permission::Permission;
use domain::product::{Condition, Offer};
use domain::shop::Shop;
use domain::{JobId, Micros, OfferId, ProductId, ShopId, VariantId};
use store::Tx;

use crate::command::{self, OtherContent};
use crate::job::{self, JobRefusal};
use crate::product::own_shop;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, SellerMember, Stop};

/// What a member wants done with a shop's assortment.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Wish {
    pub shop: ShopId,
    pub choice: Choice,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// At the prices of the shop `from`, by a rule; `reprices` what is there already.
    Offer {
        from: ShopId,
        rule: PriceRule,
        reprices: bool,
    },
    TakeBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AssortmentRefusal {
    /// Prices come from another shop.
    #[error("assortment.same_shop")]
    SameShop,
    #[error("assortment.rate_missing")]
    RateMissing,
    #[error("assortment.shop_not_open")]
    ShopNotOpen,
    #[error("assortment.nothing_chosen")]
    NothingChosen,
    #[error("assortment.too_many_chosen")]
    TooManyChosen,
    #[error("assortment.price")]
    Price { row: usize },
    #[error("{0}")]
    Goods(domain::assortment::Objection),
    #[error("{0}")]
    Job(#[from] JobRefusal),
    #[error("{0}")]
    OtherContent(#[from] OtherContent),
}

/// The categories of a seller's catalogue, with how many products are in each.
pub async fn categories(engine: &Engine, member: &SellerMember) -> Seen<Vec<(String, i64)>> {
    member.may(Permission::ProductsRead)?;
    let seller = member.seller;
    engine.heavy(move |tx| Ok(store::product::categories_of(tx, seller)?)).await
}

/// Begins what was previewed; the same key begins it once.
pub async fn begin(
    engine: &Engine,
    member: &SellerMember,
    wish: Wish,
    key: String,
    now: Micros,
) -> Result<JobId, Stop<AssortmentRefusal>> {
    member.may(Permission::ProductsEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let content = format!("{wish:?}");
            if let Some(outcome) = command::earlier(act, member.user.get(), &key, &content)? {
                return outcome.parse().map_err(|_| Stop::fault("an outcome that was kept can't be read"));
            }
            let shop = own_shop(act, &member, wish.shop)?;
            fits(act, &member, &wish, &shop)?;
            let total = match &wish.choice {
                Choice::All => store::product::count_within(act.tx, member.seller, "")?,
                Choice::Category(path) => store::product::count_within(act.tx, member.seller, path)?,
                Choice::These(ids) => ids.len() as i64,
            };
            if total == 0 {
                return Err(Stop::Refused(AssortmentRefusal::NothingChosen));
            }
            let kind = if wish.what == What::TakeBack { JobKind::TakeBack } else { JobKind::Offer };
            let asked = serde_json::to_string(&wish).expect("a wish is always JSON");
            let new = job::New { of: JobOf::Seller(member.seller), kind, shop: shop.id.get(), asked, total };
            let id =
                job::begin(act, new, (member.user, &member.name)).map_err(|stop| stop.map(Into::into))?;
            command::keep(act, member.user.get(), &key, &content, &id.to_string())?;
            Ok(id)
        })
        .await
}

/// Refuses what can't come to anything whatever the products are.
fn fits(
    act: &mut Act<'_, '_>,
    member: &SellerMember,
    wish: &Wish,
    shop: &Shop,
) -> Result<(), Stop<AssortmentRefusal>> {
    if matches!(&wish.choice, Choice::These(ids) if ids.len() > CHOSEN_MAX) {
        return Err(Stop::Refused(AssortmentRefusal::TooManyChosen));
    }
    let What::Offer { from, rule, .. } = &wish.what else { return Ok(()) };
    let from = own_shop(act, member, *from)?;
    if from.id == shop.id {
        return Err(Stop::Refused(AssortmentRefusal::SameShop));
    }
    let currency = |shop: &Shop| act.engine.market(shop.market).map(|market| market.currency);
    if currency(&from) != currency(shop) && rule.exchange.is_none() {
        return Err(Stop::Refused(AssortmentRefusal::RateMissing));
    }
    if !rules::takes_goods(shop.state) {
        return Err(Stop::Refused(AssortmentRefusal::ShopNotOpen));
    }
    Ok(())
}

/// The next products of a choice after one, in the order of their ids.
fn chosen_after(
    tx: &mut Tx<'_>,
    seller: domain::SellerId,
    choice: &Choice,
    after: i64,
    most: i64,
) -> store::Stored<Vec<ProductId>> {
    match choice {
        Choice::All => store::product::product_ids_after(tx, seller, "", after, most),
        Choice::Category(path) => store::product::product_ids_after(tx, seller, path, after, most),
        Choice::These(ids) => {
            let mut ids: Vec<ProductId> = ids.iter().copied().filter(|id| id.get() > after).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.truncate(usize::try_from(most).unwrap_or(usize::MAX));
            Ok(ids)
        }
    }
}

/// What one product asks in one shop: a price for each variant that is to be shown there; others are taken back.
#[derive(Debug, Clone)]
pub struct Prices {
    pub shop: ShopId,
    pub product: ProductId,
    /// In the order of the form's rows; absent: not shown.
    pub rows: Vec<(VariantId, Option<i64>)>,
}

/// Sets what a product asks in one shop. Its words, its stock and its other shops stay as they are.
pub async fn set(
    engine: &Engine,
    member: &SellerMember,
    prices: Prices,
    now: Micros,
) -> Result<(), Stop<AssortmentRefusal>> {
    member.may(Permission::ProductsEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = own_shop(act, &member, prices.shop)?;
            let whole = store::product::wholes(act.tx, &[prices.product])?.pop();
            let whole = whole.filter(|whole| whole.product.seller == member.seller).or_absent()?;
            let shows = prices.rows.iter().any(|(_, price)| price.is_some());
            if shows {
                let rules = Rules::load(act.tx, act.engine, &shop, act.now)?;
                if let Some(objection) = rules.against(&whole.product, &whole.pictures).first() {
                    return Err(Stop::Refused(AssortmentRefusal::Goods(*objection)));
                }
            }
            let currency = act.engine.market(shop.market).or_absent()?.currency;
            let mut wanted = BTreeMap::new();
            for (row, (variant, price)) in prices.rows.iter().enumerate() {
                whole.variants.iter().find(|known| known.id == *variant).or_absent()?;
                if price.is_some_and(|price| !(1..=PRICE_MAX).contains(&price)) {
                    return Err(Stop::Refused(AssortmentRefusal::Price { row }));
                }
                wanted.insert(*variant, *price);
            }
            let mut changes = Changes::default();
            for (variant, price) in wanted {
                let old = whole.offers.iter().find(|offer| offer.variant == variant && offer.shop == shop.id);
                match price {
                    Some(price) => {
                        changes.shows(act, (&shop, &whole.product), (variant, price, currency), old)
                    }
                    None => changes.takes_back(old),
                }
            }
            changes.touches(whole.product);
            Ok(changes.save(act)?)
        })
        .await
}

/// Offers that are new or different, gathered so that each table is written once.
#[derive(Debug, Default)]
struct Changes {
    new: Vec<Offer>,
    changed: Vec<Offer>,
    products: Vec<domain::product::Product>,
}

impl Changes {
    fn shows(
        &mut self,
        act: &Act<'_, '_>,
        (shop, product): (&Shop, &domain::product::Product),
        (variant, price, currency): (VariantId, i64, money::Currency),
        old: Option<&Offer>,
    ) {
        let base = match old {
            Some(old) => old.clone(),
            None => Offer {
                id: OfferId::from_raw(act.mint(product.id.bucket())),
                shop: shop.id,
                market: shop.market,
                product: product.id,
                variant,
                price,
                was: None,
                currency,
                condition: Condition::New,
                shown: true,
                withheld: None,
                live: false,
                version: 0,
            },
        };
        let was = base.was.filter(|was| *was > price);
        let mut offer = Offer { price, shown: true, withheld: None, was, ..base };
        offer.live = offer.is_live(product.state);
        match old {
            None => self.new.push(offer),
            Some(old) if *old != offer => self.changed.push(offer),
            Some(_) => {}
        }
    }

    fn takes_back(&mut self, old: Option<&Offer>) {
        if let Some(old) = old.filter(|old| old.is_wanted()) {
            self.changed.push(Offer { shown: false, withheld: None, live: false, ..old.clone() });
        }
    }

    /// Its version tells a form that is open elsewhere that a price in it is no longer the newest.
    fn touches(&mut self, product: domain::product::Product) {
        let is_of = |offer: &&Offer| offer.product == product.id;
        if self.new.iter().chain(&self.changed).any(|offer| is_of(&offer)) {
            self.products.push(product);
        }
    }

    fn save(self, act: &mut Act<'_, '_>) -> store::Stored<()> {
        store::insert(act.tx, &self.new)?;
        store::save(act.tx, &self.changed)?;
        for product in &self.products {
            act.event(EventKind::ProductChanged, product.id.get(), "");
        }
        store::save(act.tx, &self.products)
    }
}

/// The wish that a job carries.
fn wish_of(job: &Job) -> Seen<Wish> {
    serde_json::from_str(&job.asked).map_err(|error| Stop::fault(format!("the wish of {}: {error}", job.id)))
}
