//! Host names of shops' own, given and taken by who keeps the installation: a name has to be pointed at it first.

use domain::event::EventKind;
use domain::shop::Shop;
use domain::shop_host::{HOSTS_MAX, HostRefusal, ShopHost, host_name};
use domain::{Micros, ShopId};
use store::Problem;

use crate::stop::OrRefuse;
use crate::{Engine, Seen, Stop};

impl Engine {
    /// The shop that a host name (without port) leads to.
    pub fn shop_at(&self, host: &str) -> Option<ShopHost> {
        let reference = self.reference();
        let hosts = &reference.shop_hosts;
        // Sorted by name, and there may be thousands: each request asks.
        let wanted = if hosts.is_empty() { return None } else { host.to_ascii_lowercase() };
        let at = hosts.binary_search_by(|one| one.host.as_str().cmp(&wanted)).ok()?;
        Some(hosts[at].clone())
    }

    /// `https://atelier-brume.example`, the first of a shop's own names.
    pub fn own_url_of(&self, shop: ShopId) -> Option<String> {
        let reference = self.reference();
        let own = reference.shop_hosts.iter().find(|one| one.shop == shop)?;
        Some(self.url_at(&own.host))
    }

    pub fn shop_hosts(&self) -> Vec<ShopHost> {
        self.reference().shop_hosts.clone()
    }
}

/// Gives a shop a host name. Given again to the same shop, nothing changes.
pub async fn add(
    engine: &Engine,
    shop: &Shop,
    typed: &str,
    now: Micros,
) -> Result<ShopHost, Stop<HostRefusal>> {
    let host = host_name(typed).or_refuse()?;
    if engine.market_at(&host).is_some() {
        return Err(Stop::Refused(HostRefusal::Taken));
    }
    let own = ShopHost { host, shop: shop.id, market: shop.market, slug: shop.slug.clone() };
    let row = own.clone();
    engine
        .act(now, move |act| {
            let known = store::market::shop_hosts(act.tx)?;
            match known.iter().find(|other| other.host == row.host) {
                Some(other) if other.shop == row.shop => return Ok(()),
                Some(_) => return Err(Stop::Refused(HostRefusal::Taken)),
                None => {}
            }
            if known.iter().filter(|other| other.shop == row.shop).count() >= HOSTS_MAX {
                return Err(Stop::Refused(HostRefusal::TooMany));
            }
            store::market::add_shop_host(act.tx, &row, act.now).map_err(Problem::taken_meanwhile)?;
            // Every process reads the hosts anew; the shop's pages name another address.
            act.event(EventKind::MarketChanged, row.market.get(), "");
            Ok(())
        })
        .await?;
    crate::Widen::widen(engine.reload(now).await)?;
    Ok(own)
}

/// Takes a host name back; answers whether there was one.
pub async fn remove(engine: &Engine, host: &str, now: Micros) -> Seen<bool> {
    let Some(own) = engine.shop_at(host.trim()) else { return Ok(false) };
    engine
        .act(now, move |act| {
            store::market::drop_shop_host(act.tx, &own.host)?;
            act.event(EventKind::MarketChanged, own.market.get(), "");
            Ok(())
        })
        .await?;
    engine.reload(now).await?;
    Ok(true)
}
