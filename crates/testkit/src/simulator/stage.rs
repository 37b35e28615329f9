//! Where acts are played: a furnished market, its buyers and sellers, and what came of each act. Judges nothing.

use std::sync::Arc;

use domain::product::ProductState;
use domain::refund::RequestReason;
use domain::{OrderId, PurchaseId, UserId};
use engine::order::Ship;
use engine::payment::HookRefusal;
use engine::product::Quick;
use engine::refund::AskRefund;
use engine::sandbox::CardEntry;
use engine::{SellerMember, Stop};
use gateways::payment::sandbox::Delivery;

use super::act::{Act, Carried, Got, OrderAct, Said};
use super::chance::Chance;
use super::model::{Model, Place};
use crate::{Kind, World};

/// What nobody should see: an act that panics is no trouble on order.
pub const PANICKED: &str = "panicked";
const HOST: &str = "http://mall.localhost:8080";

pub struct Stage {
    pub world: World,
    pub chance: Chance,
    pub buyers: Vec<UserId>,
    /// Who acts for the shop of an index.
    pub sellers: Vec<SellerMember>,
    pub places: Vec<Place>,
    /// Webhooks that are on their way.
    kept: Vec<Delivery>,
    processes: usize,
}

/// A done act that answers nothing of interest.
fn nothing<T, R: std::fmt::Display>(done: Result<T, Stop<R>>) -> Said {
    said(done, |_| Got::Nothing)
}

fn said<T, R: std::fmt::Display>(done: Result<T, Stop<R>>, got: impl FnOnce(T) -> Got) -> Said {
    match done {
        Ok(value) => Said::Done(got(value)),
        Err(Stop::Refused(refusal)) => Said::Refused(refusal.to_string()),
        Err(Stop::Denied(denied)) => Said::Refused(denied.to_string()),
        Err(Stop::Absent) => Said::Absent,
        Err(Stop::Problem(problem)) => Said::Fault(problem.to_string()),
    }
}

impl Stage {
    pub fn new(
        world: World,
        chance: Chance,
        buyers: Vec<UserId>,
        sellers: Vec<SellerMember>,
        places: Vec<Place>,
    ) -> Self {
        let stage = Self { world, chance, buyers, sellers, places, kept: Vec::new(), processes: 1 };
        stage.takes_the_provider();
        stage
    }

    fn takes_the_provider(&self) {
        let engine = &self.world.engine;
        engine.set_provider(Arc::new(self.chance.provider(engine)));
    }

    /// Plays one act; the model only tells who is who.
    pub async fn play(&mut self, act: &Act, model: &Model) -> Said {
        match act {
            Act::Webhook { how } => self.webhook(*how, model).await,
            Act::Pass { by } => {
                self.world.time_passes(*by);
                Said::Done(Got::Nothing)
            }
            Act::Settle { by } => {
                self.world.time_passes(*by);
                let now = self.world.now();
                nothing(engine::outbox::run_until_idle(&self.world.engine, now).await)
            }
            Act::Restart { falls } => self.restart(*falls).await,
            Act::Both(_) | Act::Examine => unreachable!("the simulation takes these apart"),
            _ => self.plays(act, model).await,
        }
    }

    /// As `play`, for the acts of people, which may come two at a time.
    pub async fn plays(&self, act: &Act, model: &Model) -> Said {
        let (engine, now, olga) = (&self.world.engine, self.world.now(), &self.world.cast.olga);
        match act {
            Act::Put { buyer, offer, quantity } => self.put((*buyer, *offer), *quantity, model).await,
            Act::Place { buyer, market, key, lies } => self.place((*buyer, *market), key, *lies).await,
            Act::Return { purchase } => nothing(engine::purchase::returned(engine, *purchase, now).await),
            Act::AnotherPage { purchase } => {
                let buyer = self.buyer_of(*purchase, model);
                nothing(engine::purchase::pay(engine, buyer, *purchase, HOST.into(), now).await)
            }
            Act::GiveUp { purchase } => nothing(
                engine::purchase::cancel(engine, self.buyer_of(*purchase, model), *purchase, now).await,
            ),
            Act::Order { order, what, stranger } => self.order((*order, *stranger), what, model).await,
            Act::Price { offer, price, quantity } => self.price(*offer, (*price, *quantity), model).await,
            Act::Publish { offer, live } => self.publish(*offer, *live, model).await,
            Act::Approve { payout } => nothing(engine::payout::approve(engine, olga, *payout, now).await),
            Act::RefusePayout { payout } => {
                nothing(engine::payout::refuse(engine, olga, *payout, "Not yet".into(), now).await)
            }
            _ => self.at_the_provider(act, model).await,
        }
    }

