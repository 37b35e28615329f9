//! What members may do: one list of permissions, and roles as named sets of them. A role is nothing but its set: no rule
//! may ask for a role by name where it can ask for a permission.

use crate::seller::{MemberOf, Role};

codes! {
    /// What an act or a page of a member asks for. New acts take one of these, or add theirs to the sets below.
    pub enum Permission {
        /// Of a seller: who we are and which shops there are. Every member has it.
        ShopRead = "shop.read",
        ShopEdit = "shop.edit",
        /// Speaks for the seller: answers reviews, complains of a suspension.
        ShopSpeak = "shop.speak",
        OrdersRead = "orders.read",
        OrdersShip = "orders.ship",
        RefundsDecide = "refunds.decide",
        ProductsRead = "products.read",
        ProductsEdit = "products.edit",
        StockEdit = "stock.edit",
        MoneyRead = "money.read",
        /// Where payouts go.
        MoneyPayout = "money.payout",
        /// Pays what the market charges, chooses a plan.
        FeesPay = "fees.pay",
        PapersRead = "papers.read",
        /// Applications, papers, and what a seller declares of itself.
        PapersEdit = "papers.edit",
        MembersRead = "members.read",
        MembersManage = "members.manage",
        AuditRead = "audit.read",
        AuditExport = "audit.export",
        /// Of an operator: what its markets sell. Every member has it.
        MarketRead = "market.read",
        PolicyRead = "policy.read",
        PolicyPropose = "policy.propose",
        PolicyApprove = "policy.approve",
        ApplicationsRead = "applications.read",
        ApplicationsRule = "applications.rule",
        PapersJudge = "papers.judge",
        ShopsSuspend = "shops.suspend",
        /// Stands in for a seller for a while (see `stand_in`).
        SellersActFor = "sellers.act_for",
        RefundsRule = "refunds.rule",
        LedgerRead = "ledger.read",
        PayoutsApprove = "payouts.approve",
        /// Asks shops for deposits and makes buyers whole out of them.
        DepositsUse = "deposits.use",
        ReviewsJudge = "reviews.judge",
    }
}

use Permission as P;

const OWNER_OF_SELLER: &[P] = &[
    P::ShopRead,
    P::ShopEdit,
    P::ShopSpeak,
    P::OrdersRead,
    P::OrdersShip,
    P::RefundsDecide,
    P::ProductsRead,
    P::ProductsEdit,
    P::StockEdit,
    P::MoneyRead,
    P::MoneyPayout,
    P::FeesPay,
    P::PapersRead,
    P::PapersEdit,
    P::MembersRead,
    P::MembersManage,
    P::AuditRead,
    P::AuditExport,
];
const MANAGER: &[P] = &[
    P::ShopRead,
    P::ShopEdit,
    P::ShopSpeak,
    P::OrdersRead,
    P::OrdersShip,
    P::RefundsDecide,
    P::ProductsRead,
    P::ProductsEdit,
    P::StockEdit,
    P::MoneyRead,
    P::PapersRead,
    P::MembersRead,
];
const CLERK: &[P] = &[P::ShopRead, P::OrdersRead, P::OrdersShip, P::ProductsRead, P::StockEdit];
const ACCOUNTANT: &[P] = &[P::ShopRead, P::OrdersRead, P::MoneyRead, P::PapersRead, P::AuditRead];

/// What somebody of the operator may do who stands in for a seller: a closed list. No money, no papers, no people, nothing
/// that is said in the seller's name; a new permission is not in it unless somebody adds it.
const STAND_IN: &[P] =
    &[P::ShopRead, P::ShopEdit, P::OrdersRead, P::OrdersShip, P::ProductsRead, P::ProductsEdit, P::StockEdit];

const OWNER_OF_OPERATOR: &[P] = &[
    P::MarketRead,
    P::PolicyRead,
    P::PolicyPropose,
    P::PolicyApprove,
    P::ApplicationsRead,
    P::ApplicationsRule,
    P::PapersRead,
    P::PapersJudge,
    P::ShopsSuspend,
    P::SellersActFor,
    P::RefundsRule,
    P::LedgerRead,
    P::PayoutsApprove,
    P::DepositsUse,
    P::ReviewsJudge,
    P::MembersRead,
    P::MembersManage,
    P::AuditRead,
    P::AuditExport,
];
const CHECKER: &[P] = &[
    P::MarketRead,
    P::PolicyRead,
    P::ApplicationsRead,
    P::ApplicationsRule,
    P::PapersRead,
    P::PapersJudge,
    P::ShopsSuspend,
];
const FINANCE: &[P] = &[
    P::MarketRead,
    P::PolicyRead,
    P::PolicyPropose,
    P::PolicyApprove,
    P::LedgerRead,
    P::PayoutsApprove,
    P::DepositsUse,
];
const SUPPORT: &[P] =
    &[P::MarketRead, P::PolicyRead, P::ApplicationsRead, P::RefundsRule, P::ReviewsJudge, P::SellersActFor];
const AUDITOR: &[P] = &[
    P::MarketRead,
    P::PolicyRead,
    P::ApplicationsRead,
    P::LedgerRead,
    P::MembersRead,
    P::AuditRead,
    P::AuditExport,
];

