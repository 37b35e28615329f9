//! An order as the model knows it: few figures and the plainest rules. Shares no code with the rules that it checks.

use domain::order::OrderState;
use domain::refund::RequestState;
use domain::{DAY, Micros, OrderId, RequestId, ShipmentId};

use super::super::act::{Got, OrderAct};
use super::{Item, Rules};

/// The model would refuse too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct No(pub &'static str);

#[derive(Debug, Clone)]
pub struct Order {
    pub id: OrderId,
    pub buyer: usize,
    pub shop: usize,
    pub rules: Rules,
    pub state: OrderState,
    pub total: i64,
    pub refunded: i64,
    pub lines: Vec<Line>,
    pub parcels: Vec<(ShipmentId, bool)>,
    pub clock: Clock,
    pub requests: Vec<Request>,
    pub delivered_at: Option<Micros>,
    pub completed_at: Option<Micros>,
    pub matured: bool,
}

#[derive(Debug, Clone)]
pub struct Line {
    pub ordinal: i64,
    pub item: usize,
    pub quantity: i64,
    pub shipped: i64,
}

/// When silence confirms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    Off,
    RingsAt(Micros),
    /// A request stopped it with so much left.
    Stands(i64),
}

#[derive(Debug, Clone)]
pub struct Request {
    pub id: RequestId,
    pub is_withdrawal: bool,
    pub state: RequestState,
    pub asked: i64,
    /// What it brought; absent where another refund made it pointless.
    pub granted: Option<i64>,
    pub answer_by: Micros,
}

impl Request {
    pub fn is_open(&self) -> bool {
        matches!(self.state, RequestState::Asked | RequestState::RefusedBySeller | RequestState::Escalated)
    }
}

impl Order {
    pub fn left(&self) -> i64 {
        self.total - self.refunded
    }

    pub fn open_request(&self) -> Option<&Request> {
        self.requests.iter().find(|request| request.is_open())
    }

    fn is_over(&self) -> bool {
        matches!(self.state, OrderState::Completed | OrderState::Cancelled | OrderState::Refunded)
    }

    /// Nothing can happen to it any more, whatever anybody does.
    pub fn is_history(&self, now: Micros) -> bool {
        let silent = |at: Micros| now > at + 2 * self.rules.ask_days * DAY && self.matured;
        self.open_request().is_none()
            && match self.state {
                OrderState::Cancelled | OrderState::Refunded => true,
                OrderState::Completed => self.completed_at.is_some_and(silent),
                _ => false,
            }
    }

    /// What a person does. Changes nothing where the model says no.
    pub fn does(&mut self, what: &OrderAct, got: &Got, items: &mut [Item], now: Micros) -> Result<(), No> {
        match what {
            OrderAct::Ship(pieces) => self.ship(pieces, got, items, now),
            OrderAct::Deliver(parcel) => self.deliver(*parcel, now),
            OrderAct::Confirm => self.confirm(now),
            OrderAct::CancelByBuyer | OrderAct::CancelBySeller => self.cancel(items),
            OrderAct::Ask(amount) => self.ask(*amount, got, now),
            OrderAct::Withdraw => self.withdraw(got, now),
            OrderAct::Agree(id) => self.agree(*id, items, now),
            OrderAct::Refuse(id) => self.refuse(*id),
            OrderAct::EscalateByBuyer(id) | OrderAct::EscalateBySeller(id) => self.escalate(*id),
            OrderAct::Rule(id, amount) => self.rule(*id, *amount, items, now),
            OrderAct::TakeBack(id) => self.take_back(*id, now),
            OrderAct::Goodwill(amount) => self.goodwill(*amount, items),
        }
    }

