//! Verbs of the cast: buying and paying the way a browser does.

use domain::address::Address;
use domain::{MarketId, OfferId, OrderId, PurchaseId, ShopId, UserId};
use engine::Stop;
use engine::checkout::{Place, PlaceRefusal, Placed, Quote};
use engine::order::OrderView;
use engine::sandbox::{CardEntry, SandboxAnswer};

use crate::World;

/// A purchase that was paid, with its orders.
#[derive(Debug, Clone)]
pub struct Bought {
    pub purchase: PurchaseId,
    pub orders: Vec<OrderId>,
}

/// Where Marta lives: Lyon.
pub fn address(country: &str) -> Address {
    let (postcode, region) = if country == "US" { ("97201", "CA") } else { ("69001", "") };
    Address {
        name: "Marta Keller".into(),
        street: "3 rue du Port".into(),
        postcode: postcode.into(),
        city: "Lyon".into(),
        region: region.into(),
        country: country.into(),
        ..Address::default()
    }
}

impl World {
    pub async fn puts_in_cart(&self, user: UserId, market: MarketId, offer: OfferId, quantity: i64) {
        engine::cart::add(&self.engine, user, market, offer, quantity, self.now())
            .await
            .expect("into the cart");
    }

    /// Every shop by its cheapest way.
    pub async fn quote(&self, user: UserId, market: MarketId, to: &Address) -> Quote {
        engine::checkout::quote(&self.engine, user, market, to, &[], self.now()).await.expect("a quote")
    }

    /// Places what is in the cart, at the price that is shown.
    pub async fn places(
        &self,
        user: UserId,
        market: MarketId,
        key: &str,
    ) -> Result<Placed, Stop<PlaceRefusal>> {
        let to = address(if market == self.cast.makers.id { "US" } else { "FR" });
        let quote = self.quote(user, market, &to).await;
        let choices: Vec<(ShopId, i64)> =
            quote.parts.iter().filter_map(|part| Some((part.shop.id, part.chosen?))).collect();
        let form = Place {
            key: key.into(),
            email: "marta@example.com".into(),
            language: "en".into(),
            address: to,
            choices,
            expected_total: quote.total,
            return_host: "http://mall.localhost:8080".into(),
        };
        engine::checkout::place(&self.engine, user, market, form, self.now()).await
    }

    /// Pays a placed purchase with a test card on the provider's page; does not return to the market.
    pub async fn pays(&self, placed: &Placed, card: &str) -> SandboxAnswer {
        self.pays_with(placed, card, None).await
    }

    pub async fn pays_with(&self, placed: &Placed, card: &str, second_step: Option<&str>) -> SandboxAnswer {
        let url = placed.pay_url.as_deref().expect("the provider has a page");
        let reference = url.rsplit('/').next().expect("the page's address ends with the charge");
        let entry = CardEntry {
            number: card.into(),
            expiry: "12/30".into(),
            cvc: "123".into(),
            second_step: second_step.map(Into::into),
        };
        engine::sandbox::pay(&self.engine, reference, entry, self.now()).await.expect("the card is taken")
    }

    /// The browser comes back to the market.
    pub async fn returns(&self, placed: &Placed) {
        engine::purchase::returned(&self.engine, placed.purchase, self.now())
            .await
            .expect("the provider answers");
    }

    /// Carries the provider's webhooks to the market's door.
    pub async fn webhooks_arrive(&self) -> usize {
        let all = self.take_webhooks();
        for delivery in &all {
            let header = |name: &str| {
                delivery.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
            };
            engine::payment::on_event(&self.engine, "sandbox", &header, &delivery.body, self.now())
                .await
                .expect("a real webhook is believed");
        }
        all.len()
    }

    /// Buys what is in the cart and pays it.
    pub async fn buys(&self, user: UserId, market: MarketId, key: &str) -> Bought {
        let placed = self.places(user, market, key).await.expect("placed");
        self.pays(&placed, "4242424242424242").await;
        self.returns(&placed).await;
        self.settle().await;
        let view = engine::purchase::view(&self.engine, user, placed.purchase).await.expect("the purchase");
        Bought { purchase: placed.purchase, orders: view.parts.iter().map(|part| part.order_id).collect() }
    }

    pub async fn order(&self, user: UserId, order: OrderId) -> OrderView {
        engine::order::for_buyer(&self.engine, user, order).await.expect("the order is theirs")
    }
}
