//! One application as its applicant sees it: where it stands, what happens next and when, what is missing, and what can be
//! done about it.

use domain::Code;
use domain::admission::ShopKind;
use domain::application::{Application, Stage, Turn};
use domain::paper::{Evidence, Lack, Paper, PaperKind, PaperStanding, Verdict};
use engine::application::ApplicationView;
use web::{Choice, Desk, Form, Frame, Notice, Step, Stop, Tone, Words, admission};

use super::typed;
use crate::fee::Due;
use crate::moment::{Mark, Moment};

/// One kind of paper that is asked for.
#[derive(Debug)]
pub(super) struct PaperRow {
    pub name: String,
    pub hint: String,
    pub mark: Mark,
    /// Until when it holds, or why it was refused.
    pub notes: Vec<String>,
}

#[derive(Debug)]
pub(super) struct QuestionRow {
    pub text: String,
    pub when: String,
    pub answer: String,
    pub action: String,
    /// The name of its field.
    pub field: String,
    pub is_open: bool,
}

/// What the applicant can do now.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Can {
    pub edit: bool,
    pub submit: bool,
    pub submit_again: bool,
    pub open: bool,
    pub appeal: bool,
    pub close: bool,
    pub take_back: bool,
    pub become_trader: bool,
    /// Categories are a detail of the application still; or a matter of the shop that paid by them.
    pub name_freely: bool,
    pub name_others: bool,
}

#[derive(Debug, askama::Template)]
#[template(path = "application/show.html")]
pub(super) struct ShowApplication {
    pub frame: Frame,
    pub desk: Desk,
    pub base: String,
    pub name: String,
    pub kind: String,
    pub market: String,
    pub mark: Mark,
    pub steps: Vec<Step>,
    pub next: Notice,
    pub lacks: Vec<String>,
    pub dues: Due,
    pub papers: Vec<PaperRow>,
    pub paper_kinds: Vec<Choice>,
    pub checks: Vec<(String, Mark)>,
    pub questions: Vec<QuestionRow>,
    pub refusal: Vec<String>,
    pub attestations: Vec<Choice>,
    /// The fields in which categories are chosen, and what of.
    pub category_fields: Vec<(String, String)>,
    pub places: Vec<Choice>,
    /// What the categories that were chosen cost, to agree to; nothing at first.
    pub rise: Option<(i64, String)>,
    pub trader_kinds: Vec<Choice>,
    pub history: Vec<Stop>,
    /// With the shop chosen, where the seller has several; empty before there is one.
    pub shop_query: String,
    pub has_iban: bool,
    pub can: Can,
    pub details: Form,
    pub paper: Form,
    pub named: Form,
    pub said: Form,
}

/// The forms of the page; one that came back with errors is given.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub details: Option<Form>,
    pub paper: Option<Form>,
    pub said: Option<Form>,
    pub named: Option<Form>,
    /// In minor units: what the categories in `named` cost more.
    pub rise: Option<i64>,
}

