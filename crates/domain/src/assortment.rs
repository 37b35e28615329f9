//! What of a seller's catalogue is offered in one of its shops: which products are meant, what each will cost there, and
//! what that market's rules have against it. Pure: the same judgement makes the preview and the act.

use money::{Currency, ExchangeRate, Markup, Money, MoneyError};

use crate::admission::ShopKind;
use crate::policy::goods::{Goods, is_within};
use crate::product::{Offer, Product, ProductState};
use crate::shop::ShopState;
use crate::{ProductId, VariantId};

/// Products named one by one.
pub const CHOSEN_MAX: usize = 200;
/// No price is higher.
pub const PRICE_MAX: i64 = 1_000_000_000_000;

codes! {
    /// In what a price ends.
    pub enum Rounding { None = "none", Ninety = "ninety", NinetyNine = "ninety_nine" }
}

codes! {
    /// What is against offering a product in a shop.
    pub enum Objection {
        ShopNotOpen = "goods.shop_not_open",
        NotPublished = "goods.not_published",
        CategoryNotTaken = "goods.category_not_taken",
        /// The shop named others, and the market holds it to them.
        CategoryNotNamed = "goods.category_not_named",
        /// Nobody may sell it there.
        Restricted = "goods.restricted",
        /// Another kind of shop may.
        KindOfShop = "goods.kind_of_shop",
        TextMissing = "goods.text_missing",
        PictureMissing = "goods.picture_missing",
        LanguageMissing = "goods.language_missing",
        /// The market's prices hold a tax whose rate nobody knows for its country.
        TaxUnknown = "goods.tax_unknown",
        /// The shop whose prices are taken has none for it.
        PriceMissing = "goods.price_missing",
        /// Prices are in another currency, and no rate of exchange was given.
        RateMissing = "goods.rate_missing",
        PriceOutOfRange = "goods.price_out_of_range",
    }
}

/// How a price in one shop becomes a price in another: exchanged, raised or lowered, rounded; in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PriceRule {
    pub exchange: Option<ExchangeRate>,
    pub markup: Markup,
    pub rounding: Rounding,
}

impl PriceRule {
    /// The same price.
    pub const SAME: Self = Self { exchange: None, markup: Markup::NONE, rounding: Rounding::None };

    pub fn price(&self, of: Money, to: Currency) -> Result<Money, Objection> {
        let there = match self.exchange {
            _ if of.currency == to => Ok(of),
            Some(rate) => of.exchanged(rate, to),
            None => return Err(Objection::RateMissing),
        };
        let rounded = |price: Money| match self.rounding {
            Rounding::None => Ok(price),
            Rounding::Ninety => price.up_to_ending(90),
            Rounding::NinetyNine => price.up_to_ending(99),
        };
        let price: Result<Money, MoneyError> =
            there.and_then(|price| price.marked_up(self.markup)).and_then(rounded);
        let price = price.map_err(|_| Objection::PriceOutOfRange)?;
        if (1..=PRICE_MAX).contains(&price.minor) { Ok(price) } else { Err(Objection::PriceOutOfRange) }
    }
}

/// Which products are meant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    All,
    /// A category with all below it.
    Category(String),
    These(Vec<ProductId>),
}

impl Choice {
    pub fn has(&self, product: &Product) -> bool {
        match self {
            Self::All => true,
            Self::Category(path) => is_within(&product.category, path),
            Self::These(ids) => ids.contains(&product.id),
        }
    }
}

/// The shop in which something is to be offered, with the rules of its market.
#[derive(Debug, Clone)]
pub struct Place<'a> {
    pub goods: &'a Goods,
    pub state: ShopState,
    /// As the shop's application says; absent for one that came without.
    pub kind: Option<ShopKind>,
    /// The categories that it named; none where nobody knows.
    pub named: &'a [String],
    pub currency: Currency,
    pub is_tax_known: bool,
}

