//! What selling costs: a deposit and a year paid at the door through the provider or out of the balance, too late, twice, and
//! settled; then a year earned month by month, and the deposit back at the end.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use domain::admission::{Admission, Door, ShopKind};
use domain::application::{ApplicationRefusal, Stage};
use domain::fee::{ATTEMPTS_MAX, Fee, FeeRefusal};
use domain::invoice::{Invoice, InvoiceCause, InvoiceSeries};
use domain::market::Market;
use domain::paper::Lack;
use domain::payout::PayoutState;
use domain::policy::Fees;
use domain::policy::fees::{Band, Tariff};
use domain::shop::ShopState;
use domain::{ApplicationId, DAY, MINUTE, OrderId};
use engine::application as door;
use engine::audit::Wanted;
use engine::fee::{UseDeposit, Way};
use engine::{Denied, SellerMember, Stop};
use money::{Currency, Rate};
use testkit::applicants::{begins, card, delivers, details, sees};
use testkit::{World, both};

const DEPOSIT: i64 = 50_000;
const YEAR: i64 = 36_000;
/// 20 % of the year; a deposit bears none.
const VAT: i64 = 7_200;
const DUE: i64 = DEPOSIT + YEAR + VAT;

fn tariff(amount_minor: i64) -> Vec<Tariff> {
    vec![Tariff { amount_minor, ..Tariff::default() }]
}

fn fees() -> Fees {
    Fees { deposit: tariff(DEPOSIT), annual: tariff(YEAR), ..Fees::default() }
}

/// A market whose door is open to who pays.
async fn market(world: &World, fees: Fees) -> Market {
    let (engine, mall) = (&world.engine, &world.cast.mall);
    let mut policy = engine.policy(mall.id, world.now()).policy.clone();
    (policy.admission, policy.fees) = (Admission { door: Door::Open, ..Admission::default() }, fees);
    let slug = format!("fees-{}", engine.markets().len());
    let market = Market { slug: slug.clone(), name: slug.clone(), ..mall.clone() };
    let host = format!("{slug}.localhost");
    engine::market::open_market(engine, market, &host, policy, world.now()).await.unwrap()
}

/// Sam is approved at once: nobody has to look, but there is something to pay.
async fn approved(world: &World, market: &Market) -> (SellerMember, ApplicationId) {
    let (engine, now) = (&world.engine, world.now());
    let (sam, id) = begins(world, market, ShopKind::Flagship).await;
    door::save_details(engine, &sam, id, details(&["kitchen"]), now).await.unwrap();
    door::submit(engine, &sam, id, now).await.unwrap();
    world.settle().await;
    (sam, id)
}

async fn stage(world: &World, member: &SellerMember, id: ApplicationId) -> Stage {
    sees(world, member, id).await.it.stage
}

/// Opens the provider's page; answers the charge.
async fn page(world: &World, member: &SellerMember, id: ApplicationId) -> String {
    let back = "http://mall.localhost:8080/seller/applications/x/return".to_owned();
    let way = (Way::Provider, back);
    let url = engine::fee::pay(&world.engine, member, id.get(), way, world.now()).await.unwrap().unwrap();
    assert!(url.starts_with("http://mall.localhost:8080/sandbox/pay/"), "{url}");
    url.rsplit('/').next().unwrap().to_owned()
}

async fn tries(world: &World, charge: &str, number: &str) {
    engine::sandbox::pay(&world.engine, charge, card(number), world.now()).await.unwrap();
}

async fn returns(world: &World, member: &SellerMember, id: ApplicationId) {
    engine::fee::returned(&world.engine, member, id.get(), world.now()).await.unwrap();
}

/// Minor units of all accounts of a kind, positive on its own side.
async fn amount(world: &World, code: &str) -> i64 {
    let lines = engine::console::trial_balance(&world.engine, &world.cast.olga, None).await.unwrap();
    let line = lines.iter().find(|line| line.currency == Currency::EUR && line.kind.code() == code);
    line.map_or(0, |line| match line.kind.side() {
        ledger::Side::Debit => line.debit - line.credit,
        ledger::Side::Credit => line.credit - line.debit,
    })
}

