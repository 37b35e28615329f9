//! What others do with a review: its seller answers, somebody reports it, an operator judges it.

use domain::audit::{About, Deed};
use domain::event::EventKind;
use domain::permission::Permission;
use domain::review::{
    RULING_LETTERS_MAX, Review, ReviewReason, ReviewRefusal, ReviewReport, ReviewState, clean,
};
use domain::{Code, Micros, ReviewId, UserId};
use serde_json::json;

use super::told;
use crate::stop::{OrAbsent, OrRefuse};
use crate::{Act, Engine, OperatorMember, SellerMember, Stop};

/// What an operator decides about a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// It is shown, or shown again.
    Keep,
    /// It is taken down, for a reason and with words for who wrote it.
    Remove(ReviewReason, String),
}

fn save<R>(act: &mut Act<'_, '_>, review: Review) -> Result<(), Stop<R>> {
    told(act, &review);
    Ok(store::save(act.tx, &[review])?)
}

/// The seller answers, or answers anew.
pub async fn answer(
    engine: &Engine,
    member: &SellerMember,
    id: ReviewId,
    text: String,
    now: Micros,
) -> Result<(), Stop<ReviewRefusal>> {
    member.may(Permission::ShopSpeak)?;
    let seller = member.seller;
    engine
        .act(now, move |act| {
            let review = store::review::review(act.tx, id)?.filter(|review| review.seller == seller);
            let mut review = review.or_absent()?;
            let is_first = review.answered_at.is_none();
            review.answer(&text, act.now).or_refuse()?;
            if is_first {
                act.event(EventKind::ReviewAnswered, id.get(), "");
            }
            save(act, review)
        })
        .await
}

/// Somebody who is signed in says that a review should not stand there: once.
pub async fn report(
    engine: &Engine,
    user: UserId,
    id: ReviewId,
    (reason, text): (ReviewReason, String),
    now: Micros,
) -> Result<(), Stop<ReviewRefusal>> {
    let text = clean(&text, RULING_LETTERS_MAX).or_refuse()?;
    engine
        .act(now, move |act| {
            let review = store::review::review(act.tx, id)?;
            let mut review = review.filter(|review| review.state == ReviewState::Published).or_absent()?;
            if store::review::reports_of(act.tx, id)?.iter().any(|report| report.user_id == user) {
                return Err(Stop::Refused(ReviewRefusal::ReportedAlready));
            }
            let report = ReviewReport { review: id, user_id: user, reason, text: text.clone(), at: act.now };
            store::insert(act.tx, &[report]).map_err(store::Problem::taken_meanwhile)?;
            review.reports += 1;
            save(act, review)
        })
        .await
}

/// An operator looks at a review. Who wrote it and whose shop it is about hear of it when it is taken down, and when it stands
/// again.
pub async fn judge(
    engine: &Engine,
    member: &OperatorMember,
    id: ReviewId,
    judgement: Judgement,
    now: Micros,
) -> Result<(), Stop<ReviewRefusal>> {
    member.may(Permission::ReviewsJudge)?;
    let (operator, doer) = (member.operator, member.doer());
    engine
        .act(now, move |act| {
            let mut review = store::review::review(act.tx, id)?.or_absent()?;
            let before = json!({ "state": review.state.code() });
            act.engine.market(review.market).filter(|market| market.operator == operator).or_absent()?;
            let (was_down, was_waiting) =
                (review.state == ReviewState::Removed, review.state == ReviewState::Waiting);
            match &judgement {
                Judgement::Keep => review.keep(act.now),
                Judgement::Remove(reason, ruling) => {
                    review.remove(*reason, ruling, act.now).or_refuse()?;
                }
            }
            if was_down || review.state == ReviewState::Removed {
                act.event(EventKind::ReviewJudged, id.get(), review.state.code());
            } else if was_waiting {
                act.event(EventKind::ReviewShown, id.get(), "");
            }
            let after =
                json!({ "state": review.state.code(), "reason": review.reason, "ruling": review.ruling });
            act.audit(&doer, Deed::ReviewJudged, About::Market(review.market), id, (before, after));
            save(act, review)
        })
        .await
}
