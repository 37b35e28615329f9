//! One checklist of a draft on a page of its own. The draft lives in the form and nowhere else: nothing is saved here, and what
//! comes of it is compared and proposed by the page of all rules.

mod typed;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Code;
use domain::admission::{Admission, Attestation, CHECKLISTS_MAX, CheckKind, Checklist, ListRefusal};
use domain::paper::PaperKind;
use domain::permission::Permission;
use domain::policy::change::ChangeRefusal;
use web::actor::{OperatorDesk, code_of};
use web::rules::Reading;
use web::rules::checklists::{carrying, drafted, told_of};
use web::{Arg, Choice, Desk, Failure, Form, FormData, Frame, page};

use super::lists::kinds;
use crate::place::{Place, Section};

#[derive(Debug, Template)]
#[template(path = "policy/checklist.html")]
pub(crate) struct EditChecklist {
    frame: Frame,
    desk: Desk,
    action: String,
    form: Form,
    /// The rest of the draft: names and values.
    carried: Vec<(String, String)>,
    /// It has come into the draft just now.
    is_fresh: bool,
    kinds: Vec<Choice>,
    papers: Vec<PaperRow>,
    /// Papers that the list does not ask for, to choose one more.
    more: Vec<Choice>,
    attestations: Vec<Choice>,
    checks: Vec<Choice>,
}

/// A paper that is asked for, and what makes it needless.
#[derive(Debug)]
struct PaperRow {
    code: &'static str,
    name: String,
    hint: String,
    waivers: Vec<Choice>,
}

impl EditChecklist {
    fn new(frame: Frame, place: &Place, reading: Reading, (number, form): (usize, Form)) -> Self {
        let words = place.words;
        let papers = typed::papers(&form);
        let row = |paper: &PaperKind| PaperRow {
            code: paper.code(),
            name: web::admission::paper(words, *paper),
            hint: words.say(&format!("admission-paper-{}-hint", paper.code())).into_owned(),
            waivers: waivers(reading, *paper),
        };
        let none = Choice::new("", words.say("operator-checklist-more-none"));
        let paper = |paper: &PaperKind| Choice::new(paper.code(), web::admission::paper(words, *paper));
        let others = PaperKind::ALL.iter().filter(|paper| !papers.contains(paper)).map(paper);
        let check = |one: &CheckKind| Choice::new(one.code(), web::admission::check(words, *one));
        let attestation =
            |one: &Attestation| Choice::new(one.code(), web::admission::attestation(words, *one));
        let carried = typed::carried(&form).into_iter();
        let args = [("number", Arg::from(number))];
        Self {
            desk: place.desk(),
            action: place.to(&format!("/operator/policy/checklists/{number}")),
            carried: carried.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            is_fresh: form.checked(typed::FRESH),
            kinds: kinds(reading),
            papers: papers.iter().map(row).collect(),
            more: [none].into_iter().chain(others).collect(),
            attestations: Attestation::ALL.iter().map(attestation).collect(),
            checks: CheckKind::ALL.iter().map(check).collect(),
            form: form.labelled(labels(reading)),
            frame: frame.titled(words.with("operator-checklist-title", &args)),
        }
    }
}

fn waivers(reading: Reading, paper: PaperKind) -> Vec<Choice> {
    let by_check = |check: &CheckKind| {
        let name = web::admission::check(reading.words, *check);
        let label = reading.words.with("operator-checklist-waived-by", &[("check", name.into())]);
        Choice::new(typed::waiver_value(paper, Some(*check)), label)
    };
    let by_hand =
        Choice::new(typed::waiver_value(paper, None), reading.words.say("operator-checklist-waived-by-hand"));
    [by_hand].into_iter().chain(CheckKind::ALL.iter().map(by_check)).collect()
}

fn labels(reading: Reading) -> Vec<(&'static str, String)> {
    let say = |key: &str| reading.words.say(key).into_owned();
    vec![
        (typed::KIND, say("operator-checklist-kind")),
        (typed::COUNTRIES, say("rule-checklist-countries")),
        (typed::CHECK, reading.checklist_part("checks")),
    ]
}

/// A list of the version in force.
pub(crate) async fn show(desk: OperatorDesk, Path(number): Path<usize>) -> Result<Response, Failure> {
    let policy = desk.site.engine.policy(desk.market.id, desk.now()).policy.clone();
    let form = web::rules::filled(&policy, desk.market.currency);
    let list = at(&policy.admission.checklists, number)?;
    edited(&desk, number, typed::filled(&form, list))
}

/// The list that people count so.
fn at(lists: &[Checklist], number: usize) -> Result<&Checklist, Failure> {
    number.checked_sub(1).and_then(|at| lists.get(at)).ok_or(Failure::NotFound)
}

