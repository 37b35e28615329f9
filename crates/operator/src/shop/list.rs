//! Shops by how they stand and by name, newest first, a cursor's page at a time.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use domain::shop::ShopStanding;
use domain::{Code, ShopId};
use engine::console::{ListedShop, ShopsWanted};
use web::actor::OperatorDesk;
use web::{Desk, Failure, Frame, Link, Pager, Picture, page};

use crate::mark::Mark;
use crate::place::{Asked, Place, Section};

/// As many rows as the engine gives at once: a full page has a next one.
pub(super) const ROWS: usize = 50;
/// Longer names are not looked for.
const SEARCH_LETTERS_MAX: usize = 100;

pub(super) async fn list(desk: OperatorDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (frame, place) = Place::at(&desk, Section::Shops);
    let before: Option<ShopId> = asked.before.parse().ok();
    let search: String = asked.q.trim().chars().take(SEARCH_LETTERS_MAX).collect();
    let wanted = ShopsWanted { standing: asked.state.parse().ok(), search: search.to_lowercase() };
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let found = engine::console::shops(engine, &desk.member, market, wanted.clone(), before).await?;
    let wanted = ShopsWanted { search, ..wanted };
    Ok(page::html(&ListShops::new(frame, &place, (&found.0, &found.1), &wanted, before.is_none())))
}

#[derive(Debug, Template)]
#[template(path = "shop/list.html")]
pub(crate) struct ListShops {
    frame: Frame,
    desk: Desk,
    tabs: Vec<Link>,
    /// What was looked for.
    search: String,
    /// For the hidden fields of the search.
    standing: String,
    market: String,
    rows: Vec<Row>,
    pager: Pager,
    /// Rows can be ticked, to suspend them or let them go on.
    may_suspend: bool,
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    href: String,
    picture: Picture,
    seller: String,
    city: String,
    products: i64,
    opened: String,
    mark: Mark,
}

impl ListShops {
    /// `found` are the rows and how many shops stand how; `is_first` tells whether a cursor was given.
    pub(super) fn new(
        frame: Frame,
        place: &Place,
        (found, counts): (&[ListedShop], &[(ShopStanding, i64)]),
        wanted: &ShopsWanted,
        is_first: bool,
    ) -> Self {
        let address = |standing: Option<ShopStanding>, before: Option<ShopId>| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            for (name, value) in [
                ("state", standing.map_or("", Code::code)),
                ("q", wanted.search.as_str()),
                ("before", before.map(|id| id.to_string()).unwrap_or_default().as_str()),
            ] {
                if !value.is_empty() {
                    query.append_pair(name, value);
                }
            }
            let query = query.finish();
            place.to(&if query.is_empty() {
                "/operator/shops".into()
            } else {
                format!("/operator/shops?{query}")
            })
        };
        let tab = |standing: Option<ShopStanding>| {
            let counted = |of: &ShopStanding| standing.is_none_or(|wanted| wanted == *of);
            let count = counts.iter().filter(|(of, _)| counted(of)).map(|(_, count)| count).sum();
            let label = standing.map_or_else(
                || place.words.say("operator-all").into_owned(),
                |standing| Mark::standing(place.words, standing).text,
            );
            let link = Link { count: Some(count), ..Link::new(label, address(standing, None)) };
            if standing == wanted.standing { link.here() } else { link }
        };
        let first = (!is_first).then(|| address(wanted.standing, None));
        let next = found.last().filter(|_| found.len() == ROWS);
        let next = next.map(|last| address(wanted.standing, Some(last.shop)));
        Self {
            desk: place.desk(),
            tabs: [None].into_iter().chain(ShopStanding::ALL.iter().copied().map(Some)).map(tab).collect(),
            search: wanted.search.clone(),
            standing: wanted.standing.map_or("", Code::code).to_owned(),
            market: place.query().to_owned(),
            rows: found.iter().map(|shop| row(place, shop)).collect(),
            pager: Pager::neighbours(first, next),
            may_suspend: place.may_suspend,
            frame: frame.titled(place.title()),
        }
    }
}

fn row(place: &Place, shop: &ListedShop) -> Row {
    let words = place.words;
    Row {
        id: shop.shop.to_string(),
        name: shop.name.clone(),
        href: place.to(&format!("/operator/shops/{}", shop.shop)),
        picture: Picture::Drawing {
            name: shop.drawing.clone(),
            hue: u16::try_from(shop.hue.rem_euclid(360)).unwrap_or_default(),
        },
        seller: shop.legal_name.clone(),
        city: [shop.city.as_str(), &words.country(&shop.country)].join(", "),
        products: shop.products,
        opened: words.date(shop.opened_at, place.offset_minutes),
        mark: Mark::standing(words, shop.standing),
    }
}