/// An open shop that paid by card.
async fn opened(world: &World, market: &Market) -> (SellerMember, ApplicationId) {
    let (sam, id) = approved(world, market).await;
    let charge = page(world, &sam, id).await;
    tries(world, &charge, "4242424242424242").await;
    returns(world, &sam, id).await;
    delivers(world, &sam, id).await;
    door::open_shop(&world.engine, &sam, id, world.now()).await.unwrap();
    world.settle().await;
    (sam, id)
}

both!(who_is_approved_pays_deposit_and_year_with_vat_before_it_prepares, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = approved(world, &market).await;
    let engine = &world.engine;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop), (Stage::Paying, None));
    assert_eq!(view.due.iter().map(Fee::gross).sum::<i64>(), DUE);
    assert!(view.lacks.iter().all(Lack::is_unpaid) && view.lacks.len() == 2, "{:?}", view.lacks);
    let early = door::open_shop(engine, &sam, id, world.now()).await;
    assert!(matches!(early, Err(Stop::Refused(ApplicationRefusal::NotNow))));
    let short = engine::fee::pay(engine, &sam, id.get(), (Way::Balance, String::new()), world.now()).await;
    assert!(matches!(short, Err(Stop::Refused(FeeRefusal::BalanceShort))));
    let unproved = SellerMember::of(engine, world.cast.sam).await.unwrap();
    let unproved =
        engine::fee::pay(engine, &unproved, id.get(), (Way::Balance, String::new()), world.now()).await;
    assert!(matches!(unproved, Err(Stop::Denied(Denied::Unproved))), "who pays shows that it is them");
    let stranger = (Way::Provider, "http://x/".to_owned());
    let stranger = engine::fee::pay(engine, &world.cast.brume, id.get(), stranger, world.now()).await;
    assert!(matches!(stranger, Err(Stop::Absent)), "another seller's account does not exist");

    let charge = page(world, &sam, id).await;
    assert_eq!(page(world, &sam, id).await, charge, "pressed twice, one page");
    tries(world, &charge, "4242424242424242").await;
    returns(world, &sam, id).await;
    returns(world, &sam, id).await;
    world.later(MINUTE).await;
    world.webhooks_arrive().await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.due.len()), (Stage::Preparing, 0));
    assert_eq!(view.shop.unwrap().state, ShopState::Preparing);
    let table = [("deposit", DEPOSIT), ("deferred_fee", YEAR), ("fee_vat", VAT), ("payable_available", 0)];
    for (account, expected) in table {
        assert_eq!(amount(world, account).await, expected, "{account}");
    }
    let again = engine::fee::pay(engine, &sam, id.get(), (Way::Balance, String::new()), world.now()).await;
    assert!(matches!(again, Err(Stop::Refused(FeeRefusal::NothingDue))));
    world.days_later(2).await;
    let days = engine::console::reconciliation(engine, &world.cast.olga, world.now()).await.unwrap();
    assert!(days.iter().any(|day| day.file_net > 0) && days.iter().all(|day| !day.differs), "{days:?}");
    let cost = amount(world, "provider_cost").await;
    assert_eq!(amount(world, "own_bank").await, YEAR + VAT - cost, "swept, less what the provider took");
});

both!(a_declined_card_pays_nothing_and_a_silent_payment_is_asked_about, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = approved(world, &market).await;
    let charge = page(world, &sam, id).await;
    tries(world, &charge, "4000000000000002").await;
    returns(world, &sam, id).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Paying, "a declined card pays nothing");
    engine::sandbox::try_again(&world.engine, &charge, world.now()).await.unwrap();
    tries(world, &charge, "4000000000000606").await;
    world.later(10 * MINUTE).await;
    assert_eq!(
        stage(world, &sam, id).await,
        Stage::Preparing,
        "no browser came back, so the provider was asked"
    );
});

