//! Whoever looks at a market's page: a stranger, a guest with a cart, or somebody signed in.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Method, header};
use domain::category::Category;
use domain::market::Market;
use domain::seller::MemberOf;
use domain::stand_in::StandIn;
use domain::user::User;
use domain::{MarketId, Micros, SessionId, UserId};
use engine::user::Holder;
use engine::{Seen, SellerMember, Stop, stand_in, user};

use crate::actor::{Loading, Site};
use crate::frame::{Frame, Link, Notice, Person, Tone};
use crate::guard::SESSION_COOKIE;
use crate::{Failure, Lang, RequestId, Words, cookie};

/// Longest path that signing in leads back to.
const BACK_BYTES_MAX: usize = 1_000;

/// What led back here without anything being done.
const NOT_DONE: [&str; 3] = ["session-over", "second-step-needed", "second-step-stale"];

/// Where a request comes from, for sessions and limits.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The host name without its port.
    pub host: String,
    /// Host and port as the browser wrote them.
    pub authority: String,
    pub agent: String,
    /// The caller's address; empty where it is not known.
    pub address: String,
    /// The request's number in the log.
    pub request: String,
}

/// A visitor of a market's page.
#[derive(Debug, Clone)]
pub struct Visitor {
    pub site: Site,
    pub market: Market,
    pub user: Option<User>,
    pub session: Option<SessionId>,
    /// Who sits here has shown within minutes that it is them.
    pub is_proved: bool,
    pub words: Words,
    pub cart_count: i64,
    pub origin: Origin,
    pub now: Micros,
    is_seller: bool,
    is_operator: bool,
    /// For whom they stand in at this browser.
    stands_in: Option<StandIn>,
    /// Nothing is asked to be done.
    is_reading: bool,
    /// The page of a form that was sent when its session was over.
    lost: Option<String>,
    /// Path and query of the request, without the language that it asks for.
    path: String,
    /// The language that the address asks for.
    asked: Option<Lang>,
}

impl Origin {
    fn of(parts: &Parts) -> Self {
        let text = |name| {
            parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
        };
        let authority = text(header::HOST);
        let host = authority.rsplit_once(':').map_or(authority.as_str(), |(host, _)| host).to_owned();
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let request = parts.extensions.get::<RequestId>().map(|RequestId(id)| id.clone());
        Self {
            host,
            authority,
            agent: text(header::USER_AGENT),
            address: address.unwrap_or_default(),
            request: request.unwrap_or_default(),
        }
    }

    /// The page of this host on which the form stood that a request carries.
    fn form_page(&self, parts: &Parts) -> Option<String> {
        let from =
            parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let path = from.split_once("://").and_then(|(_, rest)| rest.strip_prefix(self.authority.as_str()));
        let is_path =
            |path: &&str| path.starts_with('/') && !path.starts_with("//") && path.len() <= BACK_BYTES_MAX;
        path.filter(is_path).map(ToOwned::to_owned)
    }

    /// What the audit keeps of where somebody acts from.
    pub fn seen(&self) -> domain::audit::Origin {
        domain::audit::Origin { address: self.address.clone(), request: self.request.clone() }
    }

    pub fn place(&self) -> user::Place {
        user::Place { host: self.host.clone(), agent: self.agent.clone(), origin: self.seen() }
    }
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        Self::of(parts, site).await
    }
}

impl Visitor {
    /// Behind a pointer, so that it is compiled here once and not in each handler.
    pub(super) fn of<'v>(parts: &'v mut Parts, site: &'v Site) -> Loading<'v, Self, Failure> {
        Box::pin(Self::load(parts, site))
    }

    async fn load(parts: &mut Parts, site: &Site) -> Result<Self, Failure> {
        let origin = Origin::of(parts);
        let now = site.now();
        let market = site.engine.market_at(&origin.host).ok_or(Failure::NotFound)?;
        let holder = holder(parts, site, (&origin.host, market.id), now).await?;
        let acts_for = |of: MemberOf| {
            holder.iter().flat_map(|holder| &holder.memberships).any(|member| member.member_of == of)
        };
        let (is_seller, is_operator) = (acts_for(MemberOf::Seller), acts_for(MemberOf::Operator));
        let (cart_count, is_proved) = holder.as_ref().map_or((0, false), |own| (own.pieces, own.is_proved));
        let (user, session) = holder.map(|holder| (holder.user, holder.session)).unzip();
        // A browser drops the cookie of a session that is over, or sends it in vain.
        let came_with = cookie(&parts.headers, site.scheme, SESSION_COOKIE).map(|_| "/".to_owned());
        let is_lost = user.is_none() && parts.method != Method::GET;
        let lost = origin.form_page(parts).or(came_with).filter(|_| is_lost);
        let default = Lang::parse(&market.language).unwrap_or_default();
        let chosen = cookie(&parts.headers, site.scheme, "lang");
        let asked = Lang::asked(&parts.uri);
        let words = Words::new(asked.unwrap_or_else(|| Lang::negotiate(chosen, &parts.headers, default)));
        let mut visitor = Self {
            cart_count,
            is_seller,
            is_operator,
            stands_in: None,
            is_reading: parts.method.is_safe(),
            lost,
            path: Lang::unasked(&parts.uri),
            asked,
            site: site.clone(),
            market,
            user,
            session,
            is_proved,
            words,
            origin,
            now,
        };
        visitor.look_whom_for().await?;
        Ok(visitor)
    }
}

async fn holder(
    parts: &Parts,
    site: &Site,
    at: (&str, MarketId),
    now: Micros,
) -> Result<Option<Holder>, Failure> {
    let Some(cookie) = cookie(&parts.headers, site.scheme, SESSION_COOKIE) else { return Ok(None) };
    match user::holder(&site.engine, cookie, at, now).await {
        Ok(holder) => Ok(Some(holder)),
        Err(Stop::Absent) => Ok(None),
        Err(stop) => Err(stop.into()),
    }
}

