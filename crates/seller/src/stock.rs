//! Why a quantity is what it is: every movement of one stock item, the newest first, with what was left after it.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::Code;
#[cfg(test)]
use domain::stock::Cause;
use domain::stock::Movement;
use web::actor::SellerDesk;
use web::{Desk, Failure, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, moment};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/stock/{id}", get(show))
}

async fn show(desk: SellerDesk, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = crate::order::parsed(&id)?;
    let movements = engine::product::movements(&desk.site.engine, &desk.member, id).await?;
    Ok(page::html(&ShowStock::new(around(&desk, Room::Products), moment(&desk), movements)))
}

/// `/seller/stock/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "stock/show.html")]
pub struct ShowStock {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// On hand, held, sold and what is left to sell; empty where the list is not whole.
    pub figures: Vec<(String, String, String)>,
    pub rows: Vec<Row>,
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub when: String,
    pub cause: String,
    pub on_hand: String,
    pub held: String,
    pub sold: String,
    pub available: String,
}

impl ShowStock {
    /// `movements` in any order; the figures are their sums.
    pub fn new(around: (Frame, Desk, Scope), moment: Moment, mut movements: Vec<Movement>) -> Self {
        let (frame, desk, scope) = around;
        movements.sort_by_key(|movement| (movement.at, movement.id));
        let mut sum = (0, 0, 0);
        let mut rows: Vec<Row> = Vec::with_capacity(movements.len());
        for movement in &movements {
            sum = (sum.0 + movement.on_hand, sum.1 + movement.held, sum.2 + movement.sold);
            rows.push(Row::new(moment, movement, sum.0 - sum.1 - sum.2));
        }
        rows.reverse();
        let words = moment.words;
        let figure = |key: &str, value: i64, note: &str| {
            (words.say(key).into_owned(), words.number(value), words.say(note).into_owned())
        };
        Self {
            figures: vec![
                figure("seller-product-on-hand", sum.0, "seller-stock-on-hand-note"),
                figure("seller-stock-held", sum.1, "seller-stock-held-note"),
                figure("seller-stock-sold", sum.2, "seller-stock-sold-note"),
                figure("seller-product-available", sum.0 - sum.1 - sum.2, "seller-stock-available-note"),
            ],
            rows,
            frame: frame.titled(words.say("seller-stock")),
            desk,
            scope,
        }
    }
}

impl Row {
    fn new(moment: Moment, movement: &Movement, available: i64) -> Self {
        let signed = |change: i64| match change {
            0 => "·".to_owned(),
            1.. => format!("+{}", moment.words.number(change)),
            _ => moment.words.number(change),
        };
        Self {
            when: moment.date_time(movement.at),
            cause: moment.words.say(&format!("seller-stock-{}", movement.cause.code())).into(),
            on_hand: signed(movement.on_hand),
            held: signed(movement.held),
            sold: signed(movement.sold),
            available: moment.words.number(available),
        }
    }
}

#[cfg(test)]
impl Page for ShowStock {
    fn samples(words: Words) -> Vec<Self> {
        let page = |movements: Vec<Movement>| {
            let around = (Frame::sample(words), sample::desk(words, Room::Products), sample::scope());
            Self::new(around, sample::moment(words), movements)
        };
        vec![page(movements()), page(Vec::new())]
    }
}

#[cfg(test)]
fn movements() -> Vec<Movement> {
    let changes = [
        (Cause::Counted, 1_200, 0, 0),
        (Cause::Held, 0, 4, 0),
        (Cause::Sold, 0, -4, 4),
        (Cause::Shipped, -3, 0, -3),
        (Cause::Cancelled, 0, 0, -1),
    ];
    let movement = |(at, (cause, on_hand, held, sold)): (i64, (Cause, i64, i64, i64))| Movement {
        id: domain::MovementId::from_raw(at + 1),
        item: domain::StockItemId::from_raw(1),
        cause,
        on_hand,
        held,
        sold,
        subject: 1,
        at: sample::NOW - (9 - at) * domain::DAY,
    };
    (0_i64..).zip(changes).map(movement).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ShowStock>();
    }

    #[test]
    fn what_is_left_is_told_after_each_movement_the_newest_first() {
        let page = &ShowStock::samples(Words::default())[0];
        let left: Vec<_> = page.rows.iter().map(|row| row.available.as_str()).collect();
        assert_eq!(left, ["1,197", "1,196", "1,196", "1,196", "1,200"]);
    }

    #[test]
    fn every_cause_has_its_words() {
        for lang in web::Lang::ALL {
            for cause in Cause::ALL {
                assert!(Words::new(lang).knows(&format!("seller-stock-{cause}")), "{cause}");
            }
        }
    }
}
