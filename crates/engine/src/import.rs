//! Product files: read as a stream, written in batches, each product once however often the file comes.

mod new_product;

mod reading;
mod report;
use reading::{category_of, form_of};
use report::problem;

pub use report::{Elsewhere, ImportReport, Problem};

pub use new_product::{NewProduct, NewVariant, add_products};

use std::path::{Path, PathBuf};

use domain::event::EventKind;
use domain::permission::Permission;
use domain::product::{Picture, PictureState};
use domain::shop::Shop;
use domain::stock::{QUANTITY_MAX, StockRefusal};
use domain::{ProductId, ShopId};
use gateways::catalogue_file::{CatalogueFile, Entry, Outcome, ProductDraft, RejectsFile};
use sha2::{Digest, Sha256};
use store::product::Whole;

use crate::product::{ProductForm, ProductRefusal, Source, check, own_shop, save_in};
use crate::{Act, Engine, Never, SellerMember, Stop};

/// Products written in one act.
const BATCH: usize = 50;

/// Stock for goods whose other shop did not count them.
const UNCOUNTED_QUANTITY: i64 = 0;

/// What the caller wants of an import.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    pub dry_run: bool,
    /// Fetch the pictures that the file names.
    pub pictures: bool,
    /// Language of the file's texts.
    pub language: String,
    /// Category for goods whose own is not found in the tree.
    pub category: String,
    /// Where rejected rows go.
    pub rejects: PathBuf,
}

/// Reads a Shopify or WooCommerce product file into a shop. Blocks: call it from a thread of its own.
/// `progress` is told the last line read.
pub fn import_products(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    path: &Path,
    options: &ImportOptions,
    progress: &mut dyn FnMut(u64),
) -> anyhow::Result<ImportReport> {
    member.may::<Never>(Permission::ProductsEdit)?;
    let now = engine.now();
    let (own, seller) = (member.clone(), member.clone());
    let shop = engine
        .act_blocking::<_, Never, _>(now, move |act| own_shop(act, &own, shop))
        .map_err(|_| anyhow::anyhow!("the shop is not there"))?;
    let market = engine.market(shop.market).ok_or_else(|| anyhow::anyhow!("the market is not there"))?;
    let mut file = CatalogueFile::open(path, market.currency)?;
    let mut report = ImportReport {
        format: format!("{:?}", file.format()),
        dry_run: options.dry_run,
        ..ImportReport::default()
    };
    let into = Target { engine, member: &seller, shop: &shop, options };
    let mut rejects = Rejects { header: file.header().clone(), options, file: None };
    let mut batch: Vec<(Entry, ProductDraft)> = Vec::new();
    for entry in file.by_ref() {
        let entry = entry?;
        progress(entry.last_line);
        match &entry.outcome {
            Outcome::Product(draft) => {
                let draft = (**draft).clone();
                report.remark(&draft);
                batch.push((entry, draft));
            }
            Outcome::Skipped(reason) => {
                report.skipped += 1;
                report.note(Problem {
                    line: entry.first_line,
                    column: String::new(),
                    code: reason.code().to_owned(),
                    value: String::new(),
                });
            }
            Outcome::Rejected(problems) => {
                report.rejected += 1;
                for found in problems {
                    report.note(problem(found));
                }
                let why = problems
                    .iter()
                    .map(|p| format!("line {}, {}: {}", p.line, p.column, p.reason.code()))
                    .collect::<Vec<_>>()
                    .join("; ");
                rejects.add(&entry, &why)?;
            }
        }
        if batch.len() >= BATCH {
            write(&into, std::mem::take(&mut batch), &mut report, &mut rejects)?;
        }
    }
    write(&into, batch, &mut report, &mut rejects)?;
    report.rejects_file = rejects.finish()?;
    Ok(report)
}

/// The file of rejects, made when the first row is rejected.
struct Rejects<'o> {
    header: csv::StringRecord,
    options: &'o ImportOptions,
    file: Option<RejectsFile<std::fs::File>>,
}

