//! What an archive holds, thing by thing in an order that is always the same: the shop, its products, what fits nothing.

use std::collections::BTreeSet;
use std::io::Cursor;

use domain::job::Told;
use gateways::boutique_file::description::{Description, Stock, description, stock};
use gateways::boutique_file::{Boutique, BoutiqueRefusal, EntryName, PRODUCTS, SHOP, STOCK};
use gateways::catalogue_file::{CatalogueFile, Entry, FileRefusal, Outcome, ProductDraft};
use money::Currency;

use super::pictures::Album;

/// Products of one archive; more are sent in several.
const PRODUCTS_MAX: usize = 20_000;
/// Lines about what fits nothing, of each kind.
const LEFT_MAX: usize = 1_000;

/// One thing of an archive.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Shop(Box<Description>),
    Product(Box<Goods>),
    /// Could not be read, or fits nothing: it only has its line.
    Told(Told),
}

#[derive(Debug, Clone)]
pub(super) struct Goods {
    pub(super) line: u64,
    pub(super) draft: ProductDraft,
    pub(super) pictures: Vec<EntryName>,
}

/// An archive that was read, up to its pictures, which are read when their product is written.
#[derive(Debug)]
pub struct Import {
    pub(super) boutique: Boutique,
    pub(super) items: Vec<Item>,
}

impl Import {
    /// Reads everything but the pictures; the error is the code of what the file is refused for.
    pub fn open(mut boutique: Boutique, currency: Currency) -> Result<Self, &'static str> {
        let mut items = Vec::new();
        let read = |done: Result<Option<Vec<u8>>, BoutiqueRefusal>| done.map_err(|refusal| refusal.code());
        if let Some(bytes) = read(boutique.text(SHOP))? {
            items.push(match description(&bytes) {
                Ok(found) => Item::Shop(Box::new(found)),
                Err(why) => Item::Told(Told::refused(0, SHOP, "archive.shop_unreadable").with(&why)),
            });
        }
        let counted = read(boutique.text(STOCK))?.map(|bytes| stock(&bytes)).unwrap_or_default();
        let products = read(boutique.text(PRODUCTS))?.unwrap_or_default();
        let mut album = Album::new(boutique.pictures());
        let mut known = BTreeSet::new();
        let file = CatalogueFile::read(Cursor::new(products), currency).map_err(|refusal| refusal.code())?;
        for entry in file {
            if items.len() > PRODUCTS_MAX {
                items.push(Item::Told(Told::refused(0, PRODUCTS, "archive.too_many_products")));
                break;
            }
            items.push(item(entry, &counted, &mut album, &mut known));
        }
        items.extend(left_over(&counted, &album, &known).map(Item::Told));
        Ok(Self { boutique, items })
    }

    /// Things in all.
    pub fn total(&self) -> i64 {
        self.items.len() as i64
    }
}

fn item(
    entry: Result<Entry, FileRefusal>,
    counted: &Stock,
    album: &mut Album,
    known: &mut BTreeSet<String>,
) -> Item {
    let entry = match entry {
        Ok(entry) => entry,
        Err(refusal) => {
            return Item::Told(Told::refused(0, PRODUCTS, refusal.code()).with(&refusal.to_string()));
        }
    };
    let line = entry.first_line;
    let name =
        entry.rows.first().map(|row| row.iter().take(2).collect::<Vec<_>>().join(" ")).unwrap_or_default();
    match entry.outcome {
        Outcome::Product(draft) => {
            let mut draft = *draft;
            for variant in &mut draft.variants {
                if let Some(quantity) = counted.by_sku.get(&variant.sku) {
                    variant.quantity = Some(*quantity);
                }
                known.insert(variant.sku.clone());
            }
            let pictures = album.of(&draft);
            Item::Product(Box::new(Goods { line, draft, pictures }))
        }
        Outcome::Skipped(reason) => {
            Item::Told(Told::refused(0, &name, reason.code()).with(&format!("{PRODUCTS} {line}")))
        }
        Outcome::Rejected(problems) => {
            let first = problems.first().map_or("row.unreadable", |problem| problem.reason.code());
            let all: Vec<String> = problems
                .iter()
                .map(|p| format!("{PRODUCTS} {}: {} {}", p.line, p.column, p.reason))
                .collect();
            Item::Told(Told::refused(0, &name, first).with(&all.join("; ")))
        }
    }
}

/// Pictures and stock of nothing in the file, and lines of the stock that could not be read.
fn left_over(counted: &Stock, album: &Album, known: &BTreeSet<String>) -> impl Iterator<Item = Told> {
    let pictures = album.left().map(|name| Told::refused(0, name.as_str(), "archive.picture_of_nothing"));
    let unknown = counted.by_sku.keys().filter(|sku| !known.contains(*sku));
    let stock = unknown.map(|sku| Told::refused(0, sku, "archive.stock_of_nothing"));
    let lines = counted.problems.iter().map(|(line, value)| {
        Told::refused(0, STOCK, "archive.stock_line").with(&format!("{STOCK} {line}: {value}"))
    });
    let all: Vec<Told> =
        pictures.take(LEFT_MAX).chain(stock.take(LEFT_MAX)).chain(lines.take(LEFT_MAX)).collect();
    all.into_iter()
}
