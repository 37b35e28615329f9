//! The demo's files are sound, and what is furnished from them is too.

use std::collections::HashSet;

use domain::Code;
use domain::order::OrderState;
use domain::payout::PayoutState;
use domain::refund::RequestState;

use super::*;
use crate::testing::folder;

const NOW: domain::Micros = 1_795_341_600_000_000;

fn demo(data: &Path) -> Config {
    let demo = Demo { data: Some(data.to_owned()), listen: Some("127.0.0.1:0".into()), ..Demo::default() };
    config(&demo, Settings::default()).unwrap()
}

#[test]
fn the_furnished_markets_show_every_state_and_the_doctor_finds_nothing() {
    let data = folder("demo");
    let config = demo(data.path());
    let clock = Clock::standing_at(past::beginning(NOW));
    let engine = open::engine(&config, &clock, Courier::default(), 8080).unwrap();
    let put = |moment| clock.put(moment);
    let runtime = open::runtime().unwrap();
    runtime.block_on(async {
        let markets = furnish::furnish(&engine, &put, NOW).await.unwrap();
        past::play(&engine, &put, &markets, NOW).await.unwrap();
        let broken: Vec<_> =
            engine::doctor::run(&engine).await.unwrap().into_iter().filter(|check| !check.holds).collect();
        assert!(broken.is_empty(), "{broken:#?}");
        let (mut orders, mut requests, mut payouts) = (HashSet::new(), HashSet::new(), HashSet::new());
        for (market, console) in markets.markets.iter().zip(&markets.consoles) {
            let home = engine::listing::home(&engine, market.id).await.unwrap();
            assert!(home.listings > 200, "{} lists {}", market.slug, home.listings);
            let overview = engine::console::overview(&engine, console, market.id, NOW).await.unwrap();
            orders.extend(overview.orders_by_state.iter().map(|(state, ..)| *state));
            for state in RequestState::ALL {
                let some = engine::refund::for_operator(&engine, console, market.id, *state).await.unwrap();
                requests.extend(some.first().map(|_| *state));
            }
            for state in [PayoutState::Proposed, PayoutState::Paid, PayoutState::Refused] {
                let some = engine::payout::listed(&engine, console, &[state], None).await.unwrap();
                payouts.extend(some.first().map(|_| state));
            }
        }
        use OrderState as O;
        for state in
            [O::ToShip, O::PartShipped, O::Shipped, O::Delivered, O::Completed, O::Cancelled, O::Refunded]
        {
            assert!(orders.contains(&state), "no order is {state:?}: {orders:?}");
        }
        use RequestState as R;
        for state in [
            R::Asked,
            R::RefusedBySeller,
            R::Escalated,
            R::Agreed,
            R::AgreedBySilence,
            R::Ruled,
            R::Withdrawn,
        ] {
            assert!(requests.contains(&state), "no request is {state:?}: {requests:?}");
        }
        assert_eq!(payouts.len(), 3, "{payouts:?}");
        let (mall, console) = (markets.markets[0].id, &markets.consoles[0]);
        use engine::application::{Queue, queue, watched};
        for part in [Queue::Ours, Queue::Theirs, Queue::Preparing] {
            let found = queue(&engine, console, mall, (part, None), None).await.unwrap();
            assert!(found.len() == 1 && found[0].due_at > NOW, "{part:?}: {found:?}");
        }
        let ending = domain::paper::PapersWanted::of(domain::paper::PaperPart::Ending);
        let papers = watched(&engine, console, mall, (ending, NOW), None).await.unwrap();
        assert!(!papers.is_empty(), "there is a paper to be reminded of");
    });
}

#[test]
fn only_a_folder_of_the_demos_own_is_deleted() {
    let data = folder("foreign");
    std::fs::write(data.path().join("thesis.txt"), "years of work").unwrap();
    assert!(reset(data.path()).is_err() && prepare(data.path()).is_err());
    assert!(data.path().join("thesis.txt").exists());

    let own = data.path().join("demo");
    assert!(!prepare(&own).unwrap(), "a new folder has no past");
    std::fs::write(own.join("halles.db"), "half").unwrap();
    assert!(!prepare(&own).unwrap(), "what was only begun is begun anew");
    assert!(!own.join("halles.db").exists());
    mark(&own, FURNISHED).unwrap();
    assert!(prepare(&own).unwrap());
    reset(&own).unwrap();
    assert!(!own.exists());
}

#[test]
fn a_past_is_played_only_where_the_demo_waits_for_it() {
    let data = folder("furnish");
    let demo = Demo { data: Some(data.path().to_owned()), furnish: Some(8080), ..Demo::default() };
    for marker in [None, Some(FURNISHED)] {
        marker.into_iter().for_each(|text| mark(data.path(), text).unwrap());
        let refused = run(&demo).unwrap_err().to_string();
        assert!(refused.contains("does not wait for a past"), "{refused}");
    }
    assert!(!data.path().join("halles.db").exists());
}
