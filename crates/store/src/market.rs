//! Operators, markets, their hosts and policies, the category tree: reference rows.

use domain::category::Category;
use domain::market::Market;
use domain::policy::{Operator, Policy, PolicyVersion};
use domain::shop_host::ShopHost;
use domain::{MarketId, Micros, OperatorId};

use crate::db::{Col, Problem, Row, Stored, Tx};
use crate::{statement, values};

statement!(
    OPERATORS,
    "select id, name, legal_name, street, postcode, city, country, vat_number, email from operator order by id"
);
statement!(
    ADD_OPERATOR,
    "insert into operator (id, name, legal_name, street, postcode, city, country, vat_number, email)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
);
statement!(
    MARKETS,
    "select id, operator, slug, name, country, currency, language, theme, offset_minutes, opened_at
     from market order by opened_at, id"
);
statement!(
    ADD_MARKET,
    "insert into market (id, operator, slug, name, country, currency, language, theme, offset_minutes, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
);
statement!(
    HOSTS,
    "select host, market from market_host where since <= $1 and (until_at is null or until_at > $1) order by host"
);
statement!(SHOP_HOSTS, "select host, shop, market, slug from shop_host");
statement!(
    ADD_SHOP_HOST,
    "insert into shop_host (host, shop, market, slug, since) values ($1, $2, $3, $4, $5)"
);
statement!(DROP_SHOP_HOST, "delete from shop_host where host = $1");
statement!(ADD_HOST, "insert into market_host (host, since, market) values ($1, $2, $3)");
statement!(
    POLICIES,
    "select market, number, since, body, author, off_at from policy_version where market = $1 order by number"
);
statement!(
    ADD_POLICY,
    "insert into policy_version (market, number, since, body, author) values ($1, $2, $3, $4, $5)"
);
statement!(CATEGORIES, "select path, ordinal, name, drawing, hue from category order by ordinal, path");
statement!(
    SET_CATEGORIES,
    "insert into category (path, ordinal, name, drawing, hue)
     select * from {rows v: path t, ordinal i, name t, drawing t, hue i} where true
     on conflict (path) do update set ordinal = excluded.ordinal, name = excluded.name,
       drawing = excluded.drawing, hue = excluded.hue"
);

pub fn operators(tx: &mut Tx<'_>) -> Stored<Vec<Operator>> {
    tx.query(OPERATORS, &[], |row| {
        Ok(Operator {
            id: row.get(0)?,
            name: row.get(1)?,
            legal_name: row.get(2)?,
            street: row.get(3)?,
            postcode: row.get(4)?,
            city: row.get(5)?,
            country: row.get(6)?,
            vat_number: row.get(7)?,
            email: row.get(8)?,
        })
    })
}

pub fn add_operator(tx: &mut Tx<'_>, operator: &Operator) -> Stored<()> {
    let o = operator.clone();
    let row =
        values![o.id, o.name, o.legal_name, o.street, o.postcode, o.city, o.country, o.vat_number, o.email];
    tx.execute(ADD_OPERATOR, row).map(|_| ())
}

fn market_of(row: &Row<'_>) -> Stored<Market> {
    Ok(Market {
        id: row.get(0)?,
        operator: row.get(1)?,
        slug: row.get(2)?,
        name: row.get(3)?,
        country: row.get(4)?,
        currency: row.get(5)?,
        language: row.get(6)?,
        theme: row.get(7)?,
        offset_minutes: row.get(8)?,
        opened_at: row.get(9)?,
    })
}

pub fn markets(tx: &mut Tx<'_>) -> Stored<Vec<Market>> {
    tx.query(MARKETS, &[], market_of)
}

pub fn add_market(tx: &mut Tx<'_>, market: &Market) -> Stored<()> {
    let m = market.clone();
    let row = values![
        m.id,
        m.operator,
        m.slug,
        m.name,
        m.country,
        m.currency.code(),
        m.language,
        m.theme,
        m.offset_minutes,
        m.opened_at
    ];
    tx.execute(ADD_MARKET, row).map(|_| ())
}

/// Host names in force at `at`, with their market.
pub fn hosts(tx: &mut Tx<'_>, at: Micros) -> Stored<Vec<(String, MarketId)>> {
    tx.query(HOSTS, values![at], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn add_host(tx: &mut Tx<'_>, host: &str, market: MarketId, since: Micros) -> Stored<()> {
    tx.execute(ADD_HOST, values![host, since, market]).map(|_| ())
}

/// Host names that lead to a shop, sorted byte by byte.
pub fn shop_hosts(tx: &mut Tx<'_>) -> Stored<Vec<ShopHost>> {
    let mut hosts = tx.query(SHOP_HOSTS, &[], |row| {
        Ok(ShopHost { host: row.get(0)?, shop: row.get(1)?, market: row.get(2)?, slug: row.get(3)? })
    })?;
    // A database may sort by the rules of a language.
    hosts.sort_by(|one: &ShopHost, other| one.host.cmp(&other.host));
    Ok(hosts)
}

pub fn add_shop_host(tx: &mut Tx<'_>, own: &ShopHost, since: Micros) -> Stored<()> {
    tx.execute(ADD_SHOP_HOST, values![own.host.as_str(), own.shop, own.market, own.slug.as_str(), since])
        .map(|_| ())
}

pub fn drop_shop_host(tx: &mut Tx<'_>, host: &str) -> Stored<()> {
    tx.execute(DROP_SHOP_HOST, values![host]).map(|_| ())
}

/// All versions of a market's policy, oldest first.
pub fn policies(tx: &mut Tx<'_>, market: MarketId) -> Stored<Vec<PolicyVersion>> {
    tx.query(POLICIES, values![market], |row| {
        let body: String = row.get(3)?;
        let policy = Policy::from_json(&body)
            .map_err(|error| Problem::fault(format!("a stored policy: {error:?}")))?;
        Ok(PolicyVersion {
            market: row.get(0)?,
            number: row.get(1)?,
            since: row.get(2)?,
            policy,
            author: row.get(4)?,
            off_at: row.get(5)?,
        })
    })
}

pub fn add_policy(tx: &mut Tx<'_>, version: &PolicyVersion) -> Stored<()> {
    let row = values![
        version.market,
        version.number,
        version.since,
        version.policy.to_json(),
        version.author.clone()
    ];
    tx.execute(ADD_POLICY, row).map(|_| ())
}

pub fn categories(tx: &mut Tx<'_>) -> Stored<Vec<Category>> {
    tx.query(CATEGORIES, &[], |row| {
        Ok(Category {
            path: row.get(0)?,
            ordinal: row.get(1)?,
            name: row.get(2)?,
            drawing: row.get(3)?,
            hue: row.get(4)?,
        })
    })
}

/// Adds categories, and changes those that are there.
pub fn set_categories(tx: &mut Tx<'_>, categories: &[Category]) -> Stored<()> {
    let columns = [
        Col::gather(categories.iter(), |c| c.path.clone()),
        Col::gather(categories.iter(), |c| c.ordinal),
        Col::gather(categories.iter(), |c| c.name.clone()),
        Col::gather(categories.iter(), |c| c.drawing.clone()),
        Col::gather(categories.iter(), |c| c.hue),
    ];
    tx.rows(SET_CATEGORIES, &columns).map(|_| ())
}

/// The operator of that id.
pub fn operator(tx: &mut Tx<'_>, id: OperatorId) -> Stored<Option<Operator>> {
    Ok(operators(tx)?.into_iter().find(|operator| operator.id == id))
}
