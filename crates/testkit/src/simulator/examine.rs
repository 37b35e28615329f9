//! Founds a market to simulate, and examines one: brought to rest, every cent, event and invariant of it.

use std::collections::{BTreeSet, VecDeque};

use domain::{DAY, MINUTE, OfferId, PurchaseId};

use super::act::Act;
use super::chance::Chance;
use super::dice::Dice;
use super::model::{Item, Model, Offer, Place, Purchase, Rules};
use super::rows::{self, Rows, read};
use super::stage::{self, Stage};
use super::{Report, Simulation};
use crate::{Kind, World};

/// What the shops sell: shop, title, price, quantity. Few pieces, so that buyers meet.
const GOODS: [(usize, &str, i64, i64); 5] = [
    (0, "Bowl", 4_800, 6),
    (0, "Cup", 990, 3),
    (1, "Shoe", 8_900, 4),
    (1, "Lace", 333, 9),
    (2, "Hat", 2_750, 5),
];
/// This one is also sold by the same seller's shop on the other market, out of the same stock.
const SHARED: usize = 2;
const BUYERS: usize = 5;
/// A purchase that nobody can pay any more, in days after its end.
const QUIET_DAYS: i64 = 3;

impl Simulation {
    /// Five buyers, three shops on two markets, an operator.
    pub async fn open(kind: Kind, seed: u64) -> Option<Self> {
        let mut dice = Dice::new(seed);
        let chance = Chance::new(dice.next());
        let world = stage::furnish(kind, &chance).await?;
        let cast = &world.cast;
        let mut buyers = vec![cast.marta, cast.sam];
        while buyers.len() < BUYERS {
            let place = engine::user::Place {
                host: "mall.localhost".into(),
                agent: "test".into(),
                ..Default::default()
            };
            let guest = engine::user::guest(&world.engine, place, "en".into(), world.now()).await;
            buyers.push(guest.expect("a guest").user);
        }
        let place = |market: &domain::market::Market, country| {
            let policy = world.engine.policy(market.id, world.now()).policy.clone();
            let is_gross = policy.tax.regime == domain::policy::TaxRegime::Included;
            Place { id: market.id, rules: Rules::of(&policy), is_gross, country }
        };
        let places = vec![place(&cast.mall, "FR"), place(&cast.makers, "US")];
        let sellers = vec![cast.brume.clone(), cast.north.clone(), cast.north.clone()];
        let model = goods(&world).await.expect("goods can be put on sale");
        let stage = Stage::new(world, chance, buyers, sellers, places);
        Some(Self {
            stage,
            model,
            dice,
            payouts: Vec::new(),
            decided: BTreeSet::new(),
            trace: VecDeque::new(),
            report: Report::default(),
        })
    }

    /// Lets everything end that can end by itself, then looks at all of it.
    pub async fn examine(&mut self) -> Result<(), String> {
        for by in [6 * MINUTE, DAY, DAY + 6 * MINUTE] {
            self.stage.play(&Act::Settle { by }, &self.model).await;
            self.comes_to_rest().await?;
            self.settled().await?;
        }
        let carts: Vec<(usize, usize)> = self.model.carts.keys().copied().collect();
        for cart in carts {
            self.cart_differs(cart).await?;
        }
        let engine = &self.stage.world.engine;
        rows::outbox_differs(engine).await?;
        let rows = Rows::of(engine, self.model.orders.keys().copied().collect()).await?;
        if let Some(refund) = self.model.orders.values().find_map(|order| rows.untold(order)) {
            return Err(format!("the provider was never told of {refund:?}"));
        }
        let checks = engine::doctor::run(engine).await.map_err(|stop| stop.to_string())?;
        if let Some(broken) = checks.iter().find(|check| !check.holds) {
            return Err(format!("the doctor found {broken:?}"));
        }
        self.report.examined += 1;
        self.closes_history().await
    }

    /// What can't change any more is checked against the provider's books and forgotten.
    async fn closes_history(&mut self) -> Result<(), String> {
        let now = self.stage.world.now();
        if let Some(lost) = self.model.purchases.values().find(|purchase| purchase.is_owed(now)) {
            return Err(format!("the provider took money for {}, and nobody noticed", lost.id));
        }
        let is_history = |purchase: &&Purchase| {
            purchase.is_at_rest()
                && now > purchase.expires_at + QUIET_DAYS * DAY
                && purchase
                    .parts
                    .iter()
                    .all(|part| self.model.orders.get(&part.order).is_none_or(|order| order.is_history(now)))
        };
        let over: Vec<PurchaseId> =
            self.model.purchases.values().filter(is_history).map(|purchase| purchase.id).collect();
        for id in over {
            let purchase = self.model.purchases.remove(&id).expect("it was found just now");
            let mut kept = 0;
            for charge in purchase.charges.iter().filter(|charge| charge.paid_at.is_some()) {
                let (_, amount, refunded) =
                    rows::at_provider(&self.stage.world.engine, &charge.reference).await?;
                kept += amount - refunded;
            }
            let orders = purchase.parts.iter().filter_map(|part| self.model.orders.remove(&part.order));
            let due: i64 = orders.map(|order| order.left()).sum();
            if kept != due {
                return Err(format!("the provider keeps {kept} of {id}, its orders come to {due}"));
            }
            self.report.purchases_closed += 1;
        }
        Ok(())
    }
}

/// Puts the goods on sale and says so to the model.
async fn goods(world: &World) -> Result<Model, String> {
    let cast = &world.cast;
    let shops = [
        (&cast.brume, &cast.brume_shop),
        (&cast.north, &cast.north_shop),
        (&cast.north, &cast.north_makers_shop),
    ];
    let mut model = Model::default();
    for (shop, title, price, quantity) in GOODS {
        let (member, of) = shops[shop];
        let id = world.sells(member, of, title, price, quantity).await;
        let (offer, item) = read(&world.engine, move |tx| {
            let offer = store::product::offers(tx, &[id])?.remove(0);
            let item = store::product::variants(tx, &[offer.variant])?.remove(0).stock_item;
            Ok((offer, item))
        })
        .await?;
        model.items.push(Item { id: item, on_hand: quantity, held: 0, sold: 0 });
        let (market, item, product) = (usize::from(shop == 2), model.items.len() - 1, offer.product);
        model.offers.push(Offer { id, product, market, shop, item, price, live: true });
    }
    also_there(world, &mut model).await?;
    Ok(model)
}

async fn also_there(world: &World, model: &mut Model) -> Result<(), String> {
    let (there, known) = (&world.cast.north_makers_shop, model.offers[SHARED].clone());
    let (shop, market, id) = (there.id, there.market, known.id);
    let currency = world.cast.makers.currency;
    // Older than any id of this market, so that it is nobody else's.
    let twin = OfferId::from_raw((1 << 22) | id.bucket());
    let done = world.engine.db().act(move |tx| {
        let mut offer = store::product::offers(tx, &[id])?.remove(0);
        (offer.id, offer.shop, offer.market, offer.currency, offer.version) =
            (twin, shop, market, currency, 0);
        store::insert(tx, &[offer])
    });
    done.await.map_err(|problem: store::Problem| problem.to_string())?;
    model.offers.push(Offer { id: twin, market: 1, shop: 2, ..known });
    Ok(())
}
