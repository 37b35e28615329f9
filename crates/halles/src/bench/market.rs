//! The market that is measured: one market, many sellers in buckets by chance, goods without end. Made through the acts
//! that sellers use; the same for each run of one seed.

use domain::category::Category;
use domain::market::Market;
use domain::policy::Operator;
use domain::product::{Product, ProductState, TaxClass, Variant, Wordings};
use domain::seller::Seller;
use domain::shop::{Shop, ShopState, Zone};
use domain::wording::Wording;
use domain::{MarketId, OperatorId, ProductId, SellerId, ShopId, StockItemId, UserId, VariantId};
use engine::by_hand::{NewAccount, add_account};
use engine::import::{NewProduct, NewVariant};
use engine::{Engine, SellerMember};
use money::Currency;

use engine::plain::{settle, told};
use sample::lot::Lot;
use sample::preset;

/// Under which name the market is reached.
pub const HOST: &str = "mall.localhost";
pub const SLUG: &str = "mall";
/// Prices in cents.
const PRICE_LEAST: i64 = 500;
const PRICE_MOST: i64 = 9_500;
/// One way of delivery costs this much, whatever is bought.
const DELIVERY: i64 = 490;
const TEXT: &str = "<p>Thrown on the wheel and fired twice, so that no two are quite alike. The glaze is free of lead and \
    may go into the dishwasher.</p><ul><li>Height 9 cm, width 8 cm</li><li>Holds 280 ml</li><li>Sent within two \
    days</li></ul><p>What breaks on its way is sent again; write to us with a picture of it.</p>";

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    pub shops: usize,
    /// Each seller has so many of them, in its own bucket.
    pub shops_a_seller: usize,
    pub products_a_shop: usize,
    /// Pieces of each product.
    pub pieces: i64,
    pub seed: u64,
}

/// What is for sale.
#[derive(Debug, Clone, Default)]
pub struct Goods {
    /// Offers as a form names them.
    pub offers: Vec<String>,
    /// Paths of product pages.
    pub products: Vec<String>,
    /// Who act for the sellers.
    pub sellers: Vec<SellerMember>,
    /// Paths of category pages that have goods.
    pub categories: Vec<String>,
}

/// Puts up the market and its shops.
pub async fn furnish(engine: &Engine, plan: Plan) -> anyhow::Result<Goods> {
    let mut lot = Lot::new(plan.seed);
    let now = engine.now();
    let tree = preset::categories()?;
    told(engine::market::set_categories(engine, tree.clone(), now).await, "adding categories")?;
    let market = open_market(engine).await?;
    let (mut goods, mut seller) = (Goods::default(), None);
    for number in 0..plan.shops {
        let member = match seller.take() {
            Some(member) if !number.is_multiple_of(plan.shops_a_seller) => member,
            _ => {
                let member = register(engine, number).await?;
                goods.sellers.push(member.clone());
                member
            }
        };
        let shop = open_shop(engine, &member, &market, number).await?;
        let products =
            (0..plan.products_a_shop).map(|at| product(&tree, (number, at), plan.pieces, &mut lot));
        let products = products.collect();
        let added = engine::import::add_products(engine, &member, shop, products, now).await;
        for id in told(added, "adding products")? {
            let page = told(engine::listing::product(engine, market.id, id, now).await, "a product's page")?;
            goods.offers.extend(page.variants.iter().map(|variant| variant.offer.id.to_string()));
            goods.products.push(format!(
                "/product/{}/{id}",
                domain::address::slug(page.product.title.say("en"), "product")
            ));
        }
        seller = Some(member);
    }
    settle(engine, engine.now()).await?;
    goods.categories = tree.iter().map(|category| format!("/category/{}", category.path)).collect();
    Ok(goods)
}

async fn open_market(engine: &Engine) -> anyhow::Result<Market> {
    let now = engine.now();
    let operator = Operator {
        id: OperatorId::from_raw(0),
        name: "Halles".to_owned(),
        legal_name: "Halles SAS".to_owned(),
        street: "9 quai des Brumes".to_owned(),
        postcode: "69000".to_owned(),
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        vat_number: None,
        email: "hello@halles.example".to_owned(),
    };
    let operator = told(engine::market::found_operator(engine, operator, now).await, "founding an operator")?;
    let (policy, theme) = preset::policy(SLUG)?;
    let market = Market {
        id: MarketId::from_raw(0),
        operator: operator.id,
        slug: SLUG.to_owned(),
        name: "Grand Rue".to_owned(),
        currency: Currency::EUR,
        language: "en".to_owned(),
        country: "FR".to_owned(),
        theme: theme.to_owned(),
        offset_minutes: 60,
        opened_at: now,
    };
    told(engine::market::open_market(engine, market, HOST, policy, now).await, "opening a market")
}

