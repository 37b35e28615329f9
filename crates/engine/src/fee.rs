//! What sellers owe a market beside commission: asked at the door, paid through the provider or out of the balance, charged
//! again as time goes by. Money moves in acts of one seller's bucket; the provider is called outside of them.

mod book;
mod category;
mod confirm;
mod debt;
mod deposit;
mod listed;
mod month;
mod pay;
mod recur;
mod seen;

pub(crate) use book::{Book, Holder};
pub(crate) use debt::set_off;
pub use deposit::{UseDeposit, ask_by_rules, ask_for_deposit, use_for_buyer};
pub(crate) use listed::note_listed;
pub use month::choose_plan;
pub(crate) use month::{month_begins, month_of_shops};
pub use pay::{Way, pay, returned};
pub(crate) use pay::{ask, ask_again};
pub(crate) use recur::fall_due;
pub use seen::{FeesView, for_operator, of_member};

use domain::policy::Operator;
use domain::product::TaxClass;
use domain::{FeePaymentId, Micros, OperatorId};
use money::{Money, Rate};

use crate::{Engine, Seen};

/// VAT on the operator's fees: its domestic rate for a seller of its own country, none for others (reverse charge inside
/// the European Union, outside the scope beyond it).
pub(crate) fn vat_rate(engine: &Engine, operator: &Operator, country: &str, at: Micros) -> Rate {
    if operator.country != country || !domain::address::is_in_eu(&operator.country) {
        return Rate::ZERO;
    }
    domain::tax::rate_for(&engine.tax_rates(), &operator.country, "", TaxClass::Standard, at)
}

/// Whether a company in another country of the European Union owes the VAT on what the operator sells it.
pub(crate) fn is_reverse_charge(engine: &Engine, operator: OperatorId, country: &str) -> bool {
    let own = engine.operator(operator).map(|operator| operator.country).unwrap_or_default();
    own != country && domain::address::is_in_eu(&own) && domain::address::is_in_eu(country)
}

/// The provider has a seller's money. Said once or often, early or late: the outcome is the same.
pub(crate) async fn paid(
    engine: &Engine,
    id: FeePaymentId,
    reference: String,
    amount: Money,
    now: Micros,
) -> Seen<()> {
    engine.act(now, move |act| confirm::confirm(act, id, &reference, amount)).await
}
