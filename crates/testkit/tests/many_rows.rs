//! Many rows at once are written as they are, or not at all: on PostgreSQL they go another way than few.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::UserId;
use domain::user::User;
use store::{Problem, Tx};
use testkit::both;

/// More than go one by one on any database.
const MANY: i64 = 60;

fn guest(number: i64) -> User {
    let is_odd = number % 2 == 1;
    User {
        id: UserId::from_raw(((1_000 + number) << 22) | (number * 17 % 1_024)),
        email: None,
        name: format!("Zoé\t{number}\\n \n 订单 \"x\" {}", "y".repeat(usize::try_from(number * 40).unwrap())),
        password_hash: is_odd.then(|| "\\N".to_owned()),
        language: String::new(),
        verified_at: is_odd.then_some(-number),
        second_step_at: None,
        created_at: i64::MAX - number,
        version: 0,
    }
}

both!(many_rows_come_back_as_they_were_written_and_one_that_is_there_already_refuses_them_all, |world| {
    let db = world.engine.db();
    let all: Vec<User> = (0..MANY).map(guest).collect();
    let ids: Vec<UserId> = all.iter().map(|user| user.id).collect();
    let found = async |ids: Vec<UserId>| {
        let mut found = db.heavy(move |tx| store::user::users(tx, &ids)).await.unwrap();
        found.sort_by_key(|user| user.id);
        found
    };
    let rows = all.clone();
    db.act(move |tx: &mut Tx<'_>| store::insert(tx, &rows)).await.unwrap();
    assert_eq!(found(ids.clone()).await, all);

    let mut others: Vec<User> = (MANY..2 * MANY).map(guest).collect();
    let new: Vec<UserId> = others.iter().map(|user| user.id).collect();
    others.push(all[3].clone());
    let refused = db.act(move |tx: &mut Tx<'_>| store::insert(tx, &others)).await;
    assert!(matches!(refused, Err(Problem::Refused(_))), "{refused:?}");
    assert_eq!(found(new).await, [], "the others went back with it");
    assert_eq!(found(ids).await, all);
});
