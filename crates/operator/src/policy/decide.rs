//! What a member says to a proposed change: yes, no with a reason, that it is taken back; to an announced one, that it is
//! called off or kept.

use axum::extract::Path;
use axum::response::Response;
use domain::ProposalId;
use domain::policy::change::TEXT_LETTERS_MAX;
use web::actor::OperatorDesk;
use web::{Failure, Form, FormData};

use crate::place::{Place, Section};

const DECISIONS: &[&str] = &["approve", "refuse", "withdraw", "call_off", "keep"];

pub(crate) async fn decide(
    desk: OperatorDesk,
    Path(id): Path<String>,
    data: FormData,
) -> Result<Response, Failure> {
    let id: ProposalId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut form = Form::new(data);
    let (engine, member, now) = (&desk.site.engine, &desk.member, desk.now());
    let reason =
        form.optional("reason", TEXT_LETTERS_MAX).ok_or_else(|| Failure::refused("policy.text_too_long"))?;
    let (done, said) = match form.choice("decision", DECISIONS) {
        Some("approve") => {
            (engine::policy::approve(engine, member, id, now).await.map(|_| ()), "policy-approved")
        }
        Some("refuse") => (engine::policy::refuse(engine, member, id, reason, now).await, "policy-refused"),
        Some("call_off") => {
            let done = engine::policy::call_off(engine, member, id, reason, now).await;
            let is_off = done.as_ref().is_ok_and(|is_off| *is_off);
            (done.map(drop), if is_off { "policy-called-off" } else { "policy-call-off-asked" })
        }
        Some("keep") => (engine::policy::keep(engine, member, id, now).await, "policy-kept"),
        Some(_) => (engine::policy::withdraw(engine, member, id, reason, now).await, "policy-withdrawn"),
        None => return Err(Failure::NotFound),
    };
    done?;
    Ok(Place::at(&desk, Section::Policy).1.done("/operator/policy", said))
}
