//! Papers, who has read them, and the list of those that end. What a file holds is nowhere in the database.

use domain::paper::{Paper, PaperKind};
use domain::{ApplicationId, EventId, MarketId, Micros, PaperId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// Somebody has read the file of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperReading {
    pub paper: PaperId,
    pub id: EventId,
    pub user_id: UserId,
    pub name: String,
    pub at: Micros,
}

/// An accepted paper that ends, as checkers list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedPaper {
    pub market: MarketId,
    pub paper: PaperId,
    pub application: ApplicationId,
    pub shop_name: String,
    pub kind: PaperKind,
    pub valid_until: Micros,
}

record!(Paper as PAPERS in "paper", bucket |paper| paper.id.bucket(), keys [id], {
    id: i, application: i, seller: i, kind: t, number: t, issuer: t, valid_until: oi, verdict: t, reason: t,
    reviewer: t, reviewed_at: oi, told: t, added_at: i, file_key: t, file_type: t, file_bytes: i, wrapped_key: x,
    version: i
});
record!(PaperReading as READINGS in "paper_reading", bucket |it| it.paper.bucket(), keys [paper, id], {
    paper: i, id: i, user_id: i, name: t, at: i
});
record!(ListedPaper as LISTED in "paper_list", bucket |it| it.market.bucket(), keys [market, paper], {
    market: i, paper: i, application: i, shop_name: t, kind: t, valid_until: i
});

statement!(PAPER, "select {columns paper} from paper where bucket = $1 and id = $2");
statement!(PAPERS_OF, "select {columns paper} from paper where bucket = $1 and application = $2 order by id");
statement!(
    READINGS_OF,
    "select {columns paper_reading} from paper_reading where bucket = $1 and paper {in 2} order by id desc limit $3"
);
statement!(DROP_LISTED, "delete from paper_list where bucket = $1 and market = $2 and application = $3");
statement!(
    ENDING,
    "select {columns paper_list} from paper_list where bucket = $1 and market = $2
     and (valid_until > $3 or (valid_until = $3 and paper > $4)) order by valid_until, paper limit $5"
);

pub fn paper(tx: &mut Tx<'_>, id: PaperId) -> Stored<Option<Paper>> {
    tx.query_one(PAPER, values![id.bucket(), id], Paper::from_row)
}

pub fn papers(tx: &mut Tx<'_>, application: ApplicationId) -> Stored<Vec<Paper>> {
    tx.query(PAPERS_OF, values![application.bucket(), application], Paper::from_row)
}

/// Who has read some papers of one application, the last first.
pub fn readings(
    tx: &mut Tx<'_>,
    application: ApplicationId,
    papers: &[PaperId],
    most: i64,
) -> Stored<Vec<PaperReading>> {
    let ids = crate::raws(papers.iter().map(|id| id.get()));
    tx.query(READINGS_OF, values![application.bucket(), ids, most], PaperReading::from_row)
}

/// Writes which papers of an application end anew.
pub fn put_listed(
    tx: &mut Tx<'_>,
    market: MarketId,
    application: ApplicationId,
    rows: &[ListedPaper],
) -> Stored<()> {
    tx.execute(DROP_LISTED, values![market.bucket(), market, application])?;
    crate::insert(tx, rows)
}

/// Papers that end, the next first, after a moment and an id.
pub fn ending(
    tx: &mut Tx<'_>,
    market: MarketId,
    (until, paper): (Micros, i64),
    most: i64,
) -> Stored<Vec<ListedPaper>> {
    tx.query(ENDING, values![market.bucket(), market, until, paper, most], ListedPaper::from_row)
}
