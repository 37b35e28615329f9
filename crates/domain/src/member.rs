//! Who acts for a seller or an operator, and how they come and go: invited by letter, given a role, removed, gone by
//! themselves. Somebody must always be left who may do everything.

use crate::permission::Permission;
use crate::seller::{MemberOf, Role};
use crate::{DAY, Micros, UserId};

/// Members of one seller or operator.
pub const MEMBERS_MAX: usize = 200;
/// Invitations that wait at the same time.
pub const INVITATIONS_MAX: usize = 50;
/// An invitation is good for so long.
pub const INVITATION_LASTS: Micros = 7 * DAY;

/// Somebody who acts for a seller or an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    pub user: UserId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub since: Micros,
}

/// A letter that asks somebody to become a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberInvitation {
    pub member_of: MemberOf,
    /// Raw id of the seller or operator.
    pub subject: i64,
    pub hash: Vec<u8>,
    pub email: String,
    pub role: Role,
    pub invited_by: String,
    pub invited_at: Micros,
    pub expires_at: Micros,
    pub ended_at: Option<Micros>,
    pub version: i64,
}

/// Why somebody does not become a member, or does not cease to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MemberRefusal {
    #[error("email.not_one")]
    NotAnEmail,
    #[error("member.already")]
    Already,
    #[error("member.too_many")]
    TooMany,
    /// Nobody gives or takes more than they have.
    #[error("member.beyond_own")]
    BeyondOwn,
    #[error("member.last_owner")]
    LastOwner,
    #[error("member.invitation_stale")]
    Stale,
    #[error("member.other_address")]
    OtherAddress,
    #[error("member.address_unproved")]
    AddressUnproved,
    #[error("member.acts_for_another")]
    ActsForAnother,
}

impl MemberInvitation {
    pub fn holds(&self, now: Micros) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// Whether a member may become `to`, or go where that is none. Decided by who has `MembersManage`.
pub fn check_change(
    of: MemberOf,
    members: &[Member],
    user: UserId,
    to: Option<Role>,
) -> Result<(), MemberRefusal> {
    let manages = |role: Role| role.may(of, Permission::MembersManage);
    let loses = members.iter().any(|one| one.user == user && manages(one.role)) && !to.is_some_and(manages);
    let others = members.iter().filter(|one| one.user != user && manages(one.role)).count();
    if loses && others == 0 { Err(MemberRefusal::LastOwner) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(user: i64, role: Role) -> Member {
        Member { user: UserId::from_raw(user), name: String::new(), email: String::new(), role, since: 0 }
    }

    #[test]
    fn the_last_owner_can_neither_be_lowered_nor_removed() {
        let alone = [member(1, Role::Owner), member(2, Role::Clerk)];
        let two = [member(1, Role::Owner), member(2, Role::Owner)];
        let last = Err(MemberRefusal::LastOwner);
        let table = [
            ("the only owner goes", &alone, 1, None, last),
            ("the only owner becomes a clerk", &alone, 1, Some(Role::Clerk), last),
            ("the only owner stays one", &alone, 1, Some(Role::Owner), Ok(())),
            ("a clerk goes", &alone, 2, None, Ok(())),
            ("a clerk becomes an owner", &alone, 2, Some(Role::Owner), Ok(())),
            ("one of two goes", &two, 1, None, Ok(())),
            ("one of two becomes a clerk", &two, 2, Some(Role::Clerk), Ok(())),
        ];
        for (case, members, user, to, expected) in table {
            let said = check_change(MemberOf::Seller, members, UserId::from_raw(user), to);
            assert_eq!(said, expected, "{case}");
        }
    }
}
