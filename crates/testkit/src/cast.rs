//! Who plays: Marta buys, Atelier Brume and Northbound sell, Olga runs the market, Sam is a stranger.

use domain::category::Category;
use domain::market::Market;
use domain::policy::{Operator, Policy};
use domain::product::{Product, ProductState, TaxClass, Variant, Wordings};
use domain::seller::Seller;
use domain::shop::{Shop, ShopState, Zone};
use domain::wording::Wording;
use domain::{MarketId, OfferId, OperatorId, ProductId, SellerId, ShopId, StockItemId, UserId, VariantId};
use engine::import::{NewProduct, NewVariant};
use engine::user::SignUp;
use engine::{Engine, OperatorMember, SellerMember};
use money::Currency;

/// The named cast, with what each has.
#[derive(Debug, Clone)]
pub struct Cast {
    /// EUR, France, VAT included, 5 % on goods.
    pub mall: Market,
    /// USD, United States, sales tax added, 3.5 % on goods and delivery.
    pub makers: Market,
    pub marta: UserId,
    pub sam: UserId,
    pub olga: OperatorMember,
    /// A French seller on the mall.
    pub brume: SellerMember,
    pub brume_shop: Shop,
    /// An American seller on the mall and on the makers' market.
    pub north: SellerMember,
    pub north_shop: Shop,
    pub north_makers_shop: Shop,
}

/// The password of everybody in the cast.
pub const PASSWORD: &str = "a long enough password";
/// What every shop of the cast takes for a parcel, in minor units.
pub(crate) const DELIVERY: i64 = 490;
/// A bank account whose digits are right.
pub const IBAN: &str = "FR7630006000011234567890189";

impl Cast {
    pub(crate) async fn furnish(engine: &Engine) -> Self {
        let now = engine.now();
        let operator = engine::market::found_operator(engine, operator(), now).await.expect("an operator");
        let category = |path: &str, name: &str| Category {
            path: path.into(),
            ordinal: 1,
            name: Wording::in_language("en", name),
            drawing: "cup".into(),
            hue: 40,
        };
        let tree = vec![
            category("kitchen", "Kitchen"),
            category("kitchen/coffee", "Coffee"),
            category("shoes", "Shoes"),
        ];
        engine::market::set_categories(engine, tree, now).await.expect("categories");
        let mall = market(
            engine,
            &operator,
            "mall",
            "FR",
            Currency::EUR,
            include_str!("../../../presets/mall.toml"),
        );
        let mall = mall.await;
        let makers = include_str!("../../../presets/makers.toml");
        let makers = market(engine, &operator, "makers", "US", Currency::USD, makers).await;
        let marta = sign_up(engine, "Marta Keller", "marta@example.com").await;
        let sam = sign_up(engine, "Sam Stranger", "sam@example.com").await;
        let olga = sign_up(engine, "Olga Operator", "olga@example.com").await;
        engine::market::add_member(engine, operator.id, olga, now).await.expect("a member");
        let olga = OperatorMember::by_hand(engine, operator.id, olga).await.expect("Olga is a member");
        let brume = seller(engine, "Atelier Brume", "FR", "camille@example.com").await;
        let brume_shop = shop(engine, &brume, &mall, "atelier-brume", "FR").await;
        let north = seller(engine, "Northbound", "US", "noah@example.com").await;
        let north_shop = shop(engine, &north, &mall, "northbound", "US").await;
        let north_makers_shop = shop(engine, &north, &makers, "northbound", "US").await;
        Self { mall, makers, marta, sam, olga, brume, brume_shop, north, north_shop, north_makers_shop }
    }
}

fn operator() -> Operator {
    Operator {
        id: OperatorId::from_raw(0),
        name: "Halles".into(),
        legal_name: "Halles SAS".into(),
        street: "1 place du Marché".into(),
        postcode: "69001".into(),
        city: "Lyon".into(),
        country: "FR".into(),
        vat_number: Some("FR00123456789".into()),
        email: "market@example.com".into(),
    }
}

