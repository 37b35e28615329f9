//! One application as a checker sees it: who applies, the papers side by side with their files, checks, questions, and what
//! can be decided.

use askama::Template;
use domain::application::{RefusalReason, Stage, Turn};
use domain::paper::{FileType, Paper, PaperKind, ProviderCheck, Verdict};
use domain::{Code, Micros, PaperId};
use engine::application::{ApplicationView, FileLink};
use web::{Choice, Desk, Form, Frame, Step, Stop, Words, admission};

use crate::mark::Mark;
use crate::place::Place;

/// Stands among papers for the application as a whole.
pub(super) const ALL_THAT_IS_WAITED_FOR: &str = "all";

#[derive(Debug)]
struct PaperRow {
    id: String,
    name: String,
    mark: Mark,
    facts: Vec<(String, String)>,
    /// Empty where there is no file.
    file: String,
    is_picture: bool,
    is_open: bool,
}

#[derive(Debug)]
struct CheckRow {
    id: String,
    name: String,
    mark: Mark,
    note: String,
    is_open: bool,
}

/// What the checker can do now.
#[derive(Debug, Default, Clone, Copy)]
struct Can {
    take: bool,
    review: bool,
    refuse: bool,
    rule: bool,
    /// There is an appeal, and somebody else decides it.
    leave: bool,
}

#[derive(Debug, Template)]
#[template(path = "application/show.html")]
pub(super) struct ShowApplication {
    frame: Frame,
    desk: Desk,
    base: String,
    list: String,
    market: String,
    name: String,
    kind: String,
    mark: Mark,
    with: String,
    steps: Vec<Step>,
    facts: Vec<(String, String)>,
    goods: String,
    papers: Vec<PaperRow>,
    waivers: Vec<Choice>,
    checks: Vec<CheckRow>,
    questions: Vec<(String, String, String)>,
    lacks: Vec<String>,
    appeal: String,
    ruling: String,
    score: String,
    score_least: String,
    pass: String,
    reasons: Vec<Choice>,
    history: Vec<Stop>,
    readings: Vec<(String, String)>,
    /// Of what one may remind the applicant now.
    reminders: Vec<Choice>,
    can: Can,
    form: Form,
}

impl ShowApplication {
    /// `link` signs the way to a paper's file for this reader.
    pub(super) fn new(
        frame: Frame,
        place: &Place,
        view: &ApplicationView,
        (now, link): (Micros, &dyn Fn(PaperId) -> FileLink),
        form: Form,
    ) -> Self {
        let (words, it) = (place.words, &view.it);
        let choice = |reason: &RefusalReason| {
            Choice::new(reason.code(), words.say(&format!("admission-reason-{}", reason.code())))
        };
        let is_first = it.stage == Stage::Papers && view.list.has_brand_papers();
        let pass = if is_first { "admission-review-pass-papers" } else { "admission-review-approve" };
        let is_appealed = it.stage == Stage::Refused && it.turn == Turn::Checker;
        let least = view.admission.score_least;
        // What is to be paid is asked for after the approval.
        let lacks = view.lacks.iter().filter(|lack| it.stage.takes_money() || !lack.is_unpaid());
        Self {
            desk: place.desk(),
            base: format!("/operator/applications/{}", it.id),
            list: place.to("/operator/applications"),
            market: place.query().to_owned(),
            name: it.shop_name.clone(),
            kind: admission::kind(words, it.kind),
            mark: Mark::stage(words, it.stage, it.turn),
            with: it.reviewer.clone(),
            steps: admission::progress(words, it, &view.list),
            facts: facts(words, view),
            goods: it.goods.clone(),
            papers: papers(place, view, now, link),
            waivers: waivers(words, view),
            checks: newest_checks(view).into_iter().map(|check| check_row(words, check)).collect(),
            questions: questions(place, view),
            lacks: lacks.map(|lack| admission::lack(words, lack)).collect(),
            appeal: it.appeal.clone(),
            ruling: it.ruling.clone(),
            score: it.score.map(|score| score.to_string()).unwrap_or_default(),
            score_least: least
                .map(|least| words.with("admission-review-score-least", &[("least", least.into())]))
                .unwrap_or_default(),
            pass: words.say(pass).into_owned(),
            reasons: RefusalReason::ALL.iter().map(choice).collect(),
            history: admission::timeline(words, place.offset_minutes, &view.steps),
            readings: readings(place, view),
            reminders: reminders(place, view),
            can: Can {
                take: it.stage == Stage::Submitted,
                review: it.is_in_review(),
                refuse: it.is_in_review() || it.stage == Stage::Submitted,
                rule: is_appealed && view.may_rule,
                leave: is_appealed && !view.may_rule,
            },
            frame: frame.titled(it.shop_name.clone()),
            form,
        }
    }
}

