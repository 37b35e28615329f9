//! The three scores of a shop: is it as described, service, delivery. They roll over six months, and of one buyer no more
//! than three a month count, so that neither an old year nor one busy friend makes a name. Whole numbers only.

use crate::{DAY, MarketId, Micros, OrderId, ShopId, UserId};

/// The scores roll over so many days: six months.
pub const WINDOW_DAYS: i64 = 183;
/// Ratings of one buyer for one shop that count in one calendar month (Tmall's rule).
pub const COUNTED_MAX: i64 = 3;
/// From so many ratings on, a shop's scores are shown.
pub const SHOWN_FROM: i64 = 3;

/// What the buyer of one order gives its shop. Given once; never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    pub order_id: OrderId,
    pub shop: ShopId,
    pub market: MarketId,
    pub user_id: UserId,
    pub described: i64,
    pub service: i64,
    pub delivery: i64,
    /// Whether it is one of those that count; known from the moment it is given.
    pub counted: bool,
    /// Days since 1970, UTC.
    pub day: i64,
    /// Months since the year 0, on the market's clock.
    pub month: i64,
    pub at: Micros,
}

/// How many ratings, and the sums of their scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    pub count: i64,
    pub described: i64,
    pub service: i64,
    pub delivery: i64,
}

impl Record {
    /// Enough to say something without pointing at somebody.
    pub fn is_shown(&self) -> bool {
        self.count >= SHOWN_FROM
    }

    /// The three means in tenths: described, service, delivery.
    pub fn means(&self) -> [i64; 3] {
        [self.described, self.service, self.delivery].map(|sum| mean_tenths(sum, self.count))
    }
}

/// The mean in tenths, halves rounded up; 0 of nothing.
pub fn mean_tenths(sum: i64, count: i64) -> i64 {
    if count <= 0 { 0 } else { (sum * 20 + count) / (count * 2) }
}

/// Whether a rating counts that comes after so many of the same buyer, for the same shop, in the same month.
pub fn counts_after(earlier: i64) -> bool {
    earlier < COUNTED_MAX
}

/// The first day whose ratings still count at `now`.
pub fn window_begins(now: Micros) -> i64 {
    now.div_euclid(DAY) - WINDOW_DAYS + 1
}

/// The month of a moment on a clock, in months since the year 0. Counted in eras of 400 years whose years begin in March.
pub fn month_at(at: Micros, offset_minutes: i64) -> i64 {
    let shifted = (at + offset_minutes * crate::MINUTE).div_euclid(DAY) + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    (year + era * 400) * 12 + from_march + 2
}

/// The rule as it reads: of all ratings of one shop in the order of their time, each buyer's first three a month, and of
/// those the ones of the last six months. What is kept day by day must come to the same; a test holds them together.
pub fn record_of(ratings: &[Rating], now: Micros) -> Record {
    let mut record = Record::default();
    for (at, rating) in ratings.iter().enumerate() {
        let is_same = |other: &&Rating| (other.user_id, other.month) == (rating.user_id, rating.month);
        let earlier = ratings[..at].iter().filter(is_same).count() as i64;
        if counts_after(earlier) && rating.day >= window_begins(now) {
            record.add(rating);
        }
    }
    record
}

impl Record {
    pub fn add(&mut self, rating: &Rating) {
        self.count += 1;
        self.described += rating.described;
        self.service += rating.service;
        self.delivery += rating.delivery;
    }
}
