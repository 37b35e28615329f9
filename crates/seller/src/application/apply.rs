//! `/apply`: which shops a market takes, what it asks for in a country, and the way in.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::admission::{Admission, Door};
use domain::application::NAME_LETTERS_MAX;
use engine::application::Begin;
use web::actor::{SignedIn, Visitor, code_of, refused_or};
use web::{Choice, Failure, Form, FormData, Frame, Words, admission, page};

const CODE_LETTERS_MAX: usize = 40;

#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    country: String,
}

/// What one kind of shop has to show.
#[derive(Debug)]
pub(super) struct Kind {
    pub name: String,
    pub text: String,
    pub asked: Vec<String>,
}

#[derive(Debug, askama::Template)]
#[template(path = "application/apply.html")]
pub(super) struct Apply {
    pub frame: Frame,
    pub form: Form,
    pub country: String,
    pub country_name: String,
    pub countries: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub asked: Vec<Kind>,
    /// How soon somebody looks; nothing where nobody has to.
    pub reviewed: String,
    pub by_invitation: bool,
    /// Where to sign in; empty for who is.
    pub sign_in: String,
}

impl Apply {
    pub(super) fn new(frame: Frame, rules: &Admission, country: &str, form: Form) -> Self {
        let words = frame.words;
        let taken: Vec<_> =
            rules.kinds().into_iter().filter_map(|kind| rules.checklist(kind, country)).collect();
        let kinds: Vec<_> = taken.iter().map(|list| list.kind).collect();
        let asked = taken.iter().zip(admission::kinds(words, &kinds)).map(|(list, kind)| Kind {
            name: kind.label,
            text: kind.note,
            asked: admission::asked(words, list),
        });
        let days = [("days", rules.days.review.into())];
        let is_reviewed = taken.iter().any(|list| rules.is_reviewed(list));
        Self {
            asked: asked.collect(),
            kinds: admission::kinds(words, &kinds),
            reviewed: if is_reviewed { words.with("admission-apply-reviewed", &days) } else { String::new() },
            by_invitation: rules.door == Door::Invitation,
            country_name: words.country(country).into_owned(),
            country: country.to_owned(),
            countries: Choice::countries(words),
            sign_in: if frame.person.is_some() { String::new() } else { frame.sign_in_href() },
            form: form.labelled(labels(words)),
            frame,
        }
    }
}

fn labels(words: Words) -> [(&'static str, String); 3] {
    [
        ("kind", "admission-apply-kind"),
        ("shop_name", "admission-apply-name"),
        ("invitation", "admission-apply-invitation"),
    ]
    .map(|(field, key)| (field, words.say(key).into_owned()))
}

fn page_of(visitor: &Visitor, country: &str, form: Form) -> Apply {
    let market = &visitor.market;
    let rules = visitor.site.engine.policy(market.id, visitor.now).policy.admission.clone();
    let country = domain::address::country(country).unwrap_or(&market.country).to_owned();
    let title = visitor.words.with("admission-apply-title", &[("market", (&market.name).into())]);
    Apply::new(visitor.public_frame(title, "/apply"), &rules, &country, form)
}

pub(super) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    page::html(&page_of(&visitor, &asked.country, Form::default()))
}

pub(super) async fn begin(at: SignedIn, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let country = form.value("country").to_owned();
    let name = form.required("shop_name", NAME_LETTERS_MAX);
    let invitation = form.optional("invitation", CODE_LETTERS_MAX);
    let Ok(kind) = form.value("kind").parse() else {
        form.errors.add("kind", "web-error-not-a-choice");
        return Ok(back(&at, &country, form));
    };
    let (Some(shop_name), Some(invitation), true) = (name, invitation, form.is_fine()) else {
        return Ok(back(&at, &country, form));
    };
    let language = at.visitor.language().to_owned();
    let wish = Begin {
        market: at.visitor.market.id,
        kind,
        country: country.clone(),
        shop_name,
        invitation,
        language,
    };
    let begun = engine::application::begin(&at.site.engine, at.user, wish, at.now()).await;
    match refused_or(begun)? {
        Ok(id) => Ok(Redirect::to(&format!("/seller/applications/{id}")).into_response()),
        Err(refusal) => {
            use domain::application::ApplicationRefusal as R;
            let field = match refusal {
                R::NameMissing => "shop_name",
                R::InvitationNeeded => "invitation",
                R::KindNotTaken => "kind",
                _ => "",
            };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            Ok(back(&at, &country, form))
        }
    }
}

fn back(at: &SignedIn, country: &str, form: Form) -> Response {
    page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &page_of(&at.visitor, country, form))
}