    fn ship(&mut self, pieces: &[(i64, i64)], got: &Got, items: &mut [Item], now: Micros) -> Result<(), No> {
        if !matches!(self.state, OrderState::ToShip | OrderState::PartShipped) {
            return Err(No("there is nothing left to ship"));
        }
        let all = || self.lines.iter().map(|line| (line.ordinal, line.quantity - line.shipped)).collect();
        let parcel: Vec<(i64, i64)> = if pieces.is_empty() { all() } else { pieces.to_vec() };
        let fits = |(ordinal, quantity): &(i64, i64)| {
            let line = self.lines.iter().find(|line| line.ordinal == *ordinal);
            line.is_some_and(|line| (0..=line.quantity - line.shipped).contains(quantity))
        };
        if !parcel.iter().all(fits) || parcel.iter().all(|(_, quantity)| *quantity == 0) {
            return Err(No("the parcel holds what is not left, or nothing"));
        }
        for (ordinal, quantity) in parcel {
            let line = self.lines.iter_mut().find(|line| line.ordinal == ordinal).expect("it fits");
            line.shipped += quantity;
            items[line.item].on_hand -= quantity;
            items[line.item].sold -= quantity;
        }
        if let Got::Parcel(id) = got {
            self.parcels.push((*id, false));
        }
        if self.lines.iter().all(|line| line.shipped == line.quantity) {
            self.state = OrderState::Shipped;
            self.wind(self.rules.dispatch_days, now);
        } else {
            self.state = OrderState::PartShipped;
        }
        Ok(())
    }

    fn deliver(&mut self, parcel: ShipmentId, now: Micros) -> Result<(), No> {
        let found = self.parcels.iter_mut().find(|(id, _)| *id == parcel).ok_or(No("no such parcel"))?;
        if found.1 {
            return Err(No("it has arrived already"));
        }
        found.1 = true;
        if self.state == OrderState::Shipped && self.parcels.iter().all(|(_, arrived)| *arrived) {
            (self.state, self.delivered_at) = (OrderState::Delivered, Some(now));
            self.wind(self.rules.delivery_days, now);
        }
        Ok(())
    }

    fn wind(&mut self, days: i64, now: Micros) {
        self.clock = match self.clock {
            Clock::Stands(_) => Clock::Stands(days * DAY),
            Clock::Off | Clock::RingsAt(_) => Clock::RingsAt(now + days * DAY),
        };
    }

    fn stop(&mut self, now: Micros) {
        self.clock = match self.clock {
            Clock::Off => Clock::Stands(0),
            Clock::RingsAt(at) => Clock::Stands((at - now).max(0)),
            standing => standing,
        };
    }

    fn go_on(&mut self, now: Micros) {
        if let Clock::Stands(left) = self.clock {
            let runs = matches!(self.state, OrderState::Shipped | OrderState::Delivered);
            self.clock = if runs { Clock::RingsAt(now + left) } else { Clock::Off };
        }
    }

    pub fn confirm(&mut self, now: Micros) -> Result<(), No> {
        if !matches!(self.state, OrderState::Shipped | OrderState::Delivered) {
            return Err(No("it is not under way"));
        }
        if matches!(self.clock, Clock::Stands(_)) {
            return Err(No("a request is open"));
        }
        (self.state, self.clock, self.completed_at) = (OrderState::Completed, Clock::Off, Some(now));
        Ok(())
    }

    fn cancel(&mut self, items: &mut [Item]) -> Result<(), No> {
        if self.state != OrderState::ToShip {
            return Err(No("something has left the shop, or it is over"));
        }
        self.state = OrderState::Cancelled;
        self.free(items);
        self.close_requests();
        self.refunded = self.total;
        Ok(())
    }

    fn free(&mut self, items: &mut [Item]) {
        for line in &self.lines {
            items[line.item].sold -= line.quantity - line.shipped;
        }
    }

    fn close_requests(&mut self) {
        for request in self.requests.iter_mut().filter(|request| request.is_open()) {
            (request.state, request.granted) = (RequestState::Agreed, None);
        }
        self.clock = Clock::Off;
    }

    fn ask(&mut self, amount: i64, got: &Got, now: Micros) -> Result<(), No> {
        let last = self.completed_at.map(|at| at + self.rules.ask_days * DAY);
        if last.is_some_and(|last| now > last) || !(1..=self.left()).contains(&amount) {
            return Err(No("too late, or too much"));
        }
        self.open(false, amount, got, now)
    }

    fn withdraw(&mut self, got: &Got, now: Micros) -> Result<(), No> {
        let days = self.rules.withdrawal_days.ok_or(No("no such right here"))?;
        let until = self.delivered_at.or(self.completed_at).map(|at| at + days * DAY);
        if until.is_some_and(|until| now > until) || self.left() == 0 {
            return Err(No("too late, or nothing is left"));
        }
        self.open(true, self.left(), got, now)
    }

