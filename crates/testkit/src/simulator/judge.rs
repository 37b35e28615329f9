//! What an answer does to the model, or why it can't have been given. Asks nobody.

use std::collections::BTreeMap;

use domain::purchase::PurchaseState;
use engine::purchase::PurchaseView;

use super::act::{Act, Got, OrderAct, Said};
use super::model::{Clock, Line, Model, No, Order, Part, Place, Purchase};

/// The answer and the model must agree on whether it was done.
pub fn agreed(said: &Said, model: Result<(), No>) -> Result<(), String> {
    match (said, model) {
        (Said::Done(_), Err(No(why))) => Err(format!("it was done, but {why}")),
        (Said::Refused(code), Ok(())) => {
            Err(format!("it was refused with {code}, but nothing speaks against it"))
        }
        (Said::Absent, Ok(())) => Err("what is theirs was not found".into()),
        _ => Ok(()),
    }
}

/// What an order act does to the model.
pub fn order_in(model: &mut Model, act: &Act, said: &Said, now: i64) -> Result<(), String> {
    let Act::Order { order, what, stranger } = act else { return Err(format!("{act:?} is about no order")) };
    // An operator is never a stranger here.
    if *stranger && !matches!(what, OrderAct::Rule(..)) {
        return match said {
            Said::Absent => Ok(()),
            other => Err(format!("a stranger was answered {other:?}")),
        };
    }
    let mut trial = model.orders[order].clone();
    let got = if let Said::Done(got) = said { got.clone() } else { Got::Nothing };
    let mut items = model.items.clone();
    let judged = trial.does(what, &got, &mut items, now);
    agreed(said, judged)?;
    if let Said::Done(_) = said {
        model.items = items;
        model.orders.insert(*order, trial);
    }
    Ok(())
}

/// What placing does to the model. `view` is there when it was done.
pub fn place_in(
    model: &mut Model,
    act: &Act,
    (said, view): (&Said, Option<&PurchaseView>),
    places: &[Place],
) -> Result<(), String> {
    let Act::Place { buyer, market, lies, .. } = act else { return Err(format!("{act:?} places nothing")) };
    let judged = model.can_place((*buyer, *market), &places[*market]);
    let total = judged.as_ref().ok().copied().flatten();
    let judged = if *lies { Err(No("the buyer saw another total")) } else { judged.map(drop) };
    agreed(said, judged)?;
    let Some(view) = view else { return Ok(()) };
    let purchase = adopt(model, view, (*buyer, *market))?;
    let cart = model.carts.insert((*buyer, *market), BTreeMap::new()).unwrap_or_default();
    let wanted: BTreeMap<usize, i64> = cart.iter().map(|(offer, line)| (*offer, line.quantity)).collect();
    if purchase.lines().collect::<BTreeMap<_, _>>() != wanted {
        return Err(format!("{} holds other lines than the cart: {cart:?}", purchase.id));
    }
    if total.is_some_and(|total| total != purchase.total) {
        return Err(format!("{} costs {}, not {total:?}", purchase.id, purchase.total));
    }
    if purchase.parts.iter().map(|part| part.total).sum::<i64>() != purchase.total {
        return Err(format!("the parts of {} do not sum up", purchase.id));
    }
    purchase.hold(&mut model.items);
    model.purchases.insert(purchase.id, purchase);
    Ok(())
}

fn adopt(model: &Model, view: &PurchaseView, (buyer, market): (usize, usize)) -> Result<Purchase, String> {
    let offer = |id| model.offers.iter().position(|offer| offer.id == id).ok_or("an unknown offer");
    let mut parts = Vec::new();
    for part in &view.parts {
        let mut lines = Vec::new();
        for line in view.lines.iter().filter(|line| line.order_id == part.order_id) {
            let offer = offer(line.offer)?;
            lines.push((line.ordinal, offer, model.offers[offer].item, line.quantity));
        }
        let shop = lines.first().map(|(_, offer, ..)| model.offers[*offer].shop).ok_or("an empty part")?;
        parts.push(Part { order: part.order_id, shop, total: part.total, lines });
    }
    Ok(Purchase {
        id: view.purchase.id,
        buyer,
        market,
        state: PurchaseState::Waiting,
        total: view.purchase.total,
        created_at: view.purchase.created_at,
        expires_at: view.purchase.expires_at,
        parts,
        charges: Vec::new(),
    })
}

/// What a paid purchase becomes.
pub fn orders_of(purchase: &Purchase, places: &[Place]) -> Vec<Order> {
    let order = |part: &Part| Order {
        id: part.order,
        buyer: purchase.buyer,
        shop: part.shop,
        rules: places[purchase.market].rules,
        state: domain::order::OrderState::ToShip,
        total: part.total,
        refunded: 0,
        lines: part
            .lines
            .iter()
            .map(|(ordinal, _, item, quantity)| Line {
                ordinal: *ordinal,
                item: *item,
                quantity: *quantity,
                shipped: 0,
            })
            .collect(),
        parcels: Vec::new(),
        clock: Clock::Off,
        requests: Vec::new(),
        delivered_at: None,
        completed_at: None,
        matured: false,
    };
    purchase.parts.iter().map(order).collect()
}
