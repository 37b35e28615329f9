//! `GET /category/{*path}?sort=&page=`

use axum::Router;
use axum::extract::{Path, Query};
use axum::routing::get;
use domain::category::Category;
use engine::change::Subject;
use engine::listing;
use web::cache::Public;
use web::{Crumb, Link, Site};

use super::ShowCategory;
use crate::card::{cards, category_href};
use crate::shelf::{Asked, Shelf};
use crate::visit::{Answer, public_frame, reader};

pub fn routes() -> Router<Site> {
    Router::new().route("/category/{*path}", get(show))
}

async fn show(public: Public, Path(path): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let visitor = &public.stranger;
    let (engine, market) = (&visitor.site.engine, visitor.market.id);
    let found = listing::category(engine, market, &path, asked.order().sort(), asked.page()).await?;
    let (reader, href) = (reader(visitor), category_href(&found.category.path));
    let name = found.category.name.say(reader.language()).to_owned();
    let crumb = |above: &Category| Crumb {
        label: above.name.say(reader.language()).to_owned(),
        href: category_href(&above.path),
    };
    let child = |(below, count): &(Category, i64)| {
        Link::new(below.name.say(reader.language()), category_href(&below.path)).counted(*count)
    };
    let page = ShowCategory {
        frame: public_frame(visitor, &name, &asked.known_as(&href), &name),
        crumbs: found.parents.iter().map(crumb).collect(),
        children: found.children.iter().map(child).collect(),
        shelf: Shelf::new(visitor.words, cards(&reader, &found.cards), found.total, &href, &asked),
        name,
    };
    let subject = Subject::Category(market, Category::top(&found.category.path));
    Ok(public.show(&page, &[asked.address(&href)], &[subject]))
}
