//! Where goods go, and small texts that are parsed at the edge: e-mail, country, slug.

/// Longest line that an address takes.
pub const LINE_LETTERS_MAX: usize = 120;
/// RFC 5321 allows 254.
pub const EMAIL_LETTERS_MAX: usize = 254;
pub const SLUG_LETTERS_MAX: usize = 80;

/// A postal address as the buyer wrote it. Stored as opaque JSON with the purchase and its orders.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Address {
    pub name: String,
    pub street: String,
    #[serde(default)]
    pub extra: String,
    pub postcode: String,
    pub city: String,
    /// State or province: two letters in the United States, empty where none is used.
    #[serde(default)]
    pub region: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    #[serde(default)]
    pub phone: String,
}

/// What is wrong with a field of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
pub enum AddressProblem {
    #[error("address.missing")]
    Missing,
    #[error("address.too_long")]
    TooLong,
    #[error("address.bad_postcode")]
    BadPostcode,
    #[error("address.unknown_country")]
    UnknownCountry,
    #[error("address.bad_region")]
    BadRegion,
}

impl Address {
    /// All fields with a problem, by field name. Postcode shapes: five digits (FR, DE, IT, ES), five with an optional
    /// plus four (US), six digits (CN), as national posts write them; other countries are taken as written.
    pub fn problems(&self) -> Vec<(&'static str, AddressProblem)> {
        let mut found = Vec::new();
        let required = [
            ("name", &self.name),
            ("street", &self.street),
            ("city", &self.city),
            ("country", &self.country),
        ];
        for (field, text) in required {
            if text.trim().is_empty() {
                found.push((field, AddressProblem::Missing));
            }
        }
        let all = [
            ("name", &self.name),
            ("street", &self.street),
            ("extra", &self.extra),
            ("postcode", &self.postcode),
            ("city", &self.city),
            ("region", &self.region),
            ("phone", &self.phone),
        ];
        found.extend(
            all.iter()
                .filter(|(_, text)| text.chars().count() > LINE_LETTERS_MAX)
                .map(|(field, _)| (*field, AddressProblem::TooLong)),
        );
        if !self.country.is_empty() && country(&self.country).is_none() {
            found.push(("country", AddressProblem::UnknownCountry));
        }
        if !postcode_fits(&self.country, self.postcode.trim()) {
            found.push(("postcode", AddressProblem::BadPostcode));
        }
        let region_is_code = self.region.len() == 2 && self.region.bytes().all(|b| b.is_ascii_uppercase());
        if self.country == "US" && !region_is_code {
            found.push(("region", AddressProblem::BadRegion));
        }
        found
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("an address is always JSON")
    }
}

fn postcode_fits(country: &str, postcode: &str) -> bool {
    let digits = |count: usize| postcode.len() == count && postcode.bytes().all(|b| b.is_ascii_digit());
    match country {
        "FR" | "DE" | "IT" | "ES" => digits(5),
        "US" => digits(5) || (postcode.len() == 10 && postcode.as_bytes()[5] == b'-'),
        "CN" => postcode.is_empty() || digits(6),
        _ => true,
    }
}

/// Countries that a market can sell to: ISO 3166 alpha-2, and whether the country is in the European Union.
pub const COUNTRIES: &[(&str, bool)] = &[
    ("AT", true),
    ("AU", false),
    ("BE", true),
    ("BG", true),
    ("BR", false),
    ("CA", false),
    ("CH", false),
    ("CN", false),
    ("CY", true),
    ("CZ", true),
    ("DE", true),
    ("DK", true),
    ("EE", true),
    ("ES", true),
    ("FI", true),
    ("FR", true),
    ("GB", false),
    ("GR", true),
    ("HK", false),
    ("HR", true),
    ("HU", true),
    ("IE", true),
    ("IN", false),
    ("IS", false),
    ("IT", true),
    ("JP", false),
    ("KR", false),
    ("LT", true),
    ("LU", true),
    ("LV", true),
    ("MT", true),
    ("MX", false),
    ("NL", true),
    ("NO", false),
    ("NZ", false),
    ("PL", true),
    ("PT", true),
    ("RO", true),
    ("SE", true),
    ("SG", false),
    ("SI", true),
    ("SK", true),
    ("TW", false),
    ("US", false),
];

/// The known code, if the text is one.
pub fn country(text: &str) -> Option<&'static str> {
    COUNTRIES.iter().map(|(code, _)| *code).find(|code| code.eq_ignore_ascii_case(text.trim()))
}

pub fn is_in_eu(country: &str) -> bool {
    COUNTRIES.iter().any(|(code, eu)| *eu && *code == country)
}

/// Lower-cased and trimmed, if it can be an address: something, one @, a domain with a dot. Mail proves the rest.
pub fn email(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let (local, host) = text.split_once('@')?;
    let plain = |c: char| {
        !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')')
    };
    let fits = !local.is_empty()
        && text.len() <= EMAIL_LETTERS_MAX
        && host.contains('.')
        && !host.contains('@')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && text.chars().all(plain);
    fits.then_some(text)
}

/// Lower-case letters, digits and single hyphens out of any title; `fallback` where nothing is left.
pub fn slug(text: &str, fallback: &str) -> String {
    let mut out = String::new();
    for c in text.to_lowercase().chars() {
        let plain: &str = match c {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'ø' => "o",
            'ù' | 'ú' | 'û' | 'ü' => "u",
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            '\'' | '’' => "",
            _ if c.is_ascii_alphanumeric() => {
                out.push(c);
                ""
            }
            _ if out.ends_with('-') || out.is_empty() => "",
            _ => "-",
        };
        out.push_str(plain);
        if out.len() >= SLUG_LETTERS_MAX {
            break;
        }
    }
    let trimmed = out.trim_matches('-');
    if trimmed.is_empty() { fallback.to_owned() } else { trimmed.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_slugs() {
        let table = [
            ("Stoneware pour-over set", "stoneware-pour-over-set"),
            ("  Œufs & crème brûlée! ", "oeufs-creme-brulee"),
            ("景德镇瓷坊", "shop"),
            ("L’Atelier", "latelier"),
        ];
        for (title, expected) in table {
            assert_eq!(slug(title, "shop"), expected);
        }
    }

    #[test]
    fn addresses_are_checked_field_by_field() {
        let good = Address {
            name: "Ana Silva".into(),
            street: "1 rue X".into(),
            postcode: "69001".into(),
            city: "Lyon".into(),
            country: "FR".into(),
            ..Address::default()
        };
        assert_eq!(good.problems(), []);
        let bad = Address { postcode: "6900".into(), city: String::new(), ..good.clone() };
        assert_eq!(
            bad.problems(),
            [("city", AddressProblem::Missing), ("postcode", AddressProblem::BadPostcode)]
        );
        let us = Address {
            country: "US".into(),
            region: "oregon".into(),
            postcode: "97201".into(),
            ..good.clone()
        };
        assert_eq!(us.problems(), [("region", AddressProblem::BadRegion)]);
        let nowhere = Address { country: "ZZ".into(), ..good };
        assert_eq!(nowhere.problems(), [("country", AddressProblem::UnknownCountry)]);
    }

    #[test]
    fn emails_are_lowered_and_must_look_like_one() {
        assert_eq!(email(" Ana@Example.COM "), Some("ana@example.com".into()));
        for wrong in ["", "ana", "@x.y", "a@b", "a b@c.d", "a@@b.c", "a@.b", "a\n@b.c", "a@b.c,d@e.f"] {
            assert_eq!(email(wrong), None, "{wrong}");
        }
    }
}
