//! What an operator does by hand at the machine, without a session: accounts whose address needs no proof, members
//! without an invitation, acting for a shop. Only the binary's commands use it; no page may.

use domain::address::email;
use domain::market::Market;
use domain::permission::Permission;
use domain::seller::{MemberOf, Membership, Role};
use domain::shop::{Shop, Zone};
use domain::user::{NAME_LETTERS_MAX, User, check_password};
use domain::{Micros, OperatorId, SellerId, ShopId, UserId};

use crate::shop::{SLUG, ShopRefusal, slug_claim};
use crate::stop::{OrAbsent, OrRefuse};
use crate::user::SignUpRefusal;
use crate::{Engine, OperatorMember, Presence, Seen, SellerMember, Stop, secret};

/// An account made by hand. Its address counts as proved: who works at the machine answers for it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub name: String,
    pub email: String,
    pub language: String,
    pub password_hash: String,
}

/// Checks a password by the rules of sign-up and hashes it.
pub async fn password_hash(engine: &Engine, password: String) -> Result<String, Stop<SignUpRefusal>> {
    check_password(&password, "").or_refuse()?;
    secret::hash_password(engine, password).await.map_err(|stop| stop.map(|never| match never {}))
}

/// Opens an account without a mail and without a session.
pub async fn add_account(
    engine: &Engine,
    account: NewAccount,
    now: Micros,
) -> Result<UserId, Stop<SignUpRefusal>> {
    let name = account.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_LETTERS_MAX {
        return Err(Stop::Refused(SignUpRefusal::NameMissing));
    }
    let address = email(&account.email).ok_or(Stop::Refused(SignUpRefusal::NotAnEmail))?;
    let bucket = engine.random_bucket();
    engine
        .act(now, move |act| {
            let id = UserId::from_raw(act.mint(bucket));
            if !store::user::claim(act.tx, "email", &address, id.get(), act.now)? {
                return Err(Stop::Refused(SignUpRefusal::Taken));
            }
            let user = User {
                id,
                email: Some(address.clone()),
                name: name.clone(),
                password_hash: Some(account.password_hash.clone()),
                language: account.language.clone(),
                verified_at: Some(act.now),
                second_step_at: None,
                created_at: act.now,
                version: 0,
            };
            store::insert(act.tx, &[user])?;
            Ok(id)
        })
        .await
}

/// The account of an address; absent where there is none.
pub async fn account_of(engine: &Engine, address: &str) -> Seen<UserId> {
    let address = email(address).or_absent()?;
    engine
        .read(move |tx| Ok(UserId::from_raw(store::user::claimed(tx, "email", &address)?.or_absent()?)))
        .await
}

/// Opens a shop for which the operator answers, whatever the market's door asks of others.
pub async fn open_shop(
    engine: &Engine,
    member: &SellerMember,
    shop: Shop,
    zones: Vec<Zone>,
    now: Micros,
) -> Result<Shop, Stop<ShopRefusal>> {
    member.may(Permission::ShopEdit)?;
    crate::shop::open_as(engine, member, shop, zones, now).await
}

/// Makes a user a member of a seller.
pub async fn add_seller_member(
    engine: &Engine,
    seller: SellerId,
    user: UserId,
    role: Role,
    now: Micros,
) -> Seen<()> {
    engine
        .act(now, move |act| {
            let person = store::user::user(act.tx, user)?.or_absent()?;
            store::seller::seller(act.tx, seller)?.or_absent()?;
            let membership = Membership {
                user_id: user,
                member_of: MemberOf::Seller,
                subject: seller.get(),
                role,
                since: act.now,
            };
            Ok(store::member::add(act.tx, &person, membership)?)
        })
        .await
}

/// Makes a user a member of an operator.
pub async fn add_operator_member(
    engine: &Engine,
    operator: OperatorId,
    user: UserId,
    role: Role,
    now: Micros,
) -> Seen<()> {
    engine
        .act(now, move |act| {
            let person = store::user::user(act.tx, user)?.or_absent()?;
            let membership = Membership {
                user_id: user,
                member_of: MemberOf::Operator,
                subject: operator.get(),
                role,
                since: act.now,
            };
            Ok(store::member::add(act.tx, &person, membership)?)
        })
        .await
}

impl SellerMember {
    /// The owner of the seller that a shop belongs to, with the shop.
    pub async fn by_hand(engine: &Engine, market: &Market, slug: &str) -> Seen<(Self, Shop)> {
        let claim = slug_claim(market.id, slug);
        engine
            .read(move |tx| {
                let id = ShopId::from_raw(store::user::claimed(tx, SLUG, &claim)?.or_absent()?);
                let shop = store::shop::shop(tx, id)?.or_absent()?;
                Ok((owner(tx, shop.seller)?, shop))
            })
            .await
    }

    /// The owner of a seller.
    pub async fn owner_by_hand(engine: &Engine, seller: SellerId) -> Seen<Self> {
        engine.read(move |tx| owner(tx, seller)).await
    }
}

fn owner(tx: &mut store::Tx<'_>, seller: SellerId) -> Seen<SellerMember> {
    let members = store::seller::members(tx, seller)?;
    let owner = members.into_iter().find(|member| member.role == Role::Owner).or_absent()?;
    let member = SellerMember::new(seller, (owner.user_id, owner.name), owner.role);
    Ok(member.present(Presence::by_hand()))
}

impl OperatorMember {
    /// A member of that operator; absent where the user is none.
    pub async fn by_hand(engine: &Engine, operator: OperatorId, user: UserId) -> Seen<Self> {
        engine
            .read(move |tx| {
                let members = store::user::memberships(tx, user)?;
                let is_of =
                    |one: &&Membership| one.member_of == MemberOf::Operator && one.subject == operator.get();
                let role = members.iter().find(is_of).or_absent()?.role;
                let person = store::user::user(tx, user)?.or_absent()?;
                Ok(Self::new(operator, (user, person.name), role).present(Presence::by_hand()))
            })
            .await
    }
}