impl Rejects<'_> {
    fn add(&mut self, entry: &Entry, why: &str) -> anyhow::Result<()> {
        if self.options.dry_run {
            return Ok(());
        }
        if self.file.is_none() {
            let out = std::fs::File::create(&self.options.rejects)?;
            self.file = Some(RejectsFile::new(out, &self.header)?);
        }
        let file = self.file.as_mut().expect("the file was made just now");
        for row in &entry.rows {
            file.write(row, why)?;
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<Option<PathBuf>> {
        let Some(file) = self.file else { return Ok(None) };
        file.finish()?;
        Ok(Some(self.options.rejects.clone()))
    }
}

/// What became of one draft.
pub(crate) enum Written {
    Created(ProductId),
    Changed(ProductId),
    Unchanged(ProductId),
    Refused(ProductRefusal),
}

/// Where products go, and by whose hand.
struct Target<'i> {
    engine: &'i Engine,
    member: &'i SellerMember,
    shop: &'i Shop,
    options: &'i ImportOptions,
}

fn write(
    into: &Target<'_>,
    batch: Vec<(Entry, ProductDraft)>,
    report: &mut ImportReport,
    rejects: &mut Rejects<'_>,
) -> anyhow::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let drafted = |(_, draft): &(Entry, ProductDraft)| Drafted {
        pictures: named_pictures(draft, into.options),
        draft: draft.clone(),
        also: String::new(),
    };
    let drafts: Vec<Drafted> = batch.iter().map(drafted).collect();
    let (own, to, wish) = (into.member.clone(), into.shop.clone(), into.options.clone());
    let written = into
        .engine
        .act_blocking::<_, Never, _>(into.engine.now(), move |act| {
            write_drafts(act, &own, &to, &wish, &drafts)
        })
        .map_err(|stop| anyhow::anyhow!("writing products: {stop}"))?;
    let categories = into.engine.categories();
    for ((entry, draft), outcome) in batch.iter().zip(written) {
        if matches!(outcome, Written::Created(_) | Written::Changed(_))
            && category_of(&categories, draft).is_none()
        {
            report.went_elsewhere(&draft.category, &into.options.category);
        }
        match outcome {
            Written::Created(_) => report.created += 1,
            Written::Changed(_) => report.changed += 1,
            Written::Unchanged(_) => report.unchanged += 1,
            Written::Refused(refusal) => {
                report.rejected += 1;
                let line = draft.variants.first().map_or(entry.first_line, |variant| variant.line);
                let value = draft.title.chars().take(60).collect();
                report.note(Problem { line, column: String::new(), code: refusal.to_string(), value });
                rejects.add(entry, &format!("line {line}: {refusal}"))?;
                continue;
            }
        }
        report.variants += draft.variants.len() as u64;
        report.pictures += draft.pictures.len() as u64;
    }
    Ok(())
}

/// A product as a file has it.
#[derive(Debug, Clone)]
pub(crate) struct Drafted {
    pub(crate) draft: ProductDraft,
    /// What else its hash names.
    pub(crate) also: String,
    /// Pictures that come with it: they count where a market asks for some.
    pub(crate) pictures: Vec<Picture>,
}

/// Writes drafts, each whole or not at all.
pub(crate) fn write_drafts(
    act: &mut Act<'_, '_>,
    member: &SellerMember,
    shop: &Shop,
    options: &ImportOptions,
    drafts: &[Drafted],
) -> Result<Vec<Written>, Stop<Never>> {
    let keys: Vec<String> = drafts.iter().map(|one| one.draft.key.clone()).collect();
    let known = store::product::products_by_key(act.tx, member.seller, keys)?;
    let ids: Vec<ProductId> = known.iter().map(|product| product.id).collect();
    let wholes = store::product::wholes(act.tx, &ids)?;
    let mut written = Vec::new();
    for one in drafts {
        let before = wholes.iter().find(|whole| whole.product.key == one.draft.key);
        written.push(write_one(act, (member, shop, options), one, before)?);
    }
    Ok(written)
}

