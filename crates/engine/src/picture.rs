//! Pictures: taken from a seller's file or camera, kept whole until a worker has made the sizes that pages use.

pub(crate) mod attached;
mod upload;

use domain::event::{Event, EventKind};
use domain::permission::Permission;
use domain::product::{PICTURES_MAX, Picture, PictureState};
use domain::{Micros, ProductId, SellerId};
use gateways::pictures::fetch::Fetcher;
use gateways::pictures::{OriginalName, PictureLimits, PictureName, prepare};
use store::Tx;

pub(crate) use self::upload::{Sent, keep_for_import};
use crate::product::ask_markets;
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop, Widen};

/// A fetched picture may not be larger.
const BYTES_MAX: usize = 15 << 20;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddPictureRefusal {
    #[error("picture.too_many")]
    TooMany,
    /// The code of the picture's own refusal.
    #[error("{0}")]
    Picture(&'static str),
}

/// Adds pictures to a product. Each file is judged by its header and kept as it came; then a worker makes the sizes that
/// pages use, and until it has, pages show the drawing.
pub async fn add(
    engine: &Engine,
    member: &SellerMember,
    product: ProductId,
    files: Vec<(String, Vec<u8>)>,
    now: Micros,
) -> Result<(), Stop<AddPictureRefusal>> {
    member.may(Permission::ProductsEdit)?;
    let seller = member.seller;
    let known = engine.read(move |tx| owned(tx, product, seller)).await.widen()?;
    if known.len() + files.len() > PICTURES_MAX {
        return Err(Stop::Refused(AddPictureRefusal::TooMany));
    }
    let kept = upload::keep(engine, &product.to_string(), files).await?;
    let names: Vec<OriginalName> = kept.iter().map(|sent| sent.original.clone()).collect();
    let added = engine
        .act(now, move |act| {
            let mut pictures = owned(act.tx, product, seller).widen()?;
            let fresh: Vec<&Sent> = upload::fresh(&kept, &pictures);
            if pictures.len() + fresh.len() > PICTURES_MAX {
                return Err(Stop::Refused(AddPictureRefusal::TooMany));
            }
            for sent in &fresh {
                pictures.push(sent.waiting(product));
                act.event(EventKind::PictureNamed, product.get(), sent.original.as_str());
            }
            replace(act, product, pictures)?;
            ask_markets(act, product)?;
            Ok(fresh.into_iter().map(|sent| sent.original.clone()).collect::<Vec<_>>())
        })
        .await;
    let used = match &added {
        Ok(used) => used.clone(),
        // Nobody knows whether it was kept after all: rather a file too many than a picture lost.
        Err(Stop::Problem(_)) => return added.map(drop),
        Err(_) => Vec::new(),
    };
    for unused in names.into_iter().filter(|name| !used.contains(name)) {
        upload::remove(engine, unused).await.widen()?;
    }
    added.map(drop)
}

/// Puts kept pictures beside those that a product has; answers the originals that are in use now.
pub(crate) fn attach<R>(
    act: &mut Act<'_, '_>,
    product: ProductId,
    kept: &[Sent],
) -> Result<Vec<OriginalName>, Stop<R>> {
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let mut pictures = store::product::pictures_of(act.tx, &[product])?;
    let mut used = Vec::new();
    for sent in upload::fresh(kept, &pictures.clone()) {
        if pictures.len() == PICTURES_MAX {
            break;
        }
        pictures.push(sent.waiting(product));
        act.event(EventKind::PictureNamed, product.get(), sent.original().as_str());
        used.push(sent.original().clone());
    }
    replace(act, product, pictures)?;
    ask_markets(act, product)?;
    Ok(used)
}

/// The pictures of a product of this seller.
fn owned(tx: &mut Tx<'_>, product: ProductId, seller: SellerId) -> Seen<Vec<Picture>> {
    let row = store::product::products(tx, &[product])?.pop();
    row.filter(|row| row.seller == seller).or_absent()?;
    Ok(store::product::pictures_of(tx, &[product])?)
}

/// A picture on the shelf: its name and largest size.
#[derive(Debug, Clone)]
struct Made {
    name: String,
    width: i64,
    height: i64,
}

/// Decodes a picture, turns it upright, strips its metadata and puts it on the shelf in the sizes that pages use: one at
/// a time, off the threads that serve. Absent where it can't be decoded.
async fn make(
    engine: &Engine,
    load: impl FnOnce(&Engine) -> anyhow::Result<Option<Vec<u8>>> + Send + 'static,
) -> Seen<Option<Made>> {
    let _turn = engine.inner.preparing.acquire().await.map_err(|_| Stop::fault("preparing has ended"))?;
    let own = engine.clone();
    let made = engine.blocking(move || {
        let Some(bytes) = load(&own)? else { return Ok(None) };
        // A file that trips the decoder up is as good as damaged.
        let prepared = std::panic::catch_unwind(|| prepare(&bytes, PictureLimits::default()));
        let Ok(Ok(picture)) = prepared else { return Ok(None) };
        own.inner.outside.shelf.put(&picture)?;
        let largest = picture.sizes.iter().map(|size| (size.width, size.height)).max();
        let (width, height) = largest.unwrap_or_default();
        let name = picture.name.as_str().to_owned();
        Ok(Some(Made { name, width: width.into(), height: height.into() }))
    });
    made.await?.map_err(|error: anyhow::Error| Stop::fault(format!("making a picture: {error:#}")))
}

pub async fn remove(
    engine: &Engine,
    member: &SellerMember,
    product: ProductId,
    ordinal: i64,
    now: Micros,
) -> Seen<()> {
    member.may(Permission::ProductsEdit)?;
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let mut pictures = owned(act.tx, product, seller)?;
            pictures.retain(|picture| picture.ordinal != ordinal);
            put(act, product, pictures)?;
            ask_markets(act, product)
        })
        .await
}

