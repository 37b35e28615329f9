//! Why a quantity is what it is: every movement of one stock item, the newest first, with what was left after it.

use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use domain::Code;
#[cfg(test)]
use domain::stock::Cause;
use domain::stock::{Movement, StockItem};
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
    let (item, movements) = engine::product::movements(&desk.site.engine, &desk.member, id).await?;
    Ok(page::html(&ShowStock::new(around(&desk, Room::Products), moment(&desk), &item, &movements)))
}

/// `/seller/stock/{id}`
#[derive(Debug, askama::Template)]
#[template(path = "stock/show.html")]
pub struct ShowStock {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// On hand, held, sold and what is left to sell: name, figure and what it means.
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
    /// `movements` are the newest ones, the newest first; what was left after each is reckoned back from what is left now.
    pub fn new(
        around: (Frame, Desk, Scope),
        moment: Moment,
        item: &StockItem,
        movements: &[Movement],
    ) -> Self {
        let (frame, desk, scope) = around;
        let mut left = item.available();
        let mut rows: Vec<Row> = Vec::with_capacity(movements.len());
        for movement in movements {
            rows.push(Row::new(moment, movement, left));
            left -= movement.on_hand - movement.held - movement.sold;
        }
        let words = moment.words;
        let figure = |key: &str, value: i64, note: &str| {
            (words.say(key).into_owned(), words.number(value), words.say(note).into_owned())
        };
        Self {
            figures: vec![
                figure("seller-product-on-hand", item.on_hand, "seller-stock-on-hand-note"),
                figure("seller-stock-held", item.held, "seller-stock-held-note"),
                figure("seller-stock-sold", item.sold, "seller-stock-sold-note"),
                figure("seller-product-available", item.available(), "seller-stock-available-note"),
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
        let page = |item: &StockItem, movements: &[Movement]| {
            let around = (Frame::sample(words), sample::desk(words, Room::Products), sample::scope());
            Self::new(around, sample::moment(words), item, movements)
        };
        let empty = StockItem::empty(domain::StockItemId::from_raw(1), domain::SellerId::from_raw(1));
        let (item, movements) = moved(&empty);
        // Of a long past only the newest part is shown.
        vec![page(&item, &movements), page(&empty, &[]), page(&item, &movements[..2])]
    }
}

/// An item with its movements, the newest first.
#[cfg(test)]
fn moved(empty: &StockItem) -> (StockItem, Vec<Movement>) {
    let changes = [
        (Cause::Counted, 1_200, 0, 0),
        (Cause::Held, 0, 4, 0),
        (Cause::Sold, 0, -4, 4),
        (Cause::Shipped, -3, 0, -3),
        (Cause::Cancelled, 0, 0, -1),
    ];
    let movement = |(at, (cause, on_hand, held, sold)): (i64, (Cause, i64, i64, i64))| Movement {
        id: domain::MovementId::from_raw(at + 1),
        item: empty.id,
        cause,
        on_hand,
        held,
        sold,
        subject: 1,
        at: sample::NOW - (9 - at) * domain::DAY,
        previous: (at > 0).then(|| domain::MovementId::from_raw(at)),
    };
    let mut movements: Vec<Movement> = (0_i64..).zip(changes).map(movement).collect();
    movements.reverse();
    let sum = |figure: fn(&Movement) -> i64| movements.iter().map(figure).sum();
    let item = StockItem {
        on_hand: sum(|movement| movement.on_hand),
        held: sum(|movement| movement.held),
        sold: sum(|movement| movement.sold),
        newest: movements.first().map(|movement| movement.id),
        ..empty.clone()
    };
    (item, movements)
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
        let page = &ShowStock::samples(Words::default())[2];
        let left: Vec<_> = page.rows.iter().map(|row| row.available.as_str()).collect();
        assert_eq!(left, ["1,197", "1,196"], "the newest part of a past tells the same");
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
