//! How a shop looks: its seller changes a draft, looks at it as buyers will, and publishes it. What was published is shown
//! until the next one; a draft can go back to it.

mod goods;
mod seen;

pub use goods::{Choosing, PAGE as GOODS_PAGE, choosing};
pub use seen::{BlockGoods, Decorating, Goods, Preview, decorating, preview, shown, stylesheet};

use std::sync::Arc;

use domain::decor::{Decor, DecorDraft, DecorRefusal, DecorVersion, PICTURES_MAX};
use domain::event::EventKind;
use domain::permission::Permission;
use domain::picture::PictureOf;
use domain::product::PictureState;
use domain::shop::Shop;
use domain::{Micros, ShopId};
use store::Problem;

use crate::listing_feed::ZONES;
use crate::picture::AddPictureRefusal;
use crate::picture::attached::{self, Owner};
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, SellerMember, Stop, Widen};

impl From<AddPictureRefusal> for DecorRefusal {
    fn from(refusal: AddPictureRefusal) -> Self {
        match refusal {
            AddPictureRefusal::TooMany => Self::TooManyPictures,
            AddPictureRefusal::Picture(code) => Self::Picture(code),
        }
    }
}

fn own<R>(act: &mut Act<'_, '_>, member: &SellerMember, id: ShopId) -> Result<Shop, Stop<R>> {
    store::shop::shop(act.tx, id)?.filter(|shop| shop.seller == member.seller).or_absent()
}

/// Keeps a draft over the one that was `seen`: its version, nothing before the first. Pictures are the shop's own; what it
/// shows otherwise does not exist. The same draft sent again is the one that is there.
pub async fn save_draft(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    (decor, seen): (Decor, Option<i64>),
    now: Micros,
) -> Result<(), Stop<DecorRefusal>> {
    member.may(Permission::ShopEdit)?;
    decor.checked().or_refuse()?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let pictures = store::picture::attached(act.tx, &[id.get()])?;
            let known = store::decor::decor(act.tx, id)?;
            if known.as_ref().is_some_and(|known| known.draft == decor) {
                return Ok(());
            }
            if known.map(|known| known.version) != seen {
                return Err(Stop::Refused(DecorRefusal::ChangedMeanwhile));
            }
            let is_own = |name: &&str| pictures.iter().any(|row| row.name == **name);
            if !decor.pictures().iter().all(is_own) {
                return Err(Stop::Refused(DecorRefusal::UnknownPicture));
            }
            keep(act, id, decor.clone())
        })
        .await
}

fn keep<R>(act: &mut Act<'_, '_>, shop: ShopId, draft: Decor) -> Result<(), Stop<R>> {
    match store::decor::decor(act.tx, shop)? {
        Some(mut decor) => {
            (decor.draft, decor.changed_at) = (draft, act.now);
            Ok(store::save(act.tx, &[decor])?)
        }
        None => {
            let fresh = DecorDraft { shop, draft, published: 0, changed_at: act.now, version: 0 };
            Ok(store::insert(act.tx, &[fresh]).map_err(Problem::taken_meanwhile)?)
        }
    }
}

/// Shows the draft to everybody. Published twice, it is one version.
pub async fn publish(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    now: Micros,
) -> Result<i64, Stop<DecorRefusal>> {
    member.may(Permission::ShopEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let decor = store::decor::decor(act.tx, id)?;
            let mut decor = decor.ok_or(Stop::Refused(DecorRefusal::NothingToPublish))?;
            // Somebody else may have published since the draft was read: the version that is shown says its own number.
            let shown = store::decor::shown(act.tx, id)?;
            if let Some(shown) = shown.filter(|shown| shown.decor == decor.draft) {
                return Ok(shown.number);
            }
            decor.published += 1;
            let version = DecorVersion {
                shop: id,
                number: decor.published,
                decor: decor.draft.clone(),
                author: member.name.clone(),
                at: act.now,
            };
            store::insert(act.tx, &[version]).map_err(Problem::taken_meanwhile)?;
            let number = decor.published;
            store::save(act.tx, &[decor])?;
            act.event(EventKind::ShopChanged, id.get(), ZONES);
            Ok(number)
        })
        .await
}

/// The draft goes back to what visitors see.
pub async fn undo(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    now: Micros,
) -> Result<(), Stop<DecorRefusal>> {
    member.may(Permission::ShopEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let shown = store::decor::shown(act.tx, id)?;
            keep(act, id, shown.map(|shown| shown.decor).unwrap_or_default())
        })
        .await
}

/// Adds pictures that the shop's page may show.
pub async fn add_pictures(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    files: Vec<(String, Vec<u8>)>,
    now: Micros,
) -> Result<(), Stop<DecorRefusal>> {
    member.may(Permission::ShopEdit)?;
    let seller = member.seller;
    let theirs =
        engine.read(move |tx| store::shop::shop(tx, id)?.filter(|shop| shop.seller == seller).or_absent());
    theirs.await.widen()?;
    let files = attached::keep(engine, &id.to_string(), files).await;
    let files = Arc::new(files.map_err(|stop| stop.map(DecorRefusal::from))?);
    let (own_files, member) = (Arc::clone(&files), member.clone());
    let done = engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let mut pictures = store::picture::attached(act.tx, &[id.get()])?;
            pictures.retain(|row| row.state != PictureState::Failed);
            let owner = Owner { raw: id.get(), of: PictureOf::Shop };
            let taken = own_files.attach(act, owner, &mut pictures);
            if pictures.len() > PICTURES_MAX {
                return Err(Stop::Refused(DecorRefusal::TooManyPictures));
            }
            attached::put(act, owner.raw, pictures)?;
            Ok(((), taken))
        })
        .await;
    files.after(engine, done).await
}

/// Takes a picture away. One that the draft or the published look shows stays.
pub async fn remove_picture(
    engine: &Engine,
    member: &SellerMember,
    id: ShopId,
    name: String,
    now: Micros,
) -> Result<(), Stop<DecorRefusal>> {
    member.may(Permission::ShopEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            own(act, &member, id)?;
            let draft = store::decor::decor(act.tx, id)?.map(|kept| kept.draft);
            let shown = store::decor::shown(act.tx, id)?.map(|shown| shown.decor);
            if draft.iter().chain(&shown).any(|look| look.pictures().contains(name.as_str())) {
                return Err(Stop::Refused(DecorRefusal::PictureInUse));
            }
            let mut pictures = store::picture::attached(act.tx, &[id.get()])?;
            pictures.retain(|picture| picture.name != name);
            attached::put(act, id.get(), pictures)
        })
        .await
}
