//! `GET /checkout`, `POST /checkout` with `do=pay`, `do=update`, or `do=address.2` for an address used before. The form
//! carries everything typed so far, so that no button loses any of it.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use domain::address::Address;
use domain::policy::TaxRegime;
use domain::{ShopId, UserId};
use engine::checkout::{self, Place, PlaceRefusal, Quote};
use web::actor::{Visitor, code_of, refused_or};
use web::{Choice, Failure, Form, FormData, Site};

use super::{Part, ShowCheckout, labels};
use crate::cart::handlers::item;
use crate::product::handlers::promise;
use crate::reader::Reader;
use crate::visit::{Answer, go, id, reader, to_sign_in};

/// Addresses offered again.
const SAVED_MAX: usize = 5;
/// Letters of a field; the engine says which ones are too many.
const FIELD_LETTERS_MAX: usize = 1_000;

pub fn routes() -> Router<Site> {
    Router::new().route("/checkout", get(show).post(act))
}

async fn show(visitor: Visitor) -> Answer {
    let Some(user) = visitor.user_id() else { return go("/cart") };
    if visitor.account().is_none()
        && !visitor.site.engine.policy(visitor.market.id, visitor.now).policy.checkout.guests
    {
        return to_sign_in("/checkout");
    }
    let saved = saved(&visitor, user).await?;
    let form = fresh_form(&visitor, saved.first());
    page(&visitor, user, form, &saved, StatusCode::OK).await
}

/// A fresh form with its own key: sending it twice places one purchase.
fn fresh_form(visitor: &Visitor, address: Option<&Address>) -> Form {
    let start = Address { country: visitor.market.country.clone(), ..Address::default() };
    let known = address.unwrap_or(&start);
    let email = visitor.user.as_ref().and_then(|user| user.email.clone()).unwrap_or_default();
    let own = [("key", checkout::new_key(&visitor.site.engine)), ("email", email)];
    Form::filled(own.into_iter().chain(fields(known)))
}

