//! Who acts for an operator, as the operator sees it.

use domain::seller::Role;
use domain::{Micros, OperatorId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// Members of one operator that are read.
const MEMBERS_MAX: i64 = 200;

/// A member with what a mail needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorMember {
    pub operator: OperatorId,
    pub user_id: UserId,
    pub role: Role,
    pub since: Micros,
    pub email: String,
    pub name: String,
    pub language: String,
}

record!(OperatorMember as MEMBERS in "operator_member", bucket |member| member.operator.bucket(), keys [operator, user_id], {
    operator: i, user_id: i, role: t, since: i, email: t, name: t, language: t
});

statement!(
    MEMBERS_OF,
    "select {columns operator_member} from operator_member where bucket = $1 and operator = $2 order by since, user_id
     limit $3"
);

pub fn members(tx: &mut Tx<'_>, operator: OperatorId) -> Stored<Vec<OperatorMember>> {
    tx.query(MEMBERS_OF, values![operator.bucket(), operator, MEMBERS_MAX], OperatorMember::from_row)
}
