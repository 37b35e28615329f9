//! Sharing out an amount so that the parts sum to the whole.

/// Splits `total` minor units in proportion to `weights` by largest remainder; earlier parts win ties.
/// The parts always sum to `total`. Without any weight, all of it goes to the first part.
///
/// # Panics
/// When `weights` is empty or one is negative: a mistake of the caller, not of a user.
pub fn allocate(total: i64, weights: &[i64]) -> Vec<i64> {
    assert!(!weights.is_empty(), "an amount needs somebody to go to");
    assert!(weights.iter().all(|weight| *weight >= 0), "a weight is never negative");
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum == 0 {
        let mut parts = vec![0; weights.len()];
        parts[0] = total;
        return parts;
    }
    let exact = |weight: i64| i128::from(total) * i128::from(weight);
    let part =
        |weight: i64| i64::try_from(exact(weight).div_euclid(sum)).expect("a part is at most the whole");
    let mut parts: Vec<i64> = weights.iter().map(|weight| part(*weight)).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|&at| (-exact(weights[at]).rem_euclid(sum), at));
    let left = total - parts.iter().sum::<i64>();
    for &at in by_remainder.iter().take(usize::try_from(left).expect("floors never exceed the whole")) {
        parts[at] += 1;
    }
    parts
}

/// `of × part / whole`, rounded half away from zero: the share of a fee that belongs to a part of a total.
///
/// # Panics
/// When `part` is not between 0 and `whole`: a mistake of the caller.
pub fn portion(of: i64, part: i64, whole: i64) -> i64 {
    assert!((0..=whole).contains(&part), "a part of {part} in {whole}");
    if whole == 0 {
        return 0;
    }
    let dividend = i128::from(of) * i128::from(part);
    let half = i128::from(whole) / 2 * i128::from(of.signum());
    i64::try_from((dividend + half) / i128::from(whole)).expect("a portion is never larger than the whole")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainder_gets_the_odd_cent() {
        let table: &[(i64, &[i64], &[i64])] = &[
            (100, &[1, 1, 1], &[34, 33, 33]),
            (10, &[6, 3, 1], &[6, 3, 1]),
            (1, &[1, 2], &[0, 1]),
            (-100, &[1, 1, 1], &[-33, -33, -34]),
            (7, &[0, 0], &[7, 0]),
            (0, &[5, 5], &[0, 0]),
        ];
        for (total, weights, parts) in table {
            assert_eq!(&allocate(*total, weights), parts, "{total} over {weights:?}");
        }
    }

    #[test]
    fn a_portion_rounds_half_away_from_zero() {
        for (of, part, whole, expected) in
            [(720, 6_000, 12_000, 360), (1, 1, 2, 1), (5, 1, 3, 2), (-5, 1, 3, -2), (7, 0, 0, 0)]
        {
            assert_eq!(portion(of, part, whole), expected);
        }
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_differ_from_the_exact_share_by_less_than_one(
            total in -1_000_000_000_000_i64..1_000_000_000_000,
            weights in prop::collection::vec(0_i64..1_000_000, 1..20),
        ) {
            let parts = allocate(total, &weights);
            prop_assert_eq!(parts.iter().sum::<i64>(), total);
            let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            if sum > 0 {
                for (part, weight) in parts.iter().zip(&weights) {
                    let off = i128::from(*part) * sum - i128::from(total) * i128::from(*weight);
                    prop_assert!(off.abs() < sum);
                }
            }
        }
    }
}
