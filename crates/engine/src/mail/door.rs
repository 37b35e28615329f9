//! Letters about an application: what of its steps is told, and to whom.

use domain::application::{Application, Move, Stage};
use domain::event::Event;
use domain::{ApplicationId, Micros, ShopId};
use store::Tx;

use super::facts::{reader, to_seller};
use super::{Facts, Tells};
use crate::stop::OrAbsent;
use crate::{Engine, Seen};

/// Steps of one application that are looked through.
pub(super) const STEPS_MAX: i64 = 1_000;
/// The newest suspensions that a step may have come from.
const SUSPENSIONS_MAX: i64 = 5;

/// Steps that an applicant hears of by letter; the rest stands on the page.
pub(super) fn is_told(step: Move) -> bool {
    use Move as M;
    matches!(
        step,
        M::Submitted
            | M::Asked
            | M::SentBack
            | M::Approved
            | M::PaymentDue
            | M::PaidTooLate
            | M::Opened
            | M::EndsInAMonth
            | M::EndsInAWeek
            | M::Supervised
            | M::Reopened
            | M::BecameTrader
            | M::Closed
            | M::Refused
            | M::AppealGranted
            | M::AppealRejected
            | M::Overdue
            | M::Lapsed
    )
}

/// The letters of a step, to the seller's members; a late checker is told to the market's own address too.
pub(super) fn moved(tx: &mut Tx<'_>, engine: &Engine, event: &Event) -> Seen<Vec<Facts>> {
    let Some(step) = event.body.parse::<Move>().ok().filter(|step| is_told(*step)) else {
        return Ok(Vec::new());
    };
    let id = ApplicationId::from_raw(event.subject);
    let it = store::application::application(tx, id)?.or_absent()?;
    // What is due is told in a letter of its own.
    if step == Move::Approved && it.stage == Stage::Paying {
        return Ok(Vec::new());
    }
    if matches!(step, Move::Supervised | Move::Reopened) && is_of_suspension(tx, &it, event.at)? {
        return Ok(Vec::new());
    }
    // The words of the step itself: the application may have gone on meanwhile.
    let steps = store::application::steps(tx, id, STEPS_MAX)?;
    let own = steps.iter().rev().find(|row| row.step == step && row.at <= event.at);
    let text = own.map(|row| row.text.clone()).unwrap_or_default();
    let tells = |link: String| Tells::Application {
        link,
        shop: it.shop_name.clone(),
        step,
        text: text.clone(),
        until: it.due_at,
    };
    let mut letters = to_seller(tx, engine, it.seller, it.market, |reader| {
        tells(format!("{}/seller/applications/{id}", reader.host_url))
    })?;
    if step == Move::Overdue {
        let market = engine.market(it.market).or_absent()?;
        let operator = engine.operator(it.operator).or_absent()?;
        let reader = reader(engine, it.market, &operator.email, &operator.name, &market.language)?;
        let link = format!("{}/operator/applications/{id}", reader.host_url);
        letters.push(Facts { tells: tells(link), reader });
    }
    Ok(letters)
}

/// A suspension that began or ended then has letters of its own.
fn is_of_suspension(tx: &mut Tx<'_>, it: &Application, at: Micros) -> Seen<bool> {
    let Some(shop) = it.shop.map(ShopId::from_raw) else { return Ok(false) };
    let all = store::suspension::of_shop(tx, shop, SUSPENSIONS_MAX)?;
    Ok(all.iter().any(|one| one.since == at || one.ended_at == Some(at)))
}
