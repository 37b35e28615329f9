//! Where in the console one is, and for which market: the menu, the switch and every address of the console.

use std::str::FromStr;

use axum::response::{IntoResponse, Redirect, Response};
use domain::Micros;
use domain::market::Market;
use domain::permission::Permission;
use web::actor::OperatorDesk;
use web::{Desk, Frame, Link, Words};

/// A place in the console and the market that it shows.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub words: Words,
    pub offset_minutes: i32,
    section: Section,
    slug: String,
    /// Before an address of the market's own pages; empty where the console stands on the market's host.
    host_url: String,
    /// Slug and name of every market of the operator.
    markets: Vec<(String, String)>,
    /// The pages that the member may see.
    menu: Vec<Section>,
    /// Whether lists of shops offer to stop many.
    pub may_suspend: bool,
    /// Whether the list of papers offers to remind their holders.
    pub may_remind: bool,
    /// Whether the queue of applications offers to take many, and to remind those who apply.
    pub may_rule: bool,
}

/// The pages of the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Overview,
    Orders,
    Requests,
    Reviews,
    Applications,
    Papers,
    Shops,
    Jobs,
    Payouts,
    Invoices,
    Ledger,
    Reconciliation,
    Policy,
    Members,
    Audit,
    Doctor,
}

impl Section {
    const ALL: [Self; 16] = [
        Self::Overview,
        Self::Orders,
        Self::Requests,
        Self::Reviews,
        Self::Applications,
        Self::Papers,
        Self::Shops,
        Self::Jobs,
        Self::Payouts,
        Self::Invoices,
        Self::Ledger,
        Self::Reconciliation,
        Self::Policy,
        Self::Members,
        Self::Audit,
        Self::Doctor,
    ];

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Overview => "/operator",
            Self::Orders => "/operator/orders",
            Self::Requests => "/operator/requests",
            Self::Reviews => "/operator/reviews",
            Self::Applications => "/operator/applications",
            Self::Papers => "/operator/papers",
            Self::Shops => "/operator/shops",
            Self::Jobs => "/operator/jobs",
            Self::Payouts => "/operator/payouts",
            Self::Invoices => "/operator/invoices",
            Self::Ledger => "/operator/ledger",
            Self::Reconciliation => "/operator/reconciliation",
            Self::Policy => "/operator/policy",
            Self::Members => "/operator/members",
            Self::Audit => "/operator/audit",
            Self::Doctor => "/operator/doctor",
        }
    }

    pub(crate) fn label(self, words: Words) -> String {
        let key = match self {
            Self::Overview => "operator-overview",
            Self::Orders => "operator-orders",
            Self::Requests => "operator-requests",
            Self::Reviews => "operator-reviews",
            Self::Applications => "admission-queue",
            Self::Papers => "admission-ending",
            Self::Shops => "operator-shops",
            Self::Jobs => "job-list",
            Self::Payouts => "operator-payouts",
            Self::Invoices => "invoice-list",
            Self::Ledger => "operator-ledger",
            Self::Reconciliation => "operator-reconciliation",
            Self::Policy => "operator-policy",
            Self::Members => "people-menu",
            Self::Audit => "audit-title",
            Self::Doctor => "operator-doctor",
        };
        words.say(key).into_owned()
    }

    /// What a member must be allowed to see it.
    fn asks(self) -> Permission {
        match self {
            Self::Overview | Self::Orders | Self::Requests | Self::Reviews | Self::Shops | Self::Jobs => {
                Permission::MarketRead
            }
            Self::Applications | Self::Papers => Permission::ApplicationsRead,
            Self::Payouts | Self::Invoices | Self::Ledger | Self::Reconciliation | Self::Doctor => {
                Permission::LedgerRead
            }
            Self::Policy => Permission::PolicyRead,
            Self::Members => Permission::MembersRead,
            Self::Audit => Permission::AuditRead,
        }
    }
}

impl Place {
    pub(crate) fn new(words: Words, section: Section, market: &Market, markets: &[Market]) -> Self {
        Self {
            words,
            // A clock is at most a day from UTC.
            offset_minutes: i32::try_from(market.offset_minutes).unwrap_or_default(),
            section,
            slug: market.slug.clone(),
            host_url: String::new(),
            markets: markets.iter().map(|market| (market.slug.clone(), market.name.clone())).collect(),
            menu: Section::ALL.to_vec(),
            may_suspend: true,
            may_remind: true,
            may_rule: true,
        }
    }

