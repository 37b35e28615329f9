//! Applications with their steps, questions and checks; invitations; and the list of them that a market's checkers read.

use domain::admission::ShopKind;
use domain::application::{Application, ApplicationStep, Question, Queue, Stage, Turn};
use domain::paper::ProviderCheck;
use domain::{ApplicationId, CheckId, MarketId, Micros, SellerId};

use crate::db::{Record, Stored, Tx};
use crate::tally::{self, Counted, List, Part, Sums};
use crate::{record, statement, values};

/// An application as checkers list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedApplication {
    pub market: MarketId,
    pub application: ApplicationId,
    pub seller: SellerId,
    pub shop_name: String,
    pub legal_name: String,
    pub kind: ShopKind,
    pub country: String,
    pub stage: Stage,
    pub turn: Turn,
    /// The part of the work in which a checker finds it.
    pub queue: Queue,
    pub reviewer: String,
    /// The largest number where nothing is due.
    pub due_at: Micros,
    pub submitted_at: Micros,
    pub reminded_at: Option<Micros>,
}

/// A code that lets applicants in; only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    pub market: MarketId,
    pub hash: Vec<u8>,
    pub note: String,
    pub made_by: String,
    pub made_at: Micros,
    pub expires_at: Micros,
    pub uses_left: i64,
    pub version: i64,
}

record!(Application as APPLICATIONS in "application", bucket |it| it.id.bucket(), keys [id], {
    id: i, seller: i, market: i, operator: i, user_id: i, kind: t, country: t, shop_name: t, goods: t, categories: t,
    language: t,
    stage: t, turn: t, due_at: oi, policy_number: i, attested: t, score: oi, reviewer: t, reason: t, ruling: t,
    refused_by: oi, appeal: t, begun_at: i, submitted_at: oi, decided_at: oi, appealed_at: oi, shop: oi, version: i
});
record!(ApplicationStep as STEPS in "application_step", bucket |step| step.application.bucket(), keys [application, id], {
    application: i, id: i, step: t, by_whom: t, text: t, at: i
});
record!(Question as QUESTIONS in "application_question", bucket |q| q.application.bucket(), keys [application, ordinal], {
    application: i, ordinal: i, question: t, asked_by: t, asked_at: i, answer: t, answered_at: oi
});
record!(ProviderCheck as CHECKS in "provider_check", bucket |check| check.id.bucket(), keys [id], {
    id: i, application: i, kind: t, state: t, reference: t, note: t, opened_at: i, done_at: oi, version: i
});
record!(Invitation as INVITATIONS in "invitation", bucket |it| it.market.bucket(), keys [market, hash], {
    market: i, hash: x, note: t, made_by: t, made_at: i, expires_at: i, uses_left: i, version: i
});
record!(ListedApplication as LISTED in "application_list", bucket |it| it.market.bucket(), keys [market, application], {
    market: i, application: i, seller: i, shop_name: t, legal_name: t, kind: t, country: t, stage: t, turn: t,
    queue: t, reviewer: t, due_at: i, submitted_at: i, reminded_at: oi
});

