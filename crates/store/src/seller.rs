//! Sellers and who acts for them.

use domain::seller::{Role, Seller, Trader};
use domain::{Micros, SellerId, UserId};

use crate::db::{Record, Stored, Tx};
use crate::{record, statement, values};

/// A member as the seller sees it: with what a mail needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SellerMember {
    pub seller: SellerId,
    pub user_id: UserId,
    pub role: Role,
    pub since: Micros,
    pub email: String,
    pub name: String,
    pub language: String,
}

record!(Seller as SELLERS in "seller", bucket |seller| seller.id.bucket(), keys [id], {
    id: i, name: t, legal_name: t, street: t, postcode: t, city: t, country: t, vat_number: ot, email: t,
    language: t, iban: t, created_at: i, version: i
});
record!(SellerMember as MEMBERS in "seller_member", bucket |member| member.seller.bucket(), keys [seller, user_id], {
    seller: i, user_id: i, role: t, since: i, email: t, name: t, language: t
});

record!(Trader as TRADERS in "trader", bucket |trader| trader.seller.bucket(), keys [seller], {
    seller: i, is_trader: b, phone: t, representative: t, register: t, register_number: t, certified_at: oi, version: i
});

statement!(TRADER, "select {columns trader} from trader where bucket = $1 and seller = $2");
statement!(SELLER, "select {columns seller} from seller where bucket = $1 and id = $2");
statement!(
    MEMBERS_OF,
    "select {columns seller_member} from seller_member where bucket = $1 and seller = $2 order by since limit 200"
);

pub fn seller(tx: &mut Tx<'_>, id: SellerId) -> Stored<Option<Seller>> {
    tx.query_one(SELLER, values![id.bucket(), id], Seller::from_row)
}

pub fn sellers(tx: &mut Tx<'_>, ids: &[SellerId]) -> Stored<Vec<Seller>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn members(tx: &mut Tx<'_>, seller: SellerId) -> Stored<Vec<SellerMember>> {
    tx.query(MEMBERS_OF, values![seller.bucket(), seller], SellerMember::from_row)
}

/// What is known of a seller beside name and address; absent for who was never asked.
pub fn trader(tx: &mut Tx<'_>, seller: SellerId) -> Stored<Option<Trader>> {
    tx.query_one(TRADER, values![seller.bucket(), seller], Trader::from_row)
}
