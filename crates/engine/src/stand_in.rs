//! Somebody of the operator acts for a seller: begun with a reason that the seller's owners are told, held at one browser for
//! a while, over at once when the right is. Both sides' audit says when it began and ended, and everything asked for between.

use domain::audit::{About, Deed, Origin};
use domain::event::EventKind;
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership};
use domain::shop::ShopState;
pub use domain::stand_in::{MINUTES, REASON_LETTERS_MAX, StandIn, StandInRefusal};
use domain::stand_in::{lasting, reason};
use domain::user::User;
use domain::{MINUTE, Micros, OperatorId, SellerId, SessionId, ShopId, StandInId, UserId};
use serde_json::json;
use store::{Stored, Tx};

use crate::audit::Doer;
use crate::stop::{OrAbsent, OrRefuse};
use crate::suspension::of_operator;
use crate::{Act, Engine, OperatorMember, Seen, SellerMember, Stop};

/// Longer addresses are cut off in the audit.
const ASKED_LETTERS_MAX: usize = 200;

/// Begins to act for the seller of a shop of the operator, at this browser only. Asked for twice with the same reason, it is
/// the one that was begun.
pub async fn begin(
    engine: &Engine,
    member: &OperatorMember,
    (session, shop): (SessionId, ShopId),
    (why, minutes): (String, i64),
    now: Micros,
) -> Result<StandIn, Stop<StandInRefusal>> {
    member.may(Permission::SellersActFor)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = of_operator(act, &member, shop)?;
            let reason = reason(&why).or_refuse()?;
            let ends_at = act.now + lasting(minutes).or_refuse()?;
            if shop.state == ShopState::Closed {
                return Err(Stop::Refused(StandInRefusal::ShopClosed));
            }
            let own = store::user::session(act.tx, session)?;
            own.filter(|own| own.user_id == member.user && own.holds(act.now)).or_absent()?;
            let memberships = store::user::memberships(act.tx, member.user)?;
            if is_member(&memberships, shop.seller) {
                return Err(Stop::Refused(StandInRefusal::OwnSeller));
            }
            if !covers(act.tx, act.engine, &memberships, shop.seller)? {
                return Err(Stop::Refused(StandInRefusal::SellsElsewhere));
            }
            if let Some(open) = store::stand_in::of_session(act.tx, session)? {
                // A form that was sent twice.
                if open.holds(act.now) && (open.shop, &open.reason) == (shop.id, &reason) {
                    return Ok(open);
                }
                if open.holds(act.now) {
                    return Err(Stop::Refused(StandInRefusal::Already));
                }
                close(act, open, &member.doer(), "time")?;
            }
            let it = StandIn {
                id: StandInId::from_raw(act.mint(member.user.bucket())),
                user_id: member.user,
                session,
                by_whom: member.name.clone(),
                operator: member.operator,
                seller: shop.seller,
                seller_name: store::seller::seller(act.tx, shop.seller)?.or_absent()?.name,
                shop: shop.id,
                reason,
                begun_at: act.now,
                ends_at,
                ended_at: None,
                version: 0,
            };
            store::stand_in::add(act.tx, &it)?;
            let what = json!({ "reason": it.reason, "minutes": minutes });
            tell(act, &it, (&member.doer(), Deed::StandInBegun), &what);
            act.event(EventKind::StandInBegun, it.id.get(), "");
            Ok(it)
        })
        .await
}

/// Ends what somebody stands in for at this browser; nothing where there is nothing. Answers the shop where it began.
pub async fn end(
    engine: &Engine,
    (user, session): (UserId, SessionId),
    origin: Origin,
    now: Micros,
) -> Seen<Option<ShopId>> {
    engine.act(now, move |act| end_at(act, (user, session), &origin, "hand")).await
}

/// As `end`, within another act.
pub(crate) fn end_at<R>(
    act: &mut Act<'_, '_>,
    (user, session): (UserId, SessionId),
    origin: &Origin,
    by: &str,
) -> Result<Option<ShopId>, Stop<R>> {
    let open = store::stand_in::of_session(act.tx, session)?.filter(|it| it.user_id == user);
    let Some(open) = open else { return Ok(None) };
    let (shop, doer) = (open.shop, themselves(&open, origin));
    close(act, open, &doer, by)?;
    Ok(Some(shop))
}

/// Ends everything that somebody stands in for in an operator's name: they have lost the right.
pub(crate) fn end_of<R>(
    act: &mut Act<'_, '_>,
    (user, operator): (UserId, OperatorId),
    doer: &Doer,
) -> Result<(), Stop<R>> {
    let open = store::stand_in::open_of(act.tx, user)?;
    for it in open.into_iter().filter(|it| it.operator == operator) {
        close(act, it, doer, "right lost")?;
    }
    Ok(())
}

/// As `end_of`, for all browsers of a user but one: their sessions have ended.
pub(crate) fn end_elsewhere<R>(
    act: &mut Act<'_, '_>,
    user: UserId,
    (keep, origin): (i64, &Origin),
) -> Result<(), Stop<R>> {
    let open = store::stand_in::open_of(act.tx, user)?;
    for it in open.into_iter().filter(|it| it.session.get() != keep) {
        let doer = themselves(&it, origin);
        close(act, it, &doer, "session over")?;
    }
    Ok(())
}

