//! Shops and their delivery zones.

use domain::shop::{Shop, Zone};
use domain::{SellerId, ShopId};

use crate::db::{Record, Stored, Tx, insert};
use crate::{record, statement, values};

record!(Shop as SHOPS in "shop", bucket |shop| shop.id.bucket(), keys [id], {
    id: i, seller: i, market: i, slug: t, name: t, story: t, drawing: t, hue: i, city: t, country: t, state: t,
    handling_days: i, opened_at: i, quiet: b, holiday: ot, version: i
});
record!(Zone as ZONES in "zone", bucket |zone| zone.shop.bucket(), keys [shop, ordinal], {
    shop: i, ordinal: i, name: t, countries: t, price: i, per_kg: i, free_above: oi, days_min: i, days_max: i
});

statement!(
    SHOPS_OF,
    "select {columns shop} from shop where bucket = $1 and seller = $2 order by opened_at, id"
);
statement!(DROP_ZONES, "delete from zone where bucket = $1 and shop = $2");

pub fn shops(tx: &mut Tx<'_>, ids: &[ShopId]) -> Stored<Vec<Shop>> {
    crate::load(tx, ids.iter().map(|id| (id.bucket(), id.get())))
}

pub fn shop(tx: &mut Tx<'_>, id: ShopId) -> Stored<Option<Shop>> {
    Ok(shops(tx, &[id])?.pop())
}

pub fn shops_of(tx: &mut Tx<'_>, seller: SellerId) -> Stored<Vec<Shop>> {
    tx.query(SHOPS_OF, values![seller.bucket(), seller], Shop::from_row)
}

pub fn zones(tx: &mut Tx<'_>, shops: &[ShopId]) -> Stored<Vec<Zone>> {
    crate::load(tx, shops.iter().map(|id| (id.bucket(), id.get())))
}

/// Sets the zones of a shop: what was there before is gone.
pub fn replace_zones(tx: &mut Tx<'_>, shop: ShopId, zones: &[Zone]) -> Stored<()> {
    tx.change(DROP_ZONES, values![shop.bucket(), shop])?;
    insert(tx, zones)
}
