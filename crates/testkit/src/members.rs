//! People who come and go while they are signed in: accounts with the cast's password, memberships given and taken away as
//! another member would.

use domain::seller::{MemberOf, Membership, Role};
use domain::{OperatorId, SellerId, UserId};
use engine::by_hand::{self, NewAccount};
use engine::user::{SignIn, SignedIn};
use store::Stored;

use crate::{PASSWORD, World};

impl World {
    /// Somebody with an account, signed in on the mall; a member of nobody yet.
    pub async fn signed_in(&self, email: &str) -> SignedIn {
        let hashed = by_hand::password_hash(&self.engine, PASSWORD.into()).await;
        let password_hash = hashed.expect("the cast's password will do");
        let account =
            NewAccount { name: email.into(), email: email.into(), language: "en".into(), password_hash };
        by_hand::add_account(&self.engine, account, self.now()).await.expect("the address is free");
        self.signed_in_again(email).await
    }

    /// One more session of somebody with the cast's password.
    pub async fn signed_in_again(&self, email: &str) -> SignedIn {
        let form = SignIn {
            email: email.into(),
            password: PASSWORD.into(),
            host: "mall.localhost".into(),
            agent: "test".into(),
            origin: Default::default(),
            guest: None,
        };
        let entry = engine::user::sign_in(&self.engine, form, self.now()).await.expect("they can sign in");
        entry.signed_in().expect("no code is asked for")
    }

    /// Who has an address.
    pub async fn user_of(&self, email: &str) -> UserId {
        by_hand::account_of(&self.engine, email).await.expect("there is such an account")
    }

    /// The role that somebody has at this moment.
    pub async fn role_of(&self, user: UserId, of: MemberOf) -> Option<Role> {
        let read = self.engine.db().read(move |tx| -> Stored<_> { store::user::memberships(tx, user) });
        let all: Vec<Membership> = read.await.expect("memberships can be read");
        all.into_iter().find(|one| one.member_of == of).map(|one| one.role)
    }

    /// As by the link of a letter.
    pub async fn proves_address(&self, user: UserId) {
        let now = self.now();
        let prove = move |tx: &mut store::Tx<'_>| -> Stored<()> {
            let person = store::user::user(tx, user)?.expect("an account");
            store::save(tx, &[domain::user::User { verified_at: Some(now), ..person }])
        };
        self.engine.db().act(prove).await.expect("it can be written");
    }

    /// Gives a role, or takes the membership away.
    pub async fn becomes(&self, user: UserId, (of, subject): (MemberOf, i64), role: Option<Role>) {
        if self.role_of(user, of).await.is_some() {
            let remove = move |tx: &mut store::Tx<'_>| -> Stored<bool> {
                store::member::remove(tx, (of, subject), user)
            };
            assert!(self.engine.db().act(remove).await.expect("it can be written"), "they were a member");
        }
        let Some(role) = role else { return };
        let (engine, now) = (&self.engine, self.now());
        let added = match of {
            MemberOf::Seller => {
                by_hand::add_seller_member(engine, SellerId::from_raw(subject), user, role, now).await
            }
            MemberOf::Operator => {
                by_hand::add_operator_member(engine, OperatorId::from_raw(subject), user, role, now).await
            }
        };
        added.expect("they become a member");
    }
}
