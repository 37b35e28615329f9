//! Shows the rules of a market, compares a change with them, and puts it in force.

use axum::http::StatusCode;
use axum::response::Response;
use domain::policy::{Policy, PolicyVersion};
use web::actor::{OperatorDesk, refused_or};
use web::{Failure, Form, FormData, page};

use super::{Draft, ShowPolicy, fields, labels, seen};
use crate::place::{Place, Section};

pub(crate) async fn show(desk: OperatorDesk) -> Result<Response, Failure> {
    Ok(page::html(&of(&desk, Draft::None).await?))
}

/// The page, with a draft or without.
async fn of(desk: &OperatorDesk, draft: Draft) -> Result<ShowPolicy, Failure> {
    let (frame, place) = Place::at(desk, Section::Policy);
    let versions = engine::market::policies(&desk.site.engine, &desk.member, desk.market.id).await?;
    let in_force = in_force(desk);
    Ok(ShowPolicy::new(frame, &place, desk.market.currency, (&in_force, &versions), draft))
}

fn in_force(desk: &OperatorDesk) -> PolicyVersion {
    desk.site.engine.policy(desk.market.id, desk.now())
}

/// A change is put in force only as it was shown: the same values, against the same version.
pub(crate) async fn change(desk: OperatorDesk, data: FormData) -> Result<Response, Failure> {
    let mut form = Form::new(data).labelled(labels(desk.words));
    let Some(policy) = fields::read(&mut form, desk.market.currency) else { return unfit(&desk, form).await };
    let current = in_force(&desk);
    if !is_confirmed(&form, &current, &policy) {
        return Ok(page::html(&of(&desk, Draft::Fit(form, Box::new(policy))).await?));
    }
    let (engine, market) = (&desk.site.engine, desk.market.id);
    let done = engine::market::set_policy(engine, &desk.member, market, policy, desk.now()).await;
    match refused_or(done)? {
        Ok(_) => Ok(Place::at(&desk, Section::Policy).1.done("/operator/policy", "policy-saved")),
        Err(refusal) => {
            fields::refuse(&mut form, &refusal);
            unfit(&desk, form).await
        }
    }
}

fn is_confirmed(form: &Form, current: &PolicyVersion, policy: &Policy) -> bool {
    let was_shown = form.value("seen") == seen(current.number, policy);
    form.value("step") == "save" && was_shown && *policy != current.policy
}

async fn unfit(desk: &OperatorDesk, form: Form) -> Result<Response, Failure> {
    Ok(page::html_with(StatusCode::UNPROCESSABLE_ENTITY, &of(desk, Draft::Unfit(form)).await?))
}

#[cfg(test)]
mod tests {
    use domain::MarketId;

    use super::*;

    #[test]
    fn nothing_is_put_in_force_that_was_not_shown() {
        let policy = Policy::from_toml(include_str!("../../../../presets/mall.toml")).unwrap();
        let mut wanted = policy.clone();
        wanted.checkout.hold_minutes = 15;
        let current = |number| PolicyVersion {
            market: MarketId::from_raw(1),
            number,
            since: 0,
            policy: policy.clone(),
            author: String::new(),
        };
        let form = |step: &str, seen: String| Form::filled([("step", step.to_owned()), ("seen", seen)]);
        let shown = seen(3, &wanted);
        let table = [
            ("as shown", form("save", shown.clone()), 3, &wanted, true),
            ("only compared", form("check", shown.clone()), 3, &wanted, false),
            ("changed after it was shown", form("save", seen(3, &policy)), 3, &wanted, false),
            ("another version came in between", form("save", shown), 4, &wanted, false),
            ("changes nothing", form("save", seen(3, &policy)), 3, &policy, false),
        ];
        for (case, form, number, policy, confirmed) in table {
            assert_eq!(is_confirmed(&form, &current(number), policy), confirmed, "{case}");
        }
    }
}