both!(money_that_comes_too_late_goes_back_in_full_and_opens_nothing, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = approved(world, &market).await;
    let charge = page(world, &sam, id).await;
    world.days_later(31).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Lapsed, "the deadline is over");
    tries(world, &charge, "4242424242424242").await;
    returns(world, &sam, id).await;
    world.settle().await;
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop), (Stage::Lapsed, None));
    assert!(world.letters().iter().any(|letter| letter.text.contains("PaidTooLate")));
    world.days_later(2).await;
    for account in ["deposit", "deferred_fee", "payable_available", "buyer_balance", "provider_transit"] {
        assert_eq!(amount(world, account).await, 0, "{account}");
    }
});

both!(paid_twice_the_second_goes_back, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = approved(world, &market).await;
    let charge = page(world, &sam, id).await;
    // The first attempt falls silent; another one is opened beside it, and both are paid.
    world.later(3 * DAY).await;
    let other = page(world, &sam, id).await;
    assert_ne!(charge, other);
    tries(world, &charge, "4242424242424242").await;
    tries(world, &other, "4242424242424242").await;
    returns(world, &sam, id).await;
    world.days_later(2).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Preparing);
    assert_eq!((amount(world, "deposit").await, amount(world, "deferred_fee").await), (DEPOSIT, YEAR));
    assert_eq!((amount(world, "buyer_balance").await, amount(world, "payable_available").await), (0, 0));
});

both!(a_year_is_earned_by_the_month_and_the_next_one_becomes_a_debt_where_nothing_is_available, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = opened(world, &market).await;
    world.days_later(32).await;
    assert_eq!(amount(world, "annual_income").await, YEAR / 12);
    world.days_later(300).await;
    assert_eq!(amount(world, "annual_income").await, YEAR / 12 * 10);
    world.days_later(34).await;
    assert_eq!(amount(world, "annual_income").await, YEAR, "twelve months sum to the whole");
    assert_eq!(amount(world, "deferred_fee").await, YEAR, "the next year is charged");
    assert_eq!(amount(world, "due_from_seller").await, YEAR + VAT);
    assert_eq!(amount(world, "deposit").await, DEPOSIT, "a deposit pays no fee");
    assert_eq!(stage(world, &sam, id).await, Stage::Open, "a debt closes nothing");
    // What is sold from now on pays it first.
    let shop = sees(world, &sam, id).await.shop.unwrap();
    let offer = world.sells(&sam, &shop, "Gaiwan", 60_000, 3).await;
    world.puts_in_cart(world.cast.marta, market.id, offer, 1).await;
    let bought = world.buys(world.cast.marta, market.id, "late").await;
    let (order, engine) = (bought.orders[0], &world.engine);
    let ship =
        engine::order::Ship { order, carrier: "Colissimo".into(), tracking: "8R".into(), pieces: vec![] };
    engine::order::ship(engine, &sam, ship, world.now()).await.unwrap();
    engine::order::confirm(engine, world.cast.marta, order, world.now()).await.unwrap();
    let own = amount(world, "own_bank").await;
    world.days_later(5).await;
    assert_eq!(amount(world, "due_from_seller").await, 0);
    assert!(amount(world, "own_bank").await - own > YEAR, "only now it is the operator's");
});

both!(the_first_year_keeps_the_rules_of_the_door_and_the_next_one_has_those_of_its_day, |world| {
    let market = market(world, fees()).await;
    let _ = opened(world, &market).await;
    world.changes_rules(market.id, |policy| policy.fees.annual = tariff(YEAR * 2)).await;
    world.days_later(300).await;
    let deferred = amount(world, "deferred_fee").await;
    assert!(deferred < YEAR, "the year that was begun costs what it cost: {deferred}");
    world.days_later(80).await;
    assert_eq!(amount(world, "due_from_seller").await, (YEAR + VAT) * 2);
});

