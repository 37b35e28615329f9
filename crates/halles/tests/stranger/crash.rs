//! Killed without a warning while many buy, a server that comes back has every purchase that a client was told of, every
//! payment that the provider took, and books that balance.

use std::io;
use std::sync::mpsc::{Sender, channel};

use domain::PurchaseId;
use testkit::Kind;

use crate::browser::{Answer, Browser};
use crate::form::Form;
use crate::house::House;
use crate::opening::{finds, opens, orders_on, purchase_in};

const ROUNDS_ON_SQLITE: usize = 20;
const ROUNDS_ON_POSTGRESQL: usize = 6;
const BUYERS: usize = 20;
/// Before the last fall so many purchases and payments of a round were told, before the first next to none: each round
/// is hit at another moment, the first among carts and checkouts, the last among payments.
const TOLD_MAX: usize = 34;

/// What a client knows when its server falls.
struct Buyer {
    browser: Browser,
    /// The purchase was placed: the client stood before the provider's page.
    pay_page: Option<String>,
    /// The provider took the money and sent the client back.
    paid: Option<PurchaseId>,
}

#[test]
fn what_a_buyer_was_told_survives_a_kill_on_sqlite() {
    falls_and_rises(&House::new(Kind::Sqlite).expect("SQLite needs nothing"), ROUNDS_ON_SQLITE);
}

#[test]
fn what_a_buyer_was_told_survives_a_kill_on_postgresql() {
    if let Some(house) = House::new(Kind::Postgres) {
        falls_and_rises(&house, ROUNDS_ON_POSTGRESQL);
    }
}

fn falls_and_rises(house: &House, rounds: usize) {
    opens(house);
    let mut kept = (0, 0);
    for round in 0..rounds {
        let buyers = buy_until_it_falls(house, 1 + round * TOLD_MAX / rounds);
        house.must_be_sound(&format!("the fall of round {round}"));
        let server = house.serves();
        for mut buyer in buyers {
            buyer.browser.moves_to(server.port);
            kept.0 += usize::from(buyer.finds_the_purchase());
            kept.1 += usize::from(buyer.finds_the_orders());
        }
        let log = server.ends();
        assert!(!log.contains("ERROR"), "round {round}: {log}");
        house.must_be_sound(&format!("round {round}"));
    }
    let (told, paid) = kept;
    assert!(told >= rounds && paid > 0, "the rounds hit nothing: {told} purchases, {paid} payments");
}

fn buy_until_it_falls(house: &House, told_before: usize) -> Vec<Buyer> {
    let mut server = house.serves();
    let offer = finds(&mut Browser::at(server.port), "breakfast");
    let port = server.port;
    std::thread::scope(|scope| {
        let (tell, told) = channel();
        let threads: Vec<_> = (0..BUYERS)
            .map(|_| {
                let (tell, offer) = (tell.clone(), &offer);
                scope.spawn(move || {
                    let mut buyer = Buyer { browser: Browser::at(port), pay_page: None, paid: None };
                    // Where the server falls, the client stops; what it was told until then counts.
                    let _ = buyer.buys(offer, &tell);
                    buyer
                })
            })
            .collect();
        drop(tell);
        told.iter().take(told_before).for_each(drop);
        let log = server.falls();
        assert!(!log.contains("ERROR"), "{log}");
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

impl Buyer {
    fn buys(&mut self, offer: &Form, tell: &Sender<()>) -> io::Result<()> {
        self.leads_on(&offer.action, offer)?;
        let page = self.shown("/checkout")?;
        let typed =
            "email=guest@example.com,name=Ana Gast,street=3 rue du Port,postcode=69001,city=Lyon,do=pay";
        let typed = typed.split(',').filter_map(|field| field.split_once('='));
        let form = typed.fold(Form::on(&page, "/checkout"), |form, (field, text)| form.with(field, text));
        let pay_page = self.leads_on("/checkout", &form)?;
        assert!(pay_page.starts_with("/sandbox/pay/"), "{pay_page}");
        self.pay_page = Some(pay_page.clone());
        let _ = tell.send(());
        let page = self.shown(&pay_page)?;
        let card = Form::on(&page, &pay_page)
            .with("card", "4242424242424242")
            .with("expiry", "12/39")
            .with("cvc", "123");
        let back = self.leads_on(&pay_page, &card)?;
        self.paid = Some(purchase_in(&back));
        let _ = tell.send(());
        self.browser.tries("GET", &back, None).map(drop)
    }

    fn leads_on(&mut self, path: &str, form: &Form) -> io::Result<String> {
        let answer = self.browser.tries("POST", path, Some(form.body().as_bytes()))?;
        let Answer { status: 303, to, .. } = answer else { panic!("{path}: {answer:?}") };
        Ok(to)
    }

    fn shown(&mut self, path: &str) -> io::Result<String> {
        let answer = self.browser.tries("GET", path, None)?;
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        Ok(answer.page)
    }

    /// True where the client was told of one: then it is there.
    fn finds_the_purchase(&mut self) -> bool {
        let Some(pay_page) = &self.pay_page else { return false };
        let page = self.browser.sees(pay_page, &[]).page;
        let (_, from) = page.split_once("/purchases/").expect("the provider's page leads back");
        let purchase = purchase_in(&format!("/purchases/{}", from.split('"').next().unwrap()));
        self.browser.sees(&format!("/purchases/{purchase}"), &["Breakfast cup"]);
        true
    }

    /// True where the provider took the money: then coming back shows the order, even if the server fell before it knew.
    fn finds_the_orders(&mut self) -> bool {
        let Some(purchase) = self.paid else { return false };
        let back = self.browser.get(&format!("/purchases/{purchase}/return")).to;
        assert_eq!(purchase_in(&back), purchase);
        let page = self.browser.sees(&format!("/purchases/{purchase}"), &[]).page;
        assert_eq!(orders_on(&page).len(), 1, "{purchase} was paid:\n{page}");
        true
    }
}
