//! What changed, for who keeps pages in memory: for each subject the moment of its last change. Commits of this process
//! tell at once, those of others through the outbox (`follow`). Knows no page, and never vouches for a page while the
//! outbox is not followed.

mod follow;
mod lists;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::event::{Event, EventKind};
use domain::{MarketId, Micros, ProductId, ShopId};

use follow::Followed;

pub use follow::follow;
pub(crate) use lists::ListsChanged;

/// Places for moments. Subjects that share one only make each other look newer, which costs a page made again.
const PLACES: usize = 1 << 16;
/// Nobody is vouched for when the outbox was read longer ago.
const FOLLOWED_MICROS_MAX: Micros = 5_000_000;

/// Something that a page shows and that can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject<'a> {
    /// A product with its variants, offers, pictures and stock.
    Product(ProductId),
    /// A shop with its zones and its seller.
    Shop(ShopId),
    /// A shop's goods as lists show them.
    Goods(ShopId),
    /// The products of a market below one top category, as lists show them.
    Category(MarketId, &'a str),
    /// Any product of a market as lists show it.
    Lists(MarketId),
    /// The list of a market's shops.
    Shops(MarketId),
}

/// Where the moment of a subject stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(u16);

/// A point between changes. Take it before reading what is to be kept. The default lies before all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

/// The moments at which subjects changed last.
pub struct Changes {
    count: AtomicU64,
    places: Box<[AtomicU64]>,
    /// The last change of what all pages depend on.
    everything: AtomicU64,
    followed_at: AtomicI64,
    followed: Mutex<Followed>,
}

impl Subject<'_> {
    pub fn place(&self) -> Place {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        Place(hasher.finish() as u16)
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self {
            count: AtomicU64::new(0),
            places: (0..PLACES).map(|_| AtomicU64::new(0)).collect(),
            everything: AtomicU64::new(0),
            followed_at: AtomicI64::new(i64::MIN),
            followed: Mutex::default(),
        }
    }
}

impl std::fmt::Debug for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Changes").field("count", &self.count).finish_non_exhaustive()
    }
}

impl Changes {
    /// The present point; absent while nobody follows the outbox, since changes by others would go unseen.
    pub fn moment(&self, now: Micros) -> Option<Moment> {
        let age = now.checked_sub(self.followed_at.load(Ordering::SeqCst))?;
        let is_followed = (0..=FOLLOWED_MICROS_MAX).contains(&age);
        is_followed.then(|| Moment(self.count.load(Ordering::SeqCst)))
    }

    /// Whether what was read since `moment` about the subjects in `places` is still so.
    pub fn holds_since(&self, moment: Moment, places: &[Place], now: Micros) -> bool {
        let unchanged = |changed: &AtomicU64| changed.load(Ordering::SeqCst) <= moment.0;
        self.moment(now).is_some()
            && unchanged(&self.everything)
            && places.iter().all(|place| unchanged(&self.places[usize::from(place.0)]))
    }

    /// Subjects changed, and the change can be read by now.
    pub(crate) fn tell(&self, places: &[Place]) {
        if places.is_empty() {
            return;
        }
        let moment = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        for place in places {
            self.places[usize::from(place.0)].fetch_max(moment, Ordering::SeqCst);
        }
    }

    /// What all pages depend on changed.
    pub(crate) fn tell_everything(&self) {
        let moment = self.count.fetch_add(1, Ordering::SeqCst) + 1;
        self.everything.fetch_max(moment, Ordering::SeqCst);
    }
}

/// What an event changes, as far as it says so itself.
pub(crate) fn places_of(event: &Event, places: &mut Vec<Place>) {
    match event.kind {
        EventKind::ProductChanged => {
            places.push(Subject::Product(ProductId::from_raw(event.subject)).place());
        }
        EventKind::ReviewChanged => {
            places.extend(event.body.parse().ok().map(|product| Subject::Product(product).place()));
        }
        EventKind::ShopChanged => places.push(Subject::Shop(ShopId::from_raw(event.subject)).place()),
        EventKind::ListsChanged => {
            let market = MarketId::from_raw(event.subject);
            lists::places(market, &event.body, places);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_000_000_000;

    fn followed() -> Changes {
        let changes = Changes::default();
        changes.followed_at.store(NOW, Ordering::SeqCst);
        changes
    }

    #[test]
    fn what_was_read_before_a_change_no_longer_holds_and_what_was_read_after_it_does() {
        let changes = followed();
        let (cup, vase) = (Subject::Product(ProductId::from_raw(1)), Subject::Shop(ShopId::from_raw(2)));
        assert_ne!(cup.place(), vase.place());
        let before = changes.moment(NOW).unwrap();
        assert!(changes.holds_since(before, &[cup.place(), vase.place()], NOW));
        changes.tell(&[cup.place()]);
        let after = changes.moment(NOW).unwrap();
        for (moment, subject, holds) in
            [(before, cup, false), (before, vase, true), (after, cup, true), (after, vase, true)]
        {
            assert_eq!(changes.holds_since(moment, &[subject.place()], NOW), holds, "{subject:?}");
        }
        changes.tell_everything();
        assert!(!changes.holds_since(after, &[], NOW));
    }

    #[test]
    fn nothing_holds_while_nobody_follows_the_outbox() {
        assert_eq!(Changes::default().moment(NOW), None);
        let changes = followed();
        let moment = changes.moment(NOW).unwrap();
        for (now, holds) in [
            (NOW, true),
            (NOW + FOLLOWED_MICROS_MAX, true),
            (NOW + FOLLOWED_MICROS_MAX + 1, false),
            (NOW - 1, false),
        ] {
            assert_eq!(changes.holds_since(moment, &[], now), holds, "{}", now - NOW);
        }
    }
}
