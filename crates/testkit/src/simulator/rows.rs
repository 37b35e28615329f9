//! What the database says of orders, purchases, stock and carts, laid beside the model. Changes nothing.

use std::collections::BTreeMap;

use domain::order::{Order as OrderRow, OrderLine};
use domain::refund::{Refund, RefundState, Request as RequestRow};
use domain::shipment::Shipment;
use domain::{MarketId, OrderId, UserId, bucket_of};
use engine::Engine;
use store::{Problem, Tx};

use super::model::{Cart, Clock, Item, Model, Order, Wanted};

/// Rows of some orders.
#[derive(Debug, Default)]
pub struct Rows {
    orders: Vec<OrderRow>,
    lines: Vec<OrderLine>,
    parcels: Vec<Shipment>,
    requests: Vec<RequestRow>,
    refunds: Vec<Refund>,
}

/// Reads at length; a simulation's own reads never come to grief.
pub async fn read<T: Send + 'static>(
    engine: &Engine,
    read: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, String> {
    engine.db().heavy(read).await.map_err(|problem| format!("reading: {problem}"))
}

/// Reads a few rows, on this thread where the database allows it: after every act somebody asks.
async fn point<T: Send + 'static>(
    engine: &Engine,
    read: impl FnOnce(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, String> {
    engine.db().read(read).await.map_err(|problem| format!("reading: {problem}"))
}

impl Rows {
    pub async fn of(engine: &Engine, ids: Vec<OrderId>) -> Result<Self, String> {
        read(engine, move |tx| {
            Ok(Self {
                orders: store::order::orders(tx, &ids)?,
                lines: store::order::lines(tx, &ids)?,
                parcels: store::shipment::shipments_of(tx, &ids)?,
                requests: store::refund::requests_of(tx, &ids)?,
                refunds: store::refund::refunds_of(tx, &ids)?,
            })
        })
        .await
    }

    /// A parcel of the order that the model does not know.
    pub fn new_parcel(&self, order: &Order) -> Option<domain::ShipmentId> {
        let own = self.parcels.iter().filter(|row| row.order_id == order.id);
        own.map(|row| row.id).find(|id| order.parcels.iter().all(|(known, _)| known != id))
    }

    /// A request of the order that the model does not know.
    pub fn new_request(&self, order: &Order) -> Option<domain::RequestId> {
        let own = self.requests.iter().filter(|row| row.order_id == order.id);
        own.map(|row| row.id).find(|id| order.requests.iter().all(|known| known.id != *id))
    }

    /// A refund that the provider has not taken.
    pub fn untold(&self, order: &Order) -> Option<&Refund> {
        self.refunds_of(order).find(|refund| refund.state != RefundState::Done)
    }

    fn refunds_of(&self, order: &Order) -> impl Iterator<Item = &Refund> {
        let raw = order.id.get();
        self.refunds.iter().filter(move |row| row.order_id == Some(raw))
    }

    /// How an order differs from its model, if it does.
    pub fn difference(&self, order: &Order) -> Result<(), String> {
        let id = order.id;
        let row = self.orders.iter().find(|row| row.id == id).ok_or_else(|| format!("{id} is not there"))?;
        let (at, left) = match order.clock {
            Clock::Off => (None, None),
            Clock::RingsAt(at) => (Some(at), None),
            Clock::Stands(left) => (None, Some(left)),
        };
        same(id, "state", &row.state, &order.state)?;
        same(id, "total", &row.total, &order.total)?;
        same(id, "refunded", &row.refunded, &order.refunded)?;
        same(id, "clock", &(row.confirm_at, row.confirm_left), &(at, left))?;
        same(id, "completed", &row.completed_at, &order.completed_at)?;
        same(id, "refunds", &self.refunds_of(order).map(|refund| refund.amount).sum(), &order.refunded)?;
        let lines: Vec<(i64, i64, i64)> = self
            .lines
            .iter()
            .filter(|line| line.order_id == id)
            .map(|line| (line.ordinal, line.quantity, line.shipped))
            .collect();
        let model = order.lines.iter().map(|line| (line.ordinal, line.quantity, line.shipped)).collect();
        same(id, "lines", &lines, &model)?;
        let parcels: BTreeMap<_, bool> = self
            .parcels
            .iter()
            .filter(|row| row.order_id == id)
            .map(|row| (row.id, row.delivered_at.is_some()))
            .collect();
        same(id, "parcels", &parcels, &order.parcels.iter().copied().collect())?;
        self.requests_differ(order)
    }

    fn requests_differ(&self, order: &Order) -> Result<(), String> {
        let own: Vec<&RequestRow> = self.requests.iter().filter(|row| row.order_id == order.id).collect();
        same(order.id, "requests", &own.len(), &order.requests.len())?;
        for request in &order.requests {
            let row = own.iter().find(|row| row.id == request.id);
            let row = row.ok_or_else(|| format!("{} is not there", request.id))?;
            same(request.id, "state", &row.state, &request.state)?;
            if let Some(granted) = request.granted {
                same(request.id, "granted", &row.granted, &granted)?;
            }
        }
        Ok(())
    }
}

fn same<T: std::fmt::Debug + PartialEq>(
    id: impl std::fmt::Display,
    what: &str,
    real: &T,
    model: &T,
) -> Result<(), String> {
    if real == model { Ok(()) } else { Err(format!("{id}: {what} is {real:?}, the model says {model:?}")) }
}

/// Stock and offers are what the model says.
pub async fn goods_differ(engine: &Engine, model: &Model) -> Result<(), String> {
    let items: Vec<_> = model.items.iter().map(|item| item.id).collect();
    let offers: Vec<_> = model.offers.iter().map(|offer| offer.id).collect();
    let (items, offers) =
        point(engine, move |tx| Ok((store::stock::items(tx, &items)?, store::product::offers(tx, &offers)?)))
            .await?;
    for item in &model.items {
        let row = items.iter().find(|row| row.id == item.id);
        let real = row.map(|row| Item { id: row.id, on_hand: row.on_hand, held: row.held, sold: row.sold });
        same(item.id, "stock", &real.as_ref(), &Some(item))?;
    }
    for offer in &model.offers {
        let real = offers.iter().find(|row| row.id == offer.id).map(|row| (row.price, row.live));
        same(offer.id, "offer", &real, &Some((offer.price, offer.live)))?;
    }
    Ok(())
}

/// A cart as it lies in the database, by the index of its offers.
pub async fn cart(
    engine: &Engine,
    (user, market): (UserId, MarketId),
    model: &Model,
) -> Result<Cart, String> {
    let lines = point(engine, move |tx| store::cart::lines(tx, &[(user, market)])).await?;
    let index = |line: &domain::cart::CartLine| {
        let offer = model.offers.iter().position(|offer| offer.id == line.offer)?;
        Some((offer, Wanted { quantity: line.quantity, since: line.added_at }))
    };
    lines.iter().map(index).collect::<Option<_>>().ok_or_else(|| "a cart holds an unknown offer".to_owned())
}

/// When the provider took a charge, and what it gave back of it.
pub async fn at_provider(engine: &Engine, reference: &str) -> Result<(Option<i64>, i64, i64), String> {
    let id = reference.strip_prefix("ch_").and_then(|hex| i64::from_str_radix(hex, 16).ok());
    let id = id.ok_or_else(|| format!("{reference} names no charge"))?;
    debug_assert!(bucket_of(id) >= 0, "an id tells its bucket");
    let row = point(engine, move |tx| store::sandbox::charge(tx, id)).await?;
    let row = row.ok_or_else(|| format!("the provider knows no {reference}"))?;
    let paid_at = if row.state == "paid" { row.paid_at } else { None };
    Ok((paid_at, row.amount, row.refunded))
}

/// Every event has a number and every consumer has read it.
pub async fn outbox_differs(engine: &Engine) -> Result<(), String> {
    let (heads, positions) =
        read(engine, |tx| Ok((store::event::heads(tx)?, store::event::positions(tx)?))).await?;
    for (lane, head) in heads.into_iter().filter(|(_, head)| *head > 0) {
        let read: Vec<_> = positions.iter().filter(|(_, of, _)| *of == lane).collect();
        if let Some((name, _, position)) = read.iter().find(|(.., position)| *position != head) {
            return Err(format!("lane {lane}: {name} is at {position} of {head}"));
        }
        same(lane, "consumers", &read.len(), &CONSUMERS)?;
    }
    Ok(())
}

/// Readers of the outbox that keep a position.
const CONSUMERS: usize = 5;
