//! Placing: what the buyer saw becomes a purchase with its stock held. Buyers who press the button at the same time
//! are served together: one load, decisions in their order, one save.

use std::collections::{BTreeMap, BTreeSet};

use super::frozen::{fees, new_payment, new_purchase, purchase_lines, purchase_parts};
use super::{Basket, Place, PlaceRefusal, Placed, Priced};
use domain::address::{Address, email};
use domain::event::{EventKind, TimerKind};
use domain::payment::Payment;
use domain::plan::ShopPlan;
use domain::purchase::{Purchase, PurchaseLine, PurchasePart, SHOPS_MAX, TaxPlace};
use domain::shop::Zone;
use domain::stock::{FEW_LEFT, Hold, HoldState, StockItem, StockRefusal};
use domain::user::User;
use domain::{MarketId, Micros, OfferId, OrderId, PaymentId, PurchaseId, ShopId, StockItemId, UserId};
use store::command::Kept;
use store::{Problem, Stored, Tx};

use crate::cart::Loaded;
use crate::command;
use crate::desk::Decided;
use crate::listing_feed::STOCK;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, StockMoves, Stop, Widen};

/// Places the purchase: holds its stock, freezes its prices, and asks the provider for a payment page.
/// The same key with the same content gives the same purchase.
pub async fn place(
    engine: &Engine,
    user: UserId,
    market: MarketId,
    form: Place,
    now: Micros,
) -> Result<Placed, Stop<PlaceRefusal>> {
    let address = email(&form.email).ok_or(Stop::Refused(PlaceRefusal::NotAnEmail))?;
    let problems = form.address.problems();
    if !problems.is_empty() {
        return Err(Stop::Refused(PlaceRefusal::Address(problems)));
    }
    let (return_host, language) = (form.return_host.clone(), form.language.clone());
    let form = Place { email: address, ..form };
    let command = Placing { user, market, form };
    let (purchase, payment, fresh) = engine.ask(&engine.inner.desks.place, command, now).await?;
    let pay_url = match fresh {
        Some(fresh) => crate::payment::open_read(engine, fresh, language, (&return_host, now)).await,
        None => crate::payment::open(engine, payment, &return_host, now).await,
    };
    Ok(Placed { purchase, payment, pay_url: pay_url.widen()? })
}

/// What a buyer asks of the desk.
#[derive(Debug)]
pub(crate) struct Placing {
    user: UserId,
    market: MarketId,
    form: Place,
}

impl Placing {
    /// What the caller's id stands for; the same id with other content is refused.
    fn content(&self) -> String {
        let form = &self.form;
        let (market, address) = (self.market, form.address.to_json());
        format!("{market} {} {address} {:?} {}", form.email, form.choices, form.expected_total)
    }
}

impl Decided for Placing {
    /// With the payment where it was made just now.
    type Answer = (PurchaseId, PaymentId, Option<Payment>);
    type Refusal = PlaceRefusal;
    type Rows = Rows;

    fn line(&self) -> i64 {
        self.market.get()
    }

    fn subject(&self) -> i64 {
        self.user.get()
    }

    fn load(tx: &mut Tx<'_>, commands: &[&Self]) -> Stored<Rows> {
        Rows::load(tx, commands)
    }

    fn decide(&self, act: &mut Act<'_, '_>, rows: &mut Rows) -> Result<Self::Answer, Stop<PlaceRefusal>> {
        rows.place(act, self)
    }