    fn buyer_of(&self, purchase: PurchaseId, model: &Model) -> UserId {
        self.buyers[model.purchases[&purchase].buyer]
    }

    async fn put(&self, (buyer, offer): (usize, usize), quantity: i64, model: &Model) -> Said {
        let (engine, now, goods) = (&self.world.engine, self.world.now(), &model.offers[offer]);
        let market = self.places[goods.market].id;
        nothing(engine::cart::set(engine, self.buyers[buyer], market, goods.id, quantity, now).await)
    }

    /// The same key again is the same purchase: who was not told asks again.
    async fn place(&self, (buyer, market): (usize, usize), key: &str, lies: bool) -> Said {
        let (engine, now, place) = (&self.world.engine, self.world.now(), &self.places[market]);
        let (user, to) = (self.buyers[buyer], crate::address(place.country));
        let quote = engine::checkout::quote(engine, user, place.id, &to, &[], now).await;
        let Ok(quote) = quote else { return nothing(quote) };
        let choices: Vec<_> =
            quote.parts.iter().filter_map(|part| Some((part.shop.id, part.chosen?))).collect();
        let form = engine::checkout::Place {
            key: key.to_owned(),
            email: "buyer@example.com".into(),
            language: "en".into(),
            address: to,
            choices,
            expected_total: quote.total + i64::from(lies),
            return_host: HOST.into(),
        };
        let placed = engine::checkout::place(engine, user, place.id, form.clone(), now).await;
        let placed = match placed {
            Err(Stop::Problem(_)) => {
                self.chance.is_loose(false);
                engine::checkout::place(engine, user, place.id, form, now).await
            }
            other => other,
        };
        said(placed, |placed| Got::Purchase(placed.purchase))
    }

    async fn at_the_provider(&self, act: &Act, model: &Model) -> Said {
        let (engine, now) = (&self.world.engine, self.world.now());
        match act {
            Act::Pay { purchase, charge, card, code } => {
                let reference = &model.purchases[purchase].charges[*charge].reference;
                let entry = CardEntry {
                    number: (*card).to_owned(),
                    expiry: "12/39".into(),
                    cvc: "123".into(),
                    second_step: code.map(str::to_owned),
                };
                nothing(engine::sandbox::pay(engine, reference, entry, now).await)
            }
            Act::TryAgain { purchase, charge } => {
                let reference = &model.purchases[purchase].charges[*charge].reference;
                nothing(engine::sandbox::try_again(engine, reference, now).await)
            }
            other => unreachable!("{other:?} does not happen at the provider's"),
        }
    }

    /// Carries a webhook that is on its way; answers which purchase it is about.
    async fn webhook(&mut self, how: Carried, model: &Model) -> Said {
        self.kept.extend(self.world.take_webhooks());
        if self.kept.is_empty() || how == Carried::Later {
            return Said::Done(Got::Nothing);
        }
        let mut delivery = self.kept.remove(0);
        if how == Carried::Forged {
            let real = delivery.body.clone();
            delivery.body.push(b' ');
            let told = self.carry(&delivery).await;
            delivery.body = real;
            self.kept.push(delivery);
            return match told {
                Err(Stop::Refused(HookRefusal::Forged)) => Said::Done(Got::Nothing),
                other => Said::Fault(format!("a forged webhook was answered with {other:?}")),
            };
        }
        let mut told = self.carry(&delivery).await;
        if how == Carried::Twice && told.is_ok() {
            told = self.carry(&delivery).await;
        }
        let text = String::from_utf8_lossy(&delivery.body).into_owned();
        let about = |purchase: &&super::model::Purchase| {
            purchase.charges.iter().any(|charge| text.contains(&charge.payment.to_string()))
        };
        let got = model.purchases.values().find(about).map_or(Got::Nothing, |found| Got::Purchase(found.id));
        match told {
            // A fault is seen by the provider, which sends again; one that comes late is as good as forged.
            Err(Stop::Problem(_)) => {
                self.kept.push(delivery);
                Said::Done(got)
            }
            Ok(()) | Err(Stop::Refused(HookRefusal::Forged)) => Said::Done(got),
            other => nothing(other),
        }
    }