/// Replaces the pictures; what shows the product hears of it.
fn put<R>(act: &mut Act<'_, '_>, product: ProductId, pictures: Vec<Picture>) -> Result<(), Stop<R>> {
    replace(act, product, pictures)?;
    act.event(EventKind::ProductChanged, product.get(), "");
    Ok(())
}

fn replace<R>(act: &mut Act<'_, '_>, product: ProductId, mut pictures: Vec<Picture>) -> Result<(), Stop<R>> {
    for (at, picture) in pictures.iter_mut().enumerate() {
        picture.ordinal = at as i64;
    }
    Ok(store::product::replace_pictures(act.tx, product, &pictures)?)
}

/// One size of a picture, as the pictures' route serves it; the nearest where that width was not made.
pub async fn read(engine: &Engine, name: String, width: u32) -> Seen<Vec<u8>> {
    let own = engine.clone();
    let read = engine.blocking(move || {
        let name = PictureName::parse(&name)?;
        own.inner.outside.shelf.read_fitting(&name, width).ok().flatten()
    });
    read.await?.or_absent()
}

/// Makes the sizes of what a seller sent, and fetches pictures that an import named.
pub(crate) async fn feed(engine: &Engine, event: &Event, now: Micros) -> Seen<()> {
    match event.kind {
        EventKind::PictureSent => return attached::make_sizes(engine, event, now).await,
        EventKind::PictureNamed => {}
        _ => return Ok(()),
    }
    let product = ProductId::from_raw(event.subject);
    if let Some(original) = OriginalName::parse(&event.body) {
        return upload::make_sizes(engine, product, original, now).await;
    }
    let pictures = engine.read(move |tx| Ok(store::product::pictures_of(tx, &[product])?)).await?;
    let named = |picture: &Picture| picture.state == PictureState::Waiting && !upload::is_upload(picture);
    for picture in pictures.into_iter().filter(named) {
        let source = picture.source.clone();
        let fetched = make(engine, move |_| Ok(Fetcher::new(BYTES_MAX).fetch(&source).ok())).await?;
        conclude(engine, product, picture.source, fetched, now).await?;
    }
    Ok(())
}

/// Writes what became of a picture that waited. One that was removed meanwhile stays removed.
async fn conclude(
    engine: &Engine,
    product: ProductId,
    source: String,
    made: Option<Made>,
    now: Micros,
) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut pictures = store::product::pictures_of(act.tx, &[product])?;
            let is_it = |row: &&mut Picture| row.state == PictureState::Waiting && row.source == source;
            let Some(row) = pictures.iter_mut().find(is_it) else { return Ok(()) };
            match &made {
                Some(made) => {
                    (row.state, row.width, row.height) = (PictureState::Ready, made.width, made.height);
                    row.name.clone_from(&made.name);
                }
                None => row.state = PictureState::Failed,
            }
            put(act, product, pictures)?;
            // One that failed is none.
            if made.is_none() { ask_markets(act, product) } else { Ok(()) }
        })
        .await
}
