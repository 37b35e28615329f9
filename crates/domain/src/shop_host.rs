//! A host name of a shop's own, and what a host name is.

use crate::{MarketId, ShopId};

/// Host names that one shop may have.
pub const HOSTS_MAX: usize = 10;
const NAME_BYTES_MAX: usize = 253;
const LABEL_BYTES_MAX: usize = 63;

/// A host name that leads to one shop of one market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopHost {
    pub host: String,
    pub shop: ShopId,
    pub market: MarketId,
    /// Of the shop's page on its market.
    pub slug: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HostRefusal {
    #[error("host.no_name")]
    NoName,
    #[error("host.taken")]
    Taken,
    #[error("host.too_many")]
    TooMany,
}

/// A host name as it is compared: small letters, at least two labels, no address and no port.
pub fn host_name(typed: &str) -> Result<String, HostRefusal> {
    let name = typed.trim().to_ascii_lowercase();
    let is_label = |label: &str| {
        (1..=LABEL_BYTES_MAX).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_address = last.bytes().all(|b| b.is_ascii_digit());
    let fits = name.len() <= NAME_BYTES_MAX && name.contains('.') && name.split('.').all(is_label);
    if fits && !is_address { Ok(name) } else { Err(HostRefusal::NoName) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_name_has_labels_and_is_no_address() {
        for (typed, name) in [
            (" Atelier-Brume.example ", Some("atelier-brume.example")),
            ("xn--fiqs8s.example", Some("xn--fiqs8s.example")),
            ("brume.localhost", Some("brume.localhost")),
            ("localhost", None),
            ("", None),
            ("brume..example", None),
            ("-brume.example", None),
            ("brume.example:8080", None),
            ("brume.example/path", None),
            ("10.0.0.1", None),
            ("[::1]", None),
            ("é.example", None),
            ("evil.example\r\nx: y", None),
        ] {
            assert_eq!(host_name(typed).ok().as_deref(), name, "{typed}");
        }
        assert!(host_name(&format!("{}.example", "a".repeat(LABEL_BYTES_MAX + 1))).is_err());
        assert!(host_name(&vec!["a"; 130].join(".")).is_err());
    }
}
