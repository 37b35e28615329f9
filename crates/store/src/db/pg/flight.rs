//! Statements that go to the server together: all are sent before the first answer is waited for. The server takes them in
//! their order; once one has failed, it refuses the others of the same transaction.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use postgres::types::{ToSql, Type};
use postgres::{Error, Row, Statement};
use tokio_postgres::Client;
use tokio_postgres::binary_copy::BinaryCopyInWriter;

use crate::db::{Col, Problem, Stored, Value};

/// What the server is told with the next question.
pub(super) enum Waiting {
    Begin,
    Write(Write),
    Commit,
}

/// A write that waits.
pub(super) struct Write {
    pub(super) ready: Statement,
    /// The types of its columns, where it goes as a copy.
    pub(super) copies: Option<&'static [Type]>,
    pub(super) cells: Cells,
    /// How many rows must change.
    pub(super) wanted: Option<u64>,
    /// Whether it changes rows that somebody else may have changed meanwhile.
    pub(super) may_miss: bool,
}

pub(in crate::db) enum Cells {
    Values(Vec<Value>),
    Columns(Vec<Col>),
}

/// What is asked, to be answered at once.
pub(super) enum Question<'q> {
    Rows { ready: &'q Statement, cells: &'q [&'q (dyn ToSql + Sync)] },
    Write { ready: &'q Statement, cells: &'q [&'q (dyn ToSql + Sync)] },
    Copy { ready: &'q Statement, types: &'q [Type], columns: &'q [Col] },
}

/// What a statement came to.
pub(super) enum Outcome {
    Rows(Vec<Row>),
    Count(u64),
}

impl Outcome {
    pub(super) fn rows(&self) -> &[Row] {
        match self {
            Self::Rows(rows) => rows,
            Self::Count(_) => &[],
        }
    }

    pub(super) fn count(&self) -> u64 {
        match self {
            Self::Rows(rows) => rows.len() as u64,
            Self::Count(count) => *count,
        }
    }
}

pub(super) type Asked = Stored<Outcome>;

/// What came of a flight.
pub(super) struct Flown {
    pub(super) answer: Asked,
    /// Statements that failed.
    pub(super) failures: u64,
    /// Whether one failed that had waited, and with it the transaction.
    pub(super) is_broken: bool,
}

impl Waiting {
    /// Whether it does what it says, or fails.
    pub(super) fn is_sure(&self) -> bool {
        match self {
            Self::Write(write) => !write.may_miss,
            Self::Begin | Self::Commit => true,
        }
    }

    async fn send(&self, client: &Client) -> Result<Outcome, Error> {
        match self {
            Self::Begin => client.batch_execute("begin").await.map(|()| Outcome::Count(0)),
            Self::Commit => client.batch_execute("commit").await.map(|()| Outcome::Count(0)),
            Self::Write(Write { ready, copies, cells, .. }) => match (cells, copies) {
                (Cells::Columns(columns), Some(types)) => copy(client, ready, types, columns).await,
                (Cells::Columns(columns), None) => {
                    client.execute(ready, &arrays(columns)).await.map(Outcome::Count)
                }
                (Cells::Values(values), _) => {
                    client.execute(ready, &parameters(values)).await.map(Outcome::Count)
                }
            },
        }
    }

    fn misses(&self, outcome: &Outcome) -> bool {
        matches!(self, Self::Write(Write { wanted: Some(wanted), .. }) if *wanted != outcome.count())
    }
}

impl Question<'_> {
    async fn send(&self, client: &Client) -> Result<Outcome, Error> {
        match self {
            Self::Rows { ready, cells } => client.query(*ready, cells).await.map(Outcome::Rows),
            Self::Write { ready, cells } => client.execute(*ready, cells).await.map(Outcome::Count),
            Self::Copy { ready, types, columns } => copy(client, ready, types, columns).await,
        }
    }
}

/// Sends what waits and the question behind it. Without a question, the answer counts nothing.
pub(super) async fn fly(client: &Client, waiting: &[Waiting], question: Option<&Question<'_>>) -> Flown {
    if waiting.is_empty() {
        let sent = match question {
            Some(question) => question.send(client).await,
            None => Ok(Outcome::Count(0)),
        };
        return Flown {
            failures: u64::from(sent.is_err()),
            answer: sent.map_err(Problem::from),
            is_broken: false,
        };
    }
    let mut sent: Vec<Sent<'_>> = Vec::with_capacity(waiting.len() + 1);
    sent.extend(waiting.iter().map(|waiting| -> Sent<'_> { Box::pin(waiting.send(client)) }));
    if let Some(question) = question {
        sent.push(Box::pin(question.send(client)));
    }
    let mut outcomes = together(sent).await;
    let answer = if outcomes.len() > waiting.len() { outcomes.pop() } else { None };
    for (waiting, outcome) in waiting.iter().zip(outcomes) {
        let is_write = matches!(waiting, Waiting::Write(_));
        match outcome {
            Ok(outcome) if waiting.misses(&outcome) => {
                return Flown { answer: Err(Problem::Conflict), failures: 0, is_broken: true };
            }
            Ok(_) => {}
            // A server that said no has kept nothing; of one that is gone, that is not known.
            Err(error) if is_write && error.as_db_error().is_some() => {
                return Flown { answer: Err(Problem::Conflict), failures: 1, is_broken: true };
            }
            Err(error) => return Flown { answer: Err(error.into()), failures: 1, is_broken: false },
        }
    }
    let answer = answer.unwrap_or(Ok(Outcome::Count(0)));
    Flown { failures: u64::from(answer.is_err()), answer: answer.map_err(Problem::from), is_broken: false }
}

type Sent<'s> = Pin<Box<dyn Future<Output = Result<Outcome, Error>> + 's>>;

/// Waits for all of them. Each is begun in its order, which is the one in which the server gets them. The first that fails
/// is the last that is answered for: what stands behind one that can't even be sent, as a commit may, is not sent either.
async fn together(mut sent: Vec<Sent<'_>>) -> Vec<Result<Outcome, Error>> {
    let mut outcomes: Vec<Option<Result<Outcome, Error>>> = sent.iter().map(|_| None).collect();
    poll_fn(|context| {
        let mut is_done = true;
        for (sent, outcome) in sent.iter_mut().zip(&mut outcomes) {
            if outcome.is_none() {
                match sent.as_mut().poll(context) {
                    Poll::Ready(ready) => *outcome = Some(ready),
                    Poll::Pending => is_done = false,
                }
            }
            if matches!(outcome, Some(Err(_))) {
                break;
            }
        }
        if is_done { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    outcomes.into_iter().flatten().collect()
}

async fn copy(client: &Client, ready: &Statement, types: &[Type], columns: &[Col]) -> Result<Outcome, Error> {
    let count = columns.first().map_or(0, Col::len);
    let mut writer = pin!(BinaryCopyInWriter::new(client.copy_in(ready).await?, types));
    let mut cells: Vec<&(dyn ToSql + Sync)> = Vec::with_capacity(columns.len());
    for row in 0..count {
        cells.clear();
        cells.extend(columns.iter().map(|column| column.cell(row)));
        writer.as_mut().write(&cells).await?;
    }
    writer.finish().await.map(Outcome::Count)
}

pub(super) fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

pub(super) fn arrays(columns: &[Col]) -> Vec<&(dyn ToSql + Sync)> {
    columns.iter().map(Col::as_array).collect()
}
