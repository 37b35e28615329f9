//! Markets, policies, operators, categories: kept in memory, read anew after a change.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use domain::category::Category;
use domain::event::EventKind;
use domain::market::Market;
use domain::order::Order;
use domain::permission::Permission;
use domain::policy::fees::Listing;
use domain::policy::{Operator, Policy, PolicyVersion, in_force};
use domain::shop_host::ShopHost;
use domain::tax::TaxRate;
use domain::{MarketId, Micros, OperatorId};
use store::{Problem, Stored, Tx};

use crate::stop::OrAbsent;
use crate::{Engine, OperatorMember, Seen};

/// The reference tables as they were last read.
#[derive(Debug, Default, PartialEq)]
pub struct Reference {
    markets: Arc<Vec<Market>>,
    hosts: Vec<(String, MarketId)>,
    pub(crate) shop_hosts: Vec<ShopHost>,
    operators: Vec<Operator>,
    policies: HashMap<MarketId, Vec<Arc<PolicyVersion>>>,
    categories: Arc<Vec<Category>>,
    rates: Arc<Vec<TaxRate>>,
}

impl Reference {
    pub(crate) fn load(tx: &mut Tx<'_>, now: Micros) -> Stored<Self> {
        let markets = store::market::markets(tx)?;
        let mut policies = HashMap::new();
        for market in &markets {
            let versions = store::market::policies(tx, market.id)?;
            policies.insert(market.id, versions.into_iter().map(Arc::new).collect());
        }
        let rates =
            domain::tax::from_toml(include_str!("../../domain/data/tax.toml")).map_err(Problem::fault)?;
        Ok(Self {
            hosts: store::market::hosts(tx, now)?,
            shop_hosts: store::market::shop_hosts(tx)?,
            operators: store::market::operators(tx)?,
            categories: Arc::new(store::market::categories(tx)?),
            markets: Arc::new(markets),
            policies,
            rates: Arc::new(rates),
        })
    }
}

impl Engine {
    pub(crate) fn reference(&self) -> Arc<Reference> {
        Arc::clone(&self.inner.reference.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the reference tables anew: after a change here, and now and then for changes by others.
    pub async fn reload(&self, now: Micros) -> Seen<()> {
        let fresh = self.read(move |tx| Ok(Reference::load(tx, now)?)).await?;
        let fresh = Arc::new(fresh);
        let before = {
            let mut kept = self.inner.reference.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *kept, Arc::clone(&fresh))
        };
        if before != fresh {
            self.changes().tell_everything();
        }
        Ok(())
    }

    pub fn markets(&self) -> Arc<Vec<Market>> {
        Arc::clone(&self.reference().markets)
    }

    pub fn market(&self, id: MarketId) -> Option<Market> {
        self.markets().iter().find(|market| market.id == id).cloned()
    }

    /// The market that a host name (without port) leads to.
    pub fn market_at(&self, host: &str) -> Option<Market> {
        let reference = self.reference();
        let (_, id) = reference.hosts.iter().find(|(name, _)| name.eq_ignore_ascii_case(host))?;
        self.market(*id)
    }

    /// Looks at the market that a host name leads to, without taking it along.
    pub fn see_market_at<T>(&self, host: &str, see: impl FnOnce(&Market) -> T) -> Option<T> {
        let reference = self.reference();
        let (_, id) = reference.hosts.iter().find(|(name, _)| name.eq_ignore_ascii_case(host))?;
        reference.markets.iter().find(|market| market.id == *id).map(see)
    }

    /// The host name of a market as links show it, with the port.
    pub fn host_of(&self, market: MarketId) -> String {
        let reference = self.reference();
        let name = reference
            .hosts
            .iter()
            .find(|(_, id)| *id == market)
            .map_or("localhost", |(name, _)| name.as_str());
        self.with_port(name)
    }

    fn with_port(&self, name: &str) -> String {
        match (self.inner.outside.scheme.as_str(), self.inner.outside.port) {
            ("http", 80) | ("https", 443) => name.to_owned(),
            (_, port) => format!("{name}:{port}"),
        }
    }

    /// A host name as a link shows it.
    pub(crate) fn url_at(&self, name: &str) -> String {
        format!("{}://{}", self.inner.outside.scheme, self.with_port(name))
    }

    /// `http://mall.localhost:8080`
    pub fn url_of(&self, market: MarketId) -> String {
        format!("{}://{}", self.inner.outside.scheme, self.host_of(market))
    }

    pub fn operator(&self, id: OperatorId) -> Option<Operator> {
        self.reference().operators.iter().find(|operator| operator.id == id).cloned()
    }

    pub fn operators(&self) -> Vec<Operator> {
        self.reference().operators.clone()
    }

    pub fn categories(&self) -> Arc<Vec<Category>> {
        Arc::clone(&self.reference().categories)
    }

    pub fn tax_rates(&self) -> Arc<Vec<TaxRate>> {
        Arc::clone(&self.reference().rates)
    }

    /// The policy in force on a market.
    ///
    /// # Panics
    /// When the market has none: a market is made with its first version.
    pub fn policy(&self, market: MarketId, now: Micros) -> Arc<PolicyVersion> {
        let reference = self.reference();
        let versions = reference.policies.get(&market).map_or(&[][..], Vec::as_slice);
        in_force(versions, now).or(versions.first()).expect("a market is made with its first policy").clone()
    }
}

impl Engine {
    /// The version of a market's policy that a purchase was made under.
    pub(crate) fn policy_version(&self, market: MarketId, number: i64) -> Option<Arc<PolicyVersion>> {
        self.reference().policies.get(&market)?.iter().find(|version| version.number == number).cloned()
    }