/// A seller, alone in a bucket by lot.
async fn register(engine: &Engine, number: usize) -> anyhow::Result<SellerMember> {
    let now = engine.now();
    let account = NewAccount {
        name: format!("Owner {number}"),
        email: format!("owner{number}@shops.example"),
        language: "en".to_owned(),
        password_hash: "none: nobody signs in".to_owned(),
    };
    let owner: UserId = told(add_account(engine, account, now).await, "an owner's account")?;
    told(engine::shop::register(engine, seller(number), owner, now).await, "registering")
}

async fn open_shop(
    engine: &Engine,
    member: &SellerMember,
    market: &Market,
    number: usize,
) -> anyhow::Result<ShopId> {
    let now = engine.now();
    let zone = Zone {
        shop: ShopId::from_raw(0),
        ordinal: 0,
        name: Wording::in_language("en", "Tracked parcel"),
        countries: "FR,DE,BE".to_owned(),
        price: DELIVERY,
        per_kg: 0,
        free_above: None,
        days_min: 2,
        days_max: 4,
    };
    let shop = shop(market, number);
    let shop =
        told(engine::by_hand::open_shop(engine, member, shop, vec![zone], now).await, "opening a shop")?;
    Ok(shop.id)
}

fn seller(number: usize) -> Seller {
    Seller {
        id: SellerId::from_raw(0),
        name: format!("Atelier {number}"),
        legal_name: format!("Atelier {number} SARL"),
        street: "2 rue de la Paix".to_owned(),
        postcode: "69002".to_owned(),
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        vat_number: None,
        email: format!("owner{number}@shops.example"),
        language: "en".to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        created_at: 0,
        version: 0,
    }
}

fn shop(market: &Market, number: usize) -> Shop {
    Shop {
        id: ShopId::from_raw(0),
        seller: SellerId::from_raw(0),
        market: market.id,
        slug: format!("atelier-{number}"),
        name: format!("Atelier {number}"),
        story: Wording::in_language("en", "A workshop of two at the edge of town, making few things slowly."),
        drawing: "cup".to_owned(),
        hue: (number * 37 % 360) as i64,
        city: "Lyon".to_owned(),
        country: "FR".to_owned(),
        state: ShopState::Open,
        handling_days: 2,
        opened_at: 0,
        quiet: false,
        holiday: None,
        version: 0,
    }
}

fn product(tree: &[Category], (shop, at): (usize, usize), pieces: i64, lot: &mut Lot) -> NewProduct {
    let category = &tree[usize::try_from(lot.between(0, tree.len() as i64 - 1)).expect("a lot from 0 on")];
    let product = Product {
        id: ProductId::from_raw(0),
        seller: SellerId::from_raw(0),
        key: format!("piece-{shop}-{at}"),
        title: Wording::in_language("en", format!("Stoneware cup number {at} of workshop {shop}")),
        text: Wording::in_language("en", TEXT),
        brand: format!("Atelier {shop}"),
        category: category.path.clone(),
        tax_class: TaxClass::Standard,
        drawing: category.drawing.clone(),
        hue: category.hue,
        options: Wordings::default(),
        state: ProductState::Published,
        source_hash: String::new(),
        created_at: 0,
        version: 0,
    };
    let variant = Variant {
        id: VariantId::from_raw(0),
        product: ProductId::from_raw(0),
        ordinal: 0,
        sku: format!("{shop}-{at}"),
        option_values: Wordings::default(),
        barcode: String::new(),
        weight_grams: 400,
        stock_item: StockItemId::from_raw(0),
        version: 0,
    };
    let price = lot.between(PRICE_LEAST, PRICE_MOST);
    NewProduct { product, variants: vec![NewVariant { variant, price, was: None, quantity: pieces }] }
}
