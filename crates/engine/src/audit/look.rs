//! What may be seen of the audit: a seller sees its own matters, an operator its own, its markets' and its sellers'.

use domain::audit::{About, AuditEntry};
use domain::event::Event;
use domain::permission::Permission;
use domain::seller::MemberOf;
use domain::{AuditId, OperatorId, SellerId, UserId};
use store::audit::{ListedEntry, Wanted};
use store::{Stored, Tx};

use crate::stop::OrAbsent;
use crate::{Act, Engine, OperatorMember, Seen, SellerMember};

const PAGE: i64 = 50;

/// A page of entries, newest first, and what the next page begins after; zero where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    pub entries: Vec<AuditEntry>,
    pub next: i64,
}

/// What is about a seller. Entries are numbered in their bucket: `before` is such a number, zero for the newest.
pub async fn of_seller(engine: &Engine, member: &SellerMember, before: i64) -> Seen<Shown> {
    member.may(Permission::AuditRead)?;
    let seller = member.seller;
    let before = if before == 0 { i64::MAX } else { before };
    engine
        .read(move |tx| {
            let about = About::Seller(seller).to_string();
            let entries = store::audit::of_one(tx, (seller.bucket(), &about), before, PAGE)?;
            let last = entries.last().filter(|_| entries.len() as i64 == PAGE);
            Ok(Shown { next: last.map_or(0, |entry| entry.number), entries })
        })
        .await
}

/// What an operator may see of what it looks for.
pub async fn of_operator(engine: &Engine, member: &OperatorMember, wanted: Wanted) -> Seen<Shown> {
    member.may(Permission::AuditRead)?;
    let operator = member.operator;
    engine
        .heavy(move |tx| {
            let listed = store::audit::list(tx, operator, &wanted, PAGE)?;
            let last = listed.last().filter(|_| listed.len() as i64 == PAGE);
            let next = last.map_or(0, |row| row.id.get());
            let mut entries = store::audit::entries(tx, &listed)?;
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.id));
            Ok(Shown { entries, next })
        })
        .await
}

/// Who has an address, for who looks through the audit; absent where nobody has it.
pub async fn person(engine: &Engine, member: &OperatorMember, address: &str) -> Seen<Option<UserId>> {
    member.may(Permission::AuditRead)?;
    let Some(address) = domain::address::email(address) else { return Ok(None) };
    engine.read(move |tx| Ok(store::user::claimed(tx, "email", &address)?.map(UserId::from_raw))).await
}

/// Lists an entry for the operators who may see it.
pub(crate) fn list(act: &mut Act<'_, '_>, event: &Event) -> Seen<()> {
    let id = AuditId::from_raw(event.subject);
    let number = event.body.parse().unwrap_or_default();
    let entry = store::audit::entry(act.tx, id.bucket(), number)?.or_absent()?;
    let mut operators = operators_of(act, &entry.about)?;
    operators.extend(operators_of(act, &entry.acts_for)?);
    operators.sort_unstable();
    operators.dedup();
    for operator in operators {
        let row = ListedEntry {
            operator,
            id,
            number,
            at: entry.at,
            deed: entry.deed,
            person: entry.person,
            about: entry.about.clone(),
            subject: entry.subject.clone(),
        };
        store::audit::put(act.tx, row)?;
    }
    Ok(())
}

fn operators_of(act: &mut Act<'_, '_>, about: &str) -> Stored<Vec<OperatorId>> {
    Ok(match About::read(about) {
        Some(About::Operator(id)) => vec![id],
        Some(About::Market(id)) => act.engine.market(id).map(|market| market.operator).into_iter().collect(),
        Some(About::Seller(id)) => of_its_shops(act, id)?,
        Some(About::User(id)) => of_memberships(act.tx, id)?,
        None => Vec::new(),
    })
}

fn of_its_shops(act: &mut Act<'_, '_>, seller: SellerId) -> Stored<Vec<OperatorId>> {
    let shops = store::shop::shops_of(act.tx, seller)?;
    let markets = shops.iter().filter_map(|shop| act.engine.market(shop.market));
    Ok(markets.map(|market| market.operator).collect())
}

/// How an operator's own people sign in is its matter; how others do is theirs.
fn of_memberships(tx: &mut Tx<'_>, user: UserId) -> Stored<Vec<OperatorId>> {
    let memberships = store::user::memberships(tx, user)?;
    let of_operators = memberships.iter().filter(|member| member.member_of == MemberOf::Operator);
    Ok(of_operators.map(|member| OperatorId::from_raw(member.subject)).collect())
}
