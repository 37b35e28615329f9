//! Events that this process has numbered a moment ago: whoever reads them next need not ask the database. Only a saving:
//! what is not at hand is read there, and nothing is kept that was not committed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use domain::event::Event;

/// Events kept of a lane; who is further behind reads the database.
const KEPT_MAX: usize = 1_000;

/// Events of a lane with their positions, in their order.
pub(super) type Numbered = Vec<(Arc<Event>, i64)>;

/// The newest events of each lane, without a gap.
#[derive(Debug, Default)]
pub(crate) struct AtHand(BTreeMap<i64, VecDeque<(Arc<Event>, i64)>>);

impl AtHand {
    /// Keeps what was numbered and committed just now. What came before it is dropped where another process has numbered
    /// meanwhile.
    pub(super) fn keep(&mut self, lane: i64, events: Vec<(Event, i64)>) {
        let Some((_, first)) = events.first() else { return };
        let kept = self.0.entry(lane).or_default();
        if kept.back().is_some_and(|(_, last)| last + 1 != *first) {
            kept.clear();
        }
        kept.extend(events.into_iter().map(|(event, position)| (Arc::new(event), position)));
        let too_many = kept.len().saturating_sub(KEPT_MAX);
        kept.drain(..too_many);
    }

    /// Up to `most` events that follow on `position`; absent where they are not all at hand.
    pub(super) fn after(&self, lane: i64, position: i64, most: usize) -> Option<Numbered> {
        let kept = self.0.get(&lane)?;
        let (_, first) = kept.front()?;
        let passed = usize::try_from(position + 1 - first).ok()?;
        let found: Numbered = kept.iter().skip(passed).take(most).cloned().collect();
        (!found.is_empty()).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use domain::EventId;
    use domain::event::EventKind;

    use super::*;

    fn events(positions: std::ops::RangeInclusive<i64>) -> Vec<(Event, i64)> {
        let event = |position: i64| Event {
            id: EventId::from_raw(position << 10),
            kind: EventKind::OrderPlaced,
            subject: position,
            body: String::new(),
            at: 0,
        };
        positions.map(|position| (event(position), position)).collect()
    }

    fn found(kept: &AtHand, position: i64, most: usize) -> Option<Vec<i64>> {
        Some(kept.after(3, position, most)?.iter().map(|(event, _)| event.subject).collect())
    }

    #[test]
    fn what_follows_without_a_gap_is_at_hand_and_nothing_else() {
        let mut kept = AtHand::default();
        kept.keep(3, events(5..=7));
        kept.keep(3, events(8..=9));
        kept.keep(4, events(1..=1));
        assert_eq!(found(&kept, 4, 3), Some(vec![5, 6, 7]));
        assert_eq!(found(&kept, 6, 9), Some(vec![7, 8, 9]));
        assert_eq!(found(&kept, 3, 9), None, "one before the first is missing");
        assert_eq!(found(&kept, 9, 9), None, "nothing is newer");
        kept.keep(3, events(12..=12));
        assert_eq!(found(&kept, 8, 9), None, "another process has numbered 10 and 11");
        assert_eq!(found(&kept, 11, 9), Some(vec![12]));
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut kept = AtHand::default();
        kept.keep(3, events(1..=KEPT_MAX as i64));
        kept.keep(3, events(KEPT_MAX as i64 + 1..=KEPT_MAX as i64 + 2));
        assert_eq!(found(&kept, 1, 1), None);
        assert_eq!(found(&kept, 2, 1), Some(vec![3]));
    }
}
