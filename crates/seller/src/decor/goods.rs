//! Choosing the goods of one block: all goods of the shop, by words and page by page. Each button keeps the draft with one
//! choice more or less, so that there is nothing to lose on the way.

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use domain::decor::{CHOSEN_MAX, Picking};
use engine::decor::{Choosing, GOODS_PAGE};
use engine::listing::Card;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, Pager, Picture, Words, page};

use crate::asked::{around, back, scope};
use crate::desk::{Room, Scope, key};
#[cfg(test)]
use crate::sample;

pub const PATH: &str = "/seller/decor/goods";

/// `/seller/decor/goods?block=&q=&page=`
#[derive(Debug, askama::Template)]
#[template(path = "decor/goods.html")]
pub struct ChooseGoods {
    pub frame: Frame,
    pub desk: Desk,
    pub scope: Scope,
    /// As addresses name the shop.
    pub key: String,
    pub asked: Asked,
    /// The version of the draft that is chosen for.
    pub seen: String,
    pub form: Form,
    pub count: String,
    pub most: i64,
    pub is_full: bool,
    pub chosen: Vec<Row>,
    pub found: Vec<Row>,
    pub total: i64,
    pub pager: Pager,
}

/// One product.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub title: String,
    pub price: String,
    pub picture: Picture,
    pub is_chosen: bool,
}

/// Which block is chosen for, and what is looked for.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    pub block: String,
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub page: String,
}

impl Asked {
    fn at(&self) -> usize {
        self.block.parse().unwrap_or(usize::MAX)
    }

    /// From 0.
    fn page(&self) -> i64 {
        self.page.parse::<i64>().map_or(0, |number| number.saturating_sub(1).max(0))
    }

    fn number(&self) -> i64 {
        i64::try_from(self.at()).unwrap_or(0).saturating_add(1)
    }

    /// The address of a page of what is looked for.
    pub fn to(&self, page: i64) -> String {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("block", &self.block)
            .append_pair("q", &self.q)
            .append_pair("page", &page.to_string())
            .finish();
        format!("{PATH}?{query}")
    }
}

impl Row {
    fn new(words: Words, card: &Card, chosen: &[Card]) -> Self {
        Self {
            id: card.product.to_string(),
            title: card.title.say(words.lang.html()).to_owned(),
            price: words.money(money::Money::new(card.price, card.currency)),
            picture: crate::picture(&card.picture, &card.drawing, card.hue),
            is_chosen: chosen.iter().any(|one| one.product == card.product),
        }
    }
}

pub fn routes() -> Router<web::Site> {
    Router::new().route(PATH, get(choose).post(pick))
}

async fn choose(desk: SellerDesk, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let found = found(&desk, &asked).await?;
    Ok(show(&desk, asked, &found, Form::default()))
}

async fn found(desk: &SellerDesk, asked: &Asked) -> Result<Choosing, Failure> {
    let (engine, looked_for) = (&desk.site.engine, (asked.q.as_str(), asked.page()));
    Ok(engine::decor::choosing(engine, &desk.member, desk.shop.id, asked.at(), looked_for).await?)
}

fn show(desk: &SellerDesk, asked: Asked, found: &Choosing, form: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Decor);
    let (words, most) = (desk.words, CHOSEN_MAX as i64);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let row = |card: &Card| Row::new(words, card, &found.chosen);
    let count = found.draft.chosen(asked.at()).map_or(0, |chosen| chosen.len());
    let last = (found.total + GOODS_PAGE - 1) / GOODS_PAGE;
    let pager = match last {
        ..=1 => Pager::default(),
        _ => Pager::numbered(asked.page() + 1, last, |page| scope.to(&asked.to(page))),
    };
    let shown = ChooseGoods {
        frame: frame.titled(words.with("decor-goods-title", &[("number", asked.number().into())])),
        desk: menu,
        key: key(&desk.shop, &desk.shops),
        seen: found.seen.map(|version| version.to_string()).unwrap_or_default(),
        form,
        count: words.with("decor-goods-count", &[("count", (count as i64).into()), ("most", most.into())]),
        most,
        is_full: count >= CHOSEN_MAX,
        chosen: found.chosen.iter().map(row).collect(),
        found: found.found.iter().map(row).collect(),
        total: found.total,
        pager,
        asked: Asked { q: found.query.clone(), ..asked },
        scope,
    };
    page::html_with(status, &shown)
}

