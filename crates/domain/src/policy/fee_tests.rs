//! What each preset takes, by the figures of its sources; and what least and most do at their edges.

use money::Currency;

use super::super::tests::preset;
use super::*;

fn fee(commission: &Commission, lines: &[(&str, i64)], delivery: i64) -> i64 {
    commission.fee(lines, delivery, Currency::EUR).amount
}

/// Preset, rule, lines with their amounts, delivery, and what is taken.
type Case = (&'static str, &'static str, &'static [(&'static str, i64)], i64, i64);

#[test]
fn each_preset_takes_what_its_source_says() {
    let table: [Case; 13] = [
        ("mall", "5 % of goods; delivery is free of it", &[("shoes/boots", 12_000)], 490, 600),
        ("mall", "2 % of books", &[("books/fiction", 2_000)], 490, 40),
        ("mall", "each line at its own rate", &[("books", 2_000), ("kitchen", 4_800)], 0, 40 + 240),
        ("makers", "3.5 % of goods and delivery", &[("kitchen", 10_000)], 490, 367),
        ("makers", "at most 50 dollars an order", &[("home/furniture", 200_000)], 9_000, 5_000),
        ("makers", "at the edge: 3.5 % of 1,428.57 is 50.00", &[("home", 142_857)], 0, 5_000),
        ("bazaar", "nothing", &[("home", 123_456)], 490, 0),
        ("retail", "15 %", &[("home", 10_000)], 0, 1_500),
        ("retail", "8 % of food", &[("food/honey-jam", 10_000)], 0, 800),
        ("retail", "20 % of jewellery", &[("jewellery/rings", 10_000)], 0, 2_000),
        ("retail", "16 % of watches: the longer path wins", &[("jewellery/watches", 10_000)], 0, 1_600),
        ("retail", "30 cents a line at least", &[("food", 100), ("food", 100)], 0, 60),
        ("flagship", "5 %", &[("books/reading", 10_000)], 0, 500),
    ];
    for (name, rule, lines, delivery, expected) in table {
        let policy = preset(name);
        assert_eq!(fee(&policy.commission, lines, delivery), expected, "{name}: {rule}");
    }
}

#[test]
fn the_longest_path_wins_and_a_path_is_no_mere_beginning_of_a_word() {
    let mut commission = preset("mall").commission;
    let rate = |path: &str, ppm| CategoryRate { path: path.into(), rate_ppm: Rate::from_ppm(ppm).unwrap() };
    commission.by_category = vec![rate("shoes", 30_000), rate("shoes/boots", 10_000)];
    let table = [
        ("shoes", 30_000),
        ("shoes/trail", 30_000),
        ("shoes/boots", 10_000),
        ("shoes/boots/rubber", 10_000),
        ("shoes-and-more", 50_000),
        ("", 50_000),
    ];
    for (category, ppm) in table {
        assert_eq!(commission.rate_of(category).ppm(), ppm, "{category}");
    }
    assert_eq!((commission.rates().0.ppm(), commission.rates().1.ppm()), (10_000, 50_000));
}

#[test]
fn delivery_follows_the_lines_in_proportion_and_each_share_bears_its_line_s_rate() {
    let mut retail = preset("retail").commission;
    retail.least_per_line_minor = None;
    // 4.00 of delivery: 3.00 to the watch at 16 %, 1.00 to the honey at 8 %.
    let lines = [("jewellery/watches", 3_000), ("food/honey-jam", 1_000)];
    let fee = retail.fee(&lines, 400, Currency::EUR);
    assert_eq!((fee.base, fee.amount), (4_400, 528 + 88));
    assert_eq!(fee.rates.iter().map(|rate| rate.ppm()).collect::<Vec<_>>(), [160_000, 80_000]);
}

#[test]
fn least_and_most_hold_by_line_and_by_order_and_a_least_leaves_the_seller_half() {
    let plain = preset("mall").commission;
    let with = |least_line, most_line, least_order, most_order| Commission {
        least_per_line_minor: least_line,
        most_per_line_minor: most_line,
        least_per_order_minor: least_order,
        most_per_order_minor: most_order,
        ..plain.clone()
    };
    let two = [("kitchen", 10_000), ("kitchen", 400)];
    let table = [
        ("nothing named", with(None, None, None, None), 520),
        ("most a line", with(None, Some(300), None, None), 320),
        ("least a line", with(Some(100), None, None, None), 600),
        ("least a line never takes more than half of it", with(Some(900), None, None, None), 900 + 200),
        ("most an order", with(None, None, None, Some(450)), 450),
        ("least an order", with(None, None, Some(700), None), 700),
        ("a most below the least wins", with(None, None, Some(700), Some(100)), 100),
    ];
    for (rule, commission, expected) in table {
        assert_eq!(fee(&commission, &two, 490), expected, "{rule}");
    }
    assert_eq!(fee(&plain, &[], 490), 0, "no line, no fee");
}
