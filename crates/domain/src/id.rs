//! Ids: 41 bits of milliseconds since 2020, 12 of node and sequence, 10 of bucket. Any id tells its bucket.
//! Shown as `ord_` and thirteen letters of base 32. An id grants nothing.

use std::fmt;
use std::str::FromStr;

use data_encoding::Encoding;

/// Number of buckets; a bucket is where rows of one seller, user, market or claim live together.
pub const BUCKETS: i64 = 1024;
/// 2020-01-01 in milliseconds since 1970.
const EPOCH_MS: i64 = 1_577_836_800_000;
/// Ids that one node can make in a millisecond.
const SEQUENCE_MAX: i64 = 256;
/// Processes that can make ids at the same time.
pub const NODES_MAX: i64 = 16;

const _: () = assert!(SEQUENCE_MAX * NODES_MAX == 1 << 12, "node and sequence share 12 bits");

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct NotAnId;

/// The bucket that an id carries.
pub fn bucket_of(raw: i64) -> i64 {
    raw & (BUCKETS - 1)
}

/// The bucket of a text that must be unique everywhere: its own hash.
pub fn bucket_of_text(text: &str) -> i64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(text.as_bytes());
    i64::from(u16::from_be_bytes([hash[0], hash[1]])) & (BUCKETS - 1)
}

/// The least id that can be made at `at`, in any bucket: what is older has a smaller one.
pub fn first_id_at(at: crate::Micros) -> i64 {
    (at / 1_000 - EPOCH_MS).clamp(0, i64::MAX >> 22) << 22
}

/// Makes ids that only rise. Its clock is given; when it stands still or goes back, ids go on from the last one.
#[derive(Debug)]
pub struct Mint {
    node: i64,
    last_ms: i64,
    sequence: i64,
}

impl Mint {
    /// `floor_ms` is the highest millisecond that this node has ever used: nobody knows how much of it is left.
    pub fn new(node: i64, floor_ms: i64) -> Self {
        Self { node: node.rem_euclid(NODES_MAX), last_ms: floor_ms, sequence: SEQUENCE_MAX - 1 }
    }

    /// Goes on under the number that the process now has. Another one than before starts above what it has used.
    pub fn goes_on_as(&mut self, node: i64, floor_ms: i64) {
        if self.node != node {
            *self = Self::new(node, floor_ms.max(self.last_ms));
        }
    }

    /// The next raw id in `bucket`.
    pub fn mint(&mut self, now: crate::Micros, bucket: i64) -> i64 {
        let now_ms = now / 1_000;
        if now_ms > self.last_ms {
            (self.last_ms, self.sequence) = (now_ms, 0);
        } else if self.sequence + 1 < SEQUENCE_MAX {
            self.sequence += 1;
        } else {
            (self.last_ms, self.sequence) = (self.last_ms + 1, 0);
        }
        let since = (self.last_ms - EPOCH_MS).max(0);
        (since << 22) | ((self.node * SEQUENCE_MAX + self.sequence) << 10) | (bucket & (BUCKETS - 1))
    }

    /// The highest millisecond used so far.
    pub fn high_water_ms(&self) -> i64 {
        self.last_ms
    }
}

fn base32() -> Encoding {
    let mut spec = data_encoding::Specification::new();
    spec.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    spec.encoding().expect("the alphabet has 32 different letters")
}

static BASE32: std::sync::LazyLock<Encoding> = std::sync::LazyLock::new(base32);

fn show(prefix: &str, raw: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{prefix}_{}", BASE32.encode(&raw.to_be_bytes()))
}

fn read(prefix: &str, text: &str) -> Result<i64, NotAnId> {
    let letters = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(NotAnId)?;
    let bytes = BASE32.decode(letters.as_bytes()).map_err(|_| NotAnId)?;
    let raw = i64::from_be_bytes(bytes.try_into().map_err(|_| NotAnId)?);
    if raw > 0 { Ok(raw) } else { Err(NotAnId) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(i64);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            pub const fn from_raw(raw: i64) -> Self {
                Self(raw)
            }

            pub fn get(self) -> i64 {
                self.0
            }

            pub fn bucket(self) -> i64 {
                bucket_of(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                show($prefix, self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                show($prefix, self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read($prefix, text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<'_, str>>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        })*

        /// Every id type calls this with its name, so that the store can keep them all.
        #[macro_export]
        macro_rules! for_each_id {
            ($each:ident) => { $($each!($name);)* };
        }
    };
}

ids! {
    /// The company that runs markets.
    OperatorId = "opr";
    MarketId = "mkt";
    UserId = "usr";
    SessionId = "ses";
    SellerId = "sel";
    ShopId = "shp";
    ProductId = "prd";
    VariantId = "var";
    OfferId = "ofr";
    StockItemId = "stk";
    MovementId = "mov";
    PurchaseId = "pur";
    PaymentId = "pay";
    OrderId = "ord";
    ShipmentId = "par";
    RequestId = "req";
    RefundId = "ref";
    PayoutId = "out";
    TransferId = "trf";
    EventId = "evt";
    SettlementId = "set";
    ProposalId = "pol";
    ApplicationId = "app";
    PaperId = "ppr";
    FeeId = "fee";
    FeePaymentId = "fpy";
    InvoiceId = "inv";
    /// A question to a provider about an application.
    CheckId = "chk";
    /// Work too long for one act.
    JobId = "job";
    SuspensionId = "sus";
    StandInId = "sti";
    /// An entry of the audit.
    AuditId = "aud";
    ReviewId = "rev";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_bucket_and_reads_back() {
        let mut mint = Mint::new(3, 0);
        let id = OrderId::from_raw(mint.mint(1_800_000_000_000_000, 777));
        assert_eq!(id.bucket(), 777);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!(id.to_string().starts_with("ord_"));
        for wrong in ["", "ord_", "pur_0000000000000", "ord_!!!!!!!!!!!!!", "ord_00"] {
            assert_eq!(wrong.parse::<OrderId>(), Err(NotAnId), "{wrong}");
        }
    }

    #[test]
    fn a_process_that_follows_another_never_makes_its_ids_again() {
        let (now, mut before) = (1_800_000_000_000_000, Mint::new(1, 0));
        // So many in one millisecond that the mint runs ahead of the clock.
        let made: Vec<i64> = (0..3 * SEQUENCE_MAX / 2).map(|_| before.mint(now, 5)).collect();
        let last = made.last().copied().unwrap_or_default();
        let mut next = Mint::new(1, before.high_water_ms());
        assert!(next.mint(now, 5) > last, "the same number in the same millisecond");
        let mut other = Mint::new(2, 0);
        other.goes_on_as(1, next.high_water_ms());
        let (one, two) = (next.mint(now, 5), other.mint(now, 5));
        assert!(two > one, "a number that was another's");
    }

    #[test]
    fn ids_rise_even_when_the_clock_goes_back_or_stands_still() {
        let mut mint = Mint::new(1, 0);
        let mut last = 0;
        for step in 0..2_000_i64 {
            let now = 1_800_000_000_000_000 - (step / 600) * 5_000_000;
            let id = mint.mint(now, 5);
            assert!(id > last, "step {step}");
            last = id;
        }
    }

    #[test]
    fn nodes_never_make_the_same_id() {
        let (mut one, mut two) = (Mint::new(1, 0), Mint::new(2, 0));
        let now = 1_800_000_000_000_000;
        let ones: std::collections::BTreeSet<i64> = (0..300).map(|_| one.mint(now, 0)).collect();
        assert!((0..300).all(|_| !ones.contains(&two.mint(now, 0))));
    }
}
