//! What people and machines write into cells, read strictly: amounts, quantities, weights, yes and no, lists. Nothing is
//! guessed, nothing is a float.

use money::{Currency, Money, MoneyError};

use super::problem::Reason;

const QUANTITY_MAX: i64 = 1_000_000_000;
/// A thousand tonnes.
const GRAMS_MAX: i128 = 1_000_000_000;
const WEIGHT_DECIMALS: usize = 6;

/// A price, or none if the cell is blank.
pub fn price(text: &str, currency: Currency) -> Result<Option<Money>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    Money::parse(text, currency).map(Some).map_err(|error| match error {
        MoneyError::TooManyDecimals => Reason::PriceTooPrecise,
        _ => Reason::PriceInvalid,
    })
}

/// A whole number, or none if the cell is blank. Decimals are accepted if they say nothing: `5.00`.
pub fn quantity(text: &str) -> Result<Option<i64>, Reason> {
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let plain =
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && part.bytes().all(|b| b == b'0');
    let number = if plain { whole.parse::<i64>().ok() } else { None };
    number.filter(|n| n.abs() <= QUANTITY_MAX).map(Some).ok_or(Reason::QuantityInvalid)
}

/// A unit of weight, as millionths of a gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeightUnit(i128);

impl WeightUnit {
    pub const GRAM: Self = Self(1_000_000);

    /// The international pound is 453.592 37 g exactly; an ounce is a sixteenth of it.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "g" | "gram" | "grams" | "克" => Some(Self::GRAM),
            "kg" | "千克" | "公斤" => Some(Self(1_000_000_000)),
            "lb" | "lbs" | "livres" | "磅" => Some(Self(453_592_370)),
            "oz" | "盎司" => Some(Self(28_349_523)),
            _ => None,
        }
    }
}

/// Grams, rounded; none if the cell is blank or says zero, which shops write when they do not know.
pub fn weight_grams(text: &str, unit: WeightUnit) -> Result<Option<i64>, Reason> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole)
        || !digits(part)
        || whole.len() > 12
        || (whole.is_empty() && part.is_empty() && !text.is_empty())
    {
        return Err(Reason::WeightInvalid);
    }
    let part = &part[..part.len().min(WEIGHT_DECIMALS)];
    let millionths: i128 =
        format!("0{whole}{part:0<WEIGHT_DECIMALS$}").parse().map_err(|_| Reason::WeightInvalid)?;
    let grams = (millionths * unit.0 + 500_000_000_000) / 1_000_000_000_000;
    if grams > GRAMS_MAX {
        return Err(Reason::WeightInvalid);
    }
    Ok(i64::try_from(grams).ok().filter(|grams| *grams > 0))
}

/// Yes or no in the ways that shops write it; none if blank or something else.
pub fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "active" | "oui" | "vrai" | "ja" | "wahr" | "是" => Some(true),
        "false" | "0" | "no" | "n" | "draft" | "archived" | "unlisted" | "non" | "faux" | "nein"
        | "falsch" | "否" => Some(false),
        _ => None,
    }
}

/// The parts of a list between commas; a comma after a backslash belongs to its part. Nothing blank, nothing twice.
pub fn list(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let last = parts.len() - 1;
        match letter {
            '\\' if letters.peek() == Some(&',') => parts[last].extend(letters.next()),
            ',' => parts.push(String::new()),
            other => parts[last].push(other),
        }
    }
    let mut seen = std::collections::HashSet::new();
    let trimmed = parts.iter().map(|part| part.trim().to_owned());
    trimmed.filter(|part| !part.is_empty() && seen.insert(part.clone())).collect()
}

/// A key made of a title, for products that have none: lower-case letters and digits with hyphens.
pub fn key_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_whole_numbers() {
        for (text, expected) in [
            ("", None),
            ("0", Some(0)),
            ("12", Some(12)),
            ("-3", Some(-3)),
            ("5.00", Some(5)),
            ("007", Some(7)),
        ] {
            assert_eq!(quantity(text), Ok(expected), "{text}");
        }
        for text in ["1.5", "many", "1e3", "-", ".", "+5", "99999999999999999999", "1000000001", "١"] {
            assert_eq!(quantity(text), Err(Reason::QuantityInvalid), "{text}");
        }
    }

    #[test]
    fn weights_become_whole_grams() {
        let table = [
            ("1.5", "kg", Some(1_500)),
            ("0,25", "kg", Some(250)),
            (".5", "g", Some(1)),
            ("2", "lbs", Some(907)),
            ("8", "oz", Some(227)),
            ("453.592370001", "g", Some(454)),
            ("0", "kg", None),
            ("0.0", "g", None),
            ("", "kg", None),
        ];
        for (text, unit, grams) in table {
            assert_eq!(weight_grams(text, WeightUnit::parse(unit).unwrap()), Ok(grams), "{text} {unit}");
        }
        for text in ["heavy", "-1", "1.2.3", ".", "9999999999", "9999999999999", "1 kg"] {
            assert_eq!(weight_grams(text, WeightUnit::GRAM), Err(Reason::WeightInvalid), "{text}");
        }
        assert_eq!(WeightUnit::parse("stone"), None);
    }

    #[test]
    fn lists_keep_commas_after_a_backslash() {
        for (text, parts) in [
            ("a, b,,c ,a", &["a", "b", "c"][..]),
            (r"Salt\, Pepper, Oil", &["Salt, Pepper", "Oil"]),
            (r"C:\x", &[r"C:\x"]),
            ("", &[]),
        ] {
            assert_eq!(list(text), parts, "{text}");
        }
    }

    #[test]
    fn keys_are_made_of_words_in_any_script() {
        for (title, key) in [
            ("Ocean  Blue-Shirt!", "ocean-blue-shirt"),
            ("红色 连衣裙", "红色-连衣裙"),
            ("Été", "été"),
            ("!!", ""),
        ] {
            assert_eq!(key_of(title), key);
        }
    }
}
