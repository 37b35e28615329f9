//! A user's cart on a market: quantities are set, nothing is held.

use domain::cart::{CartLine, LINES_MAX, LineChange, PIECES_MAX};
use domain::product::{Offer, Picture, PictureState, ProductState, Variant, Wordings};
use domain::shop::Shop;
use domain::stock::StockItem;
use domain::wording::Wording;
use domain::{MarketId, Micros, OfferId, ProductId, StockItemId, UserId};
use money::Currency;
use store::product::{Ware, WareProduct};
use store::{Stored, Tx};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::stop::{OrAbsent, Widen};
use crate::user::{Place, SignedIn};
use crate::{Act, Engine, Seen, Stop, secret};

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CartRefusal {
    #[error("offer.gone")]
    OfferGone,
    #[error("cart.too_many_lines")]
    TooManyLines,
    #[error("cart.quantity")]
    Quantity,
    /// Its shop is on holiday.
    #[error("cart.shop_away")]
    ShopAway,
}

/// A line with what holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartItem {
    pub offer: Offer,
    pub product: ProductId,
    pub title: Wording,
    pub options: Wordings,
    pub picture: String,
    pub drawing: String,
    pub hue: i64,
    pub quantity: i64,
    pub price: i64,
    pub amount: i64,
    pub available: i64,
    pub change: LineChange,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartShop {
    pub shop: Shop,
    pub lines: Vec<CartItem>,
    pub goods: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartView {
    pub shops: Vec<CartShop>,
    pub goods: i64,
    pub pieces: i64,
    pub currency: Currency,
    /// Some line differs from what the buyer saw last.
    pub changed: bool,
}

/// All rows behind the lines of a cart, or of many, loaded together.
pub(crate) struct Loaded {
    pub lines: Vec<CartLine>,
    pub wares: Vec<Arc<Ware>>,
    pub pictures: Vec<Picture>,
    /// Stock as it is by now; the wares have it as it was when they were loaded.
    pub items: Vec<StockItem>,
}

/// One line with its rows found.
pub(crate) struct Found<'l> {
    pub line: &'l CartLine,
    pub offer: &'l Offer,
    pub product: &'l WareProduct,
    pub variant: &'l Variant,
    pub item: &'l StockItem,
    pub shop: &'l Shop,
    /// When it is looked at: shops go on holiday.
    pub at: Micros,
}

impl Loaded {
    pub(crate) fn load(tx: &mut Tx<'_>, carts: &[(UserId, MarketId)]) -> Stored<Self> {
        let lines = store::cart::lines(tx, carts)?;
        let wares = store::product::wares(tx, &lines.iter().map(|line| line.offer).collect::<Vec<_>>())?;
        let products: Vec<ProductId> = wares.iter().map(|ware| ware.product.id).collect();
        let pictures = store::product::pictures_of(tx, &products)?;
        let items = wares.iter().map(|ware| ware.item.clone()).collect();
        Ok(Self { lines, wares: wares.into_iter().map(Arc::new).collect(), pictures, items })
    }

    /// One user's cart out of many, with stock as `items` has it by now.
    pub(crate) fn of(
        &self,
        user: UserId,
        market: MarketId,
        items: &BTreeMap<StockItemId, StockItem>,
    ) -> Self {
        let is_own = |line: &&CartLine| line.user_id == user && line.market == market;
        let lines: Vec<CartLine> = self.lines.iter().filter(is_own).cloned().collect();
        let wares = picked(&self.wares, |ware| lines.iter().any(|line| line.offer == ware.offer.id));
        let of_ware = |picture: &Picture| wares.iter().any(|ware| ware.product.id == picture.product);
        Self {
            pictures: picked(&self.pictures, of_ware),
            items: wares.iter().filter_map(|ware| items.get(&ware.item.id)).cloned().collect(),
            lines,
            wares,
        }
    }

