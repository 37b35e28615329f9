//! The crowd: guests who buy, pay and confirm, sellers who ship and refund, all through forms. Whoever gets no answer comes
//! again with the same form; what was answered is written into the journal.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;
use std::time::Duration;

use domain::{OrderId, PurchaseId};

use crate::browser::{Answer, Browser};
use crate::form::Form;
use crate::journal::Journal;
use crate::opening::{FRENCH, GERMAN, PASSWORD, finds, orders_on, purchase_in};

const BUYERS: usize = 5;
/// A form that got no answer is sent again so often: long enough for a server to come back.
const SENT_MAX: usize = 150;
const AGAIN_AFTER: Duration = Duration::from_millis(200);
/// A buyer keeps so many purchases in mind, to confirm them later.
const KEPT_MAX: usize = 6;
const LEAVES_ONE_IN: usize = 7;
/// What a seller gives back of its own accord, as typed.
const REFUND: &str = "1.00";

/// What everybody knows before the trouble begins.
pub struct Crowd {
    port: u16,
    offers: Vec<Form>,
}

/// A client that comes again.
struct Client<'a> {
    browser: Browser,
    journal: &'a Journal,
    over: &'a AtomicBool,
}

impl Crowd {
    pub fn sees(port: u16) -> Self {
        let mut browser = Browser::at(port);
        let offers = ["breakfast", "honey", "teapot", "bread"].map(|words| finds(&mut browser, words));
        Self { port, offers: offers.into() }
    }

    pub fn comes<'s>(&'s self, scope: &'s Scope<'s, '_>, journal: &'s Arc<Journal>, over: &'s AtomicBool) {
        for number in 0..BUYERS {
            scope.spawn(move || self.buys(number, journal, over));
        }
        for email in [FRENCH, GERMAN] {
            scope.spawn(move || self.sells(email, journal, over));
        }
    }

    fn buys(&self, number: usize, journal: &Journal, over: &AtomicBool) {
        let kept: Mutex<Vec<(Browser, PurchaseId)>> = Mutex::default();
        let mut round = number;
        while !over.load(Ordering::SeqCst) {
            let mut client = Client { browser: Browser::at(self.port), journal, over };
            let offer = &self.offers[round % self.offers.len()];
            round += 1;
            // Now and then somebody has second thoughts before the card.
            if round.is_multiple_of(LEAVES_ONE_IN) {
                client.places(offer);
                continue;
            }
            let Some(purchase) = client.buys_one(offer) else { continue };
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push((client.browser, purchase));
            if kept.len() < KEPT_MAX {
                continue;
            }
            let (browser, purchase) = kept.remove(0);
            let mut client = Client { browser, journal, over };
            client.confirms(purchase);
        }
    }

    fn sells(&self, email: &str, journal: &Journal, over: &AtomicBool) {
        let mut client = Client { browser: Browser::at(self.port), journal, over };
        while !over.load(Ordering::SeqCst) {
            if client.signs_in(email).is_none() {
                continue;
            }
            while !over.load(Ordering::SeqCst) && client.works().is_some() {}
        }
    }
}