impl Role {
    /// The roles that members of one kind may have, the widest first.
    pub fn all_of(of: MemberOf) -> &'static [Self] {
        match of {
            MemberOf::Seller => &[Self::Owner, Self::Manager, Self::Clerk, Self::Accountant],
            MemberOf::Operator => &[Self::Owner, Self::Checker, Self::Finance, Self::Support, Self::Auditor],
        }
    }

    /// All that somebody with this role may do; nothing where there is no such role.
    pub fn permissions(self, of: MemberOf) -> &'static [Permission] {
        match (of, self) {
            (MemberOf::Seller, Self::Owner) => OWNER_OF_SELLER,
            (MemberOf::Seller, Self::Manager) => MANAGER,
            (MemberOf::Seller, Self::Clerk) => CLERK,
            (MemberOf::Seller, Self::Accountant) => ACCOUNTANT,
            (MemberOf::Seller, Self::StandIn) => STAND_IN,
            (MemberOf::Operator, Self::Owner) => OWNER_OF_OPERATOR,
            (MemberOf::Operator, Self::Checker) => CHECKER,
            (MemberOf::Operator, Self::Finance) => FINANCE,
            (MemberOf::Operator, Self::Support) => SUPPORT,
            (MemberOf::Operator, Self::Auditor) => AUDITOR,
            (MemberOf::Seller, Self::Checker | Self::Finance | Self::Support | Self::Auditor)
            | (MemberOf::Operator, Self::Manager | Self::Clerk | Self::Accountant | Self::StandIn) => &[],
        }
    }

    pub fn may(self, of: MemberOf, what: Permission) -> bool {
        self.permissions(of).contains(&what)
    }

    /// Nobody gives more than they have.
    pub fn may_give(self, of: MemberOf, other: Self) -> bool {
        Self::all_of(of).contains(&other)
            && other.permissions(of).iter().all(|permission| self.may(of, *permission))
    }
}

impl Permission {
    /// The roles that could do it.
    pub fn roles(self, of: MemberOf) -> Vec<Role> {
        Role::all_of(of).iter().copied().filter(|role| role.may(of, self)).collect()
    }

    /// Money, people and personal data: who does this has shown within minutes that it is them.
    pub fn needs_proof(self) -> bool {
        matches!(
            self,
            P::MoneyPayout
                | P::FeesPay
                | P::PayoutsApprove
                | P::DepositsUse
                | P::PolicyApprove
                | P::SellersActFor
                | P::MembersManage
                | P::AuditExport
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn every_role_is_a_set_within_the_owner_s_and_every_permission_is_somebody_s() {
        for of in [MemberOf::Seller, MemberOf::Operator] {
            for role in Role::all_of(of) {
                assert!(!role.permissions(of).is_empty(), "{role} may do something");
                assert!(Role::Owner.may_give(of, *role), "an owner can give {role}");
                assert_eq!(role.may_give(of, Role::Owner), *role == Role::Owner, "{role}");
            }
        }
        for permission in Permission::ALL {
            let has = |of| !permission.roles(of).is_empty();
            assert!(has(MemberOf::Seller) || has(MemberOf::Operator), "{permission} is nobody's");
        }
    }

    #[test]
    fn a_role_of_the_other_house_may_nothing() {
        assert!(Role::Finance.permissions(MemberOf::Seller).is_empty());
        assert!(Role::Clerk.permissions(MemberOf::Operator).is_empty());
        assert!(!Role::Owner.may_give(MemberOf::Seller, Role::Auditor));
    }

    #[test]
    fn what_moves_money_or_people_is_proved() {
        let table = [
            (P::MoneyPayout, true),
            (P::MembersManage, true),
            (P::PayoutsApprove, true),
            (P::FeesPay, true),
            (P::DepositsUse, true),
            (P::SellersActFor, true),
            (P::OrdersShip, false),
            (P::MoneyRead, false),
            (P::PapersEdit, false),
        ];
        for (permission, proof) in table {
            assert_eq!(permission.needs_proof(), proof, "{permission}");
        }
    }

    #[test]
    fn who_stands_in_has_a_closed_list_without_money_papers_people_and_voice() {
        let has = [
            P::ShopRead,
            P::ShopEdit,
            P::OrdersRead,
            P::OrdersShip,
            P::ProductsRead,
            P::ProductsEdit,
            P::StockEdit,
        ];
        for permission in Permission::ALL {
            let is_held = Role::StandIn.may(MemberOf::Seller, *permission);
            assert_eq!(is_held, has.contains(permission), "{permission}");
            assert!(
                !is_held || !permission.needs_proof(),
                "{permission} is asked of who is really the seller's"
            );
        }
        assert!(Role::StandIn.permissions(MemberOf::Operator).is_empty());
        assert!(!Role::Owner.may_give(MemberOf::Seller, Role::StandIn), "nobody is made one by invitation");
    }

    #[test]
    fn a_clerk_ships_and_a_bookkeeper_reads_money_and_neither_the_other_s() {
        let may = |role: Role, what| role.may(MemberOf::Seller, what);
        assert!(may(Role::Clerk, P::OrdersShip) && !may(Role::Clerk, P::MoneyRead));
        assert!(may(Role::Accountant, P::MoneyRead) && !may(Role::Accountant, P::OrdersShip));
        assert!(!may(Role::Manager, P::MoneyPayout) && !may(Role::Manager, P::MembersManage));
    }
}
