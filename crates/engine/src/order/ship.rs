//! Parcels that are handed over at the same time: loaded together, decided in their order, saved together.

use std::collections::BTreeMap;

use domain::event::{EventKind, TimerKind};
use domain::order::{By, Order, OrderLine, Step};
use domain::shipment::{Shipment, ShipmentLine};
use domain::stock::StockItem;
use domain::{OrderId, SellerId, ShipmentId, StockItemId};
use store::{Stored, Tx};

use super::{Ship, ShipRefusal, changes_of};
use crate::desk::Decided;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, StockMoves, Stop};

/// A seller's word that a parcel left.
#[derive(Debug)]
pub(crate) struct Shipping {
    pub(super) seller: SellerId,
    pub(super) ship: Ship,
}

impl Decided for Shipping {
    type Answer = ShipmentId;
    type Refusal = ShipRefusal;
    type Rows = Rows;

    /// Sellers take turns: one who hands over a lorry full keeps no other waiting.
    fn line(&self) -> i64 {
        self.seller.get()
    }

    fn subject(&self) -> i64 {
        self.ship.order.get()
    }

    fn load(tx: &mut Tx<'_>, commands: &[&Self]) -> Stored<Rows> {
        Rows::load(tx, commands)
    }

    fn decide(&self, act: &mut Act<'_, '_>, rows: &mut Rows) -> Result<ShipmentId, Stop<ShipRefusal>> {
        rows.ship(act, self)
    }

    fn save(tx: &mut Tx<'_>, rows: Rows) -> Stored<()> {
        rows.save(tx)
    }
}

/// The orders of the parcels, and what the parcels leave behind.
pub(crate) struct Rows {
    orders: BTreeMap<OrderId, Order>,
    lines: Vec<OrderLine>,
    items: BTreeMap<StockItemId, StockItem>,
    shipped: Vec<Order>,
    shipped_lines: Vec<OrderLine>,
    parcels: Vec<Shipment>,
    contents: Vec<ShipmentLine>,
    stock: StockMoves,
}

impl Rows {
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
            stock: StockMoves::default(),
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
        self.stock.add(act, &changes, order.id.get());
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
