//! The form of a wish: read from an address or a posted form, and written back into addresses and hidden fields.

use domain::Code;
use domain::assortment::{Choice as Chosen, PriceRule, Rounding};
use domain::shop::Shop;
use engine::assortment::{Shown, What, Wish};
use money::{ExchangeRate, Markup};
use web::actor::SellerDesk;
use web::{Form, FormData};

use crate::desk::key;

/// Letters of a typed percentage or rate.
const NUMBER_LETTERS_MAX: usize = 20;
/// Letters of a category's path.
const PATH_LETTERS_MAX: usize = 120;
pub const TAKE_BACK: &str = "take-back";
/// What carries the wish from page to page.
const FIELDS: [&str; 7] = ["what", "from", "within", "markup", "rounding", "rate", "reprices"];

/// The form as it begins.
pub fn empty(desk: &SellerDesk) -> Form {
    let from = others(desk).first().map(|shop| key(shop, &desk.shops)).unwrap_or_default();
    Form::filled([("from", from), ("markup", "0".to_owned()), ("rounding", Rounding::None.code().to_owned())])
}

/// The shops whose prices can be taken.
pub fn others(desk: &SellerDesk) -> Vec<&Shop> {
    desk.shops.iter().filter(|shop| shop.id != desk.shop.id).collect()
}

/// The wish that a form describes; what does not fit is noted at its field.
pub fn read(desk: &SellerDesk, form: &mut Form) -> Option<Wish> {
    let path = form.optional("within", PATH_LETTERS_MAX)?;
    let named: Vec<_> = form.data.all("product").map(str::parse).collect();
    let choice = if form.value("do") == "chosen" {
        Chosen::These(named.into_iter().collect::<Result<_, _>>().ok()?)
    } else if path.is_empty() {
        Chosen::All
    } else {
        Chosen::Category(path)
    };
    let what = if form.value("what") == TAKE_BACK { What::TakeBack } else { offer(desk, form)? };
    Some(Wish { shop: desk.shop.id, choice, what })
}

fn offer(desk: &SellerDesk, form: &mut Form) -> Option<What> {
    let keys: Vec<String> = others(desk).iter().map(|shop| key(shop, &desk.shops)).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let from = form.choice("from", &keys).map(ToOwned::to_owned);
    let markup = form.optional("markup", NUMBER_LETTERS_MAX)?;
    let markup = if markup.is_empty() { Ok(Markup::NONE) } else { markup.parse() };
    if markup.is_err() {
        form.errors.add("markup", "assortment-error-markup");
    }
    let codes: Vec<&str> = Rounding::ALL.iter().map(|one| one.code()).collect();
    let rounding = form.choice("rounding", &codes).and_then(|code| code.parse().ok());
    let rate = form.optional("rate", NUMBER_LETTERS_MAX)?;
    let rate = if rate.is_empty() { Ok(None) } else { rate.parse::<ExchangeRate>().map(Some) };
    if rate.is_err() {
        form.errors.add("rate", "assortment-error-rate");
    }
    let from = others(desk).into_iter().find(|shop| Some(key(shop, &desk.shops)) == from)?;
    let rule = PriceRule { exchange: rate.ok()?, markup: markup.ok()?, rounding: rounding? };
    let currency = |shop: &Shop| desk.site.engine.market(shop.market).map(|market| market.currency);
    if currency(from) != currency(&desk.shop) && rule.exchange.is_none() {
        form.errors.add("rate", "assortment-error-rate");
        return None;
    }
    Some(What::Offer { from: from.id, rule, reprices: form.checked("reprices") })
}

/// Which rows the page shows.
pub fn shown(form: &Form) -> Shown {
    match form.value("show") {
        "changed" => Shown::Changed,
        "refused" => Shown::Refused,
        _ => Shown::All,
    }
}

/// The wish as hidden fields.
pub fn hidden(form: &Form) -> Vec<(String, String)> {
    let field = |name: &&str| ((*name).to_owned(), form.value(name).to_owned());
    FIELDS.iter().map(field).filter(|(_, value)| !value.is_empty()).collect()
}

/// The wish as an address, with the rows it shows and after which product.
pub fn address(desk: &SellerDesk, form: &Form, show: &str, after: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("shop", &key(&desk.shop, &desk.shops)).append_pair("do", "preview");
    query.extend_pairs(hidden(form));
    for (name, value) in [("show", show), ("after", after)] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    format!("/seller/assortment?{}", query.finish())
}

/// The query of a request as a form.
pub fn of_query(query: Option<&str>) -> Result<FormData, web::Failure> {
    Ok(FormData::parse(query.unwrap_or_default().as_bytes())?)
}
