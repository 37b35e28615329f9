//! Sellers and their shops: opened, described, and where they deliver.

use domain::address::country;
use domain::application::{ApplicationRefusal, Move};
use domain::audit::{About, Deed};
use domain::event::{EventKind, TimerKind};
use domain::paper::Lack;
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership, Role, Seller};
use domain::shop::{Shop, ShopState, ZONES_MAX, Zone};
use domain::wording::Wording;
use domain::{Code, DAY, MarketId, Micros, SellerId, ShopId, UserId};
use serde_json::json;
use store::seller::SellerMember as MemberRow;

use crate::application::Case;
use crate::fee::Holder;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, Presence, Seen, SellerMember, Stop};

/// Kind of claim under which a shop's slug is unique on its market.
pub(crate) const SLUG: &str = "shop_slug";
const NAME_LETTERS_MAX: usize = 80;
const STORY_LETTERS_MAX: usize = 4_000;
const DAYS_MAX: i64 = 120;
const PRICE_MAX: i64 = 100_000_000;

pub(crate) fn slug_claim(market: MarketId, slug: &str) -> String {
    format!("{market}/{slug}")
}

#[derive(Debug, Clone)]
pub struct ShopForm {
    pub name: String,
    pub story: String,
    pub language: String,
    pub city: String,
    pub handling_days: i64,
    pub drawing: String,
    pub hue: i64,
}

#[derive(Debug, Clone)]
pub struct ZoneForm {
    pub name: String,
    /// `FR, DE` or `*`.
    pub countries: String,
    pub price: i64,
    pub per_kg: i64,
    pub free_above: Option<i64>,
    pub days_min: i64,
    pub days_max: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShopRefusal {
    #[error("shop.name_missing")]
    NameMissing,
    #[error("shop.story_too_long")]
    StoryTooLong,
    #[error("shop.days")]
    Days,
    #[error("shop.slug_taken")]
    SlugTaken,
    /// The market's door is not open: a shop comes by an application.
    #[error("shop.door_closed")]
    DoorClosed,
}

/// Which row of the form, and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ZoneRefusal {
    #[error("zone.name_missing")]
    NameMissing { row: usize },
    #[error("zone.countries_unknown")]
    CountriesUnknown { row: usize },
    #[error("zone.price")]
    Price { row: usize },
    #[error("zone.days")]
    Days { row: usize },
    #[error("zone.too_many")]
    TooMany,
}

/// Registers a seller, with its owner. For the wiring and tests: no page does.
pub async fn register(engine: &Engine, mut seller: Seller, owner: UserId, now: Micros) -> Seen<SellerMember> {
    seller.id = SellerId::from_raw(engine.mint(now, engine.random_bucket()));
    seller.created_at = now;
    engine
        .act(now, move |act| {
            let person = store::user::user(act.tx, owner)?.or_absent()?;
            store::insert(act.tx, std::slice::from_ref(&seller))?;
            let membership = Membership {
                user_id: owner,
                member_of: MemberOf::Seller,
                subject: seller.id.get(),
                role: Role::Owner,
                since: act.now,
            };
            store::insert(act.tx, &[membership])?;
            let row = MemberRow {
                seller: seller.id,
                user_id: owner,
                role: Role::Owner,
                since: act.now,
                email: person.email.clone().unwrap_or_default(),
                name: person.name.clone(),
                language: person.language.clone(),
            };
            store::insert(act.tx, &[row])?;
            act.timer(seller.id.get(), TimerKind::PayoutProposes, act.now + DAY);
            let member = SellerMember::new(seller.id, (owner, person.name), Role::Owner);
            Ok(member.present(Presence::by_hand()))
        })
        .await
}

/// Opens a shop on a market with an open door that asks for nothing. Its slug is unique there.
pub async fn open(
    engine: &Engine,
    member: &SellerMember,
    shop: Shop,
    zones: Vec<Zone>,
    now: Micros,
) -> Result<Shop, Stop<ShopRefusal>> {
    member.may(Permission::ShopEdit)?;
    let policy = engine.policy(shop.market, now).policy.clone();
    // What costs a deposit or a fee before it opens comes by an application too.
    if policy.admission.is_guarded() || policy.fees.asks_at_the_door() {
        return Err(Stop::Refused(ShopRefusal::DoorClosed));
    }
    open_as(engine, member, shop, zones, now).await
}

