//! The way to a shop over its routes: a stranger is shown what is asked for, an applicant sends what fits, and whatever does
//! not fit comes back with its reason.

#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use engine::user::SignIn;
use testkit::{Kind, PASSWORD, World};
use tower::ServiceExt;
use web::{Scheme, Site};

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";
const PDF: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n";

struct Browser {
    routes: Router,
    cookie: String,
}

impl Browser {
    fn stranger(world: &World) -> Self {
        let site = Site::new(world.engine.clone(), Scheme::Http, false);
        Self { routes: seller::routes().with_state(site), cookie: String::new() }
    }

    async fn of(world: &World, email: &str) -> Self {
        let form = SignIn {
            email: email.into(),
            password: PASSWORD.into(),
            host: "mall.localhost".into(),
            agent: "test".into(),
            origin: Default::default(),
            guest: None,
        };
        let signed_in =
            engine::user::sign_in(&world.engine, form, world.now()).await.unwrap().signed_in().unwrap();
        let cookie = Site::new(world.engine.clone(), Scheme::Http, false).session_cookie(&signed_in);
        let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        Self { cookie, ..Self::stranger(world) }
    }

    /// Status, where it leads, the page.
    async fn send(
        &self,
        method: Method,
        path: &str,
        (kind, body): (&str, Vec<u8>),
    ) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "mall.localhost:8080")
            .header(header::COOKIE, &self.cookie)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let to = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.unwrap();
        (status, to.unwrap_or_default(), String::from_utf8_lossy(&bytes).into_owned())
    }

    async fn get(&self, path: &str) -> (StatusCode, String, String) {
        self.send(Method::GET, path, ("text/plain", Vec::new())).await
    }

    async fn post(&self, path: &str, form: &str) -> (StatusCode, String, String) {
        self.send(Method::POST, path, (FORM, form.as_bytes().to_vec())).await
    }

    async fn sends_paper(&self, application: &str, name: &str, content: &[u8]) -> (StatusCode, String) {
        let mut body = format!(
            "--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\ntrademark\r\n--b\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let sent = ("multipart/form-data; boundary=b", body);
        let (status, _, page) = self.send(Method::POST, &format!("{application}/papers"), sent).await;
        (status, page)
    }
}

async fn world() -> World {
    World::open(Kind::Sqlite).await.expect("SQLite needs nothing")
}

/// Sam has begun; answers the application's address.
async fn begun(sam: &Browser) -> String {
    let (status, to, page) = sam.post("/apply", "kind=flagship&country=FR&shop_name=Cifang").await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    to
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_signed_in_sees_what_is_asked_for_and_where_to_sign_in() {
    let world = world().await;
    let stranger = Browser::stranger(&world);
    let (status, _, page) = stranger.get("/apply?country=CN").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("Business licence") && page.contains("/sign-in?back="));
    let (status, to, _) = stranger.get("/seller/applications").await;
    assert_eq!((status, to.starts_with("/sign-in")), (StatusCode::SEE_OTHER, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_applicant_without_a_shop_is_at_home_at_the_applications() {
    let world = world().await;
    let sam = Browser::of(&world, "sam@example.com").await;
    let (status, _, page) = sam.get("/seller/applications").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.contains("href=\"/apply\""), "an empty page says what to do next");
    let (status, _, page) = sam.post("/apply", "kind=flagship&country=FR&shop_name=").await;
    assert_eq!((status, page.contains("f-shop_name-error")), (StatusCode::UNPROCESSABLE_ENTITY, true));
    let application = begun(&sam).await;
    let (_, to, _) = sam.get("/seller").await;
    assert_eq!(to, "/seller/applications");
    let (status, _, page) = sam.get(&application).await;
    assert_eq!(
        (status, page.contains("Not sent yet") || page.contains("not sent yet")),
        (StatusCode::OK, true)
    );
    for who in ["marta@example.com", "camille@example.com"] {
        let other = Browser::of(&world, who).await;
        assert_eq!(other.get(&application).await.0, StatusCode::NOT_FOUND, "{who}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_come_back_with_their_reason_and_honest_ones_are_taken() {
    let world = world().await;
    let sam = Browser::of(&world, "sam@example.com").await;
    let application = begun(&sam).await;
    let large = vec![b' '; 11 << 20];
    let active = PDF.replace("/Catalog", "/Catalog/OpenAction<</S/JavaScript>>");
    for (name, content, reason) in [
        ("a.pdf", b"<script>alert(1)</script>".as_slice(), "PDF, JPEG or PNG"),
        ("a.svg", b"<svg onload=alert(1)>", "PDF, JPEG or PNG"),
        ("a.pdf", active.as_bytes(), "scripts, forms"),
        ("../../a.pdf", PDF.as_bytes(), "name of the file"),
        ("a.pdf", &large, "10 MB"),
        ("a.pdf", b"", "choose a file"),
    ] {
        let (status, page) = sam.sends_paper(&application, name, content).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(page.contains(reason), "{name}: {reason}");
    }
    let (status, page) = sam.sends_paper(&application, "mark.pdf", PDF.as_bytes()).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{page}");
    let (status, _, page) = sam.post(&format!("{application}/submission"), "").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("still missing"), "what is missing stands beside it");
}
