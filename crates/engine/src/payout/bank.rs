//! Where a seller's payouts go. An account is never shown or kept whole outside of the seller's own row.

use domain::Micros;
use domain::audit::{About, Deed};
use domain::payout::iban_fits;
use domain::permission::Permission;
use serde_json::json;

use crate::stop::OrAbsent;
use crate::{Engine, SellerMember, Stop};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BankRefusal {
    #[error("bank.not_an_iban")]
    NotAnIban,
}

/// Sets where payouts go.
pub async fn set_bank(
    engine: &Engine,
    member: &SellerMember,
    iban: String,
    now: Micros,
) -> Result<(), Stop<BankRefusal>> {
    member.may(Permission::MoneyPayout)?;
    if !iban_fits(&iban) {
        return Err(Stop::Refused(BankRefusal::NotAnIban));
    }
    let (seller, doer) = (member.seller, member.doer());
    let iban: String = iban.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    engine
        .act(now, move |act| {
            let mut row = store::seller::seller(act.tx, seller)?.or_absent()?;
            let change = (iban_end(&row.iban), iban_end(&iban));
            act.audit(&doer, Deed::BankSet, About::Seller(seller), seller, change);
            row.iban.clone_from(&iban);
            Ok(store::save(act.tx, &[row])?)
        })
        .await
}

/// What the audit keeps of an account: enough to know it by.
pub(crate) fn iban_end(iban: &str) -> serde_json::Value {
    let end: String = iban.chars().skip(iban.chars().count().saturating_sub(4)).collect();
    json!({ "iban_end": end })
}
