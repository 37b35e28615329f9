//! Product files: read as a stream, written in batches, each product once however often the file comes.

use std::path::{Path, PathBuf};

use domain::address::slug;
use domain::category::Category;
use domain::event::EventKind;
use domain::product::{Offer, Picture, PictureState, Product, ProductState, TaxClass, Variant};
use domain::shop::Shop;
use domain::stock::StockItem;
use domain::{Micros, OfferId, ProductId, ShopId, StockItemId, VariantId};
use gateways::catalogue_file::{CatalogueFile, Entry, Outcome, ProductDraft, RejectsFile, RowProblem};
use sha2::{Digest, Sha256};
use store::product::Whole;

use crate::product::{ProductForm, ProductRefusal, Source, VariantForm, check, clean, own_shop, save_in};
use crate::stop::OrAbsent;
use crate::{Act, Engine, Never, Seen, SellerMember, Stop};

/// Products written in one act.
const BATCH: usize = 50;
/// Problems that the report keeps; all of them go to the rejects file.
const PROBLEMS_KEPT_MAX: usize = 1_000;
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

/// One row that was not taken, or not as written.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Problem {
    pub line: u64,
    pub column: String,
    pub code: String,
    pub value: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct ImportReport {
    pub format: String,
    pub created: u64,
    pub changed: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub rejected: u64,
    pub variants: u64,
    pub pictures: u64,
    pub problems: Vec<Problem>,
    pub remarks: Vec<Problem>,
    pub dry_run: bool,
    /// Absent when nothing was rejected.
    pub rejects_file: Option<PathBuf>,
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
    let mut rejects = Rejects { header: file.header().clone(), options, file: None };
    let mut batch: Vec<(Entry, ProductDraft)> = Vec::new();
    while let Some(entry) = file.next() {
        let entry = entry?;
        progress(entry.last_line);
        match &entry.outcome {
            Outcome::Product(draft) => {
                let draft = (**draft).clone();
                report
                    .remarks
                    .extend(draft.remarks.iter().map(problem).take(PROBLEMS_KEPT_MAX - report.remarks.len()));
                batch.push((entry, draft));
            }
            Outcome::Skipped(reason) => {
                report.skipped += 1;
                note(
                    &mut report,
                    Problem {
                        line: entry.first_line,
                        column: String::new(),
                        code: reason.code().to_owned(),
                        value: String::new(),
                    },
                );
            }
            Outcome::Rejected(problems) => {
                report.rejected += 1;
                for found in problems {
                    note(&mut report, problem(found));
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
            write(engine, &seller, &shop, options, std::mem::take(&mut batch), &mut report, &mut rejects)?;
        }
    }
    write(engine, &seller, &shop, options, batch, &mut report, &mut rejects)?;
    report.rejects_file = rejects.finish()?;
    Ok(report)
}

fn problem(found: &RowProblem) -> Problem {
    Problem {
        line: found.line,
        column: found.column.clone(),
        code: found.reason.code().to_owned(),
        value: found.value.clone(),
    }
}

fn note(report: &mut ImportReport, problem: Problem) {
    if report.problems.len() < PROBLEMS_KEPT_MAX {
        report.problems.push(problem);
    }
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
enum Written {
    Created,
    Changed,
    Unchanged,
    Refused(ProductRefusal),
}

fn write(
    engine: &Engine,
    member: &SellerMember,
    shop: &Shop,
    options: &ImportOptions,
    batch: Vec<(Entry, ProductDraft)>,
    report: &mut ImportReport,
    rejects: &mut Rejects<'_>,
) -> anyhow::Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let drafts: Vec<ProductDraft> = batch.iter().map(|(_, draft)| draft.clone()).collect();
    let (own, to, wish) = (member.clone(), shop.clone(), options.clone());
    let written = engine
        .act_blocking::<_, Never, _>(engine.now(), move |act| write_in(act, &own, &to, &wish, &drafts))
        .map_err(|stop| anyhow::anyhow!("writing products: {stop}"))?;
    for ((entry, draft), outcome) in batch.iter().zip(written) {
        match outcome {
            Written::Created => report.created += 1,
            Written::Changed => report.changed += 1,
            Written::Unchanged => report.unchanged += 1,
            Written::Refused(refusal) => {
                report.rejected += 1;
                let line = draft.variants.first().map_or(entry.first_line, |variant| variant.line);
                let value = draft.title.chars().take(60).collect();
                note(report, Problem { line, column: String::new(), code: refusal.to_string(), value });
                rejects.add(entry, &format!("line {line}: {refusal}"))?;
                continue;
            }
        }
        report.variants += draft.variants.len() as u64;
        report.pictures += draft.pictures.len() as u64;
    }
    Ok(())
}

fn write_in(
    act: &mut Act<'_, '_>,
    member: &SellerMember,
    shop: &Shop,
    options: &ImportOptions,
    drafts: &[ProductDraft],
) -> Result<Vec<Written>, Stop<Never>> {
    let keys: Vec<String> = drafts.iter().map(|draft| draft.key.clone()).collect();
    let known = store::product::products_by_key(act.tx, member.seller, keys)?;
    let ids: Vec<ProductId> = known.iter().map(|product| product.id).collect();
    let wholes = store::product::wholes(act.tx, &ids)?;
    let mut written = Vec::new();
    for draft in drafts {
        let before = wholes.iter().find(|whole| whole.product.key == draft.key);
        written.push(write_one(act, member, shop, options, draft, before)?);
    }
    Ok(written)
}

fn write_one(
    act: &mut Act<'_, '_>,
    member: &SellerMember,
    shop: &Shop,
    options: &ImportOptions,
    draft: &ProductDraft,
    before: Option<&Whole>,
) -> Result<Written, Stop<Never>> {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(format!("{draft:?}").as_bytes()));
    let has_offers = before.is_some_and(|whole| whole.offers.iter().any(|offer| offer.shop == shop.id));
    if has_offers && before.is_some_and(|whole| whole.product.source_hash == hash) {
        return Ok(Written::Unchanged);
    }
    let form = form_of(act.engine, draft, before, options);
    if let Err(refusal) = check(act.engine, &form) {
        return Ok(Written::Refused(refusal));
    }
    if options.dry_run {
        return Ok(if before.is_some() { Written::Changed } else { Written::Created });
    }
    let source = Source { key: draft.key.clone(), hash };
    let id = match save_in(act, member, shop, &form, Some(&source)) {
        Ok(id) => id,
        Err(Stop::Refused(refusal)) => return Ok(Written::Refused(refusal)),
        Err(Stop::Absent) => return Err(Stop::Absent),
        Err(Stop::Problem(problem)) => return Err(Stop::Problem(problem)),
    };
    save_pictures(act, id, draft, before, options)?;
    Ok(if before.is_some() { Written::Changed } else { Written::Created })
}

fn form_of(
    engine: &Engine,
    draft: &ProductDraft,
    before: Option<&Whole>,
    options: &ImportOptions,
) -> ProductForm {
    let categories = engine.categories();
    let category = find_category(&categories, draft, &options.category);
    let variant_of = |variant: &gateways::catalogue_file::VariantDraft| {
        let known = before.and_then(|whole| same_variant(whole, variant));
        let on_hand = known.and_then(|_| variant.quantity);
        VariantForm {
            id: known.map(|known| known.id),
            values: variant.option_values.clone(),
            sku: variant.sku.clone(),
            price: variant.price.minor,
            was: variant.compare_at.map(|was| was.minor),
            quantity: on_hand.or(variant.quantity).unwrap_or(UNCOUNTED_QUANTITY).max(0),
            weight_grams: variant.weight_grams.unwrap_or(0),
            barcode: variant.barcode.clone(),
        }
    };
    let hue = i64::from(Sha256::digest(draft.title.as_bytes())[0]) * 360 / 256 / 5 * 5;
    ProductForm {
        id: before.map(|whole| whole.product.id),
        key: String::new(),
        language: options.language.clone(),
        title: draft.title.clone(),
        text: clean(&draft.description_html),
        brand: draft.brand.clone(),
        category: category.map_or_else(|| options.category.clone(), |category| category.path.clone()),
        tax_class: tax_class(draft),
        options: draft.option_names.clone(),
        variants: draft.variants.iter().map(variant_of).collect(),
        state: if draft.published { ProductState::Published } else { ProductState::Draft },
        drawing: before.map_or_else(
            || category.map_or_else(|| "box".to_owned(), |category| category.drawing.clone()),
            |whole| whole.product.drawing.clone(),
        ),
        hue: before.map_or(hue, |whole| whole.product.hue),
    }
}

fn tax_class(draft: &ProductDraft) -> TaxClass {
    if !draft.variants.iter().all(|variant| variant.taxable) {
        return TaxClass::Zero;
    }
    draft
        .tax_class
        .to_lowercase()
        .replace(['_', ' '], "-")
        .replace("-rate", "")
        .parse()
        .unwrap_or(TaxClass::Standard)
}

/// The same options, else the same SKU.
fn same_variant<'w>(whole: &'w Whole, draft: &gateways::catalogue_file::VariantDraft) -> Option<&'w Variant> {
    let is_value =
        |(value, text): (&domain::wording::Wording, &String)| value.texts().any(|known| known == text.trim());
    let same_values = |variant: &&Variant| {
        variant.option_values.0.len() == draft.option_values.len()
            && variant.option_values.0.iter().zip(&draft.option_values).all(is_value)
    };
    let same_sku = |variant: &&Variant| !draft.sku.is_empty() && variant.sku == draft.sku;
    whole.variants.iter().find(same_values).or_else(|| whole.variants.iter().find(same_sku))
}