fn fields(address: &Address) -> [(&'static str, String); 8] {
    [
        ("name", address.name.clone()),
        ("street", address.street.clone()),
        ("extra", address.extra.clone()),
        ("postcode", address.postcode.clone()),
        ("city", address.city.clone()),
        ("region", address.region.clone()),
        ("country", address.country.clone()),
        ("phone", address.phone.clone()),
    ]
}

/// The form with an address used before; what else was typed stays.
fn with_address(form: &Form, address: &Address) -> Form {
    let fields = fields(address);
    let others = form.data.iter().filter(|(name, _)| fields.iter().all(|(field, _)| field != name));
    let others = others.map(|(name, value)| (name, value.to_owned()));
    Form::filled(others.chain(fields.clone()))
}

async fn act(visitor: Visitor, data: FormData) -> Answer {
    let Some(user) = visitor.user_id() else {
        return visitor.session_over().map_or_else(|| go("/cart"), Err);
    };
    let mut form = Form::new(data).labelled(labels(visitor.words));
    let button = form.data.first("do").to_owned();
    if button != "pay" {
        let saved = saved(&visitor, user).await?;
        let chosen = button.strip_prefix("address.").and_then(|at| saved.get(at.parse::<usize>().ok()?));
        let form = chosen.map(|address| with_address(&form, address)).unwrap_or(form);
        return page(&visitor, user, form, &saved, StatusCode::OK).await;
    }
    let order = Place {
        key: form.data.first("key").to_owned(),
        email: email(&visitor, &form),
        language: visitor.language().to_owned(),
        address: address(&form),
        choices: choices(&form),
        expected_total: form.data.first("expected_total").parse().unwrap_or_default(),
        return_host: visitor.host_url(),
    };
    let placed = checkout::place(&visitor.site.engine, user, visitor.market.id, order, visitor.now).await;
    match refused_or(placed) {
        Ok(Ok(placed)) => {
            let silent = format!("/purchases/{}", placed.purchase);
            Ok(Redirect::to(placed.pay_url.as_deref().unwrap_or(&silent)).into_response())
        }
        Ok(Err(refusal)) => {
            note(&mut form, &refusal);
            let saved = saved(&visitor, user).await?;
            page(&visitor, user, form, &saved, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // The form's key makes it safe to send again: if the first one was placed after all, there is only that one.
        Err(Failure::Busy) => {
            let saved = saved(&visitor, user).await?;
            let again = page(&visitor, user, form.busy(), &saved, StatusCode::OK).await?;
            Ok(web::page::busy(again))
        }
        Err(failure) => Err(failure),
    }
}

/// Puts a refusal where it can be mended.
fn note(form: &mut Form, refusal: &PlaceRefusal) {
    match refusal {
        PlaceRefusal::Address(problems) => {
            for (field, problem) in problems {
                form.errors.refuse(field, code_of(problem), Vec::new());
            }
        }
        PlaceRefusal::NotAnEmail => form.errors.refuse("email", code_of(refusal), Vec::new()),
        _ => form.errors.refuse("", code_of(refusal), Vec::new()),
    }
}

async fn saved(visitor: &Visitor, user: UserId) -> Result<Vec<Address>, Failure> {
    let mut all = engine::user::addresses(&visitor.site.engine, user).await?;
    all.truncate(SAVED_MAX);
    Ok(all)
}

/// Who signed in buys under the account's address.
fn email(visitor: &Visitor, form: &Form) -> String {
    let known = visitor.account().and_then(|user| user.email.clone());
    known.unwrap_or_else(|| form.data.first("email").trim().to_owned())
}

fn address(form: &Form) -> Address {
    let text =
        |field: &str| form.data.first(field).trim().chars().take(FIELD_LETTERS_MAX).collect::<String>();
    Address {
        name: text("name"),
        street: text("street"),
        extra: text("extra"),
        postcode: text("postcode"),
        city: text("city"),
        region: text("region").to_uppercase(),
        country: text("country"),
        phone: text("phone"),
    }
}

/// `delivery.shp_…=2`: the chosen way of each shop.
fn choices(form: &Form) -> Vec<(ShopId, i64)> {
    let chosen = |(name, value): (&str, &str)| {
        let shop = id(name.strip_prefix("delivery.")?).ok()?;
        Some((shop, value.parse().ok()?))
    };
    form.data.iter().filter_map(chosen).collect()
}

async fn page(visitor: &Visitor, user: UserId, form: Form, saved: &[Address], status: StatusCode) -> Answer {
    let (engine, market, reader) = (&visitor.site.engine, visitor.market.id, reader(visitor));
    let quote = checkout::quote(engine, user, market, &address(&form), &choices(&form), visitor.now).await?;
    if quote.parts.is_empty() {
        return go("/cart");
    }
    let form = with_chosen(form, &quote).labelled(labels(visitor.words));
    let page = ShowCheckout {
        frame: visitor.frame(visitor.words.say("checkout-title")),
        is_guest: visitor.account().is_none(),
        countries: Choice::countries(visitor.words),
        saved: saved.iter().map(|one| one_line(&reader, one)).collect(),
        parts: quote.parts.iter().map(|one| part(&reader, one, &quote)).collect(),
        sums: sums(&reader, &quote),
        total: (visitor.words.say("checkout-total").into_owned(), reader.money(quote.total, quote.currency)),
        expected_total: quote.total,
        changed: quote.changed,
        can_pay: quote.can_pay,
        promise: promise(visitor.words, &engine.policy(market, visitor.now).policy),
        legal: visitor.words.with("checkout-legal", &[("shops", quote.parts.len().into())]),
        form,
    };
    if quote.changed {
        engine::cart::seen(engine, user, market, visitor.now).await?;
    }
    Ok::<Response, _>(web::page::html_with(status, &page))
}

/// What is charged is what is marked: the way that the quote took stands chosen in the form.
fn with_chosen(form: Form, quote: &Quote) -> Form {
    let fields: Vec<String> = quote.parts.iter().map(|part| format!("delivery.{}", part.shop.id)).collect();
    let taken = fields.iter().zip(&quote.parts);
    let taken = taken.filter_map(|(field, part)| Some((field.as_str(), part.chosen?.to_string())));
    let typed = form.data.iter().filter(|(name, _)| !name.starts_with("delivery."));
    let pairs: Vec<(&str, String)> =
        typed.map(|(name, value)| (name, value.to_owned())).chain(taken).collect();
    let mut chosen = Form::new(FormData::from_pairs(pairs));
    chosen.errors = form.errors.clone();
    chosen
}

fn part(reader: &Reader, one: &checkout::QuotePart, quote: &Quote) -> Part {
    let way = |(zone, price): &(domain::shop::Zone, i64)| {
        let sent = reader.now + one.shop.handling_days * domain::DAY;
        let days = reader.days(sent + zone.days_min * domain::DAY, sent + zone.days_max * domain::DAY);
        let price = if *price == 0 {
            reader.words.say("shop-free").into_owned()
        } else {
            reader.money(*price, quote.currency)
        };
        Choice::new(zone.ordinal.to_string(), reader.say(&zone.name).text).note(days).aside(price)
    };
    Part {
        name: one.shop.name.clone(),
        items: one.items.iter().map(|line| item(reader, line)).collect(),
        field: format!("delivery.{}", one.shop.id),
        choices: one.choices.iter().map(way).collect(),
        legend: reader.words.with("checkout-delivery-from", &[("shop", (&one.shop.name).into())]),
    }
}

fn sums(reader: &Reader, quote: &Quote) -> Vec<(String, String)> {
    let (w, money) = (reader.words, |minor| reader.money(minor, quote.currency));
    let lines = quote.parts.iter().flat_map(|part| &part.items).filter(|line| !line.change.gone);
    let pieces: i64 = lines.map(|line| line.quantity).sum();
    let mut sums = vec![
        (w.with("cart-pieces", &[("count", pieces.into())]), money(quote.goods)),
        (w.with("checkout-delivery-sum", &[("count", quote.parts.len().into())]), money(quote.delivery)),
    ];
    let key = match quote.regime {
        TaxRegime::Included => "checkout-tax",
        TaxRegime::Added => "checkout-tax-added",
    };
    let taxes = quote.tax_lines.iter().filter(|(rate, ..)| !rate.is_zero());
    sums.extend(taxes.map(|(rate, _, tax)| (w.with(key, &[("rate", w.rate(*rate).into())]), money(*tax))));
    sums
}

/// An address in one line, to choose by.
pub fn one_line(reader: &Reader, address: &Address) -> String {
    let city = format!("{} {}", address.postcode, address.city);
    [&address.name, &address.street, city.trim(), &reader.country(&address.country)].join(", ")
}
