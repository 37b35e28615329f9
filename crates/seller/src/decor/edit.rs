//! Decorating, as it is asked for and sent. Each button keeps the draft, then does what it says.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::decor::{Decor, DecorRefusal};
use domain::product::PictureState;
use engine::decor::Decorating;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Failure, Form, FormData, page, upload};

use super::{Choices, EditDecor, block_forms, goods, typed};
use crate::asked::{around, back, scope};
use crate::desk::Room;

const PATH: &str = "/seller/decor";

pub fn routes() -> Router<web::Site> {
    let pictures = post(add_pictures).layer(DefaultBodyLimit::max(upload::BODY_BYTES_MAX));
    Router::new()
        .route(PATH, get(edit).post(update))
        .route("/seller/decor/pictures", pictures)
        .route("/seller/decor/pictures/{name}/removal", post(remove_picture))
}

async fn edit(desk: SellerDesk) -> Result<Response, Failure> {
    let found = found(&desk).await?;
    let form = typed::filled(&found.draft, desk.words.lang.html());
    Ok(show(&desk, &found, form, Form::default()))
}

async fn found(desk: &SellerDesk) -> Result<Decorating, Failure> {
    Ok(engine::decor::decorating(&desk.site.engine, &desk.member, desk.shop.id).await?)
}

fn show(desk: &SellerDesk, found: &Decorating, form: Form, uploads: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Decor);
    let words = desk.words;
    let status = match form.is_fine() && uploads.is_fine() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let number = [("number", found.published.into())];
    let state = match (found.published, found.is_published) {
        (0, _) => words.say("decor-never-published").into_owned(),
        (_, true) => words.with("decor-is-published", &number),
        (_, false) => words.with("decor-is-draft", &number),
    };
    let name = |category: domain::category::Category| {
        let name = category.name.say(words.lang.html()).to_owned();
        (category.path, name)
    };
    let categories: Vec<_> = desk.site.engine.categories().iter().cloned().map(name).collect();
    // A form that comes back stands for the draft that it was filled from, not for the one that is there by now.
    let shown = found.seen.map(|version| version.to_string()).unwrap_or_default();
    let seen = form.data.all("seen").next().map_or(shown, ToOwned::to_owned);
    let ready = found.pictures.iter().filter(|row| row.state == PictureState::Ready);
    let shown = EditDecor {
        frame: frame.titled(words.say("seller-menu-decor")),
        desk: menu,
        scope,
        state,
        is_published: found.is_published,
        preview: format!("{}/shop/{}/preview", desk.site.engine.url_of(desk.market.id), desk.shop.slug),
        seen,
        form,
        uploads,
        pictures: ready.map(|row| (row.name.clone(), crate::picture(&row.name, "", 0))).collect(),
        waiting: found.pictures.iter().filter(|row| row.state == PictureState::Waiting).count() as i64,
        blocks: block_forms(words, &found.draft),
        choices: Choices::new(words, found, &categories),
    };
    page::html_with(status, &shown)
}

async fn update(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let (engine, shop, now) = (&desk.site.engine, desk.shop.id, desk.now());
    let found = found(&desk).await?;
    let mut form = Form::new(data);
    let button = form.value("do").to_owned();
    if button == "undo" {
        return match refused_or(engine::decor::undo(engine, &desk.member, shop, now).await)? {
            Ok(()) => Ok(back(&scope(&desk), PATH, "decor-undone")),
            Err(refusal) => Ok(refused(&desk, &found, form, refusal)),
        };
    }
    let Some(mut decor) = typed::read(&mut form, &found.draft, desk.words.lang.html()) else {
        return Ok(show(&desk, &found, form, Form::default()));
    };
    if let Err(refusal) = act_on(&button, &form, &mut decor) {
        return Ok(refused(&desk, &found, form, refusal));
    }
    let seen = form.value("seen").parse().ok();
    if let Err(refusal) =
        refused_or(engine::decor::save_draft(engine, &desk.member, shop, (decor, seen), now).await)?
    {
        return Ok(refused(&desk, &found, form, refusal));
    }
    if let Some(block) = button.strip_prefix("choose.") {
        let asked = goods::Asked { block: block.to_owned(), ..goods::Asked::default() };
        return Ok(Redirect::to(&scope(&desk).to(&asked.to(1))).into_response());
    }
    if button != "publish" {
        return Ok(back(&scope(&desk), PATH, "decor-saved"));
    }
    match refused_or(engine::decor::publish(engine, &desk.member, shop, now).await)? {
        Ok(_) => Ok(back(&scope(&desk), PATH, "decor-published")),
        Err(refusal) => Ok(refused(&desk, &found, form, refusal)),
    }
}

/// What a button does to the blocks: `up.2`, `down.2`, `remove.2`, `add`; to the goods of one: `pick.2.up.prd_…`.
fn act_on(button: &str, form: &Form, decor: &mut Decor) -> Result<(), DecorRefusal> {
    let (verb, at) = button.split_once('.').unwrap_or((button, ""));
    if verb == "pick" {
        let (at, picked) = at.split_once('.').unwrap_or((at, ""));
        let (Ok(at), Some((picking, product))) = (at.parse(), goods::picking(picked)) else { return Ok(()) };
        return decor.pick(at, picking, product);
    }
    let at: Option<usize> = at.parse().ok();
    match (verb, at) {
        ("add", _) => typed::add(form, decor),
        ("up" | "down", Some(at)) => decor.shift(at, verb == "up"),
        ("remove", Some(at)) if at < decor.blocks.len() => drop(decor.blocks.remove(at)),
        _ => {}
    }
    Ok(())
}

fn refused(desk: &SellerDesk, found: &Decorating, mut form: Form, refusal: DecorRefusal) -> Response {
    typed::refuse(&mut form, refusal);
    show(desk, found, form, Form::default())
}

async fn add_pictures(desk: SellerDesk, form: Multipart) -> Result<Response, Failure> {
    let (engine, shop) = (&desk.site.engine, desk.shop.id);
    let code = match upload::files(form, "pictures").await {
        Err(refusal) => refusal.code(),
        Ok(files) => {
            let added = engine::decor::add_pictures(engine, &desk.member, shop, files, desk.now()).await;
            match refused_or(added)? {
                Ok(()) => return Ok(back(&scope(&desk), PATH, "decor-pictures")),
                Err(refusal) => code_of(&refusal),
            }
        }
    };
    let mut uploads = Form::default();
    uploads.errors.refuse("pictures", code, Vec::new());
    let found = found(&desk).await?;
    let form = typed::filled(&found.draft, desk.words.lang.html());
    Ok(show(&desk, &found, form, uploads))
}

async fn remove_picture(desk: SellerDesk, Path(name): Path<String>) -> Result<Response, Failure> {
    let (engine, shop) = (&desk.site.engine, desk.shop.id);
    let done = engine::decor::remove_picture(engine, &desk.member, shop, name, desk.now()).await;
    match refused_or(done)? {
        Ok(()) => Ok(back(&scope(&desk), PATH, "decor-picture-gone")),
        Err(refusal) => {
            let mut uploads = Form::default();
            uploads.errors.refuse("pictures", code_of(&refusal), Vec::new());
            let found = found(&desk).await?;
            let form = typed::filled(&found.draft, desk.words.lang.html());
            Ok(show(&desk, &found, form, uploads))
        }
    }
}
