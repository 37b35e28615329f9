//! A provider that lies, is silent or speaks twice: nobody gets goods for money that is not there, and what was paid in
//! truth is not lost.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::sync::Arc;

use domain::purchase::PurchaseState;
use domain::{DAY, MINUTE, PaymentId};
use engine::Stop;
use engine::checkout::Placed;
use engine::payment::HookRefusal;
use engine::sandbox::{Mood, Moody};
use gateways::payment::sandbox::deliver;
use gateways::payment::signature::Secret;
use gateways::payment::{EventKind, ProviderEvent};
use money::{Currency, Money};
use testkit::{World, both};

const CARD: &str = "4000000000000606";
const TOTAL: i64 = 5_290;

async fn placed(world: &World, key: &str) -> Placed {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, &format!("Bowl {key}"), 4_800, 5).await;
    world.puts_in_cart(cast.marta, cast.mall.id, bowl, 1).await;
    world.places(cast.marta, cast.mall.id, key).await.unwrap()
}

async fn outcome(world: &World, placed: &Placed) -> (PurchaseState, usize) {
    let view = engine::purchase::view(&world.engine, world.cast.marta, placed.purchase).await.unwrap();
    (view.purchase.state, view.orders.len())
}

fn charge(placed: &Placed) -> &str {
    placed.pay_url.as_deref().unwrap().rsplit('/').next().unwrap()
}

/// The provider says, and signs, that a charge of so much for that payment was paid.
async fn says_paid(
    world: &World,
    (reference, intent, amount): (&str, PaymentId, i64),
) -> Result<(), Stop<HookRefusal>> {
    let event = ProviderEvent {
        id: format!("ev_{reference}_{intent}_{amount}"),
        kind: EventKind::ChargePaid,
        reference: reference.to_owned(),
        intent: intent.to_string(),
        amount: Money::new(amount, Currency::EUR),
        at_micros: world.now(),
        code: None,
    };
    let delivery = deliver(&event, &Secret::from_bytes(&[9; 32]).unwrap(), world.now());
    let header =
        |name: &str| delivery.headers.iter().find(|(known, _)| *known == name).map(|(_, v)| v.clone());
    engine::payment::on_event(&world.engine, "sandbox", &header, &delivery.body, world.now()).await
}

fn is_in_a(world: &World, mood: Mood) {
    world.engine.set_provider(Arc::new(Moody::new(&world.engine, move || mood)));
}

both!(a_success_that_is_not_so_brings_no_goods, |world| {
    let placed = placed(world, "k").await;
    for _ in 0..2 {
        let told = says_paid(world, (charge(&placed), placed.payment, TOTAL)).await;
        assert!(matches!(told, Err(Stop::Problem(_))), "the provider is to say it again: {told:?}");
    }
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Waiting, 0));
    world.later(DAY).await;
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Expired, 0));
});

both!(a_word_about_another_purchase_pays_neither_for_nothing, |world| {
    let (paid, open) = (placed(world, "paid").await, placed(world, "open").await);
    world.pays(&paid, CARD).await;
    let told = says_paid(world, (charge(&paid), open.payment, TOTAL)).await;
    assert!(matches!(told, Err(Stop::Problem(_))), "{told:?}");
    assert_eq!(outcome(world, &open).await, (PurchaseState::Waiting, 0));
    says_paid(world, (charge(&open), paid.payment, TOTAL)).await.unwrap();
    assert_eq!(outcome(world, &paid).await, (PurchaseState::Paid, 1), "its own charge is asked about");
});

both!(a_wrong_amount_is_not_believed_and_the_right_one_said_twice_counts_once, |world| {
    let placed = placed(world, "k").await;
    assert!(says_paid(world, (charge(&placed), placed.payment, TOTAL + 1)).await.is_err());
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Waiting, 0));
    world.pays(&placed, CARD).await;
    for amount in [TOTAL + 1, TOTAL, TOTAL, 1] {
        says_paid(world, (charge(&placed), placed.payment, amount)).await.unwrap();
    }
    assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
});

both!(whatever_mood_the_provider_was_in_the_truth_comes_out, |world| {
    for (name, mood) in Mood::ALL.into_iter().filter(|(_, mood)| *mood != Mood::Slow) {
        let placed = placed(world, name).await;
        world.pays(&placed, CARD).await;
        is_in_a(world, mood);
        // The word of a liar is a fault that somebody can look at, silence is none; neither makes orders.
        let _ = engine::purchase::returned(&world.engine, placed.purchase, world.now()).await;
        let before = outcome(world, &placed).await;
        let expected = if mood == Mood::Honest { PurchaseState::Paid } else { PurchaseState::Waiting };
        assert_eq!(before.0, expected, "{name}");
        is_in_a(world, Mood::Honest);
        world.later(5 * MINUTE).await;
        assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1), "{name}");
    }
});

both!(a_provider_that_says_nothing_at_first_has_a_page_later, |world| {
    for mood in [Mood::Silent, Mood::SilentAfter] {
        is_in_a(world, mood);
        let placed = placed(world, &format!("{mood:?}")).await;
        assert!(placed.pay_url.is_none());
        is_in_a(world, Mood::Honest);
        let (user, host) = (world.cast.marta, "http://mall.localhost:8080");
        let page = engine::purchase::pay(&world.engine, user, placed.purchase, host.into(), world.now());
        let placed = Placed { pay_url: Some(page.await.unwrap()), ..placed };
        world.pays(&placed, CARD).await;
        world.returns(&placed).await;
        assert_eq!(outcome(world, &placed).await, (PurchaseState::Paid, 1));
    }
});

both!(a_payment_about_which_the_provider_lies_keeps_no_other_from_being_settled, |world| {
    let operator = world.engine.operators()[0].id;
    let settled = async || {
        let days =
            engine::console::reconciliation(&world.engine, &world.cast.olga, world.now()).await.unwrap();
        days.iter().map(|day| (day.file_net, day.bank)).collect::<Vec<_>>()
    };
    let (odd, sound) = (placed(world, "odd").await, placed(world, "sound").await);
    world.pays(&sound, CARD).await;
    world.returns(&sound).await;
    let paid_at = world.now();
    is_in_a(world, Mood::WrongPurchase);
    world.pays(&odd, CARD).await;
    // Six weeks in which only the files tell of that payment, and the provider denies it.
    for _ in 0..6 {
        world.days_later(7).await;
    }
    let file = engine::settlement::sandbox_file(&world.engine, operator, paid_at).await.unwrap();
    assert_eq!(String::from_utf8(file).unwrap().lines().count(), 3, "two payments under a head");
    let before = settled().await;
    assert!(before.iter().all(|(file, bank)| file == bank && *file > 0), "{before:?}");
    assert_eq!(outcome(world, &odd).await.0, PurchaseState::Expired);
    is_in_a(world, Mood::Honest);
    world.days_later(1).await;
    // Its stock is gone to nobody: the purchase comes to life again, and what it brought is booked.
    assert_eq!(outcome(world, &odd).await.0, PurchaseState::Paid);
    let checks = engine::doctor::run(&world.engine).await.unwrap();
    assert!(checks.iter().all(|check| check.holds), "{checks:?}");
});
