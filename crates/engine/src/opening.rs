//! A shop opens quietly or announced, and goes on holiday: its seller decides, its clock begins and ends what was decided.
//! What was bought goes on whatever stands here.

use domain::event::{EventKind, Timer, TimerKind};
use domain::follow::ShopNews;
use domain::opening::{Holiday, OpeningRefusal};
use domain::permission::Permission;
use domain::shop::Shop;
use domain::{Micros, ShopId};

use crate::listing_feed::ZONES;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop, follow};

/// A holiday as its seller asks for it.
#[derive(Debug, Clone)]
pub struct HolidayForm {
    pub from: Micros,
    /// The first moment at which the shop sells again.
    pub until: Micros,
    pub language: String,
    /// What buyers read meanwhile, in that language.
    pub note: String,
}

fn own<R>(act: &mut Act<'_, '_>, member: &SellerMember, id: ShopId) -> Result<Shop, Stop<R>> {
    store::shop::shop(act.tx, id)?.filter(|shop| shop.seller == member.seller).or_absent()
}

/// The shop leaves all lists and is bought from by who has its address.
pub async fn open_quietly(engine: &Engine, member: &SellerMember, id: ShopId, now: Micros) -> Seen<()> {
    member.may(Permission::ShopEdit)?;
    show(engine, member.clone(), id, Shown::ByLinkOnly, now).await
}

/// The shop stands in lists, and is found.
pub async fn announce(engine: &Engine, member: &SellerMember, id: ShopId, now: Micros) -> Seen<()> {
    member.may(Permission::ShopEdit)?;
    show(engine, member.clone(), id, Shown::InLists, now).await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    InLists,
    ByLinkOnly,
}

async fn show(engine: &Engine, member: SellerMember, id: ShopId, shown: Shown, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let mut shop = own(act, &member, id)?;
            let was_quiet = std::mem::replace(&mut shop.quiet, shown == Shown::ByLinkOnly);
            if was_quiet && !shop.quiet {
                follow::tell(act, &shop, ShopNews::Opened)?;
            }
            act.event(EventKind::ShopChanged, id.get(), "");
            Ok(store::save(act.tx, &[shop])?)
        })
        .await
}

/// Nothing is bought from the shop from then until then. Taken again, the later word holds.
pub async fn take_holiday(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    form: HolidayForm,
    now: Micros,
) -> Result<(), Stop<OpeningRefusal>> {
    member.may(Permission::ShopEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut shop = own(act, &member, id)?;
            let known = shop.holiday.take().map(|holiday| holiday.note).unwrap_or_default();
            let note = known.edited(&form.language, form.note.trim());
            let holiday = Holiday::taken(form.from, form.until, note, act.now).map_err(Stop::Refused)?;
            shop.holiday = Some(holiday);
            keep(act, shop)
        })
        .await
}

/// The holiday ends now, or will not begin.
pub async fn come_back(engine: &Engine, member: &SellerMember, id: ShopId, now: Micros) -> Seen<()> {
    member.may(Permission::ShopEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut shop = own(act, &member, id)?;
            let was_away = shop.holiday.take().is_some_and(|holiday| holiday.is_on(act.now));
            if was_away {
                follow::tell(act, &shop, ShopNews::Back)?;
            }
            keep(act, shop)
        })
        .await
}

/// The clock of a holiday: it begins, and pages say so; it ends, and is forgotten.
pub(crate) async fn turn(engine: &Engine, timer: Timer, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            if !store::timer::take(act.tx, &timer, act.now)? {
                return Ok(());
            }
            let mut shop = store::shop::shop(act.tx, ShopId::from_raw(timer.subject))?.or_absent()?;
            let before = shop.holiday.clone();
            shop.holiday = shop.holiday.filter(|holiday| holiday.turns_at(act.now).is_some());
            if before.is_some() && shop.holiday.is_none() {
                follow::tell(act, &shop, ShopNews::Back)?;
            }
            keep(act, shop)
        })
        .await
}

/// Saves a shop with the clock that its holiday needs.
fn keep<R>(act: &mut Act<'_, '_>, shop: Shop) -> Result<(), Stop<R>> {
    let id = shop.id.get();
    match shop.holiday.as_ref().and_then(|holiday| holiday.turns_at(act.now)) {
        Some(due) => act.timer(id, TimerKind::HolidayTurns, due),
        None => act.drop_timer(id, TimerKind::HolidayTurns),
    }
    act.event(EventKind::ShopChanged, id, ZONES);
    Ok(store::save(act.tx, &[shop])?)
}
