//! Members of a seller or an operator: listed, invited by letter, given a role, removed, gone by themselves. Nobody gives or
//! takes more than they have, and somebody who may do everything is always left: whoever changes members holds the end of
//! the audit's chain, so that of two who do so at once the second one looks again.

use domain::audit::{About, Deed, Origin};
use domain::event::EventKind;
use domain::member::{
    INVITATION_LASTS, INVITATIONS_MAX, MEMBERS_MAX, Member, MemberInvitation, MemberRefusal, check_change,
};
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership, Role};
use domain::{Code, MarketId, Micros, OperatorId, SellerId, UserId, bucket_of};
use serde_json::json;

use crate::audit::Doer;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Denied, Engine, OperatorMember, Seen, SellerMember, Stop, Widen, secret};

/// The seller or operator that somebody acts for, as far as its members go. Made only by who may see them.
#[derive(Debug, Clone)]
pub struct House {
    of: MemberOf,
    subject: i64,
    doer: Doer,
}

/// A house whose members may be changed by who stands here. Made only by who may.
#[derive(Debug, Clone)]
pub struct Manager(House);

/// Whom a house has and whom it waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Members {
    pub members: Vec<Member>,
    pub invitations: Vec<MemberInvitation>,
}

impl SellerMember {
    fn house(&self) -> House {
        House { of: MemberOf::Seller, subject: self.seller.get(), doer: self.doer() }
    }

    /// Sees the members.
    pub fn of_house<R>(&self) -> Result<House, Stop<R>> {
        self.may(Permission::MembersRead)?;
        Ok(self.house())
    }

    /// Changes the members.
    pub fn manages<R>(&self) -> Result<Manager, Stop<R>> {
        self.may(Permission::MembersManage)?;
        Ok(Manager(self.house()))
    }

    /// Goes: everybody may.
    pub async fn leaves(&self, engine: &Engine, now: Micros) -> Result<(), Stop<MemberRefusal>> {
        leave(engine, self.house(), now).await
    }
}

impl OperatorMember {
    fn house(&self) -> House {
        House { of: MemberOf::Operator, subject: self.operator.get(), doer: self.doer() }
    }

    /// Sees the members.
    pub fn of_house<R>(&self) -> Result<House, Stop<R>> {
        self.may(Permission::MembersRead)?;
        Ok(self.house())
    }

    /// Changes the members.
    pub fn manages<R>(&self) -> Result<Manager, Stop<R>> {
        self.may(Permission::MembersManage)?;
        Ok(Manager(self.house()))
    }

    /// Goes: everybody may.
    pub async fn leaves(&self, engine: &Engine, now: Micros) -> Result<(), Stop<MemberRefusal>> {
        leave(engine, self.house(), now).await
    }
}

impl House {
    fn key(&self) -> (MemberOf, i64) {
        (self.of, self.subject)
    }

    fn about(&self) -> About {
        about(self.of, self.subject)
    }
}

fn about(of: MemberOf, subject: i64) -> About {
    match of {
        MemberOf::Seller => About::Seller(SellerId::from_raw(subject)),
        MemberOf::Operator => About::Operator(OperatorId::from_raw(subject)),
    }
}

pub async fn list(engine: &Engine, house: &House, now: Micros) -> Seen<Members> {
    let key = house.key();
    engine
        .read(move |tx| {
            let members = store::member::members(tx, key)?;
            Ok(Members { members, invitations: store::member::invitations(tx, key, now)? })
        })
        .await
}

/// Asks somebody by letter. An earlier invitation of the same address is replaced.
pub async fn invite(
    engine: &Engine,
    manager: &Manager,
    (address, role): (String, Role),
    market: MarketId,
    now: Micros,
) -> Result<(), Stop<MemberRefusal>> {
    let house = manager.0.clone();
    let address = domain::address::email(&address).ok_or(Stop::Refused(MemberRefusal::NotAnEmail))?;
    let key = secret::random_secret(engine);
    engine
        .act(now, move |act| {
            act.hold_chain(house.about().bucket())?;
            let members = store::member::members(act.tx, house.key())?;
            if !still_manages(&house, &members)?.may_give(house.of, role) {
                return Err(Stop::Refused(MemberRefusal::BeyondOwn));
            }
            if members.iter().any(|member| member.email == address) {
                return Err(Stop::Refused(MemberRefusal::Already));
            }
            let waiting = store::member::invitations(act.tx, house.key(), act.now)?;
            if waiting.len() >= INVITATIONS_MAX || members.len() >= MEMBERS_MAX {
                return Err(Stop::Refused(MemberRefusal::TooMany));
            }
            let old = waiting.into_iter().filter(|one| one.email == address);
            let old: Vec<MemberInvitation> =
                old.map(|one| MemberInvitation { ended_at: Some(act.now), ..one }).collect();
            store::save(act.tx, &old)?;
            let row = MemberInvitation {
                member_of: house.of,
                subject: house.subject,
                hash: secret::hash(&key),
                email: address.clone(),
                role,
                invited_by: house.doer.name.clone(),
                invited_at: act.now,
                expires_at: act.now + INVITATION_LASTS,
                ended_at: None,
                version: 0,
            };
            store::insert(act.tx, &[row])?;
            let token = format!("{}.{key}", house.about());
            let told =
                json!({ "token": token, "market": market, "hash": domain::audit::hex(&secret::hash(&key)) });
            act.event(EventKind::MemberInvited, house.subject, &told.to_string());
            let what = (json!(null), json!({ "address": address, "role": role.code() }));
            act.audit(&house.doer, Deed::MemberInvited, house.about(), house.about(), what);
            Ok(())
        })
        .await
}

