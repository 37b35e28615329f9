//! How the demo's people buy: as a browser would, from the cart over the quote to the provider's page and back.

use domain::address::Address;
use domain::market::Market;
use domain::{OfferId, ShopId, UserId};
use engine::checkout::{Place, Quote};
use engine::plain::told;
use engine::sandbox::CardEntry;
use engine::user;

use super::Stage;
use crate::furnish::{Buyer, Stall};
use crate::plan::Story;

const GOOD_CARD: &str = "4242424242424242";
const BAD_CARD: &str = "4000000000009995";
/// Shops whose goods are tried before a purchase is given up.
const PRODUCTS_TRIED: usize = 30;
/// The first things of each shop are what most people buy.
const LOVED: usize = 3;
const LOVED_OF_TEN: i64 = 7;
/// The guest has no account, only an address.
const GUEST_EMAIL: &str = "claire.vasseur@example.com";

/// Where one purchase is made.
struct Errand<'a> {
    user: UserId,
    email: String,
    language: String,
    address: Address,
    market: &'a Market,
    stalls: Vec<&'a Stall>,
}

impl<'a> Stage<'a> {
    /// Places a purchase; answers where it is paid.
    pub(super) async fn place(&mut self, story: usize) -> anyhow::Result<()> {
        let told_story = self.stories[story].clone();
        let errand = self.errand(&told_story).await?;
        for stall in &errand.stalls {
            let lines = if errand.stalls.len() > 1 { 1 } else { self.lot.between(told_story.lines_min(), 3) };
            self.fill(&errand, stall, lines).await?;
        }
        let quote = self.quote(&errand).await?;
        anyhow::ensure!(quote.can_pay, "the cart can't be paid");
        let choices: Vec<(ShopId, i64)> =
            quote.parts.iter().filter_map(|part| Some((part.shop.id, part.chosen?))).collect();
        let place = Place {
            key: engine::checkout::new_key(self.engine),
            email: errand.email.clone(),
            language: errand.language.clone(),
            address: errand.address.clone(),
            choices,
            expected_total: quote.total,
            return_host: self.engine.url_of(errand.market.id),
        };
        let placed =
            engine::checkout::place(self.engine, errand.user, errand.market.id, place, self.now()).await;
        let placed = told(placed, "placing")?;
        let thread = &mut self.threads[story];
        thread.user = Some(errand.user);
        thread.language = errand.language;
        thread.purchase = Some(placed.purchase);
        thread.pay_url = placed.pay_url.unwrap_or_default();
        Ok(())
    }

    /// Pays on the provider's page and comes back.
    pub(super) async fn pay(&mut self, story: usize, good: bool) -> anyhow::Result<()> {
        let (now, thread) = (self.now(), &self.threads[story]);
        let card = CardEntry {
            number: if good { GOOD_CARD } else { BAD_CARD }.to_owned(),
            expiry: "12/39".to_owned(),
            cvc: "123".to_owned(),
            second_step: None,
        };
        let reference = thread.pay_url.rsplit('/').next().unwrap_or_default().to_owned();
        told(engine::sandbox::pay(self.engine, &reference, card, now).await, "paying")?;
        let (Some(purchase), Some(user)) = (thread.purchase, thread.user) else {
            anyhow::bail!("nothing was placed");
        };
        told(engine::purchase::returned(self.engine, purchase, now).await, "coming back")?;
        let view = told(engine::purchase::view(self.engine, user, purchase).await, "the purchase")?;
        anyhow::ensure!(!good || !view.orders.is_empty(), "the purchase was not paid");
        self.threads[story].orders = view.orders.iter().map(|order| order.order.id).collect();
        Ok(())
    }

