//! Olga at work: what she sees and decides, through the pages; and that nobody else gets in.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected shall fail")]

mod many;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::OrderId;
use domain::admission::ShopKind;
use domain::refund::RequestReason;
use engine::refund::AskRefund;
use engine::user::SignIn;
use testkit::{Bought, PASSWORD, World, applicants};
use tower::ServiceExt;
use web::{Cookie, SESSION_COOKIE, Scheme, Site};

/// More than any page of the console.
const PAGE_BYTES_MAX: usize = 1 << 20;
const HOST: &str = "mall.localhost:8080";
/// Every page that a menu leads to.
const PAGES: [&str; 14] = [
    "/operator",
    "/operator/orders",
    "/operator/requests",
    "/operator/applications",
    "/operator/papers",
    "/operator/shops",
    "/operator/jobs",
    "/operator/payouts",
    "/operator/ledger",
    "/operator/reconciliation",
    "/operator/policy",
    "/operator/members",
    "/operator/audit",
    "/operator/doctor",
];

/// A browser with its session.
struct Browser {
    site: Router,
    cookie: String,
}

/// What came back: status, where it leads, and the page.
struct Answer {
    status: StatusCode,
    to: String,
    page: String,
}

impl Browser {
    async fn of(world: &World, email: &str) -> Self {
        let form = SignIn {
            email: email.to_owned(),
            password: PASSWORD.to_owned(),
            host: "mall.localhost".to_owned(),
            agent: "test".to_owned(),
            origin: Default::default(),
            guest: None,
        };
        let signed_in =
            engine::user::sign_in(&world.engine, form, world.now()).await.unwrap().signed_in().unwrap();
        let set = Cookie::new(Scheme::Http, SESSION_COOKIE, signed_in.cookie).header();
        let cookie = set.to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { site: site(world), cookie }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// The page behind an address that must be there.
    async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        answer.page
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST.parse().unwrap());
        headers.insert(header::COOKIE, self.cookie.parse().unwrap());
        let response = self.site.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.unwrap();
        Answer { status, to: to.unwrap_or_default(), page: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

fn site(world: &World) -> Router {
    operator::routes().with_state(Site::new(world.engine.clone(), Scheme::Http, false))
}

testkit::both!(where_a_second_step_is_asked_for_the_console_leads_to_it_and_opens_nothing, |world| {
    let strict = world.strict_engine().await;
    let olga = Browser::of(world, "olga@example.com").await;
    let site = operator::routes().with_state(Site::new(strict.clone(), Scheme::Http, false));
    let olga = Browser { site, ..olga };
    for path in PAGES {
        let answer = olga.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.to.starts_with("/account/second-step?"), "{path} leads to {}", answer.to);
    }
    let decided = olga.post("/operator/payouts", "decision=approve&payout=pay_1").await;
    assert!(decided.to.starts_with("/account/second-step?"), "{}", decided.status);
    strict.release().await.unwrap();
});

async fn marta_buys(world: &World) -> Bought {
    let cast = &world.cast;
    let offer = world.sells(&cast.brume, &cast.brume_shop, "Kettle", 4_800, 3).await;
    world.puts_in_cart(cast.marta, cast.mall.id, offer, 1).await;
    world.buys(cast.marta, cast.mall.id, "first").await
}

/// Marta asks for 20.00 back, the shop says no, she asks the market.
async fn marta_disagrees(world: &World, order: OrderId) {
    let (engine, cast) = (&world.engine, &world.cast);
    let ask =
        AskRefund { order, reason: RequestReason::Damaged, text: "It leaks <here>.".into(), amount: 2_000 };
    let id = engine::refund::ask(engine, cast.marta, ask, world.now()).await.unwrap();
    engine::refund::refuse(engine, &cast.brume, id, "It was whole.".into(), world.now()).await.unwrap();
    engine::refund::escalate_by_buyer(engine, cast.marta, id, world.now()).await.unwrap();
    world.settle().await;
}

testkit::both!(every_page_opens_for_olga_and_for_nobody_else, |world| {
    let (olga, marta) =
        (Browser::of(world, "olga@example.com").await, Browser::of(world, "marta@example.com").await);
    let nobody = Browser { site: site(world), cookie: "none=1".to_owned() };
    for path in PAGES {
        assert!(olga.page(path).await.contains("<h1"), "{path}");
        assert_eq!(marta.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        let answer = nobody.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(answer.to.starts_with("/sign-in?"), "{path} leads to {}", answer.to);
    }
});

testkit::both!(an_order_shows_every_transfer_and_what_escrow_holds, |world| {
    let order = marta_buys(world).await.orders[0];
    let olga = Browser::of(world, "olga@example.com").await;
    assert!(olga.page("/operator/orders?state=to_ship").await.contains(&order.to_string()));
    assert!(!olga.page("/operator/orders?state=completed").await.contains(&order.to_string()));
    assert!(!olga.page("/operator/orders?market=makers").await.contains(&order.to_string()));
    let page = olga.page(&format!("/operator/orders/{order}")).await;
    for part in
        ["Buyer paid", "With the payment provider", "escrow holds €52.90", "Marta Keller, 3 rue du Port"]
    {
        assert!(page.contains(part), "{part} is missing");
    }
    let found = olga.get(&format!("/operator/orders?q={order}")).await;
    assert_eq!(found.to, format!("/operator/orders/{order}?market=mall"));
    assert!(olga.page("/operator/orders?q=ord_nothing").await.contains("“ord_nothing”"));
});

testkit::both!(a_ruling_comes_back_until_it_fits_and_then_holds, |world| {
    let order = marta_buys(world).await.orders[0];
    marta_disagrees(world, order).await;
    let olga = Browser::of(world, "olga@example.com").await;
    assert!(olga.page("/operator").await.contains("1 request waits for a ruling"));
    assert!(olga.page("/operator/requests").await.contains(&order.to_string()));
    let (path, rule) = (format!("/operator/orders/{order}"), format!("/operator/orders/{order}/ruling"));
    assert!(olga.page(&path).await.contains("It leaks &#60;here&#62;."));

    let too_much = olga.post(&rule, "decision=partial&amount=99.00&ruling=half").await;
    assert_eq!(too_much.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_much.page.contains("value=\"99.00\""), "what was typed is shown again");
    assert_eq!(olga.post(&rule, "decision=full").await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let done = olga.post(&rule, "decision=partial&amount=12.50&ruling=Half+of+it+was+broken.").await;
    assert_eq!((done.status, done.to.contains("done=operator-ruled")), (StatusCode::SEE_OTHER, true));
    world.settle().await;
    let page = olga.page(&done.to).await;
    for part in [
        "Half of it was broken.",
        "€12.50",
        "escrow holds €40.40",
        "Refund from escrow",
        "both sides are told",
    ] {
        assert!(page.contains(part), "{part} is missing");
    }
    assert_eq!(olga.post(&rule, "decision=none&ruling=again").await.status, StatusCode::UNPROCESSABLE_ENTITY);
});

testkit::both!(payouts_are_approved_together_and_the_books_stay_equal, |world| {
    let order = marta_buys(world).await.orders[0];
    let ship =
        engine::order::Ship { order, carrier: "Post".into(), tracking: "1".into(), pieces: Vec::new() };
    engine::order::ship(&world.engine, &world.cast.brume, ship, world.now()).await.unwrap();
    engine::order::confirm(&world.engine, world.cast.marta, order, world.now()).await.unwrap();
    for _ in 0..12 {
        world.days_later(1).await;
    }
    let olga = Browser::of(world, "olga@example.com").await;
    let page = olga.page("/operator/payouts").await;
    let id =
        page.split("name=\"payout\" value=\"").nth(1).expect("a payout waits").split('"').next().unwrap();
    let none = olga.post("/operator/payouts", "decision=approve").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let silent = olga.post("/operator/payouts", &format!("payout={id}&decision=refuse")).await;
    assert!(silent.page.contains(&format!("value=\"{id}\" checked")), "what was chosen stays chosen");
    let done = olga.post("/operator/payouts", &format!("payout={id}&decision=approve")).await;
    assert!(done.to.contains("done=operator-payouts-approved"), "{}", done.to);
    world.settle().await;
    assert!(olga.page("/operator/payouts?state=paid").await.contains(id));
    let again = olga.post("/operator/payouts", &format!("payout={id}&decision=approve")).await;
    assert!(again.to.contains("done=operator-payouts-left"), "{}", again.to);

    let ledger = olga.page("/operator/ledger").await;
    assert!(ledger.contains("covers it") && !ledger.contains("not equal"), "the books are not equal");
    assert!(olga.page("/operator/ledger?at=2026-11-01").await.contains("Nothing was posted"));
    assert!(olga.page("/operator/reconciliation").await.contains("every day agrees"));
    assert_eq!(olga.post("/operator/doctor", "").await.status, StatusCode::SEE_OTHER);
    assert!(olga.page("/operator/doctor").await.contains("All checks hold"));
    assert!(olga.page("/operator").await.contains("All checks hold"));
});

testkit::both!(a_closed_shop_can_be_opened_again, |world| {
    let olga = Browser::of(world, "olga@example.com").await;
    let path = format!("/operator/shops/{}/state", world.cast.brume_shop.id);
    let page = format!("/operator/shops/{}", world.cast.brume_shop.id);
    let listed = || async { olga.page("/operator/shops?state=open").await.matches(&page).count() };
    assert_eq!(listed().await, 1);
    assert!(olga.post(&path, "state=closed").await.to.contains("done=operator-shop-closed"));
    world.settle().await;
    assert_eq!(listed().await, 0);
    assert!(olga.post(&path, "state=open").await.to.contains("done=operator-shop-open"));
    world.settle().await;
    assert_eq!(listed().await, 1);
    let elsewhere = format!("/operator/shops/{}?market=makers", world.cast.north_makers_shop.id);
    let elsewhere = olga.page(&elsewhere).await;
    assert!(
        elsewhere.contains("href=\"http://makers.localhost:8080/shop/northbound\""),
        "a shop is on its market's host"
    );
    assert_eq!(olga.post(&path, "state=burnt").await.status, StatusCode::NOT_FOUND);
});

/// The rules as the page's form sends them, with some fields as typed.
fn form(policy: &domain::policy::Policy, typed: &[(&str, &str)]) -> String {
    let filled = web::rules::filled(policy, money::Currency::EUR);
    let is_typed = |name: &str| typed.iter().any(|(typed, _)| *typed == name);
    let kept = filled.data.iter().filter(|(name, value)| !value.is_empty() && !is_typed(name));
    let pairs = kept.chain(typed.iter().copied()).map(|(name, value)| format!("{name}={}", escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What the page put into the hidden field.
fn seen(page: &str) -> String {
    page.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

const RULES: &str = "/operator/policy?market=mall";

testkit::both!(a_change_of_money_is_proposed_as_it_was_shown_and_decided_by_another_member, |world| {
    let olga = Browser::of(world, "olga@example.com").await;
    let mall = world.cast.mall.id;
    let policy = world.engine.policy(mall, world.now()).policy.clone();
    let rate = |rate| ("commission.rate_ppm", rate);
    assert_eq!(
        olga.post(RULES, &form(&policy, &[rate("60")])).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert!(olga.post(RULES, &form(&policy, &[])).await.page.contains("Nothing would change"));
    assert!(
        olga.page(RULES).await.contains("halles member add"),
        "she is alone, and is told how to change that"
    );
    let shown = olga.post(RULES, &form(&policy, &[rate("4.5"), ("step", "check")])).await.page;
    assert!(shown.contains("<del>5%</del>") && shown.contains("4.5%"), "the change is not shown");
    assert!(shown.contains("15 days ahead"), "the notice is not shown");
    let seen = seen(&shown);
    let save =
        |typed| form(&policy, &[rate(typed), ("step", "save"), ("seen", &seen), ("note", "Cheaper banks")]);
    let other = olga.post(RULES, &save("4")).await;
    assert_eq!(other.status, StatusCode::OK, "what was not shown is shown first");
    let bad_day = format!("{}&since=soon", save("4.5"));
    assert_eq!(olga.post(RULES, &bad_day).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(olga.post(RULES, &save("4.5")).await.to.contains("done=operator-policy-proposed"));
    let waits = olga.page(RULES).await;
    assert!(waits.contains("Waits for a second member") && waits.contains("value=\"withdraw\""));
    assert!(!waits.contains("value=\"approve\""), "she can't approve it herself");
    let path = waits.split("action=\"/operator/policy/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/operator/policy/{}", path.replace("&#38;", "&"));
    assert_eq!(olga.post(&path, "decision=approve").await.status, StatusCode::UNPROCESSABLE_ENTITY);

    world.otto().await;
    let otto = Browser::of(world, "otto@example.com").await;
    assert!(!otto.page(RULES).await.contains("halles member add"));
    assert_eq!(otto.post(&path, "decision=refuse&reason=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(otto.post(&path, "decision=approve").await.to.contains("done=operator-policy-approved"));
    assert_eq!(otto.post(&path, "decision=approve").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let announced = olga.page(RULES).await;
    assert!(announced.contains("Announced") && announced.contains("Holds from"));
    assert!(olga.page(&format!("{RULES}&from=1&to=2")).await.contains("From version 1 to version 2"));
    assert_eq!(world.engine.policy(mall, world.now()).number, 1, "the notice runs");
    world.days_later(17).await;
    assert_eq!(world.engine.policy(mall, world.now()).policy.commission.rate_ppm.ppm(), 45_000);
});

testkit::both!(a_change_of_conduct_is_put_in_force_by_one_member, |world| {
    let olga = Browser::of(world, "olga@example.com").await;
    let mall = world.cast.mall.id;
    let policy = world.engine.policy(mall, world.now()).policy.clone();
    let hold = ("checkout.hold_minutes", "15");
    let shown = olga.post(RULES, &form(&policy, &[hold, ("step", "check")])).await.page;
    let saved = form(&policy, &[hold, ("step", "save"), ("seen", &seen(&shown))]);
    assert!(olga.post(RULES, &saved).await.to.contains("done=operator-policy-saved"));
    assert_eq!(world.engine.policy(mall, world.now()).policy.checkout.hold_minutes, 15);
    assert!(olga.page(RULES).await.contains("Olga Operator"));
});

/// What the page's form carries on, and what is typed and ticked in it, as a browser sends it: hidden fields, boxes that are
/// ticked, texts, chosen answers. `change` may add and take away.
fn sent(page: &str, change: impl Fn(&mut Vec<(String, String)>)) -> String {
    let form = page.split("<form method=\"post\" action=\"/operator/policy").last().unwrap();
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    let value = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(value.replace("&#34;", "\"").replace("&#38;", "&").replace("&#39;", "'"))
    };
    for tag in form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let is_off = tag.contains("type=\"checkbox\"") && !tag.contains(" checked");
        if let (false, Some(name)) = (is_off, value(tag, "name")) {
            fields.push((name, value(tag, "value").unwrap_or_default()));
        }
    }
    for select in form.split("<select").skip(1) {
        let chosen =
            select.split("</select>").next().unwrap().split("<option").find(|one| one.contains(" selected"));
        let chosen = chosen.and_then(|one| value(one, "value")).unwrap_or_default();
        fields.push((value(select, "name").unwrap(), chosen));
    }
    for area in form.split("<textarea").skip(1) {
        let text = area.split('>').nth(1).unwrap().split('<').next().unwrap().replace("&#34;", "\"");
        fields.push((value(area, "name").unwrap(), text));
    }
    change(&mut fields);
    fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

fn typed(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value.to_owned()));
}

fn list_page(number: usize) -> String {
    format!("/operator/policy/checklists/{number}?market=mall")
}

testkit::both!(a_checklist_is_changed_by_forms_and_asked_of_those_who_apply_after_that, |world| {
    let market = applicants::market_of_papers(world).await;
    let (sam, before) = applicants::begins(world, &market, ShopKind::Flagship).await;
    let olga = Browser::of(world, "olga@example.com").await;
    let of_market = |path: &str| format!("{path}?market={}", market.slug);
    let rules = of_market("/operator/policy");
    let first = of_market("/operator/policy/checklists/1");
    let press = |what: &'static str| move |fields: &mut Vec<(String, String)>| typed(fields, "do", what);

    let page = olga.page(&rules).await;
    assert!(!page.contains("textarea id=\"f-admission.checklists\""), "no list is edited as a text");
    let waiting = sent(&page, |fields| {
        typed(fields, "do", "edit");
        typed(fields, "payouts.delay_days", "9");
    });
    let list = olga.post(&first, &waiting).await.page;
    assert!(list.contains("value=\"take.register_extract\""), "{list}");
    let more = sent(&list, |fields| {
        typed(fields, "do", "add");
        typed(fields, "list.more", "trademark");
        typed(fields, "list.countries", "France, Atlantis");
    });
    let list = olga.post(&first, &more).await.page;
    assert!(list.contains("value=\"take.trademark\"") && list.contains("France, Atlantis"), "as typed");
    assert_eq!(world.engine.policy(market.id, world.now()).number, 1, "nothing is saved");
    let done = olga.post(&first, &sent(&list, press("done"))).await;
    assert_eq!(done.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(done.page.contains("Atlantis” is no country"), "the error is told");
    let list = done.page;
    let waived = |fields: &mut Vec<(String, String)>| {
        typed(fields, "list.countries", "*");
        typed(fields, "list.waiver", "trademark:identity");
        typed(fields, "do", "done");
    };
    let unmade = olga.post(&first, &sent(&list, waived)).await;
    assert!(unmade.page.contains("waived by a check that is not made"), "{}", unmade.status);
    let checked = |fields: &mut Vec<(String, String)>| {
        waived(fields);
        typed(fields, "list.check", "identity");
    };
    let shown = olga.post(&first, &sent(&list, checked)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.page.contains("Flagship: all countries: Papers") && shown.page.contains("9 days"));
    assert!(shown.page.contains("15 days ahead"), "sellers' money hangs on the rest of the draft");
    let saved = olga.post(&rules, &sent(&shown.page, |fields| typed(fields, "step", "save"))).await;
    assert!(saved.to.contains("done=operator-policy-proposed"), "{}", saved.page);
    world.otto().await;
    let otto = Browser::of(world, "otto@example.com").await;
    let waits = otto.page(&rules).await;
    let decision = waits.split("action=\"/operator/policy/pol_").nth(1).unwrap().split('"').next().unwrap();
    let decision = format!("/operator/policy/pol_{}", decision.replace("&#38;", "&"));
    assert!(otto.post(&decision, "decision=approve").await.to.contains("done=operator-policy-approved"));

    let asked = |view: &engine::application::ApplicationView| view.list.papers.len();
    world.days_later(17).await;
    let policy = world.engine.policy(market.id, world.now()).policy.clone();
    assert_eq!((policy.payouts.delay_days, policy.admission.checklists[0].papers.len()), (9, 2));
    assert_eq!(asked(&applicants::sees(world, &sam, before).await), 1, "it goes on as it began");
    engine::application::take_back(&world.engine, &sam, before, world.now()).await.unwrap();
    let (sam, after) = applicants::begins(world, &market, ShopKind::Flagship).await;
    assert_eq!(asked(&applicants::sees(world, &sam, after).await), 2, "the new list holds");
});

testkit::both!(lists_are_added_like_another_moved_and_removed_and_no_two_are_for_the_same_shops, |world| {
    let olga = Browser::of(world, "olga@example.com").await;
    let lists = "/operator/policy/checklists?market=mall";
    let new = |page: &str, kind: &str, countries: &str, like: &str| {
        sent(page, |fields| {
            for (name, value) in [("kind", kind), ("countries", countries), ("like", like)] {
                typed(fields, &format!("new.{name}"), value);
            }
        })
    };
    let page = olga.page(RULES).await;
    let count = world.engine.policy(world.cast.mall.id, world.now()).policy.admission.checklists.len();
    assert!(count > 3, "the mall has lists");
    for (kind, countries, said) in [
        ("flagship", "EU", "stands first and holds already"),
        ("flagship", "Atlantis", "is no country"),
        ("flagship", "", "Please fill this in."),
        ("kiosk", "FR", "Please choose one of the answers."),
    ] {
        let refused = olga.post(lists, &new(&page, kind, countries, "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind} {countries}");
        assert!(refused.page.contains(said), "{kind} {countries}: {said}");
    }
    // Before the list of the European Union, which would hold for it.
    let fresh = olga.post(lists, &new(&page, "flagship", "FR", "5")).await.page;
    assert!(
        fresh.contains("Checklist 1") && fresh.contains("value=\"take.business_licence\""),
        "like the fifth"
    );
    let back = olga.post(&list_page(1), &sent(&fresh, |fields| typed(fields, "do", "back"))).await.page;
    assert!(back.contains("Nothing would change"), "it has not come into the draft");
    let kept = olga.post(&list_page(1), &sent(&fresh, |fields| typed(fields, "do", "done"))).await.page;
    assert!(kept.contains("Flagship: France") && kept.contains(&list_page(count + 1).replace('&', "&#38;")));
    let moved = olga.post(&list_page(2), &sent(&kept, |fields| typed(fields, "do", "up"))).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody would meet it any more");
    assert!(moved.page.contains("FR: list 1 of the same kind"));
    let again = olga.post(&list_page(2), &sent(&moved.page, |fields| typed(fields, "do", "drop"))).await.page;
    assert!(again.contains("Nothing would change"), "as it was");
    let fewer = olga.post(&list_page(1), &sent(&again, |fields| typed(fields, "do", "drop"))).await.page;
    assert!(
        fewer.contains("No longer in the draft") && fewer.contains("<del>Flagship: European Union</del>")
    );
    assert_eq!(olga.get(&list_page(count + 1)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(olga.get(&list_page(0)).await.status, StatusCode::NOT_FOUND);
    assert!(olga.page(&list_page(count)).await.contains(&format!("Checklist {count}")));
    assert_eq!(world.engine.policy(world.cast.mall.id, world.now()).number, 1, "nothing is saved by looking");
});
