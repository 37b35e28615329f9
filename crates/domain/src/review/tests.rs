//! Who may say what, until when; and which ratings count.

use proptest::prelude::*;

use super::rating::{
    COUNTED_MAX, WINDOW_DAYS, counts_after, mean_tenths, month_at, record_of, window_begins,
};
use super::*;

fn review() -> Review {
    Review {
        id: ReviewId::from_raw(1),
        order_id: OrderId::from_raw(1),
        ordinal: 0,
        product: ProductId::from_raw(1),
        shop: ShopId::from_raw(1),
        seller: SellerId::from_raw(1),
        market: MarketId::from_raw(1),
        user_id: UserId::from_raw(1),
        author: "Marta K.".into(),
        language: "en".into(),
        stars: 4,
        title: String::new(),
        text: "Good".into(),
        pictures: 0,
        state: ReviewState::Published,
        reason: String::new(),
        ruling: String::new(),
        answer: String::new(),
        answered_at: None,
        reports: 0,
        posted_at: 0,
        edited_at: None,
        judged_at: None,
        version: 0,
    }
}

#[test]
fn means_have_one_decimal_and_halves_go_up() {
    for (sum, count, tenths) in
        [(0, 0, 0), (5, 1, 50), (9, 2, 45), (14, 3, 47), (13, 3, 43), (87, 20, 44), (1, 1, 10), (79, 20, 40)]
    {
        assert_eq!(mean_tenths(sum, count), tenths, "{sum} of {count}");
    }
}

#[test]
fn months_change_at_midnight_of_the_markets_clock() {
    let day = |text: &str| crate::tax::day_of(text).unwrap();
    for (date, offset, month) in [
        ("2026-11-30", 0, 2026 * 12 + 10),
        ("2026-12-01", 0, 2026 * 12 + 11),
        ("2026-12-01", -60, 2026 * 12 + 10),
        ("2027-01-01", 60, 2027 * 12),
        ("2028-02-29", 0, 2028 * 12 + 1),
        ("1970-01-01", 0, 1970 * 12),
    ] {
        assert_eq!(month_at(day(date), offset), month, "{date} {offset}");
    }
    assert_eq!(month_at(day("2026-12-01") - 1, 1), 2026 * 12 + 11);
}

fn rating(user: i64, day: i64, score: i64) -> Rating {
    Rating {
        order_id: OrderId::from_raw(1),
        shop: ShopId::from_raw(1),
        market: MarketId::from_raw(1),
        user_id: UserId::from_raw(user),
        described: score,
        service: score,
        delivery: score,
        counted: false,
        day,
        month: month_at(day * DAY, 0),
        at: day * DAY,
    }
}

#[test]
fn three_of_a_buyer_count_in_a_month_and_only_six_months_do() {
    // 20,758 is the first of November 2026.
    let first = 20_758;
    /// Name, buyers and days, today, how many count.
    type Case<'c> = (&'c str, &'c [(i64, i64)], i64, i64);
    let table: &[Case<'_>] = &[
        ("one of each", &[(1, first), (2, first)], first, 2),
        (
            "the fourth of a month doesn't count",
            &[(1, first), (1, first), (1, first + 9), (1, first + 20)],
            first + 20,
            3,
        ),
        ("the next month begins anew", &[(1, first), (1, first), (1, first), (1, first + 30)], first + 30, 4),
        ("others are not concerned", &[(1, first), (1, first), (1, first), (1, first), (2, first)], first, 4),
        ("the last day of six months", &[(1, first)], first + WINDOW_DAYS - 1, 1),
        ("one day later", &[(1, first)], first + WINDOW_DAYS, 0),
        (
            "an old fourth stays out though the first three have left",
            &[(1, first), (1, first), (1, first), (1, first + 10)],
            first + WINDOW_DAYS,
            0,
        ),
    ];
    for (name, given, today, count) in table {
        let ratings: Vec<Rating> = given.iter().map(|(user, day)| rating(*user, *day, 5)).collect();
        assert_eq!(record_of(&ratings, today * DAY).count, *count, "{name}");
    }
}

proptest! {
    /// What the acts keep (is it counted, by day) sums up to the rule as it reads, at any later moment.
    #[test]
    fn what_is_kept_day_by_day_is_the_rolling_rule(
        given in proptest::collection::vec((1_i64..4, 0_i64..60, 1_i64..=5), 0..80),
        later in 0_i64..260,
    ) {
        let mut day = 20_700;
        let mut kept: Vec<Rating> = Vec::new();
        for (user, pause, score) in given {
            day += pause / 8;
            let mut next = rating(user, day, score);
            let same = |other: &&Rating| other.counted && (other.user_id, other.month) == (next.user_id, next.month);
            next.counted = counts_after(kept.iter().filter(same).count() as i64);
            kept.push(next);
        }
        let now = (day + later) * DAY;
        let mut summed = Record::default();
        let in_window = |one: &&Rating| one.counted && one.day >= window_begins(now);
        kept.iter().filter(in_window).for_each(|one| summed.add(one));
        prop_assert_eq!(summed, record_of(&kept, now));
        for one in &kept {
            let same = |other: &&Rating| other.counted && (other.user_id, other.month) == (one.user_id, one.month);
            prop_assert!(kept.iter().filter(same).count() as i64 <= COUNTED_MAX);
        }
    }
}