    /// The version that something was made under, for an act. Another process may have set it a moment ago: then memory
    /// does not have it yet, but the database does.
    pub(crate) fn version_in(
        &self,
        tx: &mut Tx<'_>,
        market: MarketId,
        number: i64,
    ) -> Stored<Arc<PolicyVersion>> {
        if let Some(known) = self.policy_version(market, number) {
            return Ok(known);
        }
        let found = store::market::policies(tx, market)?.into_iter().find(|version| version.number == number);
        found
            .map(Arc::new)
            .ok_or_else(|| Problem::fault(format!("nobody set version {number} of the rules of {market}")))
    }

    /// The rules that an order was made under, whatever holds today.
    pub fn rules_of(&self, order: &Order) -> Arc<PolicyVersion> {
        let own = self.policy_version(order.market, order.policy_number);
        own.unwrap_or_else(|| self.policy(order.market, order.placed_at))
    }

    /// The markets that charge for listed products, and what they ask.
    pub(crate) fn listing_fees(&self, now: Micros) -> Vec<(MarketId, Listing)> {
        let reference = self.reference();
        let of_market = |market: &Market| {
            let versions = reference.policies.get(&market.id)?;
            let fees = &in_force(versions, now)?.policy.fees;
            Some((market.id, fees.listing_in(market.currency)?.clone()))
        };
        reference.markets.iter().filter_map(of_market).collect()
    }

    /// All versions that are known here, oldest first.
    pub fn versions(&self, market: MarketId) -> Vec<Arc<PolicyVersion>> {
        self.reference().policies.get(&market).cloned().unwrap_or_default()
    }
}

impl Engine {
    /// When the rules of a market change next, as far as that is known.
    pub fn next_policy_at(&self, market: MarketId, now: Micros) -> Option<Micros> {
        let reference = self.reference();
        let versions = reference.policies.get(&market).map_or(&[][..], Vec::as_slice);
        let to_come = versions.iter().filter(|version| version.off_at.is_none() && version.since > now);
        to_come.map(|version| version.since).min()
    }
}

/// All versions of a market's policy, oldest first.
pub async fn policies(
    engine: &Engine,
    member: &OperatorMember,
    market: MarketId,
) -> Seen<Vec<PolicyVersion>> {
    member.may(Permission::PolicyRead)?;
    own_market(engine, member, market)?;
    engine.read(move |tx| Ok(store::market::policies(tx, market)?)).await
}

/// The market, if it belongs to the member's operator.
pub(crate) fn own_market(engine: &Engine, member: &OperatorMember, market: MarketId) -> Seen<Market> {
    engine.market(market).filter(|found| found.operator == member.operator).or_absent()
}

/// Founds an operator with its members' rights still to be given. For the wiring and tests.
pub async fn found_operator(engine: &Engine, mut operator: Operator, now: Micros) -> Seen<Operator> {
    operator.id = OperatorId::from_raw(engine.mint(now, engine.random_bucket()));
    let row = operator.clone();
    engine
        .act(now, move |act| {
            store::market::add_operator(act.tx, &row)?;
            act.timer(
                row.id.get(),
                domain::event::TimerKind::SettlementReads,
                crate::settlement::next_reading(act.now),
            );
            Ok(())
        })
        .await?;
    engine.reload(now).await?;
    Ok(operator)
}

/// Opens a market under a host name with its first policy.
pub async fn open_market(
    engine: &Engine,
    mut market: Market,
    host: &str,
    policy: Policy,
    now: Micros,
) -> Seen<Market> {
    market.id = MarketId::from_raw(engine.mint(now, engine.random_bucket()));
    let (row, host) = (market.clone(), host.to_owned());
    engine
        .act(now, move |act| {
            store::market::add_market(act.tx, &row)?;
            store::market::add_host(act.tx, &host, row.id, 0)?;
            let version = PolicyVersion {
                market: row.id,
                number: 1,
                since: 0,
                policy: policy.clone(),
                author: "preset".into(),
                off_at: None,
            };
            act.event(EventKind::MarketChanged, row.id.get(), "");
            Ok(store::market::add_policy(act.tx, &version)?)
        })
        .await?;
    engine.reload(now).await?;
    Ok(market)
}

/// Adds categories to the tree, and changes those that are there. For the wiring and tests.
pub async fn set_categories(engine: &Engine, categories: Vec<Category>, now: Micros) -> Seen<()> {
    engine.act(now, move |act| Ok(store::market::set_categories(act.tx, &categories)?)).await?;
    engine.reload(now).await
}

/// Makes a user an owner of an operator. For the wiring and tests.
pub async fn add_member(
    engine: &Engine,
    operator: OperatorId,
    user: domain::UserId,
    now: Micros,
) -> Seen<()> {
    crate::by_hand::add_operator_member(engine, operator, user, domain::seller::Role::Owner, now).await
}
