//! `GET /`

use axum::Router;
use axum::routing::get;
use engine::change::Subject;
use engine::listing;
use web::Site;
use web::cache::Public;

use super::{Home, sentence};
use crate::card::cards;
use crate::shop::handlers::window;
use crate::visit::{Answer, public_frame, reader};

pub fn routes() -> Router<Site> {
    Router::new().route("/", get(show))
}

async fn show(public: Public) -> Answer {
    let visitor = &public.stranger;
    let home = listing::home(&visitor.site.engine, visitor.market.id).await?;
    let (reader, sentence) = (reader(visitor), sentence(visitor.words, &visitor.market.slug));
    let page = Home {
        frame: public_frame(visitor, "", "/", &sentence),
        sentence,
        listings: home.listings,
        shops_open: home.shops_open,
        newest: cards(&reader, &home.newest),
        windows: home.shops.iter().map(|one| window(&reader, &one.shop, &one.cards)).collect(),
    };
    let market = visitor.market.id;
    let subjects = [Subject::Lists(market), Subject::Shops(market)];
    Ok(public.show(&page, &["/".to_owned()], &subjects))
}
