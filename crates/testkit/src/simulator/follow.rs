//! Follows each act in the model: what was answered must be possible there, and the database must then say the same.

use std::collections::BTreeMap;

use domain::payout::PayoutState;
use domain::purchase::PurchaseState;
use domain::{OrderId, PurchaseId};
use engine::purchase::PurchaseView;

use super::Simulation;
use super::act::{Act, Got, OrderAct, Said};
use super::judge::{agreed, order_in, orders_of, place_in};
use super::model::{Cart, Charge, Model, No, Purchase, Wanted};
use super::rows::{self, Rows};
use super::stage::PANICKED;

/// What one settling did to a cart, by offer.
type Returned = BTreeMap<usize, Moved>;

/// Lines of purchases that were not paid in time.
#[derive(Default)]
struct Moved {
    /// They came back, if nothing of the offer was there.
    back: Vec<Wanted>,
    /// One of them has to be there.
    must: bool,
    /// They were paid late, and left again untouched; true where they were back before.
    left: Vec<(Wanted, bool)>,
}

impl Simulation {
    /// Follows one act that was not of two.
    pub async fn follow(&mut self, act: &Act, said: Said) -> Result<(), String> {
        if let Said::Fault(text) = &said {
            self.must_be_ordered(text)?;
        }
        let now = self.stage.world.now();
        match act {
            Act::Put { buyer, offer, quantity } => self.put((*buyer, *offer, *quantity), &said).await,
            Act::Place { .. } => self.placed(act, &said).await,
            Act::Pay { .. } if !matches!(said, Said::Done(_) | Said::Fault(_)) => {
                Err(format!("a test card was answered with {said:?}"))
            }
            Act::Pay { purchase, .. }
            | Act::TryAgain { purchase, .. }
            | Act::Return { purchase }
            | Act::AnotherPage { purchase } => self.look_at(*purchase).await,
            Act::GiveUp { purchase } => self.given_up(*purchase, &said).await,
            Act::Webhook { .. } => match said {
                Said::Done(Got::Purchase(purchase)) => self.look_at(purchase).await,
                _ => Ok(()),
            },
            Act::Order { order, .. } => self.order(*order, act, said, now).await,
            Act::Price { offer, price, quantity } => {
                let change = |model: &mut Model| model.price(*offer, *price, *quantity);
                self.goods(&said, change).await
            }
            Act::Publish { offer, live } => {
                let change = |model: &mut Model| {
                    model.publish(*offer, *live);
                    Ok(())
                };
                self.goods(&said, change).await
            }
            Act::Approve { payout } | Act::RefusePayout { payout } => self.payout(*payout, &said).await,
            Act::Settle { .. } => self.settled().await,
            Act::Pass { .. } | Act::Restart { .. } => Ok(()),
            Act::Both(_) | Act::Examine => unreachable!("the simulation takes these apart"),
        }
    }

    /// Nothing fails but what was told to.
    fn must_be_ordered(&self, text: &str) -> Result<(), String> {
        let known = [
            store::db::ON_ORDER,
            "with another amount",
            "the provider spoke of",
            "the rows changed meanwhile",
        ];
        if text.contains(PANICKED) || !known.iter().any(|known| text.contains(known)) {
            return Err(format!("a fault that nobody ordered: {text}"));
        }
        Ok(())
    }

    async fn put(
        &mut self,
        (buyer, offer, quantity): (usize, usize, i64),
        said: &Said,
    ) -> Result<(), String> {
        let market = self.model.offers[offer].market;
        let mut trial = self.model.clone();
        let wanted = Wanted { quantity, since: self.stage.world.now() };
        let judged = trial.put((buyer, market), offer, wanted);
        agreed(said, judged)?;
        let real = self.cart((buyer, market)).await?;
        let after = trial.carts.get(&(buyer, market)).is_some_and(|cart| *cart == real);
        match said {
            Said::Done(_) if after => self.model = trial,
            // Nobody knows: either will do.
            Said::Fault(_) if after => self.model = trial,
            _ => {}
        }
        self.cart_differs((buyer, market)).await
    }

    async fn placed(&mut self, act: &Act, said: &Said) -> Result<(), String> {
        let view = self.view_of(said, act).await?;
        place_in(&mut self.model, act, (said, view.as_ref()), &self.stage.places)?;
        if let Some(view) = view {
            self.look_at(view.purchase.id).await?;
        }
        let Act::Place { buyer, market, .. } = act else { return Ok(()) };
        self.cart_differs((*buyer, *market)).await
    }

    pub async fn view_of(&self, said: &Said, act: &Act) -> Result<Option<PurchaseView>, String> {
        let (Said::Done(Got::Purchase(id)), Act::Place { buyer, .. }) = (said, act) else { return Ok(None) };
        let view = engine::purchase::view(&self.stage.world.engine, self.stage.buyers[*buyer], *id).await;
        view.map(Some).map_err(|stop| format!("{id}: {stop}"))
    }

