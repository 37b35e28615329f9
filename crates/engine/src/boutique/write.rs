//! One slice of an archive: its pictures judged and kept outside of the act, everything else written in it. What was kept and
//! is not used is let go.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;

use domain::assortment::Objection;
use domain::job::{LineOutcome, Told};
use domain::shop::Shop;
use domain::{ProductId, ShopId};
use gateways::boutique_file::description::Description;
use gateways::boutique_file::{BoutiqueRefusal, EntryName};
use gateways::catalogue_file::ProductDraft;
use gateways::pictures::{OriginalName, PictureName};
use money::Currency;

use super::describe::describe;
use super::reading::{Goods, Import, Item};
use crate::import::{Drafted, ImportOptions, Written, write_drafts};
use crate::picture::Sent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop};

/// Things of one act.
pub(super) const SLICE: usize = 10;

/// Where it goes, and by whose hand.
#[derive(Debug, Clone)]
pub struct Into {
    pub member: SellerMember,
    pub shop: Shop,
    pub currency: Currency,
    /// Of texts that say none.
    pub language: String,
    /// Category for goods whose own is not found in the tree.
    pub category: String,
}

/// A slice that can be written, as often as an act is decided.
#[derive(Debug, Clone)]
pub(super) struct Prepared {
    ready: Arc<Vec<Ready>>,
    pub(super) reached: i64,
    pub(super) is_last: bool,
}

#[derive(Debug)]
enum Ready {
    Shop(Box<Description>),
    Product { line: u64, draft: Box<ProductDraft>, digest: String, kept: Vec<Sent> },
    Told(Told),
}

/// Gets a slice ready, from `reached` on: reads, judges and keeps its pictures. Absent where the archive has gone. Blocks.
pub(super) fn prepare(
    engine: &Engine,
    into: &Into,
    import: &mut Import,
    reached: i64,
    keeps: bool,
) -> Seen<Prepared> {
    let from = usize::try_from(reached).unwrap_or(usize::MAX).min(import.items.len());
    let to = (from + SLICE).min(import.items.len());
    let items: Vec<Item> = import.items[from..to].to_vec();
    let mut ready = Vec::with_capacity(items.len());
    for item in items {
        ready.push(match item {
            Item::Shop(said) => Ready::Shop(said),
            Item::Told(told) => Ready::Told(told),
            Item::Product(goods) => product(engine, into, import, *goods, keeps)?,
        });
    }
    Ok(Prepared { ready: Arc::new(ready), reached: to as i64, is_last: to == import.items.len() })
}

fn product(engine: &Engine, into: &Into, import: &mut Import, goods: Goods, keeps: bool) -> Seen<Ready> {
    let Goods { line, draft, pictures } = goods;
    let mut files = Vec::new();
    for name in &pictures {
        match import.boutique.picture(name) {
            Ok(Some(bytes)) => files.push((name.file().to_owned(), bytes)),
            Ok(None) => {}
            // The archive's own trouble is none of the product's.
            Err(BoutiqueRefusal::Outside(error)) if error.kind() == ErrorKind::NotFound => {
                return Err(Stop::Absent);
            }
            Err(BoutiqueRefusal::Outside(error)) => {
                return Err(Stop::fault(format!("reading {} of an import: {error}", name.as_str())));
            }
            Err(refusal) => return Ok(broken(line, &draft, name, refusal.code())),
        }
    }
    let digests: Vec<PictureName> = files.iter().map(|(_, bytes)| PictureName::of(bytes)).collect();
    let digest = if files.is_empty() { String::new() } else { format!("{digests:?}") };
    if !keeps || is_known(engine, into, &draft, &digest)? {
        return Ok(Ready::Product { line, draft: Box::new(draft), digest, kept: Vec::new() });
    }
    match crate::picture::keep_for_import(engine, &into.member.seller.to_string(), &files) {
        Ok(Ok(kept)) => Ok(Ready::Product { line, draft: Box::new(draft), digest, kept }),
        Ok(Err((at, code))) => Ok(broken(line, &draft, &pictures[at.min(pictures.len() - 1)], code)),
        Err(error) => Err(Stop::fault(format!("keeping the pictures of an import: {error:#}"))),
    }
}

/// A product with a picture that can't be taken is not taken: nothing is half.
fn broken(line: u64, draft: &ProductDraft, picture: &EntryName, code: &str) -> Ready {
    Ready::Told(Told::refused(0, &draft.title, code).with(&format!("{} ({line})", picture.as_str())))
}

/// Whether this very product was imported before, pictures and all.
fn is_known(engine: &Engine, into: &Into, draft: &ProductDraft, digest: &str) -> Seen<bool> {
    let (seller, key) = (into.member.seller, draft.key.clone());
    let hash = crate::import::hash_of(draft, digest);
    engine.act_blocking::<_, Never, _>(engine.now(), move |act| {
        let known = store::product::products_by_key(act.tx, seller, vec![key.clone()])?;
        Ok(known.iter().any(|product| product.source_hash == hash))
    })
}

