//! A company or private person who sells, and who acts for it.

use crate::admission::{CheckKind, Checklist};
use crate::paper::PaperKind;
use crate::{Micros, SellerId, UserId};

codes! {
    /// A named set of permissions (see `permission`). Owners are there on both sides; the others belong to one.
    pub enum Role {
        Owner = "owner",
        Manager = "manager",
        Clerk = "clerk",
        Accountant = "accountant",
        Checker = "checker",
        Finance = "finance",
        Support = "support",
        Auditor = "auditor",
        /// Of an operator's member who acts for a seller for a while; nobody is given it (see `stand_in`).
        StandIn = "stand_in",
    }
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

/// What the law wants known of who sells beside name and address (Regulation 2022/2065 art. 30; Directive 2011/83/EU
/// art. 6a): whether it is a trade, how it is reached, where it is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trader {
    pub seller: SellerId,
    pub is_trader: bool,
    pub phone: String,
    /// Who represents the company; for a person, the person.
    pub representative: String,
    /// The register and the number in it; empty where there is none.
    pub register: String,
    pub register_number: String,
    /// When it was last declared that all this is so, and that only lawful goods are sold.
    pub certified_at: Option<Micros>,
    pub version: i64,
}

impl Trader {
    /// Nothing is known yet.
    pub fn unknown(seller: SellerId, is_trader: bool) -> Self {
        Self {
            seller,
            is_trader,
            phone: String::new(),
            representative: String::new(),
            register: String::new(),
            register_number: String::new(),
            certified_at: None,
            version: 0,
        }
    }

    /// The details that are still missing for a shop that shows what `list` asks for, by the names of their fields.
    pub fn missing(&self, of: &Seller, list: &Checklist) -> Vec<&'static str> {
        let is_registered =
            list.checks.contains(&CheckKind::Company) || list.papers.contains(&PaperKind::RegisterExtract);
        let number = if is_registered { self.register_number.as_str() } else { "none is asked for" };
        let all = [
            ("legal_name", of.legal_name.as_str()),
            ("street", &of.street),
            ("city", &of.city),
            ("email", &of.email),
            ("iban", &of.iban),
            ("phone", &self.phone),
            ("representative", &self.representative),
            ("register_number", number),
        ];
        all.iter().filter(|(_, text)| text.trim().is_empty()).map(|(field, _)| *field).collect()
    }
}
