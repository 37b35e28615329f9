//! TEMP mirrors of engine shapes.
use domain::order::*;
use domain::payout::*;
use domain::refund::*;
use domain::seller::*;
use domain::shipment::*;
use domain::shop::*;
use domain::*;
use ledger::{AccountKind, Reason};
use money::Currency;
#[derive(Debug, Clone)]
pub struct Overview {
    pub orders_by_state: Vec<(OrderState, i64, i64)>,
    pub by_day: Vec<(i64, i64, i64)>,
    pub shops_open: i64,
    pub listings: i64,
    pub payouts_proposed: i64,
    pub escalated: i64,
    pub unknown_settlement: i64,
}
#[derive(Debug, Clone)]
pub struct ListedOrder {
    pub market: MarketId,
    pub order_id: OrderId,
    pub shop: ShopId,
    pub shop_name: String,
    pub seller: SellerId,
    pub state: OrderState,
    pub total: i64,
    pub refunded: i64,
    pub currency: Currency,
    pub buyer: String,
    pub request_state: String,
    pub placed_at: Micros,
    pub changed_at: Micros,
}
#[derive(Debug, Clone)]
pub struct ListedShop {
    pub market: MarketId,
    pub shop: ShopId,
    pub seller: SellerId,
    pub slug: String,
    pub name: String,
    pub legal_name: String,
    pub story: domain::wording::Wording,
    pub drawing: String,
    pub hue: i64,
    pub city: String,
    pub country: String,
    pub state: ShopState,
    pub products: i64,
    pub opened_at: Micros,
}
#[derive(Debug, Clone)]
pub struct ListedPayout {
    pub operator: OperatorId,
    pub payout: PayoutId,
    pub seller: SellerId,
    pub seller_name: String,
    pub amount: i64,
    pub currency: Currency,
    pub state: PayoutState,
    pub proposed_at: Micros,
}
#[derive(Debug, Clone)]
pub struct PostedTransfer {
    pub id: TransferId,
    pub operator: OperatorId,
    pub currency: Currency,
    pub debit_kind: AccountKind,
    pub debit_subject: i64,
    pub credit_kind: AccountKind,
    pub credit_subject: i64,
    pub amount: i64,
    pub reason: Reason,
    pub event: i64,
    pub subject: i64,
    pub at: Micros,
}
#[derive(Debug, Clone, Copy)]
pub struct TrialLine {
    pub operator: OperatorId,
    pub currency: Currency,
    pub kind: AccountKind,
    pub debit: i64,
    pub credit: i64,
}
#[derive(Debug, Clone)]
pub struct Day {
    pub day: String,
    pub currency: Currency,
    pub ledger_net: i64,
    pub file_net: i64,
    pub file_fee: i64,
    pub bank: i64,
    pub differs: bool,
    pub unknown: i64,
}
#[derive(Debug, Clone)]
pub struct Check {
    pub name: &'static str,
    pub holds: bool,
    pub found: String,
}
#[derive(Debug, Clone)]
pub struct OrderView {
    pub order: Order,
    pub lines: Vec<OrderLine>,
    pub steps: Vec<OrderStep>,
    pub shipments: Vec<(Shipment, Vec<ShipmentLine>)>,
    pub requests: Vec<Request>,
    pub refunds: Vec<Refund>,
    pub shop: Shop,
    pub seller: Seller,
}
#[derive(Debug, Clone)]
pub struct OperatorOrder {
    pub view: OrderView,
    pub transfers: Vec<PostedTransfer>,
}
