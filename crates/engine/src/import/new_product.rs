//! Products written whole, in several languages: what the demo and tests add.

use domain::event::EventKind;
use domain::permission::Permission;
use domain::product::{Offer, Product, ProductState, Variant};
use domain::shop::Shop;
use domain::stock::{Change, StockItem};
use domain::{Micros, OfferId, ProductId, ShopId, StockItemId, VariantId};

use crate::product::{clean, own_shop};
use crate::stop::OrAbsent;
use crate::{Act, Engine, Seen, SellerMember, Stop};

/// A product written whole, in several languages: what the demo and tests add.
#[derive(Debug, Clone)]
pub struct NewProduct {
    /// Its ids are given here; the rest is taken as it is.
    pub product: Product,
    pub variants: Vec<NewVariant>,
}

#[derive(Debug, Clone)]
pub struct NewVariant {
    pub variant: Variant,
    pub price: i64,
    pub was: Option<i64>,
    pub quantity: i64,
}

/// Adds products to a shop, all in one act. Answers their ids in order.
pub async fn add_products(
    engine: &Engine,
    member: &SellerMember,
    shop: ShopId,
    products: Vec<NewProduct>,
    now: Micros,
) -> Seen<Vec<ProductId>> {
    member.may(Permission::ProductsEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let shop = own_shop(act, &member, shop)?;
            let mut rows = Rows::default();
            for new in &products {
                rows.add(act, &shop, new)?;
                let id = rows.products.last().map(|product| product.id.get()).unwrap_or_default();
                act.event(EventKind::ProductChanged, id, "");
            }
            store::insert(act.tx, &rows.products)?;
            store::insert(act.tx, &rows.variants)?;
            store::insert(act.tx, &rows.offers)?;
            store::insert(act.tx, &rows.items)?;
            act.move_stock(&rows.counted, shop.id.get())?;
            Ok(rows.products.iter().map(|product| product.id).collect())
        })
        .await
}

/// The rows of many products, gathered so that each table is written once.
#[derive(Debug, Default)]
struct Rows {
    products: Vec<Product>,
    variants: Vec<Variant>,
    offers: Vec<Offer>,
    /// Empty: what is on hand is a movement, like any other.
    items: Vec<StockItem>,
    counted: Vec<(StockItemId, Change)>,
}

impl Rows {
    fn add(&mut self, act: &Act<'_, '_>, shop: &Shop, new: &NewProduct) -> Seen<()> {
        let id = ProductId::from_raw(act.mint(shop.seller.bucket()));
        for (at, made) in new.variants.iter().enumerate() {
            let variant = VariantId::from_raw(act.mint(shop.seller.bucket()));
            let item = self.add_stock(act, shop, made.quantity)?;
            self.variants.push(Variant {
                id: variant,
                product: id,
                ordinal: at as i64,
                stock_item: item,
                version: 0,
                ..made.variant.clone()
            });
            self.offers.push(Offer {
                id: OfferId::from_raw(act.mint(shop.seller.bucket())),
                shop: shop.id,
                market: shop.market,
                product: id,
                variant,
                price: made.price,
                was: made.was,
                currency: act.engine.market(shop.market).or_absent()?.currency,
                condition: domain::product::Condition::New,
                shown: true,
                withheld: None,
                live: new.product.state == ProductState::Published,
                version: 0,
            });
        }
        let text = clean_all(&new.product.text);
        self.products.push(Product { id, seller: shop.seller, text, version: 0, ..new.product.clone() });
        Ok(())
    }

    fn add_stock(&mut self, act: &Act<'_, '_>, shop: &Shop, quantity: i64) -> Seen<StockItemId> {
        let id = StockItemId::from_raw(act.mint(shop.seller.bucket()));
        let item = StockItem::empty(id, shop.seller);
        self.items.push(item.clone());
        if quantity > 0 {
            let change = item.clone().count(quantity).map_err(|refusal| Stop::fault(refusal.to_string()))?;
            self.counted.push((id, change));
        }
        Ok(id)
    }
}

fn clean_all(text: &domain::wording::Wording) -> domain::wording::Wording {
    let mut out = domain::wording::Wording::default();
    for (language, words) in text.entries() {
        out = out.with(language, clean(words));
    }
    out
}