impl Visitor {
    /// In whose place one acts at this browser.
    async fn look_whom_for(&mut self) -> Result<(), Failure> {
        let Some(user) = &self.user else { return Ok(()) };
        if let Some(session) = self.session.filter(|_| self.is_operator) {
            self.stands_in = stand_in::at(&self.site.engine, user.id, session, self.now).await?;
            self.is_seller |= self.stands_in.is_some();
        }
        Ok(())
    }

    /// The same visitor as one of whom nothing is known: for pages that many see.
    pub(crate) fn as_stranger(&self) -> Self {
        let origin = Origin {
            host: self.origin.host.clone(),
            authority: self.origin.authority.clone(),
            agent: String::new(),
            address: String::new(),
            request: String::new(),
        };
        Self {
            site: self.site.clone(),
            market: self.market.clone(),
            user: None,
            session: None,
            is_proved: false,
            words: self.words,
            cart_count: 0,
            origin,
            now: self.now,
            is_seller: false,
            is_operator: false,
            stands_in: None,
            is_reading: true,
            lost: None,
            path: self.path.clone(),
            asked: self.asked,
        }
    }

    /// What answers a form whose sender was known when its page was shown and is not any more.
    pub fn session_over(&self) -> Option<Failure> {
        self.lost.clone().map(|back| Failure::SessionOver { back })
    }

    /// The user of this browser, if any: a guest counts.
    pub fn user_id(&self) -> Option<UserId> {
        self.user.as_ref().map(|user| user.id)
    }

    /// Who is signed in; absent for strangers and guests.
    pub fn account(&self) -> Option<&User> {
        self.user.as_ref().filter(|user| !user.is_guest())
    }

    /// `http://mall.localhost:8080`
    pub fn host_url(&self) -> String {
        self.site.engine.url_of(self.market.id)
    }

    /// How whoever acts here came.
    pub fn presence(&self) -> engine::Presence {
        engine::Presence { origin: self.origin.seen(), is_proved: self.is_proved }
    }

    /// As whom they work in the seller centre, with nothing of it done yet. Of who stands in for a seller it is written
    /// down first what they ask for.
    pub async fn seller_member(&self) -> Seen<SellerMember> {
        let engine = &self.site.engine;
        let user = self.account().ok_or(Stop::Absent)?.id;
        let member = SellerMember::at(engine, user, self.session, self.now).await?.present(self.presence());
        if !self.is_reading {
            let path = self.path.split('?').next().unwrap_or_default();
            stand_in::note(engine, &member, path, self.now).await?;
        }
        Ok(member)
    }

    /// The language as texts and mails are kept: `en`, `fr`, `zh`.
    pub fn language(&self) -> &'static str {
        self.words.lang.html()
    }

    pub fn offset_minutes(&self) -> i32 {
        i32::try_from(self.market.offset_minutes).unwrap_or_default()
    }

    /// The path and query of this request, without the language that it asks for.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same for a page that search engines shall know, under `path` of this market.
    pub fn public_frame(&self, title: impl Into<String>, path: &str) -> Frame {
        self.frame(title).public(&format!("{}{path}", self.host_url()), self.asked)
    }

    /// The same for a page whose address is another one: a shop's own host.
    pub fn public_frame_at(&self, title: impl Into<String>, address: &str) -> Frame {
        self.frame(title).public(address, self.asked)
    }

    /// The layout's values for a page of this title.
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        let rules = self.site.engine.policy(self.market.id, self.now);
        let policy = &rules.policy;
        let company = self.site.engine.operator(self.market.operator).map_or(String::new(), |o| o.legal_name);
        Frame {
            words: self.words,
            market: crate::Market {
                name: self.market.name.clone(),
                theme: self.market.theme.clone(),
                company,
                is_market_host: true,
                offset_minutes: self.offset_minutes(),
                checks_shops: policy.admission.checks_everybody(),
            },
            title: title.into(),
            description: String::new(),
            canonical: String::new(),
            alternates: Vec::new(),
            path: self.path.clone(),
            languages: Lang::ALL.to_vec(),
            categories: self.rail(),
            search: String::new(),
            person: self.account().map(|user| Person {
                name: user.name.clone(),
                is_seller: self.is_seller,
                is_operator: self.is_operator,
            }),
            cart_count: self.cart_count,
            notice: self.notice(),
            stands_in: self.stands_in.as_ref().map(|it| crate::frame::StandsIn {
                seller: it.seller_name.clone(),
                reason: it.reason.clone(),
                until: self.words.time(it.ends_at, self.offset_minutes()),
            }),
        }
    }

    fn rail(&self) -> Vec<Link> {
        let path = self.path.split('?').next().unwrap_or_default();
        let here = path.strip_prefix("/category/").unwrap_or_default();
        let all = self.site.engine.categories();
        let tops = all.iter().filter(|category| category.parent().is_none());
        let link = |category: &Category| {
            let link = Link::new(category.name.say(self.language()), format!("/category/{}", category.path));
            if Category::top(here) == category.path { link.here() } else { link }
        };
        tops.map(link).collect()
    }

    /// What the last act came to: its key travels in the address (`?done=order-confirmed`), never its words.
    fn notice(&self) -> Option<Notice> {
        let query = self.path.split_once('?')?.1;
        let (_, done) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "done")?;
        let key = format!("done-{done}");
        let known = done.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && self.words.knows(&key);
        let tone = if NOT_DONE.contains(&done.as_ref()) { Tone::Warn } else { Tone::Good };
        known.then(|| Notice { tone, text: self.words.say(&key).into_owned() })
    }
}