impl Client<'_> {
    fn counted(&self, answer: io::Result<Answer>) -> Option<Answer> {
        match answer {
            Ok(answer) if answer.status < 500 => Some(answer),
            Ok(_) => {
                self.journal.counts(&self.journal.faults);
                None
            }
            Err(_) => {
                self.journal.counts(&self.journal.silent);
                None
            }
        }
    }

    /// Asks until there is an answer that is no fault. Only for what may be asked twice.
    fn insists(&mut self, method: &str, path: &str, body: Option<&str>) -> Option<Answer> {
        for _ in 0..SENT_MAX {
            let answer = self.browser.tries(method, path, body.map(str::as_bytes));
            if let Some(answer) = self.counted(answer) {
                return Some(answer);
            }
            if self.over.load(Ordering::SeqCst) {
                return None;
            }
            std::thread::sleep(AGAIN_AFTER);
        }
        None
    }

    fn page(&mut self, path: &str) -> Option<String> {
        self.insists("GET", path, None).filter(|answer| answer.status == 200).map(|answer| answer.page)
    }

    /// Sends a form until it is answered; where it leads.
    fn leads(&mut self, form: &Form) -> Option<String> {
        let answer = self.insists("POST", &form.action, Some(&form.body()))?;
        (answer.status == 303).then_some(answer.to)
    }

    /// Up to the provider's page; answers its address and itself.
    fn places(&mut self, offer: &Form) -> Option<(String, String)> {
        self.leads(offer)?;
        let page = self.page("/checkout")?;
        let typed = "email=guest@example.com,name=Ana Gast,street=3 rue du Port,postcode=69001,city=Lyon,country=FR,do=pay";
        let typed = typed.split(',').filter_map(|field| field.split_once('='));
        let form = typed.fold(form_to(&page, "/checkout")?, |form, (field, text)| form.with(field, text));
        let pay_page = self.leads(&form)?;
        if !pay_page.starts_with("/sandbox/pay/") {
            return None;
        }
        let page = self.page(&pay_page)?;
        let (_, from) = page.split_once("/purchases/")?;
        let purchase = purchase_in(&format!("/purchases/{}", from.split('"').next()?));
        self.journal.told().placed.insert(purchase);
        Some((pay_page, page))
    }

    fn buys_one(&mut self, offer: &Form) -> Option<PurchaseId> {
        let (pay_page, page) = self.places(offer)?;
        let card = form_to(&page, &pay_page)?
            .with("card", "4242424242424242")
            .with("expiry", "12/39")
            .with("cvc", "123");
        let back = self.leads(&card)?;
        let purchase = purchase_in(&back);
        self.journal.told().paid.insert(purchase);
        self.insists("GET", &back, None)?;
        Some(purchase)
    }

    /// What has been shipped has arrived.
    fn confirms(&mut self, purchase: PurchaseId) -> Option<()> {
        let page = self.page(&format!("/purchases/{purchase}"))?;
        for order in orders_on(&page) {
            let Some(form) = form_to(&page, &format!("/orders/{order}/receipt")) else { continue };
            // Asked twice, the second is refused: only an answer to the first one counts.
            let answer = self.browser.tries("POST", &form.action, Some(form.body().as_bytes()));
            if self.counted(answer).is_some_and(|answer| answer.status == 303) {
                self.journal.told().confirmed.insert(order);
            }
        }
        Some(())
    }

    fn signs_in(&mut self, email: &str) -> Option<()> {
        let form = form_to(&self.page("/sign-in")?, "/sign-in")?;
        self.leads(&form.with("email", email).with("password", PASSWORD)).map(drop)
    }

    /// Ships the first orders that wait, and gives something back of one.
    fn works(&mut self) -> Option<()> {
        let page = self.page("/seller/orders")?;
        let waiting = orders_on(&page);
        if waiting.is_empty() {
            std::thread::sleep(AGAIN_AFTER);
        }
        for (at, order) in waiting.into_iter().take(4).enumerate() {
            self.ships(order);
            if at == 0 {
                self.gives_back(order);
            }
        }
        Some(())
    }

    fn ships(&mut self, order: OrderId) -> Option<()> {
        let page = self.page(&format!("/seller/orders/{order}"))?;
        let form = form_to(&page, &format!("/seller/orders/{order}/shipments"))?;
        let form = form.with("carrier", "GLS").with("tracking", "77");
        let answer = self.browser.tries("POST", &form.action, Some(form.body().as_bytes()));
        if self.counted(answer)?.status == 303 {
            self.journal.told().shipped.insert(order);
        }
        Some(())
    }

    fn gives_back(&mut self, order: OrderId) -> Option<()> {
        let page = self.page(&format!("/seller/orders/{order}"))?;
        let form = form_to(&page, &format!("/seller/orders/{order}/refunds"))?
            .with("amount", REFUND)
            .with("text", "Sorry");
        self.journal.told().refunded.entry(order).or_default().0 += 1;
        let answer = self.browser.tries("POST", &form.action, Some(form.body().as_bytes()));
        if self.counted(answer)?.status == 303 {
            self.journal.told().refunded.entry(order).or_default().1 += 1;
        }
        Some(())
    }
}

fn form_to(page: &str, action: &str) -> Option<Form> {
    Form::all(page).into_iter().find(|form| form.action.starts_with(action))
}
