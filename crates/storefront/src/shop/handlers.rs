//! `GET /shops`, `GET /shop/{slug}?sort=&page=`

use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use domain::seller::{Seller, Trader};
use domain::shop::Zone;
use engine::change::Subject;
use engine::formatting::Under;
use engine::listing::{self, ListedShop};
use money::Currency;
use web::actor::Visitor;
use web::cache::Public;
use web::{Failure, Frame, Site};

use super::{Delivery, ListShops, ShowShop, Window, initial};
use crate::card::{cards, shop_href};
use crate::decor::Dressed;
use crate::reader::{Reader, picture};
use crate::review::Scores;
use crate::shelf::{Asked, Shelf};
use crate::standing::Standing;
use crate::visit::{Answer, public_frame, public_frame_at, reader, tomorrow};

/// Pictures in a window.
const WINDOW_PICTURES: usize = 3;

pub fn routes() -> Router<Site> {
    Router::new().route("/shops", get(list)).route("/shop/{slug}", get(show))
}

async fn list(public: Public) -> Answer {
    let visitor = &public.stranger;
    let shops = listing::shops(&visitor.site.engine, visitor.market.id).await?;
    let (reader, title) = (reader(visitor), visitor.words.say("shop-all"));
    let page = ListShops {
        frame: public_frame(visitor, &title, "/shops", &title),
        windows: shops.iter().map(|shop| window(&reader, shop, &[])).collect(),
    };
    Ok(public.show(&page, &["/shops".to_owned()], &[Subject::Shops(visitor.market.id)]))
}

async fn show(public: Public, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let visitor = &public.stranger;
    let (engine, market) = (&visitor.site.engine, &visitor.market);
    let found = listing::shop(engine, market.id, &slug, asked.order().sort(), asked.page()).await?;
    let (shop, href, reader) = (found.shop.id, shop_href(&found.shop.slug), reader(visitor));
    let goods = engine::decor::shown(engine, market.id, shop).await?;
    let dressed = Dressed::new(&reader, &found.shop, &goods);
    let about = engine::formatting::plain(&reader.say(&found.shop.story).text);
    let name = found.shop.name.as_str();
    // One page has one address: the shop's own where it has one.
    let frame = match engine.own_url_of(shop) {
        Some(own) => public_frame_at(visitor, name, &format!("{own}{}", asked.known_as("/")), &about),
        None => public_frame(visitor, name, &asked.known_as(&href), &about),
    };
    let page = page(visitor, (frame, dressed), found, &asked).await?;
    let (addresses, subjects) = ([asked.address(&href)], [Subject::Shop(shop), Subject::Goods(shop)]);
    Ok(public.show_until(&page, (&addresses, &subjects), tomorrow(visitor.now)))
}

/// The page of a shop in a look.
pub async fn page(
    visitor: &Visitor,
    (frame, dressed): (Frame, Dressed),
    found: listing::ShopPage,
    asked: &Asked,
) -> Result<ShowShop, Failure> {
    let (engine, market) = (&visitor.site.engine, &visitor.market);
    let record = engine::review::record_of(engine, market.id, found.shop.id, visitor.now).await?;
    let is_on = engine.policy(market.id, visitor.now).policy.reviews.on || record.count > 0;
    let (reader, href) = (reader(visitor), shop_href(&found.shop.slug));
    let mut cards = cards(&reader, &found.cards);
    cards.iter_mut().for_each(|card| card.shop.clear());
    Ok(ShowShop {
        frame,
        initial: initial(&found.shop.name),
        place: reader.place(&found.shop.city, &found.shop.country),
        since: reader.date(found.shop.opened_at),
        story: reader.form(&found.shop.story, Under::Page),
        deliveries: found.zones.iter().map(|zone| delivery(&reader, zone, market.currency)).collect(),
        identity: identity_with(&reader, &found.seller, found.trader.as_ref()),
        is_private: found.trader.as_ref().is_some_and(|trader| !trader.is_trader),
        scores: Scores::new(visitor.words, &record, is_on),
        dressed,
        standing: Standing::new(&reader, &found.shop),
        followers: visitor.words.with("follow-count", &[("count", found.followers.into())]),
        shelf: Shelf::new(visitor.words, cards, found.total, &href, asked),
        href,
        name: found.shop.name,
    })
}

