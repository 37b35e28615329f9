//! `/seller/assortment` as it is asked for: the form, its preview, and the act that begins the job.

use axum::Router;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::Code;
use domain::assortment::Rounding;
use engine::assortment::{Preview, What, Wish};
use engine::job::JobDesk;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Choice, Failure, Form, FormData, Link, Pager, Picture, page};

use super::{Previewed, ShowAssortment, jobs, typed};
use crate::asked::{around, moment, scope};
use crate::desk::{Room, key};

/// Jobs that the page lists.
const JOBS_SHOWN: usize = 5;

pub fn routes() -> Router<web::Site> {
    Router::new().route("/seller/assortment", get(show).post(begin))
}

async fn show(desk: SellerDesk, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let data = typed::of_query(query.as_deref())?;
    if data.first("do") != "preview" {
        return shown(&desk, typed::empty(&desk), None).await;
    }
    let mut form = Form::new(data);
    let Some(wish) = typed::read(&desk, &mut form) else { return shown(&desk, form, None).await };
    shown(&desk, form, Some(wish)).await
}

async fn begin(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let Some(wish) = typed::read(&desk, &mut form) else { return shown(&desk, form, None).await };
    let key = form.value("key").to_owned();
    let begun =
        engine::assortment::begin(&desk.site.engine, &desk.member, wish.clone(), key, desk.now()).await;
    match refused_or(begun)? {
        Ok(id) => Ok(Redirect::to(&scope(&desk).to(&format!("/seller/jobs/{id}"))).into_response()),
        Err(refusal) => {
            form.errors.refuse("", code_of(&refusal), Vec::new());
            shown(&desk, form, Some(wish)).await
        }
    }
}

async fn shown(desk: &SellerDesk, form: Form, wish: Option<Wish>) -> Result<Response, Failure> {
    let engine = &desk.site.engine;
    let (frame, menu, scope) = around(desk, Room::Assortment);
    let preview = match wish {
        Some(wish) => Some(previewed(desk, &form, wish).await?),
        None => None,
    };
    let recent = engine::job::list(engine, JobDesk::Seller(&desk.member), None).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ShowAssortment {
        frame: frame.titled(desk.words.say("assortment-menu")),
        desk: menu,
        shop: desk.shop.name.clone(),
        market: desk.market.name.clone(),
        key: key(&desk.shop, &desk.shops),
        from: from(desk),
        choices: choices(desk).await?,
        roundings: roundings(desk),
        currency: currency(desk),
        preview,
        jobs: jobs(moment(desk), &scope, &recent[..recent.len().min(JOBS_SHOWN)]),
        empty: Picture::drawing("vase", 235),
        scope,
        form,
    };
    Ok(page::html_with(status, &page))
}

async fn previewed(desk: &SellerDesk, form: &Form, wish: Wish) -> Result<Previewed, Failure> {
    let engine = &desk.site.engine;
    let takes_back = wish.what == What::TakeBack;
    let (shown, after) = (typed::shown(form), form.value("after").parse().ok());
    let preview = engine::assortment::preview(engine, &desk.member, wish, (shown, after), desk.now()).await?;
    let show = form.value("show");
    let first = (!form.value("after").is_empty()).then(|| typed::address(desk, form, show, ""));
    let next = preview.next.map(|id| typed::address(desk, form, show, &id.to_string()));
    Ok(Previewed {
        rows: Previewed::rows(moment(desk), &preview),
        counts: preview.counts,
        takes_back,
        is_cut: preview.is_cut,
        reasons: Previewed::reasons(desk.words, &preview),
        tabs: tabs(desk, form, &preview),
        pager: Pager::neighbours(first, next),
        key: engine::random_key(engine),
        hidden: typed::hidden(form),
    })
}

fn tabs(desk: &SellerDesk, form: &Form, preview: &Preview) -> Vec<Link> {
    let counts = preview.counts;
    let tab = |show: &str, key: &str, count: i64| {
        let link = Link::new(desk.words.say(key), typed::address(desk, form, show, "")).counted(count);
        if form.value("show") == show { link.here() } else { link }
    };
    vec![
        tab("", "assortment-show-all", counts.total),
        tab("changed", "assortment-show-changed", counts.changed),
        tab("refused", "assortment-show-refused", counts.refused),
    ]
}

fn from(desk: &SellerDesk) -> Vec<Choice> {
    let name = |market| desk.site.engine.market(market).map(|market| market.name).unwrap_or_default();
    let choice = |shop: &&domain::shop::Shop| {
        Choice::new(key(shop, &desk.shops), format!("{} · {}", shop.name, name(shop.market)))
    };
    typed::others(desk).iter().map(choice).collect()
}

/// All, or one place of the tree that has goods in it or below it.
async fn choices(desk: &SellerDesk) -> Result<Vec<Choice>, Failure> {
    let found = engine::assortment::categories(&desk.site.engine, &desk.member).await?;
    let all = desk.site.engine.categories();
    let count = |path: &str| -> i64 {
        let within = found.iter().filter(|(own, _)| domain::policy::goods::is_within(own, path));
        within.map(|(_, count)| count).sum()
    };
    let total: i64 = found.iter().map(|(_, count)| count).sum();
    let everything = desk.words.with("assortment-everything", &[("count", total.into())]);
    let named = all.iter().filter_map(|category| {
        let (depth, count) = (category.path.matches('/').count(), count(&category.path));
        let name = format!("{}{}", "– ".repeat(depth), category.name.say(desk.words.lang.html()));
        (count > 0).then(|| Choice::new(&category.path, format!("{name} ({})", desk.words.number(count))))
    });
    Ok(std::iter::once(Choice::new("", everything)).chain(named).collect())
}

fn roundings(desk: &SellerDesk) -> Vec<Choice> {
    let choice = |one: &Rounding| {
        let key = format!("assortment-rounding-{}", one.code());
        Choice::new(one.code(), desk.words.say(&key))
    };
    Rounding::ALL.iter().map(choice).collect()
}

/// Named where another shop of the seller has another currency.
fn currency(desk: &SellerDesk) -> String {
    let own = desk.market.currency;
    let of = |shop: &domain::shop::Shop| desk.site.engine.market(shop.market).map(|market| market.currency);
    let differs = desk.shops.iter().filter_map(of).any(|currency| currency != own);
    if differs { own.code().to_owned() } else { String::new() }
}
