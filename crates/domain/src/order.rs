//! The part of a purchase that one shop fulfils: its life from paid to completed, and what is owed at each step.

use ledger::{Commission, RefundParts, Release, split_refund};
use money::{Currency, Money, Rate, portion};

use crate::policy::Escrow;
use crate::product::TaxClass;
use crate::{
    DAY, MarketId, Micros, OfferId, OperatorId, OrderId, PaymentId, ProductId, PurchaseId, SellerId, ShopId,
    StockItemId, UserId, VariantId,
};

codes! {
    pub enum OrderState {
        ToShip = "to_ship",
        PartShipped = "part_shipped",
        Shipped = "shipped",
        Delivered = "delivered",
        /// The buyer has the goods; the money is released.
        Completed = "completed",
        Cancelled = "cancelled",
        /// All of it went back to the buyer.
        Refunded = "refunded",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub id: OrderId,
    pub purchase: PurchaseId,
    pub payment: PaymentId,
    pub charge_reference: String,
    pub shop: ShopId,
    pub seller: SellerId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub user_id: UserId,
    pub state: OrderState,
    pub email: String,
    pub language: String,
    /// `Address` as JSON.
    pub address: String,
    pub delivery_name: String,
    pub days_min: i64,
    pub days_max: i64,
    pub handling_days: i64,
    pub goods: i64,
    pub delivery: i64,
    pub delivery_tax: i64,
    pub tax: i64,
    pub total: i64,
    pub currency: Currency,
    /// The part of the total that the market owes to a state as facilitator; 0 where the seller owes the tax.
    pub tax_owed: i64,
    /// The rules that it was made under.
    pub policy_number: i64,
    /// What the market takes once all of it is completed.
    pub commission: i64,
    /// Amount on which the commission is taken, as the policy of the day of purchase says.
    pub commission_base: i64,
    pub fee_vat_ppm: Rate,
    pub confirm_days_after_delivery: i64,
    pub confirm_days_after_dispatch: i64,
    pub payout_delay_days: i64,
    pub refunded: i64,
    /// What left escrow at release: seller's part, fee and collected tax together.
    pub released: i64,
    pub fee: i64,
    pub fee_vat: i64,
    pub fee_back: i64,
    pub fee_vat_back: i64,
    pub tax_collected: i64,
    pub tax_back: i64,
    /// This order's money in the seller's pending balance.
    pub pending: i64,
    pub placed_at: Micros,
    pub shipped_at: Option<Micros>,
    pub delivered_at: Option<Micros>,
    pub completed_at: Option<Micros>,
    pub closed_at: Option<Micros>,
    pub matured_at: Option<Micros>,
    /// When silence confirms receipt.
    pub confirm_at: Option<Micros>,
    /// What was left of that time when a request stopped it.
    pub confirm_left: Option<i64>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    pub order_id: OrderId,
    pub ordinal: i64,
    pub offer: OfferId,
    pub product: ProductId,
    pub variant: VariantId,
    pub stock_item: StockItemId,
    pub title: String,
    pub options: String,
    pub sku: String,
    pub drawing: String,
    pub hue: i64,
    pub picture: String,
    pub quantity: i64,
    pub shipped: i64,
    pub unit: i64,
    pub amount: i64,
    pub tax_class: TaxClass,
    pub tax_ppm: Rate,
    pub tax: i64,
    pub weight_grams: i64,
    pub commission_ppm: Rate,
}

codes! {
    /// What the timeline of an order tells.
    pub enum Step {
        Placed = "placed",
        Shipped = "shipped",
        Delivered = "delivered",
        Confirmed = "confirmed",
        ConfirmedBySilence = "confirmed_by_silence",
        Cancelled = "cancelled",
        RefundAsked = "refund_asked",
        RefundRefused = "refund_refused",
        RefundAgreed = "refund_agreed",
        RefundAgreedBySilence = "refund_agreed_by_silence",
        RefundEscalated = "refund_escalated",
        RefundRuled = "refund_ruled",
        RefundWithdrawn = "refund_withdrawn",
        Refunded = "refunded",
        WithdrawalDeclared = "withdrawal_declared",
        PaidOut = "paid_out",
        Matured = "matured",
    }
}

codes! {
    /// Who made a step.
    pub enum By { Buyer = "buyer", Seller = "seller", Operator = "operator", Time = "time", Provider = "provider" }
}

/// A dated row of an order's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderStep {
    pub order_id: OrderId,
    pub id: crate::EventId,
    pub step: Step,
    pub by_whom: By,
    /// A person's own words or a tracking number; empty where the step says all.
    pub text: String,
    pub amount: i64,
    pub at: Micros,
}

