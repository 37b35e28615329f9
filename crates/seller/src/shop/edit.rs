//! The shop's window and its delivery zones as they are asked for and sent.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use engine::shop::{ShopForm, ShopRefusal, ZoneForm, ZoneRefusal};
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Failure, Form, FormData, Words, page};

use super::{EditShop, zones, zones_form};
use crate::asked::{around, back, scope};
use crate::desk::Room;

const NAME_LETTERS_MAX: usize = 80;
const STORY_LETTERS_MAX: usize = 4_000;
const COUNTRIES_LETTERS_MAX: usize = 300;
const HANDLING_DAYS_MAX: i64 = 120;

pub fn routes() -> Router<web::Site> {
    Router::new()
        .route("/seller/shop", get(edit).post(update))
        .route("/seller/shop/zones", post(update_zones))
}

async fn edit(desk: SellerDesk) -> Result<Response, Failure> {
    let form = filled(&desk);
    let zones = kept_zones(&desk).await?;
    Ok(show(&desk, form, zones))
}

fn filled(desk: &SellerDesk) -> Form {
    let shop = &desk.shop;
    Form::filled([
        ("name", shop.name.clone()),
        ("city", shop.city.clone()),
        ("story", shop.story.own(desk.words.lang.html()).to_owned()),
        ("handling_days", shop.handling_days.to_string()),
        ("drawing", shop.drawing.clone()),
        ("hue", shop.hue.to_string()),
    ])
}

async fn kept_zones(desk: &SellerDesk) -> Result<Form, Failure> {
    let zones = engine::shop::zones(&desk.site.engine, &desk.member, desk.shop.id).await?;
    Ok(zones_form(&zones, desk.words.lang.html(), desk.market.currency))
}

fn show(desk: &SellerDesk, form: Form, zones: Form) -> Response {
    let (frame, menu, scope) = around(desk, Room::Shop);
    let fine = form.is_fine() && zones.is_fine();
    let shown = EditShop {
        frame: frame.titled(desk.words.say("seller-menu-shop")),
        desk: menu,
        scope,
        currency: desk.market.currency.code().to_owned(),
        form,
        rows: zones::count(&zones.data),
        zones,
        drawings: crate::product::drawings(),
        public: format!("{}/shop/{}", desk.site.engine.url_of(desk.market.id), desk.shop.slug),
    };
    page::html_with(if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &shown)
}

fn labels(words: Words) -> [(&'static str, String); 4] {
    [
        ("name", "seller-shop-name"),
        ("city", "seller-shop-city"),
        ("story", "seller-shop-story"),
        ("handling_days", "seller-shop-handling"),
    ]
    .map(|(field, key)| (field, words.say(key).into_owned()))
}

async fn update(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data).labelled(labels(desk.words));
    let Some(typed) = typed(&desk, &mut form) else { return Ok(show(&desk, form, kept_zones(&desk).await?)) };
    match refused_or(
        engine::shop::save(&desk.site.engine, &desk.member, desk.shop.id, typed, desk.now()).await,
    )? {
        Ok(()) => Ok(back(&scope(&desk), "/seller/shop", "saved")),
        Err(refusal) => {
            let field = match refusal {
                ShopRefusal::NameMissing | ShopRefusal::SlugTaken => "name",
                ShopRefusal::StoryTooLong => "story",
                ShopRefusal::Days => "handling_days",
                ShopRefusal::DoorClosed => "",
            };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            Ok(show(&desk, form, kept_zones(&desk).await?))
        }
    }
}

fn typed(desk: &SellerDesk, form: &mut Form) -> Option<ShopForm> {
    let (name, city) = (form.required("name", NAME_LETTERS_MAX), form.required("city", NAME_LETTERS_MAX));
    let story = form.optional("story", STORY_LETTERS_MAX);
    let handling_days = form.number("handling_days", 0..=HANDLING_DAYS_MAX);
    let drawing = form.value("drawing");
    Some(ShopForm {
        name: name?,
        story: story?,
        language: desk.words.lang.html().to_owned(),
        city: city?,
        handling_days: handling_days?,
        drawing: crate::product::known_drawing(drawing).unwrap_or(&desk.shop.drawing).to_owned(),
        hue: form.value("hue").parse().unwrap_or(desk.shop.hue),
    })
}

async fn update_zones(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let button = data.first("do").to_owned();
    if button == "add" {
        return Ok(show(&desk, filled(&desk), Form::new(zones::add(&data))));
    }
    if let Some(row) = button.strip_prefix("remove.").and_then(|row| row.parse().ok()) {
        return Ok(show(&desk, filled(&desk), Form::new(zones::remove(&data, row))));
    }
    save_zones(desk, Form::new(zones::without_blanks(&data))).await
}

async fn save_zones(desk: SellerDesk, mut form: Form) -> Result<Response, Failure> {
    let rows = zones::filled(&form.data);
    let read: Vec<_> = (0..rows).map(|row| zone(&desk, &mut form, row)).collect();
    let Some(typed) = read.into_iter().collect::<Option<Vec<ZoneForm>>>().filter(|_| form.is_fine()) else {
        return Ok(show(&desk, filled(&desk), form));
    };
    let (engine, language) = (&desk.site.engine, desk.words.lang.html().to_owned());
    let saved =
        engine::shop::save_zones(engine, &desk.member, desk.shop.id, language, typed, desk.now()).await;
    match refused_or(saved)? {
        Ok(()) => Ok(back(&scope(&desk), "/seller/shop", "saved")),
        Err(refusal) => {
            form.errors.refuse(&zone_field(refusal), code_of(&refusal), Vec::new());
            Ok(show(&desk, filled(&desk), form))
        }
    }
}

fn zone(desk: &SellerDesk, form: &mut Form, row: usize) -> Option<ZoneForm> {
    let currency = desk.market.currency;
    let field = |name: &str| format!("{name}.{row}");
    let blank = |form: &Form, name: &str| form.value(&field(name)).trim().is_empty();
    let name = form.required(&field("name"), NAME_LETTERS_MAX);
    let countries = form.required(&field("countries"), COUNTRIES_LETTERS_MAX);
    let price = form.amount(&field("price"), currency);
    let per_kg = if blank(form, "per_kg") {
        Some(0)
    } else {
        form.amount(&field("per_kg"), currency).map(|m| m.minor)
    };
    let free_above = if blank(form, "free_above") {
        Some(None)
    } else {
        form.amount(&field("free_above"), currency).map(Some)
    };
    let days_min = form.number(&field("days_min"), 0..=HANDLING_DAYS_MAX);
    let days_max = form.number(&field("days_max"), 0..=HANDLING_DAYS_MAX);
    Some(ZoneForm {
        name: name?,
        countries: countries?.to_uppercase(),
        price: price?.minor,
        per_kg: per_kg?,
        free_above: free_above?.map(|money| money.minor),
        days_min: days_min?,
        days_max: days_max?,
    })
}

fn zone_field(refusal: ZoneRefusal) -> String {
    match refusal {
        ZoneRefusal::NameMissing { row } => format!("name.{row}"),
        ZoneRefusal::CountriesUnknown { row } => format!("countries.{row}"),
        ZoneRefusal::Price { row } => format!("price.{row}"),
        ZoneRefusal::Days { row } => format!("days_max.{row}"),
        ZoneRefusal::TooMany => String::new(),
    }
}