    fn open(&mut self, is_withdrawal: bool, asked: i64, got: &Got, now: Micros) -> Result<(), No> {
        if self.open_request().is_some() {
            return Err(No("one is open"));
        }
        let Got::Request(id) = *got else { return Ok(()) };
        let answer_by = now + self.rules.answer_days * DAY;
        let state = RequestState::Asked;
        self.requests.push(Request { id, is_withdrawal, state, asked, granted: Some(0), answer_by });
        self.stop(now);
        Ok(())
    }

    fn request(&mut self, id: RequestId, states: &[RequestState]) -> Result<usize, No> {
        let at = self.requests.iter().position(|request| request.id == id).ok_or(No("no such request"))?;
        if states.contains(&self.requests[at].state) { Ok(at) } else { Err(No("not their turn")) }
    }

    fn agree(&mut self, id: RequestId, items: &mut [Item], now: Micros) -> Result<(), No> {
        let at = self.request(id, &[RequestState::Asked, RequestState::RefusedBySeller])?;
        let asked = self.requests[at].asked;
        self.conclude(at, (RequestState::Agreed, asked), items, now);
        Ok(())
    }

    fn refuse(&mut self, id: RequestId) -> Result<(), No> {
        let at = self.request(id, &[RequestState::Asked])?;
        if self.requests[at].is_withdrawal {
            return Err(No("the right of withdrawal needs no consent"));
        }
        self.requests[at].state = RequestState::RefusedBySeller;
        Ok(())
    }

    fn escalate(&mut self, id: RequestId) -> Result<(), No> {
        let at = self.request(id, &[RequestState::Asked, RequestState::RefusedBySeller])?;
        self.requests[at].state = RequestState::Escalated;
        Ok(())
    }

    fn rule(&mut self, id: RequestId, amount: i64, items: &mut [Item], now: Micros) -> Result<(), No> {
        let at = self.request(id, &[RequestState::Escalated])?;
        if !(0..=self.left()).contains(&amount) {
            return Err(No("more than is left"));
        }
        self.conclude(at, (RequestState::Ruled, amount), items, now);
        Ok(())
    }

    fn take_back(&mut self, id: RequestId, now: Micros) -> Result<(), No> {
        let open = [RequestState::Asked, RequestState::RefusedBySeller, RequestState::Escalated];
        let at = self.request(id, &open)?;
        (self.requests[at].state, self.requests[at].granted) = (RequestState::Withdrawn, Some(0));
        self.go_on(now);
        Ok(())
    }

    fn conclude(&mut self, at: usize, ends: (RequestState, i64), items: &mut [Item], now: Micros) {
        let brings = ends.1.min(self.left());
        (self.requests[at].state, self.requests[at].granted) = (ends.0, Some(brings));
        self.go_on(now);
        self.give(brings, items);
    }

    fn goodwill(&mut self, amount: i64, items: &mut [Item]) -> Result<(), No> {
        if !(1..=self.left()).contains(&amount) {
            return Err(No("more than is left, or nothing"));
        }
        self.give(amount, items);
        if self.left() == 0 {
            self.close_requests();
        }
        Ok(())
    }

    fn give(&mut self, amount: i64, items: &mut [Item]) {
        self.refunded += amount;
        if self.left() > 0 || amount == 0 {
            return;
        }
        if !self.is_over() {
            self.free(items);
        }
        if self.state != OrderState::Cancelled {
            self.state = OrderState::Refunded;
        }
        if let Clock::RingsAt(_) = self.clock {
            self.clock = Clock::Off;
        }
    }

    /// What silence does to it until `now`: a seller who said nothing has agreed, a buyer who said nothing has it.
    pub fn falls_silent(&mut self, items: &mut [Item], now: Micros) {
        let due = |request: &Request| request.state == RequestState::Asked && request.answer_by <= now;
        while let Some(at) = self.requests.iter().position(due) {
            let asked = self.requests[at].asked;
            self.conclude(at, (RequestState::AgreedBySilence, asked), items, now);
        }
        if matches!(self.clock, Clock::RingsAt(at) if at <= now) {
            self.confirm(now).expect("a clock runs only while an order is under way");
        }
        let matures = |at: Micros| at + self.rules.mature_days * DAY <= now;
        self.matured |= self.completed_at.is_some_and(matures);
    }
}
