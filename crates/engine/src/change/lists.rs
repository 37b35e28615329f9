//! Which lists of a market an event says have changed. A list is named only if a reader of it can see the difference.

use std::collections::BTreeSet;

use domain::{MarketId, ShopId};
use store::listing::Listing;

use super::{Place, Subject};

/// The body of `ListsChanged`. Bounded by the events that one act of the feed reads.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub(crate) struct ListsChanged {
    /// Top categories, those that a product has left too.
    tops: BTreeSet<String>,
    shops: BTreeSet<i64>,
    /// The list of shops.
    shop_list: bool,
}

impl ListsChanged {
    /// A product is listed otherwise than before.
    pub(crate) fn product(&mut self, row: &Listing) {
        self.tops.insert(row.category_top.clone());
        self.shops.insert(row.shop.get());
    }

    /// What buyers think of a shop is another; its row in lists is not.
    pub(crate) fn record(&mut self, shop: ShopId) {
        self.shops.insert(shop.get());
    }

    /// A shop's row is another.
    pub(crate) fn shop(&mut self) {
        self.shop_list = true;
    }

    fn is_of_records_only(&self) -> bool {
        !self.shops.is_empty() && self.tops.is_empty() && !self.shop_list
    }

    pub(crate) fn body(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers can be written")
    }
}

/// What the body names. One that can't be read names nothing less than what every list depends on.
pub(super) fn places(market: MarketId, body: &str, places: &mut Vec<Place>) {
    let changed: ListsChanged = serde_json::from_str(body).unwrap_or_default();
    if !changed.is_of_records_only() {
        places.push(Subject::Lists(market).place());
    }
    places.extend(changed.tops.iter().map(|top| Subject::Category(market, top).place()));
    places.extend(changed.shops.iter().map(|shop| Subject::Goods(ShopId::from_raw(*shop)).place()));
    if changed.shop_list {
        places.push(Subject::Shops(market).place());
    }
}