impl ShowApplication {
    pub(super) fn new(
        (frame, desk): (Frame, Desk),
        moment: Moment,
        view: &ApplicationView,
        market: String,
        forms: Forms,
    ) -> Self {
        let (words, it) = (moment.words, &view.it);
        let base = format!("/seller/applications/{}", it.id);
        // What is to be paid is asked for after the approval.
        let lacks = view.lacks.iter().filter(|lack| it.stage.takes_money() || !lack.is_unpaid());
        let newest =
            |kind| view.checks.iter().rev().find(|check| check.kind == kind).map(|check| check.state);
        let checks = view.list.checks.iter().map(|kind| {
            let state = newest(*kind);
            let mark = Mark::new(admission::check_tone(state), admission::check_state(words, state));
            (admission::check(words, *kind), mark)
        });
        Self {
            name: it.shop_name.clone(),
            kind: admission::kind(words, it.kind),
            mark: Mark::new(admission::stage_tone(it), admission::stage(words, it.stage)),
            steps: admission::progress(words, it, &view.list),
            next: next(moment, view),
            lacks: lacks.map(|lack| admission::lack(words, lack)).collect(),
            dues: if it.stage.takes_money() {
                Due::of(moment, &view.due, view.available_minor, view.is_reverse_charge)
            } else {
                Due::default()
            },
            papers: view.list.papers.iter().map(|kind| row(moment, view, *kind)).collect(),
            paper_kinds: paper_kinds(words, view),
            checks: checks.collect(),
            questions: questions(moment, view, &base),
            refusal: refusal(words, it),
            attestations: admission::attestations(words, &view.list),
            category_fields: typed::category_labels(words)
                .map(|(field, label)| (field.to_owned(), label))
                .collect(),
            rise: forms.rise.map(|minor| (minor, moment.money(minor, view.currency))),
            places: places(words, view),
            trader_kinds: trader_kinds(words, view),
            history: admission::timeline(words, moment.offset_minutes, &view.steps),
            shop_query: view.shop.as_ref().map(|shop| format!("?shop={}", shop.id)).unwrap_or_default(),
            has_iban: !view.seller.iban.is_empty(),
            can: can(moment, view),
            details: forms.details.unwrap_or_else(|| typed::filled(view)).labelled(typed::labels(words)),
            paper: forms.paper.unwrap_or_default(),
            named: forms.named.unwrap_or_else(|| typed::filled(view)).labelled(typed::labels(words)),
            said: forms.said.unwrap_or_default(),
            frame,
            desk,
            base,
            market,
        }
    }
}

fn row(moment: Moment, view: &ApplicationView, kind: PaperKind) -> PaperRow {
    let words = moment.words;
    let attested = view.it.attestations();
    let evidence = Evidence {
        papers: &view.papers,
        checks: &view.checks,
        attested: &attested,
        seller: &view.seller,
        trader: &view.trader,
    };
    let is_lacking = view.lacks.iter().any(|lack| matches!(lack, Lack::Paper(one, _) if *one == kind));
    let mark = match evidence.standing(kind, moment.now) {
        PaperStanding::Missing if !is_lacking => Mark::plain(words.say("admission-standing-spared")),
        standing => {
            let (tone, text) = admission::standing(words, standing);
            Mark::new(tone, text)
        }
    };
    let newest = view.papers.iter().rev().find(|paper| paper.kind == kind);
    PaperRow {
        name: admission::paper(words, kind),
        hint: words.say(&format!("admission-paper-{}-hint", kind.code())).into_owned(),
        mark,
        notes: newest.map(|paper| notes(moment, paper)).unwrap_or_default(),
    }
}

fn notes(moment: Moment, paper: &Paper) -> Vec<String> {
    let words = moment.words;
    let mut notes = Vec::new();
    if let Some(until) = paper.valid_until {
        let is_over = paper.is_over(moment.now);
        let key = if is_over { "admission-ended-on" } else { "admission-paper-until-date" };
        // The moment after its last day.
        let date = words.date(until - 1, moment.offset_minutes);
        notes.push(words.with(key, &[("date", date.into())]));
    }
    if !paper.reason.is_empty() && matches!(paper.verdict, Verdict::Refused | Verdict::Waived) {
        notes.push(words.with("admission-paper-reason", &[("reason", (&paper.reason).into())]));
    }
    notes
}

/// What may be named, and what was; nothing at first.
fn places(words: Words, view: &ApplicationView) -> Vec<Choice> {
    let named = view.it.categories();
    let may = |path: &String| view.places.contains(path) || named.contains(path);
    let all = web::tree::choices(words, &view.tree).into_iter().filter(|choice| may(&choice.value));
    std::iter::once(Choice::new("", "–")).chain(all).collect()
}

fn paper_kinds(words: Words, view: &ApplicationView) -> Vec<Choice> {
    let choice = |kind: &PaperKind| Choice::new(kind.code(), admission::paper(words, *kind));
    view.list.papers.iter().map(choice).collect()
}

