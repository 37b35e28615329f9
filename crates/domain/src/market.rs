//! A marketplace site: its name, hosts, languages and currency.

use money::Currency;

use crate::{MarketId, Micros, OperatorId};

/// One market. Its rules are its policy; nothing decides by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Market {
    pub id: MarketId,
    pub operator: OperatorId,
    pub slug: String,
    pub name: String,
    pub country: String,
    pub currency: Currency,
    /// Language for visitors who ask for none that we speak.
    pub language: String,
    /// Class of the page theme: token values only.
    pub theme: String,
    /// Minutes east of UTC in which dates are shown.
    pub offset_minutes: i64,
    pub opened_at: Micros,
}