    /// A refusal may come of rows that the same command has just changed elsewhere: then its answer counts.
    fn look_again(tx: &mut Tx<'_>, refused: &[(&Self, &PlaceRefusal)]) -> Stored<()> {
        let is_open =
            |(_, refusal): &&(&Self, &PlaceRefusal)| !matches!(refusal, PlaceRefusal::OtherContent(_));
        let key = |(command, _): &(&'_ Self, _)| (command.user.get(), command.form.key.clone());
        let keys: Vec<(i64, String)> = refused.iter().filter(is_open).map(key).collect();
        let wanted: Vec<(i64, &str)> = keys.iter().map(|(actor, key)| (*actor, key.as_str())).collect();
        let is_done = !store::command::find(tx, &wanted)?.is_empty();
        if is_done { Err(Problem::Conflict) } else { Ok(()) }
    }

    fn save(tx: &mut Tx<'_>, rows: Rows) -> Stored<()> {
        rows.save(tx)
    }
}

/// Everything that the waiting commands touch: loaded once, decided upon in memory, saved once.
pub(crate) struct Rows {
    kept: Vec<Kept>,
    persons: Vec<User>,
    loaded: Loaded,
    zones: Vec<Zone>,
    plans: Vec<ShopPlan>,
    items: BTreeMap<StockItemId, StockItem>,
    made: Made,
}

/// What the commands of a batch leave behind.
#[derive(Default)]
struct Made {
    purchases: Vec<Purchase>,
    parts: Vec<PurchasePart>,
    lines: Vec<PurchaseLine>,
    payments: Vec<Payment>,
    holds: Vec<Hold>,
    done: Vec<Kept>,
    bought: Vec<(UserId, MarketId, OfferId)>,
    addresses: Vec<(UserId, Address)>,
    stock: StockMoves,
}

impl Rows {
    fn load(tx: &mut Tx<'_>, commands: &[&Placing]) -> Stored<Self> {
        let wanted: Vec<(i64, &str)> =
            commands.iter().map(|command| (command.user.get(), command.form.key.as_str())).collect();
        let carts: Vec<_> = commands.iter().map(|command| (command.user, command.market)).collect();
        let kept = store::command::find(tx, &wanted)?;
        let persons = store::user::users(tx, &carts.iter().map(|(user, _)| *user).collect::<Vec<_>>())?;
        let mut loaded = Loaded::load(tx, &carts)?;
        let shops: Vec<ShopId> = loaded.shops().iter().map(|shop| shop.id).collect();
        let (zones, plans) = (store::shop::zones(tx, &shops)?, store::fee::plans(tx, &shops)?);
        let items = std::mem::take(&mut loaded.items).into_iter().map(|item| (item.id, item)).collect();
        Ok(Self { kept, persons, loaded, zones, plans, items, made: Made::default() })
    }

    fn place(
        &mut self,
        act: &mut Act<'_, '_>,
        command: &Placing,
    ) -> Result<<Placing as Decided>::Answer, Stop<PlaceRefusal>> {
        let (user, market, form) = (command.user, command.market, &command.form);
        let content = command.content();
        if let Some(outcome) = command::known(&self.kept, user.get(), &form.key, &content)? {
            let (purchase, payment) = read_outcome(&outcome)?;
            return Ok((purchase, payment, None));
        }
        let person = self.persons.iter().find(|person| person.id == user).or_absent()?;
        let basket = self.basket(act, user, market)?;
        if person.is_guest() && !basket.policy.policy.checkout.guests {
            return Err(Stop::Refused(PlaceRefusal::NoGuests));
        }
        let rates = act.engine.tax_rates();
        let regime = basket.policy.policy.tax.regime;
        let (country, region) = (form.address.country.as_str(), form.address.region.as_str());
        let place = TaxPlace { rates: &rates, regime, country, region, at: act.now };
        let priced = basket.priced(place, &form.choices).or_refuse()?;
        check(&priced, form)?;
        let mut purchase = new_purchase(act, user, market, form, &basket)?;
        let orders: Vec<OrderId> =
            priced.iter().map(|part| OrderId::from_raw(act.mint(part.shop.id.bucket()))).collect();
        let fees = fees(&priced, &basket, &self.plans);
        let lines = purchase_lines(&purchase, &priced, (&orders, &fees), &basket.loaded, &form.language);
        let parts = purchase_parts(&purchase, &priced, (&orders, &fees), act.engine);
        purchase.goods = parts.iter().map(|part| part.goods).sum();
        purchase.delivery = parts.iter().map(|part| part.delivery).sum();
        purchase.tax = parts.iter().map(|part| part.tax).sum();
        purchase.total = parts.iter().map(|part| part.total).sum();
        self.hold_stock(act, &purchase, &lines)?;
        let payment = new_payment(act, &purchase, 1);
        act.timer(purchase.id.get(), TimerKind::PurchaseExpires, purchase.expires_at);
        act.timer(payment.id.get(), TimerKind::PaymentAsked, act.now + crate::payment::ASK_FIRST_AFTER);
        let outcome = format!("{} {}", purchase.id, payment.id);
        let made = &mut self.made;
        made.done.push(command::done(user.get(), &form.key, &content, outcome, act.now));
        made.bought.extend(basket.loaded.lines.iter().map(|line| (user, market, line.offer)));
        made.addresses.push((user, form.address.clone()));
        let answer = (purchase.id, payment.id, Some(payment.clone()));
        made.purchases.push(purchase);
        made.payments.push(payment);
        made.parts.extend(parts);
        made.lines.extend(lines);
        Ok(answer)
    }

