//! How often something may be tried: a bucket of tokens for each key (an address, an account). In memory only: a restart
//! forgives, and each process counts for itself, which is enough against guessing.

use std::collections::HashMap;
use std::sync::Mutex;

/// Beyond this many keys the full buckets are dropped, then all of them: memory has an end, and guessing from that many
/// addresses is not stopped by a count for each.
const KEYS_MAX: usize = 100_000;

/// A bucket for each key: `burst` tries at once, then one each `refill_micros`.
#[derive(Debug)]
pub struct TokenBuckets {
    burst: i64,
    refill_micros: i64,
    /// Key → the moment at which its bucket is full again.
    full_at: Mutex<HashMap<String, i64>>,
}

impl TokenBuckets {
    pub fn new(burst: u32, refill_micros: i64) -> Self {
        assert!(burst > 0 && refill_micros > 0, "a limit lets something through");
        Self { burst: i64::from(burst), refill_micros, full_at: Mutex::default() }
    }

    /// Takes a token at the time given; false if the bucket is empty.
    pub fn take(&self, key: &str, now_micros: i64) -> bool {
        let mut full_at = self.full_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if full_at.len() >= KEYS_MAX && !full_at.contains_key(key) {
            full_at.retain(|_, full| *full > now_micros);
            if full_at.len() >= KEYS_MAX {
                full_at.clear();
            }
        }
        let full = full_at.get(key).copied().unwrap_or(now_micros).max(now_micros);
        let after = full.saturating_add(self.refill_micros);
        if after - now_micros > self.burst * self.refill_micros {
            return false;
        }
        full_at.insert(key.to_owned(), after);
        true
    }

    /// Fills the bucket: the right password proves that it was no guessing.
    pub fn forgive(&self, key: &str) {
        self.full_at.lock().unwrap_or_else(std::sync::PoisonError::into_inner).remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_one_at_a_time() {
        let limit = TokenBuckets::new(3, 10);
        let table: &[(&str, i64, bool)] = &[
            ("a", 0, true),
            ("a", 0, true),
            ("a", 0, true),
            ("a", 0, false),
            ("b", 0, true),
            ("a", 9, false),
            ("a", 10, true),
            ("a", 10, false),
            ("a", 1000, true),
        ];
        for (key, at, passes) in table {
            assert_eq!(limit.take(key, *at), *passes, "{key} at {at}");
        }
        limit.take("b", 0);
        limit.take("b", 0);
        limit.forgive("b");
        assert!(limit.take("b", 0));
    }

    #[test]
    fn the_number_of_keys_is_bounded() {
        let limit = TokenBuckets::new(1, 1_000_000);
        for key in 0..KEYS_MAX + 10 {
            limit.take(&key.to_string(), 0);
        }
        assert!(limit.full_at.lock().unwrap().len() <= KEYS_MAX);
    }
}