    async fn errand(&mut self, story: &Story) -> anyhow::Result<Errand<'a>> {
        let markets = self.markets;
        let order = self.lot.shuffled(markets.buyers.len());
        let wants = self.lot.between(0, 9);
        for buyer in order.into_iter().map(|at| &markets.buyers[at]) {
            let market = market_for(&markets.markets, buyer, story, wants);
            let mut stalls: Vec<&Stall> = markets
                .stalls
                .iter()
                .filter(|stall| stall.market == market.id && stall.reaches.contains(&buyer.person.country))
                .collect();
            // A second shop in a third of the purchases; requests are clearer about one.
            let count = if wants < 3 && story.lines_min() == 1 { 2 } else { 1 };
            if stalls.is_empty() {
                continue;
            }
            let chosen = self.lot.shuffled(stalls.len());
            stalls = chosen.into_iter().take(count).map(|at| stalls[at]).collect();
            let (user, email, address) = self.person(buyer, story).await?;
            let language = buyer.person.language.clone();
            return Ok(Errand { user, email, language, address, market, stalls });
        }
        anyhow::bail!("no shop delivers to any buyer")
    }

    async fn person(&self, buyer: &Buyer, story: &Story) -> anyhow::Result<(UserId, String, Address)> {
        let address = buyer.person.address();
        if !story.is_guest() {
            return Ok((buyer.user, buyer.person.email.clone(), address));
        }
        let place =
            user::Place { host: "mall.localhost".to_owned(), agent: String::new(), ..Default::default() };
        let language = buyer.person.language.clone();
        let guest = told(user::guest(self.engine, place, language, self.now()).await, "a guest")?;
        let address = Address { name: "Claire Vasseur".to_owned(), ..address };
        Ok((guest.user, GUEST_EMAIL.to_owned(), address))
    }

    /// Puts different goods of a shop into the cart, such as are there already and in stock.
    async fn fill(&mut self, errand: &Errand<'_>, stall: &Stall, lines: i64) -> anyhow::Result<()> {
        let mut added = 0;
        let mut order = self.lot.shuffled(stall.products.len());
        // Each shop has a few things that everybody buys.
        if self.lot.between(0, 9) < LOVED_OF_TEN {
            order.sort_by_key(|at| *at >= LOVED);
        }
        for at in order.into_iter().take(PRODUCTS_TRIED) {
            let (product, appeared) = stall.products[at];
            if added == lines || appeared > self.now() {
                continue;
            }
            let market = errand.market.id;
            let page =
                told(engine::listing::product(self.engine, market, product, self.now()).await, "a product")?;
            let stocked: Vec<OfferId> = page
                .variants
                .iter()
                .filter(|choice| choice.available > 2)
                .map(|choice| choice.offer.id)
                .collect();
            if let Some(offer) = stocked.get(self.lot.between(0, 7) as usize % stocked.len().max(1)) {
                let quantity = if self.lot.between(0, 4) == 0 { 2 } else { 1 };
                let put =
                    engine::cart::set(self.engine, errand.user, market, *offer, quantity, self.now()).await;
                told(put, "the cart")?;
                added += 1;
            }
        }
        anyhow::ensure!(added > 0, "nothing in stock");
        Ok(())
    }

    async fn quote(&self, errand: &Errand<'_>) -> anyhow::Result<Quote> {
        let (user, market) = (errand.user, errand.market.id);
        told(
            engine::checkout::quote(self.engine, user, market, &errand.address, &[], self.now()).await,
            "a quote",
        )
    }

    /// Somebody went away with things in the cart.
    pub(super) async fn fill_a_cart(&mut self) -> anyhow::Result<()> {
        let markets = self.markets;
        let (buyer, market) = (&markets.buyers[0], &markets.markets[0]);
        let errand = Errand {
            user: buyer.user,
            email: buyer.person.email.clone(),
            language: buyer.person.language.clone(),
            address: buyer.person.address(),
            market,
            stalls: Vec::new(),
        };
        for stall in markets.stalls.iter().filter(|stall| stall.market == market.id).take(2) {
            self.fill(&errand, stall, 2).await?;
        }
        Ok(())
    }
}

/// Europeans buy on the mall, Americans at the makers', and some the other way round.
fn market_for<'m>(markets: &'m [Market], buyer: &Buyer, story: &Story, wants: i64) -> &'m Market {
    let at_home = usize::from(buyer.person.country == "US");
    let chosen = if story.needs_mall() {
        0
    } else if wants == 9 {
        1 - at_home
    } else {
        at_home
    };
    &markets[chosen]
}
