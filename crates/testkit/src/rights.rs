//! Tries every route of a site as every role, and as members whose roles change while they work: nobody does what their role
//! of the moment lacks. A site brings a table of its routes; a route that is not in it fails the test.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use domain::permission::Permission;
use domain::seller::{MemberOf, Role};
use domain::{SessionId, ShopId, UserId};
use engine::OperatorMember;
use engine::user::SignedIn;
use tower::ServiceExt;
use web::{Scheme, Site};

use crate::World;

const PAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";
/// Requests of one run of random ones, and the people who send them.
const STEPS: usize = 160;
const PEOPLE: [&str; 3] = ["ada@example.com", "bo@example.com", "cy@example.com"];

/// How nothing is done about what does not exist: refused, missed, or sent back for another choice.
const MISSED: [StatusCode; 4] =
    [StatusCode::FORBIDDEN, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY, StatusCode::BAD_REQUEST];

/// Who may come through a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Every member, or whoever is signed in.
    Nothing,
    Right(Permission),
    /// As `Right`, where the table can name nothing that exists: it may be missed before it is refused.
    OfNobodys(Permission),
}

/// Method, route, what it asks, and a form that reaches the act; `upload` for a file that is none.
pub type Line = (&'static str, &'static str, Asks, &'static str);

/// A site with what its routes name.
#[derive(Debug)]
pub struct House<'a> {
    pub world: &'a World,
    pub routes: Router,
    /// Whose members work there.
    pub of: (MemberOf, i64),
    pub table: &'static [Line],
    /// Placeholders of the table, and what stands for them.
    pub names: Vec<(&'static str, String)>,
}

/// Somebody with a session that goes on whatever becomes of their role.
#[derive(Debug)]
pub struct Person {
    user: UserId,
    session: SessionId,
    cookie: String,
}

/// Every `.route(…)` in the source of a site stands in its table.
pub fn must_be_listed(source: &Path, table: &[Line]) {
    let mut found = Vec::new();
    routes_in(source, &mut found);
    assert!(found.len() > 25, "the source was read: {found:?}");
    for route in found {
        assert!(table.iter().any(|(_, path, ..)| *path == route), "{route} is new: say what it asks for");
    }
}

fn routes_in(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            routes_in(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("source is text");
        found.extend(text.split(".route(").skip(1).map(|rest| route_at(rest.trim_start(), &text)));
    }
}

/// The text that stands there, or the constant of the same file that is named there.
fn route_at(rest: &str, file: &str) -> String {
    let literal = |from: &str| from.split('"').nth(1).expect("a text in quotes").to_owned();
    if rest.starts_with('"') {
        return literal(rest);
    }
    let name = rest.split(',').next().unwrap_or_default().trim();
    literal(file.split(&format!("const {name}: &str =")).nth(1).expect("a constant of the same file"))
}

impl House<'_> {
    async fn person(&self, email: &str) -> Person {
        self.holding(self.world.signed_in(email).await)
    }

    /// The same person at another browser.
    async fn again(&self, email: &str) -> Person {
        self.holding(self.world.signed_in_again(email).await)
    }

    fn holding(&self, signed_in: SignedIn) -> Person {
        let site = Site::new(self.world.engine.clone(), Scheme::Http, false);
        let cookie = site.session_cookie(&signed_in);
        let cookie = cookie.to_str().expect("a cookie is text").split(';').next().unwrap_or_default();
        Person { user: signed_in.user, session: signed_in.session, cookie: cookie.to_owned() }
    }

    async fn becomes(&self, person: &Person, role: Option<Role>) {
        self.world.becomes(person.user, self.of, role).await;
    }

    /// What the placeholders stand for; the longest first, so that none is taken for a part of another.
    fn named(&self, text: &str) -> String {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(mark, _)| std::cmp::Reverse(mark.len()));
        names.into_iter().fold(text.to_owned(), |text, (mark, name)| {
            let name = mark.rsplit_once('{').map_or(name.clone(), |(before, _)| format!("{before}{name}"));
            text.replace(mark, &name)
        })
    }

    async fn sends(&self, person: &Person, (method, path, _, form): Line) -> (StatusCode, String) {
        let (kind, body) = match form {
            "upload" => ("multipart/form-data; boundary=b", "--b--\r\n".to_owned()),
            _ => (FORM, self.named(form)),
        };
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).expect("a method"))
            .uri(self.named(path))
            .header(header::HOST, "mall.localhost:8080")
            .header(header::COOKIE, &person.cookie)
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .expect("a whole request");
        let response = self.routes.clone().oneshot(request).await.expect("a router always answers");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), PAGE_BYTES_MAX).await.expect("the page comes whole");
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// One request, held against what the person may at this moment. Answers what is wrong.
    async fn tries(&self, person: &Person, line: Line) -> Option<String> {
        let role = self.world.role_of(person.user, self.of.0).await;
        self.held(person, line, role).await
    }

    /// The same of somebody whose role is known.
    async fn held(&self, person: &Person, line: Line, role: Option<Role>) -> Option<String> {
        let (method, path, asks, _) = line;
        let (status, text) = self.sends(person, line).await;
        let case = format!("{method} {path} as {role:?}: {status}");
        if status.is_server_error() {
            return Some(format!("{case} {text}"));
        }
        let (right, shut): (_, &[StatusCode]) = match asks {
            Asks::Nothing => return None,
            Asks::Right(right) => (right, &[StatusCode::FORBIDDEN]),
            Asks::OfNobodys(right) => (right, &MISSED),
        };
        let (is_fine, how) = match role {
            Some(role) if role.may(self.of.0, right) => (status != StatusCode::FORBIDDEN, "has"),
            Some(_) => (shut.contains(&status), "lacks"),
            None => (MISSED.contains(&status), "is nobody's and lacks"),
        };
        (!is_fine).then(|| format!("{case}, though the role {how} {right}"))
    }

    /// Every role tries every route; and no route takes a method that the table does not name.
    pub async fn each_role_tries_each_route(&self) {
        let stranger = self.person("nobody@example.com").await;
        for (method, path) in self.table.iter().flat_map(|(_, path, ..)| [("GET", *path), ("POST", *path)]) {
            if self.table.iter().all(|(known, route, ..)| (*known, *route) != (method, path)) {
                let (status, _) = self.sends(&stranger, (method, path, Asks::Nothing, "")).await;
                assert_eq!(
                    status,
                    StatusCode::METHOD_NOT_ALLOWED,
                    "{method} {path} is new: say what it asks for"
                );
            }
        }
        let mut wrong = Vec::new();
        // The narrowest first: an owner may bring the house to its end.
        for role in Role::all_of(self.of.0).iter().rev() {
            let person = self.person(&format!("{role}.of.all@example.com")).await;
            self.becomes(&person, Some(*role)).await;
            for line in self.table.iter().filter(|(_, path, ..)| !path.ends_with("/departure")) {
                wrong.extend(self.tries(&person, *line).await);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Somebody of an operator who stands in for the house tries every route: at that browser, at another one, when the
    /// time is over, and when it was ended.
    pub async fn who_stands_in_tries_each_route(&self, olga: &OperatorMember, shop: ShopId) {
        let (engine, email) = (&self.world.engine, "stands.in@example.com");
        let here = self.person(email).await;
        let of = (MemberOf::Operator, olga.operator.get());
        self.world.becomes(here.user, of, Some(Role::Support)).await;
        let elsewhere = self.again(email).await;
        let member = OperatorMember::by_hand(engine, olga.operator, here.user).await.expect("a member");
        let lines = || self.table.iter().filter(|(_, path, ..)| !path.ends_with("/departure"));
        let mut wrong = Vec::new();
        for turn in ["ended by hand", "over by time"] {
            let now = self.world.now();
            let why = ("They asked by telephone.".to_owned(), 15);
            let begun = engine::stand_in::begin(engine, &member, (here.session, shop), why, now).await;
            begun.expect("support may stand in");
            for line in lines() {
                wrong.extend(self.held(&here, *line, Some(Role::StandIn)).await);
                wrong.extend(self.held(&elsewhere, *line, None).await);
            }
            if turn == "over by time" {
                self.world.time_passes(15 * domain::MINUTE);
            } else {
                let who = (here.user, here.session);
                engine::stand_in::end(engine, who, Default::default(), now).await.expect("it ends");
            }
            for line in lines() {
                wrong.extend(self.held(&here, *line, None).await);
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Members act at random while their roles change and go.
    pub async fn no_sequence_opens_what_a_role_lacks(&self, seed: u64) {
        let mut people = Vec::new();
        for email in PEOPLE {
            people.push(self.person(email).await);
        }
        let mut drawn = seed;
        let mut draw = |below: usize| {
            drawn = drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(drawn >> 33).unwrap_or_default() % below
        };
        for _ in 0..STEPS {
            let person = &people[draw(people.len())];
            if draw(4) == 0 {
                let roles = Role::all_of(self.of.0);
                self.becomes(person, roles.get(draw(roles.len() + 1)).copied()).await;
            }
            let wrong = self.tries(person, self.table[draw(self.table.len())]).await;
            assert_eq!(wrong, None);
        }
    }
}
