//! WooCommerce's product CSV. Headers are matched by meaning, since they are translated and carry units. A product with
//! variations stands on a row of its own; its variations may stand anywhere, so both wait for the end of the file, and
//! everything else passes at once.

mod build;
mod columns;

use std::collections::{HashMap, VecDeque};
use std::io::Read;

use money::Currency;

use self::columns::Columns;
use super::header::Header;
use super::keys::Keys;
use super::problem::{FileRefusal, Reason, RowProblem, SkipReason};
use super::table::{Row, Table};
use super::{Entry, Outcome, values};

/// Rows that may wait for the end of the file, all together.
const WAITING_BYTES_MAX: usize = 256 << 20;

#[derive(Debug)]
pub struct Reader {
    columns: Columns,
    currency: Currency,
    keys: Keys,
    waiting: Waiting,
    /// What was assembled once the file had ended.
    ready: VecDeque<Entry>,
    file_ended: bool,
}

/// Products that have variations, and variations that have products.
#[derive(Debug, Default)]
struct Waiting {
    parents: Vec<Row>,
    variations: Vec<Row>,
    bytes: usize,
}

/// What a row is, by its `Type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Simple,
    Variable,
    Variation,
    Skipped(SkipReason),
}

impl Reader {
    /// None if the header is not WooCommerce's.
    pub fn for_header(header: &Header, currency: Currency) -> Option<Self> {
        let columns = Columns::find(header);
        let ours = columns.kind.is_some() && columns.name.is_some() && columns.regular_price.is_some();
        let (keys, waiting, ready) = (Keys::default(), Waiting::default(), VecDeque::new());
        ours.then(|| Self { columns, currency, keys, waiting, ready, file_ended: false })
    }

    pub fn next_entry<R: Read>(&mut self, table: &mut Table<R>) -> Result<Option<Entry>, FileRefusal> {
        while !self.file_ended {
            match table.next_row()? {
                Some(row) => {
                    if let Some(entry) = self.take(row, &table.header)? {
                        return Ok(Some(entry));
                    }
                }
                None => {
                    self.file_ended = true;
                    self.assemble(&table.header);
                }
            }
        }
        Ok(self.ready.pop_front())
    }

    /// An entry, unless the row has to wait.
    fn take(&mut self, row: Row, header: &Header) -> Result<Option<Entry>, FileRefusal> {
        let mut problems = Vec::new();
        row.check(header, &mut problems);
        let kind = Kind::of(row.cell(self.columns.kind));
        match kind {
            _ if !problems.is_empty() => Ok(Some(Entry::new(vec![row], Outcome::Rejected(problems)))),
            Kind::Skipped(reason) => Ok(Some(Entry::new(vec![row], Outcome::Skipped(reason)))),
            Kind::Simple => Ok(Some(self.simple(row, header))),
            Kind::Variable | Kind::Variation => self.waiting.push(row, kind).map(|()| None),
        }
    }

    fn simple(&mut self, row: Row, header: &Header) -> Entry {
        let mut problems = Vec::new();
        let draft = build::Build::new(&self.columns, header, self.currency, &mut problems).simple(&row);
        problems.extend(self.keys.check(&draft.key, &row, self.columns.key(), header));
        Entry::new(vec![row], Outcome::of(draft, problems))
    }

    /// Brings variations to their products, in the order of the file.
    fn assemble(&mut self, header: &Header) {
        let Waiting { parents, variations, .. } = std::mem::take(&mut self.waiting);
        let mut places: HashMap<String, usize> = HashMap::new();
        for (at, parent) in parents.iter().enumerate() {
            for name in self.columns.names_of(parent) {
                places.entry(name).or_insert(at);
            }
        }
        let mut families: Vec<Vec<Row>> = parents.into_iter().map(|parent| vec![parent]).collect();
        let mut orphans = Vec::new();
        for variation in variations {
            match places.get(variation.cell(self.columns.parent)) {
                Some(at) => families[*at].push(variation),
                None => orphans.push(variation),
            }
        }
        for family in families {
            let entry = self.variable(family, header);
            self.ready.push_back(entry);
        }
        for orphan in orphans {
            let (column, named) = (header.name(self.columns.parent), orphan.cell(self.columns.parent));
            let problem = RowProblem::new(orphan.line, column, Reason::ParentMissing, named);
            self.ready.push_back(Entry::new(vec![orphan], Outcome::Rejected(vec![problem])));
        }
    }

    /// The first row is the product's, the others are its variations.
    fn variable(&mut self, mut family: Vec<Row>, header: &Header) -> Entry {
        let mut problems = Vec::new();
        let goods = |row: &Row| goods_reason(row.cell(self.columns.kind)).is_none();
        let (parent, variations) = family.split_first().expect("a family begins with its parent");
        if let Some(reason) = variations.first().and_then(|row| goods_reason(row.cell(self.columns.kind)))
            && !variations.iter().any(goods)
        {
            family.sort_by_key(|row| row.line);
            return Entry::new(family, Outcome::Skipped(reason));
        }
        let build = build::Build::new(&self.columns, header, self.currency, &mut problems);
        let draft = build.variable(parent, variations);
        problems.extend(self.keys.check(&draft.key, parent, self.columns.key(), header));
        family.sort_by_key(|row| row.line);
        Entry::new(family, Outcome::of(draft, problems))
    }
}

impl Waiting {
    fn push(&mut self, row: Row, kind: Kind) -> Result<(), FileRefusal> {
        self.bytes += row.bytes() + size_of::<Row>();
        if self.bytes > WAITING_BYTES_MAX {
            return Err(FileRefusal::TooManyApart);
        }
        let rows = if kind == Kind::Variable { &mut self.parents } else { &mut self.variations };
        rows.push(row);
        Ok(())
    }
}

impl Kind {
    /// `simple, downloadable, virtual`; blank means simple, as it does for WooCommerce.
    fn of(cell: &str) -> Self {
        let types = values::list(&cell.to_lowercase());
        let main = types.iter().find(|kind| !is_quality(kind)).map_or("simple", String::as_str);
        match main {
            "variation" => Self::Variation,
            "variable" => Self::Variable,
            "simple" => goods_reason(cell).map_or(Self::Simple, Self::Skipped),
            "grouped" => Self::Skipped(SkipReason::Grouped),
            "external" => Self::Skipped(SkipReason::External),
            _ => Self::Skipped(SkipReason::OtherType),
        }
    }
}

fn is_quality(kind: &str) -> bool {
    matches!(kind, "downloadable" | "virtual")
}

/// Why what is not shipped is no goods.
fn goods_reason(cell: &str) -> Option<SkipReason> {
    let types = values::list(&cell.to_lowercase());
    let has = |quality: &str| types.iter().any(|kind| kind == quality);
    match (has("downloadable"), has("virtual")) {
        (true, _) => Some(SkipReason::Downloadable),
        (_, true) => Some(SkipReason::Virtual),
        _ => None,
    }
}
