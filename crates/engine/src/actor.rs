//! Who acts: a member of a seller or of an operator. Only the engine makes them, out of a membership it has read.

use domain::seller::{MemberOf, Membership, Role};
use domain::{OperatorId, SellerId, UserId};

use crate::stop::OrAbsent;
use crate::{Engine, Seen};

/// A user who acts for a seller.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SellerMember {
    pub seller: SellerId,
    pub user: UserId,
    pub name: String,
    pub role: Role,
}

/// A user who acts for an operator.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OperatorMember {
    pub operator: OperatorId,
    pub user: UserId,
    pub name: String,
}

impl SellerMember {
    /// The first seller that this user acts for; absent for who is no member.
    pub async fn of(engine: &Engine, user: UserId) -> Seen<Self> {
        engine
            .read(move |tx| {
                let memberships = store::user::memberships(tx, user)?;
                let found =
                    memberships.iter().find(|member| member.member_of == MemberOf::Seller).or_absent()?;
                let person = store::user::user(tx, user)?.or_absent()?;
                let seller = SellerId::from_raw(found.subject);
                Ok(Self { seller, user, name: person.name, role: found.role })
            })
            .await
    }
}

impl OperatorMember {
    /// The first operator that this user acts for; absent for who is no member.
    pub async fn of(engine: &Engine, user: UserId) -> Seen<Self> {
        Self::all_of(engine, user).await?.into_iter().next().or_absent()
    }

    /// All operators that this user acts for: companies of one house share their people.
    pub async fn all_of(engine: &Engine, user: UserId) -> Seen<Vec<Self>> {
        engine
            .read(move |tx| {
                let memberships = store::user::memberships(tx, user)?;
                let person = store::user::user(tx, user)?.or_absent()?;
                let of_operators = memberships.iter().filter(|member| member.member_of == MemberOf::Operator);
                let member = |found: &Membership| Self {
                    operator: OperatorId::from_raw(found.subject),
                    user,
                    name: person.name.clone(),
                };
                Ok(of_operators.map(member).collect())
            })
            .await
    }
}
