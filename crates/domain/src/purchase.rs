//! What a buyer pays at once: lines, grouped by shop into the parts that become orders, with frozen prices.

use money::{Currency, Money, MoneyError, Rate};

use crate::policy::{CommissionBase, Policy, TaxRegime};
use crate::product::TaxClass;
use crate::tax::{TaxRate, rate_for, tax_of};
use crate::{
    MarketId, Micros, OfferId, OperatorId, OrderId, ProductId, PurchaseId, SellerId, ShopId, StockItemId,
    UserId, VariantId,
};

/// Shops in one purchase.
pub const SHOPS_MAX: usize = 20;

codes! {
    pub enum PurchaseState {
        /// Stock is held, payment is awaited.
        Waiting = "waiting",
        Paid = "paid",
        /// Unpaid in time: holds are free again.
        Expired = "expired",
        /// Given up by the buyer before paying.
        Cancelled = "cancelled",
        /// Paid too late with stock gone, and refunded in full.
        Refunded = "refunded",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purchase {
    pub id: PurchaseId,
    pub user_id: UserId,
    pub market: MarketId,
    pub operator: OperatorId,
    pub state: PurchaseState,
    pub email: String,
    pub language: String,
    /// `Address` as JSON.
    pub address: String,
    pub goods: i64,
    pub delivery: i64,
    /// Contained in goods and delivery, or on top of them: as the market's regime says.
    pub tax: i64,
    pub total: i64,
    pub currency: Currency,
    pub policy_number: i64,
    pub created_at: Micros,
    pub expires_at: Micros,
    pub paid_at: Option<Micros>,
    /// Hash of the secret in a guest's link.
    pub secret_hash: Vec<u8>,
    pub version: i64,
}

/// The part of a purchase that one shop fulfils; its order id is given from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchasePart {
    pub purchase: PurchaseId,
    pub order_id: OrderId,
    pub shop: ShopId,
    pub seller: SellerId,
    pub delivery_name: String,
    pub days_min: i64,
    pub days_max: i64,
    pub handling_days: i64,
    pub goods: i64,
    pub delivery: i64,
    pub delivery_tax: i64,
    pub tax: i64,
    pub total: i64,
    /// What the market takes once all of it is completed, as the rules of the day say.
    pub commission: i64,
    pub fee_vat_ppm: Rate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseLine {
    pub purchase: PurchaseId,
    pub order_id: OrderId,
    pub ordinal: i64,
    pub offer: OfferId,
    pub product: ProductId,
    pub variant: VariantId,
    pub stock_item: StockItemId,
    pub title: String,
    pub options: String,
    pub sku: String,
    pub drawing: String,
    pub hue: i64,
    pub picture: String,
    pub quantity: i64,
    pub unit: i64,
    pub amount: i64,
    pub tax_class: TaxClass,
    pub tax_ppm: Rate,
    pub tax: i64,
    pub weight_grams: i64,
    /// The market's rate for the line's category.
    pub commission_ppm: Rate,
}

/// What a price is computed from: one line of a shop's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub unit: i64,
    pub quantity: i64,
    pub tax_class: TaxClass,
}

/// Where goods go and when, for tax.
#[derive(Debug, Clone, Copy)]
pub struct TaxPlace<'t> {
    pub rates: &'t [TaxRate],
    pub regime: TaxRegime,
    pub country: &'t str,
    pub region: &'t str,
    pub at: Micros,
}

/// The price of one shop's part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartPrice {
    /// Amount, rate and tax of each line.
    pub lines: Vec<(i64, Rate, i64)>,
    pub goods: i64,
    pub delivery: i64,
    pub delivery_tax: i64,
    pub tax: i64,
    pub total: i64,
}

/// Prices one shop's part. Delivery bears the goods' tax rates in proportion to their amounts (in the European Union
/// carriage follows the goods: it is part of the taxable amount, Directive 2006/112/EC art. 78).
pub fn price_part(
    lines: &[Wanted],
    delivery: i64,
    currency: Currency,
    place: TaxPlace<'_>,
) -> Result<PartPrice, MoneyError> {
    let mut goods = Money::zero(currency);
    let mut priced = Vec::new();
    for line in lines {
        let amount = Money::new(line.unit, currency).times(line.quantity)?;
        let rate = rate_for(place.rates, place.country, place.region, line.tax_class, place.at);
        priced.push((amount.minor, rate, tax_of(place.regime, amount, rate).minor));
        goods = goods.plus(amount)?;
    }
    let weights: Vec<i64> = priced.iter().map(|(amount, ..)| *amount).collect();
    let delivery_tax: i64 = if priced.is_empty() {
        0
    } else {
        let shares = money::allocate(delivery, &weights);
        shares
            .iter()
            .zip(&priced)
            .map(|(share, (_, rate, _))| tax_of(place.regime, Money::new(*share, currency), *rate).minor)
            .sum()
    };
    let tax = priced.iter().map(|(.., tax)| tax).sum::<i64>() + delivery_tax;
    let shown = goods.plus(Money::new(delivery, currency))?;
    let total = match place.regime {
        TaxRegime::Included => shown,
        TaxRegime::Added => shown.plus(Money::new(tax, currency))?,
    };
    Ok(PartPrice { lines: priced, goods: goods.minor, delivery, delivery_tax, tax, total: total.minor })
}

/// On what the commission of a part is taken: never on tax that the market owes itself.
pub fn commission_base(policy: &Policy, goods: i64, delivery: i64) -> i64 {
    match policy.commission.base {
        CommissionBase::Goods => goods,
        CommissionBase::GoodsAndDelivery => goods + delivery,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tax::day_of;

    fn rates() -> Vec<TaxRate> {
        crate::tax::from_toml(include_str!("../data/tax.toml")).unwrap()
    }

    fn wanted(unit: i64, quantity: i64, tax_class: TaxClass) -> Wanted {
        Wanted { unit, quantity, tax_class }
    }

    #[test]
    fn a_part_is_priced_to_the_cent_in_both_regimes() {
        let (rates, at) = (rates(), day_of("2026-11-22").unwrap());
        let place = |regime, country, region| TaxPlace { rates: &rates, regime, country, region, at };
        let lines = [wanted(4_800, 1, TaxClass::Standard), wanted(1_055, 2, TaxClass::Reduced)];

        let mall = price_part(&lines, 490, Currency::EUR, place(TaxRegime::Included, "FR", "")).unwrap();
        // 48.00 holds 8.00 at 20 %; 21.10 holds 1.10 at 5.5 %; delivery 4.90 = 3.40 at 20 % (0.57) + 1.50 at 5.5 % (0.08).
        assert_eq!(mall.lines.iter().map(|line| line.2).collect::<Vec<_>>(), [800, 110]);
        assert_eq!((mall.goods, mall.delivery_tax, mall.tax, mall.total), (6_910, 65, 975, 7_400));

        let makers = price_part(&lines, 490, Currency::USD, place(TaxRegime::Added, "US", "CA")).unwrap();
        // 7.25 % on top: 3.48 + 1.53 + 0.25 + 0.11.
        assert_eq!((makers.goods, makers.tax, makers.total), (6_910, 537, 7_937));
    }

    #[test]
    fn amounts_without_bound_are_refused() {
        let (rates, at) = (rates(), 0);
        let place = TaxPlace { rates: &rates, regime: TaxRegime::Included, country: "FR", region: "", at };
        let huge = [wanted(900_000_000_000_000, 9_999, TaxClass::Standard)];
        assert_eq!(price_part(&huge, 0, Currency::EUR, place), Err(MoneyError::TooLarge));
    }
}
