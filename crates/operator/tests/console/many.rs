//! Acts on many rows: from a list over a page that says how many, to a job with its report.

use axum::http::StatusCode;
use domain::admission::ShopKind;
use testkit::applicants;

use crate::Browser;

testkit::both!(papers_that_end_are_found_by_a_filter_and_reminded_of_by_a_page_that_says_how_many, |world| {
    let market = applicants::market_of_papers(world).await;
    let until = Some(world.now() + 20 * domain::DAY);
    let (_, id) = applicants::opens(world, &market, (ShopKind::Flagship, until)).await;
    let olga = Browser::of(world, "olga@example.com").await;
    let at = |rest: &str| format!("/operator/papers?market={}{rest}", market.slug);
    let list = olga.page(&at("")).await;
    assert!(list.contains(&id.to_string()) && list.contains("name=\"row\" value=\"ppr_"), "{list}");
    let found = olga.page(&at("&days=30&kind=register_extract&country=FR&q=CIFANG+S")).await;
    assert!(found.contains(&id.to_string()), "{found}");
    for other in ["&days=7", "&kind=identity", "&country=DE", "&q=porcelain", "&q=%25", "&part=ended"] {
        assert!(!olga.page(&at(other)).await.contains(&id.to_string()), "{other}");
    }
    let bulk = format!("/operator/bulk?market={}", market.slug);
    let form = "what=remind_papers&all=1&part=ending&days=30";
    let asked = olga.page(&format!("{bulk}&{form}")).await;
    assert!(asked.contains("One paper") && asked.contains("Cifang · Extract from the register"), "{asked}");
    assert!(asked.contains("within 30 days") && !asked.contains("name=\"found\""), "{asked}");
    let begun = olga.post(&bulk, &format!("{form}&key=k1")).await;
    assert!(begun.to.starts_with("/operator/jobs/job_"), "{} {}", begun.status, begun.to);
    world.settle().await;
    let job = olga.page(&begun.to).await;
    assert!(job.contains(&format!("/operator/applications/{id}")) && job.contains("Extract"), "{job}");
    let none = olga.post(&bulk, "what=remind_papers&all=1&part=missing&key=k2").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
});

testkit::both!(applications_are_taken_and_reminded_of_from_the_queue_and_from_their_own_page, |world| {
    let market = applicants::market_of_papers(world).await;
    let (_, id) = applicants::submits(world, &market, "ada").await;
    world.settle().await;
    let olga = Browser::of(world, "olga@example.com").await;
    let at = |path: &str| {
        format!("/operator/{path}{}market={}", if path.contains('?') { '&' } else { '?' }, market.slug)
    };
    let row = format!("name=\"row\" value=\"{id}\"");
    let ours = olga.page(&at("applications")).await;
    assert!(ours.contains(&row) && ours.contains("value=\"take_applications\""), "{ours}");
    let other = olga.page(&at("applications?queue=ours&kind=maker")).await;
    assert!(!other.contains(&id.to_string()) && !other.contains("take_applications"), "{other}");

    let form = "what=take_applications&all=1&queue=ours&kind=flagship";
    let asked = olga.page(&at(&format!("bulk?{form}"))).await;
    assert!(asked.contains("One application") && asked.contains("Our turn · Flagship"), "{asked}");
    let begun = olga.post(&at("bulk"), &format!("{form}&key=k1")).await;
    assert!(begun.to.starts_with("/operator/jobs/job_"), "{} {}", begun.status, begun.to);
    world.settle().await;
    assert!(olga.page(&begun.to).await.contains(&format!("/operator/applications/{id}")));
    let page = at(&format!("applications/{id}"));
    let taken = olga.page(&page).await;
    assert!(
        taken.contains("Olga Operator") && !taken.contains("/reminder?"),
        "nothing is waited for: {taken}"
    );

    let asks = olga.post(&at(&format!("applications/{id}/questions")), "question=Where+is+the+kiln").await;
    assert!(asks.to.contains("done="), "{}", asks.status);
    world.settle().await;
    let theirs = olga.page(&at("applications?queue=theirs")).await;
    assert!(theirs.contains(&row) && theirs.contains("value=\"remind_applications\""), "{theirs}");
    assert!(olga.page(&page).await.contains("/reminder?"));
    let remind = at(&format!("applications/{id}/reminder"));
    assert!(olga.post(&remind, "about=all").await.to.contains("done=operator-application-reminded"));
    let again = olga.post(&remind, "about=all").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.page.contains("Already reminded of this today"), "{}", again.page);
    let strange = olga.post(&remind, "about=nothing").await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
});

testkit::both!(many_shops_are_suspended_from_the_list_by_a_page_that_says_how_many, |world| {
    let olga = Browser::of(world, "olga@example.com").await;
    let list = olga.page("/operator/shops?market=mall").await;
    let brume = world.cast.brume_shop.id;
    assert!(list.contains(&format!("name=\"row\" value=\"{brume}\"")), "rows can be ticked");
    let asked = olga.page("/operator/bulk?market=mall&what=suspend_shops&all=1&state=open").await;
    assert!(asked.contains("2 shops") && asked.contains(&world.cast.brume_shop.name), "{asked}");
    let none = olga.page("/operator/bulk?market=mall&what=suspend_shops").await;
    assert!(none.contains("Nothing is ticked") && !none.contains("name=\"found\""));
    assert_eq!(olga.get("/operator/bulk?market=mall&what=offer&all=1").await.status, StatusCode::NOT_FOUND);

    let form = "what=suspend_shops&all=1&state=open&q=&key=k1&cause=rules&found=";
    let wordless = olga.post("/operator/bulk?market=mall", form).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wordless.page.contains("f-found-error") && wordless.page.contains("value=\"k1\""));
    let begun = olga.post("/operator/bulk?market=mall", &format!("{form}A+rule+was+broken.")).await;
    assert!(begun.to.starts_with("/operator/jobs/job_"), "{} {}", begun.status, begun.to);
    world.settle().await;
    let job = olga.page(&begun.to).await;
    assert!(job.contains(&format!("/operator/shops/{brume}")) && job.contains("finished"), "{job}");
    let path = begun.to.split('?').next().unwrap().to_owned();
    let report = olga.page(&format!("{path}/report.csv?market=mall")).await;
    assert_eq!(report.lines().count(), 3, "a head and two shops: {report}");
    let ended = olga.post(&format!("{path}/stop?market=mall"), "").await;
    assert!(ended.to.is_empty(), "what has ended is not stopped: {}", ended.status);
    assert!(olga.page("/operator/jobs?market=mall").await.contains(&path));
});
