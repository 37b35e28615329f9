//! The desks: a member of a seller at work, a member of an operator at work.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::market::Market;
use domain::shop::Shop;
use engine::{OperatorMember, SellerMember};

use crate::actor::{Loading, Site, Visitor};
use crate::frame::Frame;
use crate::{Failure, Words};

/// The name of the query field that chooses among several shops or markets.
const SHOP: &str = "shop";
const MARKET: &str = "market";

/// A member of a seller, with the shop that the page is about.
#[derive(Debug, Clone)]
pub struct SellerDesk {
    pub site: Site,
    pub visitor: Visitor,
    pub words: Words,
    pub member: SellerMember,
    pub shops: Vec<Shop>,
    pub shop: Shop,
    /// The market of the shop.
    pub market: Market,
}

/// Somebody who is signed in, whoever they act for.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub site: Site,
    pub visitor: Visitor,
    pub words: Words,
    pub user: domain::UserId,
}

/// Where somebody who applies and has no shop yet is at home.
const APPLICATIONS: &str = "/seller/applications";

/// Where a member sets up the second step without which the console does not open.
const SECOND_STEP: &str = "/account/second-step?done=second-step-needed";

/// A member of an operator, with the market that the page is about.
#[derive(Debug, Clone)]
pub struct OperatorDesk {
    pub site: Site,
    pub visitor: Visitor,
    pub words: Words,
    pub member: OperatorMember,
    pub markets: Vec<Market>,
    pub market: Market,
}

/// The signed-in visitor, or the way to sign in.
async fn signed_in(parts: &mut Parts, site: &Site) -> Result<(Visitor, domain::UserId), Response> {
    let visitor = Visitor::of(parts, site).await.map_err(IntoResponse::into_response)?;
    match visitor.account() {
        Some(user) => {
            let id = user.id;
            Ok((visitor, id))
        }
        None => {
            if let Some(over) = visitor.session_over() {
                return Err(over.into_response());
            }
            let way = visitor.frame("").sign_in_href();
            Err(Redirect::to(&way).into_response())
        }
    }
}

fn chosen(visitor: &Visitor, field: &str) -> Option<String> {
    let query = visitor.path().split_once('?')?.1;
    let found = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == field);
    found.map(|(_, value)| value.into_owned())
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let loading: Loading<'_, Self, Response> = Box::pin(Self::load(parts, site));
        loading.await
    }
}

impl SignedIn {
    async fn load(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let (visitor, user) = signed_in(parts, site).await?;
        Ok(Self { site: site.clone(), words: visitor.words, visitor, user })
    }
}

impl FromRequestParts<Site> for SellerDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let loading: Loading<'_, Self, Response> = Box::pin(Self::load(parts, site));
        loading.await
    }
}

impl SellerDesk {
    async fn load(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let (visitor, _) = signed_in(parts, site).await?;
        let failed = |failure: Failure| failure.into_response();
        let member = visitor.seller_member().await.map_err(|stop| failed(stop.into()))?;
        let shops =
            engine::shop::of_member(&site.engine, &member).await.map_err(|stop| failed(stop.into()))?;
        let wish = chosen(&visitor, SHOP);
        let shop = shops
            .iter()
            .find(|shop| wish.as_ref().is_some_and(|wish| *wish == shop.slug || *wish == shop.id.to_string()))
            .or_else(|| shops.iter().find(|shop| shop.market == visitor.market.id))
            .or(shops.first())
            .cloned()
            .ok_or_else(|| Redirect::to(APPLICATIONS).into_response())?;
        let market = site.engine.market(shop.market).ok_or_else(|| failed(Failure::NotFound))?;
        Ok(Self { site: site.clone(), words: visitor.words, visitor, member, shops, shop, market })
    }
}

impl FromRequestParts<Site> for OperatorDesk {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let loading: Loading<'_, Self, Response> = Box::pin(Self::load(parts, site));
        loading.await
    }
}

impl OperatorDesk {
    async fn load(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let (visitor, user) = signed_in(parts, site).await?;
        let failed = |failure: Failure| failure.into_response();
        let members = OperatorMember::all_of(&site.engine, user).await.map_err(|stop| failed(stop.into()))?;
        let acts_for = |market: &&Market| members.iter().any(|member| member.operator == market.operator);
        let markets: Vec<Market> = site.engine.markets().iter().filter(acts_for).cloned().collect();
        let wish = chosen(&visitor, MARKET);
        let market = markets
            .iter()
            .find(|market| Some(&market.slug) == wish.as_ref())
            .or_else(|| markets.iter().find(|market| market.id == visitor.market.id))
            .or(markets.first())
            .cloned()
            .ok_or_else(|| failed(Failure::NotFound))?;
        // Each market is seen with the right of its own company.
        let member = members.into_iter().find(|member| member.operator == market.operator);
        let member = member.ok_or_else(|| failed(Failure::NotFound))?.present(visitor.presence());
        if member.lacks_second_step {
            return Err(Redirect::to(SECOND_STEP).into_response());
        }
        Ok(Self { site: site.clone(), words: visitor.words, visitor, member, markets, market })
    }
}

impl SignedIn {
    pub fn now(&self) -> domain::Micros {
        self.visitor.now
    }
}

impl SellerDesk {
    pub fn now(&self) -> domain::Micros {
        self.visitor.now
    }

    pub fn frame(&self, title: impl Into<String>) -> Frame {
        self.visitor.frame(title)
    }
}

impl OperatorDesk {
    pub fn now(&self) -> domain::Micros {
        self.visitor.now
    }

    pub fn frame(&self, title: impl Into<String>) -> Frame {
        self.visitor.frame(title)
    }
}