    /// Looks how a purchase and its charges stand, and follows.
    pub async fn look_at(&mut self, id: PurchaseId) -> Result<(), String> {
        let mut returned = BTreeMap::new();
        self.look(id, &mut returned).await?;
        let purchase = &self.model.purchases[&id];
        let cart = (purchase.buyer, purchase.market);
        self.lines_return(cart, &returned.remove(&cart).unwrap_or_default()).await
    }

    async fn look(
        &mut self,
        id: PurchaseId,
        returned: &mut BTreeMap<(usize, usize), Returned>,
    ) -> Result<(), String> {
        let now = self.stage.world.now();
        let known = &self.model.purchases[&id];
        let (user, before) = (self.stage.buyers[known.buyer], known.state);
        let view = engine::purchase::view(&self.stage.world.engine, user, id).await;
        let view = view.map_err(|stop| format!("{id}: {stop}"))?;
        let charges = self.charges(&view).await?;
        let purchase = self.model.purchases.get_mut(&id).expect("it was found just now");
        purchase.charges = charges;
        let state = view.purchase.state;
        if state != before {
            let way = purchase.becomes(state, &mut self.model.items, now);
            way.map_err(|No(why)| format!("{id} went from {before:?} to {state:?}, but {why}"))?;
            let cart = returned.entry((purchase.buyer, purchase.market)).or_default();
            lines_move(cart, purchase, before, now);
            if state == PurchaseState::Paid {
                let orders = orders_of(purchase, &self.stage.places);
                self.model.orders.extend(orders.into_iter().map(|order| (order.id, order)));
            }
        }
        let paid = view.payments.iter().filter(|p| p.state == domain::payment::PaymentState::Paid).count();
        if paid != usize::from(state == PurchaseState::Paid) {
            return Err(format!("{id} is {state:?} with {paid} payments that count"));
        }
        Ok(())
    }

    async fn charges(&self, view: &PurchaseView) -> Result<Vec<Charge>, String> {
        let mut charges = Vec::new();
        for payment in &view.payments {
            let reference = payment.reference.clone();
            let paid_at = if reference.is_empty() {
                None
            } else {
                let (paid_at, amount, refunded) =
                    rows::at_provider(&self.stage.world.engine, &reference).await?;
                if amount != view.purchase.total || refunded > amount {
                    return Err(format!("{reference}: {refunded} of {amount} were given back"));
                }
                paid_at
            };
            charges.push(Charge { payment: payment.id, reference, paid_at });
        }
        Ok(charges)
    }

    /// The lines of purchases that were not paid in time are back in their cart.
    async fn lines_return(&mut self, cart: (usize, usize), returned: &Returned) -> Result<(), String> {
        if returned.is_empty() {
            return Ok(());
        }
        let real = self.cart(cart).await?;
        let model = self.model.carts.entry(cart).or_default();
        for (offer, moved) in returned {
            let (was, is) = (model.get(offer).copied(), real.get(offer).copied());
            let left = moved.left.iter().find(|(line, _)| Some(*line) == was);
            if let Some((_, surely)) = left
                && (*surely || is != was)
            {
                model.remove(offer);
            }
            match (model.get(offer), is) {
                (None, Some(line)) if moved.back.contains(&line) => {
                    model.insert(*offer, line);
                }
                (None, None) if moved.must && moved.left.is_empty() => {
                    return Err(format!("offer {offer} did not come back into {cart:?}"));
                }
                _ => {}
            }
        }
        self.cart_differs(cart).await
    }

    async fn given_up(&mut self, id: PurchaseId, said: &Said) -> Result<(), String> {
        let mut trial = self.model.clone();
        let purchase = trial.purchases.get_mut(&id).expect("it was drawn from the model");
        let (cart, lines): (_, Vec<_>) = ((purchase.buyer, purchase.market), purchase.returned().collect());
        let judged = purchase.give_up(&mut trial.items);
        agreed(said, judged)?;
        let user = self.stage.buyers[cart.0];
        let view = engine::purchase::view(&self.stage.world.engine, user, id).await;
        let is_cancelled = view.map_err(|stop| stop.to_string())?.purchase.state == PurchaseState::Cancelled;
        if judged.is_ok() && is_cancelled {
            let real = trial.carts.entry(cart).or_default();
            lines.into_iter().for_each(|(offer, line)| {
                real.entry(offer).or_insert(line);
            });
            self.model = trial;
        }
        self.look_at(id).await?;
        self.cart_differs(cart).await
    }

