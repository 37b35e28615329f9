//! A seller's statement tells on every page what the seller had after each transfer, back to the first.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::event::TimerKind;
use domain::{DAY, OrderId};
use engine::order::Ship;
use engine::payout::Statement;
use ledger::{Account, AccountKind};
use money::Currency;
use store::ledger::PostedTransfer;
use testkit::{World, both};

async fn sells_one(world: &World, offer: domain::OfferId, number: usize) -> OrderId {
    let cast = &world.cast;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    let order = world.buys(cast.marta, cast.mall.id, &format!("k{number}")).await.orders[0];
    let ship = Ship { order, carrier: "GLS".into(), tracking: "1".into(), pieces: vec![] };
    engine::order::ship(&world.engine, &cast.brume, ship, world.now()).await.unwrap();
    engine::order::confirm(&world.engine, cast.marta, order, world.now()).await.unwrap();
    order
}

/// All pages, from the newest transfer to the first.
async fn pages(world: &World) -> Vec<Statement> {
    let (engine, member) = (&world.engine, &world.cast.brume);
    let mut pages = vec![engine::payout::statement(engine, member, Currency::EUR, None).await.unwrap()];
    while let Some(before) = pages.last().and_then(|page| page.older) {
        pages.push(engine::payout::statement(engine, member, Currency::EUR, Some(before)).await.unwrap());
    }
    pages
}

/// By how much a transfer changes what the seller has: worked out account by account.
fn change(transfer: &PostedTransfer) -> i64 {
    let own = |kind, subject| {
        let account = Account::of(kind, subject);
        let is_own = matches!(
            account.kind,
            AccountKind::PayablePending | AccountKind::PayableAvailable | AccountKind::DueFromSeller
        );
        i64::from(is_own)
    };
    let credit = own(transfer.credit_kind, transfer.credit_subject);
    transfer.amount * (credit - own(transfer.debit_kind, transfer.debit_subject))
}

both!(every_page_goes_on_where_the_last_one_ended, |world| {
    let cast = &world.cast;
    let bowl = world.sells(&cast.brume, &cast.brume_shop, "Bowl", 4_800, 90).await;
    let shoe = world.sells(&cast.north, &cast.north_shop, "Shoe", 8_900, 90).await;
    let mut orders = Vec::new();
    for number in 0..26 {
        orders.push(sells_one(world, bowl, number).await);
    }
    world.puts_in_cart(cast.marta, cast.mall.id, shoe, 1).await;
    world.buys(cast.marta, cast.mall.id, "another's").await;
    world.travels(15 * DAY).await;
    for payout in engine::payout::payouts(&world.engine, &cast.brume).await.unwrap() {
        engine::payout::approve(&world.engine, &cast.olga, payout.id, world.now()).await.unwrap();
    }
    // The balance is empty now: what goes back is owed.
    for order in &orders[..2] {
        let text = "Sorry".to_owned();
        engine::refund::refund_by_seller(&world.engine, &cast.brume, *order, 1_000, text, world.now())
            .await
            .unwrap();
    }
    let pages = pages(world).await;
    assert!(pages.len() > 2, "{} pages", pages.len());
    let balance = &engine::payout::balance(&world.engine, &cast.brume).await.unwrap()[0];
    let mut running = balance.pending + balance.available - balance.due;
    assert!(running < 0, "the seller owes: {balance:?}");
    let mut last = i64::MAX;
    for page in &pages {
        assert_eq!(page.had_minor, running);
        for transfer in &page.transfers {
            assert!(transfer.id.get() < last, "newest first, none twice");
            (last, running) = (transfer.id.get(), running - change(transfer));
        }
    }
    assert_eq!(running, 0, "before the first transfer there was nothing");
    let dollars = engine::payout::statement(&world.engine, &cast.brume, Currency::USD, None).await.unwrap();
    assert_eq!((dollars.transfers.len(), dollars.had_minor, dollars.older), (0, 0, None));
});

both!(the_next_look_at_the_balance_is_the_timer_s, |world| {
    let (engine, brume) = (&world.engine, &world.cast.brume);
    let first = engine::payout::next_proposal_at(engine, brume).await.unwrap().unwrap();
    assert!(first > world.now());
    world.travels(first - world.now()).await;
    let second = engine::payout::next_proposal_at(engine, brume).await.unwrap().unwrap();
    let policy = engine.policy(world.cast.mall.id, world.now()).policy.clone();
    assert_eq!(second, first + policy.payouts.every_days * DAY);
    let (db, seller) = (engine.db(), brume.seller.get());
    let kept = db.read(move |tx| store::timer::due_at(tx, seller, TimerKind::PayoutProposes)).await;
    assert_eq!(kept.unwrap(), Some(second));
});