/// A shop seen from the street; without goods its own drawing hangs there.
pub fn window(reader: &Reader, shop: &ListedShop, goods: &[listing::Card]) -> Window {
    let shown = goods.iter().map(|card| picture(&card.picture, &card.drawing, card.hue, ""));
    let own = (0..).map(|turn| picture("", &shop.drawing, shop.hue + turn * 25, ""));
    Window {
        href: shop_href(&shop.slug),
        name: shop.name.clone(),
        place: reader.place(&shop.city, &shop.country),
        pictures: shown.chain(own).take(WINDOW_PICTURES).collect(),
    }
}

/// A way of delivery in words.
pub fn delivery(reader: &Reader, zone: &Zone, currency: Currency) -> Delivery {
    let w = reader.words;
    let named = |code: &str| match code.trim() {
        "*" => w.say("shop-everywhere").into_owned(),
        code => reader.country(code).into_owned(),
    };
    let price =
        if zone.price == 0 { w.say("shop-free").into_owned() } else { reader.money(zone.price, currency) };
    let by_weight = (zone.per_kg > 0).then(|| reader.money(zone.per_kg, currency));
    let price = match by_weight {
        Some(rate) => w.with("shop-per-kg", &[("price", price.into()), ("rate", rate.into())]),
        None => price,
    };
    let free = zone
        .free_above
        .map(|least| w.with("shop-free-above", &[("amount", reader.money(least, currency).into())]));
    Delivery {
        name: reader.say(&zone.name),
        where_to: zone.countries.split(',').map(named).collect::<Vec<_>>().join(", "),
        days: w.with("shop-days", &[("from", zone.days_min.into()), ("to", zone.days_max.into())]),
        price: [Some(price), free].into_iter().flatten().collect::<Vec<_>>().join(" · "),
    }
}

/// As `identity`, with what is known of a trader: register, telephone, its own word that its goods are lawful (Regulation
/// 2022/2065 art. 30(7)). A private person is not shown by address: consumer law does not bind the contract.
pub fn identity_with(reader: &Reader, seller: &Seller, trader: Option<&Trader>) -> Vec<(String, String)> {
    let w = reader.words;
    let Some(trader) = trader else { return identity(reader, seller) };
    let say = |key: &str| w.say(key).into_owned();
    if !trader.is_trader {
        return vec![
            (say("shop-private-person"), seller.legal_name.clone()),
            (say("shop-email"), seller.email.clone()),
        ];
    }
    let mut facts = identity(reader, seller);
    let register = [trader.register.as_str(), &trader.register_number].join(" ");
    let more = [("shop-phone", trader.phone.clone()), ("shop-register", register.trim().to_owned())];
    facts.extend(
        more.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (say(key), value)),
    );
    if let Some(at) = trader.certified_at {
        facts.push((say("shop-certified"), w.with("shop-certified-on", &[("date", reader.date(at).into())])));
    }
    facts
}

/// Whom the law wants named beside an offer at a distance.
pub fn identity(reader: &Reader, seller: &Seller) -> Vec<(String, String)> {
    let w = reader.words;
    let place = format!("{} {}", seller.postcode, seller.city);
    let address = [seller.street.as_str(), place.trim(), &reader.country(&seller.country)].join(", ");
    let mut facts = vec![
        (w.say("shop-company").into_owned(), seller.legal_name.clone()),
        (w.say("shop-address").into_owned(), address),
    ];
    facts.extend(seller.vat_number.iter().map(|number| (w.say("shop-vat").into_owned(), number.clone())));
    facts.push((w.say("shop-email").into_owned(), seller.email.clone()));
    facts
}
