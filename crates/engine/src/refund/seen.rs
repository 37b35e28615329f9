//! Which requests wait, as sellers and operators list them. Changes nothing.

use domain::permission::Permission;
use domain::refund::{Request, RequestState};
use domain::{Code, MarketId, OrderId, ShopId};

use crate::order::OrderRow;
use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen, SellerMember};

/// Requests that one page lists.
const LISTED_MAX: i64 = 200;

/// A request that waits for somebody, with its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRequest {
    pub request: Request,
    pub row: OrderRow,
}

/// The open requests about a shop's orders, the most pressing first.
pub async fn of_shop(engine: &Engine, member: &SellerMember, shop: ShopId) -> Seen<Vec<OpenRequest>> {
    member.may(Permission::OrdersRead)?;
    let seller = member.seller;
    engine
        .heavy(move |tx| {
            store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let requests = store::refund::open_of_shop(tx, shop, LISTED_MAX)?;
            let ids: Vec<OrderId> = requests.iter().map(|request| request.order_id).collect();
            let (orders, lines) = (store::order::orders(tx, &ids)?, store::order::lines(tx, &ids)?);
            let row = |id: OrderId| {
                let order = orders.iter().find(|order| order.id == id)?.clone();
                let lines = lines.iter().filter(|line| line.order_id == id).cloned().collect();
                Some(OrderRow { order, lines })
            };
            let open = |request: Request| Some(OpenRequest { row: row(request.order_id)?, request });
            Ok(requests.into_iter().filter_map(open).collect())
        })
        .await
}

/// Requests of a market in a state, the longest waiting first.
pub async fn for_operator(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
    state: RequestState,
) -> Seen<Vec<store::order::ListedOrder>> {
    member.may(Permission::MarketRead)?;
    crate::market::own_market(engine, member, market)?;
    let state = state.code();
    engine.read(move |tx| Ok(store::order::listed_requests(tx, market, state, LISTED_MAX)?)).await
}