async fn market(
    engine: &Engine,
    of: &Operator,
    slug: &str,
    country: &str,
    currency: Currency,
    preset: &str,
) -> Market {
    let market = Market {
        id: MarketId::from_raw(0),
        operator: of.id,
        slug: slug.into(),
        name: slug.to_uppercase(),
        country: country.into(),
        currency,
        language: "en".into(),
        theme: String::new(),
        offset_minutes: 60,
        opened_at: engine.now(),
    };
    let policy = Policy::from_toml(preset).expect("a preset is a policy");
    let host = format!("{slug}.localhost");
    engine::market::open_market(engine, market, &host, policy, engine.now()).await.expect("a market")
}

pub(crate) async fn sign_up(engine: &Engine, name: &str, email: &str) -> UserId {
    let form = SignUp {
        name: name.into(),
        email: email.into(),
        password: PASSWORD.into(),
        language: "en".into(),
        host: "mall.localhost".into(),
        agent: "test".into(),
        guest: None,
    };
    engine::user::sign_up(engine, form, engine.now()).await.expect("a user").user
}

async fn seller(engine: &Engine, name: &str, country: &str, email: &str) -> SellerMember {
    let owner = sign_up(engine, name, email).await;
    let seller = Seller {
        id: SellerId::from_raw(0),
        name: name.into(),
        legal_name: format!("{name} Ltd"),
        street: "2 rue de la Paix".into(),
        postcode: "69002".into(),
        city: "Lyon".into(),
        country: country.into(),
        vat_number: None,
        email: email.into(),
        language: "en".into(),
        iban: IBAN.into(),
        created_at: 0,
        version: 0,
    };
    engine::shop::register(engine, seller, owner, engine.now()).await.expect("a seller")
}

async fn shop(engine: &Engine, member: &SellerMember, market: &Market, slug: &str, country: &str) -> Shop {
    let shop = Shop {
        id: ShopId::from_raw(0),
        seller: member.seller,
        market: market.id,
        slug: slug.into(),
        name: slug.into(),
        story: Wording::default(),
        drawing: "cup".into(),
        hue: 40,
        city: "Lyon".into(),
        country: country.into(),
        state: ShopState::Open,
        handling_days: 2,
        opened_at: 0,
        quiet: false,
        holiday: None,
        version: 0,
    };
    let zone = Zone {
        shop: ShopId::from_raw(0),
        ordinal: 0,
        name: Wording::in_language("en", "Tracked parcel"),
        countries: "FR,DE,US".into(),
        price: DELIVERY,
        per_kg: 0,
        free_above: None,
        days_min: 2,
        days_max: 4,
    };
    engine::by_hand::open_shop(engine, member, shop, vec![zone], engine.now()).await.expect("a shop")
}

impl crate::World {
    /// Puts one thing on sale: its price, tax class and quantity. Answers its offer.
    pub async fn sells(
        &self,
        member: &SellerMember,
        shop: &Shop,
        title: &str,
        price: i64,
        quantity: i64,
    ) -> OfferId {
        let product = Product {
            id: ProductId::from_raw(0),
            seller: member.seller,
            key: title.to_lowercase(),
            title: Wording::in_language("en", title),
            text: Wording::in_language("en", "<p>Fine.</p>"),
            brand: String::new(),
            category: "kitchen/coffee".into(),
            tax_class: TaxClass::Standard,
            drawing: "cup".into(),
            hue: 40,
            options: Wordings::default(),
            state: ProductState::Published,
            source_hash: String::new(),
            created_at: self.now(),
            version: 0,
        };
        let variant = Variant {
            id: VariantId::from_raw(0),
            product: ProductId::from_raw(0),
            ordinal: 0,
            sku: title.to_lowercase(),
            option_values: Wordings::default(),
            barcode: String::new(),
            weight_grams: 400,
            stock_item: StockItemId::from_raw(0),
            version: 0,
        };
        let new = NewProduct { product, variants: vec![NewVariant { variant, price, was: None, quantity }] };
        let ids = engine::import::add_products(&self.engine, member, shop.id, vec![new], self.now()).await;
        let id = ids.expect("a product")[0];
        self.settle().await;
        let page =
            engine::listing::product(&self.engine, shop.market, id, self.now()).await.expect("its page");
        page.variants[0].offer.id
    }
}
