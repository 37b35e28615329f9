//! What a seller sent: kept as it came, under a name of its own, until its sizes are made; then it is gone.

use domain::product::{Picture, PictureState};
use domain::{Micros, ProductId};
use gateways::pictures::{OriginalName, PictureLimits, PictureName, PictureRefusal, look};

use super::{AddPictureRefusal, conclude, make};
use crate::{Engine, Seen, Stop, Widen};

const ALT_LETTERS_MAX: usize = 200;
/// How the source of a picture begins that was sent, not named by an address.
const SENT: &str = "upload:";

/// A file that was taken and is kept.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(super) original: OriginalName,
    picture: PictureName,
    alt: String,
}

impl Sent {
    pub(crate) fn original(&self) -> &OriginalName {
        &self.original
    }

    /// Its row until the sizes are made.
    pub(crate) fn waiting(&self, product: ProductId) -> Picture {
        Picture {
            product,
            ordinal: 0,
            name: String::new(),
            alt: self.alt.clone(),
            width: 0,
            height: 0,
            source: source_of(&self.original),
            state: PictureState::Waiting,
        }
    }
}

pub(super) fn source_of(original: &OriginalName) -> String {
    format!("{SENT}{}", original.as_str())
}

pub(super) fn is_upload(picture: &Picture) -> bool {
    picture.source.starts_with(SENT)
}

/// Judges all files, then keeps them; one that is refused refuses all.
pub(super) async fn keep(
    engine: &Engine,
    of: &str,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Vec<Sent>, Stop<AddPictureRefusal>> {
    let (own, of) = (engine.clone(), of.to_owned());
    let kept = engine.blocking(move || {
        let look = |(_, bytes): &(String, Vec<u8>)| look(bytes, PictureLimits::default());
        let pictures = files.iter().map(look).collect::<Result<Vec<_>, PictureRefusal>>()?;
        let mut kept = Vec::new();
        for ((file, bytes), picture) in files.iter().zip(pictures) {
            let lot = u64::from_be_bytes(own.random());
            let original =
                OriginalName::new(&of, &picture, lot).expect("ids and digests are small letters and digits");
            if let Err(error) = own.inner.outside.shelf.put_original(&original, bytes) {
                return Ok(Err(error));
            }
            kept.push(Sent { original, picture, alt: alt(file) });
        }
        Ok(Ok(kept))
    });
    kept.await
        .widen()?
        .map_err(|refusal: PictureRefusal| Stop::Refused(AddPictureRefusal::Picture(refusal.code())))?
        .map_err(|error| Stop::fault(format!("keeping a picture: {error:#}")))
}

/// Judges the pictures of one product, then keeps them for `of`, whoever that is. The error names the first that is refused.
/// Blocks.
pub(crate) fn keep_for_import(
    engine: &Engine,
    of: &str,
    files: &[(String, Vec<u8>)],
) -> anyhow::Result<Result<Vec<Sent>, (usize, &'static str)>> {
    let mut pictures = Vec::new();
    for (at, (_, bytes)) in files.iter().enumerate() {
        match look(bytes, PictureLimits::default()) {
            Ok(picture) => pictures.push(picture),
            Err(refusal) => return Ok(Err((at, refusal.code()))),
        }
    }
    let mut kept = Vec::new();
    for ((file, bytes), picture) in files.iter().zip(pictures) {
        let lot = u64::from_be_bytes(engine.random());
        let original =
            OriginalName::new(of, &picture, lot).expect("ids and digests are small letters and digits");
        engine.inner.outside.shelf.put_original(&original, bytes)?;
        kept.push(Sent { original, picture, alt: alt(file) });
    }
    Ok(Ok(kept))
}

/// The name of a file, as words.
fn alt(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace(['_', '-'], " ");
    stem.chars().take(ALT_LETTERS_MAX).collect()
}

/// What the product does not have yet; a file sent twice counts once.
pub(super) fn fresh<'a>(sent: &'a [Sent], known: &[Picture]) -> Vec<&'a Sent> {
    let is_known = |one: &Sent| known.iter().any(|row| is_same(one, &row.name, &row.source, row.state));
    let mut fresh: Vec<&Sent> = Vec::new();
    for one in sent {
        if !is_known(one) && fresh.iter().all(|other| other.picture != one.picture) {
            fresh.push(one);
        }
    }
    fresh
}

/// Whether a row shows, or waits to show, what was sent.
pub(super) fn is_same(sent: &Sent, name: &str, source: &str, state: PictureState) -> bool {
    let original = || OriginalName::parse(source.strip_prefix(SENT)?);
    match state {
        PictureState::Ready => name == sent.picture.as_str(),
        PictureState::Waiting => original().is_some_and(|original| original.is_of(&sent.picture)),
        PictureState::Failed => false,
    }
}

/// Makes the sizes of one upload, if its picture still waits, and lets the original go.
pub(super) async fn make_sizes(
    engine: &Engine,
    product: ProductId,
    original: OriginalName,
    now: Micros,
) -> Seen<()> {
    let source = source_of(&original);
    let asked = source.clone();
    let waits = engine.read(move |tx| {
        let pictures = store::product::pictures_of(tx, &[product])?;
        Ok(pictures.iter().any(|row| row.state == PictureState::Waiting && row.source == asked))
    });
    if waits.await? {
        let own = original.clone();
        let made = make(engine, move |engine| engine.inner.outside.shelf.read_original(&own)).await?;
        conclude(engine, product, source, made, now).await?;
    }
    remove(engine, original).await
}

/// Lets an original go.
pub(super) async fn remove(engine: &Engine, original: OriginalName) -> Seen<()> {
    let own = engine.clone();
    let removed = engine.blocking(move || own.inner.outside.shelf.remove_original(&original)).await?;
    removed.map_err(|error| Stop::fault(format!("removing an original: {error:#}")))
}