statement!(APPLICATION, "select {columns application} from application where bucket = $1 and id = $2");
statement!(
    OF_SELLER,
    "select {columns application} from application where bucket = $1 and seller = $2 order by id desc limit $3"
);
statement!(
    OF_SHOP,
    "select {columns application} from application where bucket = $1 and seller = $2 and shop = $3
     order by id desc limit 1"
);
statement!(
    OF_SHOPS,
    "select {columns application} from application where bucket = $1 and seller = $2 and shop {in 3} order by id"
);
statement!(
    STEPS_OF,
    "select {columns application_step} from application_step where bucket = $1 and application = $2 order by at, id
     limit $3"
);
statement!(
    QUESTIONS_OF,
    "select {columns application_question} from application_question where bucket = $1 and application = $2
     order by ordinal"
);
statement!(CHECK, "select {columns provider_check} from provider_check where bucket = $1 and id = $2");
statement!(
    CHECKS_OF,
    "select {columns provider_check} from provider_check where bucket = $1 and application = $2 order by id"
);
statement!(
    INVITATION,
    "select {columns invitation} from invitation where bucket = $1 and market = $2 and hash = $3"
);
statement!(
    INVITATIONS_OF,
    "select {columns invitation} from invitation where bucket = $1 and market = $2 and expires_at > $3
     order by made_at desc, hash limit $4"
);
statement!(
    DROP_LISTED,
    "delete from application_list where bucket = $1 and market = $2 and application = $3
     returning {columns application_list}"
);
statement!(
    LISTED_OF,
    "select {columns application_list} from application_list {lite: indexed by application_list_queue}
     where bucket = $1 and market = $2 and queue = $3 and (due_at, application) > ($4, $5)
     order by due_at, application limit $6"
);
statement!(
    LISTED_OF_KIND,
    "select {columns application_list} from application_list {lite: indexed by application_list_kind}
     where bucket = $1 and market = $2 and queue = $3 and kind = $4 and (due_at, application) > ($5, $6)
     order by due_at, application limit $7"
);
statement!(
    /// Not by date: an act on many goes on from an id.
    LISTED_IN_ORDER,
    "select {columns application_list} from application_list {lite: indexed by application_list_order}
     where bucket = $1 and market = $2 and queue = $3 and application < $4 and (kind = $5 or $5 = '')
     order by application desc limit $6"
);
statement!(
    /// Counts no further than asked.
    LISTED_COUNT,
    "select count(*) from (select application from application_list {lite: indexed by application_list_order}
     where bucket = $1 and market = $2 and queue = $3 and (kind = $4 or $4 = '') limit $5) as found"
);
statement!(
    LISTED_BY_ID,
    "select {columns application_list} from application_list
     where bucket = $1 and market = $2 and application {in 3} order by application desc"
);

pub fn application(tx: &mut Tx<'_>, id: ApplicationId) -> Stored<Option<Application>> {
    tx.query_one(APPLICATION, values![id.bucket(), id], Application::from_row)
}

pub fn of_seller(tx: &mut Tx<'_>, seller: SellerId, most: i64) -> Stored<Vec<Application>> {
    tx.query(OF_SELLER, values![seller.bucket(), seller, most], Application::from_row)
}

/// The application that a shop came from.
pub fn of_shop(tx: &mut Tx<'_>, seller: SellerId, shop: i64) -> Stored<Option<Application>> {
    tx.query_one(OF_SHOP, values![seller.bucket(), seller, shop], Application::from_row)
}

/// The applications that shops of one seller came from, the latest last.
pub fn of_shops(tx: &mut Tx<'_>, seller: SellerId, shops: &[domain::ShopId]) -> Stored<Vec<Application>> {
    let shops = crate::raws(shops.iter().map(|id| id.get()));
    tx.query(OF_SHOPS, values![seller.bucket(), seller, shops], Application::from_row)
}

pub fn steps(tx: &mut Tx<'_>, id: ApplicationId, most: i64) -> Stored<Vec<ApplicationStep>> {
    tx.query(STEPS_OF, values![id.bucket(), id, most], ApplicationStep::from_row)
}

pub fn questions(tx: &mut Tx<'_>, id: ApplicationId) -> Stored<Vec<Question>> {
    tx.query(QUESTIONS_OF, values![id.bucket(), id], Question::from_row)
}

pub fn check(tx: &mut Tx<'_>, id: CheckId) -> Stored<Option<ProviderCheck>> {
    tx.query_one(CHECK, values![id.bucket(), id], ProviderCheck::from_row)
}

pub fn checks(tx: &mut Tx<'_>, id: ApplicationId) -> Stored<Vec<ProviderCheck>> {
    tx.query(CHECKS_OF, values![id.bucket(), id], ProviderCheck::from_row)
}