fn write_one(
    act: &mut Act<'_, '_>,
    (member, shop, options): (&SellerMember, &Shop, &ImportOptions),
    Drafted { draft, also, pictures }: &Drafted,
    before: Option<&Whole>,
) -> Result<Written, Stop<Never>> {
    let hash = hash_of(draft, also);
    let has_offers = before.is_some_and(|whole| whole.offers.iter().any(|offer| offer.shop == shop.id));
    if let Some(whole) = before.filter(|whole| has_offers && whole.product.source_hash == hash) {
        return Ok(Written::Unchanged(whole.product.id));
    }
    let form = form_of(act.engine, draft, before, options);
    if let Err(refusal) = check(act.engine, &form) {
        return Ok(Written::Refused(refusal));
    }
    if options.dry_run {
        let id = before.map_or(ProductId::from_raw(0), |whole| whole.product.id);
        return Ok(if before.is_some() { Written::Changed(id) } else { Written::Created(id) });
    }
    if let Err(refusal) = stock_fits(act, &form, before)? {
        return Ok(Written::Refused(refusal));
    }
    let source = Source { key: draft.key.clone(), hash, pictures: pictures.clone() };
    let id = match save_in(act, member, shop, &form, Some(&source)) {
        Ok(id) => id,
        Err(Stop::Refused(refusal)) => return Ok(Written::Refused(refusal)),
        Err(Stop::Absent) => return Err(Stop::Absent),
        Err(Stop::Denied(denied)) => return Err(Stop::Denied(denied)),
        Err(Stop::Problem(problem)) => return Err(Stop::Problem(problem)),
    };
    save_pictures(act, id, draft, before, options)?;
    Ok(if before.is_some() { Written::Changed(id) } else { Written::Created(id) })
}

/// Names a draft: the same one is not written again. `also` is what belongs to it beside the file's record.
pub(crate) fn hash_of(draft: &ProductDraft, also: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(format!("{draft:?}{also}").as_bytes()))
}

/// Asked before anything is written, so that a product whose stock can't be counted so is not left half.
fn stock_fits(
    act: &mut Act<'_, '_>,
    form: &ProductForm,
    before: Option<&Whole>,
) -> Result<Result<(), ProductRefusal>, Stop<Never>> {
    let variants = before.map_or(&[][..], |whole| &whole.variants);
    let items = store::stock::items(act.tx, &variants.iter().map(|one| one.stock_item).collect::<Vec<_>>())?;
    for (row, wanted) in form.variants.iter().enumerate() {
        let known = variants.iter().find(|known| Some(known.id) == wanted.id);
        let item = known.and_then(|known| items.iter().find(|item| item.id == known.stock_item)).cloned();
        let promised = match item.map(|mut item| item.count(wanted.quantity)) {
            Some(Err(StockRefusal::BelowPromised { promised })) => Some(promised),
            Some(Ok(_)) | None if (0..=QUANTITY_MAX).contains(&wanted.quantity) => continue,
            _ => None,
        };
        let refusal = promised.map_or(ProductRefusal::StockOutOfRange { row }, |promised| {
            ProductRefusal::BelowPromised { row, promised }
        });
        return Ok(Err(refusal));
    }
    Ok(Ok(()))
}

fn save_pictures(
    act: &mut Act<'_, '_>,
    product: ProductId,
    draft: &ProductDraft,
    before: Option<&Whole>,
    options: &ImportOptions,
) -> Result<(), Stop<Never>> {
    if !options.pictures || draft.pictures.is_empty() {
        return Ok(());
    }
    let known = before.map_or(&[][..], |whole| &whole.pictures);
    let named = named_pictures(draft, options).into_iter().map(|named| Picture { product, ..named });
    let picture = |named: Picture| {
        let old = known.iter().find(|old| old.source == named.source && old.state == PictureState::Ready);
        old.map_or_else(|| named.clone(), |old| Picture { ordinal: named.ordinal, ..old.clone() })
    };
    let pictures: Vec<Picture> = named.map(picture).collect();
    store::product::replace_pictures(act.tx, product, &pictures)?;
    act.event(EventKind::PictureNamed, product.get(), "");
    crate::product::ask_markets(act, product)
}

/// Pictures that a file names and that are wanted, as they wait to be fetched.
fn named_pictures(draft: &ProductDraft, options: &ImportOptions) -> Vec<Picture> {
    let waiting = |(at, named): (usize, &gateways::catalogue_file::PictureDraft)| Picture {
        product: ProductId::from_raw(0),
        ordinal: at as i64,
        name: String::new(),
        alt: named.alt.clone(),
        width: 0,
        height: 0,
        source: named.url.clone(),
        state: PictureState::Waiting,
    };
    let wanted = draft.pictures.iter().filter(|_| options.pictures);
    wanted.enumerate().map(waiting).collect()
}
