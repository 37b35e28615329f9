//! What happens to a purchase after it was made: the acts of sellers, buyers and the operator.

use domain::OrderId;
use engine::order::{OrderView, Ship};
use engine::plain::told;
use engine::refund::AskRefund;
use engine::{OperatorMember, SellerMember};

use super::Stage;
use crate::plan::Step;
use crate::texts;

impl Stage<'_> {
    pub(super) async fn step(&mut self, story: usize, step: Step) -> anyhow::Result<()> {
        match step {
            Step::Buy => {
                self.place(story).await?;
                self.pay(story, true).await
            }
            Step::Place => self.place(story).await,
            Step::TryBadCard => self.pay(story, false).await,
            Step::GiveUp => self.give_up(story).await,
            Step::Ship | Step::ShipPart => self.ship(story, step == Step::ShipPart).await,
            Step::Deliver => self.deliver(story).await,
            Step::Confirm | Step::CancelByBuyer | Step::CancelBySeller => self.end(story, step).await,
            Step::Ask(..) | Step::Withdraw => self.ask(story, step).await,
            Step::Review => self.review(story).await,
            Step::GiveBack(percent) => self.give_back(story, percent).await,
            Step::Agree | Step::Refuse | Step::Escalate | Step::Rule(_) | Step::TakeBack => {
                self.answer(story, step).await
            }
        }
    }

    async fn give_up(&self, story: usize) -> anyhow::Result<()> {
        let thread = &self.threads[story];
        let (Some(user), Some(purchase)) = (thread.user, thread.purchase) else { return Ok(()) };
        told(engine::purchase::cancel(self.engine, user, purchase, self.now()).await, "giving up")
    }

    /// The orders of a story as their buyer sees them, each with who sells.
    pub(super) async fn orders(&self, story: usize) -> anyhow::Result<Vec<(OrderView, &SellerMember)>> {
        let thread = &self.threads[story];
        let mut found = Vec::new();
        for id in &thread.orders {
            let user = thread.user.unwrap_or_else(|| domain::UserId::from_raw(0));
            let view = told(engine::order::for_buyer(self.engine, user, *id).await, "an order")?;
            let stall = self.markets.stalls.iter().find(|stall| stall.shop == view.order.shop);
            let stall = stall.ok_or_else(|| anyhow::anyhow!("an order of no shop"))?;
            found.push((view, &stall.member));
        }
        Ok(found)
    }

    async fn ship(&mut self, story: usize, only_part: bool) -> anyhow::Result<()> {
        let number = self.lot.between(100_000_000, 999_999_999);
        for (view, seller) in self.orders(story).await? {
            let (carrier, prefix) = texts::carrier(&view.shop.country);
            let pieces = if only_part { vec![(view.lines[0].ordinal, 1)] } else { Vec::new() };
            let ship = Ship {
                order: view.order.id,
                carrier: carrier.to_owned(),
                tracking: format!("{prefix}00{number}"),
                pieces,
            };
            told(engine::order::ship(self.engine, seller, ship, self.now()).await, "shipping")?;
        }
        Ok(())
    }

    async fn deliver(&self, story: usize) -> anyhow::Result<()> {
        for (view, seller) in self.orders(story).await? {
            for (parcel, _) in &view.shipments {
                let order = view.order.id;
                let done = engine::order::deliver(self.engine, seller, order, parcel.id, self.now()).await;
                told(done, "delivering")?;
            }
        }
        Ok(())
    }

    async fn end(&self, story: usize, step: Step) -> anyhow::Result<()> {
        let language = &self.threads[story].language;
        for (view, seller) in self.orders(story).await? {
            let (user, order, now) = (view.order.user_id, view.order.id, self.now());
            let done = match step {
                Step::Confirm => engine::order::confirm(self.engine, user, order, now).await,
                Step::CancelByBuyer => engine::order::cancel_by_buyer(self.engine, user, order, now).await,
                _ => {
                    let reason = texts::called_off(language);
                    engine::order::cancel_by_seller(self.engine, seller, order, reason, now).await
                }
            };
            told(done, "ending an order")?;
        }
        Ok(())
    }

    /// The first order of a story: requests are about one.
    async fn first(&self, story: usize) -> anyhow::Result<(OrderView, &SellerMember)> {
        let orders = self.orders(story).await?;
        orders.into_iter().next().ok_or_else(|| anyhow::anyhow!("there is no order"))
    }

    async fn ask(&mut self, story: usize, step: Step) -> anyhow::Result<()> {
        let (view, _) = self.first(story).await?;
        let (user, order, now) = (view.order.user_id, view.order.id, self.now());
        let asked = match step {
            Step::Ask(reason, percent) => {
                let text = texts::complaint(reason, &self.threads[story].language);
                let amount = share(view.order.refundable(), percent);
                engine::refund::ask(self.engine, user, AskRefund { order, reason, text, amount }, now).await
            }
            _ => engine::refund::declare_withdrawal(self.engine, user, order, now).await,
        };
        self.threads[story].request = Some(told(asked, "asking")?);
        Ok(())
    }

    async fn answer(&self, story: usize, step: Step) -> anyhow::Result<()> {
        let (view, seller) = self.first(story).await?;
        let (user, now, language) = (view.order.user_id, self.now(), &self.threads[story].language);
        let Some(id) = self.threads[story].request else { anyhow::bail!("nothing was asked") };
        let asked = view.requests.iter().find(|request| request.id == id).map_or(0, |request| request.asked);
        let done = match step {
            Step::Agree => engine::refund::agree(self.engine, seller, id, now).await,
            Step::Refuse => {
                engine::refund::refuse(self.engine, seller, id, texts::refusal(language), now).await
            }
            Step::Escalate => engine::refund::escalate_by_buyer(self.engine, user, id, now).await,
            Step::Rule(percent) => {
                let console = self.console_of(&view)?;
                let (granted, why) = (share(asked, percent), texts::ruling(language));
                engine::refund::rule(self.engine, console, id, granted, why, now).await
            }
            _ => engine::refund::take_back(self.engine, user, id, now).await,
        };
        told(done, "answering a request")
    }

    fn console_of(&self, view: &OrderView) -> anyhow::Result<&OperatorMember> {
        let of_order = |console: &&OperatorMember| console.operator == view.order.operator;
        self.markets.consoles.iter().find(of_order).ok_or_else(|| anyhow::anyhow!("an order of no operator"))
    }

    async fn give_back(&self, story: usize, percent: i64) -> anyhow::Result<()> {
        let (view, seller) = self.first(story).await?;
        let id: OrderId = view.order.id;
        let (amount, text) =
            (share(view.order.refundable(), percent), texts::goodwill(&self.threads[story].language));
        let done = engine::refund::refund_by_seller(self.engine, seller, id, amount, text, self.now()).await;
        told(done, "giving back")
    }
}

/// That many percent of an amount, at least one minor unit.
fn share(minor: i64, percent: i64) -> i64 {
    (minor * percent / 100).max(1)
}
