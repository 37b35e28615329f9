//! Money that has arrived: payments that are reported at the same time become orders together, in one load and one save.

use std::collections::{BTreeMap, BTreeSet};

use domain::cart::CartLine;
use domain::event::{EventKind, TimerKind};
use domain::order::{By, Order, OrderLine, Step};
use domain::payment::{Meaning, Payment, PaymentState};
use domain::policy::Policy;
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, PurchaseState};
use domain::refund::{Refund, RefundCause, RefundState};
use domain::stock::{FEW_LEFT, Hold, HoldState, StockItem};
use domain::{PaymentId, PurchaseId, RefundId, StockItemId};
use money::Money;
use store::{Stored, Tx};

use super::order::{new_order, order_line};
use crate::desk::Decided;
use crate::listing_feed::STOCK;
use crate::purchase::returned_line;
use crate::stop::OrAbsent;
use crate::{Act, Never, Seen, StockMoves, Stop, in_step};

/// A provider's word that a payment was made.
#[derive(Debug)]
pub(crate) struct Confirming {
    pub(super) id: PaymentId,
    pub(super) reference: String,
    pub(super) amount: Money,
}

impl Decided for Confirming {
    type Answer = ();
    type Refusal = Never;
    type Rows = Rows;

    /// Which market a payment is for is not known before it is loaded: all wait in one line.
    fn line(&self) -> i64 {
        0
    }

    fn subject(&self) -> i64 {
        self.id.get()
    }

    fn load(tx: &mut Tx<'_>, commands: &[&Self]) -> Stored<Rows> {
        Rows::load(tx, commands)
    }

    /// A word that makes no sense fails alone: the others are decided again without it.
    fn decide(&self, act: &mut Act<'_, '_>, rows: &mut Rows) -> Seen<()> {
        rows.confirm(act, self)
    }

    fn save(tx: &mut Tx<'_>, rows: Rows) -> Stored<()> {
        rows.save(tx)
    }
}

/// Everything that the reported payments touch, as it stands after each decision.
pub(crate) struct Rows {
    payments: BTreeMap<PaymentId, Payment>,
    purchases: BTreeMap<PurchaseId, Purchase>,
    parts: Vec<PurchasePart>,
    lines: Vec<PurchaseLine>,
    holds: Vec<Hold>,
    items: BTreeMap<StockItemId, StockItem>,
    made: Made,
}

#[derive(Default)]
struct Made {
    orders: Vec<Order>,
    lines: Vec<OrderLine>,
    refunds: Vec<Refund>,
    stock: StockMoves,
    payments: BTreeSet<PaymentId>,
    purchases: BTreeSet<PurchaseId>,
    holds: BTreeSet<PurchaseId>,
    /// What came back into carts when purchases expired that are orders now.
    bought: Vec<CartLine>,
}

impl Rows {
    fn load(tx: &mut Tx<'_>, commands: &[&Confirming]) -> Stored<Self> {
        let ids: Vec<PaymentId> = commands.iter().map(|command| command.id).collect();
        let payments = store::payment::payments(tx, &ids)?;
        let news = |payment: &&Payment| {
            let told = commands.iter().find(|command| command.id == payment.id);
            told.is_some_and(|told| payment.on_success(told.amount.minor) == Meaning::NewlyPaid)
        };
        let of: Vec<PurchaseId> = payments.iter().filter(news).map(|payment| payment.purchase).collect();
        let parts = store::purchase::parts(tx, &of)?;
        let places: Vec<_> = parts.iter().map(|part| (part.order_id.bucket(), part.purchase)).collect();
        let holds = store::stock::holds_of(tx, &places)?;
        let items = store::stock::items(tx, &holds.iter().map(|hold| hold.item).collect::<Vec<_>>())?;
        Ok(Self {
            purchases: store::purchase::purchases(tx, &of)?.into_iter().map(|row| (row.id, row)).collect(),
            lines: store::purchase::lines(tx, &of)?,
            payments: payments.into_iter().map(|row| (row.id, row)).collect(),
            items: items.into_iter().map(|row| (row.id, row)).collect(),
            parts,
            holds,
            made: Made::default(),
        })
    }

    fn confirm(&mut self, act: &mut Act<'_, '_>, told: &Confirming) -> Seen<()> {
        let (id, amount) = (told.id, told.amount);
        let mut payment = self.payments.get(&id).or_absent()?.clone();
        if amount.currency != payment.currency {
            return Err(Stop::fault(format!("{id} was reported in {}", amount.currency)));
        }
        match payment.on_success(amount.minor) {
            Meaning::Known => return Ok(()),
            Meaning::WrongAmount => {
                let amount = amount.to_plain();
                return Err(Stop::fault(format!("{id} was reported with another amount: {amount}")));
            }
            Meaning::NewlyPaid => {}
        }
        if payment.reference.is_empty() {
            payment.reference.clone_from(&told.reference);
        }
        payment.paid_at = Some(act.now);
        let mut purchase = self.purchases.get(&payment.purchase).or_absent()?.clone();
        let version = act.engine.version_in(act.tx, purchase.market, purchase.policy_number)?;
        act.drop_timer(id.get(), TimerKind::PaymentAsked);
        let hopeful = matches!(purchase.state, PurchaseState::Waiting | PurchaseState::Expired);
        if hopeful && self.take_stock(act, &purchase)? {
            self.become_orders(act, &mut purchase, &mut payment, &version.policy);
        } else {
            self.give_back(act, &mut purchase, &mut payment);
        }
        self.made.payments.insert(id);
        self.made.purchases.insert(purchase.id);
        self.purchases.insert(purchase.id, purchase);
        self.payments.insert(id, payment);
        Ok(())
    }

