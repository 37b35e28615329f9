//! What a thing is (product), which one exactly (variant), and one shop's price for it (offer).

use money::Currency;

use crate::assortment::Objection;
use crate::wording::Wording;
use crate::{MarketId, Micros, OfferId, ProductId, SellerId, ShopId, StockItemId, VariantId};

pub const OPTIONS_MAX: usize = 3;
pub const VARIANTS_MAX: usize = 2_048;
pub const PICTURES_MAX: usize = 250;
pub const TITLE_LETTERS_MAX: usize = 255;
pub const TEXT_LETTERS_MAX: usize = 100_000;

codes! {
    pub enum ProductState { Draft = "draft", Published = "published", Removed = "removed" }
}

codes! {
    pub enum Condition { New = "new", Used = "used", Refurbished = "refurbished" }
}

codes! {
    /// Which rate of VAT or sales tax holds for a kind of goods.
    pub enum TaxClass { Standard = "standard", Reduced = "reduced", SuperReduced = "super-reduced", Zero = "zero" }
}

codes! {
    pub enum PictureState { Waiting = "waiting", Ready = "ready", Failed = "failed" }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    pub id: ProductId,
    pub seller: SellerId,
    /// The seller's own key: a file's handle, so that importing again finds the product. Unique per seller.
    pub key: String,
    pub title: Wording,
    /// Clean HTML.
    pub text: Wording,
    pub brand: String,
    pub category: String,
    pub tax_class: TaxClass,
    /// A drawing and a hue for where there is no picture.
    pub drawing: String,
    pub hue: i64,
    /// Names of the option axes.
    pub options: Wordings,
    pub state: ProductState,
    /// Hash of the file's record that made it; empty when made by hand.
    pub source_hash: String,
    pub created_at: Micros,
    pub version: i64,
}

/// A list of wordings: option names, or a variant's values in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Wordings(pub Vec<Wording>);

impl Wordings {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a list of texts is always JSON")
    }

    /// `Slate · Large`.
    pub fn joined(&self, language: &str) -> String {
        self.0.iter().map(|value| value.say(language)).collect::<Vec<_>>().join(" · ")
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub id: VariantId,
    pub product: ProductId,
    pub ordinal: i64,
    pub sku: String,
    pub option_values: Wordings,
    pub barcode: String,
    pub weight_grams: i64,
    pub stock_item: StockItemId,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: OfferId,
    pub shop: ShopId,
    pub market: MarketId,
    pub product: ProductId,
    pub variant: VariantId,
    /// Minor units, as the market shows prices: with VAT where it is included, before sales tax where it is added.
    pub price: i64,
    /// A higher earlier price, shown struck through.
    pub was: Option<i64>,
    pub currency: Currency,
    pub condition: Condition,
    /// It stands in this shop; off when the seller took it back out, and while it is withheld.
    pub shown: bool,
    /// What its market had against it when its product was last saved. It stands there again once the market has nothing.
    pub withheld: Option<Objection>,
    /// Can be bought: shown in this shop, and the product is published.
    pub live: bool,
    pub version: i64,
}

impl Offer {
    /// Whether it can be bought while its product is in this state.
    pub fn is_live(&self, state: ProductState) -> bool {
        self.shown && state == ProductState::Published
    }

    /// Whether its seller wants it in this shop, whatever the market says.
    pub fn is_wanted(&self) -> bool {
        self.shown || self.withheld.is_some()
    }

    /// The offer once its product was saved. What the market is against is withheld; what the seller took back stays so; a
    /// product that is not published asks no market.
    pub fn following(self, state: ProductState, against: Option<Objection>) -> Self {
        let is_wanted = self.is_wanted();
        let withheld = if state == ProductState::Published { against } else { self.withheld };
        let withheld = withheld.filter(|_| is_wanted);
        let offer = Self { shown: is_wanted && withheld.is_none(), withheld, ..self };
        Self { live: offer.is_live(state), ..offer }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub product: ProductId,
    pub ordinal: i64,
    /// First letters of the content's hash: an immutable name. Empty while it waits.
    pub name: String,
    pub alt: String,
    pub width: i64,
    pub height: i64,
    pub source: String,
    pub state: PictureState,
}