    /// The shops of all lines, each once, in the order of their ids.
    pub(crate) fn shops(&self) -> Vec<&Shop> {
        let mut shops: Vec<&Shop> = self.wares.iter().map(|ware| &ware.shop).collect();
        shops.sort_unstable_by_key(|shop| shop.id);
        shops.dedup_by_key(|shop| shop.id);
        shops
    }

    /// The rows of each line; lines whose offer has vanished are left out.
    pub(crate) fn found(&self, at: Micros) -> impl Iterator<Item = Found<'_>> {
        self.lines.iter().filter_map(move |line| {
            let ware = self.wares.iter().find(|ware| ware.offer.id == line.offer)?;
            Some(Found {
                line,
                offer: &ware.offer,
                variant: &ware.variant,
                product: &ware.product,
                item: self.items.iter().find(|item| item.id == ware.item.id)?,
                shop: &ware.shop,
                at,
            })
        })
    }

    pub(crate) fn picture(&self, product: ProductId) -> String {
        let ready = |picture: &&Picture| picture.product == product && picture.state == PictureState::Ready;
        self.pictures.iter().find(ready).map_or(String::new(), |picture| picture.name.clone())
    }
}

impl Found<'_> {
    pub(crate) fn is_live(&self) -> bool {
        self.offer.live && self.product.state == ProductState::Published && self.shop.sells(self.at)
    }

    pub(crate) fn change(&self) -> LineChange {
        LineChange::between(self.line, self.offer.price, self.is_live(), self.item.available())
    }

    pub(crate) fn item(&self, loaded: &Loaded) -> CartItem {
        CartItem {
            offer: self.offer.clone(),
            product: self.product.id,
            title: self.product.title.clone(),
            options: self.variant.option_values.clone(),
            picture: loaded.picture(self.product.id),
            drawing: self.product.drawing.clone(),
            hue: self.product.hue,
            quantity: self.line.quantity,
            price: self.offer.price,
            amount: self.offer.price.saturating_mul(self.line.quantity),
            available: self.item.available(),
            change: self.change(),
        }
    }
}

fn picked<T: Clone>(rows: &[T], wanted: impl Fn(&T) -> bool) -> Vec<T> {
    rows.iter().filter(|row| wanted(row)).cloned().collect()
}

/// Sets how many of an offer are wanted; 0 takes it out.
pub async fn set(
    engine: &Engine,
    user: UserId,
    market: MarketId,
    offer: OfferId,
    quantity: i64,
    now: Micros,
) -> Result<(), Stop<CartRefusal>> {
    if quantity == 0 {
        let gone = move |act: &mut Act<'_, '_>| Ok(store::cart::remove(act.tx, &[(user, market, offer)])?);
        return engine.act(now, gone).await;
    }
    let found = offered(engine, market, offer).await?;
    engine
        .act(now, move |act| {
            let lines = store::cart::lines(act.tx, &[(user, market)])?;
            let line = wanted(&found, (user, &lines), quantity, act.now)?;
            Ok(store::cart::set(act.tx, &line)?)
        })
        .await
}

/// Adds to what is in the cart already.
pub async fn add(
    engine: &Engine,
    user: UserId,
    market: MarketId,
    offer: OfferId,
    quantity: i64,
    now: Micros,
) -> Result<(), Stop<CartRefusal>> {
    if !(1..=PIECES_MAX).contains(&quantity) {
        return Err(Stop::Refused(CartRefusal::Quantity));
    }
    let found = offered(engine, market, offer).await?;
    engine
        .act(now, move |act| {
            let lines = store::cart::lines(act.tx, &[(user, market)])?;
            let has = lines.iter().find(|line| line.offer == offer).map_or(0, |line| line.quantity);
            let all = (has + quantity).min(PIECES_MAX);
            let line = wanted(&found, (user, &lines), all, act.now)?;
            Ok(store::cart::set(act.tx, &line)?)
        })
        .await
}

