//! Four hundred buyers, a hundred pieces, all at the same moment: a hundred are sold and paid, the others are told so
//! clearly, and nobody sees a fault.

use std::sync::Barrier;

use testkit::Kind;

use crate::browser::Browser;
use crate::form::Form;
use crate::house::House;
use crate::opening::{card, checkout, finds, opens, orders_on, purchase_in};

const BUYERS: usize = 400;
const PIECES: usize = 100;
/// So many of them are at it at the same time.
const AT_ONCE: usize = 20;

const GOODS: &str = "\
Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Variant Inventory Tracker,Image Src
anniversary-bowl,Anniversary bowl,<p>A hundred were made.</p>,Title,Default Title,BOWL-100,30.00,100,shopify,
";

#[test]
fn a_hundred_pieces_are_sold_to_a_hundred_of_four_hundred_buyers_on_sqlite() {
    rushes(&House::new(Kind::Sqlite).expect("SQLite needs nothing"));
}

#[test]
fn a_hundred_pieces_are_sold_to_a_hundred_of_four_hundred_buyers_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        rushes(&house);
    }
}

fn rushes(house: &House) {
    opens(house);
    let file = house.file("bowl.csv", GOODS);
    let words = ["import", "products", "--market", "mall", "--shop", "atelier-brume", file.to_str().unwrap()];
    assert_eq!(house.does(&words)["created"], 1);
    let server = house.serves();
    let offer = finds(&mut Browser::at(server.port), "anniversary");
    let start = Barrier::new(AT_ONCE);
    let sold: usize = std::thread::scope(|scope| {
        let some = || scope.spawn(|| buy_together(server.port, &offer, &start));
        let threads: Vec<_> = (0..AT_ONCE).map(|_| some()).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(sold, PIECES, "each piece is sold once");
    let late = Browser::at(server.port).get("/search?q=anniversary").page;
    assert!(late.contains("Sold out"), "who comes now is told before trying:\n{late}");
    let log = server.ends();
    assert!(!log.contains("ERROR"), "{log}");
    house.must_be_sound("the rush");
}

/// Some of the buyers: all stand before their last form when the first of all sends it. Answers how many have bought.
fn buy_together(port: u16, offer: &Form, start: &Barrier) -> usize {
    let ready = |_| {
        let mut buyer = Browser::at(port);
        assert_eq!(buyer.sends(offer), "/cart?done=cart-added");
        let form = checkout(&mut buyer);
        (buyer, form)
    };
    let all: Vec<(Browser, Form)> = (0..BUYERS / AT_ONCE).map(ready).collect();
    start.wait();
    all.into_iter().filter(|(buyer, form)| buys(buyer.clone(), form)).count()
}

/// True where the buyer has the goods, paid and on the page; false where the answer was a clear refusal.
fn buys(mut buyer: Browser, form: &Form) -> bool {
    let answer = buyer.post(&form.action, &form.body());
    if answer.status == 422 {
        let page = &answer.page;
        assert!(page.contains("there is not enough left of one of your goods"), "{page}");
        let again = Form::on(page, "/checkout");
        assert_eq!(again.value("city"), "Lyon", "what was typed is still there");
        return false;
    }
    assert_eq!(answer.status, 303, "{answer:?}");
    let paid = card(&mut buyer, &answer.to);
    let back = buyer.sends(&paid);
    let purchase = purchase_in(&buyer.get(&back).to);
    let page = buyer.sees(&format!("/purchases/{purchase}"), &["Anniversary bowl"]).page;
    assert_eq!(orders_on(&page).len(), 1, "{page}");
    true
}
