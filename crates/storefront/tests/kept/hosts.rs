//! A shop under a host name of its own: its window there, everything else on its market.

use domain::shop_host::HostRefusal;
use engine::Stop;
use testkit::{World, both};

use crate::door::Door;

const HOST: &str = "brume.localhost:8080";

async fn gives(world: &World, shop: &domain::shop::Shop, host: &str) -> Result<(), Stop<HostRefusal>> {
    engine::shop_host::add(&world.engine, shop, host, world.now()).await.map(drop)
}

both!(a_shop_s_own_host_shows_its_window_and_leads_everything_else_to_its_market, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    world.sells(&cast.brume, &cast.brume_shop, "Breakfast cup", 1_800, 9).await;
    world.settle().await;
    gives(world, &cast.brume_shop, " Brume.Localhost ").await.unwrap();
    let (door, market) = (Door::of(engine), engine.url_of(cast.mall.id));
    let window = door.ask_at(HOST, "GET", "/", &[("cookie", "session=stolen")]).await;
    assert_eq!(window.status, 200);
    assert!(window.says("Breakfast cup") && window.says("Atelier Brume"), "the shop's own page");
    let canonical = "<link rel=\"canonical\" href=\"http://brume.localhost:8080/\">";
    assert!(window.says(canonical), "{}", window.text());
    assert!(door.get("/shop/atelier-brume").await.says(canonical), "one page has one address");
    let policy = window.header("content-security-policy");
    assert!(policy.contains(&format!("form-action 'self' {market};")), "{policy}");
    let sheet = web::assets::stylesheet();
    assert_ne!(door.ask_at(HOST, "GET", sheet, &[]).await.status, 303, "files are served here");
    for (method, path) in [
        ("GET", "/cart"),
        ("GET", "/shop/atelier-brume?page=2"),
        ("POST", "/shop/atelier-brume/follow"),
        ("POST", "/"),
        ("GET", "//evil.example/x"),
        ("GET", "/sign-in?next=/cart"),
    ] {
        let answer = door.ask_at(HOST, method, path, &[]).await;
        assert_eq!(answer.status, 303, "{method} {path}");
        assert_eq!(answer.header("location"), format!("{market}{path}"), "{method} {path}");
        assert_eq!(answer.header("set-cookie"), "", "nobody is anybody here");
    }
});

both!(a_host_name_leads_to_one_place, |world| {
    let (engine, cast) = (&world.engine, &world.cast);
    gives(world, &cast.brume_shop, "brume.localhost").await.unwrap();
    gives(world, &cast.brume_shop, "brume.localhost").await.unwrap();
    assert_eq!(engine.shop_hosts().len(), 1, "given twice, it is there once");
    for (shop, host, refusal) in [
        (&cast.north_shop, "brume.localhost", HostRefusal::Taken),
        (&cast.brume_shop, "mall.localhost", HostRefusal::Taken),
        (&cast.brume_shop, "localhost", HostRefusal::NoName),
        (&cast.brume_shop, "10.0.0.1", HostRefusal::NoName),
    ] {
        let given = gives(world, shop, host).await;
        assert!(matches!(given, Err(Stop::Refused(code)) if code == refusal), "{host}");
    }
    assert!(engine::shop_host::remove(engine, "brume.localhost", world.now()).await.unwrap());
    assert!(!engine::shop_host::remove(engine, "brume.localhost", world.now()).await.unwrap());
    let door = Door::of(engine);
    assert_eq!(door.ask_at(HOST, "GET", "/", &[]).await.status, 404, "it leads nowhere any more");
});