/// The category that the file's own words name best: the deepest whose name or slug is one of them.
fn find_category<'c>(all: &'c [Category], draft: &ProductDraft, fallback: &str) -> Option<&'c Category> {
    let mut words: Vec<String> = draft.category.split(['>', '/', ',']).map(|part| slug(part, "")).collect();
    words.reverse();
    words.extend(draft.tags.iter().map(|tag| slug(tag, "")));
    let named = |word: &String| {
        all.iter().find(|category| {
            let last = category.path.rsplit('/').next().unwrap_or_default();
            !word.is_empty() && (last == word || category.name.texts().any(|name| slug(name, "") == *word))
        })
    };
    words
        .iter()
        .find_map(named)
        .or_else(|| all.iter().find(|category| category.path == fallback))
        .or(all.first())
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
    let picture = |(at, named): (usize, &gateways::catalogue_file::PictureDraft)| {
        let old = known.iter().find(|old| old.source == named.url && old.state == PictureState::Ready);
        old.map_or_else(
            || Picture {
                product,
                ordinal: at as i64,
                name: String::new(),
                alt: named.alt.clone(),
                width: 0,
                height: 0,
                source: named.url.clone(),
                state: PictureState::Waiting,
            },
            |old| Picture { ordinal: at as i64, ..old.clone() },
        )
    };
    let pictures: Vec<Picture> = draft.pictures.iter().enumerate().map(picture).collect();
    store::product::replace_pictures(act.tx, product, &pictures)?;
    Ok(act.event(EventKind::PictureNamed, product.get(), "")?)
}