fn reading(desk: &OperatorDesk) -> Reading {
    Reading { words: desk.words, currency: desk.market.currency }
}

fn edited(desk: &OperatorDesk, number: usize, form: Form) -> Result<Response, Failure> {
    desk.member.may::<ChangeRefusal>(Permission::PolicyRead)?;
    let (frame, place) = Place::at(desk, Section::Policy);
    let status = if form.is_fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page::html_with(status, &EditChecklist::new(frame, &place, reading(desk), (number, form))))
}

/// One more list: empty, or like another one of the draft.
pub(crate) async fn add(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data);
    let mut lists = drafted(&form);
    let Some(new) = new_list(&mut form, &lists, reading(&desk)) else {
        return super::change::unfit(&desk, form).await;
    };
    let place = Admission { checklists: lists.clone(), ..Admission::default() }.place_for(&new);
    lists.insert(place, new);
    let form = typed::filled(&carrying(&form, &lists), &lists[place]);
    edited(&desk, place + 1, typed::fresh(&form))
}

fn new_list(form: &mut Form, lists: &[Checklist], reading: Reading) -> Option<Checklist> {
    let kind = typed::kind(form, "new.kind");
    let countries = typed::countries(form, "new.countries", reading);
    if lists.len() >= CHECKLISTS_MAX {
        form.errors.add_with(
            "new.kind",
            "operator-checklist-too-many",
            vec![("most", CHECKLISTS_MAX.into())],
        );
        return None;
    }
    let (kind, countries) = (kind?, countries?);
    let names =
        |list: &Checklist| list.kind == kind && list.countries.iter().any(|one| countries.contains(one));
    if let Some(by) = lists.iter().position(names) {
        let country = countries.iter().find(|one| lists[by].countries.contains(one)).cloned();
        let refusal = ListRefusal::CountryTaken { country: country.unwrap_or_default(), by };
        form.errors.refuse("new.countries", code_of(&refusal), told_of(&refusal));
        return None;
    }
    let like = form.value("new.like").parse().ok().and_then(|number| at(lists, number).ok());
    let like = like.cloned().unwrap_or_else(|| Checklist::empty(kind));
    Some(Checklist { kind, countries, ..like })
}

/// What is pressed in the table of lists, or on the page of one.
pub(crate) async fn change(
    desk: OperatorDesk,
    Path(number): Path<usize>,
    data: FormData,
) -> Result<Response, Failure> {
    let form = Form::new(data);
    let mut lists = drafted(&form);
    let known = at(&lists, number)?.clone();
    let (pressed, what) = form.value("do").split_once('.').unwrap_or((form.value("do"), ""));
    match pressed {
        "edit" => return edited(&desk, number, typed::filled(&form, &known)),
        "add" | "take" | "raise" => return edited(&desk, number, rearranged(&form, pressed, what)),
        "up" => lists.swap(number - 1, number.saturating_sub(2)),
        "drop" => drop(lists.remove(number - 1)),
        "back" if form.checked(typed::FRESH) => drop(lists.remove(number - 1)),
        "back" => {}
        _ => match kept(form.clone(), reading(&desk), (number, lists)) {
            Ok(kept) => lists = kept,
            Err(form) => return edited(&desk, number, *form),
        },
    }
    super::change::compared(&desk, carrying(&typed::draft(&form), &lists)).await
}

/// The page with one paper more or less, or one further up: whatever is chosen to be added comes along.
fn rearranged(form: &Form, pressed: &str, what: &str) -> Form {
    let mut papers = typed::papers(form);
    let place = papers.iter().position(|paper| paper.code() == what);
    match place {
        Some(place) if pressed == "take" => drop(papers.remove(place)),
        Some(place) => papers.swap(place, place.saturating_sub(1)),
        None => {}
    }
    typed::with_papers(form, &papers)
}

/// The draft's lists with this one as typed; or the form, with what does not fit.
fn kept(
    mut form: Form,
    reading: Reading,
    (number, mut checklists): (usize, Vec<Checklist>),
) -> Result<Vec<Checklist>, Box<Form>> {
    let Some(list) = typed::read(&mut form, reading, &checklists[number - 1]) else {
        return Err(Box::new(form));
    };
    checklists[number - 1] = list;
    let admission = Admission { checklists, ..Admission::default() };
    let Some(refusal) = admission.wrong_at(number - 1) else { return Ok(admission.checklists) };
    let field = match &refusal {
        ListRefusal::WaivedByNoCheck { .. } => typed::CHECK,
        ListRefusal::AskedTwice | ListRefusal::WaivesNothing => "",
        _ => typed::COUNTRIES,
    };
    form.errors.refuse(field, code_of(&refusal), told_of(&refusal));
    Err(Box::new(form))
}

#[cfg(test)]
#[cfg(test)]
#[path = "checklist/samples.rs"]
mod samples;