/// Writes a slice; answers what became of each thing, and the originals that are in use now.
pub(super) fn write(
    act: &mut Act<'_, '_>,
    into: &Into,
    prepared: &Prepared,
) -> Seen<(Vec<Told>, Vec<OriginalName>)> {
    let options = ImportOptions {
        dry_run: false,
        pictures: false,
        language: into.language.clone(),
        category: into.category.clone(),
        rejects: std::path::PathBuf::new(),
    };
    let (mut told, mut used) = (Vec::new(), Vec::new());
    for one in prepared.ready.iter() {
        told.push(match one {
            Ready::Told(told) => told.clone(),
            Ready::Shop(said) => describe(act, into, said)?,
            Ready::Product { line, draft, digest, kept } => {
                let pictures = kept.iter().map(|sent| sent.waiting(ProductId::from_raw(0))).collect();
                let one = [Drafted { draft: (**draft).clone(), also: digest.clone(), pictures }];
                let written = write_drafts(act, &into.member, &into.shop, &options, &one)?.pop();
                let (id, outcome) = match written {
                    Some(Written::Created(id) | Written::Changed(id)) => (id, LineOutcome::Done),
                    Some(Written::Unchanged(id)) => (id, LineOutcome::Unchanged),
                    Some(Written::Refused(refusal)) => {
                        let about = format!("products.csv {line}");
                        told.push(Told::refused(0, &draft.title, &refusal.to_string()).with(&about));
                        continue;
                    }
                    None => return Err(Stop::fault("a draft that was written has no outcome")),
                };
                used.extend(crate::picture::attach(act, id, kept)?);
                Told::new(id.get(), &draft.title, outcome)
            }
        });
    }
    note_withheld(act, &mut told)?;
    Ok((told, used))
}

/// Says beside each product which shops it is kept out of, and by what.
fn note_withheld(act: &mut Act<'_, '_>, told: &mut [Told]) -> Seen<()> {
    let ids: Vec<ProductId> = told.iter().map(|told| ProductId::from_raw(told.subject)).collect();
    let offers = store::product::offers_of(act.tx, &ids)?;
    let withheld: BTreeSet<(ProductId, ShopId, Objection)> =
        offers.iter().filter_map(|offer| Some((offer.product, offer.shop, offer.withheld?))).collect();
    let shops: Vec<ShopId> = withheld.iter().map(|(_, shop, _)| *shop).collect();
    let shops = store::shop::shops(act.tx, &shops)?;
    for told in told {
        let of = withheld.iter().filter(|(product, ..)| product.get() == told.subject);
        let kept_out = of.filter_map(|(_, shop, objection)| {
            Some((*objection, shops.iter().find(|known| known.id == *shop)?.name.as_str()))
        });
        *told = told.clone().kept_out(&kept_out.collect::<Vec<_>>());
    }
    Ok(())
}

impl Prepared {
    /// Originals that were kept for this slice.
    fn kept(&self) -> Vec<OriginalName> {
        let of = |one: &Ready| match one {
            Ready::Product { kept, .. } => kept.iter().map(|sent| sent.original().clone()).collect(),
            _ => Vec::new(),
        };
        self.ready.iter().flat_map(of).collect()
    }

    /// Lets go what was kept and is not used. Blocks.
    pub(super) fn let_go(&self, engine: &Engine, used: &[OriginalName]) {
        for name in self.kept().iter().filter(|name| !used.contains(name)) {
            if let Err(error) = engine.inner.outside.shelf.remove_original(name) {
                tracing::warn!(%error, "an original that nobody uses stays");
            }
        }
    }
}

/// What a dry run came to: its act is undone by refusing it.
#[derive(Debug, thiserror::Error)]
#[error("job.dry_run")]
struct Undone(Vec<Told>);

/// Does the whole import here and now, for a command at the machine; a dry run undoes each slice. Blocks. `progress` hears
/// how many things are done.
pub fn run(
    engine: &Engine,
    into: &Into,
    import: &mut Import,
    dry_run: bool,
    progress: &mut dyn FnMut(i64),
) -> Seen<Vec<Told>> {
    let (mut all, mut reached) = (Vec::new(), 0);
    loop {
        let prepared = prepare(engine, into, import, reached, !dry_run)?;
        let (to, slice) = (into.clone(), prepared.clone());
        let written = engine.act_blocking::<_, Undone, _>(engine.now(), move |act| {
            let (told, used) = write(act, &to, &slice).map_err(|stop| stop.map(|never| match never {}))?;
            if dry_run { Err(Stop::Refused(Undone(told))) } else { Ok((told, used)) }
        });
        match written {
            Ok((told, used)) => {
                prepared.let_go(engine, &used);
                all.extend(told);
            }
            Err(Stop::Refused(Undone(told))) => all.extend(told),
            Err(Stop::Absent) => return Err(Stop::Absent),
            Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
            Err(Stop::Problem(problem)) => return Err(Stop::Problem(problem)),
        }
        reached = prepared.reached;
        progress(reached);
        if prepared.is_last {
            return Ok(all);
        }
    }
}