    async fn carry(&self, delivery: &Delivery) -> Result<(), Stop<HookRefusal>> {
        let header = |name: &str| {
            delivery.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        let (engine, now) = (&self.world.engine, self.world.now());
        engine::payment::on_event(engine, "sandbox", &header, &delivery.body, now).await
    }

    async fn price(&self, offer: usize, (price, quantity): (i64, i64), model: &Model) -> Said {
        let (goods, engine) = (&model.offers[offer], &self.world.engine);
        let change = vec![Quick { offer: goods.id, price, quantity }];
        let seller = &self.sellers[goods.shop];
        nothing(engine::product::quick(engine, seller, change, self.world.now()).await)
    }

    async fn publish(&self, offer: usize, live: bool, model: &Model) -> Said {
        let (goods, engine) = (&model.offers[offer], &self.world.engine);
        let state = if live { ProductState::Published } else { ProductState::Draft };
        let seller = &self.sellers[goods.shop];
        nothing(engine::product::publish(engine, seller, goods.product, state, self.world.now()).await)
    }

    /// A stranger is another buyer, or another seller.
    async fn order(&self, (id, stranger): (OrderId, bool), what: &OrderAct, model: &Model) -> Said {
        let order = &model.orders[&id];
        let step = usize::from(stranger);
        let buyer = self.buyers[(order.buyer + step) % self.buyers.len()];
        // The second and the third shop are one seller's.
        let seller = &self.sellers[if stranger { usize::from(order.shop == 0) } else { order.shop }];
        let (engine, now) = (&self.world.engine, self.world.now());
        match what {
            OrderAct::Ship(pieces) => {
                let (carrier, tracking) = ("Colissimo".into(), "8R1".into());
                let ship = Ship { order: id, carrier, tracking, pieces: pieces.clone() };
                said(engine::order::ship(engine, seller, ship, now).await, Got::Parcel)
            }
            OrderAct::Deliver(parcel) => {
                nothing(engine::order::deliver(engine, seller, id, *parcel, now).await)
            }
            OrderAct::Confirm => nothing(engine::order::confirm(engine, buyer, id, now).await),
            OrderAct::CancelByBuyer => nothing(engine::order::cancel_by_buyer(engine, buyer, id, now).await),
            OrderAct::CancelBySeller => {
                nothing(engine::order::cancel_by_seller(engine, seller, id, "Broken".into(), now).await)
            }
            OrderAct::Goodwill(amount) => {
                let text = "Sorry".to_owned();
                nothing(engine::refund::refund_by_seller(engine, seller, id, *amount, text, now).await)
            }
            OrderAct::Ask(amount) => {
                let (reason, text) = (RequestReason::Damaged, "Cracked".into());
                let form = AskRefund { order: id, reason, text, amount: *amount };
                said(engine::refund::ask(engine, buyer, form, now).await, Got::Request)
            }
            OrderAct::Withdraw => {
                said(engine::refund::declare_withdrawal(engine, buyer, id, now).await, Got::Request)
            }
            _ => self.request(what, (buyer, seller)).await,
        }
    }

    async fn request(&self, what: &OrderAct, (buyer, seller): (UserId, &SellerMember)) -> Said {
        let (engine, now, olga) = (&self.world.engine, self.world.now(), &self.world.cast.olga);
        match what {
            OrderAct::Agree(id) => nothing(engine::refund::agree(engine, seller, *id, now).await),
            OrderAct::Refuse(id) => {
                nothing(engine::refund::refuse(engine, seller, *id, "It was whole".into(), now).await)
            }
            OrderAct::EscalateByBuyer(id) => {
                nothing(engine::refund::escalate_by_buyer(engine, buyer, *id, now).await)
            }
            OrderAct::EscalateBySeller(id) => {
                nothing(engine::refund::escalate_by_seller(engine, seller, *id, now).await)
            }
            OrderAct::Rule(id, amount) => {
                nothing(engine::refund::rule(engine, olga, *id, *amount, "As seen".into(), now).await)
            }
            OrderAct::TakeBack(id) => nothing(engine::refund::take_back(engine, buyer, *id, now).await),
            other => unreachable!("{other:?} is not about a request"),
        }
    }

    async fn restart(&mut self, falls: bool) -> Said {
        self.chance.is_loose(false);
        if !falls && let Err(error) = self.world.engine.release().await {
            return Said::Fault(format!("{error:#}"));
        }
        if falls {
            // Who fell gave nothing back: its leases have to end first.
            self.world.time_passes(LEASES_END);
        }
        self.processes += 1;
        let plan = self.chance.plan();
        self.world.is_taken_over(&format!("process {}", self.processes), plan).await;
        self.takes_the_provider();
        Said::Done(Got::Nothing)
    }
}

/// Longer than any lease of a process.
const LEASES_END: domain::Micros = 61_000_000;

/// Opens a furnished market whose database comes to grief when `chance` says so.
pub async fn furnish(kind: Kind, chance: &Chance) -> Option<World> {
    World::open_troubled(kind, chance.plan()).await
}
