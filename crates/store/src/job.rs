//! Jobs, slice by slice, and the lines of their reports.

use domain::JobId;
use domain::job::{Job, JobLine, LineOutcome};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(Job as JOBS in "job", bucket |job| job.id.bucket(), keys [id], {
    id: i, owner: i, kind: t, shop: i, asked: t, state: t, reason: t, total: i, done: i, unchanged: i, refused: i,
    reached: i, author: i, author_name: t, begun_at: i, ended_at: oi, version: i
});
record!(JobLine as LINES in "job_line", bucket |line| line.job.bucket(), keys [job, ordinal], {
    job: i, ordinal: i, subject: i, name: t, outcome: t, code: t, value: t
});

statement!(
    JOBS_OF,
    "select {columns job} from job where bucket = $1 and owner = $2 and id < $3 order by id desc limit $4"
);
statement!(
    OPEN_OF,
    "select count(*) from job where bucket = $1 and owner = $2 and state in ('waiting', 'running')"
);
statement!(
    LINES_AFTER,
    "select {columns job_line} from job_line where bucket = $1 and job = $2 and ordinal > $3
       and ($4 = '' or outcome = $4) order by ordinal limit $5"
);
statement!(
    REFUSED_BY_CODE,
    "select code, count(*) from job_line where bucket = $1 and job = $2 and outcome = 'refused'
     group by code order by count(*) desc, code limit $3"
);

pub fn job(tx: &mut Tx<'_>, id: JobId) -> Stored<Option<Job>> {
    Ok(crate::load(tx, [(id.bucket(), id.get())])?.pop())
}

/// The jobs of a seller or market, newest first, older than `before`.
pub fn jobs_of(tx: &mut Tx<'_>, owner: i64, before: i64, most: i64) -> Stored<Vec<Job>> {
    tx.query(JOBS_OF, values![domain::bucket_of(owner), owner, before, most], Job::from_row)
}

/// How many of them have not ended.
pub fn open_of(tx: &mut Tx<'_>, owner: i64) -> Stored<i64> {
    Ok(tx.query_one(OPEN_OF, values![domain::bucket_of(owner), owner], |row| row.get(0))?.unwrap_or(0))
}

/// Lines after one of them, all or those of one outcome.
pub fn lines(
    tx: &mut Tx<'_>,
    job: JobId,
    after: i64,
    outcome: Option<LineOutcome>,
    most: i64,
) -> Stored<Vec<JobLine>> {
    let outcome = outcome.map_or("", domain::Code::code);
    tx.query(LINES_AFTER, values![job.bucket(), job, after, outcome, most], JobLine::from_row)
}

/// Why things were refused, the most frequent first.
pub fn refused_by_code(tx: &mut Tx<'_>, job: JobId, most: i64) -> Stored<Vec<(String, i64)>> {
    tx.query(REFUSED_BY_CODE, values![job.bucket(), job, most], |row| Ok((row.get(0)?, row.get(1)?)))
}
