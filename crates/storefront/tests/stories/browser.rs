//! A browser of one person over the site's routes: keeps its cookie, follows nothing by itself.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use engine::user::SignIn;
use testkit::{PASSWORD, World};
use tower::ServiceExt;
use web::{Scheme, Site};

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;

pub struct Browser {
    routes: Router,
    cookie: String,
    /// The page last looked at, from which forms are sent.
    page: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub text: String,
}

impl Browser {
    pub fn stranger(world: &World) -> Self {
        let site = Site::new(world.engine.clone(), Scheme::Http, false);
        Self { routes: storefront::routes().with_state(site), cookie: String::new(), page: String::new() }
    }

    pub async fn of(world: &World, email: &str) -> Self {
        let mut browser = Self::stranger(world);
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
        browser.cookie = format!("session={}", signed_in.cookie);
        browser
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path.strip_prefix("http://mall.localhost:8080").unwrap_or(path))
            .header(header::HOST, "mall.localhost:8080")
            .header(header::COOKIE, &self.cookie)
            .header(header::REFERER, &self.page)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.routes.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            self.cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        }
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, location: location.unwrap_or_default(), text }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let answer = self.send(Method::GET, path, String::new()).await;
        if answer.status == StatusCode::OK {
            self.page = format!("http://mall.localhost:8080{path}");
        }
        answer
    }

    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send(Method::POST, path, form.to_owned()).await
    }

    /// A page that must be there.
    pub async fn sees(&mut self, path: &str, parts: &[&str]) -> Answer {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path} leads to {:?}", answer.location);
        for part in parts {
            assert!(answer.text.contains(part), "{part:?} is not on {path}:\n{}", answer.text);
        }
        answer
    }
}

/// The first value in double quotes behind `before`.
pub fn after<'a>(text: &'a str, before: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in the page")).1;
    rest.split('"').next().unwrap()
}