pub(crate) async fn open_as(
    engine: &Engine,
    member: &SellerMember,
    mut shop: Shop,
    zones: Vec<Zone>,
    now: Micros,
) -> Result<Shop, Stop<ShopRefusal>> {
    shop.id = ShopId::from_raw(engine.mint(now, member.seller.bucket()));
    (shop.seller, shop.opened_at) = (member.seller, now);
    engine
        .act(now, move |act| {
            let claim = slug_claim(shop.market, &shop.slug);
            if !store::user::claim(act.tx, SLUG, &claim, shop.id.get(), act.now)? {
                return Err(Stop::Refused(ShopRefusal::SlugTaken));
            }
            store::insert(act.tx, std::slice::from_ref(&shop))?;
            let own: Vec<Zone> = zones.iter().map(|zone| Zone { shop: shop.id, ..zone.clone() }).collect();
            store::insert(act.tx, &own)?;
            begin_invoicing(act, shop.seller)?;
            act.event(EventKind::ShopChanged, shop.id.get(), "");
            Ok(shop.clone())
        })
        .await
}

/// From the first shop on, the commission of each month is invoiced.
pub(crate) fn begin_invoicing<R>(act: &mut Act<'_, '_>, seller: SellerId) -> Result<(), Stop<R>> {
    if store::timer::due_at(act.tx, seller.get(), TimerKind::CommissionInvoiced)?.is_none() {
        act.timer(seller.get(), TimerKind::CommissionInvoiced, crate::invoice::next_month(act.now));
    }
    Ok(())
}

pub async fn of_member(engine: &Engine, member: &SellerMember) -> Seen<Vec<Shop>> {
    member.may(Permission::ShopRead)?;
    let seller = member.seller;
    engine.read(move |tx| Ok(store::shop::shops_of(tx, seller)?)).await
}

/// The seller itself, as its own pages show it.
pub async fn seller_of(engine: &Engine, member: &SellerMember) -> Seen<Seller> {
    member.may(Permission::ShopRead)?;
    let seller = member.seller;
    engine.read(move |tx| store::seller::seller(tx, seller)?.or_absent()).await
}

fn own<R>(act: &mut Act<'_, '_>, member: &SellerMember, id: ShopId) -> Result<Shop, Stop<R>> {
    store::shop::shop(act.tx, id)?.filter(|shop| shop.seller == member.seller).or_absent()
}

/// Whether a shop can be described so.
pub(crate) fn fits(form: &ShopForm) -> Result<(), ShopRefusal> {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(ShopRefusal::NameMissing);
    }
    if form.story.chars().count() > STORY_LETTERS_MAX {
        return Err(ShopRefusal::StoryTooLong);
    }
    if !(0..=DAYS_MAX).contains(&form.handling_days) {
        return Err(ShopRefusal::Days);
    }
    Ok(())
}

pub async fn save(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    form: ShopForm,
    now: Micros,
) -> Result<(), Stop<ShopRefusal>> {
    member.may(Permission::ShopEdit)?;
    let name = form.name.trim().to_owned();
    fits(&form).map_err(Stop::Refused)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut shop = own(act, &member, id)?;
            shop.name.clone_from(&name);
            shop.story = std::mem::take(&mut shop.story).edited(&form.language, form.story.trim());
            form.city.trim().clone_into(&mut shop.city);
            shop.handling_days = form.handling_days;
            shop.drawing.clone_from(&form.drawing);
            shop.hue = form.hue.rem_euclid(360);
            act.event(EventKind::ShopChanged, id.get(), "");
            Ok(store::save(act.tx, &[shop])?)
        })
        .await
}

pub async fn zones(engine: &Engine, member: &SellerMember, id: ShopId) -> Seen<Vec<Zone>> {
    member.may(Permission::ShopRead)?;
    let seller = member.seller;
    engine
        .read(move |tx| {
            store::shop::shop(tx, id)?.filter(|shop| shop.seller == seller).or_absent()?;
            Ok(store::shop::zones(tx, &[id])?)
        })
        .await
}