    /// Where a member of the operator is, and the frame around the page.
    pub(crate) fn at(desk: &OperatorDesk, section: Section) -> (Frame, Self) {
        let place = Self::new(desk.words, section, &desk.market, &desk.markets);
        let is_here = desk.market.id == desk.visitor.market.id;
        let host_url = if is_here { String::new() } else { desk.site.engine.url_of(desk.market.id) };
        let menu = Section::ALL.into_iter().filter(|section| desk.member.can(section.asks())).collect();
        let may_suspend = desk.member.can(Permission::ShopsSuspend);
        let may_remind = desk.member.can(Permission::PapersJudge);
        let may_rule = desk.member.can(Permission::ApplicationsRule);
        (desk.frame(""), Self { host_url, menu, may_suspend, may_remind, may_rule, ..place })
    }

    /// Leads to a page that says what the act came to: `done` is the end of the key of its sentence.
    pub(crate) fn done(&self, path: &str, done: &str) -> Response {
        let mark = if path.contains('?') { '&' } else { '?' };
        Redirect::to(&self.to(&format!("{path}{mark}done=operator-{done}"))).into_response()
    }

    /// The address of a path for the market that is shown: it stays chosen while one moves about.
    pub(crate) fn to(&self, path: &str) -> String {
        if self.markets.len() > 1 { with_market(path, &self.slug) } else { path.to_owned() }
    }

    /// The address of a page of the market itself.
    pub(crate) fn on_market(&self, path: &str) -> String {
        format!("{}{path}", self.host_url)
    }

    /// The chosen market for a hidden field of a form that asks; empty where there is no choice.
    pub(crate) fn query(&self) -> &str {
        if self.markets.len() > 1 { &self.slug } else { "" }
    }

    /// What stands around a page of the console.
    pub(crate) fn desk(&self) -> Desk {
        let words = self.words;
        let link = |section: Section| {
            let link = Link::new(section.label(words), self.to(section.path()));
            if section == self.section { link.here() } else { link }
        };
        let switch = self.markets.iter().map(|(slug, name)| {
            let link = Link::new(name, with_market(self.section.path(), slug));
            if *slug == self.slug { link.here() } else { link }
        });
        Desk {
            name: words.say("web-console").into_owned(),
            home: self.to("/operator"),
            menu: self.menu.iter().copied().map(link).collect(),
            switch: if self.markets.len() > 1 { switch.collect() } else { Vec::new() },
            search_action: "/operator/orders".to_owned(),
            search_hint: words.say("operator-search-hint").into_owned(),
        }
    }

    pub(crate) fn title(&self) -> String {
        self.section.label(self.words)
    }

    #[cfg(test)]
    pub(crate) fn sample(words: Words, section: Section) -> Self {
        let market = |slug: &str, name: &str| (slug.to_owned(), name.to_owned());
        let markets =
            vec![market("mall", "Grand Rue"), market("makers", "Atelier & Co"), market("dajie", "大街")];
        Self {
            words,
            offset_minutes: 60,
            section,
            slug: "mall".to_owned(),
            host_url: String::new(),
            markets,
            menu: Section::ALL.to_vec(),
            may_suspend: true,
            may_remind: true,
            may_rule: true,
        }
    }
}

/// What the addresses of the console ask for; what does not fit is as if it were not there.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub state: String,
    /// The id after which a page of a list begins.
    #[serde(default)]
    pub before: String,
    #[serde(default)]
    pub q: String,
    /// A day, `2026-11-22`.
    #[serde(default)]
    pub at: String,
}

/// Slugs are letters, digits and dashes: nothing to escape.
fn with_market(path: &str, slug: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}market={slug}")
}

/// Where a page goes on: the moment and the id that the page before ended with, written `1795846882633594.inv_…`.
pub(crate) fn cursor<I: FromStr>(text: &str) -> Option<(Micros, I)> {
    let (at, id) = text.split_once('.')?;
    Some((at.parse().ok()?, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_market_stays_chosen_while_one_moves_about() {
        let place = Place::sample(Words::default(), Section::Orders);
        assert_eq!(place.to("/operator/shops"), "/operator/shops?market=mall");
        assert_eq!(place.to("/operator/orders?state=shipped"), "/operator/orders?state=shipped&market=mall");
        let desk = place.desk();
        assert_eq!(desk.switch[1].href, "/operator/orders?market=makers");
        assert!(desk.menu[1].current && desk.switch[0].current);
    }

    #[test]
    fn a_single_market_needs_neither_switch_nor_query() {
        let mut place = Place::sample(Words::default(), Section::Orders);
        place.markets.truncate(1);
        assert_eq!(place.to("/operator/shops"), "/operator/shops");
        assert!(place.desk().switch.is_empty());
    }
}