fn questions(moment: Moment, view: &ApplicationView, base: &str) -> Vec<QuestionRow> {
    let row = |one: &domain::application::Question| QuestionRow {
        text: one.question.clone(),
        when: format!("{} · {}", moment.date_time(one.asked_at), one.asked_by),
        answer: one.answer.clone(),
        action: format!("{base}/answers/{}", one.ordinal),
        field: format!("answer.{}", one.ordinal),
        is_open: one.answered_at.is_none() && view.it.is_in_review(),
    };
    view.questions.iter().map(row).collect()
}

/// The reason, then a checker's own words.
fn refusal(words: Words, it: &Application) -> Vec<String> {
    if it.stage != Stage::Refused {
        return Vec::new();
    }
    let reason = words.say(&format!("admission-reason-{}", it.reason)).into_owned();
    vec![reason, it.ruling.clone()]
}

fn trader_kinds(words: Words, view: &ApplicationView) -> Vec<Choice> {
    let is_taken = |kind: &ShopKind| view.admission.checklist(*kind, &view.it.country).is_some();
    let kinds = view.admission.kinds().into_iter().filter(|kind| kind.is_trader() && is_taken(kind));
    kinds.map(|kind| Choice::new(kind.code(), admission::kind(words, kind))).collect()
}

fn can(moment: Moment, view: &ApplicationView) -> Can {
    let it = &view.it;
    let is_theirs = it.turn == Turn::Applicant;
    let until = it.appeal_until(&view.admission.days);
    Can {
        edit: it.is_editable(),
        submit: it.stage == Stage::Draft,
        submit_again: it.is_in_review() && is_theirs,
        open: it.stage == Stage::Preparing,
        appeal: until.is_some_and(|until| moment.now <= until),
        close: matches!(it.stage, Stage::Open | Stage::Supervised),
        take_back: it.is_pending(),
        become_trader: it.kind == ShopKind::PrivatePerson && it.is_editable(),
        name_freely: it.names_freely(),
        name_others: it.is_editable() && !it.names_freely(),
    }
}

/// What happens next, and by when.
fn next(moment: Moment, view: &ApplicationView) -> Notice {
    let it = &view.it;
    let until = it.appeal_until(&view.admission.days).filter(|until| moment.now <= *until);
    let (tone, key, at) = match (it.stage, it.turn) {
        (Stage::Draft, _) => (Tone::Info, "admission-next-draft", it.due_at),
        (Stage::Submitted | Stage::Papers | Stage::Brand, Turn::Checker) => {
            (Tone::Info, "admission-next-ours", it.due_at)
        }
        (Stage::Submitted | Stage::Papers | Stage::Brand, _) => {
            (Tone::Warn, "admission-next-theirs", it.due_at)
        }
        (Stage::Paying, _) => (Tone::Warn, "admission-next-paying", it.due_at),
        (Stage::Approved | Stage::Preparing, _) => (Tone::Good, "admission-next-preparing", it.due_at),
        (Stage::Open, _) => (Tone::Good, "admission-next-open", None),
        (Stage::Supervised, _) => (Tone::Bad, "admission-next-supervised", it.due_at),
        (Stage::Closed, _) => (Tone::Info, "admission-next-closed", None),
        (Stage::Settled, _) => (Tone::Info, "admission-next-settled", it.due_at),
        (Stage::Refused, Turn::Checker) => (Tone::Info, "admission-next-appealed", it.due_at),
        (Stage::Refused, _) if until.is_some() => (Tone::Bad, "admission-next-refused", until),
        (Stage::Refused, _) => (Tone::Bad, "admission-next-refused-final", None),
        (Stage::Lapsed, _) => (Tone::Info, "admission-next-lapsed", None),
    };
    let date = at.map(|at| moment.words.date(at, moment.offset_minutes)).unwrap_or_default();
    Notice { tone, text: moment.words.with(key, &[("date", date.into())]) }
}