pub fn invitation(tx: &mut Tx<'_>, market: MarketId, hash: Vec<u8>) -> Stored<Option<Invitation>> {
    tx.query_one(INVITATION, values![market.bucket(), market, hash], Invitation::from_row)
}

/// Invitations that have not expired, the newest first.
pub fn invitations(tx: &mut Tx<'_>, market: MarketId, now: Micros, most: i64) -> Stored<Vec<Invitation>> {
    tx.query(INVITATIONS_OF, values![market.bucket(), market, now, most], Invitation::from_row)
}

/// Writes an application's line of the checkers' list anew.
pub fn put_listed(tx: &mut Tx<'_>, listed: ListedApplication) -> Stored<()> {
    let key = values![listed.market.bucket(), listed.market, listed.application];
    let before = tx.query(DROP_LISTED, key, ListedApplication::from_row)?;
    let after = [listed];
    crate::insert(tx, &after)?;
    tally::replace(tx, &before, &after)
}

impl Counted for ListedApplication {
    fn parts(&self) -> Vec<(Part, Sums)> {
        let name = domain::Code::code(self.turn).to_owned();
        vec![(Part { owner: self.market.into(), list: List::Applications, at: 0, name }, Sums::one(0))]
    }
}

/// Which applications a checker wants to see.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub queue: Queue,
    pub kind: Option<ShopKind>,
    /// The last one of the page before: when it is due, and its id.
    pub after: (Micros, i64),
    pub most: i64,
}

/// A page of a queue, the most pressing first.
pub fn listed(tx: &mut Tx<'_>, market: MarketId, wanted: &Wanted) -> Stored<Vec<ListedApplication>> {
    let (bucket, queue, (due_at, id)) = (market.bucket(), domain::Code::code(wanted.queue), wanted.after);
    let Some(kind) = wanted.kind else {
        let key = values![bucket, market, queue, due_at, id, wanted.most];
        return tx.query(LISTED_OF, key, ListedApplication::from_row);
    };
    let key = values![bucket, market, queue, domain::Code::code(kind), due_at, id, wanted.most];
    tx.query(LISTED_OF_KIND, key, ListedApplication::from_row)
}

/// A part of a queue; no kind takes all.
pub type OfQueue = (Queue, Option<ShopKind>);

fn kind_code(kind: Option<ShopKind>) -> &'static str {
    kind.map_or("", domain::Code::code)
}

/// A part of a queue in the order of ids, the newest first, below one of them. A long read.
pub fn in_order(
    tx: &mut Tx<'_>,
    market: MarketId,
    (queue, kind): OfQueue,
    below: i64,
    most: i64,
) -> Stored<Vec<ListedApplication>> {
    let key = values![market.bucket(), market, domain::Code::code(queue), below, kind_code(kind), most];
    tx.query(LISTED_IN_ORDER, key, ListedApplication::from_row)
}

/// How many a part of a queue has, counted up to `most`. A long read.
pub fn count(tx: &mut Tx<'_>, market: MarketId, (queue, kind): OfQueue, most: i64) -> Stored<i64> {
    let key = values![market.bucket(), market, domain::Code::code(queue), kind_code(kind), most];
    Ok(tx.query_one(LISTED_COUNT, key, |row| row.get(0))?.unwrap_or(0))
}

/// Those of some ids that the list has, the newest first.
pub fn by_id(tx: &mut Tx<'_>, market: MarketId, ids: &[i64]) -> Stored<Vec<ListedApplication>> {
    let raws = crate::raws(ids.iter().copied());
    tx.query(LISTED_BY_ID, values![market.bucket(), market, raws], ListedApplication::from_row)
}

/// How many wait for a checker.
pub fn waiting(tx: &mut Tx<'_>, market: MarketId) -> Stored<i64> {
    let turns = tally::timeless(tx, market, List::Applications)?;
    let checker = domain::Code::code(Turn::Checker);
    Ok(turns.iter().find(|(turn, _)| turn == checker).map_or(0, |(_, sums)| sums.many))
}