both!(too_many_attempts_in_vain_have_to_wait_for_a_day_and_no_longer, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = approved(world, &market).await;
    for _ in 0..ATTEMPTS_MAX {
        let charge = page(world, &sam, id).await;
        tries(world, &charge, "4000000000000002").await;
        returns(world, &sam, id).await;
    }
    let pays =
        || engine::fee::pay(&world.engine, &sam, id.get(), (Way::Provider, String::new()), world.now());
    let more = pays().await;
    assert!(matches!(more, Err(Stop::Refused(FeeRefusal::TooManyAttempts))), "{more:?}");
    world.time_passes(DAY);
    assert!(pays().await.unwrap().is_some(), "the next day there is a page again");
});

both!(the_deposit_comes_back_after_the_days_that_the_rules_name, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = opened(world, &market).await;
    door::close(&world.engine, &sam, id, world.now()).await.unwrap();
    world.days_later(29).await;
    assert_eq!(amount(world, "deposit").await, DEPOSIT);
    world.days_later(2).await;
    world.days_later(8).await;
    assert_eq!(amount(world, "deposit").await, 0);
    assert!(world.letters().iter().any(|letter| letter.text.contains("DepositReturned")));
    let again = engine::shop::set_state(
        &world.engine,
        &world.cast.olga,
        sees(world, &sam, id).await.shop.unwrap().id,
        ShopState::Open,
        world.now(),
    )
    .await;
    assert!(matches!(again, Err(Stop::Refused(ApplicationRefusal::Lacking(_)))), "not without its deposit");
    let paid = engine::payout::listed(&world.engine, &world.cast.olga, &[PayoutState::Proposed], None).await;
    for payout in paid.unwrap() {
        engine::payout::approve(&world.engine, &world.cast.olga, payout.payout, world.now()).await.unwrap();
    }
    world.days_later(31).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Settled);
});

/// Amounts and reasons of what people did, as the audit keeps them.
async fn audited(world: &World, deed: &str) -> Vec<(i64, String)> {
    world.settle().await;
    let wanted = Wanted { deed: deed.into(), ..Wanted::default() };
    let shown = engine::audit::of_operator(&world.engine, &world.cast.olga, wanted).await.unwrap();
    let said = |entry: &domain::audit::AuditEntry| {
        let after: serde_json::Value = serde_json::from_str(&entry.after).unwrap();
        (after["amount"].as_i64().unwrap(), after["reason"].as_str().unwrap_or_default().to_owned())
    };
    shown.entries.iter().map(said).collect()
}

/// A completed order of 48.00 and its delivery in the seller's shop.
async fn sold(world: &World, sam: &SellerMember, id: ApplicationId, market: &Market) -> OrderId {
    let (engine, marta) = (&world.engine, world.cast.marta);
    let shop = sees(world, sam, id).await.shop.unwrap();
    let offer = world.sells(sam, &shop, "Gaiwan", 4_800, 3).await;
    world.puts_in_cart(marta, market.id, offer, 1).await;
    let order = world.buys(marta, market.id, "deposit").await.orders[0];
    let ship =
        engine::order::Ship { order, carrier: "Colissimo".into(), tracking: "8R".into(), pieces: vec![] };
    engine::order::ship(engine, sam, ship, world.now()).await.unwrap();
    engine::order::confirm(engine, marta, order, world.now()).await.unwrap();
    world.settle().await;
    order
}

