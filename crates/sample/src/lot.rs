//! Draws lots that fall the same way in each demo, so that what is shown can be described and tested.

/// SplitMix64: small, and even enough for choosing soap.
#[derive(Debug)]
pub struct Lot(u64);

impl Lot {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `least` up to and with `most`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        assert!(least <= most, "a lot needs something to fall on");
        let span = most.abs_diff(least) + 1;
        least + i64::try_from(self.next() % span).expect("the span was an i64's")
    }

    /// The indexes below `count`, in an order of chance.
    pub fn shuffled(&mut self, count: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            let other = self.between(0, at as i64);
            all.swap(at, usize::try_from(other).expect("a lot from 0 on is an index"));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_stay_in_their_bounds_and_fall_the_same_way_again() {
        let (mut one, mut other) = (Lot::new(7), Lot::new(7));
        for _ in 0..1_000 {
            let drawn = one.between(-2, 3);
            assert!((-2..=3).contains(&drawn));
            assert_eq!(drawn, other.between(-2, 3));
        }
        let mut shuffled = one.shuffled(20);
        shuffled.sort_unstable();
        assert_eq!(shuffled, (0..20).collect::<Vec<_>>());
    }
}