    /// Turns holds into sales; where holds were freed, tries to hold again. False when something is gone.
    fn take_stock(&mut self, act: &mut Act<'_, '_>, purchase: &Purchase) -> Seen<bool> {
        let (mut taken, mut changes) = (Vec::new(), Vec::new());
        for hold in self.holds.iter().filter(|hold| hold.purchase == purchase.id) {
            let mut item = self.items.get(&hold.item).or_absent()?.clone();
            if hold.state == HoldState::Freed {
                match item.hold(hold.quantity) {
                    Ok(change) => changes.push((item.id, change)),
                    Err(_) => return Ok(false),
                }
            }
            changes.push((item.id, in_step(item.sell(hold.quantity))?));
            taken.push((item, hold.state));
        }
        for hold in self.holds.iter_mut().filter(|hold| hold.purchase == purchase.id) {
            hold.state = HoldState::Sold;
        }
        for (item, was) in taken {
            if was == HoldState::Freed && item.available() < FEW_LEFT {
                let of_item = self.lines.iter().find(|line| line.stock_item == item.id).or_absent()?;
                act.event(EventKind::ProductChanged, of_item.product.get(), STOCK);
            }
            self.items.insert(item.id, item);
        }
        self.made.stock.add(act, &changes, purchase.id.get());
        self.made.holds.insert(purchase.id);
        Ok(true)
    }

    fn become_orders(
        &mut self,
        act: &mut Act<'_, '_>,
        purchase: &mut Purchase,
        payment: &mut Payment,
        policy: &Policy,
    ) {
        for part in self.parts.iter().filter(|part| part.purchase == purchase.id) {
            let order = new_order(purchase, payment, part, policy, act.now);
            let amount = Money::new(order.total, order.currency);
            let transfers = ledger::capture(payment.id.get(), order.id.get(), amount);
            act.post(order.id.bucket(), order.operator, transfers);
            act.step(&order, Step::Placed, By::Buyer, "", order.total);
            act.event(EventKind::OrderPlaced, order.id.get(), "");
            self.made.orders.push(order);
        }
        let lines = self.lines.iter().filter(|line| line.purchase == purchase.id);
        if purchase.state == PurchaseState::Expired {
            self.made.bought.extend(lines.clone().map(|line| returned_line(purchase, line)));
        }
        self.made.lines.extend(lines.map(order_line));
        act.drop_timer(purchase.id.get(), TimerKind::PurchaseExpires);
        act.event(EventKind::PurchasePaid, purchase.id.get(), "");
        payment.state = PaymentState::Paid;
        (purchase.state, purchase.paid_at) = (PurchaseState::Paid, Some(act.now));
    }

    /// A capture that can't become orders (late with the stock gone, or a second one) is the buyer's, and goes back.
    fn give_back(&mut self, act: &mut Act<'_, '_>, purchase: &mut Purchase, payment: &mut Payment) {
        let amount = Money::new(payment.amount, payment.currency);
        let (bucket, user) = (payment.id.bucket(), payment.user_id);
        act.post(bucket, purchase.operator, ledger::late_capture(payment.id.get(), user.get(), amount));
        let refund = Refund {
            id: RefundId::from_raw(act.mint(bucket)),
            order_id: None,
            payment: payment.id,
            charge_reference: payment.reference.clone(),
            amount: payment.amount,
            currency: payment.currency,
            cause: RefundCause::Unusable,
            state: RefundState::Opened,
            reference: String::new(),
            code: String::new(),
            opened_at: act.now,
            done_at: None,
            version: 0,
        };
        act.post(bucket, purchase.operator, ledger::late_refund(refund.id.get(), user.get(), amount));
        act.event(EventKind::RefundOpened, refund.id.get(), "");
        act.event(EventKind::PaymentUnusable, payment.id.get(), "");
        self.made.refunds.push(refund);
        payment.state = PaymentState::Refunded;
        if purchase.state != PurchaseState::Paid {
            purchase.state = PurchaseState::Refunded;
            act.drop_timer(purchase.id.get(), TimerKind::PurchaseExpires);
        }
    }

    fn save(self, tx: &mut Tx<'_>) -> Stored<()> {
        let made = self.made;
        made.stock.save(tx)?;
        store::cart::unreturn(tx, &made.bought)?;
        let holds = self.holds.into_iter().filter(|hold| made.holds.contains(&hold.purchase));
        store::save(tx, &holds.collect::<Vec<_>>())?;
        store::insert(tx, &made.orders)?;
        store::insert(tx, &made.lines)?;
        store::insert(tx, &made.refunds)?;
        let payments = self.payments.into_values().filter(|row| made.payments.contains(&row.id));
        store::save(tx, &payments.collect::<Vec<_>>())?;
        let purchases = self.purchases.into_values().filter(|row| made.purchases.contains(&row.id));
        store::save(tx, &purchases.collect::<Vec<_>>())
    }
}
