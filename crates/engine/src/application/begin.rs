//! The first step: somebody who is signed in wants to sell. Registers the seller where there is none yet.

use domain::admission::{Door, ShopKind};
use domain::application::{
    Application, ApplicationRefusal, Move, NAME_LETTERS_MAX, OF_SELLER_MAX, Stage, Turn,
};
use domain::event::TimerKind;
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership, Role, Seller, Trader};
use domain::user::User;
use domain::{ApplicationId, DAY, MarketId, Micros, SellerId, UserId};
use store::Problem;
use store::seller::SellerMember as MemberRow;

use super::{Case, Outcome, invitation};
use crate::stop::OrAbsent;
use crate::{Act, Denied, Engine, Stop};

/// Kind of claim under which a user has one application on its way to a market.
const APPLICANT: &str = "applicant";

#[derive(Debug, Clone)]
pub struct Begin {
    pub market: MarketId,
    pub kind: ShopKind,
    pub country: String,
    pub shop_name: String,
    pub invitation: String,
    pub language: String,
}

/// Begins an application. The same wish again is the application that is on its way; another one has to wait.
pub async fn begin(engine: &Engine, user: UserId, form: Begin, now: Micros) -> Outcome<ApplicationId> {
    let name = form.shop_name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(ApplicationRefusal::NameMissing));
    }
    let country = domain::address::country(&form.country);
    let country = country.ok_or(Stop::Refused(ApplicationRefusal::KindNotTaken))?.to_owned();
    let form = Begin { shop_name: name, country, ..form };
    let fresh = engine.random_bucket();
    engine.act(now, move |act| begin_in(act, user, &form, fresh)).await
}

fn begin_in(act: &mut Act<'_, '_>, user: UserId, form: &Begin, fresh: i64) -> Outcome<ApplicationId> {
    let market = act.engine.market(form.market).or_absent()?;
    let version = act.engine.policy(market.id, act.now);
    let admission = version.policy.admission.clone();
    if admission.checklist(form.kind, &form.country).is_none() {
        return Err(Stop::Refused(ApplicationRefusal::KindNotTaken));
    }
    let person = store::user::user(act.tx, user)?.filter(|user| !user.is_guest()).or_absent()?;
    let before = earlier(act, user, market.id)?;
    if let Some(pending) = before.as_ref().filter(|it| it.is_pending()) {
        return if is_same(pending, form) {
            Ok(pending.id)
        } else {
            Err(Stop::Refused(ApplicationRefusal::OneAtATime))
        };
    }
    let seller = seller_of(act, &person, form, fresh)?;
    if store::application::of_seller(act.tx, seller, OF_SELLER_MAX)?.len() as i64 >= OF_SELLER_MAX {
        return Err(Stop::Refused(ApplicationRefusal::TooMany));
    }
    let id = ApplicationId::from_raw(act.mint(seller.bucket()));
    take_turn(act, (user, market.id), before.map(|it| it.id), id)?;
    if admission.door == Door::Invitation {
        invitation::use_up(act, market.id, &form.invitation)?;
    }
    let it = Application {
        id,
        seller,
        market: market.id,
        operator: market.operator,
        user_id: user,
        kind: form.kind,
        country: form.country.clone(),
        shop_name: form.shop_name.clone(),
        goods: String::new(),
        categories: String::new(),
        language: form.language.clone(),
        stage: Stage::Draft,
        turn: Turn::Applicant,
        due_at: Some(act.now + admission.days.draft * DAY),
        policy_number: version.number,
        attested: String::new(),
        score: None,
        reviewer: String::new(),
        reason: String::new(),
        ruling: String::new(),
        appeal: String::new(),
        begun_at: act.now,
        submitted_at: None,
        decided_at: None,
        refused_by: None,
        appealed_at: None,
        shop: None,
        version: 0,
    };
    store::insert(act.tx, std::slice::from_ref(&it))?;
    act.timer(id.get(), TimerKind::ApplicationDue, act.now + admission.days.draft * DAY);
    Case::any::<ApplicationRefusal>(act, id)?.step(act, Move::Begun, &person.name, "")?;
    Ok(id)
}

fn claim_of(user: UserId, market: MarketId) -> String {
    format!("{market}/{user}")
}

/// The latest application of a user to a market.
fn earlier(act: &mut Act<'_, '_>, user: UserId, market: MarketId) -> Outcome<Option<Application>> {
    let Some(id) = store::user::claimed(act.tx, APPLICANT, &claim_of(user, market))? else { return Ok(None) };
    Ok(store::application::application(act.tx, ApplicationId::from_raw(id))?)
}

/// Sent twice, the same form begins one application.
fn is_same(it: &Application, form: &Begin) -> bool {
    (it.kind, &it.country, &it.shop_name) == (form.kind, &form.country, &form.shop_name)
}

/// One application of a user is on its way to a market at a time; one that has ended makes room.
fn take_turn(
    act: &mut Act<'_, '_>,
    (user, market): (UserId, MarketId),
    before: Option<ApplicationId>,
    id: ApplicationId,
) -> Outcome {
    let claim = claim_of(user, market);
    if let Some(before) = before {
        store::user::unclaim(act.tx, APPLICANT, &claim, before.get())?;
    }
    if store::user::claim(act.tx, APPLICANT, &claim, id.get(), act.now)? {
        return Ok(());
    }
    // Begun elsewhere since this act looked: decided again, it finds that one.
    Err(Stop::Problem(Problem::Conflict))
}

/// The seller that the user acts for, or a new one of which nothing is known yet.
fn seller_of(act: &mut Act<'_, '_>, person: &User, form: &Begin, fresh: i64) -> Outcome<SellerId> {
    let memberships = store::user::memberships(act.tx, person.id)?;
    if let Some(found) = memberships.iter().find(|member| member.member_of == MemberOf::Seller) {
        if !found.role.may(MemberOf::Seller, Permission::PapersEdit) {
            let what = Permission::PapersEdit;
            return Err(Stop::Denied(Denied::Lacking { of: MemberOf::Seller, what }));
        }
        let seller = SellerId::from_raw(found.subject);
        match store::seller::trader(act.tx, seller)? {
            None => store::insert(act.tx, &[Trader::unknown(seller, form.kind.is_trader())])?,
            // Who trades does not become a private person by another shop.
            Some(known) if known.is_trader != form.kind.is_trader() => {
                return Err(Stop::Refused(ApplicationRefusal::KindNotTaken));
            }
            Some(_) => {}
        }
        return Ok(seller);
    }
    let id = SellerId::from_raw(act.mint(fresh));
    let email = person.email.clone().unwrap_or_default();
    let seller = Seller {
        id,
        name: form.shop_name.clone(),
        legal_name: String::new(),
        street: String::new(),
        postcode: String::new(),
        city: String::new(),
        country: form.country.clone(),
        vat_number: None,
        email: email.clone(),
        language: form.language.clone(),
        iban: String::new(),
        created_at: act.now,
        version: 0,
    };
    let membership = Membership {
        user_id: person.id,
        member_of: MemberOf::Seller,
        subject: id.get(),
        role: Role::Owner,
        since: act.now,
    };
    let row = MemberRow {
        seller: id,
        user_id: person.id,
        role: Role::Owner,
        since: act.now,
        email,
        name: person.name.clone(),
        language: person.language.clone(),
    };
    store::insert(act.tx, &[seller])?;
    store::insert(act.tx, &[membership])?;
    store::insert(act.tx, &[row])?;
    store::insert(act.tx, &[Trader::unknown(id, form.kind.is_trader())])?;
    Ok(id)
}