/// A product written whole, in several languages: what the demo and tests add.
#[derive(Debug, Clone)]
pub struct NewProduct {
    /// Its ids are given here; the rest is taken as it is.
    pub product: Product,
    pub variants: Vec<NewVariant>,
}

#[derive(Debug, Clone)]
pub struct NewVariant {
    pub variant: Variant,
    pub price: i64,
    pub was: Option<i64>,
    pub quantity: i64,
}

/// Adds products to a shop, all in one act. Answers their ids in order.
pub async fn add_products(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    products: Vec<NewProduct>,
    now: Micros,
) -> Seen<Vec<ProductId>> {
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = own_shop(act, &member, shop)?;
            let currency = act.engine.market(shop.market).or_absent()?.currency;
            let bucket = member.seller.bucket();
            let (mut rows, mut variants, mut offers, mut items) =
                (Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let mut counted = Vec::new();
            for new in &products {
                let id = ProductId::from_raw(act.mint(bucket));
                let live = new.product.state == ProductState::Published;
                for (at, made) in new.variants.iter().enumerate() {
                    let variant = VariantId::from_raw(act.mint(bucket));
                    let item = StockItemId::from_raw(act.mint(bucket));
                    let offer = OfferId::from_raw(act.mint(bucket));
                    variants.push(Variant {
                        id: variant,
                        product: id,
                        ordinal: at as i64,
                        stock_item: item,
                        version: 0,
                        ..made.variant.clone()
                    });
                    offers.push(Offer {
                        id: offer,
                        shop: shop.id,
                        market: shop.market,
                        product: id,
                        variant,
                        price: made.price,
                        was: made.was,
                        currency,
                        condition: domain::product::Condition::New,
                        live,
                        version: 0,
                    });
                    let mut stock = StockItem {
                        id: item,
                        seller: member.seller,
                        on_hand: 0,
                        held: 0,
                        sold: 0,
                        version: 0,
                    };
                    if made.quantity > 0 {
                        let change =
                            stock.count(made.quantity).map_err(|refusal| Stop::fault(refusal.to_string()))?;
                        counted.push((item, change));
                    }
                    items.push(stock);
                }
                rows.push(Product {
                    id,
                    seller: member.seller,
                    text: clean_all(&new.product.text),
                    version: 0,
                    ..new.product.clone()
                });
                act.event(EventKind::ProductChanged, id.get(), "")?;
            }
            store::insert(act.tx, &rows)?;
            store::insert(act.tx, &variants)?;
            store::insert(act.tx, &offers)?;
            let empty: Vec<StockItem> =
                items.iter().map(|item| StockItem { on_hand: 0, held: 0, sold: 0, ..item.clone() }).collect();
            store::insert(act.tx, &empty)?;
            act.move_stock(&counted, shop.id.get())?;
            Ok(rows.iter().map(|product| product.id).collect())
        })
        .await
}

fn clean_all(text: &domain::wording::Wording) -> domain::wording::Wording {
    let mut out = domain::wording::Wording::default();
    for (language, words) in text.entries() {
        out = out.with(language, clean(words));
    }
    out
}
