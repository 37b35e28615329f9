//! Pictures: taken from a seller's file or camera, kept whole until a worker has made the sizes that pages use.

use domain::event::{Event, EventKind};
use domain::product::{PICTURES_MAX, Picture, PictureState};
use domain::{Micros, ProductId};
use gateways::pictures::{PictureLimits, PictureName, PictureRefusal, prepare};

use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop};

const ALT_LETTERS_MAX: usize = 200;

/// Why a picture is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddPictureRefusal {
    #[error("picture.too_many")]
    TooMany,
    /// The code of the picture's own refusal.
    #[error("{0}")]
    Picture(&'static str),
}

/// Adds pictures to a product. Each is decoded, turned upright, stripped of its metadata and stored in the sizes that
/// pages use, one at a time and off the threads that serve; then the product shows them.
pub async fn add(
    engine: &Engine,
    member: &SellerMember,
    product: ProductId,
    files: Vec<(String, Vec<u8>)>,
    now: Micros,
) -> Result<(), Stop<AddPictureRefusal>> {
    let mut prepared = Vec::new();
    for (file, bytes) in files {
        let (name, width, height) = keep(engine, bytes).await?;
        let alt = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).replace(['_', '-'], " ");
        prepared.push((name, alt.chars().take(ALT_LETTERS_MAX).collect::<String>(), width, height));
    }
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let row = store::product::products(act.tx, &[product])?.pop();
            row.filter(|row| row.seller == seller).or_absent()?;
            let mut pictures = store::product::pictures_of(act.tx, &[product])?;
            if pictures.len() + prepared.len() > PICTURES_MAX {
                return Err(Stop::Refused(AddPictureRefusal::TooMany));
            }
            let known: Vec<String> = pictures.iter().map(|picture| picture.name.clone()).collect();
            for (name, alt, width, height) in prepared.iter().filter(|(name, ..)| !known.contains(name)) {
                pictures.push(Picture {
                    product,
                    ordinal: 0,
                    name: name.clone(),
                    alt: alt.clone(),
                    width: *width,
                    height: *height,
                    source: String::new(),
                    state: PictureState::Ready,
                });
            }
            put(act, product, pictures)
        })
        .await
}

/// Prepares a picture and puts it on the shelf; answers its name and size.
async fn keep(engine: &Engine, bytes: Vec<u8>) -> Result<(String, i64, i64), Stop<AddPictureRefusal>> {
    let _turn = engine.inner.preparing.acquire().await.map_err(|_| Stop::fault("preparing has ended"))?;
    let own = engine.clone();
    let made = engine.blocking(move || {
        let picture = prepare(&bytes, PictureLimits::default())?;
        let largest = picture.sizes.iter().map(|size| (size.width, size.height)).max().unwrap_or_default();
        let kept = own.inner.outside.shelf.put(&picture);
        Ok::<_, PictureRefusal>((picture.name.as_str().to_owned(), largest, kept.err()))
    });
    let (name, (width, height), failed) = made
        .await
        .map_err(|stop| stop.map(|never| match never {}))?
        .map_err(|refusal| Stop::Refused(AddPictureRefusal::Picture(refusal.code())))?;
    match failed {
        Some(error) => Err(Stop::fault(format!("keeping a picture: {error}"))),
        None => Ok((name, i64::from(width), i64::from(height))),
    }
}

pub async fn remove(
    engine: &Engine,
    member: &SellerMember,
    product: ProductId,
    ordinal: i64,
    now: Micros,
) -> Seen<()> {
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let row = store::product::products(act.tx, &[product])?.pop();
            row.filter(|row| row.seller == seller).or_absent()?;
            let mut pictures = store::product::pictures_of(act.tx, &[product])?;
            pictures.retain(|picture| picture.ordinal != ordinal);
            put(act, product, pictures)
        })
        .await
}

fn put<R>(act: &mut Act<'_, '_>, product: ProductId, mut pictures: Vec<Picture>) -> Result<(), Stop<R>> {
    for (at, picture) in pictures.iter_mut().enumerate() {
        picture.ordinal = at as i64;
    }
    store::product::replace_pictures(act.tx, product, &pictures)?;
    Ok(act.event(EventKind::ProductChanged, product.get(), "")?)
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

/// Fetches pictures that an import named and was told to fetch.
pub(crate) async fn feed(engine: &Engine, event: &Event, now: Micros) -> Seen<()> {
    if event.kind != EventKind::PictureNamed {
        return Ok(());
    }
    let product = ProductId::from_raw(event.subject);
    let pictures = engine.read(move |tx| Ok(store::product::pictures_of(tx, &[product])?)).await?;
    for picture in pictures.into_iter().filter(|picture| picture.state == PictureState::Waiting) {
        let fetched = fetch(engine, &picture).await;
        engine
            .act::<_, Never, _>(now, move |act| {
                let mut pictures = store::product::pictures_of(act.tx, &[product])?;
                let Some(row) = pictures.iter_mut().find(|row| row.source == picture.source) else {
                    return Ok(());
                };
                match &fetched {
                    Some((name, width, height)) => {
                        (row.state, row.width, row.height) = (PictureState::Ready, *width, *height);
                        row.name.clone_from(name);
                    }
                    None => row.state = PictureState::Failed,
                }
                put(act, product, pictures)
            })
            .await?;
    }
    Ok(())
}

async fn fetch(engine: &Engine, picture: &Picture) -> Option<(String, i64, i64)> {
    let source = picture.source.clone();
    let bytes = engine
        .blocking(move || gateways::pictures::fetch::Fetcher::new(PICTURE_BYTES_MAX).fetch(&source).ok())
        .await
        .ok()??;
    keep(engine, bytes).await.ok()
}

/// A fetched picture may not be larger.
const PICTURE_BYTES_MAX: usize = 15 << 20;
