//! A shop's decor as visitors and its seller see it.

use domain::decor::{Block, CHOSEN_MAX, Decor, DecorDraft};
use domain::permission::Permission;
use domain::picture::AttachedPicture;
use domain::shop::Shop;
use domain::{MarketId, ShopId};
use store::listing::Listing;
use store::{Stored, Tx};

use crate::stop::OrAbsent;
use crate::{Engine, Seen, SellerMember};

/// What blocks show of goods, by the place of the block.
#[derive(Debug, Clone, Default)]
pub struct BlockGoods {
    pub at: usize,
    pub cards: Vec<Listing>,
}

/// A decor with the goods of its blocks.
#[derive(Debug, Clone, Default)]
pub struct Goods {
    pub decor: Decor,
    pub blocks: Vec<BlockGoods>,
}

/// What a seller decorates with.
#[derive(Debug, Clone)]
pub struct Decorating {
    pub shop: Shop,
    pub draft: Decor,
    /// The version of the draft; absent before the first.
    pub seen: Option<i64>,
    /// Whether visitors see what the draft says.
    pub is_published: bool,
    pub published: i64,
    pub pictures: Vec<AttachedPicture>,
    /// What blocks name, as far as it is on sale.
    pub chosen: Vec<Listing>,
}

/// A draft as buyers will see it.
#[derive(Debug, Clone)]
pub struct Preview {
    pub slug: String,
    pub goods: Goods,
}

/// The names of pictures that were removed are dropped with them; goods that are gone are passed over.
fn with_goods(tx: &mut Tx<'_>, market: MarketId, shop: ShopId, decor: Decor) -> Stored<Goods> {
    // All chosen products by one read; a collection each has its own.
    let chosen = store::decor::chosen(tx, market, shop, &decor.products())?;
    let mut blocks = Vec::new();
    for (at, block) in decor.blocks.iter().enumerate() {
        let cards = match block {
            Block::Chosen { products, .. } => {
                let own = products.iter().filter_map(|id| chosen.iter().find(|row| row.product == *id));
                own.cloned().collect()
            }
            Block::Collection { category, .. } if !category.is_empty() => {
                store::decor::collection(tx, market, shop, category, CHOSEN_MAX as i64)?
            }
            _ => continue,
        };
        blocks.push(BlockGoods { at, cards });
    }
    Ok(Goods { decor, blocks })
}

/// What visitors see; nothing but the market's own decor where nothing was published.
pub async fn shown(engine: &Engine, market: MarketId, shop: ShopId) -> Seen<Goods> {
    engine
        .heavy(move |tx| {
            let decor = store::decor::shown(tx, shop)?.map(|shown| shown.decor).unwrap_or_default();
            Ok(with_goods(tx, market, shop, decor)?)
        })
        .await
}

/// The draft of a shop by its slug, for its own members.
pub async fn preview(engine: &Engine, member: &SellerMember, market: MarketId, slug: &str) -> Seen<Preview> {
    member.may(Permission::ShopRead)?;
    let (seller, claim) = (member.seller, crate::shop::slug_claim(market, slug));
    engine
        .heavy(move |tx| {
            let id = ShopId::from_raw(store::user::claimed(tx, crate::shop::SLUG, &claim)?.or_absent()?);
            let shop = store::shop::shop(tx, id)?.filter(|shop| shop.seller == seller).or_absent()?;
            let draft = store::decor::decor(tx, id)?.map(|decor| decor.draft).unwrap_or_default();
            Ok(Preview { slug: shop.slug, goods: with_goods(tx, market, id, draft)? })
        })
        .await
}

/// The sheet of a shop's theme, draft or published: whatever has that hash. A theme is nothing secret.
pub async fn stylesheet(engine: &Engine, shop: ShopId, hash: String) -> Seen<String> {
    engine
        .read(move |tx| {
            let decor = store::decor::decor(tx, shop)?.or_absent()?;
            let shown = store::decor::shown(tx, shop)?.map(|shown| shown.decor);
            let decors = [Some(decor.draft), shown].into_iter().flatten();
            let sheets = decors.filter_map(|decor| decor.theme).map(|theme| theme.stylesheet());
            sheets.into_iter().find(|sheet| domain::decor::theme::hash(sheet) == hash).or_absent()
        })
        .await
}

/// Everything that the page for decorating shows.
pub async fn decorating(engine: &Engine, member: &SellerMember, shop: ShopId) -> Seen<Decorating> {
    member.may(Permission::ShopEdit)?;
    let seller = member.seller;
    engine
        .heavy(move |tx| {
            let shop = store::shop::shop(tx, shop)?.filter(|shop| shop.seller == seller).or_absent()?;
            let kept = store::decor::decor(tx, shop.id)?;
            let shown = store::decor::shown(tx, shop.id)?.map(|shown| shown.decor).unwrap_or_default();
            let published = kept.as_ref().map_or(0, |decor: &DecorDraft| decor.published);
            let seen = kept.as_ref().map(|decor| decor.version);
            let draft = kept.map(|decor| decor.draft).unwrap_or_default();
            let chosen = store::decor::chosen(tx, shop.market, shop.id, &draft.products())?;
            Ok(Decorating {
                seen,
                is_published: draft == shown,
                published,
                pictures: store::picture::attached(tx, &[shop.id.get()])?,
                chosen,
                draft,
                shop,
            })
        })
        .await
}