/// A stranger puts something into a cart, and becomes a guest by it: both or neither.
pub async fn add_as_guest(
    engine: &Engine,
    (place, language): (Place, String),
    market: MarketId,
    offer: OfferId,
    quantity: i64,
    now: Micros,
) -> Result<SignedIn, Stop<CartRefusal>> {
    let (bucket, key) = (engine.random_bucket(), secret::random_secret(engine));
    let found = offered(engine, market, offer).await?;
    engine
        .act(now, move |act| {
            let user = UserId::from_raw(act.mint(bucket));
            let line = wanted(&found, (user, &[]), quantity, act.now)?;
            let guest = crate::user::new_guest(act, user, (&place, &key), &language)?;
            store::cart::set(act.tx, &line)?;
            Ok(guest)
        })
        .await
}

/// An offer of a market with its shop, read before the act: a cart promises nothing, and whether it can still be had is
/// asked again wherever the cart is looked at and when it is bought.
async fn offered(
    engine: &Engine,
    market: MarketId,
    offer: OfferId,
) -> Result<(Offer, Shop), Stop<CartRefusal>> {
    let found = engine.read(move |tx| Ok(store::product::offer_with_shop(tx, offer)?)).await.widen()?;
    found.filter(|(offer, _)| offer.market == market).or_absent()
}

/// The line of a cart as somebody wants it, if it can be had.
fn wanted(
    (offer, shop): &(Offer, Shop),
    (user, lines): (UserId, &[CartLine]),
    quantity: i64,
    now: Micros,
) -> Result<CartLine, Stop<CartRefusal>> {
    if !(1..=PIECES_MAX).contains(&quantity) {
        return Err(Stop::Refused(CartRefusal::Quantity));
    }
    if !offer.live {
        return Err(Stop::Refused(CartRefusal::OfferGone));
    }
    if shop.away(now).is_some() {
        return Err(Stop::Refused(CartRefusal::ShopAway));
    }
    if !shop.sells(now) {
        return Err(Stop::Refused(CartRefusal::OfferGone));
    }
    let has = lines.iter().find(|line| line.offer == offer.id);
    if has.is_none() && lines.len() >= LINES_MAX {
        return Err(Stop::Refused(CartRefusal::TooManyLines));
    }
    let price_seen = has.map_or(offer.price, |line| line.price_seen);
    Ok(CartLine { user_id: user, market: offer.market, offer: offer.id, quantity, price_seen, added_at: now })
}

/// The cart as it stands now, grouped by shop, with what has changed since it was seen last.
pub async fn view(engine: &Engine, user: UserId, market: MarketId, now: Micros) -> Seen<CartView> {
    let currency = engine.market(market).or_absent()?.currency;
    let loaded = engine.read(move |tx| Ok(Loaded::load(tx, &[(user, market)])?)).await?;
    let mut shops: Vec<CartShop> = Vec::new();
    for found in loaded.found(now) {
        let item = found.item(&loaded);
        let at = shops.iter().position(|shop| shop.shop.id == found.shop.id).unwrap_or_else(|| {
            shops.push(CartShop { shop: Shop::clone(found.shop), lines: Vec::new(), goods: 0 });
            shops.len() - 1
        });
        shops[at].goods += if item.change.gone { 0 } else { item.amount };
        shops[at].lines.push(item);
    }
    let all = || shops.iter().flat_map(|shop| &shop.lines);
    Ok(CartView {
        goods: shops.iter().map(|shop| shop.goods).sum(),
        pieces: all().map(|line| line.quantity).sum(),
        changed: all().any(|line| line.change.any()),
        currency,
        shops,
    })
}

/// The buyer has been shown the cart: prices that changed are now the ones seen.
pub async fn seen(engine: &Engine, user: UserId, market: MarketId, now: Micros) -> Seen<()> {
    engine
        .act(now, move |act| {
            let loaded = Loaded::load(act.tx, &[(user, market)])?;
            for found in loaded.found(act.now).filter(|found| found.line.price_seen != found.offer.price) {
                store::cart::see_price(act.tx, found.line, found.offer.price)?;
            }
            Ok(())
        })
        .await
}