/// A product as it is looked at.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub product: &'a Product,
    /// Pictures that can be shown.
    pub pictures: usize,
    /// What each variant costs in the shop whose prices are taken.
    pub prices: Vec<(VariantId, Money)>,
    /// Its offers in the shop that is meant.
    pub there: Vec<&'a Offer>,
}

/// What offering a product would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It will be offered: each variant's price there. Some may be there already and keep theirs.
    Offered(Vec<(VariantId, Money)>),
    /// All of it is there already, and stays as it is.
    Unchanged,
    Refused(Vec<Objection>),
}

/// What the rules of a market have against goods, whatever they cost.
pub fn objections(place: &Place<'_>, product: &Product, pictures: usize) -> Vec<Objection> {
    let mut found = Vec::new();
    let mut note = |is_so: bool, objection| {
        if is_so {
            found.push(objection);
        }
    };
    let goods = place.goods;
    note(!goods.takes(&product.category), Objection::CategoryNotTaken);
    let is_named = place.named.iter().any(|path| is_within(&product.category, path));
    note(goods.only_named && !place.named.is_empty() && !is_named, Objection::CategoryNotNamed);
    if let Some(reserved) = goods.reserved(&product.category) {
        let is_other = place.kind.is_some_and(|kind| !reserved.kinds.contains(&kind));
        note(reserved.kinds.is_empty(), Objection::Restricted);
        note(!reserved.kinds.is_empty() && is_other, Objection::KindOfShop);
    }
    let letters = product.text.texts().map(letters_of).max().unwrap_or(0);
    note(letters < goods.text_letters_least, Objection::TextMissing);
    note((pictures as i64) < goods.pictures_least, Objection::PictureMissing);
    let speaks = |language: &String| {
        let is_said = |text: &str| !text.trim().is_empty();
        let said = |wording: &crate::wording::Wording| {
            wording.entries().any(|(own, text)| own == language && is_said(text))
        };
        said(&product.title) && (product.text.is_empty() || said(&product.text))
    };
    note(!goods.languages.iter().all(speaks), Objection::LanguageMissing);
    note(!place.is_tax_known, Objection::TaxUnknown);
    found
}

/// Letters of a text without its markup and spaces.
fn letters_of(html: &str) -> i64 {
    let mut inside = false;
    let is_letter = |c: &char| {
        let was = inside;
        inside = if *c == '<' { true } else { inside && *c != '>' };
        !inside && !was && !c.is_whitespace()
    };
    html.chars().filter(is_letter).count() as i64
}

/// Judges one product. `reprices` tells whether what is there already gets the price of the rule.
pub fn judge(place: &Place<'_>, one: &Candidate<'_>, rule: &PriceRule, reprices: bool) -> Judgement {
    let shown = |variant: VariantId| one.there.iter().find(|offer| offer.variant == variant && offer.shown);
    let mut found = Vec::new();
    if matches!(place.state, ShopState::Closed | ShopState::Supervised) {
        found.push(Objection::ShopNotOpen);
    }
    if one.product.state != ProductState::Published {
        found.push(Objection::NotPublished);
    }
    found.extend(objections(place, one.product, one.pictures));
    if one.prices.is_empty() {
        found.push(Objection::PriceMissing);
    }
    let mut prices = Vec::new();
    for (variant, of) in &one.prices {
        match (shown(*variant), rule.price(*of, place.currency)) {
            (Some(offer), _) if !reprices => prices.push((*variant, Money::new(offer.price, offer.currency))),
            (_, Ok(price)) => prices.push((*variant, price)),
            (_, Err(objection)) if found.contains(&objection) => {}
            (_, Err(objection)) => found.push(objection),
        }
    }
    if !found.is_empty() {
        return Judgement::Refused(found);
    }
    let is_there = |(variant, price): &(VariantId, Money)| {
        shown(*variant).is_some_and(|offer| offer.price == price.minor && offer.currency == price.currency)
    };
    if prices.iter().all(is_there) { Judgement::Unchanged } else { Judgement::Offered(prices) }
}

#[cfg(test)]
#[path = "assortment/tests.rs"]
mod tests;
