//! Why a shop is suspended, in the operator's words, and the seller's complaint with its answer.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
#[cfg(test)]
use domain::shop::{Shop, ShopState};
#[cfg(test)]
use domain::suspension::{Person, SuspensionCause};
use domain::suspension::{Suspension, SuspensionRefusal, TEXT_LETTERS_MAX};
use domain::{Code, SuspensionId};
#[cfg(test)]
use domain::{OperatorId, UserId};
use engine::suspension;
use web::actor::{SellerDesk, code_of, refused_or};
use web::{Desk, Failure, Form, FormData, Frame, page};
#[cfg(test)]
use web::{Page, Words};

use crate::asked::{around, back, moment, scope};
use crate::desk::{Room, Scope};
use crate::moment::Moment;
#[cfg(test)]
use crate::sample;

const PATH: &str = "/seller/suspension";

pub fn routes() -> Router<web::Site> {
    Router::new().route(PATH, get(show)).route("/seller/suspension/complaint", post(complain))
}

async fn show(desk: SellerDesk) -> Result<Response, Failure> {
    page_with(&desk, Form::default()).await
}

async fn page_with(desk: &SellerDesk, form: Form) -> Result<Response, Failure> {
    let all = suspension::of_member(&desk.site.engine, &desk.member, desk.shop.id).await?;
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = ShowSuspension::new(around(desk, Room::Shop), moment(desk), &all, form);
    Ok(page::html_with(status, &page))
}

async fn complain(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let id: SuspensionId = form.value("suspension").parse().map_err(|_| Failure::NotFound)?;
    let text = form.optional("words", TEXT_LETTERS_MAX).unwrap_or_default();
    let said = suspension::complain(&desk.site.engine, &desk.member, id, text, desk.now()).await;
    match refused_or(said)? {
        Ok(()) => Ok(back(&scope(&desk), PATH, "complained")),
        Err(refusal) => {
            let field = if refusal == SuspensionRefusal::ReasonMissing { "words" } else { "" };
            form.errors.refuse(field, code_of(&refusal), Vec::new());
            page_with(&desk, form).await
        }
    }
}

/// What the first page of the seller centre says of a shop that is suspended.
pub async fn is_suspended(desk: &SellerDesk) -> Result<bool, Failure> {
    let all = suspension::of_member(&desk.site.engine, &desk.member, desk.shop.id).await?;
    Ok(all.iter().any(Suspension::goes_on))
}

/// `/seller/suspension`
#[derive(Debug, askama::Template)]
#[template(path = "suspension/show.html")]
pub struct ShowSuspension {
    pub frame: Frame,
    pub desk: Desk,
    pub current: Option<Told>,
    pub past: Vec<Told>,
    pub action: String,
    pub form: Form,
}

/// A suspension in words; what was not said is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub id: String,
    pub cause: String,
    pub text: String,
    pub since: String,
    pub complaint: String,
    pub complained: String,
    pub ruling: String,
    pub ruled: String,
    pub ended: String,
}

impl ShowSuspension {
    /// `all`: the newest first.
    pub fn new(around: (Frame, Desk, Scope), moment: Moment, all: &[Suspension], form: Form) -> Self {
        let (frame, desk, scope) = around;
        let (current, past): (Vec<&Suspension>, Vec<_>) = all.iter().partition(|one| one.goes_on());
        Self {
            current: current.first().map(|it| told(moment, it)),
            past: past.into_iter().map(|it| told(moment, it)).collect(),
            action: scope.to("/seller/suspension/complaint"),
            form,
            frame: frame.titled(moment.words.say("suspension-page")),
            desk,
        }
    }
}

fn told(moment: Moment, it: &Suspension) -> Told {
    let words = moment.words;
    let dated = |key: &str, at: Option<i64>| {
        at.map(|at| words.with(key, &[("date", moment.date_time(at).into())])).unwrap_or_default()
    };
    Told {
        id: it.id.to_string(),
        cause: words.say(&format!("suspension-cause-{}", it.cause.code())).into_owned(),
        text: it.text.clone(),
        since: dated("suspension-since", Some(it.since)),
        complaint: it.complaint.clone(),
        complained: dated("suspension-complained", it.complained_at),
        ruling: it.ruling.clone(),
        ruled: dated("suspension-answered", it.ruled_at),
        ended: dated("suspension-ended", it.ended_at),
    }
}

#[cfg(test)]
fn suspended(shop: &Shop) -> Suspension {
    let olga = Person { operator: OperatorId::from_raw(1), user: UserId::from_raw(2), name: "Olga <Renaud>" };
    let shop = Shop { state: ShopState::Open, ..shop.clone() };
    let found = "Three jars bear a seal that is not theirs; the holder has written to us.";
    let id = SuspensionId::from_raw(9 << 22);
    Suspension::begin((id, &shop), (SuspensionCause::Counterfeit, found), &olga, sample::NOW)
        .expect("it says what was found")
}

#[cfg(test)]
impl Page for ShowSuspension {
    fn samples(words: Words) -> Vec<Self> {
        let moment = sample::moment(words);
        let begun = suspended(&sample::shop(7 << 22, "brume", "Atelier Brume"));
        let mut complained = begun.clone();
        let said = complained.complain("The seal is ours: see the certificate.", sample::NOW);
        said.expect("it goes on and nobody has complained");
        let mut wordless = Form::default();
        wordless.errors.refuse("words", "suspension.reason_missing", Vec::new());
        let page = |all: &[Suspension], form: Form| {
            let around = (Frame::sample(words), sample::desk(words, Room::Shop), sample::scope());
            Self::new(around, moment, all, form)
        };
        vec![page(&[begun], wordless), page(&[complained], Form::default()), page(&[], Form::default())]
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn pages_render() {
        web::page::render_all::<super::ShowSuspension>();
    }
}