/// Sets all delivery zones of a shop. `language` says in which language the names are written.
pub async fn save_zones(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    language: String,
    forms: Vec<ZoneForm>,
    now: Micros,
) -> Result<(), Stop<ZoneRefusal>> {
    member.may(Permission::ShopEdit)?;
    if forms.len() > ZONES_MAX {
        return Err(Stop::Refused(ZoneRefusal::TooMany));
    }
    let mut zones = Vec::new();
    for (row, form) in forms.iter().enumerate() {
        zones.push(zone_of(row, form, id, &language).map_err(Stop::Refused)?);
    }
    let member = member.clone();
    engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let before = store::shop::zones(act.tx, &[id])?;
            let rows: Vec<Zone> = zones.iter().map(|zone| keep_names(zone, &before, &language)).collect();
            act.event(EventKind::ShopChanged, id.get(), crate::listing_feed::ZONES);
            Ok(store::shop::replace_zones(act.tx, id, &rows)?)
        })
        .await
}

/// A name in one language does not drop the others that stood at its place.
fn keep_names(zone: &Zone, before: &[Zone], language: &str) -> Zone {
    let old = before.iter().find(|old| old.ordinal == zone.ordinal && old.countries == zone.countries);
    let name = zone.name.say(language).to_owned();
    Zone {
        name: old.map_or_else(Wording::default, |old| old.name.clone()).with(language, name),
        ..zone.clone()
    }
}

pub(crate) fn zone_of(
    row: usize,
    form: &ZoneForm,
    shop: ShopId,
    language: &str,
) -> Result<Zone, ZoneRefusal> {
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(ZoneRefusal::NameMissing { row });
    }
    let mut codes = Vec::new();
    for text in form.countries.split([',', ' ', ';']).filter(|text| !text.trim().is_empty()) {
        let code = if text.trim() == "*" { Some("*") } else { country(text) };
        codes.push(code.ok_or(ZoneRefusal::CountriesUnknown { row })?);
    }
    if codes.is_empty() {
        return Err(ZoneRefusal::CountriesUnknown { row });
    }
    let prices = [form.price, form.per_kg, form.free_above.unwrap_or(0)];
    if prices.iter().any(|price| !(0..=PRICE_MAX).contains(price)) {
        return Err(ZoneRefusal::Price { row });
    }
    if !(0..=DAYS_MAX).contains(&form.days_min) || !(form.days_min..=DAYS_MAX).contains(&form.days_max) {
        return Err(ZoneRefusal::Days { row });
    }
    Ok(Zone {
        shop,
        ordinal: row as i64,
        name: Wording::in_language(language, name),
        countries: codes.join(","),
        price: form.price,
        per_kg: form.per_kg,
        free_above: form.free_above,
        days_min: form.days_min,
        days_max: form.days_max,
    })
}

/// The operator closes a shop, or opens it again. What was bought there goes on. One that came by an application opens only
/// while nothing is lacking.
pub async fn set_state(
    engine: &Engine,
    member: &OperatorMember,
    id: ShopId,
    state: ShopState,
    now: Micros,
) -> Result<(), Stop<ApplicationRefusal>> {
    member.may(Permission::ShopsSuspend)?;
    let (operator, name, doer) = (member.operator, member.name.clone(), member.doer());
    engine
        .act(now, move |act| {
            let mut shop = store::shop::shop(act.tx, id)?.or_absent()?;
            let market = act.engine.market(shop.market).or_absent()?;
            if market.operator != operator {
                return Err(Stop::Absent);
            }
            let change = (json!({ "state": shop.state.code() }), json!({ "state": state.code() }));
            act.audit(&doer, Deed::ShopStateSet, About::Seller(shop.seller), id, change);
            if let Some(mut case) = Case::of_shop(act, &shop)? {
                let lacks = case.lacks(act.now);
                let (done, step) = match state {
                    ShopState::Open => (case.it.open(&lacks, act.now), Move::Reopened),
                    _ => (case.it.close(&case.admission.days, act.now), Move::Closed),
                };
                done.or_refuse()?;
                case.step(act, step, &name, "")?;
                return case.save(act).map(drop);
            }
            if state == ShopState::Open && store::suspension::goes_on(act.tx, id)?.is_some() {
                return Err(Stop::Refused(ApplicationRefusal::Lacking(vec![Lack::Suspended])));
            }
            shop.state = state;
            act.event(EventKind::ShopChanged, id.get(), "");
            store::save(act.tx, &[shop])?;
            // Its deposit goes back, or stays.
            Holder::find(act, id.get())?.save(act)
        })
        .await
}