#[test]
fn a_text_is_cleaned_and_a_name_is_never_whole() {
    for (text, kept) in [
        (" Fine.\r\n\r\n\r\n\r\nReally\u{202e}. \n", "Fine.\n\nReally."),
        ("a\u{0}b\tc", "abc"),
        ("<b>碎了</b>", "<b>碎了</b>"),
    ] {
        assert_eq!(clean(text, 100).as_deref(), Ok(kept));
    }
    assert_eq!(clean("abcd", 3), Err(ReviewRefusal::TextTooLong));
    for (whole, shown) in [
        ("Marta Keller", "Marta K."),
        ("Ana de la Cruz Oliveira", "Ana O."),
        ("王小明", "王＊＊"),
        ("Marta", "Marta"),
        ("", ""),
    ] {
        assert_eq!(shown_name(whole), shown);
    }
}

#[test]
fn a_word_can_be_changed_for_thirty_days_and_not_once_it_is_taken_down() {
    let said = || Said::new(2, "Chipped", "After a week.").unwrap();
    let rules = Reviews { moderation: Moderation::Before, ..Reviews::default() };
    let mut it = review();
    it.edit(said(), &rules, EDIT_DAYS * DAY).unwrap();
    assert_eq!((it.stars, it.state), (2, ReviewState::Waiting), "a market that looks first looks again");
    assert_eq!(it.edit(said(), &rules, EDIT_DAYS * DAY + 1), Err(ReviewRefusal::EditTooLate));
    assert_eq!(it.remove(ReviewReason::Insult, " ", 1), Err(ReviewRefusal::RulingMissing));
    it.reports = 2;
    it.remove(ReviewReason::Insult, "It calls the seller names.", 1).unwrap();
    assert_eq!((it.state, it.reports, it.reason.as_str()), (ReviewState::Removed, 0, "insult"));
    assert_eq!(it.edit(said(), &rules, 2), Err(ReviewRefusal::Removed));
    assert_eq!(it.answer("No.", 2), Err(ReviewRefusal::Removed));
    it.keep(3);
    assert_eq!((it.state, it.reason.as_str()), (ReviewState::Published, ""));
    assert_eq!(it.answer("  ", 4), Err(ReviewRefusal::AnswerMissing));
    it.answer("We are sorry.", 4).unwrap();
    it.answer("We are very sorry.", 5).unwrap();
    assert_eq!((it.answer.as_str(), it.answered_at), ("We are very sorry.", Some(5)));
    for stars in [0, 6, -1] {
        assert_eq!(Said::new(stars, "", ""), Err(ReviewRefusal::Stars));
    }
}

#[test]
fn only_who_had_the_goods_may_judge_them() {
    let rules = Reviews { days: 60, ..Reviews::default() };
    let table = [
        (OrderState::Shipped, None, None, None, 0, Err(ReviewRefusal::NotYet)),
        (OrderState::Delivered, Some(1), None, None, 0, Err(ReviewRefusal::NotYet)),
        (OrderState::Completed, Some(1), Some(2), None, 2 + 60 * DAY, Ok(())),
        (OrderState::Completed, None, Some(2), None, 3 + 60 * DAY, Err(ReviewRefusal::TooLate)),
        (OrderState::Refunded, Some(1), None, Some(2), 3, Ok(())),
        (OrderState::Refunded, None, None, Some(2), 3, Err(ReviewRefusal::NotYet)),
        (OrderState::Refunded, Some(1), Some(2), Some(3), 4, Ok(())),
        (OrderState::Cancelled, None, None, Some(2), 3, Err(ReviewRefusal::NotYet)),
    ];
    for (state, delivered_at, completed_at, closed_at, now, expected) in table {
        let order = Order { state, delivered_at, completed_at, closed_at, ..crate::order::tests::order() };
        assert_eq!(rules.may_begin(&order, now), expected, "{state} {delivered_at:?}");
    }
    let off = Reviews { on: false, ..Reviews::default() };
    assert_eq!(off.may_begin(&crate::order::tests::order(), 0), Err(ReviewRefusal::NotHere));
}
