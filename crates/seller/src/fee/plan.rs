//! The plans that a market offers, as a seller chooses among them: what each costs and changes, which one holds, which comes.

use axum::response::Response;
use domain::plan::{CODE_LETTERS_MAX, ShopPlan};
use domain::policy::fees::Plan;
use engine::fee::FeesView;
use web::actor::{SellerDesk, code_of, refused_or};
use web::rules::Reading;
use web::{Failure, Form, FormData, Tone};

use crate::asked::{back, scope};
use crate::moment::{Mark, Moment};

/// One plan, or none.
#[derive(Debug, Clone)]
pub struct PlanRow {
    pub name: String,
    pub text: String,
    /// Whether it holds, or comes; empty otherwise.
    pub mark: Mark,
    pub code: String,
    /// What the button says; empty where there is nothing to choose.
    pub button: String,
}

/// `POST /seller/fees/plan`
pub(super) async fn choose(desk: SellerDesk, data: FormData) -> Result<Response, Failure> {
    let code: String = data.first("plan").chars().take(CODE_LETTERS_MAX).collect();
    let chosen = (desk.shop.id, code);
    let done = engine::fee::choose_plan(&desk.site.engine, &desk.member, chosen, desk.now()).await;
    match refused_or(done)? {
        Ok(holds) => {
            Ok(back(&scope(&desk), "/seller/fees", if holds { "plan-begun" } else { "plan-chosen" }))
        }
        Err(refusal) => {
            let mut form = Form::default();
            form.errors.refuse("", code_of(&refusal), Vec::new());
            super::show_with(&desk, form).await
        }
    }
}

/// The plans on offer, and at last none; empty where the market has none.
pub(super) fn rows(moment: Moment, view: &FeesView) -> Vec<PlanRow> {
    let offered = view.rules_now.plans_in(view.currency);
    let holds = view.plan.as_ref().map(|plan| plan.plan.as_str()).unwrap_or_default();
    if offered.is_empty() && holds.is_empty() {
        return Vec::new();
    }
    let next = view.plan.as_ref().and_then(|plan| plan.next.as_deref()).unwrap_or(holds);
    let words = moment.words;
    let risen = |code: &str| {
        let none = ShopPlan::none(view.shop.id, view.shop.seller, view.shop.market);
        let net = view.plan.as_ref().unwrap_or(&none).rise(&offered, code, moment.now)?;
        Some(moment.money(net, view.currency))
    };
    let row = |code: &str, name: String, text: String| {
        let mark = match (code == holds, code == next) {
            (true, true) => Mark::new(Tone::Good, words.say("fee-plan-holds")),
            (true, false) => Mark::new(Tone::Warn, words.say("fee-plan-ends")),
            (false, true) => Mark::new(Tone::Info, words.say("fee-plan-comes")),
            (false, false) => Mark::default(),
        };
        let button = match (code == next, code == holds) {
            (true, _) => String::new(),
            (false, true) => words.say("fee-plan-keep").into_owned(),
            (false, false) if code.is_empty() => words.say("fee-plan-leave").into_owned(),
            (false, false) => match risen(code) {
                Some(now) => words.with("fee-plan-choose-now", &[("amount", now.into())]),
                None => words.say("fee-plan-choose").into_owned(),
            },
        };
        PlanRow { name, text, mark, code: code.to_owned(), button }
    };
    let reading = Reading { words, currency: view.currency };
    let of = |plan: &Plan| row(&plan.code, plan.name.clone(), reading.plan(plan));
    let none = row("", words.say("fee-plan-none").into_owned(), words.say("fee-plan-none-text").into_owned());
    offered.iter().map(of).chain([none]).collect()
}
