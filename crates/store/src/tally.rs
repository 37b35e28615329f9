//! How many rows a list has, and what they come to: kept beside each list and written with its rows, in the bucket of the
//! list's owner, so that no page counts what years have brought. The doctor compares them with the lists; no act decides by them.

use std::collections::BTreeMap;

use domain::{MarketId, Micros, OperatorId};

use crate::db::{Col, Stored, Tx};
use crate::{statement, values};

/// A list that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    /// A market's orders by their state.
    OrdersByState,
    /// A market's orders by the day of UTC on which they were placed.
    OrdersByDay,
    /// What a market's lists show, by category.
    Listings,
    /// A market's shops by how they stand.
    Shops,
    /// Those that buyers find; the total is their products.
    ShopsOpen,
    /// A market's applications by whose turn it is.
    Applications,
    /// An operator's invoices by the day of their number, series, cause and currency.
    Invoices,
}

impl List {
    fn code(self) -> &'static str {
        match self {
            Self::OrdersByState => "orders_by_state",
            Self::OrdersByDay => "orders_by_day",
            Self::Listings => "listings",
            Self::Shops => "shops",
            Self::ShopsOpen => "shops_open",
            Self::Applications => "applications",
            Self::Invoices => "invoices",
        }
    }
}

/// Whose list it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Owner {
    bucket: i64,
    id: i64,
}

impl From<MarketId> for Owner {
    fn from(market: MarketId) -> Self {
        Self { bucket: market.bucket(), id: market.get() }
    }
}

impl From<OperatorId> for Owner {
    fn from(operator: OperatorId) -> Self {
        Self { bucket: operator.bucket(), id: operator.get() }
    }
}

/// What a row adds to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub owner: Owner,
    pub list: List,
    /// The midnight UTC of the day; 0 where the list knows none.
    pub at: Micros,
    pub name: String,
}

/// Rows of a part, and what they come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub many: i64,
    pub total: i64,
    pub vat: i64,
}

impl Sums {
    pub(crate) fn one(total: i64) -> Self {
        Self { many: 1, total, vat: 0 }
    }

    pub(crate) fn add(&mut self, sign: i64, more: Self) {
        self.many += sign * more.many;
        self.total += sign * more.total;
        self.vat += sign * more.vat;
    }
}

/// A row of a counted list.
pub(crate) trait Counted {
    /// All that it adds to.
    fn parts(&self) -> Vec<(Part, Sums)>;
}

statement!(
    ADD,
    "insert into tally (bucket, owner, list, at, part, many, total, vat)
     select * from {rows v: bucket i, owner i, list t, at i, part t, many i, total i, vat i}
     where true on conflict (bucket, owner, list, at, part) do update set many = tally.many + excluded.many,
       total = tally.total + excluded.total, vat = tally.vat + excluded.vat"
);
statement!(
    OF,
    "select at, part, many, total, vat from tally
     where bucket = $1 and owner = $2 and list = $3 and at >= $4 and at < $5 and many <> 0 order by at, part"
);

/// Counts what takes the place of what was there: `before` is what the caller's own statement has taken away, never what
/// it read earlier, since another process may have written in between. Parts are written in their order, so that two calls
/// never wait for each other in a circle; two acts with several calls may, and one of them is decided again then.
pub(crate) fn replace<C: Counted>(tx: &mut Tx<'_>, before: &[C], after: &[C]) -> Stored<()> {
    let mut changes: BTreeMap<Part, Sums> = BTreeMap::new();
    for (rows, sign) in [(before, -1), (after, 1)] {
        for (part, sums) in rows.iter().flat_map(Counted::parts) {
            changes.entry(part).or_default().add(sign, sums);
        }
    }
    let changes: Vec<(Part, Sums)> =
        changes.into_iter().filter(|(_, sums)| *sums != Sums::default()).collect();
    if changes.is_empty() {
        return Ok(());
    }
    let rows = || changes.iter();
    let columns = [
        Col::gather(rows(), |(part, _)| part.owner.bucket),
        Col::gather(rows(), |(part, _)| part.owner.id),
        Col::gather(rows(), |(part, _)| part.list.code().to_owned()),
        Col::gather(rows(), |(part, _)| part.at),
        Col::gather(rows(), |(part, _)| part.name.clone()),
        Col::gather(rows(), |(_, sums)| sums.many),
        Col::gather(rows(), |(_, sums)| sums.total),
        Col::gather(rows(), |(_, sums)| sums.vat),
    ];
    tx.put_any(ADD, columns)
}

/// The parts of a list that have rows, from one moment until another.
pub(crate) fn parts(
    tx: &mut Tx<'_>,
    owner: impl Into<Owner>,
    list: List,
    (from, until): (Micros, Micros),
) -> Stored<Vec<(Micros, String, Sums)>> {
    let owner = owner.into();
    tx.query(OF, values![owner.bucket, owner.id, list.code(), from, until], |row| {
        Ok((row.get(0)?, row.get(1)?, Sums { many: row.get(2)?, total: row.get(3)?, vat: row.get(4)? }))
    })
}

/// The parts of a list that knows no time.
pub(crate) fn timeless(tx: &mut Tx<'_>, owner: impl Into<Owner>, list: List) -> Stored<Vec<(String, Sums)>> {
    Ok(parts(tx, owner, list, (0, 1))?.into_iter().map(|(_, name, sums)| (name, sums)).collect())
}