    async fn order(&mut self, id: OrderId, act: &Act, said: Said, now: i64) -> Result<(), String> {
        let rows = Rows::of(&self.stage.world.engine, vec![id]).await?;
        let order = &self.model.orders[&id];
        let Act::Order { what, .. } = act else { return Err(format!("{act:?} is about no order")) };
        let said = match said {
            Said::Fault(_) if rows.difference(order).is_ok() => return Ok(()),
            Said::Fault(_) => Said::Done(match what {
                OrderAct::Ship(_) => rows.new_parcel(order).map_or(Got::Nothing, Got::Parcel),
                OrderAct::Ask(_) | OrderAct::Withdraw => {
                    rows.new_request(order).map_or(Got::Nothing, Got::Request)
                }
                _ => Got::Nothing,
            }),
            known => known,
        };
        order_in(&mut self.model, act, &said, now)?;
        rows.difference(&self.model.orders[&id])
    }

    async fn goods(
        &mut self,
        said: &Said,
        change: impl Fn(&mut Model) -> Result<(), No>,
    ) -> Result<(), String> {
        let mut trial = self.model.clone();
        let judged = change(&mut trial);
        agreed(said, judged)?;
        let engine = &self.stage.world.engine;
        match said {
            Said::Done(_) => self.model = trial,
            Said::Fault(_) if judged.is_ok() && rows::goods_differ(engine, &trial).await.is_ok() => {
                self.model = trial;
            }
            _ => {}
        }
        Ok(())
    }

    /// The amount may have gone meanwhile; a decision is never taken twice.
    async fn payout(&mut self, id: domain::PayoutId, said: &Said) -> Result<(), String> {
        let is_decided = self.decided.contains(&id);
        let row = rows::read(&self.stage.world.engine, move |tx| store::payout::payout(tx, id)).await?;
        let row = row.ok_or_else(|| format!("{id} is not there"))?;
        if row.state != PayoutState::Proposed {
            self.decided.insert(id);
        } else if is_decided {
            return Err(format!("{id} was decided and waits again"));
        }
        match said {
            Said::Done(_) if is_decided => Err(format!("{id} was decided twice")),
            Said::Done(_) | Said::Fault(_) => Ok(()),
            Said::Refused(code) if is_decided || code == "payout.balance_short" => Ok(()),
            other => Err(format!("{id}: {other:?}")),
        }
    }

    /// Time has passed and everything due has happened: purchases first, then what silence means for orders.
    pub async fn settled(&mut self) -> Result<(), String> {
        let now = self.stage.world.now();
        let mut open: Vec<(i64, PurchaseId)> = self
            .model
            .purchases
            .values()
            .filter(|purchase| !purchase.is_at_rest())
            .map(|purchase| (purchase.expires_at, purchase.id))
            .collect();
        open.sort_unstable();
        let mut returned = BTreeMap::new();
        for (_, id) in open {
            self.look(id, &mut returned).await?;
            let purchase = &self.model.purchases[&id];
            if purchase.state == PurchaseState::Waiting && now >= purchase.expires_at {
                return Err(format!("{id} should have expired"));
            }
        }
        for (cart, lines) in &returned {
            self.lines_return(*cart, lines).await?;
        }
        for order in self.model.orders.values_mut() {
            order.falls_silent(&mut self.model.items, now);
        }
        self.orders_differ().await
    }

    /// All orders that are not history.
    pub async fn orders_differ(&self) -> Result<(), String> {
        let ids: Vec<OrderId> = self.model.orders.keys().copied().collect();
        let rows = Rows::of(&self.stage.world.engine, ids).await?;
        self.model.orders.values().try_for_each(|order| rows.difference(order))
    }

    async fn cart(&self, (buyer, market): (usize, usize)) -> Result<Cart, String> {
        let key = (self.stage.buyers[buyer], self.stage.places[market].id);
        rows::cart(&self.stage.world.engine, key, &self.model).await
    }

    pub async fn cart_differs(&self, cart: (usize, usize)) -> Result<(), String> {
        let (real, model) =
            (self.cart(cart).await?, self.model.carts.get(&cart).cloned().unwrap_or_default());
        if real == model { Ok(()) } else { Err(format!("cart {cart:?} holds {real:?}, the model {model:?}")) }
    }
}

/// A purchase has gone from `before` to where it is now: what that may have done to its buyer's cart.
fn lines_move(cart: &mut Returned, purchase: &Purchase, before: PurchaseState, now: i64) {
    let was_late = before == PurchaseState::Waiting && now >= purchase.expires_at;
    for (offer, line) in purchase.returned() {
        let moved = cart.entry(offer).or_default();
        match purchase.state {
            PurchaseState::Paid if before == PurchaseState::Expired => moved.left.push((line, true)),
            PurchaseState::Paid if was_late => moved.left.push((line, false)),
            PurchaseState::Expired | PurchaseState::Refunded if was_late => {
                moved.back.push(line);
                moved.must |= purchase.state == PurchaseState::Expired;
            }
            _ => {}
        }
    }
}
