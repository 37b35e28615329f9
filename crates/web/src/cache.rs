//! Pages that many see are made once and kept in memory: for each market, language and address one page, until something
//! that it shows has changed. What is kept never knew who asked: a handler of a public page sees a stranger, and the
//! answer that it gives has no headers of its own. Nothing is kept by time, and nothing with a session in it.

mod encoding;
mod hits;
mod kept;
mod public;

use std::hash::{Hash, RandomState};
use std::sync::Arc;

use domain::{MarketId, Micros};
use engine::change::Changes;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{Equivalent, OptionsBuilder, Weighter};

use crate::Lang;

pub(crate) use encoding::{Effort, Encoding, Pressed};
pub use hits::Hits;
pub use public::Public;

use kept::Kept;

/// Memory for kept pages. A page of a shop with its pressed forms takes about fifty kilobytes.
const PAGES_BYTES_MAX: u64 = 96 * 1024 * 1024;
/// A guess from which the tables are sized; they grow.
const PAGES_EXPECTED: usize = 2_000;
/// Locks among which the pages are shared out.
const SHARDS: usize = 16;
/// No page of ours has a longer address.
const ADDRESS_BYTES_MAX: usize = 500;

/// The pages kept by this process.
pub struct Pages {
    all: Cache<Key, Arc<Kept>, Weight, RandomState>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    market: MarketId,
    lang: Lang,
    address: Box<str>,
}

/// A page that is asked for. Its hash is that of the key.
#[derive(Debug, Clone, Copy, Hash)]
pub(crate) struct Wanted<'a> {
    pub market: MarketId,
    pub lang: Lang,
    /// Path and query as they were written.
    pub address: &'a str,
}

#[derive(Debug, Clone)]
struct Weight;

impl Equivalent<Key> for Wanted<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        (self.market, self.lang, self.address) == (key.market, key.lang, &*key.address)
    }
}

impl Weighter<Key, Arc<Kept>> for Weight {
    fn weight(&self, key: &Key, page: &Arc<Kept>) -> u64 {
        page.weight() + key.address.len() as u64
    }
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("count", &self.all.len()).finish_non_exhaustive()
    }
}

impl Default for Pages {
    fn default() -> Self {
        Self::with_room(PAGES_BYTES_MAX)
    }
}

impl Pages {
    fn with_room(bytes: u64) -> Self {
        let options = OptionsBuilder::new()
            .shards(SHARDS)
            .estimated_items_capacity(PAGES_EXPECTED)
            .weight_capacity(bytes)
            .build()
            .expect("both sizes are given");
        Self { all: Cache::with_options(options, Weight, RandomState::new(), DefaultLifecycle::default()) }
    }

    /// The kept page, if all that it shows is still so. One that is not is dropped.
    fn find(&self, wanted: &Wanted<'_>, changes: &Changes, now: Micros) -> Option<Arc<Kept>> {
        let page = self.all.get(wanted)?;
        if page.is_so(changes, now) {
            return Some(page);
        }
        self.all.remove_if(wanted, |kept| Arc::ptr_eq(kept, &page));
        None
    }

    fn keep(&self, wanted: &Wanted<'_>, page: Arc<Kept>) {
        if page.can_be_kept() && wanted.address.len() <= ADDRESS_BYTES_MAX {
            let key = Key { market: wanted.market, lang: wanted.lang, address: wanted.address.into() };
            self.all.insert(key, page);
        }
    }
}

#[cfg(test)]
#[path = "cache/tests.rs"]
mod tests;