fn themselves(it: &StandIn, origin: &Origin) -> Doer {
    Doer {
        user: it.user_id,
        name: it.by_whom.clone(),
        acts_for: About::Operator(it.operator).to_string(),
        origin: origin.clone(),
        stands_in: None,
    }
}

fn close<R>(act: &mut Act<'_, '_>, mut it: StandIn, doer: &Doer, by: &str) -> Result<(), Stop<R>> {
    it.end(act.now);
    let minutes = (it.ended_at.unwrap_or(act.now) - it.begun_at) / MINUTE;
    tell(act, &it, (doer, Deed::StandInEnded), &json!({ "by": by, "minutes": minutes }));
    Ok(store::save(act.tx, &[it])?)
}

/// An entry in the chain of each side.
fn tell(act: &mut Act<'_, '_>, it: &StandIn, (doer, deed): (&Doer, Deed), what: &serde_json::Value) {
    let mut of_operator = what.clone();
    of_operator["name"] = json!(it.seller_name);
    act.audit(doer, deed, About::Seller(it.seller), it.id, (json!(null), what.clone()));
    act.audit(doer, deed, About::Operator(it.operator), it.seller, (json!(null), of_operator));
}

/// Writes down what who stands in asks for, before it is done: what was done can't be missing. Of others it writes nothing.
pub async fn note(engine: &Engine, member: &SellerMember, asked: &str, now: Micros) -> Seen<()> {
    member.may(Permission::ShopRead)?;
    let Some(it) = member.stands_in.clone() else { return Ok(()) };
    let asked: String = asked.chars().take(ASKED_LETTERS_MAX).collect();
    let doer = member.doer();
    engine
        .act(now, move |act| {
            let what = (json!(null), json!({ "asked_for": asked }));
            act.audit(&doer, Deed::StandInActed, About::Seller(it.seller), it.id, what);
            Ok(())
        })
        .await
}

/// What somebody stands in for at a browser at this moment.
pub async fn at(engine: &Engine, user: UserId, session: SessionId, now: Micros) -> Seen<Option<StandIn>> {
    let own = engine.clone();
    engine
        .read(move |tx| {
            let memberships = store::user::memberships(tx, user)?;
            if operators(&memberships).next().is_none() {
                return Ok(None);
            }
            let found = store::stand_in::of_session(tx, session)?;
            let Some(it) = found.filter(|it| it.user_id == user && it.holds(now)) else { return Ok(None) };
            let person = store::user::user(tx, user)?.or_absent()?;
            Ok(still_may(tx, &own, (&person, &memberships), &it)?.then_some(it))
        })
        .await
}

/// For whom somebody stands in who began a job for a seller; absent where it is over.
pub(crate) fn of_author(
    act: &mut Act<'_, '_>,
    (user, seller): (UserId, SellerId),
) -> Stored<Option<SellerMember>> {
    let open = store::stand_in::open_of(act.tx, user)?;
    let Some(it) = open.into_iter().find(|it| it.seller == seller && it.holds(act.now)) else {
        return Ok(None);
    };
    let Some(person) = store::user::user(act.tx, user)? else { return Ok(None) };
    let memberships = store::user::memberships(act.tx, user)?;
    let may = still_may(act.tx, act.engine, (&person, &memberships), &it)?;
    Ok(may.then(|| SellerMember::standing_in(it)))
}

/// The right may be gone since it began, or the seller sell on a market where there is none.
fn still_may(
    tx: &mut Tx<'_>,
    engine: &Engine,
    (person, memberships): (&User, &[Membership]),
    it: &StandIn,
) -> Stored<bool> {
    let lacks_second_step = engine.asks_second_step() && person.second_step_at.is_none();
    Ok(!lacks_second_step
        && operators(memberships).any(|operator| operator == it.operator)
        && !is_member(memberships, it.seller)
        && covers(tx, engine, memberships, it.seller)?)
}

/// For which operators somebody may stand in.
fn operators(memberships: &[Membership]) -> impl Iterator<Item = OperatorId> {
    let may = |one: &&Membership| one.role.may(one.member_of, Permission::SellersActFor);
    memberships.iter().filter(may).map(|one| OperatorId::from_raw(one.subject))
}

fn is_member(memberships: &[Membership], seller: SellerId) -> bool {
    memberships.iter().any(|one| one.member_of == MemberOf::Seller && one.subject == seller.get())
}

/// Whether every market on which the seller has a shop is run by an operator for which they may.
fn covers(tx: &mut Tx<'_>, engine: &Engine, memberships: &[Membership], seller: SellerId) -> Stored<bool> {
    let shops = store::shop::shops_of(tx, seller)?;
    let is_covered =
        |market: domain::market::Market| operators(memberships).any(|one| one == market.operator);
    Ok(shops.iter().all(|shop| engine.market(shop.market).is_some_and(is_covered)))
}