/// Takes an invitation back.
pub async fn revoke(
    engine: &Engine,
    manager: &Manager,
    address: String,
    now: Micros,
) -> Result<(), Stop<MemberRefusal>> {
    let house = manager.0.clone();
    engine
        .act(now, move |act| {
            act.hold_chain(house.about().bucket())?;
            still_manages(&house, &store::member::members(act.tx, house.key())?)?;
            let waiting = store::member::invitations(act.tx, house.key(), act.now)?;
            let found = waiting.into_iter().find(|one| one.email == address).or_absent()?;
            let what = (json!({ "address": found.email, "role": found.role.code() }), json!(null));
            act.audit(&house.doer, Deed::InvitationRevoked, house.about(), house.about(), what);
            Ok(store::save(act.tx, &[MemberInvitation { ended_at: Some(act.now), ..found }])?)
        })
        .await
}

/// Gives a member another role.
pub async fn set_role(
    engine: &Engine,
    manager: &Manager,
    user: UserId,
    role: Role,
    now: Micros,
) -> Result<(), Stop<MemberRefusal>> {
    let house = manager.0.clone();
    engine
        .act(now, move |act| {
            let found = changed(act, &house, user, Some(role))?;
            if found.role == role {
                return Ok(());
            }
            store::member::set_role(act.tx, house.key(), user, role)?.then_some(()).or_absent()?;
            let what =
                (json!({ "role": found.role.code() }), json!({ "role": role.code(), "name": found.name }));
            act.audit(&house.doer, Deed::RoleSet, house.about(), user, what);
            if role.may(house.of, Permission::SellersActFor) {
                Ok(())
            } else {
                stands_down(act, &house, user)
            }
        })
        .await
}

/// Removes a member: their next request finds no membership.
pub async fn remove(
    engine: &Engine,
    manager: &Manager,
    user: UserId,
    now: Micros,
) -> Result<(), Stop<MemberRefusal>> {
    let house = manager.0.clone();
    engine.act(now, move |act| gone(act, &house, user, Deed::MemberRemoved)).await
}

async fn leave(engine: &Engine, house: House, now: Micros) -> Result<(), Stop<MemberRefusal>> {
    let user = house.doer.user;
    engine.act(now, move |act| gone(act, &house, user, Deed::MemberLeft)).await
}

fn gone(act: &mut Act<'_, '_>, house: &House, user: UserId, deed: Deed) -> Result<(), Stop<MemberRefusal>> {
    let found = changed(act, house, user, None)?;
    store::member::remove(act.tx, house.key(), user)?.then_some(()).or_absent()?;
    let what = (json!({ "role": found.role.code(), "name": found.name }), json!(null));
    act.audit(&house.doer, deed, house.about(), user, what);
    stands_down(act, house, user)
}

/// Who has lost the right to act for sellers in the operator's name does so no longer.
fn stands_down<R>(act: &mut Act<'_, '_>, house: &House, user: UserId) -> Result<(), Stop<R>> {
    match house.about() {
        About::Operator(operator) => crate::stand_in::end_of(act, (user, operator), &house.doer),
        _ => Ok(()),
    }
}

/// Whoever acts may have lost the role, or the membership, since they came in.
fn still_manages(house: &House, members: &[Member]) -> Result<Role, Stop<MemberRefusal>> {
    let own = members.iter().find(|one| one.user == house.doer.user).or_absent()?;
    if own.role.may(house.of, Permission::MembersManage) {
        return Ok(own.role);
    }
    Err(Stop::Denied(Denied::Lacking { of: house.of, what: Permission::MembersManage }))
}