/// Why an order can't do what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderRefusal {
    #[error("order.already_shipped")]
    AlreadyShipped,
    #[error("order.not_shipped")]
    NotShipped,
    #[error("order.already_closed")]
    AlreadyClosed,
    #[error("order.request_open")]
    RequestOpen,
    #[error("order.nothing_to_ship")]
    NothingToShip,
    #[error("order.too_many_pieces")]
    TooManyPieces { left: i64 },
    #[error("order.refund_too_much")]
    RefundTooMuch { left: i64 },
    #[error("order.already_delivered")]
    AlreadyDelivered,
}

/// How a refund is paid and what it reverses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundPlan {
    FromEscrow,
    AfterRelease { parts: RefundParts, reversed: Commission, still_pending: bool },
}

impl Order {
    /// All of it is over: nothing more can be shipped, confirmed or cancelled.
    pub fn is_closed(&self) -> bool {
        matches!(self.state, OrderState::Completed | OrderState::Cancelled | OrderState::Refunded)
    }

    /// What can still be given back to the buyer.
    pub fn refundable(&self) -> i64 {
        self.total - self.refunded
    }

    /// What escrow holds for this order.
    pub fn held(&self) -> i64 {
        if self.released > 0 || self.completed_at.is_some() { 0 } else { self.total - self.refunded }
    }

    /// Until when the shop promised to hand the parcel over.
    pub fn ship_by(&self) -> Micros {
        self.placed_at + self.handling_days * DAY
    }

    fn money(&self, minor: i64) -> Money {
        Money::new(minor, self.currency)
    }

    fn escrow(&self) -> Escrow {
        Escrow {
            confirm_days_after_delivery: self.confirm_days_after_delivery,
            confirm_days_after_dispatch: self.confirm_days_after_dispatch,
        }
    }

    /// Puts pieces into a parcel: (ordinal, quantity). All shipped starts the clock of silence.
    pub fn ship(
        &mut self,
        lines: &mut [OrderLine],
        parcel: &[(i64, i64)],
        at: Micros,
    ) -> Result<(), OrderRefusal> {
        if self.is_closed() {
            return Err(OrderRefusal::AlreadyClosed);
        }
        if !matches!(self.state, OrderState::ToShip | OrderState::PartShipped) {
            return Err(OrderRefusal::AlreadyShipped);
        }
        if parcel.iter().all(|(_, quantity)| *quantity == 0) {
            return Err(OrderRefusal::NothingToShip);
        }
        for (ordinal, quantity) in parcel {
            let line =
                lines.iter_mut().find(|line| line.ordinal == *ordinal).ok_or(OrderRefusal::NothingToShip)?;
            let left = line.quantity - line.shipped;
            if *quantity < 0 || *quantity > left {
                return Err(OrderRefusal::TooManyPieces { left });
            }
            line.shipped += quantity;
        }
        if lines.iter().all(|line| line.shipped == line.quantity) {
            (self.state, self.shipped_at) = (OrderState::Shipped, Some(at));
            self.set_clock(at + self.escrow().confirm_days_after_dispatch * DAY, at);
        } else {
            self.state = OrderState::PartShipped;
        }
        Ok(())
    }

    /// The last parcel has arrived: the clock of silence starts anew from delivery.
    pub fn deliver(&mut self, at: Micros) -> Result<(), OrderRefusal> {
        match self.state {
            OrderState::Shipped => {
                (self.state, self.delivered_at) = (OrderState::Delivered, Some(at));
                self.set_clock(at + self.escrow().confirm_days_after_delivery * DAY, at);
                Ok(())
            }
            OrderState::Delivered => Err(OrderRefusal::AlreadyDelivered),
            OrderState::ToShip | OrderState::PartShipped => Err(OrderRefusal::NotShipped),
            _ => Err(OrderRefusal::AlreadyClosed),
        }
    }

    /// A request stops the clock; a clock set while stopped waits with its full time.
    fn set_clock(&mut self, confirm_at: Micros, now: Micros) {
        if self.confirm_left.is_some() {
            self.confirm_left = Some(confirm_at - now);
        } else {
            self.confirm_at = Some(confirm_at);
        }
    }

