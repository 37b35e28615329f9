//! Members over the whole door, proofs included: somebody is invited, joins, works as their role allows, and is out at once.

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use testkit::{PASSWORD, World, both};
use tower::ServiceExt;
use web::Scheme;

use super::{Router, Site, Watch, router};

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
const HOST: &str = "mall.localhost:8080";
/// A proof does not hold so long.
const LONG: i64 = 11 * domain::MINUTE;

struct Browser {
    door: Router,
    cookie: String,
}

struct Answer {
    status: StatusCode,
    to: String,
    text: String,
}

fn door(world: &World) -> Router {
    router(Site::new(world.engine.clone(), Scheme::Http, false), Watch::new(world.engine.clone()))
}

fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl Browser {
    /// Somebody who signs in by the form.
    async fn of(world: &World, email: &str) -> Self {
        let mut browser = Self { door: door(world), cookie: "lang=en".to_owned() };
        let entered = browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
        browser
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &self.cookie)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.door.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            if pair.starts_with("session=") || pair.starts_with("ticket=") {
                self.cookie = pair.to_owned();
            }
        }
        let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, to: to.unwrap_or_default(), text }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(Method::POST, path, encoded(fields)).await
    }
}

/// The secret in the last letter that invites somebody.
async fn token(world: &World) -> String {
    world.settle().await;
    let letters = world.letters();
    let text = letters.iter().rev().map(|letter| &letter.text).find(|text| text.contains("/join?token="));
    let rest = text.unwrap().split("/join?token=").nth(1).unwrap();
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "._-".contains(*c)).collect()
}

both!(a_member_is_invited_by_letter_joins_works_as_the_role_allows_and_is_out_at_once, |world| {
    world.signed_in("rita@example.com").await;
    let mut camille = Browser::of(world, "camille@example.com").await;
    let mut rita = Browser::of(world, "rita@example.com").await;
    world.time_passes(LONG);
    let invited = [("act", "invite"), ("email", "rita@example.com"), ("role", "clerk")];
    let asked = camille.post("/seller/members", &invited).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    assert!(asked.text.contains("proof_password") && asked.text.contains("value=\"rita@example.com\""));
    assert!(!asked.text.contains("proof_code"), "who has no second step is asked for none");
    let mut again = invited.to_vec();
    again.push(("proof_password", "something else"));
    assert_eq!(camille.post("/seller/members", &again).await.status, StatusCode::FORBIDDEN);
    again[3].1 = PASSWORD;
    let sent = camille.post("/seller/members", &again).await;
    assert!(sent.to.contains("done=seller-member-invited"), "{} {}", sent.status, sent.text);

    let token = token(world).await;
    let page = rita.get(&format!("/join?token={token}")).await;
    assert!(page.text.contains("Atelier Brume") && page.text.contains("Clerk"), "{}", page.text);
    assert_eq!(rita.get("/seller").await.status, StatusCode::NOT_FOUND, "looking is not joining");
    let joined = rita.post("/join", &[("token", &token)]).await;
    assert_eq!(joined.to, "/seller?done=member-joined", "{}", joined.text);
    assert_eq!(rita.get("/seller/orders").await.status, StatusCode::OK);
    let money = rita.get("/seller/balance").await;
    assert!(money.status == StatusCode::FORBIDDEN && money.text.contains("Bookkeeper"), "{}", money.text);

    let id = world.user_of("rita@example.com").await.to_string();
    let role = [("act", "role"), ("user", id.as_str()), ("role", "accountant")];
    assert!(camille.post("/seller/members", &role).await.to.contains("done=seller-member-role-set"));
    assert_eq!(rita.get("/seller/balance").await.status, StatusCode::OK, "a new role holds at once");
    assert_eq!(rita.get("/seller/products").await.status, StatusCode::FORBIDDEN, "and the old one no more");
    let removed = camille.post("/seller/members", &[("act", "remove"), ("user", &id)]).await;
    assert!(removed.to.contains("done=seller-member-removed"), "{}", removed.text);
    assert_eq!(rita.get("/seller").await.status, StatusCode::NOT_FOUND, "out, in the same session");
    assert_eq!(rita.get("/account").await.status, StatusCode::OK, "and still signed in as oneself");
});

both!(who_has_a_second_step_proves_themselves_with_password_and_code, |world| {
    let mut olga = Browser::of(world, "olga@example.com").await;
    let begun = olga.post("/account/second-step", &[("password", PASSWORD)]).await;
    assert_eq!(begun.to, "/account/second-step/secret", "{}", begun.text);
    let page = olga.get("/account/second-step/secret").await.text;
    let secret = page.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    let on = olga.post("/account/second-step/secret", &[("code", &world.app_shows(&secret))]).await;
    assert_eq!(on.status, StatusCode::OK, "{}", on.text);
    world.time_passes(LONG);
    let fields = |code: &str| {
        let all = [
            ("act", "invite"),
            ("email", "new@example.com"),
            ("role", "auditor"),
            ("proof_password", PASSWORD),
            ("proof_code", code),
        ];
        encoded(&all)
    };
    let asked = olga.send(Method::POST, "/operator/members", encoded(&[("act", "invite")])).await;
    assert!(asked.status == StatusCode::FORBIDDEN && asked.text.contains("proof_code"), "{}", asked.text);
    let wrong = olga.send(Method::POST, "/operator/members", fields("12345")).await;
    assert!(wrong.status == StatusCode::FORBIDDEN && wrong.text.contains("new@example.com"));
    let code = world.app_shows(&secret);
    let sent = olga.send(Method::POST, "/operator/members", fields(&code)).await;
    assert!(sent.to.contains("done=operator-member-invited"), "{} {}", sent.status, sent.text);
});