/// A button: what to do, and the product that it is done with.
pub fn picking(button: &str) -> Option<(Picking, domain::ProductId)> {
    let (verb, product) = button.split_once('.')?;
    Some((verb.parse().ok()?, product.parse().ok()?))
}

async fn pick(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let text = |field: &str| form.value(field).to_owned();
    let asked = Asked { block: text("block"), q: text("q"), page: text("page") };
    let mut found = found(&desk, &asked).await?;
    let seen = form.value("seen").parse().ok();
    let picked = match picking(form.value("do")) {
        Some((picking, product)) => found.draft.pick(asked.at(), picking, product),
        None => Ok(()),
    };
    let kept = match picked {
        Ok(()) => {
            let (engine, wish) = (&desk.site.engine, (found.draft.clone(), seen));
            let saved = engine::decor::save_draft(engine, &desk.member, desk.shop.id, wish, desk.now());
            refused_or(saved.await)?
        }
        Err(refusal) => Err(refusal),
    };
    if let Err(refusal) = kept {
        form.errors.refuse("", code_of(&refusal), Vec::new());
        let found = self::found(&desk, &asked).await?;
        return Ok(show(&desk, asked, &found, form));
    }
    Ok(back(&scope(&desk), &asked.to(asked.page() + 1), "decor-saved"))
}

#[cfg(test)]
impl web::Page for ChooseGoods {
    fn samples(words: Words) -> Vec<Self> {
        let row = |at: i64, title: &str, is_chosen| Row {
            id: format!("prd_{at}"),
            title: title.to_owned(),
            price: words.money(money::Money::new(4_800, sample::EUR)),
            picture: Picture::drawing("pourover", 235),
            is_chosen,
        };
        let rows = vec![
            row(1, "Pour-over set", true),
            row(2, "Donaudampfschifffahrtsgesellschaftskapitänsmützenständer", true),
            row(3, "手冲咖啡壶", false),
        ];
        let page = |count: i64, q: &str, form: Form, found: Vec<Row>| {
            let asked = Asked { block: "1".to_owned(), q: q.to_owned(), page: String::new() };
            Self {
                frame: Frame::sample(words).titled(words.with("decor-goods-title", &[("number", 2.into())])),
                desk: sample::desk(words, Room::Decor),
                scope: sample::scope(),
                key: "northbound".to_owned(),
                seen: "3".to_owned(),
                form,
                count: words.with("decor-goods-count", &[("count", count.into()), ("most", 8.into())]),
                most: 8,
                is_full: count == 8,
                chosen: found.iter().filter(|row| row.is_chosen).cloned().collect(),
                total: 700,
                pager: Pager::numbered(2, 30, |page| asked.to(page)),
                found,
                asked,
            }
        };
        let mut wrong = Form::default();
        wrong.errors.refuse("", "decor.changed_meanwhile", Vec::new());
        vec![
            page(2, "", Form::default(), rows.clone()),
            page(8, "<cup>", wrong, rows),
            page(0, "nothing", Form::default(), Vec::new()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_render() {
        page::render_all::<ChooseGoods>();
    }

    #[test]
    fn an_address_keeps_what_is_looked_for() {
        let asked = Asked { block: "2".into(), q: "blue & <cup>".into(), page: "3".into() };
        assert_eq!((asked.at(), asked.page(), asked.number()), (2, 2, 3));
        assert_eq!(asked.to(4), "/seller/decor/goods?block=2&q=blue+%26+%3Ccup%3E&page=4");
        for (block, page) in [("", ""), ("x", "-9"), ("-1", "9999999999999999999999")] {
            let asked = Asked { block: block.into(), page: page.into(), q: String::new() };
            assert_eq!((asked.at(), asked.page()), (usize::MAX, 0), "{block} {page}");
        }
    }

    #[test]
    fn a_button_names_what_is_done_and_with_which_product() {
        let product = domain::ProductId::from_raw(1 << 10);
        assert_eq!(picking(&format!("up.{product}")), Some((Picking::Up, product)));
        for wrong in ["", "up", "up.", "up.x", "publish.1", "add.shp_1"] {
            assert_eq!(picking(wrong), None, "{wrong}");
        }
    }
}
