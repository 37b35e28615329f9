//! The categories in which a shop sells: named with the application, as free as its other details until it is approved. The
//! fees of the door and of each year follow them, so that naming others later may cost something, which is said before.

use domain::admission::ShopKind;
use domain::application::{ApplicationRefusal, CATEGORIES_MAX, Move, Stage};
use domain::audit::{About, Deed};
use domain::permission::Permission;
use domain::{ApplicationId, MarketId, Micros};
use serde_json::json;

use super::{Case, Outcome};
use crate::stop::Widen;
use crate::{Engine, SellerMember, Stop};

/// Places of the tree that a kind of shop may name on a market: what the market takes and does not keep for others.
pub(super) fn places(engine: &Engine, market: MarketId, kind: ShopKind, now: Micros) -> Vec<String> {
    let goods = engine.policy(market, now).policy.goods.clone();
    let is_open = |path: &str| {
        goods.takes(path) && goods.reserved(path).is_none_or(|reserved| reserved.kinds.contains(&kind))
    };
    let tree = engine.categories();
    tree.iter().filter(|place| is_open(&place.path)).map(|place| place.path.clone()).collect()
}

/// Refuses what a shop can't name. What it named before may stay, whatever became of the market's rules.
pub(super) fn check(
    engine: &Engine,
    (market, kind): (MarketId, ShopKind),
    (before, named): (&[String], &[String]),
    now: Micros,
) -> Outcome {
    if named.len() > CATEGORIES_MAX {
        return Err(Stop::Refused(ApplicationRefusal::TooManyCategories));
    }
    let places = places(engine, market, kind, now);
    if named.iter().any(|path| !places.contains(path) && !before.contains(path)) {
        return Err(Stop::Refused(ApplicationRefusal::CategoryNotTaken));
    }
    Ok(())
}

/// A shop that was approved sells in these categories from now on. Where they cost more than the seller agreed to, in minor
/// units, nothing happens and the refusal names the amount.
pub async fn name_categories(
    engine: &Engine,
    member: &SellerMember,
    id: ApplicationId,
    (paths, agreed_minor): (Vec<String>, i64),
    now: Micros,
) -> Outcome {
    member.may(Permission::PapersEdit)?;
    let member = member.clone();
    engine
        .act(now, move |act| {
            let mut case = Case::of_applicant(act, &member, id)?;
            if case.it.names_freely() || !case.it.is_editable() {
                return Err(Stop::Refused(ApplicationRefusal::NotNow));
            }
            let before = case.it.categories();
            check(act.engine, (case.it.market, case.it.kind), (&before, &paths), act.now)?;
            case.it.name_categories(&paths);
            let named = case.it.categories();
            if named.is_empty() {
                return Err(Stop::Refused(ApplicationRefusal::CategoryNotTaken));
            }
            if named == before {
                return Ok(());
            }
            case.book.categories.clone_from(&named);
            let rise = case.book.rise(act).widen()?;
            if rise.total() > agreed_minor {
                return Err(Stop::Refused(ApplicationRefusal::CostsMore(rise.total())));
            }
            if rise.total() > 0 {
                member.may(Permission::FeesPay)?;
            }
            let is_trading = matches!(case.it.stage, Stage::Open | Stage::Supervised);
            case.book.ask_for_rise(act, rise, is_trading).widen()?;
            let change =
                (json!({ "categories": before }), json!({ "categories": named, "amount": rise.total() }));
            act.audit(&member.doer(), Deed::CategoriesNamed, About::Seller(member.seller), id, change);
            case.step(act, Move::CategoriesNamed, &member.name, &named.join(", "))?;
            case.save(act).map(drop)
        })
        .await
}
