//! Somebody of the operator acts for a seller: for a reason that the seller reads, for a while, at one browser. What may be
//! done meanwhile is the closed list of `Role::StandIn`; never money, papers, people, or the seller's voice.

use crate::{MINUTE, Micros, OperatorId, SellerId, SessionId, ShopId, StandInId, UserId};

/// Less is no reason.
pub const REASON_LETTERS_MIN: usize = 10;
pub const REASON_LETTERS_MAX: usize = 500;
/// For how many minutes one may stand in.
pub const MINUTES: [i64; 3] = [15, 30, 60];

/// Why somebody can't stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StandInRefusal {
    #[error("stand_in.reason_missing")]
    ReasonMissing,
    #[error("stand_in.not_so_long")]
    NotSoLong,
    /// Nothing is done in a closed shop.
    #[error("stand_in.shop_closed")]
    ShopClosed,
    /// A member of the seller acts as that.
    #[error("stand_in.own_seller")]
    OwnSeller,
    /// The seller has shops on markets of a company for which this person may not do so.
    #[error("stand_in.sells_elsewhere")]
    SellsElsewhere,
    /// One at a time.
    #[error("stand_in.already")]
    Already,
}

/// One time of standing in. Kept for ever, with the user; a session has at most one that is not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    pub id: StandInId,
    pub user_id: UserId,
    /// The only browser at which it holds.
    pub session: SessionId,
    pub by_whom: String,
    pub operator: OperatorId,
    pub seller: SellerId,
    pub seller_name: String,
    /// Where it began.
    pub shop: ShopId,
    pub reason: String,
    pub begun_at: Micros,
    pub ends_at: Micros,
    /// Ended before its time, or found to be over.
    pub ended_at: Option<Micros>,
    pub version: i64,
}

/// Trimmed; refused where it says too little or is cut off.
pub fn reason(text: &str) -> Result<String, StandInRefusal> {
    let text = text.trim();
    let letters = text.chars().count();
    let is_one = (REASON_LETTERS_MIN..=REASON_LETTERS_MAX).contains(&letters);
    is_one.then(|| text.to_owned()).ok_or(StandInRefusal::ReasonMissing)
}

/// How long `minutes` are; refused where they are not offered.
pub fn lasting(minutes: i64) -> Result<Micros, StandInRefusal> {
    MINUTES.contains(&minutes).then(|| minutes * MINUTE).ok_or(StandInRefusal::NotSoLong)
}

impl StandIn {
    pub fn holds(&self, now: Micros) -> bool {
        self.ended_at.is_none() && now < self.ends_at
    }

    /// Ends it: now, or when its time was over.
    pub fn end(&mut self, now: Micros) {
        self.ended_at = Some(now.clamp(self.begun_at, self.ends_at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_a_quarter() -> StandIn {
        StandIn {
            id: StandInId::from_raw(9),
            user_id: UserId::from_raw(1),
            session: SessionId::from_raw(2),
            by_whom: "Olga".into(),
            operator: OperatorId::from_raw(3),
            seller: SellerId::from_raw(4),
            seller_name: "Brume".into(),
            shop: ShopId::from_raw(5),
            reason: "They asked for help by telephone.".into(),
            begun_at: 100,
            ends_at: 100 + 15 * MINUTE,
            ended_at: None,
            version: 0,
        }
    }

    #[test]
    fn it_holds_until_its_time_is_over_or_it_is_ended() {
        let mut it = of_a_quarter();
        assert!(it.holds(100) && it.holds(it.ends_at - 1) && !it.holds(it.ends_at));
        it.end(200);
        assert!(!it.holds(201));
        let mut late = of_a_quarter();
        late.end(late.ends_at + 7);
        assert_eq!(late.ended_at, Some(late.ends_at), "it was over before");
    }

    #[test]
    fn a_reason_says_something_and_only_offered_times_are_taken() {
        let table = [
            ("", false),
            ("  because  ", false),
            ("Parcels wait.", true),
            ("店主来电请求协助修改库存", true),
        ];
        for (text, is_one) in table {
            assert_eq!(reason(text).is_ok(), is_one, "{text}");
        }
        assert!(reason(&"a".repeat(REASON_LETTERS_MAX + 1)).is_err());
        for (minutes, is_one) in
            [(15, true), (30, true), (60, true), (0, false), (61, false), (-15, false), (i64::MAX, false)]
        {
            assert_eq!(lasting(minutes).is_ok(), is_one, "{minutes}");
        }
    }
}
