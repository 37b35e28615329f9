//! Parcels that are handed over at the same time: loaded together, decided in their order, saved together.

use std::collections::BTreeMap;

use domain::event::{EventKind, TimerKind};
use domain::order::{By, Order, OrderLine, Step};
use domain::shipment::{Shipment, ShipmentLine};
use domain::stock::StockItem;
use domain::{Micros, OrderId, SellerId, ShipmentId, StockItemId};
use store::db::{Command, Outcomes};
use store::{Stored, Tx};

use super::{Ship, ShipRefusal, changes_of};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, StockSums, Stop};

/// A seller's word that a parcel left.
#[derive(Debug)]
pub(crate) struct Shipping {
    pub(super) engine: Engine,
    pub(super) seller: SellerId,
    pub(super) ship: Ship,
    pub(super) now: Micros,
}

impl Command for Shipping {
    type Answer = ShipmentId;
    type Stop = Stop<ShipRefusal>;

    /// Sellers take turns: one who hands over a lorry full keeps no other waiting.
    fn line(&self) -> i64 {
        self.seller.get()
    }

    fn subject(&self) -> i64 {
        self.ship.order.get()
    }

    fn decide(tx: &mut Tx<'_>, commands: &[&Self]) -> Result<Outcomes<Self>, Self::Stop> {
        let Some(first) = commands.first() else { return Ok(Vec::new()) };
        let mut act = Act::new(tx, &first.engine, first.now);
        let mut desk = Desk::load(act.tx, commands)?;
        let mut outcomes = Vec::with_capacity(commands.len());
        for command in commands {
            act.now = command.now;
            match desk.ship(&mut act, command) {
                Err(Stop::Problem(problem)) => return Err(Stop::Problem(problem)),
                outcome => outcomes.push(outcome),
            }
        }
        desk.save(act.tx)?;
        act.finish()?;
        Ok(outcomes)
    }
}

/// The orders of the parcels, and what the parcels leave behind.
struct Desk {
    orders: BTreeMap<OrderId, Order>,
    lines: Vec<OrderLine>,
    items: BTreeMap<StockItemId, StockItem>,
    shipped: Vec<Order>,
    shipped_lines: Vec<OrderLine>,
    parcels: Vec<Shipment>,
    contents: Vec<ShipmentLine>,
    stock: StockSums,
}

impl Desk {
    fn load(tx: &mut Tx<'_>, commands: &[&Shipping]) -> Stored<Self> {
        let ids: Vec<OrderId> = commands.iter().map(|command| command.ship.order).collect();
        let lines = store::order::lines(tx, &ids)?;
        let items = store::stock::items(tx, &lines.iter().map(|line| line.stock_item).collect::<Vec<_>>())?;
        Ok(Self {
            orders: store::order::orders(tx, &ids)?.into_iter().map(|order| (order.id, order)).collect(),
            items: items.into_iter().map(|item| (item.id, item)).collect(),
            lines,
            shipped: Vec::new(),
            shipped_lines: Vec::new(),
            parcels: Vec::new(),
            contents: Vec::new(),
            stock: StockSums::default(),
        })
    }

    fn ship(&mut self, act: &mut Act<'_, '_>, command: &Shipping) -> Result<ShipmentId, Stop<ShipRefusal>> {
        let ship = &command.ship;
        let order = self.orders.get(&ship.order).filter(|order| order.seller == command.seller);
        let mut order = order.or_absent()?.clone();
        let mut lines: Vec<OrderLine> =
            self.lines.iter().filter(|line| line.order_id == order.id).cloned().collect();
        let parcel = pieces(ship, &lines);
        order.ship(&mut lines, &parcel, act.now).or_refuse()?;
        let mut items: Vec<StockItem> = self.items.values().cloned().collect();
        let changes = changes_of(&mut items, &lines, &parcel, StockItem::ship)?;
        act.note_movements(&changes, order.id.get());
        self.stock.add(&changes);
        self.items = items.into_iter().map(|item| (item.id, item)).collect();
        let id = ShipmentId::from_raw(act.mint(order.id.bucket()));
        self.keep(act, &order, id, (ship, &parcel));
        self.shipped.push(order);
        self.shipped_lines.extend(lines);
        Ok(id)
    }

    fn keep(
        &mut self,
        act: &mut Act<'_, '_>,
        order: &Order,
        id: ShipmentId,
        (ship, parcel): (&Ship, &[(i64, i64)]),
    ) {
        if let Some(at) = order.confirm_at {
            act.timer(order.id.get(), TimerKind::OrderConfirms, at);
        }
        act.step(order, Step::Shipped, By::Seller, &tracking_text(ship), 0);
        act.event(EventKind::OrderShipped, order.id.get(), &id.to_string());
        self.parcels.push(Shipment {
            id,
            order_id: order.id,
            carrier: ship.carrier.trim().to_owned(),
            tracking: ship.tracking.trim().to_owned(),
            shipped_at: act.now,
            delivered_at: None,
            version: 0,
        });
        let line = |(ordinal, quantity): &(i64, i64)| ShipmentLine {
            shipment: id,
            ordinal: *ordinal,
            quantity: *quantity,
        };
        self.contents.extend(parcel.iter().map(line));
    }

    fn save(self, tx: &mut Tx<'_>) -> Stored<()> {
        self.stock.save(tx)?;
        store::insert(tx, &self.parcels)?;
        store::insert(tx, &self.contents)?;
        store::save(tx, &self.shipped_lines)?;
        store::save(tx, &self.shipped)
    }
}

/// What goes into the parcel: what the seller named, or all that is left.
fn pieces(ship: &Ship, lines: &[OrderLine]) -> Vec<(i64, i64)> {
    let left = lines.iter().map(|line| (line.ordinal, line.quantity - line.shipped));
    if ship.pieces.is_empty() {
        left.filter(|(_, quantity)| *quantity > 0).collect()
    } else {
        ship.pieces.iter().copied().filter(|(_, quantity)| *quantity != 0).collect()
    }
}

fn tracking_text(ship: &Ship) -> String {
    let texts = [ship.carrier.trim(), ship.tracking.trim()];
    texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