fn facts(words: Words, view: &ApplicationView) -> Vec<(String, String)> {
    let (seller, trader) = (&view.seller, &view.trader);
    let country = words.country(&view.it.country).into_owned();
    let town = format!("{} {}", seller.postcode, seller.city);
    let address = [seller.street.as_str(), town.trim(), &country].join(", ");
    let register = [trader.register.as_str(), &trader.register_number].join(" ");
    let named = view.it.categories();
    let named: Vec<String> = named.iter().map(|path| web::tree::full_name(words, &view.tree, path)).collect();
    let all = [
        ("legal_name", seller.legal_name.clone()),
        ("representative", trader.representative.clone()),
        ("street", address),
        ("email", seller.email.clone()),
        ("phone", trader.phone.clone()),
        ("register", register.trim().to_owned()),
        ("vat_number", seller.vat_number.clone().unwrap_or_default()),
        ("iban", seller.iban.clone()),
        ("categories", named.join(", ")),
    ];
    let label = |field: &str| words.say(&format!("admission-detail-{field}")).into_owned();
    let known = all.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(field, value)| (label(field), value)).collect()
}

fn papers(
    place: &Place,
    view: &ApplicationView,
    now: Micros,
    link: &dyn Fn(PaperId) -> FileLink,
) -> Vec<PaperRow> {
    let words = place.words;
    let row = |paper: &Paper| {
        let file = link(paper.id);
        let address =
            format!("/operator/papers/{}/file?until={}&sign={}", paper.id, file.until, file.signature);
        let is_kept = !paper.file_key.is_empty();
        PaperRow {
            id: paper.id.to_string(),
            name: admission::paper(words, paper.kind),
            mark: Mark::verdict(words, paper.verdict),
            facts: paper_facts(place, paper, now),
            file: if is_kept { place.to(&address) } else { String::new() },
            is_picture: is_kept && matches!(paper.file_type, FileType::Jpeg | FileType::Png),
            is_open: paper.verdict == Verdict::Waiting && view.it.is_editable(),
        }
    };
    view.papers.iter().filter(|paper| paper.verdict != Verdict::Replaced).rev().map(row).collect()
}

fn paper_facts(place: &Place, paper: &Paper, now: Micros) -> Vec<(String, String)> {
    let words = place.words;
    let date = |at: Micros| words.date(at, place.offset_minutes);
    let until = paper.valid_until.map(|until| {
        let key = if until <= now { "admission-ended-on" } else { "admission-paper-until-date" };
        words.with(key, &[("date", date(until - 1).into())])
    });
    let judged = paper.reviewed_at.map(|at| format!("{} · {}", date(at), paper.reviewer));
    let all = [
        ("admission-paper-number", paper.number.clone()),
        ("admission-paper-issuer", paper.issuer.clone()),
        ("admission-paper-until", until.unwrap_or_default()),
        ("admission-review", judged.unwrap_or_default()),
        ("admission-review-why", paper.reason.clone()),
    ];
    let known = all.into_iter().filter(|(_, value)| !value.is_empty());
    known.map(|(key, value)| (words.say(key).into_owned(), value)).collect()
}

fn waivers(words: Words, view: &ApplicationView) -> Vec<Choice> {
    let may = view.list.papers.iter().filter(|kind| view.list.may_be_waived(**kind));
    let may = may.filter(|_| view.it.is_editable());
    may.map(|kind| Choice::new(kind.code(), admission::paper(words, *kind))).collect()
}

/// The last word of each check.
fn newest_checks(view: &ApplicationView) -> Vec<&ProviderCheck> {
    let newest = |kind| view.checks.iter().rev().find(|check| check.kind == kind);
    view.list.checks.iter().filter_map(|kind| newest(*kind)).collect()
}

fn check_row(words: Words, check: &ProviderCheck) -> CheckRow {
    let tone = admission::check_tone(Some(check.state));
    CheckRow {
        id: check.id.to_string(),
        name: admission::check(words, check.kind),
        mark: Mark::new(tone.class(), tone.icon(), admission::check_state(words, Some(check.state))),
        note: check.note.clone(),
        is_open: !check.holds(),
    }
}

/// Question, when and by whom, answer.
fn questions(place: &Place, view: &ApplicationView) -> Vec<(String, String, String)> {
    let row = |one: &domain::application::Question| {
        let when = place.words.date_time(one.asked_at, place.offset_minutes);
        (one.question.clone(), format!("{when} · {}", one.asked_by), one.answer.clone())
    };
    view.questions.iter().map(row).collect()
}

/// All that is waited for first, then papers.
fn reminders(place: &Place, view: &ApplicationView) -> Vec<Choice> {
    let words = place.words;
    let choice = |about: &Option<PaperKind>| match about {
        None => place.may_rule.then(|| Choice::new(ALL_THAT_IS_WAITED_FOR, words.say("queue-remind-all"))),
        Some(kind) => place.may_remind.then(|| Choice::new(kind.code(), admission::paper(words, *kind))),
    };
    view.reminders.iter().filter_map(choice).collect()
}

/// Who read which paper, and when.
fn readings(place: &Place, view: &ApplicationView) -> Vec<(String, String)> {
    let words = place.words;
    let row = |reading: &engine::application::PaperReading| {
        let paper = view.papers.iter().find(|paper| paper.id == reading.paper)?;
        let args = [("name", (&reading.name).into()), ("paper", admission::paper(words, paper.kind).into())];
        let when = words.date_time(reading.at, place.offset_minutes);
        Some((words.with("admission-review-read-by", &args), when))
    };
    view.readings.iter().filter_map(row).collect()
}