    fn basket(
        &self,
        act: &Act<'_, '_>,
        user: UserId,
        market: MarketId,
    ) -> Result<Basket, Stop<PlaceRefusal>> {
        let loaded = self.loaded.of(user, market, &self.items);
        let is_own = |zone: &&Zone| loaded.wares.iter().any(|ware| ware.shop.id == zone.shop);
        Ok(Basket {
            zones: self.zones.iter().filter(is_own).cloned().collect(),
            currency: act.engine.market(market).or_absent()?.currency,
            policy: act.engine.policy(market, act.now),
            at: act.now,
            loaded,
        })
    }

    /// Holds the stock of all lines; two lines of one item count together. Nothing is held where something is gone.
    fn hold_stock(
        &mut self,
        act: &mut Act<'_, '_>,
        purchase: &Purchase,
        lines: &[PurchaseLine],
    ) -> Result<(), Stop<PlaceRefusal>> {
        let ids: BTreeSet<StockItemId> = lines.iter().map(|line| line.stock_item).collect();
        let mut held = Vec::new();
        let mut changes = Vec::new();
        let mut holds = Vec::new();
        for id in ids {
            let mut item = self.items.get(&id).or_absent()?.clone();
            let quantity = pieces_of(lines, &item);
            let change = item.hold(quantity).map_err(|refusal| match refusal {
                StockRefusal::SoldOut { .. } => Stop::Refused(PlaceRefusal::SoldOut),
                other => Stop::fault(other.to_string()),
            })?;
            changes.push((item.id, change));
            let expires_at = purchase.expires_at;
            holds.push(Hold {
                purchase: purchase.id,
                item: id,
                quantity,
                expires_at,
                state: HoldState::Held,
            });
            held.push(item);
        }
        for line in lines {
            let left = held.iter().find(|item| item.id == line.stock_item).map(StockItem::available);
            if left.is_some_and(|left| left < FEW_LEFT) {
                act.event(EventKind::ProductChanged, line.product.get(), STOCK);
            }
        }
        self.items.extend(held.into_iter().map(|item| (item.id, item)));
        self.made.stock.add(act, &changes, purchase.id.get());
        self.made.holds.extend(holds);
        Ok(())
    }

    fn save(self, tx: &mut Tx<'_>) -> Stored<()> {
        let made = self.made;
        made.stock.save(tx)?;
        store::insert(tx, &made.purchases)?;
        store::insert(tx, &made.parts)?;
        store::insert(tx, &made.lines)?;
        store::insert(tx, &made.payments)?;
        store::insert(tx, &made.holds)?;
        store::cart::remove(tx, &made.bought)?;
        let given: Vec<_> = made.addresses.iter().map(|(user, address)| (*user, address)).collect();
        store::user::keep_addresses(tx, &given)?;
        store::command::keep(tx, &made.done)
    }
}

fn read_outcome<R>(outcome: &str) -> Result<(PurchaseId, PaymentId), Stop<R>> {
    let ids = outcome.split_once(' ').and_then(|(one, two)| Some((one.parse().ok()?, two.parse().ok()?)));
    ids.ok_or_else(|| Stop::fault("an outcome that was kept can't be read"))
}

/// Never a price or a quantity that the buyer did not see.
fn check(priced: &[Priced<'_>], form: &Place) -> Result<(), Stop<PlaceRefusal>> {
    if priced.is_empty() {
        return Err(Stop::Refused(PlaceRefusal::CartEmpty));
    }
    if priced.len() > SHOPS_MAX {
        return Err(Stop::Refused(PlaceRefusal::TooManyShops));
    }
    let all = || priced.iter().flat_map(|part| &part.lines);
    if all().any(|found| found.shop.away(found.at).is_some()) {
        return Err(Stop::Refused(PlaceRefusal::ShopAway));
    }
    if all().any(|found| found.change().gone || found.change().only_left.is_some()) {
        return Err(Stop::Refused(PlaceRefusal::SoldOut));
    }
    if priced.iter().any(|part| part.zone.is_none()) {
        return Err(Stop::Refused(PlaceRefusal::NoDelivery));
    }
    let chosen = |part: &Priced<'_>| {
        form.choices.iter().any(|(shop, ordinal)| {
            *shop == part.shop.id && part.zone.as_ref().is_some_and(|zone| zone.ordinal == *ordinal)
        })
    };
    if !priced.iter().all(chosen) {
        return Err(Stop::Refused(PlaceRefusal::DeliveryNotChosen));
    }
    if priced.iter().map(|part| part.price.total).sum::<i64>() != form.expected_total {
        return Err(Stop::Refused(PlaceRefusal::CartChanged));
    }
    Ok(())
}

fn pieces_of(lines: &[PurchaseLine], item: &StockItem) -> i64 {
    lines.iter().filter(|line| line.stock_item == item.id).map(|line| line.quantity).sum()
}
