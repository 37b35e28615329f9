//! The details of an applicant as they are typed and shown again.

use domain::admission::Attestation;
use domain::application::{CATEGORIES_MAX, NAME_LETTERS_MAX, TEXT_LETTERS_MAX};
use engine::application::{ApplicationView, Details};
use web::{Form, Words};

/// An IBAN has at most 34 letters and digits; people write it in groups of four.
const IBAN_LETTERS_MAX: usize = 42;
const LINE_LETTERS_MAX: usize = 160;

const FIELDS: [&str; 11] = [
    "legal_name",
    "representative",
    "street",
    "postcode",
    "city",
    "email",
    "phone",
    "register",
    "register_number",
    "vat_number",
    "iban",
];

pub(super) fn labels(words: Words) -> Vec<(&'static str, String)> {
    let label = |field: &&'static str| (*field, words.say(&format!("admission-detail-{field}")).into_owned());
    let mut all: Vec<_> = FIELDS.iter().map(label).collect();
    all.push(("shop_name", words.say("admission-apply-name").into_owned()));
    all.extend(category_labels(words));
    all.push(("goods", words.say("admission-detail-goods").into_owned()));
    all
}

/// The names of the fields in which categories are chosen.
const CATEGORY_FIELDS: [&str; CATEGORIES_MAX] =
    ["category.0", "category.1", "category.2", "category.3", "category.4"];

pub(super) fn category_labels(words: Words) -> impl Iterator<Item = (&'static str, String)> {
    CATEGORY_FIELDS.into_iter().enumerate().map(move |(at, field)| {
        (field, words.with("admission-category-number", &[("number", (at as i64 + 1).into())]))
    })
}

/// The categories that were chosen.
pub(super) fn categories(form: &Form) -> Vec<String> {
    let chosen = CATEGORY_FIELDS.into_iter().map(|field| form.value(field).trim().to_owned());
    chosen.filter(|path| !path.is_empty()).collect()
}

pub(super) fn filled(view: &ApplicationView) -> Form {
    let (it, seller, trader) = (&view.it, &view.seller, &view.trader);
    let mut values = vec![
        ("shop_name", it.shop_name.clone()),
        ("goods", it.goods.clone()),
        ("legal_name", seller.legal_name.clone()),
        ("representative", trader.representative.clone()),
        ("street", seller.street.clone()),
        ("postcode", seller.postcode.clone()),
        ("city", seller.city.clone()),
        ("email", seller.email.clone()),
        ("phone", trader.phone.clone()),
        ("register", trader.register.clone()),
        ("register_number", trader.register_number.clone()),
        ("vat_number", seller.vat_number.clone().unwrap_or_default()),
    ];
    values.extend(it.attestations().iter().map(|one| ("attested", domain::Code::code(*one).to_owned())));
    values.extend(CATEGORY_FIELDS.into_iter().zip(it.categories()));
    Form::filled(values)
}

/// What was typed. Nothing has to be there yet; what is there has to fit.
pub(super) fn details(form: &mut Form) -> Option<Details> {
    let shop_name = form.required("shop_name", NAME_LETTERS_MAX);
    let goods = form.optional("goods", TEXT_LETTERS_MAX);
    let mut line = |field: &str| form.optional(field, LINE_LETTERS_MAX);
    let (legal_name, representative) = (line("legal_name"), line("representative"));
    let (street, postcode, city) = (line("street"), line("postcode"), line("city"));
    let (phone, register) = (line("phone"), line("register"));
    let (register_number, vat_number) = (line("register_number"), line("vat_number"));
    let email = if form.value("email").trim().is_empty() { Some(String::new()) } else { form.email("email") };
    let iban = form.optional("iban", IBAN_LETTERS_MAX);
    if iban.as_deref().is_some_and(|iban| !iban.is_empty() && !domain::payout::iban_fits(iban)) {
        form.errors.refuse("iban", "bank.not_an_iban", Vec::new());
    }
    let attested: Vec<Attestation> = form.data.all("attested").filter_map(|code| code.parse().ok()).collect();
    let details = Details {
        categories: categories(form),
        shop_name: shop_name?,
        goods: goods?,
        legal_name: legal_name?,
        representative: representative?,
        street: street?,
        postcode: postcode?,
        city: city?,
        email: email?,
        phone: phone?,
        register: register?,
        register_number: register_number?,
        vat_number: vat_number?,
        iban: iban?,
        attested,
    };
    form.is_fine().then_some(details)
}
