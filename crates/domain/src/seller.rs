//! A company or private person who sells, and who acts for it.

use crate::{Micros, SellerId, UserId};

codes! {
    /// What a member may do. Owners also change people and the bank account.
    pub enum Role { Owner = "owner", Staff = "staff" }
}

codes! {
    /// For whom a membership acts.
    pub enum MemberOf { Seller = "seller", Operator = "operator" }
}

/// Who sells: the identity that papers and receipts name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seller {
    pub id: SellerId,
    pub name: String,
    pub legal_name: String,
    pub street: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub vat_number: Option<String>,
    pub email: String,
    pub language: String,
    /// Where payouts go.
    pub iban: String,
    pub created_at: Micros,
    pub version: i64,
}

/// A user who acts for a seller or an operator; kept with the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub user_id: UserId,
    pub member_of: MemberOf,
    /// Raw id of the seller or operator.
    pub subject: i64,
    pub role: Role,
    pub since: Micros,
}