/// The member as they are, if they may become this. Who does it must still be a member.
fn changed(
    act: &mut Act<'_, '_>,
    house: &House,
    user: UserId,
    to: Option<Role>,
) -> Result<Member, Stop<MemberRefusal>> {
    act.hold_chain(house.about().bucket())?;
    let members = store::member::members(act.tx, house.key())?;
    let found = members.iter().find(|one| one.user == user).or_absent()?;
    // Whoever is a member may go.
    let is_leaving = house.doer.user == user && to.is_none();
    if !is_leaving {
        let own = still_manages(house, &members)?;
        let gives = |role: Role| own.may_give(house.of, role);
        if !gives(found.role) || !to.is_none_or(gives) {
            return Err(Stop::Refused(MemberRefusal::BeyondOwn));
        }
    }
    check_change(house.of, &members, user, to).or_refuse()?;
    Ok(found.clone())
}

/// What somebody is asked by a letter, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub of: MemberOf,
    pub name: String,
    pub role: Role,
    pub email: String,
    pub invited_by: String,
}

fn read_token(token: &str) -> Option<(About, Vec<u8>)> {
    let (subject, key) = token.split_once('.')?;
    Some((About::read(subject)?, secret::hash(key)))
}

/// What a letter's link asks; refused when it has run out.
pub async fn asked(engine: &Engine, token: &str, now: Micros) -> Result<Asked, Stop<MemberRefusal>> {
    let (about, hash) = read_token(token).ok_or(Stop::Refused(MemberRefusal::Stale))?;
    let own = engine.clone();
    let found = engine
        .read(move |tx| {
            let Some(it) = store::member::invitation(tx, about.bucket(), &hash)?.filter(|it| it.holds(now))
            else {
                return Ok(None);
            };
            let name = match it.member_of {
                MemberOf::Seller => {
                    store::seller::seller(tx, SellerId::from_raw(it.subject))?.map(|one| one.name)
                }
                MemberOf::Operator => own.operator(OperatorId::from_raw(it.subject)).map(|one| one.name),
            };
            let name = name.unwrap_or_default();
            Ok(Some(Asked {
                of: it.member_of,
                name,
                role: it.role,
                email: it.email,
                invited_by: it.invited_by,
            }))
        })
        .await
        .widen()?;
    found.ok_or(Stop::Refused(MemberRefusal::Stale))
}

/// Becomes a member by a letter's link: whoever is signed in with the address to which it went.
pub async fn join(
    engine: &Engine,
    user: UserId,
    token: &str,
    origin: Origin,
    now: Micros,
) -> Result<MemberOf, Stop<MemberRefusal>> {
    let (about, hash) = read_token(token).ok_or(Stop::Refused(MemberRefusal::Stale))?;
    engine
        .act(now, move |act| {
            act.hold_chain(about.bucket())?;
            let it = store::member::invitation(act.tx, about.bucket(), &hash)?.filter(|it| it.holds(act.now));
            let it = it.ok_or(Stop::Refused(MemberRefusal::Stale))?;
            let person = store::user::user(act.tx, user)?.or_absent()?;
            if person.email.as_deref() != Some(it.email.as_str()) {
                return Err(Stop::Refused(MemberRefusal::OtherAddress));
            }
            if person.verified_at.is_none() {
                return Err(Stop::Refused(MemberRefusal::AddressUnproved));
            }
            let memberships = store::user::memberships(act.tx, user)?;
            if memberships.iter().any(|one| one.member_of == it.member_of && one.subject == it.subject) {
                return Err(Stop::Refused(MemberRefusal::Already));
            }
            // The seller centre knows one seller for each person.
            let is_seller = |one: &Membership| one.member_of == MemberOf::Seller;
            if it.member_of == MemberOf::Seller && memberships.iter().any(is_seller) {
                return Err(Stop::Refused(MemberRefusal::ActsForAnother));
            }
            let (of, role) = (it.member_of, it.role);
            if store::member::members(act.tx, (of, it.subject))?.len() >= MEMBERS_MAX {
                return Err(Stop::Refused(MemberRefusal::TooMany));
            }
            let membership =
                Membership { user_id: user, member_of: of, subject: it.subject, role, since: act.now };
            store::member::add(act.tx, &person, membership)?;
            let doer = Doer::oneself(user, &person.name, &origin);
            let what = (json!(null), json!({ "role": role.code(), "invited_by": it.invited_by }));
            act.audit(&doer, Deed::MemberJoined, about, user, what);
            debug_assert_eq!(bucket_of(it.subject), about.bucket(), "an invitation lies with who asks");
            store::save(act.tx, &[MemberInvitation { ended_at: Some(act.now), ..it }])?;
            Ok(of)
        })
        .await
}
