//! Papers of shops in trade as those who watch over them find them: by how they stand, kind, country and name. Fed by the
//! outbox; acts never read it.

use domain::paper::{PaperKind, PaperPart, PapersWanted};
use domain::{ApplicationId, Code, MarketId, Micros, PaperId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// A paper, or a kind of paper that is lacking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPaper {
    pub market: MarketId,
    /// That of the paper; one of its own where none is there.
    pub id: PaperId,
    pub application: ApplicationId,
    pub shop_name: String,
    /// Names in small letters, for who looks for them.
    pub search: String,
    pub kind: PaperKind,
    pub country: String,
    pub part: PaperPart,
    /// When it ends, when it came, or when the shop is closed for want of it; 0 where that is on no day.
    pub due_at: Micros,
    pub reminded_at: Option<Micros>,
}

record!(ListedPaper as LISTED in "paper_list", bucket |it| it.market.bucket(), keys [market, id], {
    market: i, id: i, application: i, shop_name: t, search: t, kind: t, country: t, part: t, due_at: i, reminded_at: oi
});

statement!(
    DROP_LISTED,
    "delete from paper_list {lite: indexed by paper_list_application}
     where bucket = $1 and market = $2 and application = $3"
);
statement!(
    OF_APPLICATION,
    "select {columns paper_list} from paper_list {lite: indexed by paper_list_application}
     where bucket = $1 and market = $2 and application = $3 order by id"
);
statement!(
    WATCHED,
    "select {columns paper_list} from paper_list {lite: indexed by paper_list_part}
     where bucket = $1 and market = $2 and part = $3 and due_at > $4 and due_at < $5 and (due_at, id) > ($6, $7)
     and (country = $8 or $8 = '') and search like $9 escape '!' order by due_at, id limit $10"
);
statement!(
    WATCHED_OF_KIND,
    "select {columns paper_list} from paper_list {lite: indexed by paper_list_kind}
     where bucket = $1 and market = $2 and part = $3 and kind = $4 and due_at > $5 and due_at < $6
     and (due_at, id) > ($7, $8) and (country = $9 or $9 = '') and search like $10 escape '!'
     order by due_at, id limit $11"
);
statement!(
    /// Not by date: an act on many goes on from an id.
    IN_ORDER,
    "select {columns paper_list} from paper_list where bucket = $1 and market = $2 and id < $3 and part = $4
     and due_at > $5 and due_at < $6 and (kind = $7 or $7 = '') and (country = $8 or $8 = '')
     and search like $9 escape '!' order by id desc limit $10"
);
statement!(
    /// Counts no further than asked.
    COUNT,
    "select count(*) from (select id from paper_list {lite: indexed by paper_list_part}
     where bucket = $1 and market = $2 and part = $3 and due_at > $4 and due_at < $5 and (kind = $6 or $6 = '')
     and (country = $7 or $7 = '') and search like $8 escape '!' limit $9) as found"
);
statement!(
    BY_ID,
    "select {columns paper_list} from paper_list where bucket = $1 and market = $2 and id {in 3} order by id desc"
);

/// Writes what there is to watch over in an application anew.
pub fn put_listed(
    tx: &mut Tx<'_>,
    market: MarketId,
    application: ApplicationId,
    rows: &[ListedPaper],
) -> Stored<()> {
    tx.change(DROP_LISTED, values![market.bucket(), market, application])?;
    crate::insert(tx, rows)
}

pub fn of_application(
    tx: &mut Tx<'_>,
    market: MarketId,
    application: ApplicationId,
) -> Stored<Vec<ListedPaper>> {
    tx.query(OF_APPLICATION, values![market.bucket(), market, application], ListedPaper::from_row)
}

fn like(wanted: &PapersWanted) -> String {
    format!("%{}%", wanted.search.replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A page of what is wanted, by date. `after` is what the page before ended with. A long read.
pub fn watched(
    tx: &mut Tx<'_>,
    market: MarketId,
    (wanted, now): (&PapersWanted, Micros),
    after: (Micros, i64),
    most: i64,
) -> Stored<Vec<ListedPaper>> {
    let (bucket, part, (since, before)) = (market.bucket(), wanted.part.listed().code(), wanted.span(now));
    let (due_at, id) = after;
    let country = wanted.country.as_str();
    let Some(kind) = wanted.kind else {
        let key = values![bucket, market, part, since, before, due_at, id, country, like(wanted), most];
        return tx.query(WATCHED, key, ListedPaper::from_row);
    };
    let kind = kind.code();
    let key = values![bucket, market, part, kind, since, before, due_at, id, country, like(wanted), most];
    tx.query(WATCHED_OF_KIND, key, ListedPaper::from_row)
}

/// What is wanted in the order of ids, the newest first, below one of them. A long read.
pub fn in_order(
    tx: &mut Tx<'_>,
    market: MarketId,
    (wanted, now): (&PapersWanted, Micros),
    below: i64,
    most: i64,
) -> Stored<Vec<ListedPaper>> {
    let (bucket, part, (since, before)) = (market.bucket(), wanted.part.listed().code(), wanted.span(now));
    let (kind, country) = (wanted.kind_code(), wanted.country.as_str());
    let key = values![bucket, market, below, part, since, before, kind, country, like(wanted), most];
    tx.query(IN_ORDER, key, ListedPaper::from_row)
}

/// How many are wanted, counted up to `most`. A long read.
pub fn count(
    tx: &mut Tx<'_>,
    market: MarketId,
    (wanted, now): (&PapersWanted, Micros),
    most: i64,
) -> Stored<i64> {
    let (bucket, part, (since, before)) = (market.bucket(), wanted.part.listed().code(), wanted.span(now));
    let (kind, country) = (wanted.kind_code(), wanted.country.as_str());
    let key = values![bucket, market, part, since, before, kind, country, like(wanted), most];
    Ok(tx.query_one(COUNT, key, |row| row.get(0))?.unwrap_or(0))
}

/// Those of some ids that the list has, the newest first.
pub fn by_id(tx: &mut Tx<'_>, market: MarketId, ids: &[i64]) -> Stored<Vec<ListedPaper>> {
    let raws = crate::raws(ids.iter().copied());
    tx.query(BY_ID, values![market.bucket(), market, raws], ListedPaper::from_row)
}
