//! Processes share the numbers under which ids are made: nobody's ids are made twice.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::MINUTE;
use store::{Problem, Stored};
use testkit::both;

both!(who_renews_keeps_the_own_number_when_a_lower_one_is_left, |world| {
    let lease = |holder: &'static str| {
        let now = world.now();
        world.engine.db().act(move |tx| -> Stored<i64> {
            let lease = store::event::lease_node(tx, holder, now + MINUTE, now)?;
            lease.map(|(node, _)| node).ok_or(Problem::Conflict)
        })
    };
    let (first, second) = (lease("first").await.unwrap(), lease("second").await.unwrap());
    assert!(first < second);
    world.time_passes(MINUTE / 2);
    assert_eq!(lease("second").await.unwrap(), second);
    world.time_passes(MINUTE * 3 / 4);
    assert_eq!(lease("second").await.unwrap(), second, "the first one's number is free by now");
    assert!(lease("third").await.unwrap() < second, "and goes to who has none");
});
