//! Who acts: a member of a seller or of an operator, with what their role allows and how they came here. Only the engine
//! makes them, out of a membership it has read; every act asks `may` before it does anything (`cargo xtask tidy` looks).

use domain::audit::{About, Origin};
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership, Role};
use domain::stand_in::StandIn;
use domain::{Micros, OperatorId, SellerId, SessionId, UserId};

use crate::audit::Doer;
use crate::stop::{Denied, OrAbsent};
use crate::{Engine, Seen, Stop};

/// How somebody came here: from where, and whether they have shown within minutes that it is them.
#[derive(Debug, Clone, Default)]
pub struct Presence {
    pub origin: Origin,
    pub is_proved: bool,
}

impl Presence {
    /// At the machine itself, where the operating system asked who it is.
    pub(crate) fn by_hand() -> Self {
        Self { origin: Origin::machine(), is_proved: true }
    }
}

/// A user who acts for a seller.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SellerMember {
    pub seller: SellerId,
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub presence: Presence,
    /// They are no member, but somebody of the operator who acts for the seller for a while.
    pub stands_in: Option<StandIn>,
}

/// A user who acts for an operator.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OperatorMember {
    pub operator: OperatorId,
    pub user: UserId,
    pub name: String,
    pub role: Role,
    pub presence: Presence,
    /// The second step that this installation asks of them is not set up.
    pub lacks_second_step: bool,
}

impl SellerMember {
    /// The first seller that this user acts for, with nothing proved; absent for who is no member.
    pub async fn of(engine: &Engine, user: UserId) -> Seen<Self> {
        engine
            .read(move |tx| {
                let memberships = store::user::memberships(tx, user)?;
                let found =
                    memberships.iter().find(|member| member.member_of == MemberOf::Seller).or_absent()?;
                let person = store::user::user(tx, user)?.or_absent()?;
                let seller = SellerId::from_raw(found.subject);
                Ok(Self::new(seller, (user, person.name), found.role))
            })
            .await
    }

    /// Who works at a browser: who stands in for a seller there does nothing else, others are members or absent.
    pub async fn at(engine: &Engine, user: UserId, session: Option<SessionId>, now: Micros) -> Seen<Self> {
        if let Some(session) = session
            && let Some(found) = crate::stand_in::at(engine, user, session, now).await?
        {
            return Ok(Self::standing_in(found));
        }
        Self::of(engine, user).await
    }

    pub(crate) fn new(seller: SellerId, (user, name): (UserId, String), role: Role) -> Self {
        Self { seller, user, name, role, presence: Presence::default(), stands_in: None }
    }

    pub(crate) fn standing_in(it: StandIn) -> Self {
        let member = Self::new(it.seller, (it.user_id, it.by_whom.clone()), Role::StandIn);
        Self { stands_in: Some(it), ..member }
    }

    /// The same member as they came here.
    pub fn present(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// Whether menus and pages show what this permission opens.
    pub fn can(&self, what: Permission) -> bool {
        self.role.may(MemberOf::Seller, what)
    }

    /// The first thing that an act asks: the role has it, and what has to be proved is.
    pub fn may<R>(&self, what: Permission) -> Result<(), Stop<R>> {
        allowed(MemberOf::Seller, self.role, what, self.presence.is_proved)
    }

    pub(crate) fn doer(&self) -> Doer {
        Doer {
            user: self.user,
            name: self.name.clone(),
            acts_for: match &self.stands_in {
                None => About::Seller(self.seller),
                Some(it) => About::Operator(it.operator),
            }
            .to_string(),
            origin: self.presence.origin.clone(),
            stands_in: self.stands_in.as_ref().map(|it| (it.id, it.reason.clone())),
        }
    }
}

impl OperatorMember {
    /// The first operator that this user acts for, with nothing proved; absent for who is no member.
    pub async fn of(engine: &Engine, user: UserId) -> Seen<Self> {
        Self::all_of(engine, user).await?.into_iter().next().or_absent()
    }

    /// All operators that this user acts for: companies of one house share their people.
    pub async fn all_of(engine: &Engine, user: UserId) -> Seen<Vec<Self>> {
        let is_asked = engine.asks_second_step();
        engine
            .read(move |tx| {
                let memberships = store::user::memberships(tx, user)?;
                let person = store::user::user(tx, user)?.or_absent()?;
                let lacks_second_step = is_asked && person.second_step_at.is_none();
                let of_operators = memberships.iter().filter(|member| member.member_of == MemberOf::Operator);
                let member = |found: &Membership| {
                    let operator = OperatorId::from_raw(found.subject);
                    let member = Self::new(operator, (user, person.name.clone()), found.role);
                    Self { lacks_second_step, ..member }
                };
                Ok(of_operators.map(member).collect())
            })
            .await
    }

    pub(crate) fn new(operator: OperatorId, (user, name): (UserId, String), role: Role) -> Self {
        Self { operator, user, name, role, presence: Presence::default(), lacks_second_step: false }
    }

    /// The same member as they came here.
    pub fn present(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// Whether menus and pages show what this permission opens.
    pub fn can(&self, what: Permission) -> bool {
        self.role.may(MemberOf::Operator, what)
    }

    /// The first thing that an act asks: the role has it, and what has to be proved is.
    pub fn may<R>(&self, what: Permission) -> Result<(), Stop<R>> {
        if self.lacks_second_step {
            return Err(Stop::Denied(Denied::WithoutSecondStep));
        }
        allowed(MemberOf::Operator, self.role, what, self.presence.is_proved)
    }

    /// What weighs more than its permission tells, such as one act on many, has to be proved as money has.
    pub(crate) fn proved<R>(&self) -> Result<(), Stop<R>> {
        if self.presence.is_proved { Ok(()) } else { Err(Stop::Denied(Denied::Unproved)) }
    }

    pub(crate) fn doer(&self) -> Doer {
        Doer {
            user: self.user,
            name: self.name.clone(),
            acts_for: About::Operator(self.operator).to_string(),
            origin: self.presence.origin.clone(),
            stands_in: None,
        }
    }
}

fn allowed<R>(of: MemberOf, role: Role, what: Permission, is_proved: bool) -> Result<(), Stop<R>> {
    if !role.may(of, what) {
        return Err(Stop::Denied(Denied::Lacking { of, what }));
    }
    if what.needs_proof() && !is_proved {
        return Err(Stop::Denied(Denied::Unproved));
    }
    Ok(())
}
