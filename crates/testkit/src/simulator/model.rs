//! The market as it should be: pieces, money and states in plain figures, kept beside the real one.
//! Never asks the engine for anything but ids.

mod order;
mod purchase;

use std::collections::BTreeMap;

use domain::policy::Policy;
use domain::{MarketId, Micros, OfferId, OrderId, ProductId, PurchaseId, StockItemId};

pub use order::{Clock, Line, No, Order};
pub use purchase::{Charge, Part, Purchase};

/// Everything that the simulation expects of the database.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub offers: Vec<Offer>,
    pub items: Vec<Item>,
    /// By buyer and market.
    pub carts: BTreeMap<(usize, usize), Cart>,
    pub purchases: BTreeMap<PurchaseId, Purchase>,
    pub orders: BTreeMap<OrderId, Order>,
}

/// By offer.
pub type Cart = BTreeMap<usize, Wanted>;

/// How many of an offer lie in a cart, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub quantity: i64,
    pub since: Micros,
}

/// What a market's policy says about time.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub delivery_days: i64,
    pub dispatch_days: i64,
    pub answer_days: i64,
    pub ask_days: i64,
    pub withdrawal_days: Option<i64>,
    pub mature_days: i64,
}

impl Rules {
    pub fn of(policy: &Policy) -> Self {
        Self {
            delivery_days: policy.escrow.confirm_days_after_delivery,
            dispatch_days: policy.escrow.confirm_days_after_dispatch,
            answer_days: policy.refunds.answer_days,
            ask_days: policy.refunds.ask_days_after_completion,
            withdrawal_days: policy.refunds.withdrawal_days,
            mature_days: policy.payouts.delay_days,
        }
    }
}

/// A market that is simulated.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub id: MarketId,
    pub rules: Rules,
    /// Prices hold all taxes, so that totals can be worked out in one's head.
    pub is_gross: bool,
    pub country: &'static str,
}

#[derive(Debug, Clone)]
pub struct Offer {
    pub id: OfferId,
    pub product: ProductId,
    pub market: usize,
    pub shop: usize,
    pub item: usize,
    pub price: i64,
    pub live: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: StockItemId,
    pub on_hand: i64,
    pub held: i64,
    pub sold: i64,
}

impl Item {
    pub fn available(&self) -> i64 {
        self.on_hand - self.held - self.sold
    }
}

impl Model {
    /// Sets a cart line.
    pub fn put(&mut self, (buyer, market): (usize, usize), offer: usize, wanted: Wanted) -> Result<(), No> {
        let quantity = wanted.quantity;
        let goods = &self.offers[offer];
        if quantity > 0 && (goods.market != market || !goods.live) {
            return Err(No("the offer is not live here"));
        }
        let cart = self.carts.entry((buyer, market)).or_default();
        if quantity == 0 {
            cart.remove(&offer);
        } else {
            cart.entry(offer).or_insert(wanted).quantity = quantity;
        }
        Ok(())
    }

    /// A seller counts and prices.
    pub fn price(&mut self, offer: usize, price: i64, quantity: i64) -> Result<(), No> {
        let item = &mut self.items[self.offers[offer].item];
        if quantity < item.held + item.sold {
            return Err(No("more is promised"));
        }
        item.on_hand = quantity;
        self.offers[offer].price = price;
        Ok(())
    }

    /// A product has one state on all markets.
    pub fn publish(&mut self, offer: usize, live: bool) {
        let product = self.offers[offer].product;
        self.offers.iter_mut().filter(|offer| offer.product == product).for_each(|offer| offer.live = live);
    }

    /// Whether a cart can be placed, and what it costs where that is plain.
    pub fn can_place(&self, cart: (usize, usize), place: &Place) -> Result<Option<i64>, No> {
        let lines = self.carts.get(&cart).filter(|lines| !lines.is_empty()).ok_or(No("the cart is empty"))?;
        let mut wanted: BTreeMap<usize, i64> = BTreeMap::new();
        let mut shops = Vec::new();
        let mut total = 0;
        for (offer, Wanted { quantity, .. }) in lines {
            let goods = &self.offers[*offer];
            *wanted.entry(goods.item).or_default() += quantity;
            total += goods.price * quantity;
            if !goods.live {
                return Err(No("an offer is gone"));
            }
            if !shops.contains(&goods.shop) {
                shops.push(goods.shop);
                total += crate::cast::DELIVERY;
            }
        }
        if wanted.iter().any(|(item, quantity)| *quantity > self.items[*item].available()) {
            return Err(No("not enough is left"));
        }
        Ok(place.is_gross.then_some(total))
    }
}