    pub fn stop_clock(&mut self, now: Micros) {
        if self.confirm_left.is_none() {
            self.confirm_left = Some(self.confirm_at.map_or(0, |at| (at - now).max(0)));
            self.confirm_at = None;
        }
    }

    /// The clock goes on with the time that was left, if it had been running.
    pub fn resume_clock(&mut self, now: Micros) {
        if let Some(left) = self.confirm_left.take()
            && matches!(self.state, OrderState::Shipped | OrderState::Delivered)
        {
            self.confirm_at = Some(now + left);
        }
    }

    /// The buyer has the goods, by word or by silence. Answers what leaves escrow and what the operator takes.
    pub fn complete(&mut self, at: Micros) -> Result<(Release, Commission), OrderRefusal> {
        match self.state {
            OrderState::ToShip | OrderState::PartShipped => return Err(OrderRefusal::NotShipped),
            OrderState::Completed | OrderState::Cancelled | OrderState::Refunded => {
                return Err(OrderRefusal::AlreadyClosed);
            }
            OrderState::Shipped | OrderState::Delivered => {}
        }
        if self.confirm_left.is_some() {
            return Err(OrderRefusal::RequestOpen);
        }
        let held = self.held();
        self.tax_collected = portion(self.tax_owed, held, self.total);
        let fee = self.money(portion(self.commission, held, self.total));
        let commission = Commission::of_fee(fee, self.fee_vat_ppm);
        (self.fee, self.fee_vat) = (commission.fee.minor, commission.vat_minor);
        self.released = held;
        self.pending = held - self.tax_collected - commission.total_minor();
        self.state = OrderState::Completed;
        (self.completed_at, self.confirm_at) = (Some(at), None);
        Ok((Release { held: self.money(held), tax_collected_minor: self.tax_collected }, commission))
    }

    /// Before anything left the shop, either side may still call it off.
    pub fn cancel(&mut self, at: Micros) -> Result<i64, OrderRefusal> {
        match self.state {
            OrderState::ToShip => {
                let back = self.refundable();
                (self.state, self.closed_at) = (OrderState::Cancelled, Some(at));
                Ok(back)
            }
            OrderState::Cancelled | OrderState::Refunded | OrderState::Completed => {
                Err(OrderRefusal::AlreadyClosed)
            }
            _ => Err(OrderRefusal::AlreadyShipped),
        }
    }

    /// Gives `amount` back. `available` is the seller's available balance before it.
    pub fn refund(&mut self, amount: i64, available: i64, at: Micros) -> Result<RefundPlan, OrderRefusal> {
        let left = self.refundable();
        if amount <= 0 || amount > left {
            return Err(OrderRefusal::RefundTooMuch { left });
        }
        let was_released = self.completed_at.is_some();
        self.refunded += amount;
        if self.refundable() == 0 && self.state != OrderState::Cancelled {
            self.state = OrderState::Refunded;
            (self.closed_at, self.confirm_at) = (Some(at), None);
        }
        Ok(if was_released { self.refund_released(amount, available) } else { RefundPlan::FromEscrow })
    }

    /// Fee and collected tax go back in proportion to all that was refunded since release, so that cents never drift.
    fn refund_released(&mut self, amount: i64, available: i64) -> RefundPlan {
        let since = self.refunded - (self.total - self.released);
        let share = |whole: i64| portion(whole, since, self.released);
        let fee_back = share(self.fee) - self.fee_back;
        let vat_back = share(self.fee_vat) - self.fee_vat_back;
        let tax_back = share(self.tax_collected) - self.tax_back;
        self.fee_back += fee_back;
        self.fee_vat_back += vat_back;
        self.tax_back += tax_back;
        let still_pending = self.matured_at.is_none();
        let reversed = Commission { fee: self.money(fee_back), vat_minor: vat_back };
        let (pending, available) = if still_pending {
            (self.pending + reversed.total_minor(), available)
        } else {
            (0, available + reversed.total_minor())
        };
        let parts = split_refund(amount, tax_back, pending, available);
        if still_pending {
            self.pending = pending - parts.from_pending;
        }
        RefundPlan::AfterRelease { parts, reversed, still_pending }
    }

    /// The payout delay is over: what is pending of this order becomes available.
    pub fn mature(&mut self, at: Micros) -> i64 {
        if self.completed_at.is_none() || self.matured_at.is_some() {
            return 0;
        }
        self.matured_at = Some(at);
        std::mem::take(&mut self.pending)
    }
}

#[cfg(test)]
#[path = "order_tests.rs"]
pub(crate) mod tests;