both!(a_buyer_is_made_whole_out_of_the_deposit_and_who_does_not_top_it_up_is_taken_off_sale, |world| {
    let market = market(world, fees()).await;
    let (sam, id) = opened(world, &market).await;
    let order = sold(world, &sam, id, &market).await;
    let shop = sees(world, &sam, id).await.shop.unwrap().id;
    let (engine, olga) = (&world.engine, &world.cast.olga);
    let take = |amount_minor: i64, reason: &str, key: &str| {
        let (reason, key) = (reason.to_owned(), key.to_owned());
        let wish = UseDeposit { shop, order, amount_minor, reason, key };
        engine::fee::use_for_buyer(engine, olga, wish, world.now())
    };
    for (amount, reason, refusal) in [
        (2_000, " ", FeeRefusal::ReasonMissing),
        (DEPOSIT + 1, "Broken", FeeRefusal::DepositShort),
        (5_291, "Broken", FeeRefusal::AmountOutOfRange),
    ] {
        let refused = take(amount, reason, "no").await;
        assert!(matches!(refused, Err(Stop::Refused(found)) if found == refusal), "{amount} {reason}");
    }
    take(2_000, "It came broken", "once").await.unwrap();
    take(2_000, "It came broken", "once").await.unwrap();
    let other = take(1_000, "It came broken", "once").await;
    assert!(matches!(other, Err(Stop::Refused(FeeRefusal::OtherContent))));
    world.settle().await;
    assert_eq!(amount(world, "deposit").await, DEPOSIT - 2_000, "pressed twice, taken once");
    assert_eq!(audited(world, "deposit.used").await, [(2_000, "It came broken".to_owned())]);
    assert_eq!(world.order(world.cast.marta, order).await.order.refunded, 2_000);
    assert!(world.letters().iter().any(|letter| letter.text.contains("It came broken")));
    assert_eq!(sees(world, &sam, id).await.due.iter().map(Fee::gross).sum::<i64>(), 2_000);
    world.days_later(14).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Open);
    world.days_later(2).await;
    assert_eq!(stage(world, &sam, id).await, Stage::Supervised, "nobody topped it up");
    engine::fee::pay(engine, &sam, id.get(), (Way::Balance, String::new()), world.now()).await.unwrap();
    let view = sees(world, &sam, id).await;
    assert_eq!((view.it.stage, view.shop.unwrap().state), (Stage::Open, ShopState::Open));
    assert_eq!(audited(world, "fee.paid").await, [(2_000, String::new())]);
    assert_eq!(amount(world, "deposit").await, DEPOSIT);
});

both!(a_shop_without_an_application_can_be_asked_for_a_deposit, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    let shop = cast.brume_shop.id;
    engine::fee::ask_for_deposit(engine, &cast.olga, (shop, 30_000), world.now()).await.unwrap();
    let twice = engine::fee::ask_for_deposit(engine, &cast.olga, (shop, 30_000), world.now()).await;
    assert!(matches!(twice, Err(Stop::Refused(FeeRefusal::AskedAlready))));
    world.days_later(16).await;
    let state = || async { engine::shop::of_member(engine, &cast.brume).await.unwrap()[0].state };
    assert_eq!(state().await, ShopState::Supervised);
    let way = (Way::Provider, "http://mall.localhost:8080/seller/fees/return".to_owned());
    let url = engine::fee::pay(engine, &cast.brume, shop.get(), way, world.now()).await.unwrap().unwrap();
    tries(world, url.rsplit('/').next().unwrap(), "4242424242424242").await;
    engine::fee::returned(engine, &cast.brume, shop.get(), world.now()).await.unwrap();
    assert_eq!((state().await, amount(world, "deposit").await), (ShopState::Open, 30_000));
});

both!(a_year_that_sold_well_gives_its_share_back_with_a_credit_note, |world| {
    let band = |turnover_minor, ppm| Band { turnover_minor, share_ppm: Rate::from_ppm(ppm).unwrap() };
    let refunds = vec![band(4_000, 500_000), band(90_000, 1_000_000)];
    let annual = vec![Tariff { amount_minor: YEAR, refunds, ..Tariff::default() }];
    let market = market(world, Fees { annual, ..Fees::default() }).await;
    let (sam, id) = opened(world, &market).await;
    sold(world, &sam, id, &market).await;
    world.days_later(370).await;
    let found = engine::invoice::of_member(&world.engine, &sam, None).await.unwrap().invoices;
    let is_credit =
        |one: &&Invoice| one.series == InvoiceSeries::CreditNote && one.cause == InvoiceCause::Annual;
    let credited: Vec<_> = found.iter().filter(is_credit).map(|one| (one.net, one.vat)).collect();
    assert_eq!(credited, [(YEAR / 2, VAT / 2)]);
    assert!(world.letters().iter().any(|letter| letter.text.contains("GivenBack")));
});
