//! Draws what happens next: mostly what fits the state of things, now and then what does not.

use domain::order::OrderState;
use domain::purchase::PurchaseState;
use domain::{DAY, MINUTE, Micros, OrderId, PayoutId, PurchaseId};
use gateways::payment::sandbox::{SECOND_STEP_CODE, TEST_CARDS};

use super::act::{Act, Carried, OrderAct};
use super::dice::Dice;
use super::model::{Model, Order};

const SECOND: Micros = 1_000_000;
/// Whoever acts on orders and purchases, acts on one of so many latest ones.
const LATEST: usize = 40;

/// From what is drawn.
pub struct Urn<'a> {
    pub dice: &'a mut Dice,
    pub model: &'a Model,
    pub buyers: usize,
    /// Payouts that somebody has seen.
    pub payouts: &'a [PayoutId],
    /// Differs from draw to draw.
    pub number: u64,
}

impl Urn<'_> {
    pub fn draw(&mut self) -> Act {
        match self.dice.below(1_000) {
            0..140 => self.put(),
            140..260 => self.place(),
            260..390 => self.pay().unwrap_or_else(|| self.put()),
            390..460 => self.on_purchase(|purchase| Act::Return { purchase }),
            460..520 => self.webhook(),
            520..535 => self.on_purchase(|purchase| Act::GiveUp { purchase }),
            535..550 => self.on_purchase(|purchase| Act::AnotherPage { purchase }),
            550..800 => self.order().unwrap_or_else(|| self.put()),
            800..840 => self.price(),
            840..850 => self.publish(),
            850..880 => self.payout().unwrap_or_else(|| self.settle()),
            880..900 => Act::Pass { by: self.dice.between(1, 3 * MINUTE) },
            900..945 => self.both().unwrap_or_else(|| self.settle()),
            945..952 => Act::Restart { falls: self.dice.once_in(2) },
            _ => self.settle(),
        }
    }

    fn put(&mut self) -> Act {
        let quantity = self.dice.between(0, 3);
        Act::Put {
            buyer: self.dice.below(self.buyers),
            offer: self.dice.below(self.model.offers.len()),
            quantity,
        }
    }

    fn place(&mut self) -> Act {
        let filled: Vec<(usize, usize)> =
            self.model.carts.iter().filter(|(_, lines)| !lines.is_empty()).map(|(cart, _)| *cart).collect();
        let (buyer, market) = self.dice.pick(&filled).copied().unwrap_or((0, 0));
        let (key, lies) = (format!("key {}", self.number), self.dice.once_in(20));
        Act::Place { buyer, market, key, lies }
    }

    /// One of the latest purchases, mostly one that waits.
    fn purchase(&mut self) -> Option<PurchaseId> {
        let latest = || self.model.purchases.values().rev().take(LATEST);
        let waiting: Vec<_> =
            latest().filter(|found| found.state == PurchaseState::Waiting).map(|found| found.id).collect();
        if !waiting.is_empty() && !self.dice.once_in(5) {
            return self.dice.pick(&waiting).copied();
        }
        self.dice.pick(&latest().map(|found| found.id).collect::<Vec<_>>()).copied()
    }

    fn on_purchase(&mut self, act: impl FnOnce(PurchaseId) -> Act) -> Act {
        match self.purchase() {
            Some(purchase) => act(purchase),
            None => self.put(),
        }
    }

    fn pay(&mut self) -> Option<Act> {
        let purchase = self.purchase()?;
        let charges = &self.model.purchases[&purchase].charges;
        let open: Vec<usize> =
            (0..charges.len()).filter(|charge| !charges[*charge].reference.is_empty()).collect();
        let charge = self.dice.pick(&open).copied()?;
        if self.dice.once_in(12) {
            return Some(Act::TryAgain { purchase, charge });
        }
        let plain = !self.dice.once_in(3);
        let card = if plain { TEST_CARDS[0].number } else { self.dice.pick(TEST_CARDS)?.number };
        let code = [None, Some(SECOND_STEP_CODE), Some("000000")][self.dice.below(3)];
        Some(Act::Pay { purchase, charge, card, code })
    }

    fn webhook(&mut self) -> Act {
        let how = [Carried::Once, Carried::Once, Carried::Twice, Carried::Forged, Carried::Later];
        Act::Webhook { how: how[self.dice.below(how.len())] }
    }

    fn some_order(&mut self) -> Option<OrderId> {
        let latest: Vec<OrderId> = self.model.orders.keys().rev().take(LATEST).copied().collect();
        self.dice.pick(&latest).copied()
    }

    fn order(&mut self) -> Option<Act> {
        let order = self.some_order()?;
        Some(self.act_on(order))
    }

    fn act_on(&mut self, order: OrderId) -> Act {
        let fits = !self.dice.once_in(4);
        let model = self.model;
        let found = &model.orders[&order];
        let what = if fits { self.fitting(found) } else { None };
        let what = what.unwrap_or_else(|| self.any(found));
        Act::Order { order, what, stranger: self.dice.once_in(25) }
    }

    /// What would come next in the life of an order.
    fn fitting(&mut self, order: &Order) -> Option<OrderAct> {
        if let Some(request) = order.open_request()
            && !self.dice.once_in(3)
        {
            return Some(self.answer(order, request.id));
        }
        Some(match order.state {
            OrderState::ToShip if self.dice.once_in(10) => OrderAct::CancelByBuyer,
            OrderState::ToShip if self.dice.once_in(10) => OrderAct::CancelBySeller,
            OrderState::ToShip | OrderState::PartShipped => OrderAct::Ship(self.pieces(order)),
            OrderState::Shipped if !self.dice.once_in(3) => {
                let under_way: Vec<_> =
                    order.parcels.iter().filter(|(_, arrived)| !arrived).map(|(id, _)| *id).collect();
                OrderAct::Deliver(*self.dice.pick(&under_way)?)
            }
            OrderState::Shipped | OrderState::Delivered if self.dice.once_in(2) => OrderAct::Confirm,
            _ if order.left() > 0 && self.dice.once_in(2) => OrderAct::Ask(self.amount(order)),
            _ => OrderAct::Goodwill(self.amount(order)),
        })
    }

    /// All that is left, or some pieces of each line.
    fn pieces(&mut self, order: &Order) -> Vec<(i64, i64)> {
        if self.dice.once_in(2) {
            return Vec::new();
        }
        let some = |line: &super::model::Line| {
            let left = line.quantity - line.shipped;
            (line.ordinal, self.dice.between(0, left))
        };
        order.lines.iter().map(some).collect()
    }

    fn answer(&mut self, order: &Order, id: domain::RequestId) -> OrderAct {
        match self.dice.below(7) {
            0 => OrderAct::Agree(id),
            1 => OrderAct::Refuse(id),
            2 => OrderAct::EscalateByBuyer(id),
            3 => OrderAct::EscalateBySeller(id),
            4 | 5 => OrderAct::Rule(id, self.amount(order)),
            _ => OrderAct::TakeBack(id),
        }
    }

    /// Mostly within what is left; sometimes all, nothing or too much.
    fn amount(&mut self, order: &Order) -> i64 {
        match self.dice.below(6) {
            0 => order.left(),
            1 => order.left() + self.dice.between(-1, 1),
            2 => 0,
            _ => self.dice.between(1, order.left().max(1)),
        }
    }

    fn any(&mut self, order: &Order) -> OrderAct {
        let request = order.requests.last().map(|request| request.id);
        match (self.dice.below(9), request, order.parcels.last()) {
            (0, ..) => OrderAct::Confirm,
            (1, ..) => OrderAct::CancelBySeller,
            (2, ..) => OrderAct::CancelByBuyer,
            (3, ..) => OrderAct::Withdraw,
            (4, ..) => OrderAct::Goodwill(self.amount(order)),
            (5, ..) => OrderAct::Ask(self.amount(order)),
            (6, Some(id), _) => self.answer(order, id),
            (7, _, Some((parcel, _))) => OrderAct::Deliver(*parcel),
            _ => {
                let quantity = self.dice.between(0, 4);
                OrderAct::Ship(vec![(0, quantity)])
            }
        }
    }

    fn price(&mut self) -> Act {
        let offer = self.dice.below(self.model.offers.len());
        let (price, quantity) = (self.dice.between(100, 20_000), self.dice.between(0, 9));
        Act::Price { offer, price, quantity }
    }

    /// What is taken down comes back soon.
    fn publish(&mut self) -> Act {
        let down = self.model.offers.iter().position(|offer| !offer.live);
        match down {
            Some(offer) if !self.dice.once_in(4) => Act::Publish { offer, live: true },
            _ => Act::Publish { offer: self.dice.below(self.model.offers.len()), live: self.dice.once_in(2) },
        }
    }

    fn payout(&mut self) -> Option<Act> {
        let payout = *self.dice.pick(self.payouts)?;
        Some(if self.dice.once_in(4) { Act::RefusePayout { payout } } else { Act::Approve { payout } })
    }

    fn settle(&mut self) -> Act {
        let by = match self.dice.below(100) {
            0..45 => self.dice.between(1, 90) * SECOND,
            45..70 => 6 * MINUTE,
            70..84 => 35 * MINUTE,
            84..94 => DAY,
            94..98 => 4 * DAY,
            _ => 11 * DAY,
        };
        Act::Settle { by }
    }

    /// Two acts on one order, or two buyers of one piece, at the same time.
    fn both(&mut self) -> Option<Act> {
        if self.dice.once_in(3) {
            let carts: Vec<(usize, usize)> = self
                .model
                .carts
                .iter()
                .filter(|(_, lines)| !lines.is_empty())
                .map(|(cart, _)| *cart)
                .collect();
            let (one, other) = (*self.dice.pick(&carts)?, *self.dice.pick(&carts)?);
            if one == other {
                return None;
            }
            let place = |(buyer, market): (usize, usize), letter| Act::Place {
                buyer,
                market,
                key: format!("key {}{letter}", self.number),
                lies: false,
            };
            return Some(Act::Both(Box::new((place(one, 'a'), place(other, 'b')))));
        }
        let order = self.some_order()?;
        Some(Act::Both(Box::new((self.act_on(order), self.act_on(order)))))
    }
}
