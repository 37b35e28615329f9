//! Pictures of reviews and of shops: judged and kept when they are sent, made by the worker, named from then on.

use domain::event::{Event, EventKind};
use domain::picture::{AttachedPicture, PictureOf};
use domain::product::PictureState;
use domain::{Micros, ReviewId, ShopId};
use gateways::pictures::OriginalName;

use super::upload::{self, Sent};
use super::{AddPictureRefusal, Made, make};
use crate::{Act, Engine, Never, Seen, Stop, Widen};

/// Files that were judged and are kept until an act has taken them, or let go.
pub(crate) struct Files(Vec<Sent>);

/// To what pictures are attached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) raw: i64,
    pub(crate) of: PictureOf,
}

/// Judges files and keeps them; one that is refused refuses all. `of` names what they are about.
pub(crate) async fn keep(
    engine: &Engine,
    of: &str,
    files: Vec<(String, Vec<u8>)>,
) -> Result<Files, Stop<AddPictureRefusal>> {
    Ok(Files(upload::keep(engine, of, files).await?))
}

impl Files {
    /// What becomes of the files after an act: those that it did not take go. Where nobody knows whether it was kept, they
    /// stay: rather a file too many than a picture lost.
    pub(crate) async fn after<T, R>(
        &self,
        engine: &Engine,
        done: Result<(T, Vec<OriginalName>), Stop<R>>,
    ) -> Result<T, Stop<R>> {
        let used = match &done {
            Ok((_, used)) => used.clone(),
            Err(Stop::Problem(_)) => return done.map(|(value, _)| value),
            Err(_) => Vec::new(),
        };
        for sent in self.0.iter().filter(|sent| !used.contains(&sent.original)) {
            upload::remove(engine, sent.original.clone()).await.widen()?;
        }
        done.map(|(value, _)| value)
    }

    /// The files that an owner's pictures don't have yet, behind those, each told to the worker. Answers which were taken.
    pub(crate) fn attach(
        &self,
        act: &mut Act<'_, '_>,
        owner: Owner,
        pictures: &mut Vec<AttachedPicture>,
    ) -> Vec<OriginalName> {
        let mut taken = Vec::new();
        for sent in &self.0 {
            if pictures.iter().any(|known| upload::is_same(sent, &known.name, &known.source, known.state)) {
                continue;
            }
            let waiting = sent.waiting(domain::ProductId::from_raw(owner.raw));
            act.event(EventKind::PictureSent, owner.raw, sent.original.as_str());
            taken.push(sent.original.clone());
            pictures.push(AttachedPicture {
                owner: owner.raw,
                ordinal: 0,
                of_kind: owner.of,
                name: String::new(),
                alt: waiting.alt,
                width: 0,
                height: 0,
                source: waiting.source,
                state: PictureState::Waiting,
                added_at: act.now,
            });
        }
        taken
    }
}

/// Writes an owner's pictures in this order.
pub(crate) fn put<R>(
    act: &mut Act<'_, '_>,
    owner: i64,
    mut pictures: Vec<AttachedPicture>,
) -> Result<(), Stop<R>> {
    for (at, picture) in pictures.iter_mut().enumerate() {
        picture.ordinal = at as i64;
    }
    Ok(store::picture::replace_attached(act.tx, owner, &pictures)?)
}

/// Makes the sizes of one file, if its picture still waits, and lets the original go.
pub(super) async fn make_sizes(engine: &Engine, event: &Event, now: Micros) -> Seen<()> {
    let Some(original) = OriginalName::parse(&event.body) else { return Ok(()) };
    let (owner, source) = (event.subject, upload::source_of(&original));
    let asked = source.clone();
    let waits = engine.read(move |tx| {
        let pictures = store::picture::attached(tx, &[owner])?;
        Ok(pictures.iter().any(|row| row.state == PictureState::Waiting && row.source == asked))
    });
    if waits.await? {
        let own = original.clone();
        let made = make(engine, move |engine| engine.inner.outside.shelf.read_original(&own)).await?;
        conclude(engine, owner, source, made, now).await?;
    }
    upload::remove(engine, original).await
}

async fn conclude(engine: &Engine, owner: i64, source: String, made: Option<Made>, now: Micros) -> Seen<()> {
    engine
        .act::<_, Never, _>(now, move |act| {
            let mut pictures = store::picture::attached(act.tx, &[owner])?;
            let is_it =
                |row: &&mut AttachedPicture| row.state == PictureState::Waiting && row.source == source;
            let Some(row) = pictures.iter_mut().find(is_it) else { return Ok(()) };
            let of = row.of_kind;
            match &made {
                Some(made) => {
                    (row.state, row.width, row.height) = (PictureState::Ready, made.width, made.height);
                    row.name.clone_from(&made.name);
                }
                None => row.state = PictureState::Failed,
            }
            let ready = pictures.iter().filter(|row| row.state == PictureState::Ready).count() as i64;
            put(act, owner, pictures)?;
            match of {
                PictureOf::Review => crate::review::pictured(act, ReviewId::from_raw(owner), ready),
                PictureOf::Shop => {
                    act.event(
                        EventKind::ShopChanged,
                        ShopId::from_raw(owner).get(),
                        crate::listing_feed::ZONES,
                    );
                    Ok(())
                }
            }
        })
        .await
}
