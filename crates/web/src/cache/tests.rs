//! The room for pages has an end, and what nobody vouches for is not served.

use engine::change::Moment;

use super::kept::Shows;
use super::*;

const ROOM: u64 = 256 * 1024;

fn page(letters: usize, until: Micros) -> Arc<Kept> {
    let shows = Shows { moment: Moment::default(), places: Box::default(), until };
    Arc::new(Kept::new("a".repeat(letters), None, Some(shows)))
}

fn wanted(address: &str) -> Wanted<'_> {
    Wanted { market: MarketId::from_raw(7), lang: Lang::Fr, address }
}

#[test]
fn memory_has_an_end_however_many_addresses_are_asked_for() {
    let pages = Pages::with_room(ROOM);
    for number in 0..2_000 {
        pages.keep(&wanted(&format!("/product/a/{number}")), page(4_000, Micros::MAX));
    }
    assert!(pages.all.weight() <= ROOM, "{}", pages.all.weight());
    assert!(pages.all.len() > 10, "the room is used");
}

#[test]
fn an_address_longer_than_any_of_ours_is_not_kept() {
    let pages = Pages::with_room(ROOM);
    pages.keep(&wanted(&"/".repeat(ADDRESS_BYTES_MAX + 1)), page(10, Micros::MAX));
    assert!(pages.all.is_empty());
}

#[test]
fn a_page_is_dropped_when_nobody_follows_what_changes() {
    let pages = Pages::with_room(ROOM);
    pages.keep(&wanted("/"), page(10, Micros::MAX));
    assert!(pages.find(&wanted("/"), &Changes::default(), 0).is_none());
    assert!(pages.all.is_empty());
}

#[test]
fn a_key_is_found_by_what_is_asked_for_and_only_by_all_of_it() {
    let pages = Pages::with_room(ROOM);
    pages.keep(&wanted("/shops"), page(10, Micros::MAX));
    let asked = wanted("/shops");
    for (other, found) in [
        (asked, true),
        (Wanted { lang: Lang::En, ..asked }, false),
        (Wanted { market: MarketId::from_raw(8), ..asked }, false),
        (Wanted { address: "/shops?", ..asked }, false),
    ] {
        assert_eq!(pages.all.get(&other).is_some(), found, "{other:?}");
    }
}
