//! Members of sellers and operators with their two copies (the user's and the seller's or operator's), and invitations.

use domain::member::{Member, MemberInvitation};
use domain::seller::{MemberOf, Membership, Role};
use domain::user::User;
use domain::{Micros, OperatorId, SellerId, UserId, bucket_of};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

record!(MemberInvitation as INVITATIONS in "member_invitation", bucket |it| bucket_of(it.subject), keys [hash], {
    member_of: t, subject: i, hash: x, email: t, role: t, invited_by: t, invited_at: i, expires_at: i, ended_at: oi,
    version: i
});

statement!(
    OF,
    "select {columns member_invitation} from member_invitation
     where bucket = $1 and member_of = $2 and subject = $3 and ended_at is null and expires_at > $4
     order by invited_at desc limit 100"
);
statement!(
    BY_HASH,
    "select {columns member_invitation} from member_invitation where bucket = $1 and hash = $2"
);
statement!(
    SET_ROLE,
    "update membership set role = $5 where bucket = $1 and user_id = $2 and member_of = $3 and subject = $4"
);
statement!(
    SET_SELLER_ROLE,
    "update seller_member set role = $4 where bucket = $1 and seller = $2 and user_id = $3"
);
statement!(
    SET_OPERATOR_ROLE,
    "update operator_member set role = $4 where bucket = $1 and operator = $2 and user_id = $3"
);
statement!(
    REMOVE,
    "delete from membership where bucket = $1 and user_id = $2 and member_of = $3 and subject = $4"
);
statement!(REMOVE_SELLERS, "delete from seller_member where bucket = $1 and seller = $2 and user_id = $3");
statement!(
    REMOVE_OPERATORS,
    "delete from operator_member where bucket = $1 and operator = $2 and user_id = $3"
);

/// Whom a seller or an operator has.
pub fn members(tx: &mut Tx<'_>, (of, subject): (MemberOf, i64)) -> Stored<Vec<Member>> {
    Ok(match of {
        MemberOf::Seller => {
            let rows = crate::seller::members(tx, SellerId::from_raw(subject))?;
            let member = |row: crate::seller::SellerMember| Member {
                user: row.user_id,
                name: row.name,
                email: row.email,
                role: row.role,
                since: row.since,
            };
            rows.into_iter().map(member).collect()
        }
        MemberOf::Operator => {
            let rows = crate::operator::members(tx, OperatorId::from_raw(subject))?;
            let member = |row: crate::operator::OperatorMember| Member {
                user: row.user_id,
                name: row.name,
                email: row.email,
                role: row.role,
                since: row.since,
            };
            rows.into_iter().map(member).collect()
        }
    })
}

/// Makes a user a member, in both copies.
pub fn add(tx: &mut Tx<'_>, person: &User, membership: Membership) -> Stored<()> {
    let email = person.email.clone().unwrap_or_default();
    let (name, language) = (person.name.clone(), person.language.clone());
    let Membership { user_id, member_of, subject, role, since } = membership;
    crate::insert(tx, &[membership])?;
    match member_of {
        MemberOf::Seller => {
            let seller = SellerId::from_raw(subject);
            crate::insert(
                tx,
                &[crate::seller::SellerMember { seller, user_id, role, since, email, name, language }],
            )
        }
        MemberOf::Operator => {
            let operator = OperatorId::from_raw(subject);
            let row =
                crate::operator::OperatorMember { operator, user_id, role, since, email, name, language };
            crate::insert(tx, &[row])
        }
    }
}

/// Gives a member another role, in both copies; false for who is none.
pub fn set_role(tx: &mut Tx<'_>, (of, subject): (MemberOf, i64), user: UserId, role: Role) -> Stored<bool> {
    use domain::Code;
    let (of_user, own) = (user.bucket(), bucket_of(subject));
    let copy = match of {
        MemberOf::Seller => tx.execute(SET_SELLER_ROLE, values![own, subject, user, role.code()])?,
        MemberOf::Operator => tx.execute(SET_OPERATOR_ROLE, values![own, subject, user, role.code()])?,
    };
    let set = tx.execute(SET_ROLE, values![of_user, user, of.code(), subject, role.code()])?;
    Ok(set == 1 && copy == 1)
}

/// Takes a member out of both copies; false for who is none.
pub fn remove(tx: &mut Tx<'_>, (of, subject): (MemberOf, i64), user: UserId) -> Stored<bool> {
    use domain::Code;
    let own = bucket_of(subject);
    let copy = match of {
        MemberOf::Seller => tx.execute(REMOVE_SELLERS, values![own, subject, user])?,
        MemberOf::Operator => tx.execute(REMOVE_OPERATORS, values![own, subject, user])?,
    };
    let gone = tx.execute(REMOVE, values![user.bucket(), user, of.code(), subject])?;
    Ok(gone == 1 && copy == 1)
}

/// Invitations that wait, newest first.
pub fn invitations(
    tx: &mut Tx<'_>,
    (of, subject): (MemberOf, i64),
    now: Micros,
) -> Stored<Vec<MemberInvitation>> {
    use domain::Code;
    tx.query(OF, values![bucket_of(subject), of.code(), subject, now], MemberInvitation::from_row)
}

pub fn invitation(tx: &mut Tx<'_>, bucket: i64, hash: &[u8]) -> Stored<Option<MemberInvitation>> {
    tx.query_one(BY_HASH, values![bucket, hash.to_vec()], MemberInvitation::from_row)
}
